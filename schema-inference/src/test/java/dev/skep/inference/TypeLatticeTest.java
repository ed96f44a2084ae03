package dev.skep.inference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeLatticeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "int | bigint | bigint",
                "int | double | double",
                "smallint | float | float",
                "int | float | double",
                // A double keeps neither nineteen digits nor exact fractions.
                "bigint | double | string",
                "decimal(10,2) | double | string",
                "int | decimal(5,2) | decimal(12,2)",
                "bigint | decimal(38,30) | string",
                "decimal(5,2) | decimal(4,3) | decimal(6,3)",
                "date | timestamp | string",
                "boolean | int | string",
                "varchar(3) | varchar(7) | varchar(7)",
                "array<int> | array<bigint> | array<bigint>",
                "array<int> | int | string",
                "struct<a:int> | struct<b:date,a:double> | struct<a:double,b:date>",
                "map<string,int> | struct<a:int> | string",
            })
    void joins(String left, String right, String joined) {
        assertThat(TypeLattice.join(HiveTypeParser.parse(left), HiveTypeParser.parse(right))
                        .text())
                .isEqualTo(joined);
    }
}
