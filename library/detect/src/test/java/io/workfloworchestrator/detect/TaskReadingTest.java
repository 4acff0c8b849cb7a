package io.workfloworchestrator.detect;

import static io.workfloworchestrator.detect.Project.entries;
import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.files.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a task may stand, as GitHub renders it, and what is said of lines that look like one. */
class TaskReadingTest {

    private final List<ScanFinding> findings = new ArrayList<>();

    private Map<String, Object> boxes(String text) {
        return MarkdownText.checkboxes("a.md", Texts.lines(text), 0, findings);
    }

    /** The texts of all tasks. */
    private List<Object> tasks(String text) {
        return new ArrayList<>(entries(boxes(text), "items").stream()
                .map(item -> item.get("text"))
                .toList());
    }

    private List<String> codes() {
        return findings.stream().map(found -> found.code() + ":" + found.line()).toList();
    }

    @Test
    void everyMarkButXIsOpenAndTold() {
        Map<String, Object> value = boxes("""
                - [x] a
                - [-] b
                - [/] c
                - [~] d
                - [>] e
                - [?] f
                - [\u2713] g
                - [\u2714\uFE0F] h
                - [\uD83D\uDFE2] i
                - [y] j
                - [ ] k
                - [\u00A0] l
                - [\t] m
                - [X] n
                """);

        assertThat(value).containsEntry("total", 14L).containsEntry("done", 2L).containsEntry("open", 12L);
        assertThat(entries(value, "items"))
                .extracting(item -> item.get("mark"))
                .containsExactly(
                        "x",
                        "-",
                        "/",
                        "~",
                        ">",
                        "?",
                        "\u2713",
                        "\u2714\uFE0F",
                        "\uD83D\uDFE2",
                        "y",
                        " ",
                        " ",
                        " ",
                        "X");
        assertThat(findings).isEmpty();
    }

    @Test
    void aMarkThatOnlyLooksLikeAnXIsOpenAndNamed() {
        assertThat(boxes("- [\u0445] a\n- [\uFF58] b\n- [\u00D7] c\n- [\u202E] d\n"))
                .containsEntry("open", 4L);
        assertThat(codes()).containsExactly("E_CHECKBOX:1", "E_CHECKBOX:2", "E_CHECKBOX:3");
        assertThat(findings.get(0).message()).contains("U+0445", "counts as open", "Write [x]");
    }

