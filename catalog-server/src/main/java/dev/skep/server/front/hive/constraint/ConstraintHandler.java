package dev.skep.server.front.hive.constraint;

import dev.skep.hive.api.AddCheckConstraintArgs;
import dev.skep.hive.api.AddDefaultConstraintArgs;
import dev.skep.hive.api.AddForeignKeyArgs;
import dev.skep.hive.api.AddNotNullConstraintArgs;
import dev.skep.hive.api.AddPrimaryKeyArgs;
import dev.skep.hive.api.AddUniqueConstraintArgs;
import dev.skep.hive.api.AllTableConstraintsRequest;
import dev.skep.hive.api.AllTableConstraintsResponse;
import dev.skep.hive.api.CheckConstraintsRequest;
import dev.skep.hive.api.CheckConstraintsResponse;
import dev.skep.hive.api.Constraints;
import dev.skep.hive.api.DefaultConstraintsRequest;
import dev.skep.hive.api.DefaultConstraintsResponse;
import dev.skep.hive.api.DropConstraintArgs;
import dev.skep.hive.api.DropConstraintRequest;
import dev.skep.hive.api.ForeignKeysRequest;
import dev.skep.hive.api.ForeignKeysResponse;
import dev.skep.hive.api.GetAllTableConstraintsArgs;
import dev.skep.hive.api.GetCheckConstraintsArgs;
import dev.skep.hive.api.GetDefaultConstraintsArgs;
import dev.skep.hive.api.GetForeignKeysArgs;
import dev.skep.hive.api.GetNotNullConstraintsArgs;
import dev.skep.hive.api.GetPrimaryKeysArgs;
import dev.skep.hive.api.GetUniqueConstraintsArgs;
import dev.skep.hive.api.NotNullConstraintsRequest;
import dev.skep.hive.api.NotNullConstraintsResponse;
import dev.skep.hive.api.PrimaryKeysRequest;
import dev.skep.hive.api.PrimaryKeysResponse;
import dev.skep.hive.api.UniqueConstraintsRequest;
import dev.skep.hive.api.UniqueConstraintsResponse;
import dev.skep.server.catalog.constraint.ConstraintService;
import dev.skep.server.front.hive.session.ClientSession;
import dev.skep.server.front.hive.translation.Translation;
import dev.skep.server.model.Names;
import dev.skep.server.model.constraint.Constraint;
import dev.skep.server.model.constraint.ConstraintKind;
import dev.skep.server.model.constraint.ConstraintQuery;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Constraints of tables. */
public final class ConstraintHandler implements Constraints<ClientSession> {
    private static final ConstraintTranslator TRANSLATOR = new ConstraintTranslator(null);

    private final ConstraintService constraints;

    public ConstraintHandler(ConstraintService constraints) {
        this.constraints = constraints;
    }

    @Override
    public void addPrimaryKey(AddPrimaryKeyArgs args, ClientSession session) {
        constraints.add(TRANSLATOR.primaryKeys(required(args.req()).primaryKeyCols()));
    }

    @Override
    public void addForeignKey(AddForeignKeyArgs args, ClientSession session) {
        constraints.add(TRANSLATOR.foreignKeys(required(args.req()).foreignKeyCols()));
    }

    @Override
    public void addUniqueConstraint(AddUniqueConstraintArgs args, ClientSession session) {
        constraints.add(TRANSLATOR.uniqueConstraints(required(args.req()).uniqueConstraintCols()));
    }

    @Override
    public void addNotNullConstraint(AddNotNullConstraintArgs args, ClientSession session) {
        constraints.add(TRANSLATOR.notNullConstraints(required(args.req()).notNullConstraintCols()));
    }

    @Override
    public void addDefaultConstraint(AddDefaultConstraintArgs args, ClientSession session) {
        constraints.add(TRANSLATOR.defaultConstraints(required(args.req()).defaultConstraintCols()));
    }

    @Override
    public void addCheckConstraint(AddCheckConstraintArgs args, ClientSession session) {
        constraints.add(TRANSLATOR.checkConstraints(required(args.req()).checkConstraintCols()));
    }

