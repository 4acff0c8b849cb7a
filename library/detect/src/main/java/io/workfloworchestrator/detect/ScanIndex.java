package io.workfloworchestrator.detect;

import io.workfloworchestrator.detect.FactReader.Reading;
import io.workfloworchestrator.files.FolderHandle;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What a detector saw, kept in a file, so that the first scan of the next process costs what a repeated scan costs.
 *
 * <p><b>When it is believed.</b> It holds facts and what {@link FolderTree} and {@link FileLooks} remember, and is believed
 * by the same rules: a folder's names and a file's content while identity, size and times are those of the look that is
 * written here, if that look was not racily clean; a fact while everything that it was read from is unchanged ({@link
 * IndexedFact}). Between two processes there is more time to overwrite a file and set its time back, so the time of its
 * last change of any kind (ctime), which nobody can set, must be the same too. So whatever happened to the files, a scan
 * says the same with and without an index.
 *
 * <p><b>What it is made for.</b> One project (path and identity), one set of declarations and bounds, one build of this
 * library: together its <i>subject</i>. An index that is damaged, too large, of another format or made for another subject
 * is ignored.
 *
 * <p><b>Format 2</b>, of the parts that {@link IndexOutput} describes: the bytes {@code WOSI 2}; CRC-32C of everything
 * after it, highest byte first; subject (text); then three blocks.
 *
 * <ul>
 *   <li>{@link Stamps}: number of folders; columns of all places: parent (-1: the name is a path), name, flags (a byte),
 *       hash of identity, time of modification; columns of files: size, time of last change, time of reading; paths
 *       (list); all names as one text, and a column of where each ends.
 *   <li>{@linkplain IndexedFact Facts}, in the order declared: whether it is there; columns of places that must be as
 *       they were and of folders that must be there; findings; origin; kind of value; value and lines, or, where it has
 *       rows, their number and a packed block of keys, rows and lines.
 *   <li>{@linkplain IndexedContent Contents}, packed: of each folder flags, entries (kind with flags, name, target,
 *       finding), findings; of each file that was read what was wanted, fingerprint, values, lines, findings.
 * </ul>
 *
 * <p>It is written beside and renamed, not forced: after a power cut it is damaged at worst. It is written only into a
 * folder that exists; if it cannot be written, nothing happens. Not thread-safe.
 */
final class ScanIndex {
    /** Enough for some hundred thousand names. */
    private static final int MAX_BYTES = 32 << 20;

    private static final byte[] MAGIC = {'W', 'O', 'S', 'I', 2};
    private static final int PIECE = 1 << 16;
    private static final int HEAD = MAGIC.length + 4;
    /** To read fewer names than this anew costs less than to read them from a file. */
    static final int WORTH = 256;

    private static final Duration GAP = Duration.ofSeconds(30);
    /** Nobody needs longer to write an index: an older temporary file was left by a process that died. */
    private static final Duration ABANDONED = Duration.ofMinutes(1);

    private final Path file;
    private final Path temporary;
    private final Path root;
    private final byte[] subject;
    private final Set<String> names;
    private final int worth;
    private Instant written = Scan.NEVER;

    /** @param file a path without links in its folders */
    ScanIndex(Path file, Path root, Map<String, FactDeclaration> declarations, ScanLimits limits, int worth) {
        this.worth = worth;
        this.file = file;
        this.temporary = file.resolveSibling(file.getFileName() + ".tmp");
        this.root = root;
        this.names = declarations.keySet();
        this.subject = subject(root, declarations, limits);
    }

