package io.workfloworchestrator.detect;

import io.workfloworchestrator.detect.FileContent.Wanted;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What is remembered of files. A file's content holds while its identity, size and time of modification do; when those are
 * racily clean it is read again, and counts as changed by its fingerprint.
 *
 * <p>Not thread-safe.
 */
final class FileLooks {

    private final ProjectFolder project;
    private final Scan scan;
    private final Map<String, FileLook> files = new HashMap<>();
    /** Files that are not trusted. */
    private final Set<FileLook> doubtful = new HashSet<>();

    private final Set<FileLook> changes = new HashSet<>();

    FileLooks(ProjectFolder project, Scan scan) {
        this.project = project;
        this.scan = scan;
    }

    /** The file at a checked entry, looked at once per scan. */
    FileLook file(Folder parent, Entry entry) {
        String path = entry.target() == null ? parent.child(entry.name()) : entry.target();
        FileLook file = files.computeIfAbsent(path, p -> new FileLook(p, project.root()));
        check(file);
        return file;
    }

    boolean check(FileLook file) {
        if (file.checked == scan.number()) {
            return file.exists;
        }
        file.checked = scan.number();
        boolean settled = file.content == null || !file.isRacy();
        if (scan.trusting() && file.trusted && settled) {
            return file.exists;
        }
        BasicFileAttributes found = scan.look(file.full());
        if (found == null || !found.isRegularFile()) {
            if (file.exists) {
                change(file);
            }
            file.exists = false;
            file.content = null;
            return false;
        }
        if (!file.same(found) || file.isTouched(scan)) {
            if (!file.exists) {
                doubt(file);
            }
            file.take(found);
            change(file);
            file.read = Scan.NEVER;
        } else if (!settled && file.content != null) {
            String before = file.content.fingerprint();
            Wanted wanted = file.content.wanted();
            file.content = null;
            if (!content(file, wanted).fingerprint().equals(before)) {
                change(file);
            }
        }
        return true;
    }

    /** What is wanted of a checked file's content; read when it is not known. */
    FileContent content(FileLook file, Wanted wanted) {
        FileContent known = file.content;
        boolean fresh = known != null && !file.read.equals(Scan.NEVER);
        if (known != null && fresh && known.wanted().covers(wanted)) {
            return known;
        }
        FileContent read = read(file, known == null ? wanted : known.wanted().plus(wanted));
        file.content = read;
        return read;
    }

    /** Whether a file is still what its writer announced. */
    boolean isStill(WrittenFile own) {
        BasicFileAttributes found = scan.look(project.root().resolve(own.path()));
        return found != null
                && found.isRegularFile()
                && found.size() == own.size()
                && found.lastModifiedTime().toInstant().equals(own.modified());
    }

    private FileContent read(FileLook file, Wanted wanted) {
        file.read = scan.began();
        file.status = scan.lookAtStatus(file.full());
        if (file.size > scan.limits().fileBytes()) {
            return FileContent.unread(wanted, "", List.of(tooLarge(file)));
        }
        scan.read();
        try {
            return FileContent.of(
                    file.path, wanted, project.read(file.path, scan.limits().fileBytes()));
        } catch (PathException e) {
            file.read = Scan.NEVER;
            if (e.code().equals("E_PATH_SIZE")) {
                return FileContent.unread(wanted, "", List.of(tooLarge(file)));
            }
            return FileContent.unread(
                    wanted,
                    "",
                    List.of(ScanFinding.of("E_ENTRY_UNREADABLE", file.path, Texts.afterCode(e.getMessage()))));
        }
    }

    private ScanFinding tooLarge(FileLook file) {
        return ScanFinding.of(
                "E_FILE_SIZE",
                file.path,
                "has more than " + scan.limits().fileBytes()
                        + " bytes, and its content was not read. Split it, or declare its " + "attributes only.");
    }

    /** After a scan that trusted nothing: forgets files that nobody asked about. */
    void prune() {
        files.values().removeIf(file -> {
            boolean unused = file.checked < scan.number();
            if (unused) {
                doubtful.remove(file);
            }
            return unused;
        });
    }

    /** The files whose content is known, for the index. */
    List<FileLook> known() {
        return files.values().stream()
                .filter(file -> file.exists && file.content != null && file.status != null)
                .filter(file -> !file.read.equals(Scan.NEVER))
                .toList();
    }

    /** Begins with what another process knew. */
    void restore(List<FileLook> known) {
        for (FileLook file : known) {
            files.put(file.path, file);
        }
    }

    /** The files found different in this scan. */
    Set<FileLook> changes() {
        return changes;
    }

    /** As {@link FolderTree#end}. */
    void end() {
        changes.clear();
    }

    /** As {@link FolderTree#checkDoubtful}. */
    void checkDoubtful() {
        for (FileLook file : new ArrayList<>(doubtful)) {
            check(file);
        }
    }

    /** As {@link FolderTree#trust}. */
    boolean trust(Predicate<String> watched) {
        doubtful.removeIf(file -> {
            file.trusted = file.checked == scan.number()
                    && file.exists
                    && (file.content == null || !file.isRacy())
                    && watched.test(Folders.parent(file.path));
            return file.trusted || !file.exists;
        });
        return doubtful.isEmpty();
    }

    private void doubt(FileLook file) {
        file.trusted = false;
        doubtful.add(file);
    }

    private void change(FileLook file) {
        file.changed = scan.number();
        changes.add(file);
    }

    void distrustAll() {
        files.values().forEach(this::doubt);
    }

    /** Something happened to a file, or to a folder. */
    void distrust(String path) {
        FileLook file = files.get(path);
        if (file != null) {
            doubt(file);
        } else {
            distrustBelow(path);
        }
    }

    /** Something happened to a folder. */
    void distrustBelow(String path) {
        files.forEach((file, look) -> {
            if (path.isEmpty() || (file.startsWith(path) && file.startsWith("/", path.length()))) {
                doubt(look);
            }
        });
    }
}
