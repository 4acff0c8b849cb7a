package io.workfloworchestrator.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.workflow.Item;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two branches change items that have files, and git merges them with the driver for states and documents. */
class ItemFilesMergeTest {
    private static final String ONE = "docs/issues/I-001.md";

    @TempDir
    private Path folder;

    private Repository repository;

    @BeforeEach
    void begin() throws Exception {
        repository = Repository.init(folder);
        try (Board board = Board.open(folder)) {
            board.add("issue", "Base");
            board.add("task", "Base task");
            board.flush();
        }
        repository.installDriver();
        repository.commit("base");
    }

    private interface Work {
        void on(Board board);
    }

    private void branch(String name, Work work) throws Exception {
        repository.git("checkout", "-q", "-B", name, name.equals("main") ? "main" : "HEAD");
        try (Board board = Board.open(folder)) {
            board.look();
            work.on(board);
        }
        repository.commit(name);
    }

    private void merge() throws Exception {
        assertThat(repository.git("merge", "one", "-m", "merged")).doesNotContain("CONFLICT");
    }

    private static void set(Board board, String field, Json value) {
        Item base = board.titled("issue", "Base");
        board.workflow.items().edit(base.id(), Json.object(Map.of(field, value)), Revision.NONE, Board.AGENT);
        board.flush();
    }

    @Test
    void differentFieldsOfOneItemAreMergedWithoutAConflict() throws Exception {
        branch("one", board -> {
            board.add("issue", "Of one");
            board.add("task", "Task of one");
            set(board, "severity", Json.of("high"));
        });
        branch("main", board -> {
            board.add("issue", "Of two");
            board.add("task", "Task of two");
            set(board, "hours", Json.of(5));
        });
        merge();
        try (Board board = Board.open(folder)) {
            board.look().look();
            assertThat(board.codes()).as(board.notices().toString()).doesNotContain("E_EDIT_CONFLICT");
            assertThat(board.titled("issue", "Base").state().fields())
                    .containsEntry("severity", Json.of("high"))
                    .containsEntry("hours", Json.of(5));
            assertThat(board.all("issue").stream().map(Item::title))
                    .containsExactlyInAnyOrder("Base", "Of one", "Of two");
            assertThat(board.all("task").stream().map(Item::title))
                    .containsExactlyInAnyOrder("Base task", "Task of one", "Task of two");
            for (Item item : board.all("issue")) {
                assertThat(board.text("docs/issues/" + item.number().orElseThrow() + ".md"))
                        .contains("uid: " + item.id(), "# " + item.title());
            }
            assertThat(board.files()).hasSize(4);
        }
    }

    @Test
    void aNoteOfEachSideInDifferentNewItemsOfOneNumberIsKept() throws Exception {
        for (String name : List.of("one", "main")) {
            branch(name, board -> {
                board.add("issue", "Of " + name);
                board.replace("docs/issues/I-002.md", "# Of " + name, "# Of " + name + "\n\nA note on " + name + ".");
                board.look();
            });
        }
        merge();
        try (Board board = Board.open(folder)) {
            board.look().look();
            for (String name : List.of("one", "main")) {
                String number = board.titled("issue", "Of " + name).number().orElseThrow();
                assertThat(board.text("docs/issues/" + number + ".md"))
                        .as(board.files() + " " + board.notices())
                        .contains("A note on " + name);
            }
        }
    }

    @Test
    void theSameFieldOfOneItemIsAConflictThatIsNamedAndOursStays() throws Exception {
        branch("one", board -> set(board, "severity", Json.of("high")));
        branch("main", board -> set(board, "severity", Json.of("low")));
        assertThat(repository.git("merge", "one", "-m", "merged")).contains("CONFLICT");
        assertThat(Files.readString(folder.resolve(ONE)))
                .contains("severity: low")
                .doesNotContain("<<<<");
        try (Board board = Board.open(folder)) {
            board.look();
            assertThat(board.titled("issue", "Base").state().fields()).containsEntry("severity", Json.of("low"));
            assertThat(board.codes()).contains("E_EDIT_CONFLICT");
        }
        assertThat(repository.git("status", "--porcelain")).doesNotContain(".conflict-");
    }

    /** As in a clone in which nobody ran init: git leaves its markers in documents. */
    @Test
    void withoutTheDriverForDocumentsMarkersAreNamedAndNothingIsAFalseConflict() throws Exception {
        Files.writeString(folder.resolve(".gitattributes"), "/.ai-planning/**/*.json merge=workflow-state\n");
        repository.commit("no driver for documents");
        branch("one", board -> {
            board.add("issue", "Of one");
            set(board, "severity", Json.of("high"));
        });
        branch("main", board -> {
            board.add("issue", "Of two");
            set(board, "hours", Json.of(5));
        });
        assertThat(repository.git("merge", "one", "-m", "merged")).contains("CONFLICT");
        Path clash = folder.resolve("docs/issues/I-002.md");
        Files.setLastModifiedTime(clash, FileTime.fromMillis(1_000_000_000_000L));
        Files.setLastModifiedTime(folder.resolve(ONE), FileTime.fromMillis(1_000_000_000_000L));
        try (Board board = Board.open(folder)) {
            board.look().look();
            assertThat(board.codes())
                    .as(board.notices().toString())
                    .contains("E_STATE_MERGE_CONFLICT")
                    .doesNotContain("E_EDIT_CONFLICT");
            assertThat(board.files().values()).noneMatch(text -> text.contains("<<<<<<<"));
            assertThat(board.titled("issue", "Base").state().fields())
                    .containsEntry("severity", Json.of("high"))
                    .containsEntry("hours", Json.of(5));
            for (Item item : board.all("issue")) {
                assertThat(board.text("docs/issues/" + item.number().orElseThrow() + ".md"))
                        .contains("uid: " + item.id(), "# " + item.title());
            }
            assertThat(board.codes()).doesNotContain("E_EDIT_CONFLICT", "E_DOCUMENT_PLACE");
        }
    }
}
