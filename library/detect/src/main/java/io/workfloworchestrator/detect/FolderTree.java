package io.workfloworchestrator.detect;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a project's folders, and how it is made sure of again; {@link FileLooks} does that for files.
 *
 * <p><b>Looking again.</b> A folder's names hold while its identity (file key) and time of modification are those of the
 * last look: one look per folder, whatever it holds. A file's content holds while its identity, size and time do, if they
 * are not {@linkplain Scan#racy racily clean}.
 *
 * <p><b>Links.</b> Names are read, and content is opened, by {@link PathWalk}, which cannot be led outside. Attributes are
 * taken by path, never following a link in the last name, going down from folders that were themselves seen to be no
 * links: somebody who swaps a folder for a link in that moment could make a scan see the size and time of a file outside,
 * never a name or a byte of it. That is what makes 10,000 looks cost 10 ms.
 *
 * <p>Not thread-safe.
 */
final class FolderTree {

    /** More changed names than this in one folder, and listing it is cheaper. */
    private static final int MAX_DIRTY = 64;

    private final ProjectFolder project;
    private final Scan scan;
    private final TreeMap<String, Folder> folders = new TreeMap<>();
    /** Grows whenever a folder appears or vanishes. */
    private long structure;

    private long prunedStructure;
    /** Names held of completely listed folders. */
    private int held;

    FolderTree(ProjectFolder project, Scan scan) {
        this.project = project;
        this.scan = scan;
    }

    /** After a scan: forgets folders that are gone. */
    void prune() {
        if (scan.trusting() && structure == prunedStructure) {
            return;
        }
        for (Iterator<Folder> all = folders.values().iterator(); all.hasNext(); ) {
            Folder folder = all.next();
            if (folder.checked < scan.number() && isGone(folder)) {
                drop(folder);
                folder.exists = false;
                structure++;
                all.remove();
            }
        }
        prunedStructure = structure;
    }

    /** Parents come before children, so a whole tree goes at once. */
    private boolean isGone(Folder folder) {
        if (folder.path.isEmpty()) {
            return false;
        }
        Folder parent = folders.get(parent(folder.path));
        return !folder.exists
                || parent == null
                || !parent.exists
                || (parent.checked == scan.number() && parent.complete && !parent.names.containsKey(name(folder.path)));
    }

    static String child(String path, String name) {
        return path.isEmpty() ? name : path + "/" + name;
    }

    static String parent(String path) {
        int cut = path.lastIndexOf('/');
        return cut < 0 ? "" : path.substring(0, cut);
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** A number that stays the same as long as the same folders are known to exist. */
    long structure() {
        return structure;
    }

    // ---- folders ----

    Folder root() {
        return folders.computeIfAbsent("", path -> new Folder(path, project.root()));
    }

    /** Looks at a folder again, once per scan: whether it is there. */
    boolean check(Folder folder) {
        if (folder.checked == scan.number()) {
            return folder.exists;
        }
        folder.checked = scan.number();
        if (scan.trusting() && folder.trusted) {
            refresh(folder);
            return folder.exists;
        }
        folder.dirty.clear();
        Instant now = scan.now();
        BasicFileAttributes found = scan.look(folder.full);
        if (found == null || !found.isDirectory()) {
            vanish(folder);
            return false;
        }
        boolean holds = folder.exists
                && folder.same(found)
                && !folder.unstable
                && !Scan.racy(folder.modified, folder.looked)
                && !linksMoved(folder);
        if (!holds) {
            drop(folder);
            if (!folder.exists || !Objects.equals(folder.key, found.fileKey())) {
                structure++;
                folder.trusted = false;
            }
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
        Instant now = scan.now();
        BasicFileAttributes found = scan.look(folder.full);
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
                : classify(folder, name, scan.look(folder.full.resolve(name)));
        boolean there = now.kind() != Entry.Kind.ABSENT;
        Folder folderBefore = folders.get(folder.child(name));
        if (folderBefore != null && now.kind() != Entry.Kind.FOLDER) {
            vanish(folderBefore);
        }
        if (there || !folder.complete) {
            folder.put(now);
        }
        if (folder.complete) {
            held += (there ? 1 : 0) - (known == null ? 0 : 1);
        }
        if (known == null ? there : !known.equals(now)) {
            folder.changed = scan.number();
        }
    }

    private void drop(Folder folder) {
        if (folder.complete) {
            held -= folder.names.size();
        }
        folder.forget(scan.number());
    }

    /** A folder is not there, and so is nothing below it. */
    private void vanish(Folder folder) {
        if (!folder.exists) {
            return;
        }
        drop(folder);
        folder.exists = false;
        folder.trusted = false;
        structure++;
        if (!folder.path.isEmpty()) {
            folders.subMap(folder.path + "/", folder.path + "0").values().forEach(this::vanishOne);
        } else {
            folders.values().forEach(this::vanishOne);
        }
    }

    private void vanishOne(Folder folder) {
        if (folder.exists) {
            drop(folder);
            folder.exists = false;
            folder.trusted = false;
        }
    }

    /** What is to be watched is not there; to be noticed by the next scan. */
    void missing(String path) {
        Folder folder = folders.get(path);
        if (folder != null) {
            vanish(folder);
            folder.changed = scan.number() + 1;
        }
    }

    private boolean linksMoved(Folder folder) {
        for (Entry link : folder.links()) {
            if (!link.equals(resolveLink(folder, link.name()))) {
                return true;
            }
        }
        return false;
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
        Entry found = classify(parent, name, scan.look(parent.full.resolve(name)));
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
        scan.looked();
        try {
            PathWalk.Resolved resolved = project.walk().resolve(path);
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

        folder.names.clear();
        int room = Math.max(0, scan.limits().entries() - held);
        try {
            project.walk().at(folder.path.isEmpty() ? "." : folder.path, PathWalk.Access.READ, place -> {
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
                                "more than " + scan.limits().entries()
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
        scan.listed(folder.names.size());
    }

    private Entry listed(Folder folder, FolderHandle handle, String name) throws IOException {
        PathRules.Problem problem = PathRules.nameProblem(name);
        if (problem != null) {
            return new Entry(name, Entry.Kind.ODD, null, oddName(folder, name, problem.what()));
        }
        scan.looked();
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
            if (!folder.trusted && folder.checked == scan.number()) {
                folder.trusted = watched.contains(folder.path)
                        && folder.exists
                        && !folder.unstable
                        && !folder.hasLinks
                        && !Scan.racy(folder.modified, folder.looked);
            }
            all &= folder.trusted || !folder.exists;
        }
        return all;
    }

    boolean knows(String path) {
        return folders.containsKey(path);
    }

    /** Nothing is vouched for any more. */
    void distrustAll() {
        folders.values().forEach(folder -> folder.trusted = false);
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
        String child = child(path, name);
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
    }
}
