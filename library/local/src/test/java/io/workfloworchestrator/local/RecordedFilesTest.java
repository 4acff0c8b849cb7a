package io.workfloworchestrator.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.state.spi.StateView.Notice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of the definitions that running work began with. */
class RecordedFilesTest {
    @TempDir
    private Path folder;

    private Path record() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(".ai-planning/definition"))) {
            return files.findFirst().orElseThrow();
        }
    }

    private static List<String> missing(Board board) {
        return board.look().project.state().notices().stream()
                .filter(notice -> notice.code().equals("E_FILE_MISSING"))
                .map(Notice::path)
                .toList();
    }

    @Test
    void oneThatSomebodyDeletedIsWrittenAgain() throws IOException {
        try (Board board = Board.open(folder)) {
            board.look();
            Path record = record();
            Files.delete(record);
            assertThat(missing(board)).containsExactly(".ai-planning/definition/" + record.getFileName());
            assertThat(record).exists();
        }
    }

    @Test
    void oneThatGitTookAwayWithAllWorkThatRunsByItStaysAway() throws IOException {
        try (Board board = Board.open(folder)) {
            board.look();
            Path record = record();
            Path work = folder.resolve(".ai-planning/" + board.workflow.key().name() + ".json");
            Files.delete(work);
            Files.delete(record);
            assertThat(missing(board))
                    .containsExactly(".ai-planning/" + board.workflow.key().name() + ".json");
            assertThat(record).doesNotExist();
        }
    }
}
