package dev.skep.server.store.sql;

import dev.skep.server.model.ColumnStatistics;
import dev.skep.server.model.ColumnStatistics.Figures;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Which figures are stored: the name tells how to read them. */
enum FigureKind {
    BOOLEAN(ColumnStatistics.OfBoolean.class),
    LONG(ColumnStatistics.OfLong.class),
    DOUBLE(ColumnStatistics.OfDouble.class),
    STRING(ColumnStatistics.OfString.class),
    BINARY(ColumnStatistics.OfBinary.class),
    DECIMAL(ColumnStatistics.OfDecimal.class),
    DATE(ColumnStatistics.OfDate.class),
    TIMESTAMP(ColumnStatistics.OfTimestamp.class);

    private final Class<? extends Figures> type;

    FigureKind(Class<? extends Figures> type) {
        this.type = type;
    }

    static FigureKind of(Figures figures) {
        return Arrays.stream(values())
                .filter(kind -> kind.type.isInstance(figures))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no kind for " + figures.getClass()));
    }

    static ColumnStatistics statistics(
            String column, String type, String engine, @Nullable Instant analyzedAt, String kind, String body) {
        return new ColumnStatistics(column, type, engine, analyzedAt, StoredJson.read(body, valueOf(kind).type));
    }
}
