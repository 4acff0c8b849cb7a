package io.workfloworchestrator.detect;

import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one folder: its identity and time at the last look, and the names known since. The names hold as
 * long as identity and time are the same, and the time was not too young at that look ({@link Scan#racy}).
 *
 * <p>Belongs to a {@link FolderTree}, and is guarded by its owner.
 */
final class Folder {

    /** From the project, with '/'; empty for the project itself. */
    final String path;

    private final String name;
    private final Path root;
    private @Nullable Path full;
    /** The folder above; null for the project, and for the target of a link into a part that nobody asked about. */
    final @Nullable Folder parent;
    /** The names looked up so far, or all of them when {@link #complete}. */
    final Names names = new Names();

    private Map<String, Folder> children = Map.of();

    boolean exists;
    boolean complete;
    /** Oddities of the folder itself: cut off, unreadable. */
    List<ScanFinding> odd = List.of();
    /** Never to be trusted for its time alone: it could not be read. */
    boolean unstable;

    boolean hasLinks;

    @Nullable
    Object key;

    Instant modified = Scan.NEVER;
    /** Whether it was {@linkplain Scan#racy racily clean} at the last look. */
    boolean racy;
    /** The scan that last looked. */
    long checked = -1;
    /** The scan that last found it different. */
    long changed;
    /** Whether a watch reports each change since the last look. Set by the tree only. */
    boolean trusted;
    /** Names that the watch reported since the last look. */
    private Set<String> dirty = Set.of();
    /** Names of folders found gone while the watch had not yet told so: these names are known wrongly. */
    private Set<String> gone = Set.of();

    /** @param root of the project */
    Folder(String path, String name, Path root, @Nullable Folder parent) {
        this.path = path;
        this.name = name;
        this.root = root;
        this.parent = parent;
        if (parent != null) {
            parent.adopt(this);
        }
    }

    /** Thousands of folders have one child: those do without a table. */
    private void adopt(Folder child) {
        if (children.isEmpty()) {
            children = Map.of(child.name, child);
            return;
        }
        if (children.size() == 1) {
            children = new HashMap<>(children);
        }
        children.put(child.name, child);
    }

    String name() {
        return name;
    }

    /** Where it lies; made when it is first looked at, since of many that are remembered few are. */
    Path full() {
        Path known = full;
        if (known == null) {
            known = root.resolve(path);
            full = known;
        }
        return known;
    }

    String child(String name) {
        return FolderTree.child(path, name);
    }

    @Nullable
    Folder childFolder(String name) {
        return children.get(name);
    }

    Collection<Folder> children() {
        return children.values();
    }

    void leaveParent() {
        if (parent != null) {
            parent.disown(this);
        }
    }

    private void disown(Folder child) {
        if (children.size() > 1) {
            children.remove(child.name);
        } else if (children.get(child.name) == child) {
            children = Map.of();
        }
    }

    /** Whether its names hold by what a look found; links are another matter. */
    boolean holds(BasicFileAttributes found) {
        return exists
                && !unstable
                && !racy
                && isThat(found)
                && modified.equals(found.lastModifiedTime().toInstant());
    }

    /** Whether it is the same folder, not another in its place. */
    boolean isThat(BasicFileAttributes found) {
        Object now = found.fileKey();
        if (!Scan.sameKey(key, now)) {
            return false;
        }
        key = now;
        return true;
    }

    void take(BasicFileAttributes found, Instant now) {
        Instant time = found.lastModifiedTime().toInstant();
        restore(found.fileKey(), time, Scan.racy(time, now));
    }

    void restore(@Nullable Object newKey, Instant newModified, boolean isRacy) {
        exists = true;
        key = newKey;
        modified = newModified;
        racy = isRacy;
    }

    /** Whether its time and identity vouch for its names. */
    boolean isFirm() {
        return exists && !unstable && !racy && !hasLinks;
    }

    /** Forgets the names, since they may be different now. */
    void forget() {
        names.clear();
        hasLinks = false;
        complete = false;
        unstable = false;
        odd = List.of();
        dirty = Set.of();
        gone = Set.of();
    }

    void put(Entry entry) {
        names.put(entry);
        hasLinks |= entry.isLink();
    }

    /** All its names are these; the array is kept. */
    void fill(Entry[] entries) {
        names.set(entries);
        complete = true;
        hasLinks = false;
        for (Entry entry : entries) {
            hasLinks |= entry.isLink();
        }
    }

    /** Returns how many names are waiting for a look. */
    int markDirty(String name) {
        if (dirty.isEmpty()) {
            dirty = new HashSet<>();
        }
        dirty.add(name);
        return dirty.size();
    }

    void markGone(String name) {
        if (gone.isEmpty()) {
            gone = new HashSet<>();
        }
        gone.add(name);
    }

    /** Whether the folder of that name was found gone since the names were read. */
    boolean takeGone(String name) {
        return !gone.isEmpty() && gone.remove(name);
    }

    Set<String> takeDirty() {
        Set<String> taken = dirty;
        dirty = Set.of();
        return taken;
    }

    List<Entry> links() {
        if (!hasLinks) {
            return List.of();
        }
        List<Entry> links = new ArrayList<>();
        for (Entry entry : names.all()) {
            if (entry.isLink()) {
                links.add(entry);
            }
        }
        return links;
    }

    /** Each path has one folder; the hash of a text is kept, that of an object has to be made. */
    @Override
    public int hashCode() {
        return path.hashCode();
    }

    @Override
    public String toString() {
        return "Folder[" + path + "]";
    }
}
