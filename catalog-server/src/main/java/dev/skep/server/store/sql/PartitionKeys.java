package dev.skep.server.store.sql;

import static dev.skep.sql.Tables.PART;

import dev.skep.server.filter.KeyType;
import dev.skep.server.filter.Ordinals;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.PartitionName;
import dev.skep.server.model.TableHead;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** How the values of a partition are spread over the columns that it is found by, and read back from them. */
final class PartitionKeys {
    /** So many keys have columns; what is said of a later one is decided in Java. */
    static final int COLUMNS = 8;

    /** In UTF-16 units, which are never fewer than characters. A longer value stands in its column with its beginning. */
    static final int TEXT_LENGTH = 255;

    static final List<Field<String>> TEXTS = List.of(
            PART.TEXT_0, PART.TEXT_1, PART.TEXT_2, PART.TEXT_3, PART.TEXT_4, PART.TEXT_5, PART.TEXT_6, PART.TEXT_7);
    static final List<Field<Long>> ORDERS = List.of(
            PART.ORDER_0,
            PART.ORDER_1,
            PART.ORDER_2,
            PART.ORDER_3,
            PART.ORDER_4,
            PART.ORDER_5,
            PART.ORDER_6,
            PART.ORDER_7);

    /** PostgreSQL's index holds 2,704 bytes a row, the table's id and lengths among them. */
    private static final int MAX_NAME_BYTES = 2_600;

    private PartitionKeys() {}

    /** The columns that {@link #values(TableHead, List)} fills, in its order. */
    static List<Field<?>> columns(TableHead table) {
        List<Field<?>> columns = new ArrayList<>();
        columns.add(PART.NAME);
        columns.add(PART.MORE_KEYS);
        for (int i = 0; i < columnsOf(table); i++) {
            columns.add(TEXTS.get(i));
            columns.add(ORDERS.get(i));
        }
        return columns;
    }

    /** @throws CatalogException {@code INVALID} if the name is too long for an index */
    static List<@Nullable Object> values(TableHead table, List<String> values) {
        List<@Nullable Object> columns = new ArrayList<>();
        columns.add(checked(table.partitionName(values)).value());
        columns.add(moreKeys(values));
        for (int i = 0; i < columnsOf(table); i++) {
            String value = values.get(i);
            OptionalLong order =
                    Ordinals.of(KeyType.of(table.partitionKeys().get(i).type()), value);
            columns.add(beginning(value));
            columns.add(order.isPresent() ? order.getAsLong() : null);
        }
        return columns;
    }

    /** The columns that {@link #read} needs. */
    static List<Field<?>> readColumns(TableHead table) {
        List<Field<?>> columns = new ArrayList<>(TEXTS.subList(0, columnsOf(table)));
        columns.add(PART.MORE_KEYS);
        return columns;
    }

    static List<String> read(TableHead table, Record row) {
        String more = row.get(PART.MORE_KEYS);
        return more == null
                ? TEXTS.subList(0, columnsOf(table)).stream().map(row::get).toList()
                : StoredJson.read(more, StoredJson.TEXTS);
    }

    private static int columnsOf(TableHead table) {
        return Math.min(table.partitionKeys().size(), COLUMNS);
    }

    private static PartitionName checked(PartitionName name) {
        String text = name.value();
        int length = text.codePointCount(0, text.length());
        if (length > PartitionName.MAX_LENGTH || text.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
            throw CatalogException.invalid("The partition name "
                    + text.substring(0, text.offsetByCodePoints(0, Math.min(length, 60)))
                    + "… has " + length + " characters; at most " + PartitionName.MAX_LENGTH + " characters and "
                    + MAX_NAME_BYTES + " bytes can be stored: use shorter values");
        }
        return name;
    }

    private static @Nullable String moreKeys(List<String> values) {
        boolean fits = values.size() <= COLUMNS && values.stream().allMatch(value -> value.equals(beginning(value)));
        return fits ? null : StoredJson.write(values);
    }

    private static String beginning(String value) {
        if (value.length() <= TEXT_LENGTH) {
            return value;
        }
        boolean cutsPair = Character.isHighSurrogate(value.charAt(TEXT_LENGTH - 1));
        return value.substring(0, cutsPair ? TEXT_LENGTH - 1 : TEXT_LENGTH);
    }
}
