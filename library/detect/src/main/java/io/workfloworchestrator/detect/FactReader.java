package io.workfloworchestrator.detect;

import io.workfloworchestrator.detect.FactDeclaration.Part;
import io.workfloworchestrator.detect.FileContent.Wanted;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads one declared fact from a {@link FolderTree}, and notes what it depends on. Used once. */
final class FactReader {
    private static final String[] MATCHES = {"count", "names", "matches", "entries"};
    private static final String[] ENTRY = {"path", "name", "kind"};
    private static final String[] ENTRIES = {"path", "exists", "count", "names", "entries"};

    private final FolderTree tree;
    private final FileLooks looks;
    private final Scan scan;
    private final Set<Folder> folders = new LinkedHashSet<>();
    private final Set<FileLook> files = new LinkedHashSet<>();
    private final Set<ScanFinding> findings = new LinkedHashSet<>();
    private final Map<String, Map<String, Integer>> lines = new HashMap<>();
    private final @Nullable DetectedFact before;

    private FactReader(FolderTree tree, FileLooks looks, Scan scan, @Nullable DetectedFact before) {
        this.before = before;
        this.tree = tree;
        this.looks = looks;
        this.scan = scan;
    }

    /**
     * A fact and what it was read from.
     *
     * @param scan the scan that read it, or that found it still true if another process read it; {@link #NEVER} if none did
     */
    record Reading(DetectedFact fact, Set<Folder> folders, Set<FileLook> files, Set<ScanFinding> findings, long scan) {
        static final long NEVER = -1;

        Reading with(DetectedFact known) {
            return new Reading(known, folders, files, findings, scan);
        }

        /** Whether everything that the fact was read from is unchanged, after the scan has looked at all it must. */
        boolean isUntouched(FolderTree tree, FileLooks looks) {
            // disjoint() iterates over the second collection: few things change.
            return scan != NEVER
                    && Collections.disjoint(folders, tree.changes())
                    && Collections.disjoint(files, looks.changes());
        }

        /** Looks at everything that the fact was read from; returns whether it is unchanged. */
        boolean holds(FolderTree tree, FileLooks looks) {
            boolean same = scan != NEVER;
            for (Folder folder : folders) {
                boolean there = folder.exists;
                same &= tree.check(folder) == there && folder.changed <= scan;
            }
            for (FileLook file : files) {
                boolean there = file.exists;
                same &= looks.check(file) == there && file.changed <= scan;
            }
            return same;
        }
    }

    /** @param before the fact as it was; rows that are still the same are taken over */
    static Reading read(
            FolderTree tree,
            FileLooks looks,
            Scan scan,
            String name,
            FactDeclaration declaration,
            @Nullable DetectedFact before) {
        FactReader reader = new FactReader(tree, looks, scan, before);
        DetectedFact fact = reader.fact(name, declaration);
        return new Reading(fact, reader.folders, reader.files, reader.findings, scan.number());
    }

    private DetectedFact fact(String name, FactDeclaration declaration) {
        if (declaration instanceof FactDeclaration.OneFile one) {
            return fact(name, oneFile(one), one.path());
        } else if (declaration instanceof FactDeclaration.ManyFiles many) {
            return fact(name, manyFiles(many), String.join(", ", many.globs()));
        } else if (declaration instanceof FactDeclaration.Directories directories) {
            return fact(name, directories(directories), String.join(", ", directories.globs()));
        } else if (declaration instanceof FactDeclaration.Entries entries) {
            return fact(name, entries(entries), entries.folder());
        } else if (declaration instanceof FactDeclaration.FrontMatter front) {
            Row row = part(
                    front.path(), Part.FRONT_MATTER, FileContent.FRONT_MATTER, "path", "exists", "present", "fields");
            unprefix(front.path(), FileContent.FRONT_MATTER + ".");
            return fact(name, row, front.path());
        } else if (declaration instanceof FactDeclaration.Checkboxes boxes) {
            Row row = part(
                    boxes.path(),
                    Part.CHECKBOXES,
                    FileContent.CHECKBOXES,
                    "path",
                    "exists",
                    "done",
                    "open",
                    "total",
                    "items");
            return fact(name, row, boxes.path());
        } else if (declaration instanceof FactDeclaration.JsonField field) {
            return fact(name, jsonField(field), field.path());
        }
        throw new IllegalStateException("unknown declaration " + declaration.getClass());
    }

    private DetectedFact fact(String name, Row value, String origin) {
        boolean known = findings.stream().noneMatch(ScanFinding::hides);
        return new DetectedFact(
                name,
                value,
                new Source(origin, 0),
                Collections.unmodifiableMap(lines),
                known,
                DetectedFact.doubts(findings));
    }

