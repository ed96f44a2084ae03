package dev.skep.server.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {
    @ParameterizedTest
    @CsvSource({
        ", Sales, hive, sales",
        "Lake, Sales, lake, sales",
        ", @Lake#Sales, lake, sales",
        "other, @lake#sales, lake, sales",
        ", @lake#!, lake, ''",
        ", @lake#, lake, ''",
        ", a#b, hive, a#b",
    })
    void readsADatabaseAsEveryGenerationWritesIt(String catalog, String raw, String expectedCatalog, String expected) {
        DatabaseName name = Names.hiveDatabase(catalog, raw);
        assertThat(name.catalog().value()).isEqualTo(expectedCatalog);
        assertThat(name.value()).isEqualTo(expected);
    }

    @Test
    void isWrittenWithItsCatalogWhereThatIsNotTheDefaultOne() {
        assertThat(Names.table(Names.hiveDatabase(null, "sales"), "orders")).hasToString("sales.orders");
        assertThat(Names.table(Names.hiveDatabase("lake", "sales"), "orders")).hasToString("lake.sales.orders");
    }

    @Test
    void foldsAlikeInEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            assertThat(Names.catalog("TITLE").value()).isEqualTo("title");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aNameIsFoldedOrRefused() {
        assertThatThrownBy(() -> new CatalogName("Hive")).isInstanceOf(IllegalArgumentException.class);
    }
}
