package dev.skep.server.store.sql;

import dev.skep.server.model.Column;
import dev.skep.server.model.Database;
import dev.skep.server.model.DatabaseName;
import dev.skep.server.model.Extras;
import dev.skep.server.model.Function;
import dev.skep.server.model.FunctionResource;
import dev.skep.server.model.Layout;
import dev.skep.server.model.Names;
import dev.skep.server.model.Owner;
import dev.skep.server.model.OwnerKind;
import dev.skep.server.model.Partition;
import dev.skep.server.model.Serde;
import dev.skep.server.model.SortColumn;
import dev.skep.server.model.Table;
import dev.skep.server.model.TableKind;
import dev.skep.server.model.TableName;
import dev.skep.server.model.ViewText;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Objects with everything set, and the smallest that are allowed. */
final class Samples {
    /** Beyond the basic plane, in several scripts, with every quote, and with what SQL and JSON escape. */
    static final String UNUSUAL = "ünï 数 😀 'q' \"d\" `b` \\ % _ ! \t\n {}[] ; --";

    static final DatabaseName DB = Names.database(Names.DEFAULT_CATALOG, "db");
    static final TableName TABLE = Names.table(DB, "t");

    static final Layout PLAIN = layout("a");
    static final Layout FULL = new Layout(
            List.of(new Column("a", "int", UNUSUAL), new Column("b", "struct<x:int,`Y z`:array<string>>")),
            "in.Format",
            "out.Format",
            true,
            16,
            new Serde("serde", "lib.Serde", Map.of("field.delim", "\u0001", UNUSUAL, UNUSUAL)),
            List.of("a"),
            List.of(new SortColumn("b", 0)),
            Map.of("p", UNUSUAL, "empty", ""),
            true,
            new Extras(Map.of("hive", "AAEC")));

    private Samples() {}

    static Layout layout(String... columns) {
        return new Layout(
                List.of(columns).stream().map(name -> new Column(name, "int")).toList(),
                null,
                null,
                false,
                -1,
                new Serde(null, null, Map.of()),
                List.of(),
                List.of(),
                Map.of(),
                false,
                Extras.NONE);
    }

    static Database database(DatabaseName name) {
        return new Database(name, null, "file:/w/" + name.value(), null, null, Map.of(), Extras.NONE);
    }

    static Database fullDatabase(DatabaseName name) {
        return new Database(
                name,
                UNUSUAL,
                "file:/w/" + UNUSUAL,
                new Owner(UNUSUAL, OwnerKind.ROLE),
                Instant.ofEpochSecond(1_700_000_000),
                Map.of("k", UNUSUAL, "empty", "", UNUSUAL, "v"),
                new Extras(Map.of("hive", "AAEC")));
    }

    static Table table(TableName name, Column... keys) {
        return new Table(
                name,
                TableKind.EXTERNAL,
                null,
                null,
                null,
                0,
                "file:/w/t",
                PLAIN,
                List.of(keys),
                Map.of(),
                null,
                Extras.NONE);
    }

    static Table fullTable(TableName name) {
        return new Table(
                name,
                TableKind.MATERIALIZED_VIEW,
                new Owner("me", OwnerKind.GROUP),
                Instant.ofEpochSecond(1_700_000_000),
                Instant.ofEpochSecond(-1),
                Integer.MAX_VALUE,
                "s3a://b/" + UNUSUAL,
                FULL,
                List.of(new Column("dt", "date", UNUSUAL), new Column("hr", "int")),
                Map.of("comment", UNUSUAL, "empty", "", UNUSUAL, UNUSUAL),
                new ViewText("select " + UNUSUAL, null),
                new Extras(Map.of("hive", "AAEC", "glue", "e30=")));
    }

    static Partition partition(String... values) {
        return new Partition(
                List.of(values), null, null, "file:/w/t/" + String.join("/", values), PLAIN, Map.of(), Extras.NONE);
    }

    static Partition fullPartition(String... values) {
        return new Partition(
                List.of(values),
                Instant.ofEpochSecond(1_700_000_000),
                Instant.ofEpochSecond(5),
                "s3a://b/" + UNUSUAL,
                FULL,
                Map.of("k", UNUSUAL, "empty", ""),
                new Extras(Map.of("hive", "AAEC")));
    }

    static Function function(DatabaseName database, String name) {
        return new Function(
                Names.function(database, name),
                "a.Class",
                new Owner("me", OwnerKind.USER),
                Instant.ofEpochSecond(7),
                List.of(new FunctionResource(FunctionResource.Kind.JAR, "s3://b/" + UNUSUAL)),
                new Extras(Map.of("hive", "AA==")));
    }
}
