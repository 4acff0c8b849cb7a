package io.workfloworchestrator.app.environments;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.projectmanagement.environments.EnvironmentException;
import io.workfloworchestrator.projectmanagement.environments.ReleaseEntry;
import io.workfloworchestrator.projectmanagement.environments.ServerEntry;
import io.workfloworchestrator.state.files.Layout;
import io.workfloworchestrator.state.jdbc.JdbcStateStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Backups of the store from before a step without a way back: {@code environments/<server>/backups/<old>-before-<new>/} has the state
 * and the files that the server says it keeps, at their paths in the project. Its restoring is tried at once: a copy of it is opened,
 * and the release that may need it is started on the copy. Thread-safe.
 */
record StoreBackup(EnvironmentFolders places, CheckLimits limits, Consumer<Path> backup, Consumer<String> step) {
    private static final String PLANNING = ".ai-planning";

    /**
     * Makes one and tries it.
     *
     * @return its path in the project
     * @throws EnvironmentException {@code E_BACKUP} if it cannot be made or does not work
     */
    String before(ServerEntry server, ReleaseEntry live, ReleaseEntry next) {
        String name = live.serial() + "-before-" + next.serial();
        try {
            Path backups = Files.createDirectories(places.backups(server.name()));
            Path whole = backups.resolve(name);
            Path fresh = FileTree.makeUnfinished(backups, ".new");
            try {
                Set<String> paths = paths(server, live, next);
                copy(paths, fresh);
                step.accept("backed up " + server.name());
                tryRestoring(server, live, fresh);
                // One of an earlier try, which did not end in a promotion.
                FileTree.delete(whole);
                Object unused = Files.move(fresh, whole, StandardCopyOption.ATOMIC_MOVE);
                BackupFolder.list(whole, paths);
            } finally {
                FileTree.delete(fresh);
            }
            return places.project().root().relativize(whole).toString().replace('\\', '/');
        } catch (IOException | UncheckedIOException | CodedException e) {
            throw failed(String.valueOf(e.getMessage()), e);
        }
    }

    private static EnvironmentException failed(String why, Exception e) {
        return new EnvironmentException(
                "E_BACKUP",
                "Nothing was promoted: a backup of the store is taken before a step without a way back, and it failed. "
                        + why,
                e);
    }

    /** What either release keeps: one that says nothing may keep what the other one names. */
    private Set<String> paths(ServerEntry server, ReleaseEntry live, ReleaseEntry next) {
        Set<String> paths = new LinkedHashSet<>(Set.of(PLANNING));
        for (ReleaseEntry release : List.of(live, next)) {
            StoreGate.format(places.release(server, release)).ifPresent(said -> paths.addAll(said.paths()));
        }
        return paths;
    }

    private void copy(Set<String> paths, Path to) throws IOException {
        Path root = places.project().root();
        for (String path : paths) {
            if (!places.project().exists(path)) {
                continue;
            }
            Path from = root.resolve(path);
            if (Files.isDirectory(from) || Files.isRegularFile(from, LinkOption.NOFOLLOW_LINKS)) {
                FileTree.copyAsItIs(
                        from, to.resolve(path), file -> !(path.equals(PLANNING) && file.startsWith(".state/")));
            }
        }
        Path state = Files.createDirectories(to.resolve(Layout.STATE_FOLDER));
        backup.accept(state.resolve(StagingCopy.DATABASE));
    }

    /** A backup that was never restored is a hope. */
    private void tryRestoring(ServerEntry server, ReleaseEntry live, Path made) throws IOException {
        try (StagingCopy restored = StagingCopy.ofBackup(made)) {
            requireState(restored.path());
            ReleaseFolder release = places.whole(server, live);
            if (!release.run().isEmpty()) {
                Set<String> unused =
                        restored.refused(release, places.liveFolders(), Surface.readersOf(release.path()), limits);
            }
        }
    }

    private static void requireState(Path restored) {
        try (JdbcStateStore store = JdbcStateStore.readOnly(restored.resolve(Layout.STATE_FOLDER))) {
            store.verify().stream().findFirst().ifPresent(notice -> {
                throw new EnvironmentException("E_BACKUP", "The copy of the state is damaged: " + notice.message());
            });
        }
    }
}
