package io.workfloworchestrator.app.environments;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.projectmanagement.environments.EnvironmentException;
import io.workfloworchestrator.projectmanagement.environments.ServerBook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts a backup of a server's store in the place of what is there. What was there is kept as a backup itself, so that a restore is
 * taken back by another one. The state of the project, which all servers share, goes back only if somebody asks for it, or the
 * older release cannot read what it has become. Thread-safe; nobody in this process may have the state open meanwhile.
 */
public record StoreRestore(EnvironmentFolders places) {
    private static final String STATE = ".ai-planning";
    private static final String LIVE = STATE + "/" + ServerBook.WORKFLOW + ".json";
    private static final int MOST_EDITS = 3;

    /**
     * How the files at one path differ from the backup.
     *
     * @param fresh files that were not there then, and are taken away
     */
    public record Difference(String path, int changed, int gone, int fresh) {
        public boolean isNothing() {
            return changed + gone + fresh == 0;
        }
    }

    /**
     * What would be put back.
     *
     * @param serial the number of the release that the store is of then; empty if another restore kept it
     * @param others which other servers get other live releases with the state, one sentence each
     */
    public record Plan(
            String server,
            String backup,
            Optional<Long> serial,
            boolean isWithState,
            List<Difference> differences,
            List<String> others) {}

    /**
     * What a restore would do; nothing is changed.
     *
     * @param name of the backup; the newest one from before a promotion when empty
     * @param isWithState whether the state is meant to go back as well, although the older release could read it
     * @throws EnvironmentException {@code E_BACKUP_NONE} if there is no such backup, {@code E_BACKUP_DAMAGED} if a
     *     file of it is not as it was taken, {@code E_SERVER} if there is no such server
     */
    public Plan plan(String server, Optional<String> name, boolean isWithState) {
        requireServer(server);
        BackupFolder backup = whole(server, name);
        boolean hasState = backup.paths().contains(STATE);
        boolean isOther = StoreFormat.ofState(backup.path())
                != StoreFormat.ofState(places.project().root());
        boolean goesBack = hasState && (isWithState || isOther);
        List<Difference> differences = new ArrayList<>();
        for (String path : backup.paths()) {
            if (!path.equals(STATE) || goesBack) {
                differences.add(difference(backup, path));
            }
        }
        List<String> others = goesBack ? others(backup, server) : List.of();
        return new Plan(server, backup.name(), backup.serial(), goesBack, differences, others);
    }

    private BackupFolder whole(String server, Optional<String> name) {
        BackupFolder backup = BackupFolder.of(places.backups(server), server, name);
        backup.requireWhole();
        return backup;
    }

    private void requireServer(String server) {
        if (!Files.isDirectory(places.server(server))) {
            List<String> names = places.names();
            throw new EnvironmentException(
                    "E_SERVER",
                    "There is no server " + server + " here."
                            + Words.nearest(server, names, MOST_EDITS)
                                    .map(near -> " Did you mean " + near + "?")
                                    .orElse(names.isEmpty() ? "" : " There are: " + String.join(", ", names) + "."));
        }
    }

    private Difference difference(BackupFolder backup, String path) {
        Map<String, String> then = contents(backup.path().resolve(path));
        boolean unused = places.project().exists(path); // A path that leads out is refused.
        Map<String, String> now = contents(places.project().root().resolve(path));
        int changed = 0;
        int gone = 0;
        for (Map.Entry<String, String> one : then.entrySet()) {
            String other = now.get(one.getKey());
            gone += other == null ? 1 : 0;
            changed += other != null && !other.equals(one.getValue()) ? 1 : 0;
        }
        int fresh = (int)
                now.keySet().stream().filter(file -> !then.containsKey(file)).count();
        return new Difference(path, changed, gone, fresh);
    }

    /** What is at a path. Nobody but the store reads its own files. */
    private static Map<String, String> contents(Path path) {
        Map<String, String> contents = FileTree.contentsAsItIs(path);
        contents.keySet().removeIf(file -> file.startsWith(".state/"));
        return contents;
    }

