package dev.skep.inference.format;

import dev.skep.inference.ColumnNames;
import dev.skep.inference.ColumnStatistics;
import dev.skep.inference.Evidence;
import dev.skep.inference.Evidence.Topic;
import dev.skep.inference.Form;
import dev.skep.inference.Format;
import dev.skep.inference.HiveType;
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
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The answer of formats that carry their own schema: what the file says is certain. */
final class SelfDescribed {

    private SelfDescribed() {}

    /**
     * A column as the file declares it.
     *
     * @param type what the values are
     * @param declared what a table declares
     * @param statistics absent if the file has none
     */
    record Found(
            String label,
            HiveType type,
            HiveType declared,
            boolean nullable,
            String reason,
            @Nullable ColumnStatistics statistics) {

        Found(String label, HiveType type, HiveType declared, boolean nullable, String reason) {
            this(label, type, declared, nullable, reason, null);
        }
    }

    static Inference answer(
            Sample sample,
            Format format,
            List<Found> found,
            RowCount rows,
            Map<String, String> properties,
            List<Evidence> warnings)
            throws UnreadableException {
        if (found.isEmpty()) {
            return new Empty("its schema has no columns", format);
        }
        if (found.size() > sample.limits().columns()) {
            throw UnreadableException.tooLarge("it has " + found.size() + " columns");
        }
        List<String> names = ColumnNames.folded(found.stream().map(Found::label).toList());
        List<InferredColumn> columns = new ArrayList<>();
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new Evidence(Topic.FORMAT, "", format.classification(), 1, "of its magic number"));
        evidence.addAll(warnings);
        for (int i = 0; i < found.size(); i++) {
            Found column = found.get(i);
            String name = names.get(i);
            columns.add(new InferredColumn(
                    name,
                    column.label(),
                    column.type(),
                    column.declared(),
                    column.nullable(),
                    Reason.stated(column.reason()),
                    column.statistics()));
            if (!name.equalsIgnoreCase(column.label())) {
                evidence.add(Evidence.warning(
                        "column " + name + " will be null",
                        column.label() + " differs from another column by case only, and readers ignore case"));
            }
        }
        return new Inferred(new InferredSchema(
                format,
                sample.compression(),
                columns,
                new Form.Plain(),
                null,
                StorageForm.of(format, sample.compression(), properties, properties),
                rows,
                sample.source().size(),
                1,
                evidence));
    }
}
