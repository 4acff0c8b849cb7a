package io.workfloworchestrator.detect;

import io.workfloworchestrator.detect.FactDeclaration.Part;
import io.workfloworchestrator.detect.FileContent.Wanted;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What a detector saw, kept in a file, so that the first scan of the next process is a repeated one.
 *
 * <p><b>What it is believed for.</b> It holds what {@link FolderTree} and {@link FileLooks} remember, and is believed as
 * those are: a folder's names and a file's content hold while identity, size and times are those of the look that is
 * written here, and that look was not racily clean. Between two processes there is more time for a file to be written
 * over and set back to its old time, so the time of its last change of any kind (ctime), which nobody can set, must be
 * the same too. So whatever happened to the files, a scan that begins with an index says what one without it says.
 *
 * <p><b>What it is good for.</b> One project (path and identity), one set of declarations and bounds, one build of this
 * library: all that is its <i>subject</i>. Damaged, of another subject, of another format or too large, it is not there.
 *
 * <p><b>Format 1</b>, of the parts that {@link IndexOutput} describes: the bytes {@code WOSI 1}; CRC-32C of all that
 * follows, highest byte first; subject (text); folders (list), each after the one it lies in: number of that one in the
 * list, from 1, 0 when it is not there; name, in that case path; flags; identity (text) if known; times of modification
 * and look, unless unstable; entries, each kind with flags, name, target, finding; findings. Files with known content
 * (list): path, identity, size, times of modification, last change and reading, what was wanted, fingerprint, values,
 * lines, findings.
 *
 * <p>Written beside and renamed, not forced: after a power cut it is damaged at worst. It is written only into a folder
 * that is there already, and where that cannot be done nothing happens. Not thread-safe.
 */
final class ScanIndex {

    /** An index of some hundred thousand names. */
    private static final int MAX_BYTES = 32 << 20;

    private static final byte[] MAGIC = {'W', 'O', 'S', 'I', 1};
    private static final int HEAD = MAGIC.length + 4;
    /** To learn less than this anew costs less than to read it from a file. */
    static final int WORTH = 256;

    private static final Duration GAP = Duration.ofSeconds(30);
    /** Nobody needs longer to write one; what is older was left by a process that was ended. */
    private static final Duration ABANDONED = Duration.ofMinutes(1);

    private static final int COMPLETE = 1;
    private static final int UNSTABLE = 2;
    private static final int KEYED = 4;
    private static final int TARGET = 8;
    private static final int ODD = 16;
    private static final int KINDS = 7;
    static final long IDENTITY = 0xffff_ffffL;
    /** By the number that stands for each in the file. */
    private static final List<Part> PARTS =
            List.of(Part.ATTRIBUTES, Part.TEXT, Part.FRONT_MATTER, Part.CHECKBOXES, Part.HEADINGS);

    private static final List<Entry.Kind> ENTRY_KINDS =
            List.of(Entry.Kind.FILE, Entry.Kind.FOLDER, Entry.Kind.OTHER, Entry.Kind.ABSENT, Entry.Kind.ODD);

    private final Path file;
    private final Path temporary;
    private final Path root;
    private final byte[] subject;
    private final int worth;
    private Instant written = Scan.NEVER;

    /** @param file whose folder has no links on the way to it */
    ScanIndex(Path file, Path root, Map<String, FactDeclaration> declarations, ScanLimits limits, int worth) {
        this.worth = worth;
        this.file = file;
        this.temporary = file.resolveSibling(file.getFileName() + ".tmp");
        this.root = root;
        this.subject = IndexSubject.of(root, declarations, limits);
    }

    // ---- reading ----

    /** Fills a tree and looks that are new with what the file knows, if that is to be had. */
    void restore(FolderTree tree, FileLooks looks) {
        byte[] body = read();
        if (body == null) {
            return;
        }
        try {
            IndexInput in = new IndexInput(body);
            if (!in.begins(subject)) {
                return;
            }
            List<Folder> folders = folders(in);
            List<FileLook> files = in.list(this::file);
            if (in.isAtEnd()) {
                tree.restore(folders);
                looks.restore(files);
            }
        } catch (IndexInput.Damaged e) {
            return; // it will be written anew
        }
    }

