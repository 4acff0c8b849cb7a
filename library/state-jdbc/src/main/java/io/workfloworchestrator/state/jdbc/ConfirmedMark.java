package io.workfloworchestrator.state.jdbc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code state.db-confirmed}: the revision up to which the disk has confirmed everything. One line: the store's
 * lineage, the revision, {@code sure} or {@code lost} (a sync failed, and the log does not count until it was written once
 * more), and a {@link Checksum} of these.
 *
 * <p>It is written after the disk has confirmed, and never forced. So what it says is true, also after a power cut, but may
 * be old. It saves readers of others' commits a sync of their own, and tells damage from commits that never were confirmed.
 * No acknowledged commit depends on it: where it cannot be read or written, more is synced. Thread-safe.
 */
final class ConfirmedMark implements AutoCloseable {
    private static final int MOST = 128;
    private static final String LOST = "lost";

    private final StateFolder folder;
    private @Nullable FileChannel channel;
    private boolean closed;

    ConfirmedMark(StateFolder folder) {
        this.folder = folder;
    }

    /**
     * What the file says.
     *
     * @param revision everything up to it is confirmed
     * @param lost whether a sync has failed since
     */
    record Said(long revision, boolean lost) {
        static final Said NOTHING = new Said(0, false);
    }

    /** Makes the file anew, durably, for a database that is about to get its name. The old one was about another database. */
    static void begin(StateFolder folder) throws IOException {
        Path file = folder.confirmed();
        Files.deleteIfExists(file);
        try (ConfirmedMark mark = new ConfirmedMark(folder)) {
            mark.write("none", Said.NOTHING);
            FileChannel open = mark.channel;
            if (open != null) {
                open.force(true);
            }
        }
    }

    /** What the file says of this store; {@link Said#NOTHING} if it is about another one or cannot be read. */
    synchronized Said read(String lineage) {
        try {
            ByteBuffer bytes = ByteBuffer.allocate(MOST);
            open(false).read(bytes, 0);
            String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
            String[] words = text.substring(0, Math.max(0, text.indexOf('\n'))).split(" ", -1);
            if (words.length == 4 && words[0].equals(lineage)) {
                Said said = new Said(Long.parseLong(words[1]), words[2].equals(LOST));
                return words[3].equals(digest(lineage, said)) ? said : Said.NOTHING;
            }
        } catch (IOException | NumberFormatException unreadable) {
            release();
        }
        return Said.NOTHING;
    }

    synchronized void write(String lineage, Said said) {
        try {
            // The old line may be longer; only the text up to the first line end counts.
            String line = lineage + " " + said.revision() + " " + word(said) + " " + digest(lineage, said) + "\n";
            open(true).write(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)), 0);
        } catch (IOException notNow) {
            release();
        }
    }

    private static String word(Said said) {
        return said.lost() ? LOST : "sure";
    }

    private static String digest(String lineage, Said said) {
        return HexFormat.of()
                .toHexDigits(new Checksum()
                        .add(lineage)
                        .add(said.revision())
                        .add(word(said))
                        .value());
    }

    private FileChannel open(boolean create) throws IOException {
        FileChannel open = channel;
        if (closed) {
            throw new ClosedChannelException();
        }
        if (open == null) {
            Path file = folder.confirmed();
            if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
                if (!create) {
                    throw new NoSuchFileException(file.toString());
                }
                Files.createFile(file, folder.privateTo("rw-------"));
            }
            open = FileChannel.open(
                    file, Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
            channel = open;
        }
        return open;
    }

    @Override
    public synchronized void close() {
        closed = true;
        release();
    }

    private void release() {
        StateFolder.close(channel);
        channel = null;
    }
}
