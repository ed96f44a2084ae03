package dev.skep.crawler.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.crawler.jdbc.Dialect.RawType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Types as drivers spell them, by the documents of their makers, of databases that no test runs. */
class TypeMappingTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "oracle | NUMBER | 2 | 10 | 2 | decimal(10,2)",
                "oracle | NUMBER | 2 | 0 | -127 | string",
                "oracle | NUMBER | 2 | 5 | -2 | decimal(7,0)",
                "oracle | FLOAT | 6 | 126 | -127 | string",
                "oracle | BINARY_DOUBLE | 101 | 0 | 0 | double",
                "oracle | DATE | 93 | 7 | 0 | timestamp",
                "oracle | TIMESTAMP(6) WITH LOCAL TIME ZONE | -102 | 11 | 6 | timestamp",
                "oracle | INTERVALDS | -104 | 2 | 6 | string",
                "oracle | VARCHAR2 | 12 | 20 | 0 | string",
                "oracle | RAW | -3 | 16 | 0 | binary",
                "sqlserver | tinyint | -6 | 3 | 0 | smallint",
                "sqlserver | bit | -7 | 1 | 0 | boolean",
                "sqlserver | money | 3 | 19 | 4 | decimal(19,4)",
                "sqlserver | datetimeoffset | -155 | 34 | 7 | timestamp",
                "sqlserver | timestamp | -2 | 8 | 0 | binary",
                "sqlserver | uniqueidentifier | 1 | 36 | 0 | string",
                "sqlserver | time | 92 | 16 | 7 | string",
                "sqlserver | real | 7 | 24 | 0 | float",
                "redshift | bool | -7 | 1 | 0 | boolean",
                "redshift | super | 12 | 0 | 0 | string",
                "redshift | timestamptz | 93 | 35 | 6 | timestamp",
                "redshift | numeric | 2 | 38 | 37 | decimal(38,37)",
                "snowflake | NUMBER | 3 | 38 | 0 | decimal(38,0)",
                "snowflake | NUMBER | -5 | 38 | 0 | decimal(38,0)",
                "snowflake | VARIANT | 12 | 0 | 0 | string",
                "snowflake | TIMESTAMPLTZ | 93 | 0 | 9 | timestamp",
                "snowflake | DOUBLE | 8 | 0 | 0 | double",
                "snowflake | BINARY | -2 | 8388608 | 0 | binary",
                "trino | timestamp(3) with time zone | 2014 | 0 | 0 | timestamp",
                "trino | time(3) | 92 | 0 | 0 | string",
                "trino | decimal(10,2) | 3 | 10 | 2 | decimal(10,2)",
                "trino | array(bigint) | 2003 | 0 | 0 | string",
                "trino | real | 7 | 0 | 0 | float",
                "clickhouse | UInt8 | 5 | 3 | 0 | smallint",
                "clickhouse | Nullable(UInt64) | 2 | 20 | 0 | decimal(20,0)",
                "clickhouse | LowCardinality(Nullable(String)) | 12 | 0 | 0 | string",
                "clickhouse | Nullable(Decimal(10, 2)) | 3 | 10 | 2 | decimal(10,2)",
                "clickhouse | UInt256 | 2 | 78 | 0 | string",
                "clickhouse | DateTime64(3, 'UTC') | 93 | 29 | 3 | timestamp",
                "clickhouse | Array(Int32) | 2003 | 0 | 0 | string",
                "clickhouse | Enum8('a' = 1) | 12 | 0 | 0 | string",
            })
    void keepsEveryValueOf(String database, String name, int jdbc, int size, int scale, String type) {
        Dialect dialect = Dialects.ALL.stream()
                .filter(each -> each.name().equals(database))
                .findFirst()
                .orElseThrow();
        assertThat(TypeMapping.of(new RawType(name, jdbc, size, scale), dialect).text())
                .isEqualTo(type);
    }
}
