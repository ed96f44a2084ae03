package dev.skep.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnNamesTest {

    @Test
    void makesLegalNamesOfHeaderCells() {
        assertThat(ColumnNames.fromHeader(
                        List.of("Order ID", "Größe (cm)", "", "order-id", "  ", "%", "a__b", "order_id_2")))
                .containsExactly("order_id", "größe_cm", "col2", "order_id_3", "col4", "col5", "a__b", "order_id_2");
    }

    @Test
    void keepsNamesThatReadersLookUp() {
        assertThat(ColumnNames.folded(List.of("user-Id", "ID", "id", "Id")))
                .containsExactly("user-id", "id", "id_2", "id_3");
    }
}
