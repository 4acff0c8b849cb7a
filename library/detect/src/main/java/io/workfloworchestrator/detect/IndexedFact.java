package io.workfloworchestrator.detect;

import io.workfloworchestrator.detect.FactReader.Reading;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A fact as another process read it, and which places of the {@link Stamps} it depends on.
 *
 * <p>It holds when each folder and file that it was read from is as it was, and each folder on the way there is still a
 * folder, no link: that is looked at where no folder above it holds, which would say so. A fact that cannot hold for its
 * stamps alone (something of it is unknown, reached by a link or too young) is left out, and read by each process anew.
 */
final class IndexedFact {

    private static final int VALUE = 0;
    private static final int MATCHES = 1;
    private static final int ENTRIES = 2;

    final DetectedFact fact;
    final List<ScanFinding> findings;
    /** What must be as it was. */
    final int[] same;
    /** Folders that must be there. */
    final int[] there;

    private IndexedFact(DetectedFact fact, List<ScanFinding> findings, int[] same, int[] there) {
        this.fact = fact;
        this.findings = findings;
        this.same = same;
        this.there = there;
    }

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

    void ask(boolean[] asked) {
        for (int place : same) {
            asked[place] = true;
        }
        for (int place : there) {
            asked[place] = true;
        }
    }

    /** By folders and files instead of places. */
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

    // ---- writing ----

    static boolean isFirm(Reading reading) {
        return reading.fact().known()
                && reading.folders().stream().allMatch(Folder::isFirm)
                && reading.files().stream().allMatch(FileLook::isFirm);
    }

    /** @param places by folder and file, all that are told */
    static void write(IndexOutput out, Reading reading, FolderTree tree, Map<Object, Integer> places) {
        Set<Folder> above = new HashSet<>();
        reading.folders().forEach(folder -> goUp(folder.parent, reading.folders(), above));
        reading.files().forEach(file -> goUp(tree.find(Folders.parent(file.path)), reading.folders(), above));
        Set<Object> same = new LinkedHashSet<>(reading.folders());
        same.addAll(reading.files());
        boolean told = isFirm(reading)
                && places.keySet().containsAll(same)
                && places.keySet().containsAll(above);
        out.raw(told ? 1 : 0);
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
            out.raw(one ? ENTRIES : MATCHES);
            if (one) {
                out.value(value.get("path"));
                out.value(value.get("exists"));
            }
            out.number(rows.size());
            out.packed(to -> LaterRows.write(to, rows, fact.lines()));
        } else {
            out.raw(VALUE);
            out.value(value);
            writeLines(out, fact.lines());
        }
    }

    /** A folder whose parent's names hold is one. */
    private static void goUp(@Nullable Folder from, Set<Folder> names, Set<Folder> there) {
        for (Folder at = from; at != null && !names.contains(at); at = at.parent) {
            boolean told = at.parent != null && names.contains(at.parent);
            if (told || !there.add(at)) {
                return;
            }
        }
    }

    static void writeLines(IndexOutput out, Map<String, Map<String, Integer>> lines) {
        out.list(lines.entrySet(), (to, file) -> {
            to.value(file.getKey());
            to.list(file.getValue().entrySet(), (inner, line) -> {
                inner.text(line.getKey());
                inner.number(line.getValue());
            });
        });
    }

    // ---- reading ----

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
        if (kind == VALUE) {
            Map<String, Object> value = in.map();
            return new IndexedFact(
                    new DetectedFact(name, value, origin, readLines(in), true, doubts), findings, same, there);
        }
        if (kind != MATCHES && kind != ENTRIES) {
            throw new IndexInput.Damaged("a fact is of no known kind");
        }
        Object path = kind == ENTRIES ? in.value() : "";
        Object exists = kind == ENTRIES ? in.value() : true;
        if (!(path instanceof String folder) || !(exists instanceof Boolean is)) {
            throw new IndexInput.Damaged("a folder has no path");
        }
        LaterRows rows = new LaterRows(in.number(Integer.MAX_VALUE), in.block());
        Row value = kind == ENTRIES ? FactReader.entries(folder, is, rows) : FactReader.matches(rows);
        return new IndexedFact(
                new DetectedFact(name, value, origin, rows.lines(), true, doubts), findings, same, there);
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

    static Map<String, Map<String, Integer>> readLines(IndexInput in) {
        Map<String, Map<String, Integer>> lines = new HashMap<>();
        for (int i = in.count(); i > 0; i--) {
            if (!(in.value() instanceof String path)) {
                throw new IndexInput.Damaged("a file has no path");
            }
            Map<String, Integer> own = new TreeMap<>();
            for (int n = in.count(); n > 0; n--) {
                own.put(in.text(), in.number(Integer.MAX_VALUE));
            }
            lines.put(path, own);
        }
        return lines;
    }
}
