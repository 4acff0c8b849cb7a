package io.workfloworchestrator.detect;

import io.workfloworchestrator.detect.FactReader.Reading;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What another process saw, from a {@link ScanIndex}. While all of it is true, a scan only looks at the {@link Stamps} that
 * facts depend on, and takes nothing else from the file. When something is different, or a watch begins, a {@link
 * FolderTree} and {@link FileLooks} take over what is known. Not thread-safe.
 */
final class LastSeen {
    private final Path root;
    private final Stamps stamps;
    private final Map<String, IndexedFact> facts;
    private final boolean isComplete;
    /** Names and contents, in the order of the stamps. */
    private final IndexInput contents;

    private final int[] asked;

    private byte[] found;
    private long looked = -1;

    private LastSeen(
            Path root, Stamps stamps, Map<String, IndexedFact> facts, boolean isComplete, IndexInput contents) {
        this.root = root;
        this.stamps = stamps;
        this.facts = facts;
        this.isComplete = isComplete;
        this.contents = contents;
        this.asked = asked();
        this.found = new byte[stamps.size()];
    }

    static void write(IndexOutput out, FolderTree tree, FileLooks looks, List<Reading> readings) {
        List<Folder> folders = tree.folders();
        List<FileLook> files = looks.files();
        Map<Object, Integer> places = new HashMap<>();
        Stamps stamps = IndexedContent.stamps(tree, folders, files, places);
        out.block(stamps::write);
        out.block(to -> readings.forEach(reading -> IndexedFact.write(to, reading, tree, places)));
        out.packed(to -> IndexedContent.write(to, folders, files));
    }

    /** @throws IndexInput.Damaged if the bytes are damaged; some damage is found only later */
    static LastSeen read(IndexInput in, Path root, Set<String> names) {
        Stamps stamps = new Stamps(in.block());
        IndexInput part = in.block();
        IndexInput contents = in.block();
        Map<String, IndexedFact> facts = new LinkedHashMap<>();
        for (String name : names) {
            IndexedFact fact = IndexedFact.read(part, name, stamps.size());
            if (fact != null) {
                facts.put(name, fact);
            }
        }
        if (stamps.size() == 0 || !part.isAtEnd() || !in.isAtEnd()) {
            throw new IndexInput.Damaged("it does not end where it should");
        }
        return new LastSeen(root, stamps, facts, facts.size() == names.size(), contents);
    }

    private int[] asked() {
        BitSet asked = new BitSet(stamps.size());
        asked.set(0); // the project itself
        for (IndexedFact fact : facts.values()) {
            fact.ask(asked);
        }
        int[] places = new int[asked.cardinality()];
        int place = -1;
        for (int i = 0; i < places.length; i++) {
            place = asked.nextSetBit(place + 1);
            places[i] = place;
        }
        return places;
    }

    /** Looks at the disk; returns whether every fact is still true. */
    boolean holds(Scan scan) {
        found = stamps.look(root, asked);
        looked = scan.number();
        scan.looked(asked.length);
        boolean all = isComplete && found[0] >= Stamps.THERE;
        for (IndexedFact fact : facts.values()) {
            all &= fact.holds(found);
        }
        return all;
    }

    Map<String, DetectedFact> facts() {
        Map<String, DetectedFact> all = new LinkedHashMap<>();
        facts.forEach((name, fact) -> all.put(name, fact.fact()));
        return all;
    }

    Set<ScanFinding> findings() {
        Set<ScanFinding> all = new LinkedHashSet<>();
        facts.values().forEach(fact -> all.addAll(fact.findings()));
        return all;
    }

    /**
     * Gives everything known to a tree and looks that know nothing. Places that the last look found unchanged count as
     * looked at in that scan.
     *
     * @return the known facts; a fact that the last look did not find true is never believed
     * @throws IndexInput.Damaged if the bytes are damaged; then nothing was given
     */
    Map<String, Reading> restore(FolderTree tree, FileLooks looks) {
        List<Folder> folders = IndexedContent.folders(stamps, root);
        List<FileLook> files = IndexedContent.files(stamps, folders, root);
        IndexedContent.fill(contents.packed(), stamps, folders, files);
        for (int place = 0; place < found.length; place++) {
            if (found[place] == Stamps.SAME) {
                seen(place, folders, files);
            }
        }
        Map<String, Reading> readings = new HashMap<>();
        facts.forEach((name, fact) -> {
            long held = fact.holds(found) ? looked : Reading.NEVER;
            readings.put(name, fact.reading(folders, files, held));
        });
        tree.restore(folders);
        looks.restore(files);
        return readings;
    }

    private void seen(int place, List<Folder> folders, List<FileLook> files) {
        if (place >= folders.size()) {
            files.get(place - folders.size()).same(looked);
        } else if (folders.get(place).isFirm()) {
            folders.get(place).checked = looked;
        }
    }
}
