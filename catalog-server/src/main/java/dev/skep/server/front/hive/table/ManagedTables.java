package dev.skep.server.front.hive.table;

import dev.skep.server.front.hive.session.ClientSession;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.Names;
import dev.skep.server.model.Table;
import dev.skep.server.model.TableKind;
import dev.skep.thrift.Generation;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What becomes of the managed tables that clients of Hive make. To Hive 4 only a transactional table is managed: any other is
 * made external, with files that go with it, and lies with the external tables. And who makes or reads a table says what it
 * is capable of, and is told what it may do with the table.
 */
public enum ManagedTables {
    /** They are what the client says. */
    KEPT,
    /** As Hive 4 does it, for clients that are not known to be older than Hive 3. */
    TRANSLATED_FROM_HIVE_3,
    /** As Hive 4 does it, for all clients. */
    TRANSLATED;

    /** In every table that was made external. */
    static final String TRANSLATED_MARK = "TRANSLATED_TO_EXTERNAL";

    private static final String TRANSACTIONAL = "transactional";
    private static final String TRANSACTIONAL_PROPERTIES = "transactional_properties";

    boolean translates(ClientSession session) {
        return switch (this) {
            case KEPT -> false;
            case TRANSLATED_FROM_HIVE_3 -> session.generation().atLeast(Generation.HIVE_3);
            case TRANSLATED -> true;
        };
    }

    /**
     * A new table as it is to be made.
     *
     * @param capabilities what the client says it can
     * @throws CatalogException {@code UNSUPPORTED} if a transactional table is made by a client that cannot write one
     */
    Table created(Table draft, Set<String> capabilities, ClientSession session) {
        if (!translates(session)
                || draft.kind() != TableKind.MANAGED
                || !draft.name().database().catalog().equals(Names.DEFAULT_CATALOG)) {
            return draft;
        }
        return switch (Transactions.of(draft.parameters())) {
            case NONE -> external(draft);
            case INSERT_ONLY -> required(draft, capabilities, "HIVEMANAGEDINSERTWRITE");
            case FULL -> required(draft, capabilities, "HIVEFULLACIDWRITE");
        };
    }

    private static Table external(Table draft) {
        Map<String, String> parameters = new HashMap<>(draft.parameters());
        parameters.remove(TRANSACTIONAL);
        parameters.remove(TRANSACTIONAL_PROPERTIES);
        parameters.put("EXTERNAL", "TRUE");
        parameters.put("external.table.purge", "TRUE");
        parameters.put(TRANSLATED_MARK, "TRUE");
        return draft.withKind(TableKind.EXTERNAL).withParameters(parameters);
    }

    private static Table required(Table draft, Set<String> capabilities, String capability) {
        if (!capabilities.contains(capability)) {
            throw new CatalogException(
                    ErrorKind.UNSUPPORTED,
                    "Table " + draft.name() + " is transactional, and who makes it does not say that it can write it: "
                            + capability + " is not among its capabilities " + capabilities);
        }
        return draft;
    }

    /** How a table takes part in transactions. */
    enum Transactions {
        NONE,
        INSERT_ONLY,
        FULL;

        static Transactions of(Map<String, String> parameters) {
            boolean insertOnly = "insert_only".equalsIgnoreCase(parameters.get(TRANSACTIONAL_PROPERTIES));
            return Boolean.parseBoolean(parameters.get(TRANSACTIONAL))
                    ? insertOnly ? INSERT_ONLY : FULL
                    : insertOnly ? INSERT_ONLY : NONE;
        }
    }
}
