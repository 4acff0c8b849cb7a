package io.workfloworchestrator.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.workfloworchestrator.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people write, what programs change in it, and losses that other tools had. */
class MarkdownFormatTest {
    private static final DocumentFormat PLAN =
            MarkdownFormat.checklist().prefix("t").build();
    private static final DocumentFormat GOAL = MarkdownFormat.document().build();
    private static final String TASKS = """
            ---
            id: G-07   # kept
            status: active
            ---
            # Tasks: Invoices as PDF

            Some words of a person.

            ## Phase 1: Foundations

            - [x] T001 Choose the library ✅ 2026-08-01 ^t-7f3a9c
            * [ ] T002 [P] Render one in `src/pdf.ts` (depends on T001) @ana 📅 2026-08-20 ^t-11c0de
              - Done when: `npm test pdf` passes
            - [-] T003 Old idea ^t-33

            ## Phase 2

            - [ ] Ship it (failed) [hours:: 3] ^t-44
            """;

    private static Json read(DocumentFormat format, String text, Json last) {
        return format.read(bytes(text), Optional.of(last)).value();
    }

    private static Json read(DocumentFormat format, String text) {
        return format.read(bytes(text), Optional.empty()).value();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String render(DocumentFormat format, Json value, String existing) {
        return new String(format.render(value, Optional.of(bytes(existing))), StandardCharsets.UTF_8);
    }

    private static Json with(Json value, Json part, String... path) {
        return value.asObject().withAt(List.of(path), part);
    }

    @Test
    void aLineOfPeopleBecomesAnItem() {
        Json value = read(PLAN, TASKS);

        assertThat(value.at("fields").orElseThrow()).hasToString("{\"id\":\"G-07\",\"status\":\"active\"}");
        assertThat(value.at("title")).contains(Json.of("Tasks: Invoices as PDF"));
        assertThat(value.at("items", "t-11c0de").orElseThrow()).isEqualTo(Json.parse("""
                                {"text": "[P] Render one in `src/pdf.ts`", "status": "open", "number": "T002", "needs": ["t-7f3a9c"],
                                 "owner": "ana", "due": "2026-08-20", "details": "- Done when: `npm test pdf` passes",
                                 "section": "phase-1-foundations", "order": 2}
                                """));
        assertThat(value.at("items", "t-7f3a9c", "doneOn")).contains(Json.of("2026-08-01"));
        assertThat(value.at("items", "t-33", "status")).contains(Json.of("dropped"));
        assertThat(value.at("items", "t-44", "status")).contains(Json.of("failed"));
        assertThat(value.at("items", "t-44", "hours")).contains(Json.of(3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void tickingChangesThatOneLineOnly(String ending) {
        String text = TASKS.replace("\n", ending).replace("  - Done", "\t- Done");
        Json value = with(read(PLAN, text), Json.of("done"), "items", "t-11c0de", "status");

        assertThat(render(PLAN, value, text)).isEqualTo(text.replace("* [ ] T002", "* [x] T002"));
    }

    @Test
    void aFieldIsSetInPlaceWithItsComment() {
        Json value = with(read(PLAN, TASKS), Json.of("2026-08-01"), "fields", "status");

        assertThat(render(PLAN, value, TASKS)).isEqualTo(TASKS.replace("status: active", "status: '2026-08-01'"));
        Json renamed = with(read(PLAN, TASKS), Json.of("G-08"), "fields", "id");
        assertThat(render(PLAN, renamed, TASKS)).contains("id: G-08   # kept\n");
    }

    @Test
    void listsOfTheFrontMatterKeepTheirLinesAndComments() {
        String text = "---\nneeds:\n  - G-01 # first\n  - G-02\n  - G-03\n# end\n---\n";
        Json value = with(read(GOAL, text), Json.strings(List.of("G-01", "G-03", "yes")), "fields", "needs");

        assertThat(render(GOAL, value, text))
                .isEqualTo("---\nneeds:\n  - G-01 # first\n  - G-03\n  - 'yes'\n# end\n---\n");
    }

    @Test
    void anItemMovesToAnotherSectionWithItsLines() {
        Json value = with(read(PLAN, TASKS), Json.of("phase-2"), "items", "t-11c0de", "section");

        String moved = render(PLAN, value, TASKS);

        assertThat(moved)
                .endsWith("## Phase 2\n\n- [ ] Ship it (failed) [hours:: 3] ^t-44\n"
                        + "* [ ] T002 [P] Render one in `src/pdf.ts` (depends on T001) @ana 📅 2026-08-20 ^t-11c0de\n"
                        + "  - Done when: `npm test pdf` passes\n");
        assertThat(read(PLAN, moved, value)).isEqualTo(value);
    }

    @Test
    void itemsAreMovedWhereListsAreNestedByFourAndTheFileHasNoFinalLineFeed() {
        String text = "- [ ] a ^a\n    - [ ] b ^b\n        - [ ] c ^c\n- [ ] d ^d";
        Json value = with(read(PLAN, text), Json.of("d"), "items", "b", "parent");

        String moved = render(PLAN, value, text);

        assertThat(moved).isEqualTo("- [ ] a ^a\n- [ ] d ^d\n  - [ ] b ^b\n      - [ ] c ^c");
        assertThat(read(PLAN, moved, value)).isEqualTo(value);
    }

    @Test
    void numbersAreNeverIdentity() {
        String text = "- [ ] T001 Choose the library\n- [ ] T002 Render one page\n";
        Json before = read(PLAN, text);
        String renumbered =
                "- [ ] T001 Something quite new\n- [ ] T002 Choose the library\n- [ ] T003 Render one page\n";

        Json after = read(PLAN, renumbered, before);

        for (String id : before.at("items").orElseThrow().asObject().keys()) {
            assertThat(after.at("items", id, "text")).isEqualTo(before.at("items", id, "text"));
        }
    }

    @Test
    void aRewordedLineAndARenamedSectionKeepTheirIds() {
        Json before = read(PLAN, TASKS);
        String edited = TASKS.replace("Phase 2", "Phase 2: Delivery")
                .replace("Ship it (failed) [hours:: 3] ^t-44", "Ship it to all customers");

        Json after = read(PLAN, edited, before);

        assertThat(after.at("items", "t-44", "text")).contains(Json.of("Ship it to all customers"));
        assertThat(after.at("items", "t-44", "section")).contains(Json.of("phase-2"));
        assertThat(after.at("sections", "phase-2", "title")).contains(Json.of("Phase 2: Delivery"));
    }

    @Test
    void aCopiedLineIsANewItemAndIsNamed() {
        String text = "- [ ] One ^t-1\n- [ ] One and more ^t-1\n";

        DocumentFormat.Content content = PLAN.read(bytes(text), Optional.of(read(PLAN, "- [ ] One ^t-1\n")));

        assertThat(content.value().at("items", "t-1", "text")).contains(Json.of("One"));
        assertThat(content.value().at("items").orElseThrow().asObject().size()).isEqualTo(2);
        assertThat(content.findings())
                .extracting(finding -> finding.line() + " " + finding.code())
                .containsExactly("2 E_DOCUMENT_COPY");
    }

    @Test
    void twoReadersOfTheSameNewLineGiveItTheSameId() {
        assertThat(read(PLAN, "- [ ] new\n")).isEqualTo(read(PLAN, "- [ ] new\r\n"));
    }

    @Test
    void aTextWithStructureComesBackTheSameAsOftenAsItIsWritten() {
        String hostile =
                "# Goal\n\n- [x] done?\n\n---\nstatus: done\n---\n## Why\n\n```\n# in a fence\n```\nUnder\n---\n<!-- open";
        Json value = with(
                read(GOAL, "# T\n\n## Why\n\nold\n\n## Next\n\nkept\n"), Json.of(hostile), "sections", "why", "text");

        String once = render(GOAL, value, "# T\n\n## Why\n\nold\n\n## Next\n\nkept\n");

        assertThat(read(GOAL, once, value)).isEqualTo(value);
        assertThat(read(GOAL, once)).isEqualTo(value);
        assertThat(render(GOAL, value, once)).isEqualTo(once);
        assertThat(once)
                .contains("```\n# in a fence\n```")
                .contains("\n\\# Goal\n")
                .endsWith("## Next\n\nkept\n");
    }

    @Test
    void aSectionKeepsItsDeeperHeadingsAndCanBeCleared() {
        String text = "## A\n\nx\n\n### Below\n\ny\n\n## B\n\nz\n";
        Json value = read(GOAL, text);

        assertThat(value.at("sections", "a", "text")).contains(Json.of("x\n\n### Below\n\ny"));
        Json changed = with(value, Json.of("x2\n\n### Below\n\ny"), "sections", "a", "text");
        assertThat(render(GOAL, changed, text)).isEqualTo(text.replace("x\n", "x2\n"));
        Json cleared = with(value, Json.of(""), "sections", "a", "text");
        assertThat(read(GOAL, render(GOAL, cleared, text)).at("sections", "a", "text"))
                .isEmpty();
        assertThat(render(GOAL, cleared, text)).endsWith("## B\n\nz\n");
    }

    @Test
    void headingsAndBoxesInFencesCommentsAndQuotesAreText() {
        String text =
                "```\n## no\n- [ ] no\n```\n~~~\n# no\n~~~\n<!--\n## no\n- [ ] no\n-->\n> ## no\n> - [ ] no\n\n## Yes\n\n- [ ] yes\n";

        assertThat(read(PLAN, text).at("sections").orElseThrow().asObject().keys())
                .containsExactly("yes");
        assertThat(read(PLAN, text).at("items").orElseThrow().asObject().size()).isEqualTo(1);
    }

    @Test
    void whatWasProbablyMeantOtherwiseIsNamedWithItsLine() {
        String text = "- [ ]near\n- [?] odd\n<div>\n## hidden\n\n```\nopen\n";

        assertThat(PLAN.read(bytes(text), Optional.empty()).findings())
                .extracting(finding -> finding.line() + " " + finding.code())
                .containsExactly("1 E_MARKDOWN_BOX", "2 E_MARKDOWN_MARK", "4 E_MARKDOWN_HTML", "6 E_MARKDOWN_FENCE");
    }

    @Test
    void aMarkWithoutAMeaningIsAnsweredByThoseThatHaveOne() {
        DocumentFormat two =
                MarkdownFormat.checklist().statuses("open", "done", List.of()).build();
        DocumentFormat more = MarkdownFormat.checklist()
                .statuses("wanted", "bought", List.of("doing", "burnt"))
                .build();

        assertThat(two.read(bytes("- [/] Eggs\n"), Optional.empty()).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message())
                        .isEqualTo("The mark [/] has no meaning here, so the item counts as open."
                                + " Write [ ] for open or [x] for done."));
        assertThat(more.read(bytes("- [-] Eggs\n"), Optional.empty()).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message())
                        .endsWith("Write [ ] for wanted, [x] for bought, [/] for doing or [ ] and (burnt) for burnt."));
    }

    @Test
    void aFurtherStatusThatMeansDoneHasATickedBoxAndIsReadWithEither() {
        DocumentFormat format = MarkdownFormat.checklist()
                .statuses("open", "done", List.of("proved", "dropped"))
                .ticked(Set.of("done", "proved"))
                .build();
        String text =
                "- [x] A (proved) ^i-1\n- [ ] B (proved) ^i-2\n- [x] C ^i-3\n- [x] D (dropped) ^i-4\n- [ ] E ^i-5\n";

        Json value = read(format, text);

        assertThat(List.of("1", "2", "3", "4", "5"))
                .extracting(id -> value.at("items", "i-" + id, "status").orElseThrow())
                .containsExactly(
                        Json.of("proved"), Json.of("proved"), Json.of("done"), Json.of("done"), Json.of("open"));
        assertThat(render(format, with(value, Json.of("proved"), "items", "i-5", "status"), text))
                .as("the lines of which nothing changes stay")
                .isEqualTo(text.replace("[ ] E", "[x] E (proved)"));
    }

    @Test
    void needsAreNamedWhereItemsHaveNone() {
        DocumentFormat format = MarkdownFormat.checklist().withoutNeeds().build();
        String text = "- [ ] Flour\n- [ ] Bread (depends on Flour)\n";

        DocumentFormat.Content content = format.read(bytes(text), Optional.empty());

        assertThat(content.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.line() + " " + finding.code()).isEqualTo("2 W_MARKDOWN_NEEDS");
            assertThat(finding.message()).contains("(depends on Flour) holds nothing up");
        });
        assertThat(render(format, content.value(), text)).isEqualTo(text);
    }

