package io.workfloworchestrator.detect;

import io.workfloworchestrator.detect.FactReader.Reading;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A fact as another process read it, and the places of the {@link Stamps} that it depends on.
 *
 * <p>It is still true if each folder and file that it was read from is unchanged, and each folder on the way there is still
 * a folder and no link. A folder on the way needs a look only if the folder above it is not itself known to be unchanged.
 * Some facts cannot be proved by stamps (a part is unknown, reached by a link, or too young): they are left out, and each
 * process reads them anew.
 *
 * @param same places that must be unchanged
 * @param there folders that must exist
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares two of them
record IndexedFact(DetectedFact fact, List<ScanFinding> findings, int[] same, int[] there) {
    private static final int VALUE = 0;
    private static final int MATCHES = 1;
    private static final int ENTRIES = 2;

    boolean holds(byte[] found) {
        for (int place : same) {
            if (found[place] != Stamps.SAME) {
                return false;
            }
        }
        for (int place : there) {
            if (found[place] < Stamps.THERE) {
                return false;
            }
        }
        return true;
    }

    void ask(BitSet asked) {
        for (int place : same) {
            asked.set(place);
        }
        for (int place : there) {
            asked.set(place);
        }
    }

    Reading reading(List<Folder> folders, List<FileLook> files, long scan) {
        Set<Folder> ownFolders = new LinkedHashSet<>();
        Set<FileLook> ownFiles = new LinkedHashSet<>();
        for (int place : same) {
            if (place < folders.size()) {
                ownFolders.add(folders.get(place));
            } else {
                ownFiles.add(files.get(place - folders.size()));
            }
        }
        return new Reading(fact, ownFolders, ownFiles, new LinkedHashSet<>(findings), scan);
    }

    static boolean isFirm(Reading reading) {
        return reading.fact().known()
                && reading.folders().stream().allMatch(Folder::isFirm)
                && reading.files().stream().allMatch(FileLook::isFirm);
    }

    /** @param places the place of each folder and file that is written */
    static void write(IndexOutput out, Reading reading, FolderTree tree, Map<Object, Integer> places) {
        Set<Folder> above = new HashSet<>();
        reading.folders().forEach(folder -> goUp(folder.parent, reading.folders(), above));
        reading.files().forEach(file -> goUp(tree.find(Folders.parent(file.path)), reading.folders(), above));
        Set<Object> same = new LinkedHashSet<>(reading.folders());
        same.addAll(reading.files());
        boolean told = isFirm(reading)
                && places.keySet().containsAll(same)
                && places.keySet().containsAll(above);
        out.write(told ? 1 : 0);
        if (!told) {
            return;
        }
        out.column(same.stream().mapToInt(places::get).toArray());
        out.column(above.stream().mapToInt(places::get).toArray());
        out.list(reading.findings(), IndexOutput::finding);
        DetectedFact fact = reading.fact();
        out.text(fact.origin().path());
        Map<String, Object> value = fact.value();
        if (value.get("entries") instanceof List<?> rows) {
            boolean one = value.get("path") instanceof String;
            out.write(one ? ENTRIES : MATCHES);
            if (one) {
                out.value(value.get("path"));
                out.value(value.get("exists"));
            }
            out.number(rows.size());
            out.packed(to -> LaterRows.write(to, rows, fact.lines()));
        } else {
            out.write(VALUE);
            out.value(value);
            LaterRows.writeLines(out, fact.lines());
        }
    }

    /** Adds the folders above that no unchanged parent proves to be folders. */
    private static void goUp(@Nullable Folder from, Set<Folder> names, Set<Folder> there) {
        for (Folder at = from; at != null && !names.contains(at); at = at.parent) {
            boolean told = at.parent != null && names.contains(at.parent);
            if (told || !there.add(at)) {
                return;
            }
        }
    }

    static @Nullable IndexedFact read(IndexInput in, String name, int places) {
        if (in.raw() == 0) {
            return null;
        }
        int[] same = places(in, places);
        int[] there = places(in, places);
        List<ScanFinding> findings = in.list(IndexInput::finding);
        List<ScanFinding> doubts = DetectedFact.doubts(findings);
        Source origin = new Source(in.text(), 0);
        int kind = in.raw();
        DetectedFact fact;
        if (kind == VALUE) {
            fact = new DetectedFact(name, in.map(), origin, LaterRows.readLines(in), true, doubts);
        } else if (kind == MATCHES || kind == ENTRIES) {
            Object path = kind == ENTRIES ? in.value() : "";
            Object exists = kind == ENTRIES ? in.value() : true;
            if (!(path instanceof String folder) || !(exists instanceof Boolean is)) {
                throw new IndexInput.Damaged("a folder has no path");
            }
            LaterRows rows = new LaterRows(in.number(Integer.MAX_VALUE), in.block());
            Row value = kind == ENTRIES ? FactReader.entries(folder, is, rows) : FactReader.matches(rows);
            fact = new DetectedFact(name, value, origin, rows.lines(), true, doubts);
        } else {
            throw new IndexInput.Damaged("a fact is of no known kind");
        }
        return new IndexedFact(fact, findings, same, there);
    }

    private static int[] places(IndexInput in, int places) {
        int[] all = in.ints();
        for (int place : all) {
            if (place < 0 || place >= places) {
                throw new IndexInput.Damaged("a place is missing");
            }
        }
        return all;
    }
}