    @Test
    void aFenceThatIsNeverClosedIsNamedWithItsLine() {
        assertThat(boxes("- [x] a\n\n```sh\n- [ ] b\n- [ ] c\n"))
                .containsEntry("total", 1L)
                .containsEntry("done", 1L);
        assertThat(findings)
                .extracting(ScanFinding::toString)
                .containsExactly(
                        "E_MARKDOWN_FENCE a.md:3: the code that begins here with ``` is never closed, so everything up"
                                + " to there is read as code. Add a line ```, indented like this one, where the code ends.");
        assertThat(findings).allMatch(ScanFinding::isDoubt);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "~~~\n- [ ] x\n",
                "- a\n  ```\n  - [ ] x\n",
                "> ```\n> - [ ] x\n",
                "````\n- [ ] x\n```\n- [ ] x\n",
                "```\n- [ ] x\n``` not the end\n",
                "```\n- [ ] x\n    ```\n",
                "1. a\n\n   ~~~~\n   - [ ] x\n   ~~~\n",
            })
    void noTaskIsReadInAnOpenFenceAndItIsNamed(String text) {
        assertThat(tasks(text)).isEmpty();
        assertThat(findings).extracting(ScanFinding::code).containsExactly("E_MARKDOWN_FENCE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "```\n- [ ] x\n```\n",
                "```\n- [ ] x\n`````\n",
                "   ```\n- [ ] x\n  ```  \n",
                "~~~ md\n```\n- [ ] x\n~~~\n",
                "- a\n  ```\n  - [ ] x\n  ```\n",
                "- a\n\n      - not here\n",
                "> ~~~\n> - [ ] x\n> ~~~\n",
                "<!-- - [ ] x -->\n",
                "<!--\n- [ ] x\n\n- [ ] y\n-->\n",
                "text <!-- a\nb -->\n",
                "- <!-- - [ ] x -->\n",
                "> <!--\n> - [ ] x\n> -->\n",
                "<!-->\n",
                "<pre>\n- x\n</pre>\n",
            })
    void whatIsCodeOrCommentIsNoTaskAndNothingIsSaidOfIt(String text) {
        assertThat(tasks(text + "\n- [ ] real\n")).containsExactly("real");
        assertThat(findings).isEmpty();
    }

    @Test
    void aFenceEndsWithItsListOrQuotation() {
        assertThat(tasks("- a\n  ```\n  - [ ] code\n- [ ] b\n> ~~~\n> - [ ] code\n\n- [ ] c\n"))
                .containsExactly("b", "c");
        assertThat(codes()).containsExactly("E_MARKDOWN_FENCE:2", "E_MARKDOWN_FENCE:5");
        assertThat(findings.get(0).message()).contains("before the list or quotation ends");
    }

    @Test
    void aCommentThatIsNeverClosedIsNamedWithItsLine() {
        assertThat(tasks("- [x] a\n\n<!-- later:\n- [ ] b\n")).containsExactly("a");
        assertThat(codes()).containsExactly("E_MARKDOWN_COMMENT:3");
    }

    @Test
    void aCommentBehindTextEndsWithItsParagraph() {
        assertThat(tasks("- [ ] a <!-- hidden:\n- [ ] b\n-->\n")).containsExactly("a <!-- hidden:", "b");
        assertThat(codes()).containsExactly("E_MARKDOWN_COMMENT:1");
        assertThat(findings.get(0).message()).contains("takes it for text");
    }

    @Test
    void aCommentInCodeIsNone() {
        assertThat(tasks("Write `<!--` or \\<!-- or ``a ` <!--`` to begin one.\n\n- [ ] a `<!--`\n"))
                .containsExactly("a `<!--`");
        assertThat(findings).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- [ ] x",
                "+ [ ] x",
                "* [ ] x",
                "1. [ ] x",
                "1) [ ] x",
                "7. [ ] x",
                "> - [ ] x",
                ">- [ ] x",
                "> > 1. [ ] x",
                "- - [ ] x",
                "1. - [ ] x",
                "-   [ ] x",
                "-\t[ ] x",
                "   - [ ] x",
                "- a\n    - [ ] x",
                "1. a\n\n   - [ ] x",
                "text\n- [ ] x",
                "text\n1. [ ] x",
                "# heading\n2. [ ] x",
                "> quoted\n- [ ] x",
                "- a\n\n\n- [ ] x",
                "\t\n- [ ] x",
                "---\n\n- [ ] x",
                "<b>bold</b> text\n- [ ] x",
                "<details>\n\n- [ ] x\n\n</details>",
                "a\n===\n3. [ ] x",
                "a\n-\n3. [ ] x",
                "-\n  - [ ] x",
                "> a\n3. [ ] x",
            })
    void aTaskIsAListItemWhoseTextBeginsWithABox(String text) {
        assertThat(tasks(text + "\n")).containsExactly("x");
        assertThat(findings).isEmpty();
    }

    /** What looks like a task and is none; then what is said of it. */
    static Stream<List<String>> nearMisses() {
        return Stream.of(
                List.of("- 1.1 [ ] e", "the box must come first. Write \"- [ ] 1.1 …\""),
                List.of("- T001 [x] e", "Write \"- [x] T001 …\""),
                List.of("- **2.** [ ] e", "Write \"- [ ] **2.** …\""),
                List.of("- e [ ]", "the box must come first"),
                List.of("- [ ]f", "no blank behind the box. Write \"- [ ] …\""),
                List.of("- [x]f", "no blank behind the box. Write \"- [x] …\""),
                List.of("[ ] h", "no list item. Write \"- [ ] …\""),
                List.of("Todo:\n[x] h", "no list item. Write \"- [x] …\""),
                List.of("- a\n  [ ] h", "no list item"),
                List.of("- [ x ] i", "not how a box is written. Write \"- [x] …\""),
                List.of("- [x ] i", "Write \"- [x] …\""),
                List.of("- [  ] i", "Write \"- [ ] …\""),
                List.of("* [] i", "Write \"- [ ] …\""),
                List.of("-[ ] g", "no blank before the box. Write \"- [ ] …\""),
                List.of("*[x] g", "no blank before the box. Write \"* [x] …\""),
                List.of("1.[ ] g", "no blank before the box. Write \"1. [ ] …\""),
                List.of("-[]", "no blank before the box"),
                List.of("- \uFF3B \uFF3D g", "not how a box is written"),
                List.of("- \u3010x\u3011 g", "Write \"- [x] …\""),
                List.of("\u2022 [ ] g", "U+2022 is no bullet of Markdown. Write \"- [ ] …\""),
                List.of("\u2013 [x] g", "U+2013 is no bullet of Markdown"),
                List.of("1234567890. [ ] g", "at most 9 digits"),
                List.of("text\n2. [ ] g", "can only begin with 1"),
                List.of("text\n    - [ ] g", "belongs to the paragraph before it"),
                List.of("text\n\n    - [ ] g", "indented so far that it is code"),
                List.of("-\n\n    - [ ] g", "indented so far that it is code"),
                List.of("-      [ ] g", "indented so far that it is code"),
                List.of("<div>\n- [ ] g\n</div>", "Put an empty line before it"),
                List.of("<!-- a --> - [ ] g", "a comment stands before it"),
                List.of("- <!-- a --> [ ] g", "a comment stands before it"),
                List.of("<!-- a\n--> - [ ] g", "a comment stands before it"));
    }

    @ParameterizedTest
    @MethodSource("nearMisses")
    void aNearMissIsNamedWithItsLineAndWhatWasMeant(List<String> miss) {
        String text = miss.get(0);
        int line = (int) text.lines()
                        .takeWhile(each -> !each.matches(".*[\\[\uFF3B\u3010].*"))
                        .count()
                + 1;

        assertThat(tasks(text + "\n\n- [ ] real\n")).containsExactly("real");
        assertThat(codes()).containsExactly("E_CHECKBOX:" + line);
        assertThat(findings.get(0).message()).contains(miss.get(1)).contains("does not count as one");
        assertThat(findings.get(0).isDoubt()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "- text [x]",
                "- Mark what is done with [x] please",
                "- [link](x)",
                "- [x](link)",
                "- [x][1]",
                "- [x]: https://example.org",
                "[x]: https://example.org",
                "[1] a book",
                "- `[ ]` in code",
                "- \\[ ] escaped",
                "- [[note]]",
                "- [^1] a foot note",
                "*[x](y) emphasis*",
                "a - [ ] b",
                "    x = [ ]",
                "- 1.1 text [x] more",
                "- an array [ ] of things",
            })
    void whatIsProbablyMeantAsItStandsIsLeftAlone(String text) {
        assertThat(tasks(text + "\n")).isEmpty();
        assertThat(findings).isEmpty();
    }

    @Test
    void thousandsOfNearMissesAreCountedAndTheFirstNamed() {
        assertThat(boxes("- [ ]f\n".repeat(1_000))).containsEntry("total", 0L);
        assertThat(findings).hasSize(21);
        assertThat(findings.get(20).message()).contains("has 980 more lines");
    }

    @Test
    void headingsInCommentsAreNone() {
        List<Object> headings = MarkdownText.headings(
                "a.md", Texts.lines("# A\n<!--\n# hidden\n-->\n    # code\n# B\n```\n# code\n"), 0, findings);

        assertThat(headings)
                .extracting(heading -> (Object) ((Map<?, ?>) heading).get("title"))
                .containsExactly("A", "B");
        assertThat(codes()).containsExactly("E_MARKDOWN_FENCE:7");
    }

    @Test
    void frontMatterIsNoMarkdown() {
        FileContent content = FileContent.of(
                "a.md",
                FileContent.Wanted.of(java.util.Set.of(FactDeclaration.Part.CHECKBOXES), List.of()),
                "---\ntext: |\n  ```\n[ ] h: 1\n---\n- [ ] a\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));

        assertThat((Map<?, ?>) content.value(FileContent.CHECKBOXES))
                .extracting("total")
                .isEqualTo(1L);
        assertThat(content.findings().get(FileContent.CHECKBOXES)).isEmpty();
    }

    /** Each of these took quadratic time, or worse, in some reader of Markdown. */
    @ParameterizedTest
    @ValueSource(
            strings = {"> ", "- ", ">", "`", "` `` ", "<!--", "<!-- `", "[", "[ ", "1. ", "\t", "*", "<a ", "- [ ]"})
    @org.junit.jupiter.api.Timeout(10)
    void aMegabyteOfMarksIsReadPromptly(String mark) {
        boxes(mark.repeat((1 << 20) / mark.length()));
        boxes((mark.repeat(200) + "\n").repeat((1 << 20) / (200 * mark.length() + 1)));
        boxes(mark.repeat(500_000 / mark.length()) + "\n".repeat(500_000));
    }
}