    @Test
    void linesWithoutAnIdGetTheirsWithTheNextWriteOfAFileThatHasIds() {
        String text = "- [ ] Flour ^t-1\n* [/] Eggs  @ana\n\t- ten\n\nWords.\n";
        Json value = read(PLAN, text);
        String eggs = value.at("items").orElseThrow().asObject().keys().stream()
                .filter(id -> !id.equals("t-1"))
                .findFirst()
                .orElseThrow();
        assertThat(render(PLAN, value, text)).as("nothing to write").isEqualTo(text);

        Json ticked = with(value, Json.of("done"), "items", "t-1", "status");
        assertThat(render(PLAN, ticked, text))
                .isEqualTo("- [x] Flour ^t-1\n* [/] Eggs @ana ^" + eggs + "\n\t- ten\n\nWords.\n");

        String without = text.replace(" ^t-1", "");
        Json plain = read(PLAN, without);
        String flour = plain.at("items").orElseThrow().asObject().keys().stream()
                .filter(id -> plain.at("items", id, "text").equals(Optional.of(Json.of("Flour"))))
                .findFirst()
                .orElseThrow();
        assertThat(render(PLAN, with(plain, Json.of("done"), "items", flour, "status"), without))
                .as("a file without ids stays without them")
                .isEqualTo(without.replace("- [ ] Flour", "- [x] Flour"));
    }

