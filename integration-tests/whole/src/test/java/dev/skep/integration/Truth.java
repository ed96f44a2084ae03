package dev.skep.integration;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.skep.processes.Product;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** What is in the sample lake, computed without this product; see the README beside it. */
record Truth(String database, List<Table> tables, List<String> problems) {

    /**
     * @param path below the lake
     * @param partitions names as a metastore spells them
     * @param checks SQL aggregates to their values
     */
    record Table(
            String name,
            String path,
            String format,
            String compression,
            List<Column> columns,
            List<Column> partitionKeys,
            List<String> partitions,
            long rows,
            Map<String, BigDecimal> checks,
            List<Filter> filters) {
        @Override
        public String toString() {
            return name;
        }
    }

    record Column(String name, String type) {
        @Override
        public String toString() {
            return name + " " + type;
        }
    }

    /** @param partitions how many the filter leaves */
    record Filter(String where, int partitions, long rows, Map<String, BigDecimal> checks) {}

    static Truth read() {
        try {
            return JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build()
                    .readValue(Product.LAKE.resolveSibling("expected.json").toFile(), Truth.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
