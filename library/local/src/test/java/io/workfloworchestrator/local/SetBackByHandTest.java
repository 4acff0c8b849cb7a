package io.workfloworchestrator.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.workflow.Item;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person writes a status into a file that the item had before. */
class SetBackByHandTest {
    private static final String YAML = """
            workflow: board
            phases:
              - id: work
            items:
              goal:
                number: G-00
                fields: {note: string, owner: string}
                status: {values: [open, doing, done], final: [done]}
                moves:
                  - {id: begin, from: open, to: doing, hint: Begin.}
                  - {id: wait, from: doing, to: open, hint: Wait.}
                  - {id: end, from: doing, to: done, hint: End.}
                document: {format: document, path: "goals/${item.number}.md", sections: [note]}
            """;

    private static final String FILE = "goals/G-01.md";

    @TempDir
    private Path folder;

    /** All files of the state and of the items are as old as a minute. */
    private void minuteLater() throws IOException {
        FileTime before = FileTime.from(Instant.now().minus(Duration.ofMinutes(1)));
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile)
                    .filter(path ->
                            path.toString().endsWith(".json") || path.toString().endsWith(".md"))
                    .toList()) {
                Files.setLastModifiedTime(file, before);
            }
        }
    }

    private Item begun(Board board) {
        Item pay = board.add("goal", "Pay by card");
        board.move(pay, "begin");
        assertThat(board.text(FILE)).contains("status: doing");
        return pay;
    }

    @Test
    void aMinuteLaterItIsTakenAtOnce() throws IOException {
        try (Board board = Board.open(folder, YAML)) {
            Item pay = begun(board);
            minuteLater();
            board.replace(FILE, "status: doing", "status: open");
            board.look();
            assertThat(board.item(pay.id()).status()).isEqualTo("open");
        }
    }

    /** Then the file may also be an old copy with an edit, whose author never saw the new status. */
    @Test
    void withAnotherEditItIsNamedAndOnlyTheEditIsTaken() throws IOException {
        try (Board board = Board.open(folder, YAML)) {
            Item pay = begun(board);
            minuteLater();
            board.replace(FILE, "status: doing", "status: open");
            board.replace(FILE, "# Pay by card", "# Pay by any card\n\n## Note\n\nIt waits for the bank.");
            board.look();
            assertThat(board.item(pay.id()).state().text("note")).contains("It waits for the bank.");
            assertThat(board.item(pay.id()).status()).isEqualTo("doing");
            assertThat(board.codes()).isEqualTo(List.of("E_FILE_STALE"));
            assertThat(board.notices().toString()).contains("/status", "edit it in the file as it is now");
        }
    }

    @Test
    void atOnceItIsNamedAndTakenTheSecondTime() {
        try (Board board = Board.open(folder, YAML)) {
            Item pay = begun(board);
            board.replace(FILE, "status: doing", "status: open");
            board.look();
            assertThat(board.item(pay.id()).status()).isEqualTo("doing");
            assertThat(board.codes()).isEqualTo(List.of("E_FILE_STALE"));
            board.replace(FILE, "status: doing", "status: open");
            board.look();
            assertThat(board.item(pay.id()).status()).isEqualTo("open");
        }
    }
}
