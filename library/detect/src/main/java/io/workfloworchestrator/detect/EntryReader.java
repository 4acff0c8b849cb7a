package io.workfloworchestrator.detect;

import io.workfloworchestrator.files.Failures;
import io.workfloworchestrator.files.FolderHandle;
import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.PathRules;
import io.workfloworchestrator.files.PathWalk;
import io.workfloworchestrator.files.Place;
import io.workfloworchestrator.files.ProjectFolder;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds out what the names in a folder are; a name that cannot be used gets an {@link Entry#odd}. Not thread-safe. */
final class EntryReader {
    private final ProjectFolder project;
    private final Scan scan;
    private final LinkCounts links;
    /** Attributes of folders that were seen while this scan read their parents: these folders need no second look. */
    private final Map<Folder, Map<String, BasicFileAttributes>> seen = new HashMap<>();
    /** The part of it that the last entry went to. */
    private Map<String, BasicFileAttributes> seenThere = new HashMap<>();

    private @Nullable Folder seenIn;

    EntryReader(ProjectFolder project, Scan scan) {
        this.project = project;
        this.scan = scan;
        this.links = new LinkCounts(project.root());
    }

    @Nullable
    BasicFileAttributes takeSeen(Folder folder) {
        if (seen.isEmpty() || folder.parent == null) {
            return null;
        }
        Map<String, BasicFileAttributes> siblings = seen.get(folder.parent);
        return siblings == null ? null : siblings.remove(folder.name());
    }

    void forgetSeen() {
        seen.clear();
        seenIn = null;
    }

    /** One name of a folder that is known to be there. */
    Entry lookUp(Folder folder, String name) {
        PathRules.Problem problem = PathRules.nameProblem(name);
        if (problem != null) {
            return oddName(folder, name, problem.what());
        }
        scan.lookedUp();
        try {
            return classify(folder, name, scan.lookOrFail(folder.full().resolve(name)));
        } catch (IOException e) {
            return unreadable(folder, name, e);
        } catch (InvalidPathException e) {
            return oddName(folder, name, "is not text in this system's file name encoding");
        }
    }

    /** All names of a folder, at most {@code room}. */
    void fill(Folder folder, int room) {
        List<Entry> found = new ArrayList<>();
        try {
            project.walk().at(folder.path.isEmpty() ? "." : folder.path, PathWalk.Access.READ, place -> {
                found.clear(); // an interrupt makes the walk begin again
                try (FolderHandle handle = place.openFolder()) {
                    List<String> names = handle.names(room + 1);
                    boolean cut = names.size() > room;
                    boolean folders = !cut && links.areFolders(folder.full(), names.size());
                    for (String name : cut ? names.subList(0, room) : names) {
                        Entry entry = listed(folder, handle, name, folders);
                        if (entry.kind() != Entry.Kind.ABSENT) {
                            found.add(entry);
                        }
                    }
                    if (cut) {
                        folder.odd = List.of(tooMany(place));
                    }
                }
                return folder;
            });
            folder.fill(found.toArray(Names.NONE));
        } catch (PathException e) {
            found.forEach(folder::put);
            folder.unstable = true;
            folder.odd = List.of(ScanFinding.unreadable(folder.path, e));
        }
        scan.listed(folder.names.size());
    }

    private ScanFinding tooMany(Place place) {
        return ScanFinding.of(
                "E_SCAN_ENTRIES",
                place.shown(),
                "more than " + scan.limits().entries()
                        + " entries in all; the rest was not looked at. Narrow the globs, or "
                        + "move what is no work material elsewhere.");
    }

    private Entry listed(Folder folder, FolderHandle handle, String name, boolean isFolder) {
        PathRules.Problem problem = PathRules.nameProblem(name);
        if (problem != null) {
            return oddName(folder, name, problem.what());
        }
        if (isFolder) {
            return Entry.of(name, Entry.Kind.FOLDER);
        }
        scan.looked(1);
        try {
            return classify(folder, name, handle.look(name));
        } catch (NoSuchFileException e) {
            return Entry.of(name, Entry.Kind.ABSENT); // vanished since it was listed
        } catch (IOException e) {
            return unreadable(folder, name, e);
        } catch (InvalidPathException e) {
            return oddName(folder, name, "is not text in this system's file name encoding");
        }
    }

    private Entry classify(Folder parent, String name, @Nullable BasicFileAttributes found) {
        if (found == null) {
            return Entry.of(name, Entry.Kind.ABSENT);
        }
        if (found.isSymbolicLink()) {
            return link(parent, name);
        }
        if (found.isDirectory()) {
            if (!parent.equals(seenIn)) {
                seenIn = parent;
                seenThere = seen.computeIfAbsent(parent, folder -> new HashMap<>());
            }
            seenThere.put(name, found);
        }
        return Entry.of(name, kind(found));
    }

    private static Entry.Kind kind(BasicFileAttributes found) {
        if (found.isRegularFile()) {
            return Entry.Kind.FILE;
        }
        return found.isDirectory() ? Entry.Kind.FOLDER : Entry.Kind.OTHER;
    }

    /** The entry of a link, with its target now. */
    Entry link(Folder parent, String name) {
        String path = parent.child(name);
        scan.looked(1);
        try {
            PathWalk.Resolved resolved = project.walk().resolve(path);
            Entry.Kind kind = resolved.found() == null ? Entry.Kind.ABSENT : kind(resolved.found());
            return Entry.link(name, kind, resolved.path());
        } catch (PathException e) {
            return Entry.odd(name, ScanFinding.of("E_PATH_SYMLINK", path, String.valueOf(e.getMessage())));
        }
    }

    /** An entry that cannot be read is not absent. Rights may change without a trace, so the next scan asks again. */
    private static Entry unreadable(Folder folder, String name, IOException e) {
        folder.unstable = true;
        return Entry.odd(name, ScanFinding.unreadable(folder.child(name), Failures.of(folder.child(name), e)));
    }

    private static Entry oddName(Folder folder, String name, String what) {
        String advice = "the name " + what + ", and the entry is left out. Rename it.";
        return Entry.odd(name, ScanFinding.of("E_ENTRY_NAME", folder.child(name), advice));
    }
}
