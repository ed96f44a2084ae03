package dev.skep.server.store.sql;

import static dev.skep.server.store.sql.CatalogStoreKit.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.Names;
import dev.skep.server.model.Stored;
import dev.skep.server.model.Table;
import dev.skep.server.model.TableHead;
import dev.skep.server.model.TableName;
import dev.skep.server.model.constraint.Constraint;
import dev.skep.server.model.constraint.ConstraintKind;
import dev.skep.server.model.constraint.ConstraintQuery;
import dev.skep.server.model.constraint.Rule;
import dev.skep.server.model.constraint.Trust;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Constraints of tables. */
abstract class ConstraintKit {
    private static final Trust TRUST = new Trust(true, false, true);

    private final CatalogStoreKit kit;

    ConstraintKit(CatalogStoreKit kit) {
        this.kit = kit;
    }

    private Constraint add(TableHead table, String name, Rule rule) {
        Constraint constraint = new Constraint(table.name(), name, TRUST, rule);
        kit.run(tx -> tx.constraints().insert(table.id(), constraint));
        return constraint;
    }

    private List<Constraint> of(TableName table) {
        return found(ConstraintQuery.of(table));
    }

    private List<Constraint> found(ConstraintQuery query) {
        return kit.list(tx -> tx.constraints().find(query)).stream()
                .map(Stored::value)
                .toList();
    }

    private static Rule reference(TableHead parent, String key) {
        return new Rule.ForeignKey(List.of("b", "a"), parent.name(), List.of("x", "y"), key, 1, 2);
    }

    @Test
    void keepsEveryKind() {
        TableHead parent = kit.create(kit.name("parent"));
        TableHead table = kit.create(kit.name("t"));
        Constraint key = add(parent, "key", new Rule.PrimaryKey(List.of("x", "y")));
        List<Constraint> added = List.of(
                add(table, "pk", new Rule.PrimaryKey(List.of("b", "a"))),
                add(table, "uk", new Rule.Unique(List.of("c"))),
                add(table, "nn", new Rule.NotNull("a")),
                add(table, "dc", new Rule.Default("a", Samples.UNUSUAL)),
                add(table, Samples.UNUSUAL, new Rule.Check(null, "a < b")),
                add(table, "cc", new Rule.Check("a", "a > 0")),
                add(table, "fk", reference(parent, "key")));
        assertThat(of(table.name())).isEqualTo(added);
        assertThat(of(parent.name())).containsExactly(key);
        assertThat(found(ConstraintQuery.of(table.name(), Set.of(ConstraintKind.UNIQUE, ConstraintKind.NOT_NULL))))
                .isEqualTo(added.subList(1, 3));
        assertThat(of(kit.name("none"))).isEmpty();
    }

    @Test
    void foreignKeysAreFoundFromBothEnds() {
        TableHead parent = kit.create(kit.name("parent"));
        TableHead child = kit.create(kit.name("child"));
        Constraint key = add(child, "fk", reference(parent, null));
        add(child, "uk", new Rule.Unique(List.of("c")));
        assertThat(found(ConstraintQuery.referringTo(parent.name()))).containsExactly(key);
        assertThat(found(ConstraintQuery.referringTo(child.name()))).isEmpty();
        Set<ConstraintKind> kinds = Set.of(ConstraintKind.FOREIGN_KEY);
        assertThat(found(new ConstraintQuery(
                        Names.DEFAULT_CATALOG, kit.db.value(), "child", kit.db.value(), "parent", kinds)))
                .containsExactly(key);
        assertThat(found(new ConstraintQuery(
                        Names.DEFAULT_CATALOG, kit.db.value(), "parent", kit.db.value(), "parent", kinds)))
                .isEmpty();
    }

    @Test
    void aNameIsTakenOnceAndATableHasOnePrimaryKey() {
        TableHead table = kit.create(kit.name("t"));
        TableHead other = kit.create(kit.name("o"));
        add(table, "key", new Rule.PrimaryKey(List.of("a")));
        add(other, "key", new Rule.PrimaryKey(List.of("a")));
        assertRefused(ErrorKind.ALREADY_EXISTS, "key", () -> add(table, "key", new Rule.NotNull("a")));
        assertRefused(
                ErrorKind.ALREADY_EXISTS, "primary key", () -> add(table, "key2", new Rule.PrimaryKey(List.of("b"))));
    }

    @Test
    void followsTheTablesThatAreRenamedAndGoesWithThem() {
        Stored<Table> parent = kit.write(tx -> tx.tables().insert(Samples.table(kit.name("parent"))));
        Stored<Table> child = kit.write(tx -> tx.tables().insert(Samples.table(kit.name("child"))));
        add(TableHead.of(parent), "key", new Rule.Unique(List.of("x", "y")));
        add(TableHead.of(child), "fk", reference(TableHead.of(parent), null));
        add(TableHead.of(child), "nn", new Rule.NotNull("a"));

        Stored<Table> moved = kit.write(tx -> tx.tables().update(parent, Samples.table(kit.name("mother"))));
        Rule.ForeignKey key = (Rule.ForeignKey)
                found(ConstraintQuery.referringTo(moved.value().name())).get(0).rule();
        assertThat(key.parent()).isEqualTo(kit.name("mother"));

        kit.run(tx -> tx.tables().delete(TableHead.of(moved)));
        assertThat(of(kit.name("child"))).extracting(Constraint::name).containsExactly("nn");
        kit.run(tx -> tx.tables().delete(TableHead.of(child)));
        assertThat(of(kit.name("child"))).isEmpty();
    }

    @Test
    void isRewrittenAndDropped() {
        TableHead table = kit.create(kit.name("t"));
        Constraint before = add(table, "key", new Rule.PrimaryKey(List.of("a", "b")));
        Stored<Constraint> stored = kit.list(tx -> tx.constraints().find(ConstraintQuery.of(table.name())))
                .get(0);
        Rule next = before.rule().withColumns(List.of("z", "b"));
        kit.run(tx -> tx.constraints().rewrite(stored, next));
        assertThat(of(table.name())).containsExactly(before.withRule(next));
        kit.run(tx -> tx.constraints().delete(stored));
        assertThat(of(table.name())).isEmpty();
    }
}
