package io.workfloworchestrator.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.workflow.Health;
import io.workfloworchestrator.workflow.Item;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file for each item: what agents do shows in it, and what people write in it becomes the state. */
class ItemFilesTest {
    @TempDir
    private Path folder;

    @Test
    void anItemIsAReadableFile() {
        try (Board board = Board.open(folder)) {
            Item login = board.add("issue", "Login fails");
            Item pay = board.add(
                    "issue",
                    Map.of(
                            "title", Json.of("Pay by card"),
                            "hours", Json.parse("2.5"),
                            "due", Json.of("2026-08-20"),
                            "needs", Json.strings(List.of(login.id())),
                            "description", Json.of("The form is empty.\n\n- [ ] not a task\n"),
                            "whyNow", Json.of("It is sold.")));

            assertThat(board.text("docs/issues/I-002.md")).isEqualTo("""
                    ---
                    id: I-002
                    uid: %s
                    status: open
                    due: '2026-08-20'
                    hours: 2.5
                    needs: [I-001]
                    severity: normal
                    ---

                    # Pay by card

                    ## Description

                    The form is empty.

                    - [ ] not a task

                    ## Why now

                    It is sold.
                    """.formatted(pay.id()));
            assertThat(board.notices()).isEmpty();
        }
    }

    @Test
    void whatAPersonWritesBecomesTheState() {
        try (Board board = Board.open(folder)) {
            Item login = board.add("issue", "Login fails");
            Item pay = board.add("issue", "Pay by card");
            board.replace(
                    "docs/issues/I-002.md", "severity: normal", "severity: high # really\nneeds: I-001\nmine: [1, 2]");
            board.replace(
                    "docs/issues/I-002.md",
                    "# Pay by card",
                    "# Pay by any card\n\nA note of mine.\n\n## Description\n\nNew.");
            board.look();

            Item now = board.item(pay.id());
            assertThat(now.title()).isEqualTo("Pay by any card");
            assertThat(now.state().text("severity")).contains("high");
            assertThat(now.state().fields().get("needs")).isEqualTo(Json.strings(List.of(login.id())));
            assertThat(now.state().text("description")).contains("New.");
            assertThat(board.text("docs/issues/I-002.md"))
                    .contains("severity: high # really", "mine: [1, 2]", "A note of mine.");
            assertThat(board.notices()).isEmpty();

            board.move(login, "drop");
            assertThat(board.text("docs/issues/I-001.md")).contains("status: dropped");
        }
    }

    @Test
    void aSectionThatAPersonClearsIsClearedInTheState() {
        try (Board board = Board.open(folder)) {
            Item pay = board.add(
                    "issue",
                    Map.of(
                            "title", Json.of("Pay by card"),
                            "description", Json.of("The form is empty."),
                            "whyNow", Json.of("It is sold.")));
            board.replace("docs/issues/I-001.md", "The form is empty.\n", "");
            board.look();
            assertThat(board.item(pay.id()).state().text("description")).isEmpty();
            assertThat(board.item(pay.id()).state().text("whyNow")).contains("It is sold.");
            assertThat(board.text("docs/issues/I-001.md"))
                    .contains("## Description")
                    .doesNotContain("The form");
            board.replace("docs/issues/I-001.md", "\n## Why now\n\nIt is sold.\n", "");
            board.look();
            assertThat(board.item(pay.id()).state().text("whyNow")).isEmpty();
            assertThat(board.text("docs/issues/I-001.md"))
                    .contains("## Description")
                    .doesNotContain("Why now");
            assertThat(board.notices()).isEmpty();
        }
    }

    @Test
    void aNumberThatAPersonGivesAnItemThatHasOneIsNamedAndNotTaken() {
        try (Board board = Board.open(folder)) {
            Item pay = board.add("issue", "Pay by card");
            board.replace("docs/issues/I-001.md", "id: I-001", "id: I-077");
            board.look();
            assertThat(board.item(pay.id()).number()).contains("I-001");
            assertThat(board.notices().toString()).contains("keeps its number", "\"I-077\"");
            assertThat(board.text("docs/issues/I-001.md")).contains("I-001").doesNotContain("I-077");
        }
    }

    @Test
    void anEditThatWasNotTakenOverIsAWarningUntilItIsMended() {
        try (Board board = Board.open(folder)) {
            Object unused = board.add("issue", "Pay by card");
            assertThat(board.workflow.status().health()).isEqualTo(Health.GOOD);
            board.replace("docs/issues/I-001.md", "severity: normal", "severity: normal\nhours: many");
            board.look();
            assertThat(board.notices().toString()).contains("E_ITEM_FIELD");
            assertThat(board.workflow.status().health()).isEqualTo(Health.WARNING);
            board.replace("docs/issues/I-001.md", "hours: many", "hours: 3");
            board.look();
            assertThat(board.workflow.status().health()).isEqualTo(Health.GOOD);
        }
    }