    /** The value of a shorthand fact is the part itself, so its lines are found without the name of the part. */
    private void unprefix(String path, String prefix) {
        Map<String, Integer> own = lines.get(path);
        if (own != null) {
            Map<String, Integer> plain = new TreeMap<>();
            own.forEach((place, line) ->
                    plain.put(place.startsWith(prefix) ? place.substring(prefix.length()) : place, line));
            lines.put(path, plain);
        }
    }

    // ---- one file ----

    private Row oneFile(FactDeclaration.OneFile one) {
        Wanted wanted = Wanted.of(one.parts(), one.words());
        FileLook look = locate(one.path());
        String name = one.path().substring(one.path().lastIndexOf('/') + 1);
        return row(
                keys(wanted.parts(), one.words(), "exists"), one.path(), name, look != null, look, wanted, one.words());
    }

    private Row part(String path, Part part, String key, String... keys) {
        Wanted wanted = Wanted.of(Set.of(part), List.of());
        FileLook look = locate(path);
        FileContent content = content(path, look, wanted);
        Map<?, ?> value = (Map<?, ?>) Objects.requireNonNull(content.value(key));
        Object[] values = new Object[keys.length];
        values[0] = path;
        values[1] = look != null;
        for (int i = 2; i < keys.length; i++) {
            values[i] = Objects.requireNonNull(value.get(keys[i]));
        }
        return Row.of(keys, values);
    }

    private Row jsonField(FactDeclaration.JsonField field) {
        FileLook look = locate(field.path());
        FileContent content = content(field.path(), look, Wanted.json(field.pointer()));
        JsonText.Found found =
                (JsonText.Found) Objects.requireNonNull(content.value(FileContent.json(field.pointer())));
        return Row.of(new String[] {"path", "exists", "present", "value", "line"}, new @Nullable Object[] {
            field.path(), look != null, found.present(), found.value(), (long) found.line()
        });
    }

    /** The file at a path without wildcards. If there is none: null, and the reason and the folders are noted. */
    private @Nullable FileLook locate(String path) {
        Folder folder = folder(Folders.parent(path));
        return folder == null ? null : file(folder, Folders.name(path), path);
    }

    /** The folder at a path, empty for the project. If there is none: null, and the reason and the folders are noted. */
    private @Nullable Folder folder(String path) {
        Folder folder = tree.root();
        for (String name : path.isEmpty() ? new String[0] : path.split("/", -1)) {
            Folder next = tree.child(folder, name);
            if (next == null || tree.entryIsLink(folder, name)) {
                folders.add(folder);
                odd(folder, name);
            }
            if (next == null) {
                return null;
            }
            folder = next;
        }
        return folder;
    }

    private @Nullable FileLook file(Folder folder, String name, String path) {
        tree.check(folder);
        Entry entry = tree.entry(folder, name);
        if (entry.kind() != Entry.Kind.FILE) {
            folders.add(folder);
            odd(folder, name);
            if (entry.kind() == Entry.Kind.FOLDER || entry.kind() == Entry.Kind.OTHER) {
                findings.add(GlobWalk.wrongKind(path, entry.kind(), "a file"));
            }
            return null;
        }
        FileLook look = looks.file(folder, entry);
        if (entry.isLink() || !look.exists) {
            folders.add(folder);
        }
        files.add(look);
        return look.exists ? look : null;
    }

    private void odd(Folder folder, String name) {
        ScanFinding odd = tree.check(folder) ? tree.entry(folder, name).odd() : null;
        if (odd != null) {
            findings.add(odd);
        }
        findings.addAll(folder.odd);
    }

    // ---- rows ----

    private Row manyFiles(FactDeclaration.ManyFiles many) {
        Wanted wanted = Wanted.of(many.parts(), many.words());
        String[] keys = keys(wanted.parts(), many.words(), "match");
        GlobWalk walk =
                new GlobWalk(tree, scan.limits(), many.globs(), many.exclude(), Entry.Kind.FILE, KnownRows.of(before));
        boolean looked = wanted.needsContent() || many.parts().contains(Part.ATTRIBUTES);
        List<Object> rows = new ArrayList<>();
        for (GlobWalk.Match match : walk.matches(looked)) {
            add(rows, looked ? lookedAt(match, wanted, many.words(), keys) : named(match, keys));
        }
        return matches(walk, rows);
    }

    private Row directories(FactDeclaration.Directories declared) {
        GlobWalk walk = new GlobWalk(
                tree, scan.limits(), declared.globs(), declared.exclude(), Entry.Kind.FOLDER, KnownRows.of(before));
        String[] keys = keys(Set.of(), List.of(), "match");
        List<Object> rows = new ArrayList<>();
        for (GlobWalk.Match match : walk.matches(false)) {
            add(rows, named(match, keys));
        }
        return matches(walk, rows);
    }

