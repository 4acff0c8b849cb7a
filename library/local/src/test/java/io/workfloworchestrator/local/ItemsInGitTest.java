package io.workfloworchestrator.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.workflow.Item;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Items as files in a real repository of git: what a change shows, and what a merge keeps. */
class ItemsInGitTest {
    private static final long SEED = 20_261_129;

    @TempDir
    private Path folder;

    private Repository repository;

    @BeforeEach
    void begin() throws Exception {
        repository = Repository.init(folder);
    }

    /** As claude-task-master#1399 and #931 ask for: a change of one item is a change of one file of people's. */
    @Test
    void aChangeOfOneItemOfManyTouchesOneReadableFile() throws Exception {
        try (Board board = Board.open(folder)) {
            for (int i = 0; i < 30; i++) {
                board.add("issue", "Issue " + i);
            }
            repository.commit("many");
            board.move(board.titled("issue", "Issue 7"), "start");

            assertThat(repository
                            .git("diff", "--stat", "--", "docs", "goals")
                            .lines()
                            .filter(line -> line.contains("|")))
                    .singleElement()
                    .satisfies(line -> assertThat(line).contains("docs/issues/I-008.md", "| 2 +-"));
        }
    }

    /** What was committed is what a person goes on with, also before anybody has looked. */
    @ParameterizedTest
    @CsvSource({"''", "- [ ] Buy oat milk"})
    void whatIsEditedAfterACommitCounts(String then) throws Exception {
        try (Board board = Board.open(folder)) {
            board.save("docs/tasks.md", "- [ ] Sweep\n- [ ] Mop\n");
            board.look();
            String before = board.look().text("docs/tasks.md");
            repository.commit("base");
            board.look();
            board.save("docs/tasks.md", before + "- [ ] Buy milk\n");
            repository.git("commit", "-qam", "mine");

            board.save("docs/tasks.md", before + (then.isEmpty() ? "" : then + "\n"));

            List<String> titles = then.isEmpty() ? List.of("Sweep", "Mop") : List.of("Sweep", "Mop", "Buy oat milk");
            assertThat(board.look().titles()).containsExactlyElementsOf(titles);
            assertThat(board.look().text("docs/tasks.md")).doesNotContain("Buy milk");
            assertThat(board.notices()).isEmpty();
        }
    }

    /** As Backlog.md#997 and #667: two branches that both add items keep both, and no number means two things. */
    @ParameterizedTest
    @CsvSource({"true", "false"})
    void twoBranchesAddItemsAndNothingIsLostInTheMerge(boolean hasDriver) throws Exception {
        Random random = new Random(SEED);
        System.out.println("seed " + SEED);
        Map<String, String> needs = new HashMap<>();
        try (Board board = Board.open(folder)) {
            board.add("issue", "Base");
            board.add("task", "Base task");
            if (hasDriver) {
                repository.installDriver();
            }
            repository.commit("base");
        }
        Set<String> titles = new HashSet<>(Set.of("Base", "Base task"));
        for (String branch : List.of("one", "two")) {
            repository.git("checkout", "-q", "-b", branch, "main");
            try (Board board = Board.open(folder)) {
                board.look();
                for (int i = 0; i < 5; i++) {
                    String kind = random.nextBoolean() ? "issue" : "task";
                    List<Item> known = board.all(kind);
                    Item need = known.get(random.nextInt(known.size()));
                    String title = branch + " " + i;
                    Item added =
                            board.add(kind, Map.of("title", Json.of(title), "needs", Json.strings(List.of(need.id()))));
                    titles.add(title);
                    needs.put(added.id(), need.id());
                }
            }
            repository.commit(branch);
        }
        repository.git("merge", "-q", "one");
        try (Board board = Board.open(folder)) {
            board.look().look();
            Set<String> found = new HashSet<>();
            Set<String> numbers = new HashSet<>();
            for (String kind : List.of("issue", "task")) {
                for (Item item : board.all(kind)) {
                    found.add(item.title());
                    assertThat(numbers.add(item.number().orElseThrow()))
                            .as(item.toString())
                            .isTrue();
                    String need = needs.get(item.id());
                    assertThat(item.state().fields().getOrDefault("needs", Json.strings(List.of())))
                            .as(item.title() + " " + board.notices())
                            .isEqualTo(Json.strings(need == null ? List.of() : List.of(need)));
                }
            }
            assertThat(found).as(board.notices().toString()).isEqualTo(titles);
            for (Item item : board.all("issue")) {
                assertThat(board.text("docs/issues/" + item.number().orElseThrow() + ".md"))
                        .contains("uid: " + item.id());
            }
            board.all("task")
                    .forEach(item -> assertThat(board.text("docs/tasks.md"))
                            .contains(item.number().orElseThrow() + " " + item.title()));
        }
    }
}
