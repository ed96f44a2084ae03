package dev.skep.server.catalog.privilege;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.Column;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.Names;
import dev.skep.server.model.Stored;
import dev.skep.server.model.Table;
import dev.skep.server.model.TableName;
import dev.skep.server.model.privilege.Grant;
import dev.skep.server.model.privilege.GrantQuery;
import dev.skep.server.model.privilege.ObjectKind;
import dev.skep.server.model.privilege.PrivilegeSet;
import dev.skep.server.model.privilege.Securable;
import dev.skep.server.store.CatalogStore;
import dev.skep.server.store.PrivilegeStore;
import dev.skep.server.store.Snapshot;
import dev.skep.server.store.Tx;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Privileges of principals on objects. */
public final class PrivilegeService {
    /** The parameter of tables whose partitions have privileges of their own. */
    private static final String PARTITIONS_HAVE_THEIR_OWN = "PARTITION_LEVEL_PRIVILEGE";

    private final CatalogStore store;
    private final Clock clock;

    public PrivilegeService(CatalogStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** In the order in which they were granted. */
    public List<Grant> find(GrantQuery query) {
        try (Snapshot snapshot = store.snapshot()) {
            return snapshot.security().privileges().find(query).stream()
                    .map(Stored::value)
                    .toList();
        }
    }

    /**
     * What somebody may do with this very object; what is granted on things around it is not looked at.
     *
     * @param user null if nobody is meant, only the groups
     */
    public PrivilegeSet effective(Securable object, @Nullable String user, List<String> groups) {
        try (Snapshot snapshot = store.snapshot()) {
            Principals principals = Principals.of(snapshot.security().roles(), user, groups);
            List<Stored<Grant>> found = principals.all().isEmpty()
                    ? List.of()
                    : snapshot.security()
                            .privileges()
                            .find(GrantQuery.on(object).of(principals.all()));
            return principals.share(found.stream().map(Stored::value).toList());
        }
    }

    /**
     * What somebody may do with the partitions of a table, if the table keeps privileges of its partitions.
     *
     * @param user null if nobody is meant, only the groups
     */
    public Optional<PartitionPrivileges> ofPartitions(TableName name, @Nullable String user, List<String> groups) {
        try (Snapshot snapshot = store.snapshot()) {
            return snapshot.tables()
                    .find(name)
                    .filter(table ->
                            "true".equalsIgnoreCase(table.value().parameters().get(PARTITIONS_HAVE_THEIR_OWN)))
                    .map(table -> {
                        Principals principals =
                                Principals.of(snapshot.security().roles(), user, groups);
                        GrantQuery query = GrantQuery.in(Set.of(ObjectKind.PARTITION), name);
                        return new PartitionPrivileges(
                                principals,
                                snapshot.security().privileges().find(query.of(principals.all())).stream()
                                        .map(Stored::value)
                                        .toList());
                    });
        }
    }

    /**
     * Grants all or none.
     *
     * @throws CatalogException {@code NOT_FOUND_DATABASE}, {@code NOT_FOUND_TABLE}, {@code NOT_FOUND_PARTITION},
     *     {@code NOT_FOUND_OTHER} for a role, {@code INVALID} for a column, {@code ALREADY_EXISTS}
     */
    public void grant(List<Grant> drafts) {
        Instant now = now();
        store.inTransaction(tx -> {
            grant(tx, drafts, now);
            return drafts;
        });
    }

    /**
     * Takes privileges away, whoever granted them.
     *
     * @param drafts an authorizer that is empty stands for any
     * @param onlyGrantOption whether the privileges stay and only the right to grant them to others goes
     * @throws CatalogException {@code NOT_FOUND_OTHER} for a privilege that is not there; {@code INVALID} where there is no
     *     grant option to lose
     */
    public void revoke(List<Grant> drafts, boolean onlyGrantOption) {
        store.inTransaction(tx -> {
            PrivilegeStore privileges = tx.security().privileges();
            for (Grant draft : drafts) {
                List<Stored<Grant>> found = granted(privileges, draft);
                if (!onlyGrantOption) {
                    privileges.delete(found);
                } else if (found.stream().anyMatch(each -> each.value().grantOption())) {
                    privileges.takeGrantOption(found);
                } else {
                    throw CatalogException.invalid(
                            "The " + draft.principal() + " has no grant option for " + draft.privilege() + " to lose");
                }
            }
            return drafts;
        });
    }

    /**
     * Makes the grants of one authorizer within a scope those that are given: what is missing is granted, what is too much
     * is revoked.
     *
     * @throws CatalogException as {@link #grant}
     */
    public void refresh(GrantQuery scope, List<Grant> drafts) {
        Instant now = now();
        store.inTransaction(tx -> {
            List<Stored<Grant>> present = tx.security().privileges().find(scope);
            Set<Grant> wanted = drafts.stream().map(Grant::withoutTime).collect(Collectors.toSet());
            Set<Grant> kept = new HashSet<>();
            List<Stored<Grant>> superfluous = new ArrayList<>();
            for (Stored<Grant> each : present) {
                Grant grant = each.value().withoutTime();
                if (wanted.contains(grant)) {
                    kept.add(grant);
                } else {
                    superfluous.add(each);
                }
            }
            tx.security().privileges().delete(superfluous);
            grant(tx, wanted.stream().filter(each -> !kept.contains(each)).toList(), now);
            return drafts;
        });
    }

    private static void grant(Tx tx, List<Grant> drafts, Instant now) {
        RoleService.requireRoles(
                tx.security().roles(), drafts.stream().map(Grant::principal).toList());
        requireColumns(tx, drafts);
        tx.security()
                .privileges()
                .insert(drafts.stream().map(draft -> draft.grantedAt(now)).toList());
    }

    private static List<Stored<Grant>> granted(PrivilegeStore privileges, Grant draft) {
        GrantQuery query = GrantQuery.on(draft.object())
                .of(List.of(draft.principal()))
                .by(draft.authorizer().isEmpty() ? null : draft.authorizer());
        List<Stored<Grant>> found = privileges.find(query).stream()
                .filter(each -> each.value().privilege().equals(draft.privilege()))
                .toList();
        if (found.isEmpty()) {
            throw new CatalogException(
                    ErrorKind.NOT_FOUND_OTHER,
                    "The " + draft.principal() + " has no privilege " + draft.privilege() + " there to lose");
        }
        return found;
    }

    private static void requireColumns(Tx tx, Collection<Grant> drafts) {
        Map<TableName, Set<String>> columns = new HashMap<>();
        for (Grant draft : drafts) {
            Securable object = draft.object();
            if (object instanceof Securable.OfColumn column) {
                requireColumn(tx, columns, column.table(), column.column());
            } else if (object instanceof Securable.OfPartitionColumn column) {
                requireColumn(tx, columns, column.table(), column.column());
            }
        }
    }

    private static void requireColumn(Tx tx, Map<TableName, Set<String>> columns, TableName table, String column) {
        if (!columns.computeIfAbsent(table, name -> columns(tx, name)).contains(column)) {
            throw CatalogException.invalid("Table " + table + " has no column '" + column + "' to grant something on");
        }
    }

    private static Set<String> columns(Tx tx, TableName name) {
        Table table = tx.tables()
                .find(name)
                .orElseThrow(() -> CatalogException.notFound(name))
                .value();
        return Stream.concat(table.layout().columns().stream(), table.partitionKeys().stream())
                .map(Column::name)
                .map(Names::column)
                .collect(Collectors.toSet());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
