package io.workfloworchestrator.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LabelsTest {
    @Test
    void whatSeparatesBecomesASpaceAndWhatSteersIsLeftOut() {
        assertThat(Labels.title("  Pay\r\n\tby\u2028card ")).isEqualTo("Pay by card");
        assertThat(Labels.title("\u202Edrac\u2066\u200Bx\u001b[31m\ufffe\ufeff"))
                .isEqualTo("dracx [31m");
        assertThat(Labels.title("a\ud800b")).isEqualTo("a\ufffdb");
    }

    @Test
    void nothingIsCalledUntitled() {
        assertThat(Labels.title(" \u0000\n")).isEqualTo("untitled");
        assertThat(Labels.line(" \u0000\n")).isEmpty();
    }

    @Test
    void aLongTextIsCutBeforeItIsLookedAtWhole() {
        assertThat(Labels.line("x".repeat(1_000_000))).hasSize(Labels.LONGEST);
    }

    @Test
    void aCutIsNeverWithinWhatPeopleSeeAsOneCharacter() {
        String family = "👩‍👩‍👧‍👦";
        assertThat(Labels.clip("ab" + family + "cd", 6, Widths::columns)).isEqualTo("ab" + family + "cd");
        assertThat(Labels.clip("ab" + family + "cd", 4, Widths::columns)).isEqualTo("ab…");
        assertThat(Labels.clip("e\u0301e\u0301e\u0301", 2, Widths::columns)).isEqualTo("e\u0301…");
    }

    @Test
    void linesBreakAtSpacesAndTheLastEndsInAnEllipsis() {
        assertThat(Labels.wrap("a second till for the shop", 10, 5, Widths::columns))
                .isEqualTo(List.of("a second", "till for", "the shop"));
        assertThat(Labels.wrap("a second till for the shop", 10, 2, Widths::columns))
                .isEqualTo(List.of("a second", "till for…"));
        assertThat(Labels.wrap("Donaudampfschiff", 6, 3, Widths::columns))
                .isEqualTo(List.of("Donaud", "ampfsc", "hiff"));
        assertThat(Labels.wrap("", 6, 3, Widths::columns)).isEqualTo(List.of(""));
    }

    @Test
    void aLetterWithAHundredAccentsKeepsAFew() {
        String stacked = "e" + "\u0301".repeat(100);
        assertThat(Labels.clip(stacked, 5, Widths::columns).length()).isLessThan(20);
    }

    @Test
    void aTerminalGivesTwoColumnsToWideCharactersAndNoneToMarks() {
        assertThat(Widths.columns("abc")).isEqualTo(3);
        assertThat(Widths.columns("漢字")).isEqualTo(4);
        assertThat(Widths.columns("e\u0301")).isEqualTo(1);
        assertThat(Widths.columns("👍🏽")).isEqualTo(2);
        assertThat(Widths.columns("👩‍👩‍👧‍👦")).isEqualTo(2);
        assertThat(Widths.columns("🇩🇪")).isEqualTo(2);
        assertThat(Widths.columns("❤️")).isEqualTo(2);
        assertThat(Widths.padded("漢", 4)).isEqualTo("漢  ");
    }
}
