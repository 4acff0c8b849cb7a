package io.workfloworchestrator.detect;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the paths that match globs, folder by folder; each folder is visited once per place in a glob. Used once. */
final class GlobWalk {
    /** Folders with results of builds and downloads, which are large and not work of people: only a plain name reaches them. */
    private static final Set<String> SKIPPED =
            Set.of("node_modules", "target", "build", "dist", "__pycache__", "venv", "bower_components");

    private final FolderTree tree;
    private final int depth;
    private final List<Glob> globs;
    private final List<Glob> exclude;
    private final Entry.Kind kind;
    private final KnownRows known;
    private final List<Folder> folders = new ArrayList<>();
    private final Set<ScanFinding> findings = new LinkedHashSet<>();
    private final List<Match> matches = new ArrayList<>();
    /** The paths found, if more than one way can lead to a path. */
    private final @Nullable Set<String> taken;

    private final Set<String> visited = new HashSet<>();
    private boolean looked;
    /** Whether no path found can be spelt in two ways. */
    private boolean plain = true;
    /** In how many folders names were matched; the names of one folder are sorted. */
    private int places;

    /** A path that matches, what the first wildcard matched, and the row that the fact had for it. */
    record Match(
            String path,
            String name,
            String capture,
            Folder folder,
            Entry entry,
            @Nullable Row known) {}

    /** A folder on the way, under the path by which it was reached. */
    private record Step(Glob glob, Folder folder, String path, String capture, boolean plain) {
        Step into(Folder next, String name, boolean plainName, String more) {
            boolean unlinked = next.parent == folder && next.name().equals(name) && path.equals(folder.path);
            String below = unlinked ? next.path : Folder.child(path, name);
            return new Step(glob, next, below, more, plain && plainName);
        }
    }

    GlobWalk(
            FolderTree tree,
            ScanLimits limits,
            List<String> globs,
            List<String> exclude,
            Entry.Kind kind,
            KnownRows known) {
        this.known = known;
        this.tree = tree;
        this.depth = limits.depth();
        this.globs = globs.stream().map(Glob::of).toList();
        this.exclude = exclude.stream().map(Glob::of).toList();
        this.kind = kind;
        boolean oneWay =
                this.globs.size() == 1 && this.globs.get(0).parts().stream().noneMatch(Glob.Part::deep);
        this.taken = oneWay ? null : new HashSet<>();
    }

    /**
     * The matches, sorted by path.
     *
     * @param looked whether the caller looks at each file itself; then a file found by its full name needs no look at its
     *     folder the next time
     */
    List<Match> matches(boolean looked) {
        this.looked = looked;
        for (Glob glob : globs) {
            visited.clear();
            Folder root = tree.root();
            if (tree.check(root)) {
                walk(new Step(glob, root, "", "", true), 0);
            } else {
                folders.add(root);
            }
        }
        if (places > 1) {
            matches.sort((one, other) -> one.path().compareTo(other.path())); // nearly sorted already
        }
        return plain ? matches : withoutTwins(matches);
    }

    /** The folders that the matches depend on, some more than once. */
    List<Folder> folders() {
        return folders;
    }

    Set<ScanFinding> findings() {
        return findings;
    }

    private void walk(Step at, int index) {
        Glob.Part part = at.glob().parts().get(index);
        if (part.deep() && !visited.add(index + ":" + at.folder().path)) {
            return;
        }
        boolean last = index == at.glob().parts().size() - 1;
        if (part.deep()) {
            walk(at, index + 1);
            descend(at, index);
        } else if (part.literal()) {
            literal(at, index, part.text(), last);
        } else {
            wildcard(at, index, part, last);
        }
    }

    private void literal(Step at, int index, String name, boolean last) {
        if (last) {
            if (!tree.check(at.folder())) {
                folders.add(at.folder());
                return;
            }
            Entry entry = tree.entry(at.folder(), name);
            places++;
            boolean found = take(at, entry, at.capture(), true);
            boolean byFile = found && looked && !entry.isLink();
            if (!byFile) {
                folders.add(at.folder());
            }
            return;
        }
        Folder next = tree.child(at.folder(), name);
        if (next == null || tree.entryIsLink(at.folder(), name)) {
            folders.add(at.folder());
        }
        if (next != null) {
            walk(at.into(next, name, Glob.isAscii(name), at.capture()), index + 1);
        } else if (tree.check(at.folder())) {
            report(at, tree.entry(at.folder(), name));
        }
    }

    private void wildcard(Step at, int index, Glob.Part part, boolean last) {
        places += last ? 1 : 0;
        boolean meant = part.hasExtension();
        for (Entry entry : list(at)) {
            visit(at, index, part, last, meant, entry);
        }
    }

