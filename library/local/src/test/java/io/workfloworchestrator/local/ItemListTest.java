package io.workfloworchestrator.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.workflow.Item;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** All items of a kind in one list: a line for each. */
class ItemListTest {
    private static final String FILE = "docs/tasks.md";

    @TempDir
    private Path folder;

    private Board board;

    @BeforeEach
    void begin() {
        board = Board.open(folder);
    }

    @AfterEach
    void end() {
        board.close();
    }

    @Test
    void eachItemIsALine() {
        Item first = board.add("task", "Choose the library");
        Item second = board.add(
                "task",
                Map.of(
                        "title", Json.of("Render one"),
                        "owner", Json.of("ana"),
                        "due", Json.of("2026-08-20"),
                        "order", Json.of(7),
                        "needs", Json.strings(List.of(first.id()))));
        board.move(first, "end");
        Item third = board.add("task", "Ship it");
        board.move(third, "drop");

        assertThat(board.text(FILE)).isEqualTo("""
                - [x] T001 Choose the library ^%s
                - [ ] T002 Render one [item.order:: 7] (depends on T001) @ana 📅 2026-08-20 ^%s
                - [ ] T003 Ship it (dropped) ^%s
                """.formatted(first.id(), second.id(), third.id()));
        assertThat(board.notices()).isEmpty();
    }

    @Test
    void anItemThatComesBackStandsBehindTheOneWithTheNumberBeforeIt() {
        for (int i = 1; i <= 5; i++) {
            Object unused = board.add("task", "Task " + i);
        }
        String whole = board.text(FILE);
        for (String number : List.of("T001", "T003", "T005")) {
            remove(number);
            board.undo();
            assertThat(board.text(FILE)).isEqualTo(whole);
        }
        board.replace(FILE, whole.lines().toList().get(1) + "\n", "");
        board.look();
        assertThat(board.text(FILE)).doesNotContain("T002");
        board.undo();
        assertThat(board.text(FILE)).isEqualTo(whole);
    }

    @Test
    void anItemThatComesBackStandsInTheSectionOfTheOneBesideIt() {
        for (int i = 1; i <= 5; i++) {
            Object unused = board.add("task", "Task " + i);
        }
        String parted = "## Now\n\n" + board.text(FILE).replaceFirst("(?m)^(.*T004)", "\n## Later\n\n$1");
        board.save(FILE, parted);
        board.look();
        for (String number : List.of("T001", "T002", "T003")) {
            remove(number);
            board.undo();
            assertThat(board.text(FILE)).isEqualTo(parted);
        }
    }

    private void remove(String number) {
        String id = board.titled("task", number.replace("T00", "Task ")).id();
        Object unused = board.workflow.items().remove(id, Revision.NONE, Board.AGENT);
        board.flush();
        assertThat(board.text(FILE)).doesNotContain(number);
    }

    @Test
    void aTextThatWasThereBeforeTheFirstItemStays(@TempDir Path other) throws IOException {
        String prose = "# Vision\n\nWeeks of prose, no boxes yet.\n";
        Files.createDirectories(other.resolve("docs"));
        Files.writeString(other.resolve(FILE), prose);
        Board early = Board.open(other);
        try {
            early.look();
            assertThat(early.text(FILE)).isEqualTo(prose);

            Item one = early.add("task", "One");

            assertThat(early.text(FILE)).startsWith(prose).contains("- [ ] T001 One ^" + one.id());
            assertThat(early.notices()).isEmpty();
        } finally {
            early.close();
        }
    }

