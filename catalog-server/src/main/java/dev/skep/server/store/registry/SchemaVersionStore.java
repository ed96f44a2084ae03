package dev.skep.server.store.registry;

import dev.skep.server.model.MemberName;
import dev.skep.server.model.schema.ColumnSearch;
import dev.skep.server.model.schema.NumberedVersion;
import dev.skep.server.model.schema.SchemaVersion;
import dev.skep.server.model.schema.SchemaVersionName;
import java.util.List;
import java.util.Optional;

/** The versions of schemas. Those of a schema go with it. */
public interface SchemaVersionStore extends Registry<SchemaVersionName, SchemaVersion> {
    /** That with the highest number. */
    Optional<NumberedVersion> latest(MemberName schema);

    /** The highest number first. */
    List<NumberedVersion> all(MemberName schema);

    /** Those with such a column, each once, in the order of names and numbers. */
    List<SchemaVersionName> withColumn(ColumnSearch search);
}