    @Test
    void nothingIsAddedBehindAFenceThatNeverEnds() {
        String text = "## A\n\n```\nopen\n";
        Json value = with(
                read(PLAN, text), Json.parse("{\"text\":\"x\",\"status\":\"open\",\"section\":\"a\"}"), "items", "t-1");

        DocumentException refusal = catchThrowableOfType(DocumentException.class, () -> render(PLAN, value, text));

        assertThat(refusal.code()).isEqualTo("E_MARKDOWN_OPEN");
        assertThat(refusal.line()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "E_YAML_TAG|a: !!java.util.Date x",
                "E_YAML_ALIAS|a: &x 1\nb: *x",
                "E_YAML_ALIAS|a: &x [*x]",
                "E_YAML_DEPTH|a: [[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]",
                "E_YAML_DUPLICATE_KEY|a: 1\na: 2",
                "E_YAML_SYNTAX|a: [1",
                "E_YAML_SYNTAX|\ta: 1",
                "E_YAML_SYNTAX|- a",
                "E_YAML_SYNTAX|a: !! x",
                "E_KEY_RESERVED|__proto__: 1",
                "E_JSON_TEXT|a: \"\\ud800\""
            })
    void aFrontMatterThatCannotBeReadIsRefusedAndNeverWritten(String bad) {
        String text = "---\n" + bad.substring(bad.indexOf('|') + 1) + "\n---\n# x\n";

        DocumentException read = catchThrowableOfType(DocumentException.class, () -> read(GOAL, text));
        DocumentException written =
                catchThrowableOfType(DocumentException.class, () -> render(GOAL, Json.Obj.EMPTY, text));

        assertThat(read.code()).isEqualTo(bad.substring(0, bad.indexOf('|')));
        assertThat(written.code()).isEqualTo(read.code());
        assertThat(read.line()).isPositive();
    }