    @Override
    public PrimaryKeysResponse getPrimaryKeys(GetPrimaryKeysArgs args, ClientSession session) {
        PrimaryKeysRequest request = required(args.request());
        return PrimaryKeysResponse.builder()
                .primaryKeys(ConstraintRows.primaryKeys(
                        of(request.catName(), request.dbName(), request.tblName(), ConstraintKind.PRIMARY_KEY)))
                .build();
    }

    @Override
    public ForeignKeysResponse getForeignKeys(GetForeignKeysArgs args, ClientSession session) {
        ForeignKeysRequest request = required(args.request());
        return ForeignKeysResponse.builder()
                .foreignKeys(ConstraintRows.foreignKeys(constraints.find(foreignKeys(request))))
                .build();
    }

    @Override
    public UniqueConstraintsResponse getUniqueConstraints(GetUniqueConstraintsArgs args, ClientSession session) {
        UniqueConstraintsRequest request = required(args.request());
        return UniqueConstraintsResponse.builder()
                .uniqueConstraints(ConstraintRows.uniqueConstraints(
                        of(request.catName(), request.dbName(), request.tblName(), ConstraintKind.UNIQUE)))
                .build();
    }

    @Override
    public NotNullConstraintsResponse getNotNullConstraints(GetNotNullConstraintsArgs args, ClientSession session) {
        NotNullConstraintsRequest request = required(args.request());
        return NotNullConstraintsResponse.builder()
                .notNullConstraints(ConstraintRows.notNullConstraints(
                        of(request.catName(), request.dbName(), request.tblName(), ConstraintKind.NOT_NULL)))
                .build();
    }

    @Override
    public DefaultConstraintsResponse getDefaultConstraints(GetDefaultConstraintsArgs args, ClientSession session) {
        DefaultConstraintsRequest request = required(args.request());
        return DefaultConstraintsResponse.builder()
                .defaultConstraints(ConstraintRows.defaultConstraints(
                        of(request.catName(), request.dbName(), request.tblName(), ConstraintKind.DEFAULT)))
                .build();
    }

    @Override
    public CheckConstraintsResponse getCheckConstraints(GetCheckConstraintsArgs args, ClientSession session) {
        CheckConstraintsRequest request = required(args.request());
        return CheckConstraintsResponse.builder()
                .checkConstraints(ConstraintRows.checkConstraints(
                        of(request.catName(), request.dbName(), request.tblName(), ConstraintKind.CHECK)))
                .build();
    }

    @Override
    public AllTableConstraintsResponse getAllTableConstraints(GetAllTableConstraintsArgs args, ClientSession session) {
        AllTableConstraintsRequest request = required(args.request());
        ConstraintQuery query =
                ConstraintQuery.of(Translation.table(request.catName(), request.dbName(), request.tblName()));
        return AllTableConstraintsResponse.builder()
                .allTableConstraints(ConstraintRows.all(constraints.find(query)))
                .build();
    }

    @Override
    public void dropConstraint(DropConstraintArgs args, ClientSession session) {
        DropConstraintRequest request = required(args.req());
        constraints.drop(
                Translation.table(request.catName(), request.dbname(), request.tablename()), request.constraintname());
    }

    private List<Constraint> of(@Nullable String catalog, String database, String table, ConstraintKind kind) {
        return constraints.find(ConstraintQuery.of(Translation.table(catalog, database, table), Set.of(kind)));
    }

    private static ConstraintQuery foreignKeys(ForeignKeysRequest request) {
        return new ConstraintQuery(
                Names.catalog(request.catName()),
                database(request.foreignDbName()),
                table(request.foreignTblName()),
                database(request.parentDbName()),
                table(request.parentTblName()),
                Set.of(ConstraintKind.FOREIGN_KEY));
    }

    private static @Nullable String database(@Nullable String name) {
        return name == null ? null : Names.hiveDatabase(null, name).value();
    }

    private static @Nullable String table(@Nullable String name) {
        return name == null ? null : Names.folded(name);
    }

    private static <T> T required(@Nullable T request) {
        return Translation.required(request, "request");
    }
}
