package dev.skep.server.front.rest;

import dev.skep.server.model.CatalogName;
import dev.skep.server.model.DatabaseName;
import dev.skep.server.model.TableName;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where objects are found, with the characters of their names percent-encoded. */
final class Addresses {
    private Addresses() {}

    static String of(CatalogName name) {
        return "/api/v1/catalogs/" + segment(name.value());
    }

    static String of(DatabaseName name) {
        return of(name.catalog()) + "/databases/" + segment(name.value());
    }

    static String of(TableName name) {
        return of(name.database()) + "/tables/" + segment(name.value());
    }

    static String segment(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
