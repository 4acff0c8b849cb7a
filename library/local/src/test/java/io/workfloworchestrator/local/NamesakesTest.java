package io.workfloworchestrator.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.workflow.Item;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Items of one title whose places are named by the title alone: each has a file of its own. */
class NamesakesTest {
    private static final String YAML = """
            workflow: board
            phases:
              - id: work
            items:
              goal:
                number: G-00
                status: {values: [potential, doing, done], final: [done]}
                moves:
                  - {id: begin, from: potential, to: doing, hint: Begin.}
                  - {id: end, from: doing, to: done, hint: End.}
                document:
                  format: document
                  path: "goals/selected/${item.title}/goal.md"
                  places:
                    potential: "goals/potential/${item.title}/goal.md"
                    done: "goals/done/${item.title}.md"
            """;

    @TempDir
    private Path folder;

    @Test
    void theSecondOfTwoItemsOfOneTitleHasItsNumberInTheNameOfItsFolder() {
        try (Board board = Board.open(folder, YAML)) {
            Item first = board.add("goal", "Release");
            Item second = board.add("goal", "Release");
            board.add("goal", "Rest");
            assertThat(board.files())
                    .containsOnlyKeys(
                            "goals/potential/release/goal.md",
                            "goals/potential/release-G-02/goal.md",
                            "goals/potential/rest/goal.md");
            board.replace("goals/potential/release-G-02/goal.md", "# Release", "# Release\n\nMine.");
            board.look();
            board.move(second, "begin");
            board.move(second, "end");
            assertThat(board.text("goals/done/release-G-02.md")).contains("Mine.", "id: G-02");
            board.move(first, "begin");
            board.move(first, "end");
            assertThat(board.files())
                    .containsOnlyKeys(
                            "goals/done/release.md", "goals/done/release-G-02.md", "goals/potential/rest/goal.md");
            assertThat(board.notices()).isEmpty();
        }
    }

    @Test
    void anItemThatIsRenamedGivesItsPlaceAway() {
        try (Board board = Board.open(folder, YAML)) {
            board.add("goal", "Release");
            board.add("goal", "Release");
            board.replace("goals/potential/release/goal.md", "# Release", "# Rehearsal");
            board.look();
            assertThat(board.files())
                    .containsOnlyKeys("goals/potential/rehearsal/goal.md", "goals/potential/release/goal.md");
            assertThat(board.text("goals/potential/release/goal.md")).contains("id: G-02");
            assertThat(board.notices()).isEmpty();
        }
    }

    @Test
    void aFileThatAPersonAddsUnderATakenTitleIsAnItemOfItsOwn() throws IOException {
        try (Board board = Board.open(folder, YAML)) {
            Item first = board.add("goal", "Release");
            board.move(first, "begin");
            board.save("goals/potential/again/goal.md", "# Release\n\nOnce more.\n");
            board.look();
            assertThat(board.files())
                    .containsOnlyKeys("goals/selected/release/goal.md", "goals/potential/release-G-02/goal.md");
            assertThat(board.text("goals/potential/release-G-02/goal.md")).contains("Once more.");
            Path both = folder.resolve("goals/potential/release-G-02/goal.md");
            Files.writeString(both, Files.readString(both).replaceFirst("uid: .*\n", ""));
            board.look();
            assertThat(board.titled("goal", "Release")).isNotNull();
            assertThat(board.files()).hasSize(2);
            assertThat(board.notices()).isEmpty();
        }
    }

    @Test
    void onlyWhatChangedIsLookedAt() {
        int[] asked = {0};
        Namesakes namesakes = new Namesakes((id, item) -> {
            asked[0]++;
            return item.text("title").orElse("");
        });
        Json.Obj items = Json.Obj.EMPTY;
        for (int i = 0; i < 10_000; i++) {
            items = items.with("g-" + i, Json.Obj.EMPTY.with("title", Json.of("Goal " + i)));
        }
        assertThat(mark(namesakes, items, "g-7")).isEmpty();
        asked[0] = 0;
        Json.Obj after = items.with("g-99999", Json.Obj.EMPTY.with("title", Json.of("Goal 7")));
        assertThat(mark(namesakes, after, "g-99999")).contains("g-99999");
        assertThat(mark(namesakes, after, "g-7")).isEmpty();
        assertThat(asked[0]).isLessThan(10);
    }

    private static Optional<String> mark(Namesakes namesakes, Json.Obj items, String id) {
        return namesakes.mark(items, id, items.find(id).orElseThrow().asObject());
    }
}
