package io.workfloworchestrator.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MarkdownMergeTest {
    private static final String ISSUE = """
            ---
            id: I-001
            uid: i-7f3a9c
            severity: normal
            hours: 2
            ---

            # Pay by card

            A note.

            ## Description

            One.
            Two.
            """;

    private static MarkdownMerge merge(String base, String ours, String theirs) {
        return MarkdownMerge.of(bytes(base), bytes(ours), bytes(theirs));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(MarkdownMerge merge) {
        return new String(merge.merged(), StandardCharsets.UTF_8);
    }

    @Test
    void fieldsThatStandBelowEachOtherAreNoConflict() {
        MarkdownMerge merge = merge(
                ISSUE, ISSUE.replace("severity: normal", "severity: high"), ISSUE.replace("hours: 2", "hours: 5"));
        assertThat(merge.conflicts()).isEmpty();
        assertThat(text(merge))
                .isEqualTo(ISSUE.replace("severity: normal", "severity: high").replace("hours: 2", "hours: 5"));
    }

    @Test
    void aCommentAmongLinesThatClashIsNotLostSilently() {
        MarkdownMerge merge =
                merge(ISSUE, ISSUE.replace("normal", "high"), ISSUE.replace("hours: 2", "hours: 5 # more"));
        assertThat(merge.conflicts()).containsExactly("the text between");
        assertThat(text(merge)).contains("severity: high", "hours: 5");
    }

    @Test
    void newLinesAtTheEndOfAListAreNoConflict() {
        String base = "# Plan\n\n- [ ] One ^t-1\n";
        MarkdownMerge merge = merge(base, base + "- [ ] Ours ^t-2\n", base + "- [x] Theirs ^t-3\n");
        assertThat(merge.conflicts()).isEmpty();
        assertThat(text(merge)).startsWith(base).contains("- [ ] Ours ^t-2\n", "- [x] Theirs ^t-3\n");
    }

    @Test
    void oursStaysWhereBothChangedTheSameFieldAndTheRestIsOfBoth() {
        MarkdownMerge merge = merge(
                ISSUE,
                ISSUE.replace("normal", "high").replace("Two.", "Three."),
                ISSUE.replace("normal", "low").replace("A note.", "Another note."));
        assertThat(merge.conflicts()).containsExactly("/fields/severity");
        assertThat(text(merge))
                .contains("severity: high", "Three.", "Another note.")
                .doesNotContain("<<<<");
    }

    @Test
    void aTextBetweenItemsThatBothChangedIsAConflictAndNeverLostSilently() {
        String base = "# Plan\n\nRemark.\n- [ ] One ^t-1\n";
        MarkdownMerge merge = merge(base, base.replace("Remark", "Ours"), base.replace("Remark", "Theirs"));
        assertThat(merge.conflicts()).containsExactly("the text between");
        assertThat(text(merge)).contains("Ours").doesNotContain("Theirs");
    }

    @Test
    void differentDocumentsOfOneNameAreNotMixed() {
        String other = ISSUE.replace("i-7f3a9c", "i-000001").replace("Pay by card", "Print");
        MarkdownMerge merge = merge("", ISSUE, other);
        assertThat(merge.other()).contains("i-000001");
        assertThat(text(merge)).isEqualTo(ISSUE);
    }

    @Test
    void whatCannotBeReadIsNotMerged() {
        assertThatThrownBy(() -> MarkdownMerge.of(bytes(ISSUE), bytes(ISSUE + "x"), new byte[] {(byte) 0xff}))
                .isInstanceOf(DocumentException.class);
    }
}
