package io.workfloworchestrator.detect;

import io.workfloworchestrator.files.PathWalk;
import io.workfloworchestrator.files.ProjectFolder;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a project's folders, and how that is checked again; {@link FileLooks} does so for files.
 *
 * <p><b>Looking again.</b> A folder's names are believed while its identity (file key) and time of modification are those
 * of the last look: one look per folder, whatever it holds. A file's content is believed while its identity, size and time
 * are the same, unless it is {@linkplain Scan#racy racily clean}.
 *
 * <p><b>Links.</b> Names are read, and content is opened, by {@link PathWalk}, which cannot be led outside. Attributes are
 * taken by path, never following a link in the last name, going down from folders that were themselves seen to be no
 * links: somebody who swaps a folder for a link in that moment could make a scan see the size and time of a file outside,
 * never a name or a byte of it. That is what makes 10,000 looks cost 10 ms.
 *
 * <p><b>Watching.</b> A folder is trusted if a watch covered it before its last look: the disk is not asked again until an
 * event comes. A scan that trusts looks only at untrusted folders and at the names that events told; nothing else can have
 * changed ({@link #changes}). Not thread-safe.
 */
final class FolderTree {
    private final Scan scan;
    private final EntryReader reader;
    /** Gets the path of each folder that is found to be gone. */
    private final Consumer<String> whenVanished;

    private final Folders folders;
    private final FolderTrust trust = new FolderTrust();
    private final Set<Folder> changes = new HashSet<>();
    private final Set<Folder> nextChanges = new HashSet<>();
    /** Grows whenever a folder appears or vanishes. */
    private long structure;

    private long prunedStructure;
    /** Names held of completely listed folders. */
    private int held;

    FolderTree(ProjectFolder project, Scan scan, Consumer<String> whenVanished) {
        this.whenVanished = whenVanished;
        this.scan = scan;
        this.reader = new EntryReader(project, scan);
        this.folders = new Folders(project.root());
    }

    void begin() {
        changes.addAll(nextChanges);
        nextChanges.clear();
    }

    /** Called when all facts have been read; after a scan that failed its changes stay for the next scan. */
    void end() {
        changes.clear();
    }

    Set<Folder> changes() {
        return changes;
    }

    long structure() {
        return structure;
    }

    // ---- folders ----

    Folder root() {
        return folders.root();
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
        BasicFileAttributes seen = reader.takeSeen(folder);
        BasicFileAttributes found = seen == null ? scan.look(folder.full()) : seen;
        if (found == null || !found.isDirectory()) {
            vanish(folder, false);
            return false;
        }
        folder.takeDirty();
        if (!folder.holds(found) || linksMoved(folder)) {
            if (!folder.exists || !folder.isThat(found.fileKey())) {
                structure++;
                trust.doubt(folder);
            }
            drop(folder);
            change(folder);
            folder.take(found, scan.began());
        }
        return true;
    }

    /** Looks at the names that a watch reported, and at no others. */
    private void refresh(Folder folder) {
        Set<String> names = folder.takeDirty();
        trust.refreshed(folder);
        if (names.isEmpty()) {
            return;
        }
        BasicFileAttributes found = scan.look(folder.full());
        if (found == null || !found.isDirectory() || !folder.isThat(found.fileKey())) {
            trust.doubt(folder);
            folder.checked = -1;
            check(folder);
            return;
        }
        // The time of modification stays that of the listing: should the trust end before all events have come, the
        // folder is listed again.
        for (String name : names) {
            refresh(folder, name);
        }
        if (folder.hasLinks) {
            trust.doubt(folder);
        }
    }

    private void refresh(Folder folder, String name) {
        Entry known = folder.names.remove(name);
        if (known == null && !folder.complete) {
            return; // nobody asked for this name
        }
        Entry now = reader.lookUp(folder, name);
        boolean there = now.kind() != Entry.Kind.ABSENT;
        Folder below = folder.childFolder(name);
        if (below != null && now.kind() != Entry.Kind.FOLDER) {
            vanish(below, false);
        }
        if (there || !folder.complete) {
            folder.put(now);
        }
        if (folder.complete) {
            held += (there ? 1 : 0) - (known == null ? 0 : 1);
        }
        // A folder that was found gone may be back: its name is as it was, and yet everything about it is new.
        if (folder.takeGone(name) || (known == null ? there : !known.equals(now))) {
            change(folder);
        }
    }

    private void change(Folder folder) {
        folder.changed = scan.number();
        changes.add(folder);
    }

    /** Notes a change after facts may have been read already: the next scan acts on it. */
    private void changeLate(Folder folder) {
        folder.changed = scan.number() + 1;
        nextChanges.add(folder);
    }

    private void drop(Folder folder) {
        if (folder.complete) {
            held -= folder.names.size();
        }
        folder.forget();
    }

    /** Notes that a folder and everything below it are gone, as changes of this scan or of the next. */
    private void vanish(Folder folder, boolean late) {
        if (!folder.exists) {
            return;
        }
        structure++;
        if (folder.parent != null) {
            folder.parent.markGone(folder.name());
        }
        Folders.forAll(folder, gone -> {
            if (gone.exists) {
                drop(gone);
                gone.exists = false;
                trust.forget(gone);
                if (late) {
                    changeLate(gone);
                } else {
                    change(gone);
                }
            }
        });
        whenVanished.accept(folder.path);
    }

    /** Notes for the next scan that a folder that should be watched is gone. */
    void missing(String path) {
        Folder folder = folders.find(path);
        if (folder != null) {
            vanish(folder, true);
        }
    }

    private boolean linksMoved(Folder folder) {
        for (Entry link : folder.links()) {
            if (!link.equals(reader.link(folder, link.name()))) {
                return true;
            }
        }
        return false;
    }

    /** The folder of that name in a folder; null if there is none. The parent is looked at only if necessary. */
    @Nullable
    Folder child(Folder parent, String name) {
        Folder known = parent.childFolder(name);
        if (known != null && known.exists && check(known)) {
            return known;
        }
        if (!check(parent)) {
            return null;
        }
        Entry entry = entry(parent, name);
        return entry.kind() == Entry.Kind.FOLDER ? folder(parent, entry) : null;
    }

    /** The folder behind an entry of a checked folder; null if it is gone by now. */
    @Nullable
    Folder folder(Folder parent, Entry entry) {
        Folder folder = known(parent, entry);
        return check(folder) ? folder : null;
    }

    /** The folder behind an entry of a checked folder, not looked at yet. */
    Folder known(Folder parent, Entry entry) {
        String target = entry.target();
        Folder known = target == null ? parent.childFolder(entry.name()) : folders.find(target);
        if (known != null) {
            return known;
        }
        structure++;
        return target == null ? folders.add(parent, entry.name()) : folders.addTarget(target);
    }

    /** The entry of a name in a checked folder. */
    Entry entry(Folder parent, String name) {
        Entry known = parent.names.get(name);
        if (known != null) {
            return known;
        }
        if (parent.complete) {
            return Entry.of(name, Entry.Kind.ABSENT);
        }
        Entry found = reader.lookUp(parent, name);
        parent.put(found);
        if (found.isLink()) {
            trust.doubt(parent); // where a link leads can change without a trace here
        }
        return found;
    }

    /** Whether a known name is a link, whose target must be asked for again. */
    boolean entryIsLink(Folder parent, String name) {
        Entry known = parent.names.get(name);
        return known != null && known.isLink();
    }

    /** All names of a checked folder, sorted; at most as many as the limits leave. */
    Iterable<Entry> list(Folder folder) {
        if (!folder.complete) {
            reader.fill(folder, Math.max(0, scan.limits().entries() - held));
            held += folder.names.size();
            if (folder.hasLinks || folder.unstable) {
                trust.doubt(folder);
            }
            for (Folder below : List.copyOf(folder.children())) {
                Entry entry = folder.names.get(below.name());
                if (folder.complete && (entry == null || entry.kind() != Entry.Kind.FOLDER)) {
                    vanish(below, true);
                }
            }
        }
        return folder.names.all();
    }

    void prune() {
        reader.forgetSeen();
        if (structure == prunedStructure) {
            return;
        }
        for (Folder folder : folders.all()) {
            if (folder.checked < scan.number() && isGone(folder)) {
                vanish(folder, true);
                folders.remove(folder);
            }
        }
        prunedStructure = structure;
    }

    private boolean isGone(Folder folder) {
        Folder parent = folder.parent;
        if (folder.path.isEmpty()) {
            return false;
        }
        return !folder.exists
                || parent == null
                || !parent.exists
                || (parent.checked == scan.number() && parent.complete && parent.names.get(folder.name()) == null);
    }

    // ---- from one process to the next ----

    /** The folders that are known to exist, each after the one it lies in. */
    List<Folder> folders() {
        return folders.all().stream().filter(folder -> folder.exists).toList();
    }

    @Nullable
    Folder find(String path) {
        return folders.find(path);
    }

    /** Takes over what another process knew, before anything else is known; no watch covers it. */
    void restore(List<Folder> known) {
        folders.restore(known);
        for (Folder folder : known) {
            held += folder.complete ? folder.names.size() : 0;
            trust.doubt(folder);
        }
        structure += known.size();
        prunedStructure = structure;
    }

    // ---- watching ----

    /** Looks at everything that no watch covers, and at everything that events told. */
    void checkDoubtful() {
        trust.unsure().forEach(this::check);
    }

    /** The folders that a watch has to cover: those known to exist, and those above. */
    Set<String> covered() {
        Set<String> all = new HashSet<>();
        for (Folder folder : folders.all()) {
            String path = folder.path;
            while (folder.exists && all.add(path) && !path.isEmpty()) {
                path = Folders.parent(path);
            }
        }
        return all;
    }

    /** Trusts the folders that a watch covered before the last scan began; whether all are trusted now. */
    boolean trust(Predicate<String> watched) {
        return trust.trust(scan.number(), watched) && nextChanges.isEmpty();
    }

    void distrustAll() {
        folders.all().stream().filter(folder -> folder.exists).forEach(trust::doubt);
    }

    /** Notes that something happened to a name in a folder; to any name, if it is null. */
    void distrust(String path, @Nullable String name) {
        Folder folder = folders.find(path);
        if (folder == null) {
            return;
        }
        if (name == null) {
            trust.doubtBelow(folder);
        } else {
            trust.touch(folder, name);
        }
    }

    /** The identity of a folder at the last look; null if not known. */
    @Nullable
    Object key(String path) {
        Folder folder = folders.find(path);
        return folder == null ? null : folder.key;
    }
}