    @Test
    void aTextThatIsTakenAwayTakesItsHeadingAlong() {
        try (Board board = Board.open(folder)) {
            Item pay = board.add("issue", "Pay by card");
            String before = board.text("docs/issues/I-001.md");
            board.edit(pay, Map.of("description", Json.of("The form is empty."), "whyNow", Json.of("It is sold.")));
            board.replace("docs/issues/I-001.md", "It is sold.\n", "It is sold.\n\n## Mine\n\nMy words.\n");
            board.look();
            board.edit(pay, Map.of("description", Json.Null.VALUE, "whyNow", Json.Null.VALUE));
            assertThat(board.text("docs/issues/I-001.md")).isEqualTo(before + "\n## Mine\n\nMy words.\n");
            assertThat(board.notices()).isEmpty();
        }
    }

    @Test
    void aFileThatAPersonAddsIsANewItemAndGetsItsPlace() {
        try (Board board = Board.open(folder)) {
            board.add("issue", "Login fails");
            board.save("docs/issues/slow.md", "# Slow start\n\n## Description\n\nIt takes a minute.\n");
            board.look();

            Item slow = board.titled("issue", "Slow start");
            assertThat(slow.number()).contains("I-002");
            assertThat(slow.status()).isEqualTo("open");
            assertThat(slow.state().text("severity")).contains("normal");
            assertThat(slow.state().text("description")).contains("It takes a minute.");
            assertThat(board.files().keySet()).containsExactly("docs/issues/I-001.md", "docs/issues/I-002.md");
            assertThat(board.text("docs/issues/I-002.md")).contains("uid: " + slow.id());

            board.look();
            assertThat(board.all("issue")).hasSize(2);
            assertThat(board.notices()).isEmpty();
        }
    }

    @Test
    void theFolderIsTheStatusBothWays() throws IOException {
        try (Board board = Board.open(folder)) {
            Item goal = board.add("goal", Map.of("title", Json.of("Größe & Maße"), "area", Json.of("Very High")));
            assertThat(board.files().keySet()).containsExactly("goals/potential/very-high/grosse-masse.md");
            assertThat(board.text("goals/potential/very-high/grosse-masse.md"))
                    .contains("area: Very High")
                    .doesNotContain("status");

            board.move(goal, "begin");
            assertThat(board.files().keySet()).containsExactly("goals/active/very-high/grosse-masse.md");

            Files.createDirectories(folder.resolve("goals/done/money"));
            Files.move(
                    folder.resolve("goals/active/very-high/grosse-masse.md"),
                    folder.resolve("goals/done/money/grosse-masse.md"));
            board.look();

            assertThat(board.item(goal.id()).status()).isEqualTo("done");
            assertThat(board.item(goal.id()).state().text("area")).contains("money");
            assertThat(board.files().keySet()).containsExactly("goals/done/money/grosse-masse.md");
            assertThat(board.notices()).isEmpty();
        }
    }

    @Test
    void aPersonIsTheAuthorityButAStatusNeedsAWayThere() {
        try (Board board = Board.open(folder)) {
            Item login = board.add("issue", "Login fails");
            board.replace("docs/issues/I-001.md", "status: open", "status: fixed");
            board.look();
            assertThat(board.item(login.id()).status()).isEqualTo("open");
            assertThat(board.notices())
                    .singleElement()
                    .satisfies(notice -> assertThat(notice.message())
                            .contains("no move leads from there to fixed", "start (to doing)"));
            assertThat(board.text("docs/issues/I-001.md")).contains("status: fixed");

            board.replace("docs/issues/I-001.md", "status: fixed", "status: doing");
            board.look();
            assertThat(board.item(login.id()).status()).isEqualTo("doing");
            assertThat(board.notices()).isEmpty();

            board.replace("docs/issues/I-001.md", "status: doing", "status: fixed");
            board.look();
            assertThat(board.item(login.id()).status()).isEqualTo("fixed");
        }
    }

    @Test
    void anItemWhoseFileAPersonDeletesStaysAndIsNamed() throws IOException {
        try (Board board = Board.open(folder)) {
            Item login = board.add("issue", "Login fails");
            board.look();
            Files.delete(folder.resolve("docs/issues/I-001.md"));
            board.look();

            assertThat(board.find(login.id())).isPresent();
            assertThat(board.codes()).containsExactly("E_FILE_MISSING");
            board.move(login, "start");
            assertThat(board.text("docs/issues/I-001.md")).contains("status: doing");
        }
    }

