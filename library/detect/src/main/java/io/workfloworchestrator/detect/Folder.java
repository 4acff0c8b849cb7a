package io.workfloworchestrator.detect;

import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
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

    final Path full;
    /** The names looked up so far, or all of them when {@link #complete}. */
    final TreeMap<String, Entry> names = new TreeMap<>();

    boolean exists;
    boolean complete;
    /** Oddities of the folder itself: cut off, unreadable. */
    List<ScanFinding> odd = List.of();
    /** Never to be trusted for its time alone: links in it, or it could not be read. */
    boolean unstable;

    @Nullable
    Object key;

    Instant modified = Scan.NEVER;
    Instant looked = Scan.NEVER;
    /** The scan that last looked. */
    long checked = -1;
    /** The scan that last found it different. */
    long changed;
    /** Whether a watch reports each change since the last look. */
    boolean trusted;

    /** Names that the watch reported since the last look. */
    final Set<String> dirty = new HashSet<>();

    boolean hasLinks;

    Folder(String path, Path full) {
        this.path = path;
        this.full = full;
    }

    boolean same(BasicFileAttributes found) {
        return Objects.equals(key, found.fileKey())
                && modified.equals(found.lastModifiedTime().toInstant());
    }

    /** Forgets the names, since they may be different now. */
    void forget(long scan) {
        names.clear();
        hasLinks = false;
        complete = false;
        unstable = false;
        odd = List.of();
        changed = scan;
    }

    void put(Entry entry) {
        names.put(entry.name(), entry);
        hasLinks |= entry.isLink();
    }

    String child(String name) {
        return FolderTree.child(path, name);
    }

    List<Entry> links() {
        if (!hasLinks) {
            return List.of();
        }
        List<Entry> links = new ArrayList<>();
        for (Entry entry : names.values()) {
            if (entry.isLink()) {
                links.add(entry);
            }
        }
        return links;
    }
}
