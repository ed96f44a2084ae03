package dev.skep.server.boot;

import dev.skep.server.files.FilesByScheme;
import dev.skep.server.files.LocalWarehouseFiles;
import dev.skep.server.files.UntouchedFiles;
import dev.skep.server.files.WarehouseFiles;
import dev.skep.server.files.s3.S3Location;
import dev.skep.server.files.s3.S3Settings;
import dev.skep.server.files.s3.S3WarehouseFiles;
import dev.skep.server.model.CatalogException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The stores whose files the server looks after. */
final class WarehouseStores {
    private WarehouseStores() {}

    static WarehouseFiles from(Configuration configuration) {
        WarehouseFiles local = new LocalWarehouseFiles(configuration.find(Keys.WAREHOUSE_TRASH_DIR));
        if (configuration.get(Keys.WAREHOUSE_LEAVE_FILES)) {
            return new UntouchedFiles(local);
        }
        Optional<S3Settings> s3 = s3(configuration);
        if (s3.isEmpty()) {
            return local;
        }
        WarehouseFiles objects = new S3WarehouseFiles(s3.get(), local);
        return new FilesByScheme(Map.of("s3", objects, "s3a", objects, "s3n", objects), local);
    }

    static Optional<S3Settings> s3(Configuration configuration) {
        Optional<String> region = configuration.find(Keys.WAREHOUSE_S3_REGION);
        Optional<String> access = configuration.find(Keys.WAREHOUSE_S3_ACCESS_KEY);
        Optional<String> secret = configuration.find(Keys.WAREHOUSE_S3_SECRET_KEY);
        if (access.isPresent() != secret.isPresent()) {
            throw new StartupException(
                    "Of warehouse.s3.access-key and warehouse.s3.secret-key only one is set; set both or none");
        }
        Optional<String> profile = configuration.find(Keys.WAREHOUSE_S3_PROFILE);
        if (access.isPresent() && profile.isPresent()) {
            throw new StartupException(
                    "Both warehouse.s3.access-key and warehouse.s3.profile say who the server is; set one of them");
        }
        if (region.isEmpty()) {
            requireNone(configuration);
        }
        S3Settings.Identity identity = access.isPresent() && secret.isPresent()
                ? new S3Settings.Keys(access.get(), secret.get())
                : profile.<S3Settings.Identity>map(S3Settings.Profile::new).orElseGet(S3Settings.Environment::new);
        return region.map(name -> new S3Settings(
                name,
                configuration.find(Keys.WAREHOUSE_S3_ENDPOINT).map(WarehouseStores::endpoint),
                configuration.get(Keys.WAREHOUSE_S3_PATH_STYLE),
                identity,
                configuration.find(Keys.WAREHOUSE_S3_TRASH_DIR).map(WarehouseStores::trash)));
    }

    /** Somebody who says how an object store is reached wants to use it. */
    private static void requireNone(Configuration configuration) {
        for (Key<String> key : List.of(
                Keys.WAREHOUSE_S3_ENDPOINT,
                Keys.WAREHOUSE_S3_ACCESS_KEY,
                Keys.WAREHOUSE_S3_PROFILE,
                Keys.WAREHOUSE_S3_TRASH_DIR)) {
            if (configuration.find(key).isPresent()) {
                throw new StartupException(key.name() + " is set and warehouse.s3.region is not; set it, such as to"
                        + " us-east-1 where the store knows no regions");
            }
        }
    }

    private static URI endpoint(String text) {
        try {
            URI endpoint = URI.create(text);
            if (endpoint.getHost() != null
                    && ("http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme()))) {
                return endpoint;
            }
        } catch (IllegalArgumentException e) {
            throw new StartupException("warehouse.s3.endpoint is '" + text + "', which is no address", e);
        }
        throw new StartupException(
                "warehouse.s3.endpoint is '" + text + "'; it begins with http:// or https:// and a host");
    }

    private static S3Location trash(String text) {
        try {
            return S3Location.of(text);
        } catch (CatalogException e) {
            throw new StartupException("warehouse.s3.trash-dir is '" + text + "': " + e.getMessage(), e);
        }
    }
}
