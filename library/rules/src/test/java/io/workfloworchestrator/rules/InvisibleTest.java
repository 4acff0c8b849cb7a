package io.workfloworchestrator.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class InvisibleTest {

    @Test
    void whatNobodySeesIsKnown() {
        for (int c : new int[] {
            0xFEFF, 0x200B, 0x200C, 0x200D, 0x2060, 0xA0, 0xAD, 0x200E, 0x202E, 0x2066, 0x3000, 0x2028, 0x3164, 0x2800,
            0x7, 0xE0020
        }) {
            assertThat(Invisible.is(c)).as(Invisible.named(c)).isTrue();
        }
        " abcäß中\t\n\uD83D\uDE00"
                .codePoints()
                .forEach(c -> assertThat(Invisible.is(c)).isFalse());
    }

    @Test
    void itsPlaceIsToldInCharacters() {
        assertThat(Invisible.told("\uD83D\uDE00a\u200Bb"))
                .contains(
                        "\"\uD83D\uDE00a<U+200B>b\" has U+200B (zero width space) as its character 3, which nobody sees."
                                + " Remove it.");
        assertThat(Invisible.told("ab")).isEmpty();
        assertThat(Invisible.without("\uFEFFa\u00A0b")).isEqualTo("ab");
        assertThat(Invisible.shown("x".repeat(70))).hasSize(61).endsWith("…");
    }

    @Test
    void expressionsNameIt() {
        Types types = Types.of(Map.of("phase", Type.oneOf(java.util.List.of("a", "b"))));
        assertThatThrownBy(() -> Expression.compile("phase\u2003== 'a'", types))
                .hasMessageContaining("U+2003 (em space) stands here, which nobody sees");
        assertThatThrownBy(() -> Expression.compile("phase == 'a\uFEFF'", types))
                .hasMessageContaining("U+FEFF (zero width no-break space) as its character 2");
        assertThatThrownBy(() -> Expression.compile("phase == \u2018a\u2019", types))
                .hasMessageContaining("quotation mark of word processors");
        assertThatThrownBy(() -> Expression.compile("phase \uFF1D= 'a'", types))
                .hasMessageContaining("another form of \"=\"");
        assertThatThrownBy(() -> Expression.compile("\uD83D\uDE00", types)).hasMessageContaining("\uD83D\uDE00");
    }
}
