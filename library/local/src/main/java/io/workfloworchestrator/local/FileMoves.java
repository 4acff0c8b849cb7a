package io.workfloworchestrator.local;

import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.state.StateException;
import io.workfloworchestrator.state.files.GitCommand;
import io.workfloworchestrator.workflow.MovedFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Files of a project that are to be moved: all of them, or none. What git tracks, git moves. Not thread-safe.
 */
public final class FileMoves implements MovedFiles {
    private final ProjectFolder folder;
    private final Map<String, String> moves = new LinkedHashMap<>();
    private final List<String> done = new ArrayList<>();

    FileMoves(ProjectFolder folder) {
        this.folder = folder;
    }

    void add(String from, String to) {
        if (!from.equals(to) && Files.isRegularFile(folder.root().resolve(from))) {
            moves.putIfAbsent(from, to);
        }
    }

    /** Where each file goes, by where it is. */
    public Map<String, String> planned() {
        return new LinkedHashMap<>(moves);
    }

    /** The places to which a file is to go and where something is already, in the order of the moves. */
    public List<String> taken() {
        return done.isEmpty() ? moves.values().stream().filter(folder::exists).toList() : List.of();
    }

    /**
     * Moves all files; after a failure, those that were moved are back. A second call does nothing.
     *
     * @throws StateException {@code E_PATH_EXISTS} if something is where a file is to go, naming all such places; nothing was
     *     moved then
     */
    @Override
    public void carryOut() {
        if (!done.isEmpty()) {
            return;
        }
        requireFree(taken());
        try {
            for (Map.Entry<String, String> one : moves.entrySet()) {
                move(one.getKey(), one.getValue());
                done.add(one.getKey());
            }
        } catch (RuntimeException e) {
            takeBack();
            throw e;
        }
    }

    private static void requireFree(List<String> taken) {
        if (!taken.isEmpty()) {
            boolean isOne = taken.size() == 1;
            throw new StateException(
                    "E_PATH_EXISTS",
                    taken.stream().map(path -> "'" + path + "'").collect(Collectors.joining(", "))
                            + (isOne
                                    ? " is there already, where a file of the planning is to go."
                                    : " are there already, where files of the planning are to go.")
                            + " Nothing was moved or changed. Move " + (isOne ? "it" : "them") + " away first.");
        }
    }

    @Override
    public void takeBack() {
        for (String from : List.copyOf(done)) {
            move(Objects.requireNonNull(moves.get(from)), from);
            done.remove(from);
        }
    }

    private void move(String from, String to) {
        Path above = Objects.requireNonNull(Path.of("x", to).getParent());
        if (above.getNameCount() > 1) {
            folder.createDirectories(above.subpath(1, above.getNameCount()).toString());
        }
        boolean isTracked = GitCommand.answer(folder.root(), "ls-files", "--error-unmatch", "--", from)
                .isPresent();
        if (!isTracked || GitCommand.answer(folder.root(), "mv", "--", from, to).isEmpty()) {
            folder.move(from, to);
        }
        leave(Objects.requireNonNull(folder.root().resolve(from).getParent()));
    }

    private void leave(Path left) {
        Path at = left;
        try {
            while (at != null && !at.equals(folder.root())) {
                Files.deleteIfExists(at);
                at = at.getParent();
            }
        } catch (DirectoryNotEmptyException e) {
            // Something else is in it.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