    /**
     * Refuses to go on while a server runs that works on the store.
     *
     * @throws EnvironmentException {@code E_STORE_USED}
     */
    public void requireIdle(Plan plan) {
        List<String> servers = plan.isWithState() ? places.names() : List.of(plan.server());
        for (String server : servers) {
            for (RunningServer one : RunningServer.of(places, server)) {
                throw new EnvironmentException(
                        "E_STORE_USED",
                        "Nothing was put back: process " + one.pid() + " runs " + server + " since " + one.started()
                                + ", and works on " + (plan.isWithState() ? "the state" : "the store")
                                + ". End the clients of it, then try again; workflow server running lists them.");
            }
        }
    }

    /**
     * Does it.
     *
     * @return the name of the backup that has what was there before
     * @throws EnvironmentException {@code E_STORE_USED} while a server runs on it, {@code E_BACKUP} if a file cannot be moved
     */
    public String apply(Plan plan) {
        return places.alone(() -> {
            requireIdle(plan);
            Path backups = places.backups(plan.server());
            BackupFolder backup = whole(plan.server(), Optional.of(plan.backup()));
            List<String> paths =
                    plan.differences().stream().map(Difference::path).toList();
            try {
                Path fresh = FileTree.makeUnfinished(backups, ".new");
                try {
                    for (String path : paths) {
                        Path from = backup.path().resolve(path);
                        if (Files.exists(from)) {
                            FileTree.copyAsItIs(from, fresh.resolve(path), file -> true);
                        }
                    }
                    return swapped(backups, fresh, paths);
                } finally {
                    FileTree.delete(fresh);
                }
            } catch (IOException | UncheckedIOException e) {
                throw new EnvironmentException(
                        "E_BACKUP",
                        "The store of " + plan.server() + " was not put back whole: " + e
                                + ". What is missing of it lies in "
                                + places.project().root().relativize(backups)
                                + "/; mend what is said, and do it again.",
                        e);
            }
        });
    }

    /** Each path is renamed away, and the copy renamed to it: whoever dies in between leaves both folders whole. */
    private String swapped(Path backups, Path fresh, List<String> paths) throws IOException {
        int number = 1;
        while (Files.exists(backups.resolve(BackupFolder.REPLACED + number))) {
            number++;
        }
        Path kept = Files.createDirectories(backups.resolve(BackupFolder.REPLACED + number));
        BackupFolder.list(kept, paths);
        for (String path : paths) {
            Path here = places.project().root().resolve(path);
            move(here, kept.resolve(path));
            move(fresh.resolve(path), here);
        }
        BackupFolder.list(kept, paths);
        return String.valueOf(kept.getFileName());
    }

    private static void move(Path from, Path to) throws IOException {
        if (Files.exists(from, LinkOption.NOFOLLOW_LINKS)) {
            Object unused = Files.createDirectories(FileTree.parent(to));
            unused = Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Which servers beside one have another live release now than when a backup was taken that has the state, one sentence each. */
    private List<String> others(BackupFolder backup, String server) {
        Json state = FileTree.json(backup.path().resolve(LIVE))
                .orElse(Json.Obj.EMPTY); // An older backup may have the database only.
        List<String> others = new ArrayList<>();
        for (String name : places.names()) {
            Optional<String> then = live(state, name);
            Optional<String> now = LivePointer.read(places.server(name)).map(pointer -> number(pointer.folder()));
            if (!name.equals(server) && !then.equals(now)) {
                others.add(name
                        + then.map(number -> " " + number + " becomes live").orElse(" is not live any more")
                        + now.map(number -> "; it is " + number + " now").orElse("; nothing of it is live now")
                        + ".");
            }
        }
        return others;
    }

    private static Optional<String> live(Json state, String name) {
        Json.Obj servers = state.at("items", "server").map(Json::asObject).orElse(Json.Obj.EMPTY);
        return servers.keys().stream()
                .flatMap(id -> servers.find(id).stream())
                .filter(server -> server.at("fields", "title").equals(Optional.of(Json.of(name))))
                .findFirst()
                .flatMap(server -> server.at("fields", "live"))
                .flatMap(Json::asText)
                .flatMap(id -> state.at("items", "release", id, "fields", "folder"))
                .flatMap(Json::asText)
                .map(StoreRestore::number);
    }

    /** A release's folder begins with its number. */
    private static String number(String folder) {
        return folder.replaceFirst("-.*", "");
    }
}
