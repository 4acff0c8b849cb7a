package io.workfloworchestrator.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.workflow.Item;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Some statuses have a folder of their own, and the others share one: a move of the item moves its file, and the other way round. */
class StatusPlacesTest {
    private static final String YAML = """
            workflow: board
            paths: {goals: goals}
            layouts:
              - {id: old, recognised-by: [ideas/goals], paths: {goals: ideas/goals}}
            phases:
              - id: work
            items:
              goal:
                number: G-00
                fields: {note: string}
                status: {values: [potential, planned, doing, blocked, done, dropped], final: [done, dropped], done: done}
                moves:
                  - {id: plan, from: [potential, blocked], to: planned, hint: Plan.}
                  - {id: begin, from: [planned, done, potential], to: doing, hint: Begin.}
                  - {id: block, from: doing, to: blocked, hint: Block.}
                  - {id: end, from: doing, to: done, hint: End.}
                  - {id: drop, from: [potential, planned, doing, blocked], to: dropped, hint: Drop.}
                  - {id: back, from: planned, to: potential, hint: Wait.}
                document:
                  format: document
                  path: "${goals}/selected/${item.title}/goal.md"
                  sections: [note]
                  places:
                    potential: ["${goals}/potential/${item.title}/goal.md", "${goals}/potential/${item.title}.md"]
                    done: "${goals}/done/${item.title}.md"
                    dropped: "${goals}/dropped/${item.title}.md"
            """;

    @TempDir
    private Path folder;

    private void rename(String from, String to) throws IOException {
        Files.createDirectories(folder.resolve(to).getParent());
        Files.move(folder.resolve(from), folder.resolve(to));
    }

    @Test
    void aMoveOfTheItemMovesItsFileWhereItsStatusLives() {
        try (Board board = Board.open(folder, YAML)) {
            Item pay = board.add("goal", "Pay by card");
            assertThat(board.files()).containsOnlyKeys("goals/potential/pay-by-card/goal.md");
            assertThat(board.text("goals/potential/pay-by-card/goal.md")).contains("status: potential");

            board.move(pay, "plan");
            assertThat(board.files()).containsOnlyKeys("goals/selected/pay-by-card/goal.md");
            assertThat(board.text("goals/selected/pay-by-card/goal.md")).contains("status: planned");

            board.move(pay, "begin");
            assertThat(board.files()).containsOnlyKeys("goals/selected/pay-by-card/goal.md");
            board.move(pay, "end");
            assertThat(board.files()).containsOnlyKeys("goals/done/pay-by-card.md");
            assertThat(board.text("goals/done/pay-by-card.md")).contains("status: done");
            assertThat(board.notices()).isEmpty();
        }
    }

    @Test
    void aFileThatWeMoveIsNotSetBackByAnybodyThoughOtherItemsChangedMeanwhile() {
        Item pay;
        try (Board board = Board.open(folder, YAML)) {
            pay = board.add("goal", "Pay by card");
            board.add("goal", "Pay by bill");
        }
        try (Board board = Board.open(folder, YAML)) {
            board.look();
            board.add("goal", "Pay in cash");
            board.look();
        }
        try (Board board = Board.open(folder, YAML)) {
            board.move(pay, "plan");
            board.look();
            assertThat(board.notices()).isEmpty();
            assertThat(board.files()).containsKey("goals/selected/pay-by-card/goal.md");
        }
    }

    @Test
    void whatGitStashesOfAFileThatWeMovedIsNoMoveByAPerson() throws Exception {
        Repository repository = Repository.init(folder);
        Item pay;
        try (Board board = Board.open(folder, YAML)) {
            pay = board.add("goal", "Pay by card");
            board.add("goal", "Pay by bill");
        }
        repository.commit("goals");
        try (Board board = Board.open(folder, YAML)) {
            board.look();
            board.move(pay, "plan");
        }
        repository.git("stash", "-q");
        try (Board board = Board.open(folder, YAML)) {
            board.look();
            assertThat(board.item(pay.id()).status()).isEqualTo("planned");
            assertThat(board.text("goals/selected/pay-by-card/goal.md")).contains("status: planned");
            assertThat(board.files()).doesNotContainKey("goals/potential/pay-by-card/goal.md");
        }
    }

