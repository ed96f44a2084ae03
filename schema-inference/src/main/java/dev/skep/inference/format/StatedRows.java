package dev.skep.inference.format;

import dev.skep.inference.Bounds;
import dev.skep.inference.ColumnNames;
import dev.skep.inference.ColumnStatistics;
import dev.skep.inference.DeclaredType;
import dev.skep.inference.Evidence;
import dev.skep.inference.Evidence.Topic;
import dev.skep.inference.Form;
import dev.skep.inference.Format;
import dev.skep.inference.Inference;
import dev.skep.inference.Inference.Empty;
import dev.skep.inference.Inference.Inferred;
import dev.skep.inference.InferredColumn;
import dev.skep.inference.InferredSchema;
import dev.skep.inference.Reason;
import dev.skep.inference.RowCount;
import dev.skep.inference.StorageForm;
import dev.skep.inference.UnreadableException;
import dev.skep.inference.sample.Sample;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The answer about documents whose values state their types, but that have no schema in common. */
final class StatedRows {

    /** Room for nested fields. */
    private static final int PATHS_A_COLUMN = 3;

    private final StatedType root;

    StatedRows(Sample sample) {
        root = new StatedType(
                new StatedType.Budget(PATHS_A_COLUMN * sample.limits().columns()));
    }

    /** What takes the rows. */
    StatedType root() {
        return root;
    }

    long count() {
        return root.values();
    }

    /** @param part the share of the source that the rows come from; 1 if all were read */
    Inference answer(Sample sample, Format format, double part) throws UnreadableException {
        if (root.values() == root.nulls()) {
            return new Empty("it holds no values", format);
        }
        if (root.isOnlyObjects() && root.fields().isEmpty()) {
            return new Empty("its documents have no fields", format);
        }
        boolean tabular = root.isOnlyObjects();
        Collection<StatedType> found = tabular ? root.fields().values() : List.of(root);
        int most = sample.limits().columns();
        if (found.size() > most) {
            throw UnreadableException.tooLarge("it has more than " + most + " fields");
        }
        List<String> labels =
                found.stream().map(column -> tabular ? column.name() : "value").toList();
        List<String> names = ColumnNames.folded(labels);
        List<InferredColumn> columns = new ArrayList<>();
        for (StatedType column : found) {
            long nulls = column.nulls() + (tabular ? root.values() - column.values() : 0);
            columns.add(new InferredColumn(
                    names.get(columns.size()),
                    labels.get(columns.size()),
                    column.type(),
                    DeclaredType.of(column.type()),
                    true,
                    reason(column, nulls),
                    new ColumnStatistics(nulls, new Bounds.Unknown(), part == 1)));
        }
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new Evidence(Topic.FORMAT, "", format.classification(), 1, "it begins as only such files do"));
        if (!tabular) {
            evidence.add(Evidence.warning("its values are no rows", "they have no fields to make columns of"));
        }
        evidence.add(Evidence.warning(
                "no engine reads it", "Spark, Hive and Trino have no reader of such files; convert it to query it"));
        return new Inferred(new InferredSchema(
                format,
                sample.compression(),
                columns,
                new Form.Plain(),
                null,
                StorageForm.of(format, sample.compression(), Map.of(), Map.of()),
                new RowCount(Math.round(count() / part), part == 1),
                sample.source().size(),
                tabular ? 1 : 0.6,
                evidence));
    }

    private static Reason reason(StatedType column, long nulls) {
        long given = column.values() - column.nulls();
        return Reason.stated("that is the narrowest type that keeps what its " + given + " values say they are"
                + (nulls > 0 ? ", " + nulls + " are null or missing" : ""));
    }
}