    private byte @Nullable [] read() {
        try (SeekableByteChannel channel =
                Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            long size = channel.size();
            if (size < HEAD || size > MAX_BYTES) {
                return null;
            }
            byte[] all = Texts.readUpTo(channel, MAX_BYTES, size);
            boolean ours = all.length >= HEAD && Arrays.equals(all, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
            if (!ours || ByteBuffer.wrap(all).getInt(MAGIC.length) != checksum(all, HEAD)) {
                return null;
            }
            return Arrays.copyOfRange(all, HEAD, all.length);
        } catch (IOException e) {
            return null; // there is none, or none for us
        }
    }

    private static int checksum(byte[] bytes, int from) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, from, bytes.length - from);
        return (int) sum.getValue();
    }

    private List<Folder> folders(IndexInput in) {
        int count = in.count();
        List<Folder> folders = new ArrayList<>(count);
        while (folders.size() < count) {
            folders.add(folder(in, folders));
        }
        return folders;
    }

    private Folder folder(IndexInput in, List<Folder> before) {
        int above = in.number(before.size());
        String name = requireInside(in.text());
        Folder parent = above == 0 ? null : before.get(above - 1);
        Folder folder = parent == null
                ? new Folder(name, Folders.name(name), root, null)
                : new Folder(parent.child(name), name, root, parent);
        int flags = in.raw();
        Integer key = (flags & KEYED) == 0 ? null : (Integer) (int) in.number();
        folder.restore(key, in.time(), in.time());
        folder.fill(entries(in));
        folder.complete = (flags & COMPLETE) != 0;
        folder.unstable = (flags & UNSTABLE) != 0;
        folder.odd = (flags & ODD) == 0 ? List.of() : in.list(IndexInput::finding);
        return folder;
    }

    private static Entry[] entries(IndexInput in) {
        Entry[] entries = new Entry[in.count()];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = entry(in);
        }
        return entries;
    }

    /** Nothing outside the project is looked at, whoever wrote the file. */
    private static String requireInside(String path) {
        if (path.startsWith("/")
                || (path.contains("..") && List.of(path.split("/", -1)).contains(".."))) {
            throw new IndexInput.Damaged("a path leaves the project");
        }
        return path;
    }

    private static Entry entry(IndexInput in) {
        int flags = in.raw();
        if ((flags & KINDS) >= ENTRY_KINDS.size()) {
            throw new IndexInput.Damaged("an entry is of no known kind");
        }
        Entry.Kind kind = ENTRY_KINDS.get(flags & KINDS);
        String name = in.text();
        if ((flags & TARGET) != 0) {
            return Entry.link(name, kind, requireInside(in.text()));
        }
        return (flags & ODD) != 0 ? Entry.odd(name, in.finding()) : Entry.of(name, kind);
    }

    private FileLook file(IndexInput in) {
        FileLook file = new FileLook(requireInside(in.text()), root);
        file.restore((int) in.number(), in.number(), in.time(), in.time(), in.time());
        Set<Part> parts = EnumSet.noneOf(Part.class);
        in.list(each -> each.number(PARTS.size() - 1)).forEach(part -> parts.add(PARTS.get(part)));
        Set<List<String>> words = new HashSet<>(in.list(each -> each.list(IndexInput::text)));
        Set<String> pointers = new HashSet<>(in.list(IndexInput::text));
        String fingerprint = in.text();
        Map<String, Object> values = new HashMap<>();
        for (int i = in.count(); i > 0; i--) {
            String key = in.text();
            Object value = in.value();
            if (value == null) {
                throw new IndexInput.Damaged("a part of a file is missing");
            }
            values.put(key, value);
        }
        Map<String, Integer> lines = new TreeMap<>();
        for (int i = in.count(); i > 0; i--) {
            lines.put(in.text(), in.number(Integer.MAX_VALUE));
        }
        Map<String, List<ScanFinding>> findings = new HashMap<>();
        for (int i = in.count(); i > 0; i--) {
            findings.put(in.text(), in.list(IndexInput::finding));
        }
        FileContent content = new FileContent(new Wanted(parts, words, pointers), fingerprint, values, lines, findings);
        file.content = content;
        file.charge = Math.max(file.size, content.weight());
        return file;
    }

    // ---- writing ----

    static void parts(IndexOutput out, Set<Part> parts) {
        out.list(parts, (to, part) -> to.number(PARTS.indexOf(part)));
    }

    /** Writes what is known now, if enough of it was learned since, not too often, where there is a folder for it. */
    void keep(FolderTree tree, FileLooks looks, Scan scan) {
        if (scan.learned() < worth || scan.began().isBefore(written.plus(GAP)) || !hasFolder()) {
            return;
        }
        written = scan.began();
        scan.kept();
        IndexOutput out = new IndexOutput();
        out.begin(subject);
        write(out, tree.folders());
        out.list(looks.known(), ScanIndex::write);
        if (out.size() <= MAX_BYTES - HEAD) {
            write(out.bytes());
        }
    }

    private boolean hasFolder() {
        Path folder = file.getParent();
        try {
            return folder != null && folder.toRealPath().equals(folder);
        } catch (IOException e) {
            return false;
        }
    }

    private static void write(IndexOutput out, Collection<Folder> folders) {
        Map<Folder, Integer> numbers = new HashMap<>();
        out.list(folders, (to, folder) -> {
            Integer above = folder.parent == null ? null : numbers.get(folder.parent);
            numbers.put(folder, numbers.size() + 1);
            out.number(above == null ? 0 : above);
            out.text(above == null ? folder.path : folder.name());
            out.raw((folder.complete ? COMPLETE : 0)
                    | (folder.unstable ? UNSTABLE : 0)
                    | (folder.key == null ? 0 : KEYED)
                    | (folder.odd.isEmpty() ? 0 : ODD));
            if (folder.key != null) {
                out.number(folder.key.hashCode() & IDENTITY);
            }
            out.time(folder.modified);
            out.time(folder.looked);
            out.list(folder.names.all(), ScanIndex::write);
            if (!folder.odd.isEmpty()) {
                out.list(folder.odd, IndexOutput::finding);
            }
        });
    }

    private static void write(IndexOutput out, Entry entry) {
        out.raw(ENTRY_KINDS.indexOf(entry.kind())
                | (entry.target() == null ? 0 : TARGET)
                | (entry.odd() == null ? 0 : ODD));
        out.text(entry.name());
        if (entry.target() != null) {
            out.text(entry.target());
        } else if (entry.odd() != null) {
            out.finding(entry.odd());
        }
    }

    private static void write(IndexOutput out, FileLook file) {
        FileContent content = Objects.requireNonNull(file.content);
        out.text(file.path);
        out.number(Objects.hashCode(file.key) & IDENTITY);
        out.number(file.size);
        out.time(file.modified);
        out.time(Objects.requireNonNull(file.status));
        out.time(file.read);
        parts(out, content.wanted().parts());
        out.list(content.wanted().words(), (to, words) -> to.list(words, IndexOutput::text));
        out.list(content.wanted().pointers(), IndexOutput::text);
        out.text(content.fingerprint());
        out.list(content.values().entrySet(), (to, value) -> {
            to.text(value.getKey());
            to.value(value.getValue());
        });
        out.list(content.lines().entrySet(), (to, line) -> {
            to.text(line.getKey());
            to.number(line.getValue());
        });
        out.list(content.findings().entrySet(), (to, found) -> {
            to.text(found.getKey());
            to.list(found.getValue(), IndexOutput::finding);
        });
    }

    private void write(byte[] body) {
        ByteBuffer all = ByteBuffer.allocate(HEAD + body.length);
        all.put(MAGIC).putInt(checksum(body, 0)).put(body).flip();
        try {
            boolean made = false;
            try (SeekableByteChannel channel = create()) {
                made = true;
                while (all.hasRemaining()) {
                    channel.write(all);
                }
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                made = false;
            } finally {
                if (made) {
                    Files.deleteIfExists(temporary);
                }
            }
        } catch (IOException e) {
            return; // somebody else is writing it, or nothing can be written here: the next scan is slower, no more
        }
    }

    private SeekableByteChannel create() throws IOException {
        try {
            return open();
        } catch (FileAlreadyExistsException e) {
            Instant since = Files.getLastModifiedTime(temporary, LinkOption.NOFOLLOW_LINKS)
                    .toInstant();
            if (since.plus(ABANDONED).isBefore(Instant.now())) {
                Files.deleteIfExists(temporary);
                return open();
            }
            throw e;
        }
    }

    private SeekableByteChannel open() throws IOException {
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? Files.newByteChannel(temporary, options, FolderHandle.PRIVATE)
                : Files.newByteChannel(temporary, options);
    }
}
