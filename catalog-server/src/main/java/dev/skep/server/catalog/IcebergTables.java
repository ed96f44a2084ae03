package dev.skep.server.catalog;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.Precondition;
import dev.skep.server.model.Table;
import java.util.Map;

/**
 * What is known of tables and views of Iceberg. Their state is a metadata file, each commit writes another, and the table's
 * parameters name the file that counts and the one that it replaced.
 */
final class IcebergTables {
    private static final String METADATA = "metadata_location";
    private static final String REPLACED = "previous_metadata_location";

    private IcebergTables() {}

    /**
     * Whether a table has been made by this very request, which comes once more because its answer was lost: no two
     * requests make a table of the same metadata file. Iceberg deletes that file if it hears that the table is there.
     */
    static boolean isMadeBy(Table draft, Table there) {
        String metadata = draft.parameters().get(METADATA);
        return metadata != null && metadata.equals(there.parameters().get(METADATA)) && draft.kind() == there.kind();
    }

    /**
     * Checks that a commit replaces the metadata file that it says it replaces. Who commits with a lock says so, too, but may
     * have lost the lock without knowing, or be a request that was on its way for too long.
     *
     * @throws CatalogException {@code CONFLICT} if another commit came before
     */
    static void requireSuccession(Table current, Table next) {
        Map<String, String> before = current.parameters();
        Map<String, String> after = next.parameters();
        if (before.containsKey(METADATA)
                && after.containsKey(METADATA)
                && after.containsKey(REPLACED)
                && !after.get(METADATA).equals(before.get(METADATA))) {
            Precondition.parameter(METADATA, after.get(REPLACED)).requireParameter(current.name(), before);
        }
    }
}
