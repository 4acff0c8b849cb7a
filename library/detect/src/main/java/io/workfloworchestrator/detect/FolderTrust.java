package io.workfloworchestrator.detect;

import io.workfloworchestrator.files.PathRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which folders a watch covers: all but the doubtful ones, and in the dirty ones all names except those that events told.
 * Not thread-safe.
 */
final class FolderTrust {
    /** More changed names than this in one folder, and listing it is cheaper. */
    private static final int MAX_DIRTY = 64;

    private final Set<Folder> doubtful = new HashSet<>();

    private final Set<Folder> dirty = new HashSet<>();

    List<Folder> unsure() {
        List<Folder> all = new ArrayList<>(doubtful);
        all.addAll(dirty);
        return all;
    }

    void doubt(Folder folder) {
        folder.trusted = false;
        doubtful.add(folder);
        dirty.remove(folder);
    }

    void doubtBelow(Folder folder) {
        Folders.forAll(folder, each -> {
            if (each.exists) {
                doubt(each);
            }
        });
    }

    void touch(Folder folder, String name) {
        if (folder.trusted) {
            dirty.add(folder);
            boolean plain = PathRules.nameProblem(name) == null; // others cannot be looked up one by one
            if (!plain || folder.markDirty(name) > MAX_DIRTY) {
                doubt(folder);
                folder.unstable = true; // it is different, whatever its time says
            }
        }
        Folder below = folder.childFolder(name);
        if (below != null) {
            doubtBelow(below);
        }
    }

    /** Called when the names that events told are looked at. */
    void refreshed(Folder folder) {
        dirty.remove(folder);
    }

    void forget(Folder folder) {
        folder.trusted = false;
        doubtful.remove(folder);
        dirty.remove(folder);
    }

    /** Trusts the folders that a watch covered before the scan of this number began; whether all are trusted now. */
    boolean trust(long scan, Predicate<String> watched) {
        doubtful.removeIf(folder -> {
            boolean hasAncestors = folder.parent != null || folder.path.isEmpty();
            folder.trusted = folder.checked == scan
                    && hasAncestors
                    && !folder.unstable
                    && !folder.hasLinks
                    && !folder.racy
                    && watched.test(folder.path);
            return folder.trusted;
        });
        return doubtful.isEmpty();
    }
}
