package io.workfloworchestrator.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.files.GitSetup;
import io.workfloworchestrator.state.files.StateMerge;
import io.workfloworchestrator.workflow.Item;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @TempDir
    private Path folder;

    @BeforeEach
    void begin() throws Exception {
        git("init", "-q", "-b", "main");
        git("config", "user.email", "t@example.org");
        git("config", "user.name", "t");
        Files.writeString(folder.resolve(".gitignore"), ".ai-planning/.state/\n");
    }

    private String git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Process git = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        git.waitFor();
        return said;
    }

    private void commit(String message) throws Exception {
        git("add", "-A");
        git("commit", "-q", "-m", message);
    }

    /** As claude-task-master#1399 and #931 ask for: a change of one item is a change of one file of people's. */
    @Test
    void aChangeOfOneItemOfManyTouchesOneReadableFile() throws Exception {
        try (Board board = Board.open(folder)) {
            for (int i = 0; i < 30; i++) {
                board.add("issue", "Issue " + i);
            }
            commit("many");
            board.move(board.titled("issue", "Issue 7"), "start");

            assertThat(git("diff", "--stat", "--", "docs", "goals").lines().filter(line -> line.contains("|")))
                    .singleElement()
                    .satisfies(line -> assertThat(line).contains("docs/issues/I-008.md", "| 2 +-"));
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
                List<String> command =
                        List.of(JAVA, "-cp", System.getProperty("java.class.path"), Driver.class.getName());
                assertThat(GitSetup.install(folder, LocalProject.LAYOUT, command))
                        .isNotEmpty();
            }
            commit("base");
        }
        Set<String> titles = new HashSet<>(Set.of("Base", "Base task"));
        for (String branch : List.of("one", "two")) {
            git("checkout", "-q", "-b", branch, "main");
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
            commit(branch);
        }
        git("merge", "-q", "one");
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

    /** What git runs to merge two versions of a state: base, ours, theirs, path. */
    static final class Driver {
        private Driver() {}

        public static void main(String[] args) throws IOException {
            StateMerge.Result result = StateMerge.merge(
                    Path.of(args[0]),
                    Path.of(args[1]),
                    Path.of(args[2]),
                    args[3],
                    Path.of("").toAbsolutePath());
            System.exit(result.status());
        }
    }
}