    @Test
    void aPersonWhoMovesTheFileMovesTheItemToTheFirstStatusThereThatAMoveLeadsTo() throws IOException {
        try (Board board = Board.open(folder, YAML)) {
            Item pay = board.add("goal", "Pay by card");
            rename("goals/potential/pay-by-card/goal.md", "goals/selected/pay-by-card/goal.md");
            board.look();
            assertThat(board.item(pay.id()).status()).isEqualTo("planned");
            assertThat(board.text("goals/selected/pay-by-card/goal.md")).contains("status: planned");

            board.move(pay, "begin");
            board.move(pay, "end");
            rename("goals/done/pay-by-card.md", "goals/selected/pay-by-card/goal.md");
            board.look();
            assertThat(board.item(pay.id()).status()).isEqualTo("doing");

            rename("goals/selected/pay-by-card/goal.md", "goals/dropped/pay-by-card.md");
            board.look();
            assertThat(board.item(pay.id()).status()).isEqualTo("dropped");
            assertThat(board.text("goals/dropped/pay-by-card.md")).contains("status: dropped");
            assertThat(board.notices()).isEmpty();
        }
    }

    @Test
    void theStatusInTheFileCountsIfItBelongsWhereTheFileWasMovedTo() throws IOException {
        try (Board board = Board.open(folder, YAML)) {
            Item pay = board.add("goal", "Pay by card");
            board.replace("goals/potential/pay-by-card/goal.md", "status: potential", "status: Doing");
            rename("goals/potential/pay-by-card/goal.md", "goals/selected/pay-by-card/goal.md");
            board.look();

            assertThat(board.item(pay.id()).status()).isEqualTo("doing");
            assertThat(board.notices()).isEmpty();
        }
    }

    @Test
    void aStatusThatAPersonWritesMovesTheFile() {
        try (Board board = Board.open(folder, YAML)) {
            Item pay = board.add("goal", "Pay by card");
            board.move(pay, "plan");
            board.replace("goals/selected/pay-by-card/goal.md", "status: planned", "status: dropped");
            board.look();

            assertThat(board.item(pay.id()).status()).isEqualTo("dropped");
            assertThat(board.files()).containsOnlyKeys("goals/dropped/pay-by-card.md");
            assertThat(board.notices()).isEmpty();
        }
    }

    @Test
    void aFileWithoutAStatusIsWhatItsPlaceSays() {
        try (Board board = Board.open(folder, YAML)) {
            board.save("goals/dropped/old.md", "# Old\n");
            board.save("goals/selected/new/goal.md", "# New\n");
            board.save("goals/selected/on-it/goal.md", "---\nstatus: Doing\n---\n\n# On it\n");
            board.save("goals/potential/flat.md", "# Flat\n\nMine.\n");
            board.look();

            assertThat(board.titled("goal", "Old").status()).isEqualTo("dropped");
            assertThat(board.titled("goal", "New").status()).isEqualTo("planned");
            assertThat(board.titled("goal", "On it").status()).isEqualTo("doing");
            assertThat(board.titled("goal", "Flat").status()).isEqualTo("potential");
            assertThat(board.files())
                    .containsOnlyKeys(
                            "goals/dropped/old.md",
                            "goals/selected/new/goal.md",
                            "goals/selected/on-it/goal.md",
                            "goals/potential/flat/goal.md");
            assertThat(board.text("goals/potential/flat/goal.md")).contains("Mine.");
            assertThat(board.notices()).isEmpty();
        }
    }

    @Test
    void aFileWhoseStatusLineIsDeletedKeepsTheStatus() {
        try (Board board = Board.open(folder, YAML)) {
            Item pay = board.add("goal", "Pay by card");
            board.move(pay, "plan");
            board.move(pay, "begin");
            board.replace("goals/selected/pay-by-card/goal.md", "status: doing\n", "");
            board.look();

            assertThat(board.item(pay.id()).status()).isEqualTo("doing");
            assertThat(board.notices()).isEmpty();
        }
    }

    @Test
    void aFileMayBeEditedAndMovedAtOnce() throws IOException {
        try (Board board = Board.open(folder, YAML)) {
            Item pay = board.add("goal", "Pay by card");
            board.save(
                    "goals/potential/pay-by-card/goal.md",
                    board.text("goals/potential/pay-by-card/goal.md") + "\n## Note\n\nSoon.\n");
            board.look();
            rename("goals/potential/pay-by-card/goal.md", "goals/selected/pay-by-card/goal.md");
            board.replace("goals/selected/pay-by-card/goal.md", "Soon.", "Now.");
            board.look();

            assertThat(board.item(pay.id()).status()).isEqualTo("planned");
            assertThat(board.item(pay.id()).state().text("note")).contains("Now.");
            assertThat(board.notices()).isEmpty();
        }
    }

    @Test
    void theFilesFollowTheLayoutOfTheProject() throws IOException {
        Files.createDirectories(folder.resolve("ideas/goals"));
        try (Board board = Board.open(folder, YAML)) {
            board.add("goal", "Pay by card");
            assertThat(board.files()).containsOnlyKeys("ideas/goals/potential/pay-by-card/goal.md");
        }
    }
}