    /**
     * What an index was made for, as bytes to compare: project, declarations, bounds, and the files of this program, since
     * another build may read files in another way.
     *
     * <p>Each part is written by hand: a record's own {@code toString} needs classes that are spun at run time, which took a
     * fresh process 40 ms.
     */
    private static byte[] subject(Path root, Map<String, FactDeclaration> declarations, ScanLimits limits) {
        IndexOutput out = new IndexOutput();
        out.text(root.toString());
        identity(out, root);
        out.number(limits.depth());
        out.number(limits.entries());
        out.number(limits.fileBytes());
        out.number(limits.totalBytes());
        declarations.forEach((name, declaration) -> {
            out.text(name);
            out.text(declaration.getClass().getName());
            out.value(declared(declaration));
        });
        for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator, -1)) {
            out.text(entry);
            File file = new File(entry); // a third of what a look through a path costs a fresh process
            out.signed(file.length());
            out.signed(file.lastModified());
        }
        return out.toByteArray();
    }

    private static List<?> declared(FactDeclaration declaration) {
        if (declaration instanceof FactDeclaration.OneFile one) {
            return List.of(one.path(), names(one.parts()), one.words());
        } else if (declaration instanceof FactDeclaration.ManyFiles many) {
            return List.of(many.globs(), many.exclude(), names(many.parts()), many.words());
        } else if (declaration instanceof FactDeclaration.Directories directories) {
            return List.of(directories.globs(), directories.exclude());
        } else if (declaration instanceof FactDeclaration.Entries entries) {
            return List.of(entries.folder(), entries.exclude());
        } else if (declaration instanceof FactDeclaration.FrontMatter front) {
            return List.of(front.path());
        } else if (declaration instanceof FactDeclaration.Checkboxes boxes) {
            return List.of(boxes.path());
        } else if (declaration instanceof FactDeclaration.JsonField field) {
            return List.of(field.path(), field.pointer());
        }
        throw new IllegalStateException("unknown declaration " + declaration.getClass());
    }

    private static List<String> names(Set<FactDeclaration.Part> parts) {
        List<String> names = new ArrayList<>();
        parts.forEach(part -> names.add(part.name()));
        return names;
    }

    private static void identity(IndexOutput out, Path path) {
        try {
            Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
            out.signed(Objects.hashCode(key));
        } catch (IOException e) {
            out.write(0);
        }
    }

    /** The content of the file; null if there is none that can be used. */
    @Nullable
    LastSeen read() {
        IndexInput in = bytes();
        try {
            return in == null || !in.begins(subject) ? null : LastSeen.read(in, root, names);
        } catch (IndexInput.Damaged e) {
            return null;
        }
    }

    private @Nullable IndexInput bytes() {
        try (SeekableByteChannel channel =
                Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            long size = channel.size();
            if (size < HEAD || size > MAX_BYTES) {
                return null;
            }
            byte[] all = readAll(channel, (int) size);
            boolean ours = Arrays.equals(all, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
            if (!ours || ByteBuffer.wrap(all).getInt(MAGIC.length) != checksum(all, HEAD)) {
                return null;
            }
            return new IndexInput(all, HEAD, all.length);
        } catch (IOException e) {
            return null; // there is no file, or we may not read it
        }
    }

    /** Reads in pieces, since the JDK takes as much memory again for one large read. */
    private static byte[] readAll(SeekableByteChannel channel, int size) throws IOException {
        ByteBuffer all = ByteBuffer.allocate(size);
        while (all.hasRemaining()) {
            all.limit(Math.min(size, all.position() + PIECE));
            if (channel.read(all) < 0) {
                break; // the file has become shorter, and the checksum will not fit
            }
            all.limit(size);
        }
        return all.array();
    }

    private static int checksum(byte[] bytes, int from) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, from, bytes.length - from);
        return (int) sum.getValue();
    }

    /** Writes what is known, if enough is new, not too often, and only if the folder exists. */
    void keep(FolderTree tree, FileLooks looks, Scan scan, Map<String, Reading> readings) {
        if (scan.learned() < worth || scan.began().isBefore(written.plus(GAP)) || !hasFolder()) {
            return;
        }
        written = scan.began();
        scan.kept();
        IndexOutput out = new IndexOutput();
        out.begin(subject);
        LastSeen.write(out, tree, looks, names.stream().map(readings::get).toList());
        if (out.size() <= MAX_BYTES - HEAD) {
            write(out.toByteArray());
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
            return; // somebody else writes it, or nothing can be written here: only the next scan is slower
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
