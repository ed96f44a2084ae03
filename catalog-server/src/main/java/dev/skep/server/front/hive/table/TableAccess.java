package dev.skep.server.front.hive.table;

import dev.skep.hive.api.Table;
import dev.skep.server.front.hive.table.ManagedTables.Transactions;
import dev.skep.server.front.hive.translation.Translation;
import dev.skep.server.model.TableKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a client may do with a table, by what it says it can and what the table asks for, as Hive 4 answers it: engines refuse
 * what they are not told they may do. Nobody is kept from anything here.
 *
 * @param type 1 nothing, 2 read, 8 read and write
 * @param reads capabilities that are missing to read
 * @param writes capabilities that are missing to write
 * @param hidesBuckets whether the client must not know that the table is bucketed, since it would spoil the buckets
 */
record TableAccess(byte type, List<String> reads, List<String> writes, boolean hidesBuckets) {
    private static final byte NOTHING = 1;
    private static final byte READ = 2;
    private static final byte READ_AND_WRITE = 8;

    private static final String BUCKETS = "HIVEBUCKET2";
    private static final String EXTERNAL_READ = "EXTREAD";
    private static final String EXTERNAL_WRITE = "EXTWRITE";
    private static final String CONNECTOR_READ = "CONNECTORREAD";
    private static final String CONNECTOR_WRITE = "CONNECTORWRITE";
    private static final String ACID_READ = "HIVEFULLACIDREAD";
    private static final String ACID_WRITE = "HIVEFULLACIDWRITE";
    private static final String INSERT_READ = "HIVEMANAGEDINSERTREAD";
    private static final String INSERT_WRITE = "HIVEMANAGEDINSERTWRITE";
    private static final String SQL = "HIVESQL";
    private static final String VIEWS = "HIVEMQT";

    /** A table's parameter: what it asks for, separated by commas. */
    private static final String REQUIRED = "OBJCAPABILITIES";

    private static final Set<String> UNTOUCHED = Set.of("MANAGERAWMETADATA", "MANAGE_RAW_METADATA");
    private static final String WITH_BUCKETS = "ACCEPTS_UNMODIFIED_METADATA";

    static Set<String> capabilities(@Nullable List<String> said) {
        return new HashSet<>(Translation.orEmpty(said));
    }

    /** The table as a client with these capabilities gets it; as it is if it names none, or wants it so. */
    static Table answered(Table table, Set<String> capabilities) {
        if (capabilities.isEmpty() || UNTOUCHED.stream().anyMatch(capabilities::contains)) {
            return table;
        }
        TableAccess access = of(table, capabilities);
        Table.Builder answer = table.toBuilder().accessType(access.type());
        if (!access.reads().isEmpty()) {
            answer.requiredReadCapabilities(access.reads());
        }
        if (!access.writes().isEmpty()) {
            answer.requiredWriteCapabilities(access.writes());
        }
        if (access.hidesBuckets() && table.sd() != null) {
            answer.sd(table.sd().toBuilder().numBuckets(-1).build());
        }
        return answer.build();
    }

    private static TableAccess of(Table table, Set<String> capabilities) {
        Map<String, String> parameters = Translation.orEmpty(table.parameters());
        boolean bucketed = table.sd() != null
                && table.sd().numBuckets() != null
                && table.sd().numBuckets() > 0;
        TableKind kind = TableTranslator.kind(String.valueOf(table.tableType())).orElse(TableKind.INDEX);
        String required = parameters.get(REQUIRED);
        if (required != null) {
            List<String> wanted = Arrays.asList(
                    required.replaceAll("\\s", "").toUpperCase(Locale.ROOT).split(",", -1));
            return asked(kind, Transactions.of(parameters), bucketed, wanted, capabilities);
        }
        return switch (kind) {
            case EXTERNAL -> bucketed ? ofBuckets(capabilities) : ofFiles(capabilities);
            case MANAGED ->
                switch (Transactions.of(parameters)) {
                    case NONE -> all();
                    case INSERT_ONLY -> ofTransactions(INSERT_READ, INSERT_WRITE, capabilities);
                    case FULL -> ofTransactions(ACID_READ, ACID_WRITE, capabilities);
                };
            case VIEW ->
                any(capabilities, SQL, CONNECTOR_READ) ? read() : nothing(List.of(SQL, CONNECTOR_READ), List.of());
            case MATERIALIZED_VIEW ->
                capabilities.contains(VIEWS) && any(capabilities, CONNECTOR_READ, ACID_READ)
                        ? read()
                        : nothing(List.of(CONNECTOR_READ, VIEWS), List.of());
            case INDEX -> nothing(List.of(), List.of());
        };
    }

