package io.workfloworchestrator.state.files;

import static io.workfloworchestrator.state.files.Desk.CLOCK;
import static io.workfloworchestrator.state.files.Tracker.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.InMemoryStateStore;
import io.workfloworchestrator.state.spi.StateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that dies at one of its last calls to the file system while it writes a new document, with which others go on. */
class DocumentKillTest {
    private static final String OPEN = "goals/open/pdf.lines";
    private static final int LAST_CALLS = 20;

    @TempDir
    private Path folder;

    /** What a process left behind. */
    private record Left(Path project, StateStore store) {
        Desk open() {
            return Desk.of(Desk.files(project, store).documents(new Tracker()).clock(CLOCK), project, store);
        }
    }

    /** Has a process begin a document and die at this call; the number of calls that it made. */
    private int write(Left left, int call) {
        FaultyFs fs = new FaultyFs(left.project).plan((name, number, path) -> {
            if (number >= call) {
                throw new FaultyFs.PowerCut();
            }
        });
        StateFiles.Builder files =
                Desk.files(left.project, left.store).documents(new Tracker()).clock(CLOCK);
        try (Desk desk = Desk.of(files, left.project, left.store, fs)) {
            desk.with(KEY, "{'goals': {'pdf': {'title': 'Invoices'}}}");
        } catch (FaultyFs.PowerCut | CodedException e) {
            // The rest of this process's life did not happen.
        }
        return fs.calls.get();
    }

    private Left project(String name) throws IOException {
        return new Left(Files.createDirectory(folder.resolve(name)), new InMemoryStateStore());
    }

    private List<Left> left() throws IOException {
        int calls = write(project("whole"), Integer.MAX_VALUE);
        List<Left> all = new ArrayList<>();
        for (int call = calls - LAST_CALLS; call <= calls + 1; call++) {
            Left left = project("killed-at-" + call);
            int unused = write(left, call);
            all.add(left);
        }
        return all;
    }

    @Test
    void whatAPersonThenWritesIntoItIsTakenOver() throws IOException {
        int edited = 0;
        for (Left left : left()) {
            if (Files.exists(left.project.resolve(OPEN))) {
                edited++;
                try (Desk next = left.open()) {
                    next.edit(OPEN, text -> text.replace("Invoices", "Bills"));
                    assertThat(next.value(KEY).at("goals", "pdf", "title"))
                            .as("%s: %s", left.project, next.state.notices())
                            .contains(Json.of("Bills"));
                    assertThat(next.codes()).as(left.project.toString()).isEmpty();
                }
            }
        }
        assertThat(edited).isGreaterThan(1);
    }

    @Test
    void itIsTakenAwayWithItsPart() throws IOException {
        for (Left left : left()) {
            try (Desk next = left.open()) {
                next.update(KEY, value -> Desk.json("{'goals': {}}"));
                next.files.flush();
                assertThat(left.project.resolve(OPEN)).doesNotExist();
                assertThat(next.codes()).as(left.project.toString()).isEmpty();
            }
        }
    }
}
