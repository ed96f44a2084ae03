package dev.skep.server.catalog;

import dev.skep.server.filter.FilterParser;
import dev.skep.server.filter.Literal;
import dev.skep.server.filter.Predicate;
import dev.skep.server.filter.Predicate.Compare;
import dev.skep.server.filter.Predicate.Operator;
import dev.skep.server.filter.Typing;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.TableHead;
import java.util.List;

/** What a selection of partitions means on a table. */
final class PartitionSelection {
    private PartitionSelection() {}

    /** @throws CatalogException {@code INVALID} */
    static Predicate predicate(TableHead table, PartitionService.Selection selection) {
        if (selection instanceof PartitionService.Selection.ByFilter filter) {
            requirePartitioned(table);
            return Typing.type(FilterParser.parse(filter.text()), table.partitionKeys());
        }
        return selection instanceof PartitionService.Selection.ByValues partial
                ? leading(table, partial.values())
                : Predicate.TRUE;
    }

    /** @param values one a leading key, compared as text; an empty one means any */
    static Predicate leading(TableHead table, List<String> values) {
        if (values.size() > table.partitionKeys().size()) {
            throw CatalogException.invalid("Table " + table.name() + " has "
                    + table.partitionKeys().size() + " partition keys, but " + values.size() + " values were given: "
                    + values);
        }
        Predicate predicate = Predicate.TRUE;
        for (int i = 0; i < values.size(); i++) {
            if (!values.get(i).isEmpty()) {
                Literal text = new Literal.Text(values.get(i));
                predicate = Predicate.and(
                        predicate, new Compare(table.partitionKeys().get(i).name(), Operator.EQUAL, text));
            }
        }
        return predicate;
    }

    static void requirePartitioned(TableHead table) {
        if (table.partitionKeys().isEmpty()) {
            throw CatalogException.invalid("Table " + table.name() + " is not partitioned");
        }
    }
}
