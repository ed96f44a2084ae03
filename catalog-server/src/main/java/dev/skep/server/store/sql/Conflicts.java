package dev.skep.server.store.sql;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.ErrorKind;

/** The refusal of a change to what is no longer as it was read. */
public final class Conflicts {
    private Conflicts() {}

    public static CatalogException changed(String what, Object name) {
        return new CatalogException(
                ErrorKind.CONFLICT,
                what + " " + name + " was changed or dropped meanwhile; read it again and repeat the change");
    }
}
