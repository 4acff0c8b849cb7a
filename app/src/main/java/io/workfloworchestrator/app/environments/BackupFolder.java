package io.workfloworchestrator.app.environments;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonException;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.projectmanagement.environments.EnvironmentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A backup of a server's store: a folder with files and folders of the project at their paths, and beside it {@code <folder>.json}, the
 * list of these paths, of which those that were not there then are not in the folder. It is called {@code 1-before-2} before release 2
 * took the place of release 1, and {@code before-restore-1} if it is what another backup took the place of. Immutable.
 *
 * @param path of the folder
 * @param paths what it is a backup of, relative to the project
 */
record BackupFolder(Path path, List<String> paths) {
    /** How the names of those begin that a restore took. */
    static final String REPLACED = "before-restore-";

    private static final Pattern NAME = Pattern.compile("(\\d{1,9})-before-\\d{1,9}|" + REPLACED + "\\d{1,9}");
    private static final int MOST_EDITS = 4;

    BackupFolder {
        paths = List.copyOf(paths);
    }

    String name() {
        return String.valueOf(path.getFileName());
    }

    /** The number of the release that this store was of; empty if it is what a restore replaced. */
    Optional<Long> serial() {
        Matcher name = NAME.matcher(name());
        return name.matches() ? Optional.ofNullable(name.group(1)).map(Long::parseLong) : Optional.empty();
    }

    /** Writes the list of paths beside a folder that is whole. */
    static void list(Path folder, Collection<String> paths) throws IOException {
        Object unused = Files.writeString(
                listOf(folder),
                Json.Obj.EMPTY.with("paths", Json.strings(paths)).toString(),
                StandardCharsets.UTF_8);
    }

    /** The names of a server's backups, the newest first. */
    static List<String> names(Path backups) {
        try (Stream<Path> all = Files.isDirectory(backups) ? Files.list(backups) : Stream.empty()) {
            return all.filter(folder ->
                            NAME.matcher(String.valueOf(folder.getFileName())).matches())
                    .filter(Files::isDirectory)
                    .sorted(Comparator.comparing(BackupFolder::made).reversed())
                    .map(folder -> String.valueOf(folder.getFileName()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long made(Path folder) {
        return folder.toFile().lastModified();
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

    /** Those of its list, else what is in it: older backups have no list. */
    private static List<String> paths(Path folder) {
        try {
            return Json.parse(Files.readAllBytes(listOf(folder)))
                    .at("paths")
                    .map(Json::asList)
                    .orElse(List.of())
                    .stream()
                    .flatMap(path -> path.asText().stream())
                    .toList();
        } catch (IOException | JsonException e) {
            List<String> found = new ArrayList<>();
            try (Stream<Path> all = Files.list(folder)) {
                all.forEach(path -> found.add(String.valueOf(path.getFileName())));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
            return found;
        }
    }

    private static Path listOf(Path folder) {
        return folder.resolveSibling(folder.getFileName() + ".json");
    }
}
