package io.workfloworchestrator.app;

import io.workfloworchestrator.app.environments.FileTree;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateException;
import io.workfloworchestrator.state.files.Layout;
import io.workfloworchestrator.state.jdbc.JdbcStateStore;
import io.workfloworchestrator.state.spi.CommitOutcome;
import io.workfloworchestrator.state.spi.Proposal;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Puts a whole history into a project without state. The history is written to a folder beside the state folder, which is
 * then renamed, so the project has all of it or nothing, whatever happens in between.
 */
final class NewHistory {
    private NewHistory() {}

    /**
     * Writes the history.
     *
     * @throws StateException (E_IMPORT_EXISTS) when somebody else began a state meanwhile; (E_STATE_IO) when the history
     *     cannot be written
     */
    static void write(Path root, List<Archive.Step> history, Progress progress) {
        Path planning = root.resolve(Layout.FOLDER);
        try {
            Files.createDirectories(planning);
            Path beside = Files.createTempDirectory(planning, ".import-");
            try {
                Path made = beside.resolve("state");
                commit(made, history, progress);
                Files.move(made, root.resolve(Layout.STATE_FOLDER));
            } finally {
                FileTree.delete(beside);
            }
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            throw new StateException(
                    "E_IMPORT_EXISTS",
                    "somebody else began a state in " + planning + " meanwhile; nothing was imported. Look at it with"
                            + " 'workflow status'.",
                    e);
        } catch (IOException e) {
            throw new StateException(
                    "E_STATE_IO", "the state could not be written: " + e.getMessage() + ". Nothing was imported.", e);
        }
    }

    private static void commit(Path folder, List<Archive.Step> history, Progress progress) {
        try (JdbcStateStore store = JdbcStateStore.at(folder)) {
            Map<String, Revision> newest = new HashMap<>();
            for (int i = 0; i < history.size(); i++) {
                Archive.Step step = history.get(i);
                SortedMap<String, Revision> expected = new TreeMap<>();
                step.changes().keySet().forEach(key -> expected.put(key, newest.getOrDefault(key, Revision.NONE)));
                CommitOutcome outcome =
                        store.commit(new Proposal(expected, step.changes(), step.cause(), step.time(), Map.of()));
                if (!(outcome instanceof CommitOutcome.Committed committed)) {
                    throw new StateException(
                            "E_IMPORT_FILE",
                            "commit " + (i + 1)
                                    + " of the file repeats the operation id of an earlier one. Nothing was"
                                    + " imported.");
                }
                step.changes()
                        .keySet()
                        .forEach(key -> newest.put(key, committed.commit().revision()));
                progress.at(i + 1L, history.size());
            }
        }
    }
}