    /** A method of its own: in a process that has just begun, only methods that are called often are compiled. */
    private void visit(Step at, int index, Glob.Part part, boolean last, boolean meant, Entry entry) {
        if (!part.matches(entry.composed())) {
            return;
        }
        String capture = index == at.glob().firstWild() ? part.captured(entry.composed()) : at.capture();
        if (last) {
            take(at, entry, capture, meant);
        } else if (entry.kind() == Entry.Kind.FOLDER && !skipped(at, entry)) {
            walk(at.into(tree.known(at.folder(), entry), entry.name(), entry.isPlain(), capture), index + 1);
        } else {
            report(at, entry);
        }
    }

    private void descend(Step at, int index) {
        boolean tooDeep = at.folder().path.split("/", -1).length >= depth;
        for (Entry entry : list(at)) {
            boolean into = entry.kind() == Entry.Kind.FOLDER
                    && !entry.isLink() // a link could lead to where it lies, round and round
                    && !entry.name().startsWith(".")
                    && !skipped(at, entry);
            if (!into) {
                continue;
            }
            if (tooDeep) {
                findings.add(ScanFinding.of(
                        "E_SCAN_DEPTH",
                        at.path(),
                        "folders below this one were not looked at: they are more than " + depth
                                + " levels deep. Write out more of the glob."));
                return;
            }
            Folder next = tree.folder(at.folder(), entry);
            if (next != null) {
                String capture = at.capture();
                if (index == at.glob().firstWild()) {
                    String name = entry.composed();
                    capture = capture.isEmpty() ? name : capture + "/" + name;
                }
                walk(at.into(next, entry.name(), entry.isPlain(), capture), index);
            }
        }
    }

    private Iterable<Entry> list(Step at) {
        folders.add(at.folder());
        if (!tree.check(at.folder())) {
            return List.of();
        }
        Iterable<Entry> entries = tree.list(at.folder());
        findings.addAll(at.folder().odd);
        return entries;
    }

    /** Adds an entry that matches the last part, if it is of the kind asked for. */
    private boolean take(Step at, Entry entry, String capture, boolean meant) {
        Row row = entry.kind() == kind ? known.find(at.path(), entry.name()) : null;
        String path = row != null ? row.text(0) : Folder.child(at.path(), entry.name());
        if (entry.kind() == Entry.Kind.ABSENT || isExcluded(path)) {
            return false;
        }
        if (entry.kind() == kind) {
            if (kind == Entry.Kind.FOLDER && skipped(at, entry)) {
                return false;
            }
            if (taken == null || taken.add(path)) {
                plain &= entry.isPlain() && at.plain();
                matches.add(new Match(path, entry.composed(), capture, at.folder(), entry, row));
            }
            return true;
        }
        if (entry.odd() != null) {
            findings.add(entry.odd());
        } else if ((meant && kind == Entry.Kind.FILE) || entry.kind() == Entry.Kind.OTHER) {
            findings.add(wrongKind(path, entry.kind(), kind == Entry.Kind.FILE ? "a file" : "a folder"));
        }
        return false;
    }

    private void report(Step at, Entry entry) {
        String path = Folder.child(at.path(), entry.name());
        if (entry.odd() != null && !isExcluded(path)) {
            findings.add(entry.odd());
        }
    }

    static ScanFinding wrongKind(String path, Entry.Kind found, String expected) {
        String what = switch (found) {
            case FOLDER -> "a folder";
            case FILE -> "a file";
            default -> "a pipe, socket or device";
        };
        return ScanFinding.of(
                "E_ENTRY_KIND", path, "is " + what + ", not " + expected + ", and is left out. Rename or remove it.");
    }

    private boolean isExcluded(String path) {
        String composed = exclude.isEmpty() ? path : Glob.compose(path);
        for (Glob glob : exclude) {
            if (glob.excludes(composed)) {
                return true;
            }
        }
        return false;
    }

    private static boolean skipped(Step at, Entry entry) {
        return SKIPPED.contains(entry.name())
                || (entry.name().equals(".state") && at.folder().path.equals(".ai-planning"));
    }

    /** "é" as one character and "é" as two are two names on disk, and one name to a person. */
    private List<Match> withoutTwins(List<Match> sorted) {
        Set<String> composed = new HashSet<>();
        List<Match> kept = new ArrayList<>(sorted.size());
        for (Match match : sorted) {
            if (Glob.isAscii(match.path()) || composed.add(Glob.compose(match.path()))) {
                kept.add(match);
            } else {
                findings.add(ScanFinding.of(
                        "E_ENTRY_DUPLICATE",
                        match.path(),
                        "is there twice, its name once composed and once decomposed; one is left out. Remove one."));
            }
        }
        return kept;
    }
}
