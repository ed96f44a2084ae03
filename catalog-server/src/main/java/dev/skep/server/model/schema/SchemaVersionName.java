package dev.skep.server.model.schema;

import dev.skep.server.model.MemberName;

/** Which version of which schema. */
public record SchemaVersionName(MemberName schema, int version) {
    @Override
    public String toString() {
        return version + " of schema " + schema;
    }
}
