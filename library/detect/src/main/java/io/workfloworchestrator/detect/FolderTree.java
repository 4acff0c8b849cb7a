package io.workfloworchestrator.detect;

import io.workfloworchestrator.detect.FileContent.Wanted;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a project's folders and files, and how it is made sure of again.
 *
 * <p><b>Looking again.</b> A folder's names hold while its identity (file key) and time of modification are those of the
 * last look: one look per folder, whatever it holds. A file's content holds while its identity, size and time do.
 * <b>Racily clean</b> (the term is git's): a change within the same tick of the file system's clock as the last look
 * leaves the time as it was. So what was modified within that granularity of the look, or after it, is listed or read
 * again; content then counts as changed by its fingerprint. A time without fractions of a second means a coarse clock (2
 * seconds on FAT), otherwise a kernel tick is assumed (10 ms at most, doubled here).
 *
 * <p><b>Links.</b> Names are read, and content is opened, by {@link ProjectFolder}'s walk, which cannot be led outside.
 * Attributes are taken by path, never following a link in the last name, going down from folders that were themselves
 * seen to be no links: somebody who swaps a folder for a link in that moment could make a scan see the size and time of a
 * file outside, never a name or a byte of it. That is what makes 10,000 looks cost 10 ms.
 *
 * <p>Not thread-safe.
 */
final class FolderTree {

    /** Before any time that a file can have. */
    static final Instant NEVER = Instant.ofEpochSecond(-100_000_000_000L);
    /** More changed names than this in one folder, and listing it is cheaper. */
    private static final int MAX_DIRTY = 64;

    private static final Duration TICK = Duration.ofMillis(20);
    private static final Duration COARSE = Duration.ofMillis(2_500);

    private final ProjectFolder project;
    private final ScanLimits limits;
    private final Clock clock;
    private final TreeMap<String, Folder> folders = new TreeMap<>();
    private final Map<String, FileLook> files = new HashMap<>();

    private long scan;
    private boolean trusting;
    private long looks;
    private long listings;
    private long entries;
    private long reads;
    private int held;

    FolderTree(ProjectFolder project, ScanLimits limits, Clock clock) {
        this.project = project;
        this.limits = limits;
        this.clock = clock;
    }

    long scan() {
        return scan;
    }

    ScanLimits limits() {
        return limits;
    }

    /** Begins a scan; {@code trusting} takes what a watch vouches for without a look. */
    void begin(boolean trust) {
        scan++;
        trusting = trust;
        looks = 0;
        listings = 0;
        entries = 0;
        reads = 0;
    }

    ScanCost cost() {
        return new ScanCost(looks, listings, entries, reads);
    }

    /** After a scan that trusted nothing: forgets folders that are gone and files that nobody asked about. */
    void prune() {
        for (Iterator<Folder> all = folders.values().iterator(); all.hasNext(); ) {
            Folder folder = all.next();
            if (folder.checked < scan && isGone(folder)) {
                drop(folder);
                all.remove();
            }
        }
        files.values().removeIf(file -> file.checked < scan);
    }

    /** Parents come before children, so a whole tree goes at once. */
    private boolean isGone(Folder folder) {
        if (folder.path.isEmpty()) {
            return false;
        }
        Folder parent = folders.get(parent(folder.path));
        return parent == null
                || !parent.exists
                || (parent.checked == scan && parent.complete && !parent.names.containsKey(name(folder.path)));
    }

    private static String parent(String path) {
        int cut = path.lastIndexOf('/');
        return cut < 0 ? "" : path.substring(0, cut);
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    // ---- folders ----

    Folder root() {
        return folders.computeIfAbsent("", path -> new Folder(path, project.root()));
    }

    /** Looks at a folder again, once per scan: whether it is there. */
    boolean check(Folder folder) {
        if (folder.checked == scan) {
            return folder.exists;
        }
        folder.checked = scan;
        if (trusting && folder.trusted) {
            refresh(folder);
            return folder.exists;
        }
        folder.dirty.clear();
        Instant now = clock.instant();
        BasicFileAttributes found = look(folder.full);
        if (found == null || !found.isDirectory()) {
            if (folder.exists) {
                drop(folder);
            }
            folder.exists = false;
            return false;
        }
        boolean holds = folder.exists
                && folder.same(found)
                && !folder.unstable
                && !racy(folder.modified, folder.looked)
                && !linksMoved(folder);
        if (!holds) {
            drop(folder);
            folder.exists = true;
            folder.key = found.fileKey();
            folder.modified = found.lastModifiedTime().toInstant();
            folder.looked = now;
        }
        return true;
    }

    /** A watch told which names changed: those are looked at, and no others. */
    private void refresh(Folder folder) {
        if (folder.dirty.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        BasicFileAttributes found = look(folder.full);
        if (found == null || !found.isDirectory() || !Objects.equals(folder.key, found.fileKey())) {
            folder.trusted = false;
            folder.checked = -1;
            check(folder);
            return;
        }
        folder.modified = found.lastModifiedTime().toInstant();
        folder.looked = now;
        for (String name : folder.dirty) {
            refresh(folder, name);
        }
        folder.dirty.clear();
    }

    private void refresh(Folder folder, String name) {
        Entry known = folder.names.remove(name);
        if (known == null && !folder.complete) {
            return; // nobody asked for this name
        }
        PathRules.Problem problem = PathRules.nameProblem(name);
        Entry now = problem != null
                ? new Entry(name, Entry.Kind.ODD, null, oddName(folder, name, problem.what()))
                : classify(folder, name, look(folder.full.resolve(name)));
        boolean there = now.kind() != Entry.Kind.ABSENT;
        if (there || !folder.complete) {
            folder.put(now);
        }
        if (folder.complete) {
            held += (there ? 1 : 0) - (known == null ? 0 : 1);
        }
        if (known == null ? there : !known.equals(now)) {
            folder.changed = scan;
        }
    }

    private void drop(Folder folder) {
        if (folder.complete) {
            held -= folder.names.size();
        }
        folder.forget(scan);
    }

    private boolean linksMoved(Folder folder) {
        for (Entry link : folder.links()) {
            if (!link.equals(resolveLink(folder, link.name()))) {
                return true;
            }
        }
        return false;
    }

    /** Whether something modified at {@code modified} may have been modified again, unseen, after a look. */
    static boolean racy(Instant modified, Instant looked) {
        Duration granularity = modified.truncatedTo(ChronoUnit.SECONDS).equals(modified) ? COARSE : TICK;
        return !modified.isBefore(looked.minus(granularity));
    }

    /** The folder of that name in a folder; null when there is none. The parent is looked at only if need be. */
    @Nullable
    Folder child(Folder parent, String name) {
        Folder known = folders.get(parent.child(name));
        if (known != null && known.exists && check(known)) {
            return known;
        }
        if (!check(parent)) {
            return null;
        }
        Entry entry = entry(parent, name);
        return entry.kind() == Entry.Kind.FOLDER ? folder(parent, entry) : null;
    }

    /** The folder that an entry of a checked folder is. */
    @Nullable
    Folder folder(Folder parent, Entry entry) {
        String path = entry.target() == null ? parent.child(entry.name()) : entry.target();
        Folder folder = folders.computeIfAbsent(
                path,
                p -> new Folder(p, p.isEmpty() ? project.root() : project.root().resolve(p)));
        return check(folder) ? folder : null;
    }

    /** What a name in a checked folder is. */
    Entry entry(Folder parent, String name) {
        Entry known = parent.names.get(name);
        if (known != null) {
            return known;
        }
        if (parent.complete) {
            return Entry.of(name, Entry.Kind.ABSENT);
        }
        Entry found = classify(parent, name, look(parent.full.resolve(name)));
        parent.put(found);
        return found;
    }

    private Entry classify(Folder parent, String name, @Nullable BasicFileAttributes found) {
        if (found == null) {
            return Entry.of(name, Entry.Kind.ABSENT);
        }
        if (found.isSymbolicLink()) {
            return resolveLink(parent, name);
        }
        return Entry.of(name, kind(found));
    }

    private static Entry.Kind kind(BasicFileAttributes found) {
        if (found.isRegularFile()) {
            return Entry.Kind.FILE;
        }
        return found.isDirectory() ? Entry.Kind.FOLDER : Entry.Kind.OTHER;
    }

    private Entry resolveLink(Folder parent, String name) {
        String path = parent.child(name);
        looks++;
        try {
            ProjectFolder.Resolved resolved = project.resolve(path);
            Entry.Kind kind = resolved.found() == null ? Entry.Kind.ABSENT : kind(resolved.found());
            return new Entry(name, kind, resolved.path(), null);
        } catch (PathException e) {
            return new Entry(
                    name,
                    Entry.Kind.ODD,
                    null,
                    ScanFinding.of("E_PATH_SYMLINK", path, Texts.afterCode(e.getMessage())));
        }
    }

    /** Whether a name that led somewhere is a link, so that where it leads must be asked again. */
    boolean entryIsLink(Folder parent, String name) {
        Entry known = parent.names.get(name);
        return known != null && known.isLink();
    }

    /** All names of a checked folder, sorted; at most as many as the limits leave. */
    Iterable<Entry> list(Folder folder) {
        if (!folder.complete) {
            fill(folder);
        }
        return folder.names.values();
    }

    private void fill(Folder folder) {
        listings++;
        folder.names.clear();
        int room = Math.max(0, limits.entries() - held);
        try {
            project.at(folder.path.isEmpty() ? "." : folder.path, ProjectFolder.Access.READ, place -> {
                try (FolderHandle handle = place.openFolder()) {
                    List<String> names = handle.names(room + 1);
                    boolean cut = names.size() > room;
                    for (String name : cut ? names.subList(0, room) : names) {
                        folder.put(listed(folder, handle, name));
                    }
                    if (cut) {
                        folder.odd = List.of(ScanFinding.of(
                                "E_SCAN_ENTRIES",
                                place.shown(),
                                "more than " + limits.entries()
                                        + " entries in all; the rest was not looked at. Narrow the "
                                        + "globs, or move what is no work material elsewhere."));
                    }
                }
                return folder;
            });
            folder.unstable = false;
        } catch (PathException e) {
            folder.unstable = true;
            folder.odd = List.of(ScanFinding.of("E_ENTRY_UNREADABLE", folder.path, Texts.afterCode(e.getMessage())));
        }
        folder.names.values().removeIf(entry -> entry.kind() == Entry.Kind.ABSENT);
        folder.complete = true;
        held += folder.names.size();
        entries += folder.names.size();
    }

    private Entry listed(Folder folder, FolderHandle handle, String name) throws IOException {
        PathRules.Problem problem = PathRules.nameProblem(name);
        if (problem != null) {
            return new Entry(name, Entry.Kind.ODD, null, oddName(folder, name, problem.what()));
        }
        looks++;
        try {
            return classify(folder, name, handle.look(name));
        } catch (NoSuchFileException e) {
            return Entry.of(name, Entry.Kind.ABSENT); // vanished since it was listed
        } catch (InvalidPathException e) {
            return new Entry(
                    name,
                    Entry.Kind.ODD,
                    null,
                    oddName(folder, name, "is not text in this system's file name encoding"));
        }
    }

    private static ScanFinding oddName(Folder folder, String name, String what) {
        return ScanFinding.of(
                "E_ENTRY_NAME", folder.child(name), "the name " + what + ", and the entry is left out. Rename it.");
    }

    // ---- files ----

    /** The file at a checked entry, looked at once per scan. */
    FileLook file(Folder parent, Entry entry) {
        String path = entry.target() == null ? parent.child(entry.name()) : entry.target();
        FileLook file =
                files.computeIfAbsent(path, p -> new FileLook(p, project.root().resolve(p)));
        check(file);
        return file;
    }

    boolean check(FileLook file) {
        if (file.checked == scan) {
            return file.exists;
        }
        file.checked = scan;
        boolean settled = file.content == null || !racy(file.modified, file.read);
        if (trusting && file.trusted && settled) {
            return file.exists;
        }
        BasicFileAttributes found = look(file.full);
        if (found == null || !found.isRegularFile()) {
            if (file.exists) {
                file.changed = scan;
            }
            file.exists = false;
            file.content = null;
            return false;
        }
        if (!file.same(found)) {
            file.take(found);
            file.changed = scan;
            file.read = NEVER;
        } else if (!settled && file.content != null) {
            String before = file.content.fingerprint();
            Wanted wanted = file.content.wanted();
            file.content = null;
            if (!content(file, wanted).fingerprint().equals(before)) {
                file.changed = scan;
            }
        }
        return true;
    }

    /** What is wanted of a checked file's content; read when it is not known. */
    FileContent content(FileLook file, Wanted wanted) {
        FileContent known = file.content;
        boolean fresh = known != null && !file.read.equals(NEVER);
        if (known != null && fresh && known.wanted().covers(wanted)) {
            return known;
        }
        FileContent read = read(file, known == null ? wanted : known.wanted().plus(wanted));
        file.content = read;
        return read;
    }

    /** Whether a file is still what its writer announced. */
    boolean isStill(WrittenFile own) {
        BasicFileAttributes found = look(project.root().resolve(own.path()));
        return found != null
                && found.isRegularFile()
                && found.size() == own.size()
                && found.lastModifiedTime().toInstant().equals(own.modified());
    }

    private FileContent read(FileLook file, Wanted wanted) {
        file.read = clock.instant();
        if (file.size > limits.fileBytes()) {
            return FileContent.unread(wanted, "", List.of(tooLarge(file)));
        }
        reads++;
        try {
            return FileContent.of(file.path, wanted, project.read(file.path, limits.fileBytes()));
        } catch (PathException e) {
            file.read = NEVER;
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
                "has more than " + limits.fileBytes()
                        + " bytes, and its content was not read. Split it, or declare its " + "attributes only.");
    }

    private @Nullable BasicFileAttributes look(Path path) {
        looks++;
        try {
            return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (AccessDeniedException e) {
            return null;
        } catch (IOException e) {
            return null;
        }
    }

    // ---- watching ----

    /** The folders that a watch has to cover: those known to exist, and those above. */
    Set<String> covered() {
        Set<String> all = new HashSet<>();
        for (Folder folder : folders.values()) {
            String path = folder.path;
            while (folder.exists && all.add(path) && !path.isEmpty()) {
                path = parent(path);
            }
        }
        return all;
    }

    /**
     * From now on a watch vouches for these folders, which it covered before the scan that just ended began.
     *
     * @return whether everything that this tree knows of is vouched for
     */
    boolean trust(Set<String> watched) {
        boolean all = true;
        for (Folder folder : folders.values()) {
            if (!folder.trusted && folder.checked == scan) {
                folder.trusted = watched.contains(folder.path)
                        && folder.exists
                        && !folder.unstable
                        && !folder.hasLinks
                        && !racy(folder.modified, folder.looked);
            }
            all &= folder.trusted || !folder.exists;
        }
        for (FileLook file : files.values()) {
            if (!file.trusted && file.checked == scan) {
                file.trusted = watched.contains(parent(file.path))
                        && file.exists
                        && (file.content == null || !racy(file.modified, file.read));
            }
            all &= file.trusted || !file.exists;
        }
        return all;
    }

    /** Nothing is vouched for any more. */
    void distrustAll() {
        folders.values().forEach(folder -> folder.trusted = false);
        files.values().forEach(file -> file.trusted = false);
    }

    /** Something happened to a name in a folder, or, with null, to anything in it. */
    void distrust(String path, @Nullable String name) {
        Folder folder = folders.get(path);
        if (name == null) {
            below(path);
            return;
        }
        if (folder != null && folder.trusted) {
            folder.dirty.add(name);
            folder.trusted = folder.dirty.size() <= MAX_DIRTY;
        }
        String child = path.isEmpty() ? name : path + "/" + name;
        FileLook file = files.get(child);
        if (file != null) {
            file.trusted = false;
        }
        if (folders.containsKey(child)) {
            below(child);
        }
    }

    private void below(String path) {
        Map<String, Folder> range = path.isEmpty() ? folders : folders.subMap(path + "/", path + "0");
        range.values().forEach(folder -> folder.trusted = false);
        Folder own = folders.get(path);
        if (own != null) {
            own.trusted = false;
        }
        files.forEach((file, look) -> {
            if (path.isEmpty() || (file.startsWith(path) && file.startsWith("/", path.length()))) {
                look.trusted = false;
            }
        });
    }
}