    /** A method of its own for the same reason as {@code GlobWalk.visit}. */
    private static void add(List<Object> rows, @Nullable Row row) {
        if (row != null) {
            rows.add(row);
        }
    }

    /** The keys of what is said of a file, in order; the third is "exists" for one file, "match" for one of many. */
    private static String[] keys(Set<Part> parts, List<String> words, String third) {
        List<String> keys = new ArrayList<>(List.of("path", "name", third));
        for (Part part : Part.values()) {
            if (part == Part.FRONT_MATTER && !words.isEmpty()) {
                keys.add("mentions");
            }
            if (parts.contains(part)) {
                keys.addAll(part.keys);
            }
        }
        return keys.toArray(new String[0]);
    }

    private static Row named(GlobWalk.Match match, String[] keys) {
        Row known = match.known();
        boolean same = known != null && known.text(2).equals(match.capture());
        return known != null && same ? known : Row.of(keys, new Object[] {match.path(), match.name(), match.capture()});
    }

    private @Nullable Row lookedAt(GlobWalk.Match match, Wanted wanted, List<String> words, String[] keys) {
        FileLook look = looks.file(match.folder(), match.entry());
        files.add(look);
        if (!look.exists) {
            folders.add(match.folder()); // vanished since it was listed
            return null;
        }
        return row(keys, match.path(), match.name(), match.capture(), look, wanted, words);
    }

    private Row matches(GlobWalk walk, List<Object> rows) {
        folders.addAll(walk.folders());
        findings.addAll(walk.findings());
        return matches(Collections.unmodifiableList(rows));
    }

    static Row matches(List<Object> rows) {
        return Row.of(
                MATCHES, new Object[] {(long) rows.size(), new Row.Column(rows, 1), new Row.Column(rows, 2), rows});
    }

    static Row entries(String folder, boolean exists, List<Object> rows) {
        return Row.of(ENTRIES, new Object[] {folder, exists, (long) rows.size(), new Row.Column(rows, 1), rows});
    }

    private Row row(
            String[] keys,
            String path,
            String name,
            Object third,
            @Nullable FileLook look,
            Wanted wanted,
            List<String> words) {
        Object[] values = new Object[keys.length];
        values[0] = path;
        values[1] = name;
        values[2] = third;
        FileContent content = wanted.needsContent() ? content(path, look, wanted) : null;
        for (int i = 3; i < keys.length; i++) {
            values[i] = value(keys[i], look, content, words);
        }
        return Row.of(keys, values);
    }

    private static Object value(
            String key, @Nullable FileLook look, @Nullable FileContent content, List<String> words) {
        if (key.equals("size")) {
            return look == null ? 0L : look.size;
        }
        if (key.equals("modified")) {
            return look == null ? 0L : look.modified.toEpochMilli();
        }
        FileContent known = Objects.requireNonNull(content, key);
        if (key.equals("fingerprint")) {
            return known.fingerprint();
        }
        String own = key.equals("mentions") ? FileContent.mentions(words) : key;
        return Objects.requireNonNull(known.value(own), key);
    }

    private FileContent content(String path, @Nullable FileLook look, Wanted wanted) {
        if (look == null) {
            return FileContent.unread(wanted, "", List.of());
        }
        FileContent content = looks.content(look, wanted);
        findings.addAll(content.findings(wanted));
        if (!content.lines().isEmpty() && wanted.parts().contains(Part.FRONT_MATTER)) {
            lines.put(path, content.lines());
        }
        return content;
    }

    private Row entries(FactDeclaration.Entries declared) {
        String at = declared.folder().equals(".") ? "" : declared.folder();
        Folder folder = folder(at);
        List<Object> rows = new ArrayList<>();
        if (folder != null) {
            folders.add(folder);
        }
        if (folder != null && tree.check(folder)) {
            List<Glob> exclude = declared.exclude().stream().map(Glob::of).toList();
            for (Entry entry : tree.list(folder)) {
                String path = Folder.child(at, entry.name());
                String composed = Glob.compose(path);
                boolean left =
                        entry.name().startsWith(".") || exclude.stream().anyMatch(glob -> glob.excludes(composed));
                if (left) {
                    continue;
                }
                if (entry.odd() != null) {
                    findings.add(entry.odd());
                    continue;
                }
                rows.add(Row.of(ENTRY, new Object[] {path, entry.composed(), kind(entry.kind())}));
            }
            findings.addAll(folder.odd);
        }
        return entries(declared.folder(), folder != null, Collections.unmodifiableList(rows));
    }

    private static String kind(Entry.Kind kind) {
        return switch (kind) {
            case FILE -> "file";
            case FOLDER -> "directory";
            default -> "other";
        };
    }
}
