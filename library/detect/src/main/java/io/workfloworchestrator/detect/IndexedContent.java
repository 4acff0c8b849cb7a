package io.workfloworchestrator.detect;

import io.workfloworchestrator.detect.FactDeclaration.Part;
import io.workfloworchestrator.detect.FileContent.Wanted;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The part of a {@link ScanIndex} beside the {@link Stamps}: the names in folders, and the content of files. */
final class IndexedContent {
    private static final int COMPLETE = 1;
    private static final int UNSTABLE = 2;
    private static final int TARGET = 8;
    private static final int ODD = 16;
    private static final int KINDS = 7;

    /** The position of each is its number in the file: an index of another build is ignored. */
    private static final List<Part> PARTS = List.of(Part.values());

    private static final List<Entry.Kind> ENTRY_KINDS = List.of(Entry.Kind.values());

    private IndexedContent() {}

    /** @param places gets the place of each folder and file */
    static Stamps stamps(FolderTree tree, List<Folder> folders, List<FileLook> files, Map<Object, Integer> places) {
        StampNames.Gathered names = new StampNames.Gathered();
        int[] parents = new int[folders.size() + files.size()];
        int[] numbers = new int[parents.length];
        for (int i = 0; i < parents.length; i++) {
            boolean isFile = i >= folders.size();
            Object at = isFile ? files.get(i - folders.size()) : folders.get(i);
            String path = at instanceof FileLook file ? file.path : ((Folder) at).path;
            Folder above = at instanceof Folder folder ? folder.parent : tree.find(Folders.parent(path));
            Integer parent = above == null ? null : places.get(above);
            parents[i] = parent == null ? -1 : parent;
            numbers[i] = parent == null ? names.path(path) : names.name(Folders.name(path));
            places.put(at, i);
        }
        Stamps stamps = new Stamps(folders.size(), parents, numbers, names.names());
        for (int i = 0; i < folders.size(); i++) {
            stamps.put(i, folders.get(i));
        }
        for (int i = 0; i < files.size(); i++) {
            stamps.put(folders.size() + i, files.get(i));
        }
        return stamps;
    }

    static void write(IndexOutput out, List<Folder> folders, List<FileLook> files) {
        for (Folder folder : folders) {
            out.write((folder.complete ? COMPLETE : 0)
                    | (folder.unstable ? UNSTABLE : 0)
                    | (folder.odd.isEmpty() ? 0 : ODD));
            out.list(folder.names.all(), IndexedContent::write);
            if (!folder.odd.isEmpty()) {
                out.list(folder.odd, IndexOutput::finding);
            }
        }
        for (FileLook file : files) {
            if (file.content != null) {
                write(out, file.content);
            }
        }
    }

    private static void write(IndexOutput out, Entry entry) {
        out.write(ENTRY_KINDS.indexOf(entry.kind())
                | (entry.target() == null ? 0 : TARGET)
                | (entry.odd() == null ? 0 : ODD));
        out.text(entry.name());
        if (entry.target() != null) {
            out.text(entry.target());
        } else if (entry.odd() != null) {
            out.finding(entry.odd());
        }
    }

    static void parts(IndexOutput out, Set<Part> parts) {
        out.list(parts, (to, part) -> to.number(PARTS.indexOf(part)));
    }

    private static void write(IndexOutput out, FileContent content) {
        parts(out, content.wanted().parts());
        out.list(content.wanted().words(), (to, words) -> to.list(words, IndexOutput::text));
        out.list(content.wanted().pointers(), IndexOutput::text);
        out.text(content.fingerprint());
        out.map(content.values(), IndexOutput::value);
        out.lines(content.lines());
        out.map(content.findings(), (to, found) -> to.list(found, IndexOutput::finding));
    }

    /** The folders as they were stamped, their names missing. */
    static List<Folder> folders(Stamps stamps, Path root) {
        List<Folder> folders = new ArrayList<>(stamps.folders);
        for (int place = 0; place < stamps.folders; place++) {
            int above = stamps.parent(place);
            Folder parent = above < 0 ? null : folders.get(above);
            String name = stamps.name(place);
            Folder folder = parent == null
                    ? new Folder(name, Folders.name(name), root, null)
                    : new Folder(parent.child(name), name, root, parent);
            folder.restore(stamps.key(place), Scan.instant(stamps.modified[place]), stamps.is(place, Stamps.RACY));
            folders.add(folder);
        }
        return folders;
    }

    /** The files as they were stamped, their content missing. */
    static List<FileLook> files(Stamps stamps, List<Folder> folders, Path root) {
        List<FileLook> files = new ArrayList<>(stamps.sizes.length);
        for (int place = stamps.folders; place < stamps.size(); place++) {
            int above = stamps.parent(place);
            String name = stamps.name(place);
            FileLook file = new FileLook(above < 0 ? name : folders.get(above).child(name), root);
            file.restore(stamps.key(place), stamps.sizes[place - stamps.folders], Scan.instant(stamps.modified[place]));
            files.add(file);
        }
        return files;
    }

    static void fill(IndexInput in, Stamps stamps, List<Folder> folders, List<FileLook> files) {
        folders.forEach(folder -> fill(in, folder));
        for (int i = 0; i < files.size(); i++) {
            if (stamps.is(folders.size() + i, Stamps.READ)) {
                files.get(i).restore(Scan.instant(stamps.statuses[i]), Scan.instant(stamps.reads[i]), content(in));
            }
        }
        if (!in.isAtEnd()) {
            throw new IndexInput.Damaged("there is more than was known");
        }
    }

    /** A method of its own for the same reason as {@code GlobWalk.visit}. */
    private static void fill(IndexInput in, Folder folder) {
        int flags = in.raw();
        Entry[] entries = new Entry[in.count()];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = entry(in);
        }
        folder.fill(entries);
        folder.complete = (flags & COMPLETE) != 0;
        folder.unstable = (flags & UNSTABLE) != 0;
        folder.odd = (flags & ODD) == 0 ? List.of() : in.list(IndexInput::finding);
    }

    private static Entry entry(IndexInput in) {
        int flags = in.raw();
        if ((flags & KINDS) >= ENTRY_KINDS.size()) {
            throw new IndexInput.Damaged("an entry is of no known kind");
        }
        Entry.Kind kind = ENTRY_KINDS.get(flags & KINDS);
        String name = in.text();
        if ((flags & TARGET) != 0) {
            return Entry.link(name, kind, StampNames.requireInside(in.text()));
        }
        return (flags & ODD) != 0 ? Entry.odd(name, in.finding()) : Entry.of(name, kind);
    }

    private static FileContent content(IndexInput in) {
        Set<Part> parts = EnumSet.noneOf(Part.class);
        in.list(each -> each.number(PARTS.size() - 1)).forEach(part -> parts.add(PARTS.get(part)));
        Set<List<String>> words = new HashSet<>(in.list(each -> each.list(IndexInput::text)));
        Set<String> pointers = new HashSet<>(in.list(IndexInput::text));
        String fingerprint = in.text();
        Map<String, Object> values = in.map(new HashMap<>(), IndexedContent::part);
        Map<String, Integer> lines = in.lines();
        Map<String, List<ScanFinding>> findings = in.map(new HashMap<>(), each -> each.list(IndexInput::finding));
        return new FileContent(new Wanted(parts, words, pointers), fingerprint, values, lines, findings);
    }

    private static Object part(IndexInput in) {
        Object value = in.value();
        if (value == null) {
            throw new IndexInput.Damaged("a part of a file is missing");
        }
        return value;
    }
}
