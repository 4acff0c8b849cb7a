package io.workfloworchestrator.app.environments;

import io.workfloworchestrator.definition.Shapes;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.projectmanagement.environments.EnvironmentException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A backup of a server's store: a folder with files and folders of the project at their paths, and beside it {@code <folder>.json}, the
 * list of these paths, of which those that were not there then are not in the folder, and what is in each file. It is called {@code 1-before-2} before release 2
 * took the place of release 1, and {@code before-restore-1} if it is what another backup took the place of. Immutable.
 *
 * @param paths what it is a backup of, relative to the project
 */
record BackupFolder(Path path, List<String> paths) {
    /** How the names of those begin that a restore took. */
    static final String REPLACED = "before-restore-";

    private static final Pattern NAME = Pattern.compile("(\\d{1,9})-before-\\d{1,9}|" + REPLACED + "\\d{1,9}");
    private static final int MOST_EDITS = 4;

    String name() {
        return String.valueOf(path.getFileName());
    }

    /** The number of the release that this store was of; empty if it is what a restore replaced. */
    Optional<Long> serial() {
        Matcher name = NAME.matcher(name());
        return name.matches() ? Optional.ofNullable(name.group(1)).map(Long::parseLong) : Optional.empty();
    }

    /** Writes beside a folder the list of paths, and of the files that it has now. */
    static void list(Path folder, Collection<String> paths) throws IOException {
        Json.Obj list = Json.Obj.EMPTY
                .with("paths", Json.strings(paths))
                .with("files", Shapes.json(FileTree.contentsAsItIs(folder)));
        Object unused = Files.writeString(listOf(folder), list.toString(), StandardCharsets.UTF_8);
    }

    /**
     * Refuses a backup from which somebody took or changed a file since it was made. Backups of before have no list of their files.
     *
     * @throws EnvironmentException {@code E_BACKUP_DAMAGED}
     */
    void requireWhole() {
        Map<String, String> now = FileTree.contentsAsItIs(path);
        Json.Obj then = listed(path, "files").asObject();
        for (String file : then.keys()) {
            String there = now.get(file);
            if (!then.text(file).equals(Optional.ofNullable(there))) {
                throw new EnvironmentException(
                        "E_BACKUP_DAMAGED",
                        "The backup " + name() + " is not as it was taken: " + file
                                + (there == null ? " is missing" : " was changed")
                                + ". Nothing was put back. Bring the file back, or name another backup with --backup.");
            }
        }
    }

    /** The names of a server's backups, the newest first. */
    static List<String> names(Path backups) {
        return FileTree.list(backups).stream()
                .filter(folder ->
                        NAME.matcher(String.valueOf(folder.getFileName())).matches())
                .filter(Files::isDirectory)
                .sorted(Comparator.comparing((Path folder) -> folder.toFile().lastModified())
                        .reversed())
                .map(folder -> String.valueOf(folder.getFileName()))
                .toList();
    }

    /**
     * A backup of a server.
     *
     * @param name the newest one from before a promotion when empty
     * @throws EnvironmentException {@code E_BACKUP_NONE} if there is no such backup
     */
    static BackupFolder of(Path backups, String server, Optional<String> name) {
        List<String> names = names(backups);
        Optional<String> meant = name.or(
                () -> names.stream().filter(one -> !one.startsWith(REPLACED)).findFirst());
        if (meant.filter(names::contains).isEmpty()) {
            String hint = names.isEmpty()
                    ? " One is taken by a promotion that goes one way: workflow server promote " + server
                            + " --one-way."
                    : meant.flatMap(one -> Words.nearest(one, names, MOST_EDITS))
                            .map(near -> " Did you mean " + near + "?")
                            .orElse(" There are: " + String.join(", ", names) + ".");
            throw new EnvironmentException(
                    "E_BACKUP_NONE",
                    "There is no backup "
                            + meant.map(one -> Words.clip(one, 60) + " ").orElse("") + "of the store of " + server
                            + " on this machine." + hint);
        }
        Path folder = backups.resolve(meant.get());
        return new BackupFolder(folder, paths(folder));
    }

    /** Of one of before lists were written, or of a process that was killed, nothing. */
    private static Json listed(Path folder, String field) {
        return FileTree.json(listOf(folder)).flatMap(list -> list.at(field)).orElse(Json.Obj.EMPTY);
    }

    /** Those of its list, else what is in it. */
    private static List<String> paths(Path folder) {
        List<String> listed = listed(folder, "paths").asList().stream()
                .flatMap(path -> path.asText().stream())
                .toList();
        return listed.isEmpty()
                ? FileTree.list(folder).stream()
                        .map(path -> String.valueOf(path.getFileName()))
                        .toList()
                : listed;
    }

    private static Path listOf(Path folder) {
        return folder.resolveSibling(folder.getFileName() + ".json");
    }
}