    @Test
    void whatAPersonWritesInTheListBecomesTheState() {
        Item first = board.add("task", "Choose the library");
        Item second = board.add("task", "Render one");
        board.save(
                FILE,
                "# My tasks\n\nWords of mine.\n\n- [ ] T002 Render two @ben ^" + second.id()
                        + "\n  - details\n\n## Done\n\n"
                        + "- [x] T001 Choose the library ^" + first.id() + "\n\n## New\n\n"
                        + "- [ ] Print it (depends on T002)\n- [x] Was done already\n");
        board.look();

        assertThat(board.item(second.id()).title()).isEqualTo("Render two");
        assertThat(board.item(second.id()).state().text("owner")).contains("ben");
        assertThat(board.item(first.id()).status()).isEqualTo("done");
        Item print = board.titled("task", "Print it");
        assertThat(print.state().fields().get("needs")).isEqualTo(Json.strings(List.of(second.id())));
        assertThat(board.titled("task", "Was done already").status()).isEqualTo("done");
        assertThat(board.text(FILE))
                .contains("# My tasks\n\nWords of mine.\n", "  - details\n", "## Done")
                .contains("- [ ] " + print.number().orElseThrow() + " Print it (depends on T002) ^" + print.id());
        assertThat(board.notices()).isEmpty();

        Item fifth = board.add("task", "Last");
        assertThat(board.text(FILE)).endsWith("- [ ] T005 Last ^" + fifth.id() + "\n");
    }

    /** The writer asked for this file again and again, and whoever waited for it waited for ever. */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aFileThatWaitsForItsPersonKeepsTheWriterNotBusy() {
        board.save(FILE, "- [ ] Choose the library\n- [ ]Render one\n");
        board.look();

        assertThat(board.titled("task", "Choose the library").number()).isPresent();
        assertThat(board.text(FILE)).isEqualTo("- [ ] Choose the library\n- [ ]Render one\n");
        assertThat(board.notices()).anyMatch(notice -> notice.toString().contains("line 2"));

        board.save(FILE, "- [ ] Choose the library\n- [ ] Render one\n");
        board.look();
        assertThat(board.text(FILE)).containsPattern("- \\[ ] T\\d{3} Render one");
        assertThat(board.notices()).noneMatch(notice -> notice.toString().contains("line 2"));
    }

    @Test
    void anOptionalTaskOfKiroIsNamedAndHoldsUpNoOtherLine() {
        board.save(FILE, "- [ ] Choose the library\n- [ ]* Render one\n");
        board.look();

        assertThat(board.text(FILE)).containsPattern("- \\[ ] T001 Choose the library.*\n- \\[ ]\\* Render one\n");
        assertThat(board.notices()).anyMatch(notice -> notice.toString().contains("line 2"));
        assertThat(board.all("task")).hasSize(1);
    }

    @Test
    void ofManyNumbersThatCouldNotBeGivenOnlyAFewAreNamed() {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= 40; i++) {
            text.append("- [ ] T001 Task " + i + "\n");
        }
        board.save(FILE, text.toString());
        board.look();

