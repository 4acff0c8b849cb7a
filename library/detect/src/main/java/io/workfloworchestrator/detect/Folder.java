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
 * What is remembered of one folder: its identity and time at the last look, and the names known since. The names are
 * believed while identity and time are the same, if the time was not too young at that look ({@link Scan#racy}).
 * Guarded by its owner.
 */
final class Folder extends Remembered {
    private final String name;
    /** The folder above; null for the project, and for the target of a link into a part that nobody asked about. */
    final @Nullable Folder parent;
    /** The names looked up so far, or all of them when {@link #complete}. */
    final Names names = new Names();

    private Map<String, Folder> children = Map.of();

    boolean complete;
    /** Findings about the folder itself: it is unreadable, or has too many names. */
    List<ScanFinding> odd = List.of();
    /** Whether its time proves nothing, since it could not be read. */
    boolean unstable;

    boolean hasLinks;

    /** Whether it was {@linkplain Scan#racy racily clean} at the last look. */
    boolean racy;
    /** Names that the watch reported since the last look. */
    private Set<String> dirty = Set.of();
    /** Names of folders that were found gone before the watch told so: what is known of these names is wrong. */
    private Set<String> gone = Set.of();

    Folder(String path, String name, Path root, @Nullable Folder parent) {
        super(path, root);
        this.name = name;
        this.parent = parent;
        if (parent != null) {
            parent.adopt(this);
        }
    }

    /** A folder with one child has no table, since there are thousands of them. */
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

    String child(String name) {
        return child(path, name);
    }

    static String child(String path, String name) {
        return path.isEmpty() ? name : path + "/" + name;
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

    /** Whether a look proves that its names are the same, where they are no links. */
    boolean holds(BasicFileAttributes found) {
        return exists
                && !unstable
                && !racy
                && isThat(found.fileKey())
                && modified.equals(found.lastModifiedTime().toInstant());
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

    /** Whether its time and identity are proof of its names. */
    boolean isFirm() {
        return exists && !unstable && !racy && !hasLinks;
    }

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

    void fill(Entry[] entries) {
        names.set(entries);
        complete = true;
        hasLinks = false;
        for (Entry entry : entries) {
            hasLinks |= entry.isLink();
        }
    }

    /** Notes a name that the watch reported; returns how many names are waiting for a look. */
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

    /** Each path has one folder, and a text remembers its hash. */
    @Override
    public int hashCode() {
        return path.hashCode();
    }
}