    @Test
    void theHistoryOfAnEditNamesTheItems() {
        try (Board board = Board.open(folder)) {
            board.add("issue", "Login fails");
            Item first = board.add("task", "Choose");
            board.add("task", "Render");
            board.look();
            board.replace("docs/issues/I-001.md", "severity: normal", "severity: high");
            board.replace(
                    "docs/tasks.md",
                    "- [ ] T001 Choose ^" + first.id(),
                    "- [ ] Print\n- [x] T001 Choose ^" + first.id());
            board.look();

            assertThat(board.project.state().history(10))
                    .extracting(commit ->
                            commit.cause().actor() + ": " + commit.cause().reason())
                    .first()
                    .isEqualTo("edited on disk: changed docs/issues/I-001.md (I-001), docs/tasks.md (T001, T003)");

            board.save("docs/issues/other.md", "# Logout fails\n");
            board.look();
            assertThat(board.project.state().history(10).get(0).cause().reason())
                    .isEqualTo("changed docs/issues/other.md (I-002)");
        }
    }

    @Test
    void aCopyIsNamedUntilItsUidIsGone() throws IOException {
        try (Board board = Board.open(folder)) {
            Item login = board.add("issue", "Login fails");
            Files.copy(folder.resolve("docs/issues/I-001.md"), folder.resolve("docs/issues/copy.md"));
            board.look();
            assertThat(board.codes()).containsOnly("E_DOCUMENT_TWICE");

            board.replace("docs/issues/copy.md", "uid: " + login.id() + "\n", "");
            board.replace("docs/issues/copy.md", "Login fails", "Logout fails");
            board.look();

            assertThat(board.titled("issue", "Logout fails").number()).contains("I-002");
            assertThat(board.item(login.id()).title()).isEqualTo("Login fails");
            assertThat(board.codes()).containsOnly("E_ITEM_NUMBER");
            assertThat(board.files().keySet()).containsExactly("docs/issues/I-001.md", "docs/issues/I-002.md");
        }
    }

    @Test
    void anItemThatAToolRemovesDoesNotComeBackFromItsFile() {
        try (Board board = Board.open(folder)) {
            Item login = board.add("issue", "Login fails");
            board.workflow.items().remove(login.id(), Revision.NONE, Board.AGENT);
            board.flush();
            board.look();
            assertThat(board.all("issue")).isEmpty();
        }
        try (Board board = Board.open(folder)) {
            board.look();
            assertThat(board.all("issue")).isEmpty();
        }
    }

    /** As Backlog.md#997 and #667 ask for. */
    @Test
    void aNumberIsNeverGivenAgain() throws IOException {
        try (Board board = Board.open(folder)) {
            board.add("issue", "One");
            Item two = board.add("issue", "Two");
            Files.move(folder.resolve("docs/issues/I-002.md"), folder.resolve("docs/issues/renamed.md"));
            board.look();
            assertThat(board.item(two.id()).number()).contains("I-002");
            board.workflow.items().remove(two.id(), Revision.NONE, Board.AGENT);
            assertThat(board.add("issue", "Three").number()).contains("I-003");
            board.save("docs/issues/I-002.md", "# Written by hand\n");
            board.look();
            assertThat(board.titled("issue", "Written by hand").number()).contains("I-004");
        }
    }

    @Test
    void aFileWithoutATitleIsNamedAndLeftAsItIs() {
        try (Board board = Board.open(folder)) {
            board.save("docs/issues/notes.md", "Only words.\n");
            board.save("docs/issues/README.md", "# What this folder is\n");
            board.look();
            assertThat(board.all("issue")).isEmpty();
            assertThat(board.codes()).containsExactly("E_DOCUMENT_TITLE");
            assertThat(board.text("docs/issues/notes.md")).isEqualTo("Only words.\n");
        }
    }

    @Test
    void manyFilesThatAPersonAddsAtOnceAreOneCommitAndOneThatCannotBeTakenStaysAlone() {
        try (Board board = Board.open(folder)) {
            Item known = board.add("issue", "Known");
            Revision before = board.project.state().head();
            for (int i = 0; i < 40; i++) {
                board.save("docs/issues/mine-" + i + ".md", "---\nneeds: [I-001]\n---\n\n# Mine " + i + "\n");
            }
            board.save("docs/issues/lost.md", "---\nneeds: [I-999]\n---\n\n# Lost\n");
            board.look();

            assertThat(board.all("issue")).hasSize(41);
            assertThat(board.all("issue").stream().map(item -> item.number().orElseThrow()))
                    .doesNotHaveDuplicates()
                    .contains("I-001", "I-041");
            assertThat(board.titled("issue", "Mine 39").state().fields().get("needs"))
                    .isEqualTo(Json.strings(List.of(known.id())));
            assertThat(board.notices())
                    .anyMatch(notice -> notice.path().equals("docs/issues/lost.md")
                            && notice.code().equals("E_ITEM_NEED"));
            assertThat(board.project.state().head().number()).isEqualTo(before.number() + 1);
            assertThat(board.project.state().history(1).get(0).cause().reason())
                    .contains("docs/issues/mine-", "and 30 more");
        }
    }
}
