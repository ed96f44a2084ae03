package dev.skep.inference.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.inference.HiveType;
import dev.skep.inference.HiveType.Decimal;
import dev.skep.inference.HiveType.Scalar;
import java.math.BigDecimal;
import java.math.MathContext;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is declared, reading the text as that type gives the value back. */
class ValueProfilePropertiesTest {

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.oneOf(
                Arbitraries.integers().map(String::valueOf),
                Arbitraries.longs().map(String::valueOf),
                Arbitraries.bigIntegers().map(String::valueOf),
                Arbitraries.bigDecimals().ofScale(3).map(BigDecimal::toPlainString),
                Arbitraries.doubles().map(String::valueOf),
                Arbitraries.of("", "\\N", "NA", "true", "FALSE", "007", "1e5", "-", "0.50", "+1", "1.", ".5", " 1"),
                Arbitraries.of("2024-02-30", "2024-02-29", "1500-01-01", "2024-01-01 10:00:00", "2024-01-01T10:00:00"),
                Arbitraries.strings().ofMaxLength(6));
    }

    @Provide
    Arbitrary<List<String>> columns() {
        return values().list().ofMaxSize(4);
    }

    @Property(tries = 5_000)
    void everyValueSurvivesItsType(@ForAll("columns") List<String> values) {
        HiveType type = profile(values).readableType();
        for (String value : values) {
            if (!value.isEmpty() && !value.equals("\\N")) {
                assertThat(survives(value, type))
                        .as("%s as %s", value, type.text())
                        .isTrue();
            }
        }
    }

    @Property
    void doublesAsJavaWritesThemAreDoubles(@ForAll double value) {
        String text = BigDecimal.valueOf(value).round(new MathContext(15)).toString();
        if (Shapes.of(text) == Shape.FRACTION && Math.abs(value) > 1e-290 && Math.abs(value) < 1e300) {
            assertThat(profile(List.of(text)).readableType()).isEqualTo(Scalar.DOUBLE);
        }
    }

    @Property
    void mergingEqualsSeeingAll(@ForAll("columns") List<String> left, @ForAll("columns") List<String> right) {
        ValueProfile merged = profile(left);
        merged.add(profile(right));
        ValueProfile all = profile(left);
        right.forEach(all::add);
        assertThat(merged.valueType()).isEqualTo(all.valueType());
        assertThat(merged.readableType()).isEqualTo(all.readableType());
        assertThat(merged.values()).isEqualTo(all.values());
    }

    private static ValueProfile profile(List<String> values) {
        ValueProfile profile = new ValueProfile();
        values.forEach(profile::add);
        return profile;
    }

    private static boolean survives(String value, HiveType type) {
        if (type == Scalar.STRING) {
            return true;
        }
        if (type instanceof Decimal decimal) {
            BigDecimal exact = new BigDecimal(value);
            return exact.setScale(decimal.scale()).compareTo(exact) == 0
                    && exact.precision() - exact.scale() <= decimal.precision() - decimal.scale();
        }
        if (type == Scalar.INT) {
            return String.valueOf(Integer.parseInt(value)).equals(value) || value.equals("-0");
        }
        if (type == Scalar.BIGINT) {
            return String.valueOf(Long.parseLong(value)).equals(value) || value.equals("-0");
        }
        if (type == Scalar.DOUBLE) {
            BigDecimal exact = new BigDecimal(value);
            int digits = Math.max(1, exact.stripTrailingZeros().precision());
            return new BigDecimal(Double.parseDouble(value))
                            .round(new MathContext(digits))
                            .compareTo(exact)
                    == 0;
        }
        if (type == Scalar.BOOLEAN) {
            return value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false");
        }
        if (type == Scalar.DATE) {
            return LocalDate.parse(value).toString().equals(value);
        }
        return type == Scalar.TIMESTAMP && Timestamp.valueOf(value).toString().startsWith(value.substring(0, 19));
    }
}