        assertThat(board.all("task")).hasSize(40);
        assertThat(board.codes()).containsOnly("E_ITEM_NUMBER").hasSize(4);
        assertThat(board.notices().toString()).contains("36 more items of this file");
    }

    @Test
    void aDeletedLineRemovesTheItemAndItsReturnBringsItBack() {
        Item first = board.add("task", "Choose the library");
        Item second = board.add("task", "Render one");
        String before = board.text(FILE);
        board.replace(FILE, "- [ ] T001 Choose the library ^" + first.id() + "\n", "");
        board.look();
        assertThat(board.find(first.id())).isEmpty();
        assertThat(board.all("task")).extracting(Item::id).containsExactly(second.id());

        Item third = board.add("task", "Another");
        assertThat(third.number()).contains("T003");
        board.save(FILE, before + "- [ ] T003 Another ^" + third.id() + "\n");
        board.look();
        assertThat(board.item(first.id()).number()).contains("T001");
        assertThat(board.all("task")).hasSize(3);
        assertThat(board.notices()).isEmpty();
    }

    /** The file is then as it was before the second item, which is no reason to bring it back. */
    @Test
    void aDeletedLineRemovesItsItemThoughTheFileIsAsItWasBeforeThatItem() throws IOException {
        Item first = board.add("task", "One");
        String before = board.text(FILE);
        Item second = board.add("task", "Two");
        agedJson();
        board.replace(FILE, "- [ ] T002 Two ^" + second.id() + "\n", "");
        assertThat(board.text(FILE)).isEqualTo(before);
        board.look();
        assertThat(board.all("task")).extracting(Item::id).containsExactly(first.id());
        assertThat(board.text(FILE)).isEqualTo(before);
    }

    @Test
    void theLastLineMayBeDeletedTooAndTheTextAroundItStays() throws IOException {
        board.save(FILE, "# Vision\n\nWeeks of prose.\n\n- [ ] T001 One\n");
        board.look();
        board.workflow.items().remove(board.titled("task", "One").id(), Revision.NONE, Board.AGENT);
        board.flush();
        Item two = board.add("task", "Two");
        agedJson();
        board.replace(FILE, "- [ ] " + two.number().orElseThrow() + " Two ^" + two.id() + "\n", "");
        board.look();
        assertThat(board.all("task")).isEmpty();
        assertThat(board.text(FILE)).startsWith("# Vision\n\nWeeks of prose.\n").doesNotContain("Two");
    }

    @Test
    void linesThatAreDeletedOneAfterTheOtherAreAllGone() throws IOException {
        board.save(FILE, "# Plan\n\n- [ ] T001 A\n- [ ] T002 B\n- [ ] T003 C\n");
        board.look();
        for (String title : List.of("B", "A", "C")) {
            Item item = board.titled("task", title);
            board.save(
                    FILE,
                    board.text(FILE)
                            .lines()
                            .filter(line -> !line.contains(item.number().orElseThrow()))
                            .map(line -> line + "\n")
                            .collect(java.util.stream.Collectors.joining()));
            board.look();
            assertThat(board.find(item.id())).as(title + " " + board.notices()).isEmpty();
        }
        assertThat(board.text(FILE)).startsWith("# Plan\n").doesNotContain("[ ]");
    }

    private void agedJson() throws IOException {
        Files.setLastModifiedTime(
                board.folder.resolve(".ai-planning/board/main.json"),
                FileTime.fromMillis(System.currentTimeMillis() - 11_000));
    }

    @Test
    void aBoxIsNotTickedBeforeWhatTheTaskNeeds() {
        Item first = board.add("task", "Choose the library");
        Item second = board.add("task", Map.of("title", Json.of("Render"), "needs", Json.strings(List.of(first.id()))));
        String before = board.text(FILE);
        board.save(FILE, before.replace("- [ ] T002", "- [x] T002"));
        board.look();
        assertThat(board.item(second.id()).status()).isEqualTo("open");
        assertThat(board.codes()).containsExactly("E_ITEM_BLOCKED");
        assertThat(board.text(FILE)).contains("- [x] T002");

        board.save(FILE, before.replace("- [ ]", "- [x]"));
        board.look();
        assertThat(board.all("task")).extracting(Item::status).containsOnly("done");
        assertThat(board.notices()).isEmpty();
    }

    @Test
    void oneWrongLineDoesNotHoldUpTheOthersAndIsKeptAndNamedUntilItIsMended() {
        Item first = board.add("task", "Choose the library");
        Item second = board.add("task", Map.of("title", Json.of("Render"), "needs", Json.strings(List.of(first.id()))));
        Item third = board.add("task", "Ship");
        Item fourth = board.add("task", Map.of("title", Json.of("Tell"), "needs", Json.strings(List.of(third.id()))));
        String saved = board.text(FILE)
                        .replace("- [ ] T002", "- [x] T002")
                        .replace("- [ ] T003", "- [x] T003")
                        .replace("- [ ] T004", "- [x] T004")
                        .replace("the library", "the library well")
                + "- [ ] Sweep\n";
        board.save(FILE, saved);
        for (int process = 0; process < 2; process++) {
            board.look();
            assertThat(board.item(first.id()).title()).isEqualTo("Choose the library well");
            assertThat(board.item(second.id()).status()).isEqualTo("open");
            assertThat(board.item(third.id()).status()).isEqualTo("done");
            assertThat(board.item(fourth.id()).status()).isEqualTo("done");
            assertThat(board.titled("task", "Sweep").status()).isEqualTo("open");
            // A file that was just saved may be waited for: what is wrong with it is said when it has rested.
            Board now = board;
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(now.look().notices())
                            .singleElement()
                            .satisfies(notice -> {
                                assertThat(notice.code()).isEqualTo("E_ITEM_BLOCKED");
                                assertThat(notice.message())
                                        .contains("\"Render\" (T002)", "everything else in the file was");
                            }));
            assertThat(board.text(FILE)).isEqualTo(saved);
            board.close();
            board = Board.open(folder);
        }
        board.save(FILE, saved.replace("- [x] T002", "- [ ] T002"));
        board.look();
        assertThat(board.codes()).doesNotContain("E_ITEM_BLOCKED");
        board.move(board.titled("task", "Sweep"), "end");
        assertThat(board.notices()).isEmpty();
        assertThat(board.text(FILE)).contains("- [ ] T002", "- [x] T003").containsPattern("- \\[x].* Sweep");
        assertThat(board.item(first.id()).status()).isEqualTo("open");
    }

    @Test
    void needsThatAreNotThereAndCirclesAreRefusedByName() {
        Item first = board.add("task", "Choose the library");
        board.add("task", Map.of("title", Json.of("Render"), "needs", Json.strings(List.of(first.id()))));
        String before = board.text(FILE);
        board.replace(FILE, "the library", "the library (depends on T002)");
        board.look();
        assertThat(board.codes()).containsExactly("E_ITEM_CIRCLE");
        board.save(FILE, before.replace("the library", "the library (depends on T009)"));
        board.look();
        assertThat(board.notices())
                .singleElement()
                .satisfies(notice -> assertThat(notice.message()).contains("cannot need T009, which is not there"));
        board.save(FILE, before);
        board.look();
        assertThat(board.notices()).isEmpty();
    }

    /** As OpenSpec#1761 and Kiro#2358 ask for. */
    @Test
    void aTickByAToolChangesOneLineAndABoxNeverDisagreesWithItsStatus() {
        Item first = board.add("task", "Choose the library");
        Item second = board.add("task", "Render one");
        Item third = board.add("task", "Ship it");
        String mine = board.text(FILE)
                .replace("- [ ] T002", "*\t[-] T002")
                .replace("\n", "\r\n")
                .replace("^" + first.id(), "^" + first.id() + "\r\n\t- mine");
        board.save(FILE, mine);
        board.look();
        assertThat(board.item(second.id()).status()).isEqualTo("dropped");
        assertThat(board.text(FILE)).isEqualTo(mine);

        board.move(third, "end");
        assertThat(board.text(FILE)).isEqualTo(mine.replace("- [ ] T003", "- [x] T003"));
        board.save(FILE, board.text(FILE).replace("- [ ] T001", "- [x] T001"));
        board.look();
        assertThat(board.item(first.id()).status()).isEqualTo("done");
        assertThat(board.notices()).isEmpty();
    }

    @Test
    void linesOfAPersonGetTheirIdsWithTheNextWriteAndWhatTheKindLacksIsNamed() {
        String file = "docs/shopping.md";
        Item flour = board.add("purchase", "Flour");
        board.save(file, board.text(file) + "- [ ] Bread (depends on Flour)\n- [/] Eggs\n");
        board.look();
        Item bread = board.titled("purchase", "Bread");
        assertThat(board.codes()).containsExactlyInAnyOrder("W_MARKDOWN_NEEDS", "E_MARKDOWN_MARK");
        assertThat(board.notices())
                .anyMatch(notice -> notice.message().endsWith("Write [ ] for wanted or [x] for bought."));

        board.replace(file, "[/]", "[ ]");
        board.look();
        Item eggs = board.titled("purchase", "Eggs");
        board.move(flour, "buy");
        assertThat(board.text(file)).isEqualTo("""
                - [x] Flour ^%s
                - [ ] Bread (depends on Flour) ^%s
                - [ ] Eggs ^%s
                """.formatted(flour.id(), bread.id(), eggs.id()));
        board.replace(file, " (depends on Flour)", "");
        board.look();
        assertThat(board.notices()).isEmpty();
    }

    @Test
    void marksThatTheKindDoesNotHaveStayInTheLine() {
        String file = "docs/shopping.md";
        Item flour = board.add("purchase", "Flour");
        String mine = "- [ ] T001 Bread (sliced)\n- [x] Eggs [size:: 3] @ana 📅 2026-08-20\n";
        board.save(file, board.text(file) + mine);
        board.look();
        assertThat(board.titled("purchase", "T001 Bread (sliced)").number()).isEmpty();
        Item eggs = board.titled("purchase", "Eggs");
        assertThat(eggs.status()).isEqualTo("bought");
        assertThat(eggs.state().fields()).containsOnlyKeys("title");
        assertThat(board.notices()).isEmpty();
        board.move(flour, "buy");
        assertThat(board.text(file))
                .contains("- [ ] T001 Bread (sliced) ^", "- [x] Eggs [size:: 3] @ana 📅 2026-08-20 ^" + eggs.id());
    }

    @Test
    void aLineWithANumberThatNoItemHasIsNewHoweverAlikeItsWordsAre() {
        String file = "# Plan\n\n- [ ] T001 Build the page of orders\n- [ ] T002 Ship it\n";
        board.save(FILE, file);
        board.look();
        Item first = board.titled("task", "Build the page of orders");
        board.save(FILE, file.replace("T001 Build the page of orders", "T003 Build the pages of orders"));
        board.look();
        assertThat(board.titled("task", "Build the pages of orders").number()).contains("T003");
        assertThat(board.find(first.id())).isEmpty();
        board.save(FILE, board.text(FILE).replace("T002 Ship it", "T002 Ship it by post"));
        board.look();
        assertThat(board.titled("task", "Ship it by post").number()).contains("T002");
    }

    @Test
    void aCopiedLineIsANewItem() {
        Item first = board.add("task", "Choose the library");
        board.save(FILE, board.text(FILE) + "- [ ] T001 Choose the printer ^" + first.id() + "\n");
        board.look();
        assertThat(board.all("task")).hasSize(2);
        assertThat(board.titled("task", "Choose the printer").number()).contains("T002");
        assertThat(board.item(first.id()).title()).isEqualTo("Choose the library");
        assertThat(board.codes()).contains("E_ITEM_NUMBER", "W_DOCUMENT_COPY");
    }

    @Test
    void aClaimNeitherHoldsAPersonUpNorIsRenewed() {
        Item issue = board.add("issue", "Login fails");
        var claimed =
                board.workflow.items().claim(issue.id(), "bot", Board.AGENT).item();
        board.workflow
                .items()
                .move(
                        issue.id(),
                        "start",
                        Revision.of(claimed.state().claim().orElseThrow().token()),
                        Board.AGENT);
        board.flush();
        var claim = board.item(issue.id()).state().claim();
        board.replace("docs/issues/I-001.md", "severity: normal", "severity: high");
        board.look();
        assertThat(board.item(issue.id()).state().claim()).isEqualTo(claim);
        board.replace("docs/issues/I-001.md", "status: doing", "status: fixed");
        board.look();
        assertThat(board.item(issue.id()).status()).isEqualTo("fixed");
        assertThat(board.item(issue.id()).state().claim()).isEmpty();
        assertThat(board.workflow.now().item(issue.id()).orElseThrow().isVerified())
                .isFalse();
    }
}
