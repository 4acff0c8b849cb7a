package io.workfloworchestrator.detect;

import io.workfloworchestrator.detect.FileContent.Wanted;
import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.ProjectFolder;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of files. A file's content is believed while its identity, size and time of modification are the
 * same. A file that is {@linkplain Scan#racy racily clean} is read again, and is changed if its fingerprint is another.
 * Not thread-safe.
 */
final class FileLooks {
    private final ProjectFolder project;
    private final Scan scan;
    private final Map<String, FileLook> files = new HashMap<>();
    private final Set<FileLook> doubtful = new HashSet<>();

    private final Set<FileLook> changes = new HashSet<>();
    private final ScanFinding tooMuch;
    /** The part of {@link ScanLimits#totalBytes} that is used. */
    private long taken;

    FileLooks(ProjectFolder project, Scan scan) {
        this.project = project;
        this.scan = scan;
        this.tooMuch = ScanFinding.of(
                "E_SCAN_BYTES",
                ".",
                "the files that are looked into come to more than "
                        + scan.limits().totalBytes() + " bytes in all, and some were not read. Narrow the globs, read "
                        + "less of each file, or split large files.");
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
        if (settled && file.isAsRestored(scan)) {
            return true;
        }
        BasicFileAttributes found = scan.look(file.full());
        if (found == null || !found.isRegularFile()) {
            if (file.exists) {
                change(file);
            }
            file.exists = false;
            hold(file, null);
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
            hold(file, null);
            if (!content(file, wanted).fingerprint().equals(before)) {
                change(file);
            }
        }
        return true;
    }

    /** The wanted parts of a checked file's content; the file is read if they are not known. */
    FileContent content(FileLook file, Wanted wanted) {
        FileContent known = file.content;
        boolean fresh = known != null && !file.read.equals(Scan.NEVER);
        if (known != null && fresh && known.wanted().covers(wanted)) {
            return known;
        }
        hold(file, null); // makes room for it
        FileContent read = read(file, known == null ? wanted : known.wanted().plus(wanted));
        hold(file, read);
        return read;
    }

    private FileContent read(FileLook file, Wanted wanted) {
        file.read = scan.began();
        file.status = scan.lookAtStatus(file.full());
        if (file.size > scan.limits().fileBytes()) {
            return FileContent.unread(wanted, "", List.of(tooLarge(file)));
        }
        if (!fits(Math.max(file.size, file.charge))) {
            return tooMuch(file, wanted);
        }
        scan.read();
        try {
            FileContent read = FileContent.of(
                    file.path, wanted, project.read(file.path, scan.limits().fileBytes()));
            file.charge = Math.max(file.size, read.weight());
            return fits(file.charge) ? read : tooMuch(file, wanted);
        } catch (PathException e) {
            file.read = Scan.NEVER;
            if (e.code().equals("E_PATH_SIZE")) {
                return FileContent.unread(wanted, "", List.of(tooLarge(file)));
            }
            return FileContent.unread(wanted, "", List.of(ScanFinding.unreadable(file.path, e)));
        }
    }

    private boolean fits(long more) {
        return taken + more <= scan.limits().totalBytes();
    }

    /** All such files have one finding. They do not count as read: there may be room the next time. */
    private FileContent tooMuch(FileLook file, Wanted wanted) {
        file.read = Scan.NEVER;
        return FileContent.unread(wanted, "", List.of(tooMuch));
    }

    /** Sets the content that is kept of a file; null for nothing. Content that was not read counts nothing. */
    private void hold(FileLook file, @Nullable FileContent content) {
        taken -= file.held;
        file.content = content;
        file.held = content == null || content.fingerprint().isEmpty() ? 0 : file.charge;
        taken += file.held;
    }

    private ScanFinding tooLarge(FileLook file) {
        return ScanFinding.of(
                "E_FILE_SIZE",
                file.path,
                "has more than " + scan.limits().fileBytes()
                        + " bytes, and its content was not read. Split it, or declare its " + "attributes only.");
    }

    /** Forgets files that nobody asked about; called after a scan that trusted nothing. */
    void prune() {
        files.values().removeIf(file -> {
            boolean unused = file.checked < scan.number();
            if (unused) {
                doubtful.remove(file);
                hold(file, null);
            }
            return unused;
        });
    }

    List<FileLook> files() {
        return files.values().stream().filter(FileLook::isTellable).toList();
    }

    /** Takes over what another process knew; no watch covers it. */
    void restore(List<FileLook> known) {
        for (FileLook file : known) {
            files.put(file.path, file);
            hold(file, file.content);
            doubt(file);
        }
    }

    Set<FileLook> changes() {
        return changes;
    }

    void end() {
        changes.clear();
    }

    void checkDoubtful() {
        for (FileLook file : new ArrayList<>(doubtful)) {
            check(file);
        }
    }

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

    void distrust(String path) {
        FileLook file = files.get(path);
        if (file != null) {
            doubt(file);
        } else {
            distrustBelow(path);
        }
    }

    void distrustBelow(String path) {
        files.forEach((file, look) -> {
            if (path.isEmpty() || (file.startsWith(path) && file.startsWith("/", path.length()))) {
                doubt(look);
            }
        });
    }
}
