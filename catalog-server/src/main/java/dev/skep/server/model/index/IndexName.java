package dev.skep.server.model.index;

import dev.skep.server.model.Names;
import dev.skep.server.model.TableName;

/** Which index of which table; its name is folded. */
public record IndexName(TableName table, String value) {
    public IndexName {
        value = Names.folded(value);
    }

    @Override
    public String toString() {
        return value + " of table " + table;
    }
}
