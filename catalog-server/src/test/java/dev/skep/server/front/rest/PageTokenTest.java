package dev.skep.server.front.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.server.model.CatalogException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageTokenTest {
    private static final List<String> QUERY = List.of("/tables", "*", "");

    @Test
    void givesBackTheName() {
        for (String name : List.of("", "a", "day=2024-05-31/hr=7", "公開 🐝", "x".repeat(700))) {
            assertThat(PageToken.read(PageToken.after(name, QUERY), QUERY)).isEqualTo(name);
        }
    }

    @Test
    void isBoundToItsQuery() {
        String token = PageToken.after("a", QUERY);
        assertThatThrownBy(() -> PageToken.read(token, List.of("/tables", "a*", "")))
                .isInstanceOf(CatalogException.class)
                .hasMessageContaining("pageToken");
        assertThatThrownBy(() -> PageToken.read(token, List.of("/tables", "", "*")))
                .isInstanceOf(CatalogException.class);
    }

    @Test
    void noCharacterOfItCanBeChanged() {
        String token = PageToken.after("abc", QUERY);
        for (int i = 0; i < token.length(); i++) {
            String changed = token.substring(0, i) + (token.charAt(i) == 'A' ? 'Q' : 'A') + token.substring(i + 1);
            assertThatThrownBy(() -> PageToken.read(changed, QUERY)).as(changed).isInstanceOf(CatalogException.class);
        }
    }
}
