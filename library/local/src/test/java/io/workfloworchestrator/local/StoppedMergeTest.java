package io.workfloworchestrator.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.workflow.Item;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Git stops in the middle of a merge because of one item's file; HEAD is still our side, and the files are merged. */
class StoppedMergeTest {
    private static final String YAML = Board.YAML.replace(
            "goals/${item.status}/${item.area}/${item.title}.md", "goals/${item.number}-${item.title}.md");
    private static final String BASE = "goals/G-01-base.md";

    @TempDir
    private Path folder;

    private Repository repository;

    @BeforeEach
    void begin() throws Exception {
        repository = Repository.init(folder);
    }

    /** The version of the other branch is nearer to the merged file than ours, and still not what it was made from. */
    @ParameterizedTest
    @CsvSource({"README.md, true", "README.md, false", BASE + ", true", BASE + ", false"})
    void theNewItemsOfBothSidesAreKept(String conflict, boolean isLookedAtInTheMiddle) throws Exception {
        Files.writeString(folder.resolve("README.md"), "About.\n");
        on(board -> board.add("goal", "Base"));
        repository.installDriver();
        repository.commit("base");
        repository.git("checkout", "-q", "-b", "left");
        on(board -> {
            board.add("goal", "Left");
            append(board, BASE, "left");
            append(board, "README.md", "left");
            board.look();
            board.edit(board.titled("goal", "Base"), Map.of("area", Json.of("left"), "note", Json.of("Why.")));
            board.move(board.titled("goal", "Base"), "begin");
        });
        repository.commit("left");
        repository.git("checkout", "-q", "main");
        on(board -> {
            board.add("goal", "Right");
            append(board, conflict, "right");
            board.replace(BASE, "# Base", "# Base of the right");
            board.look();
        });
        repository.commit("right");
        assertThat(repository.git("merge", "left", "-m", "merged")).contains("CONFLICT");
        if (isLookedAtInTheMiddle) {
            on(StoppedMergeTest::requireAll);
        }
        repository.commit("merged");
        on(StoppedMergeTest::requireAll);
    }

    private static void append(Board board, String path, String side) {
        board.save(path, board.text(path) + "\nA note of the " + side + ".\n");
    }

    private void on(Consumer<Board> work) {
        try (Board board = Board.open(folder, YAML)) {
            board.look().look();
            work.accept(board);
            board.flush();
        }
    }

    private static void requireAll(Board board) {
        Map<String, String> numbers = new HashMap<>();
        board.all("goal")
                .forEach(item -> numbers.put(item.title(), item.number().orElseThrow()));
        assertThat(numbers)
                .as(board.notices().toString())
                .containsOnlyKeys("Base of the right", "Left", "Right")
                .containsEntry("Base of the right", "G-01");
        assertThat(numbers.values()).containsExactlyInAnyOrder("G-01", "G-02", "G-03");
        for (Item item : board.all("goal")) {
            assertThat(board.files().values())
                    .as(board.files().toString())
                    .anyMatch(text -> text.contains("uid: " + item.id()) && text.contains("# " + item.title()));
        }
        assertThat(board.titled("goal", "Base of the right").status()).isEqualTo("active");
    }
}
