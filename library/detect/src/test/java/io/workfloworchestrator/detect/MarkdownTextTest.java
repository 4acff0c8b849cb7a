package io.workfloworchestrator.detect;

import static io.workfloworchestrator.detect.Project.entries;
import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.files.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MarkdownTextTest {

    private final List<ScanFinding> findings = new ArrayList<>();

    private Map<String, Object> boxes(String text) {
        return MarkdownText.checkboxes("a.md", Texts.lines(text), 0, findings);
    }

    private List<Object> headings(String text) {
        return MarkdownText.headings("a.md", Texts.lines(text), 0, findings);
    }

    @Test
    void allWaysToWriteATaskAreCounted() {
        Map<String, Object> value = boxes("""
                - [ ] dash
                * [x] star
                + [X] plus
                1. [ ] number
                12) [x] bracket
                  - [ ] indented
                \t- [x] tab
                > - [ ] quoted
                - [x]
                """);

        assertThat(value).containsEntry("done", 5L).containsEntry("open", 4L).containsEntry("total", 9L);
        assertThat(entries(value, "items"))
                .extracting(item -> item.get("text"))
                .containsExactly("dash", "star", "plus", "number", "bracket", "indented", "tab", "quoted", "");
    }

    @Test
    void whatOnlyLooksLikeATaskIsNot() {
        Map<String, Object> value = boxes("""
                [ ] no list
                - [] empty
                - [ab] other
                - [x]glued
                -[ ] glued
                - text [x]
                ```
                - [ ] in code
                ```
                ~~~~
                - [ ] in code
                ~~~
                - [ ] still in code
                ~~~~
                - [link](x)
                1234567890. [ ] too many digits
                ``` not ` a fence
                - [ ] real
                """);

        assertThat(entries(value, "items"))
                .extracting(item -> item.get("text"), item -> item.get("line"))
                .containsExactly(org.assertj.core.groups.Tuple.tuple("real", 18L));
    }

    @Test
    void thousandsOfTasksAreCountedAndTheFirstListed() {
        Map<String, Object> value = boxes("- [ ] x\n".repeat(MarkdownText.MAX_ITEMS + 3));

        assertThat(value).containsEntry("total", MarkdownText.MAX_ITEMS + 3L);
        assertThat(entries(value, "items")).hasSize(MarkdownText.MAX_ITEMS);
        assertThat(findings).extracting(ScanFinding::code).containsExactly("E_CHECKBOXES");
    }

    @Test
    void headingsHaveLevelLineAndTheSizeOfWhatFollows() {
        assertThat(
                        headings(
                                "# One #\n\ntext\n\n## Two\n###### Six ##  \n####### seven\n#no\n    # code\n```\n# code\n```\n#\n"))
                .containsExactly(
                        Map.of("title", "One", "level", 1L, "line", 1L, "textSize", 4L),
                        Map.of("title", "Two", "level", 2L, "line", 5L, "textSize", 0L),
                        Map.of("title", "Six", "level", 6L, "line", 6L, "textSize", 43L),
                        Map.of("title", "", "level", 1L, "line", 13L, "textSize", 0L));
        assertThat(headings("# C#")).containsExactly(Map.of("title", "C#", "level", 1L, "line", 1L, "textSize", 0L));
    }

    @Test
    void sizeCountsCharactersNotUnits() {
        assertThat(MarkdownText.size(List.of("", " ä\uD83D\uDE00 ", "x", " "), 0, 4))
                .isEqualTo(5);
        assertThat(MarkdownText.size(List.of(" ", ""), 0, 2)).isZero();
    }
}