    private static TableAccess ofBuckets(Set<String> capabilities) {
        return capabilities.contains(BUCKETS)
                ? all()
                : new TableAccess(READ, List.of(), List.of(BUCKETS), !capabilities.contains(WITH_BUCKETS));
    }

    private static TableAccess ofFiles(Set<String> capabilities) {
        if (!capabilities.contains(EXTERNAL_READ)) {
            return nothing(List.of(EXTERNAL_READ), List.of(EXTERNAL_WRITE));
        }
        return capabilities.contains(EXTERNAL_WRITE) ? all() : readMissing(List.of(EXTERNAL_WRITE));
    }

    private static TableAccess ofTransactions(String read, String write, Set<String> capabilities) {
        List<String> writes = List.of(write, "HIVEMANAGESTATS", "HIVECACHEINVALIDATE", CONNECTOR_WRITE);
        if (any(capabilities, write, CONNECTOR_WRITE)) {
            return all();
        }
        return any(capabilities, read, CONNECTOR_READ)
                ? readMissing(writes)
                : nothing(List.of(CONNECTOR_READ, read), writes);
    }

    /** For a table that says itself what it asks for. */
    private static TableAccess asked(
            TableKind kind,
            Transactions transactions,
            boolean bucketed,
            List<String> wanted,
            Set<String> capabilities) {
        boolean hasAll = capabilities.containsAll(wanted);
        List<String> reads = missing(reads(wanted), capabilities);
        List<String> writes = missing(writes(wanted), capabilities);
        return switch (kind) {
            case EXTERNAL -> hasAll ? all() : askedOfFiles(bucketed, wanted, capabilities);
            case MANAGED -> {
                if (hasAll) {
                    yield all();
                }
                yield switch (transactions) {
                    case NONE -> readMissing(writes);
                    case INSERT_ONLY ->
                        writes.isEmpty() || any(capabilities, ACID_WRITE, CONNECTOR_WRITE)
                                ? all()
                                : reads.isEmpty() || any(capabilities, INSERT_READ, CONNECTOR_READ)
                                        ? readMissing(writes)
                                        : nothing(reads, writes);
                    case FULL ->
                        writes.isEmpty() || any(capabilities, ACID_WRITE, CONNECTOR_WRITE)
                                ? all()
                                : any(capabilities, ACID_READ, CONNECTOR_READ)
                                        ? readMissing(writes)
                                        : nothing(reads, writes);
                };
            }
            case VIEW, MATERIALIZED_VIEW -> hasAll ? read() : nothing(reads, List.of());
            case INDEX -> nothing(reads(wanted), writes(wanted));
        };
    }

    private static TableAccess askedOfFiles(boolean bucketed, List<String> wanted, Set<String> capabilities) {
        boolean withoutBuckets = wanted.contains(BUCKETS) && !capabilities.contains(BUCKETS);
        boolean hides = withoutBuckets && !capabilities.contains(WITH_BUCKETS);
        if (!bucketed && wanted.contains(EXTERNAL_WRITE) && capabilities.contains(EXTERNAL_WRITE)) {
            return new TableAccess(READ_AND_WRITE, List.of(), List.of(), hides);
        }
        List<String> writes = new ArrayList<>(withoutBuckets ? List.of(BUCKETS) : List.of());
        if (wanted.contains(EXTERNAL_READ) && capabilities.contains(EXTERNAL_READ)) {
            writes.add(EXTERNAL_WRITE);
            return new TableAccess(READ, List.of(), writes, hides);
        }
        writes.addAll(writes(wanted));
        return new TableAccess(NOTHING, List.of(EXTERNAL_READ), writes, hides);
    }

    private static TableAccess all() {
        return new TableAccess(READ_AND_WRITE, List.of(), List.of(), false);
    }

    private static TableAccess read() {
        return new TableAccess(READ, List.of(), List.of(), false);
    }

    private static TableAccess readMissing(List<String> writes) {
        return new TableAccess(READ, List.of(), writes, false);
    }

    private static TableAccess nothing(List<String> reads, List<String> writes) {
        return new TableAccess(NOTHING, reads, writes, false);
    }

    private static boolean any(Set<String> capabilities, String one, String other) {
        return capabilities.contains(one) || capabilities.contains(other);
    }

    private static List<String> missing(List<String> wanted, Collection<String> capabilities) {
        return wanted.stream().filter(each -> !capabilities.contains(each)).toList();
    }

    private static List<String> writes(List<String> capabilities) {
        return capabilities.stream()
                .filter(each -> each.endsWith("WRITE") || each.endsWith("STATS") || each.endsWith("INVALIDATE"))
                .toList();
    }

    private static List<String> reads(List<String> capabilities) {
        return capabilities.stream()
                .filter(each -> each.endsWith("READ") || each.endsWith("SQL"))
                .toList();
    }
}