    @Test
    void aConflictOfGitIsRefusedWithItsLine() {
        String text = "# x\n<<<<<<< HEAD\n- [ ] a\n=======\n- [ ] b\n>>>>>>> b\n";

        DocumentException refusal = catchThrowableOfType(DocumentException.class, () -> read(PLAN, text));

        assertThat(refusal.code()).isEqualTo("E_MARKDOWN_CONFLICT");
        assertThat(refusal.line()).isEqualTo(2);
    }

    @Test
    void hiddenFieldsStayInTheValueAndOutOfTheFile() {
        DocumentFormat format = MarkdownFormat.checklist().hidden("evidence").build();
        Json value =
                Json.parse("{\"items\":{\"i-1\":{\"text\":\"x\",\"status\":\"open\",\"evidence\":[1],\"order\":1}}}");

        byte[] file = format.render(value, Optional.empty());

        assertThat(new String(file, StandardCharsets.UTF_8)).isEqualTo("- [ ] x ^i-1\n");
        assertThat(format.read(file, Optional.of(value)).value()).isEqualTo(value);
    }

    @Test
    void aDocumentCanHaveASectionOfItems() {
        DocumentFormat format = MarkdownFormat.document().list("tasks").build();
        Json value = read(format, "## Why\n\n- [ ] text\n\n## Tasks\n\n- [ ] item ^i-1\n");

        assertThat(value.at("sections", "why", "text")).contains(Json.of("- [ ] text"));
        assertThat(value.at("items").orElseThrow().asObject().keys()).containsExactly("i-1");
    }

    @Test
    void singleEditsLeaveTheRestByteForByte() {
        Markdown document = Markdown.of("\uFEFFTitle\r\n===\r\n\ttab\r- [ ] a\n## B ##\nx");
        MarkdownEdit edit = document.edit().mark(document.items().get(0), 'x');
        edit.rename(document.sections().get(0), "New title")
                .rename(document.sections().get(1), "C");

        assertThat(new String(edit.apply().bytes(), StandardCharsets.UTF_8))
                .isEqualTo("\uFEFFNew title\r\n===\r\n\ttab\r- [x] a\n## C ##\nx");
    }
}
