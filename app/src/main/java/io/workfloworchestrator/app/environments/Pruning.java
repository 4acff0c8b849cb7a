package io.workfloworchestrator.app.environments;

import io.workfloworchestrator.projectmanagement.environments.EnvironmentException;
import io.workfloworchestrator.projectmanagement.environments.ReleaseEntry;
import io.workfloworchestrator.projectmanagement.environments.ServerBook;
import io.workfloworchestrator.projectmanagement.environments.ServerChanges;
import io.workfloworchestrator.projectmanagement.environments.ServerEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Deletes folders of releases that nobody needs. The state keeps what it knows of them. What is live, what one could go back to, what
 * is staged and what runs is never deleted. Thread-safe.
 */
public record Pruning(EnvironmentFolders places, ServerChanges changes) {
    /** The folders that were deleted, and why others were not. */
    public record Pruned(List<String> deleted, Map<String, String> kept) {}

    /**
     * Deletes one release.
     *
     * @throws EnvironmentException {@code E_RELEASE_NONE} if it is not there, {@code E_RELEASE_USED} if somebody needs it
     */
    public Pruned one(ServerEntry server, long serial) {
        return places.alone(() -> {
            ServerBook book = changes.book();
            ReleaseEntry release = book.releases(server).stream()
                    .filter(one -> one.serial() == serial)
                    .filter(one -> Files.exists(places.release(server, one)))
                    .findFirst()
                    .orElseThrow(() -> new EnvironmentException(
                            "E_RELEASE_NONE",
                            "There is no release " + serial + " of " + server.name()
                                    + " on this machine. 'workflow server show " + server.name() + "' lists them."));
            needed(book, server, release).ifPresent(why -> {
                throw new EnvironmentException("E_RELEASE_USED", release.title() + " was not deleted: " + why + ".");
            });
            delete(server, release);
            return new Pruned(List.of(release.folder()), Map.of());
        });
    }

    /** Deletes all that nobody needs but the newest few, and what commands left that were killed. */
    public Pruned all(ServerEntry server, int newest) {
        return places.alone(() -> {
            ServerBook book = changes.book();
            List<String> deleted = new ArrayList<>(leftovers(server));
            Map<String, String> kept = new LinkedHashMap<>();
            int free = 0;
            for (ReleaseEntry release : book.releases(server)) {
                Optional<String> needed = needed(book, server, release);
                if (!Files.exists(places.release(server, release))) {
                    continue;
                }
                if (needed.isPresent()) {
                    kept.put(release.folder(), needed.get());
                } else if (++free <= newest) {
                    kept.put(release.folder(), "it is one of the newest " + newest);
                } else {
                    delete(server, release);
                    deleted.add(release.folder());
                }
            }
            return new Pruned(deleted, kept);
        });
    }

    /** Why a release must stay; empty if nobody needs it. */
    private Optional<String> needed(ServerBook book, ServerEntry server, ReleaseEntry release) {
        if (isSame(book.live(server), release)) {
            return Optional.of("it is live");
        }
        if (isSame(book.lastGood(server), release)) {
            return Optional.of("it is what a rollback goes back to");
        }
        if (isSame(book.staged(server), release)) {
            return Optional.of("it is staged");
        }
        return RunningServer.of(places, server.name()).stream()
                .filter(one -> one.release().equals(release.folder()))
                .findFirst()
                .map(one -> "process " + one.pid() + " runs it since " + one.started());
    }

    private static boolean isSame(Optional<ReleaseEntry> one, ReleaseEntry other) {
        return one.map(ReleaseEntry::id).equals(Optional.of(other.id()));
    }

    /** What was begun by a process that is gone. */
    private List<String> leftovers(ServerEntry server) {
        List<String> deleted = new ArrayList<>();
        for (Path folder :
                List.of(places.server(server.name()), places.releases(server.name()), places.backups(server.name()))) {
            for (Path one : FileTree.list(folder)) {
                if (FileTree.isAbandoned(one)) {
                    FileTree.delete(one);
                    deleted.add(String.valueOf(one.getFileName()));
                }
            }
        }
        return deleted;
    }

    private void delete(ServerEntry server, ReleaseEntry release) {
        Path folder = places.release(server, release);
        FileTree.delete(folder);
        FileTree.delete(ReleaseFolder.listOf(folder));
        FileTree.delete(Surface.file(folder));
    }
}
