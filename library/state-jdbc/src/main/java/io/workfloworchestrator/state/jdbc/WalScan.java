package io.workfloworchestrator.state.jdbc;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * Finds out what SQLite would leave out, without a word, of a log that no process has open: it takes the first frame with
 * a wrong checksum for the end, whether a commit was torn before it was confirmed, or confirmed commits are damaged.
 *
 * <p>{@link ConfirmedMark} tells which of the two it is. A wrong header before frames is damage, as SQLite syncs the
 * header before it writes frames. Source of the format: "WAL-mode File Format", sqlite.org/walformat.html. Java may read
 * the log, since SQLite never locks it. Stateless.
 */
final class WalScan {
    private static final int HEADER = 32;
    private static final int FRAME_HEADER = 24;
    private static final int MAGIC = 0x377f0682;

    private WalScan() {}

    /** What the log looks like. */
    enum Verdict {
        /** SQLite will read every commit in it. */
        WHOLE,
        /** SQLite will leave out commits; most likely they were never confirmed, unless the mark says otherwise. */
        TORN,
        DAMAGED
    }

    static Verdict of(Path wal) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(wal.toFile(), "r")) {
            if (file.length() <= HEADER) {
                return Verdict.WHOLE;
            }
            ByteBuffer header = read(file, HEADER);
            int magic = header.getInt(0);
            int page = header.getInt(8);
            Sum sum = new Sum((magic & 1) == 1 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
            sum.add(header, 0, 24);
            if ((magic & ~1) != MAGIC
                    || !sum.matches(header.getInt(24), header.getInt(28))
                    || page < 512
                    || page > 65536) {
                return Verdict.DAMAGED;
            }
            Verdict verdict = frames(file, page, header.getLong(16), sum);
            file.seek(0);
            // If the header is another one now, somebody is writing after all, and the frames were of two rounds.
            return header.equals(read(file, HEADER)) ? verdict : Verdict.WHOLE;
        }
    }

    private static Verdict frames(RandomAccessFile file, int page, long salt, Sum sum) throws IOException {
        long frames = (file.length() - HEADER) / (FRAME_HEADER + page);
        boolean valid = true;
        boolean leftOut = false;
        for (long i = 0; i < frames; i++) {
            ByteBuffer frame = read(file, FRAME_HEADER + page);
            sum.add(frame, 0, 8);
            sum.add(frame, FRAME_HEADER, page);
            valid = valid && sum.matches(frame.getInt(16), frame.getInt(20)) && frame.getLong(8) == salt;
            // The last frame of a commit tells the size of the database. The salt of a frame from an older round of the
            // log differs in more than one bit.
            leftOut = leftOut || !valid && frame.getInt(4) != 0 && Long.bitCount(frame.getLong(8) ^ salt) <= 1;
        }
        return leftOut ? Verdict.TORN : Verdict.WHOLE;
    }

    private static ByteBuffer read(RandomAccessFile file, int bytes) throws IOException {
        byte[] read = new byte[bytes];
        file.readFully(read);
        return ByteBuffer.wrap(read);
    }

    /** The checksum of the log: two running sums over pairs of 32-bit words. */
    private static final class Sum {
        private final ByteOrder order;
        private int first;
        private int second;

        Sum(ByteOrder order) {
            this.order = order;
        }

        void add(ByteBuffer bytes, int from, int length) {
            ByteBuffer words = bytes.duplicate().order(order);
            for (int i = from; i < from + length; i += 8) {
                first += words.getInt(i) + second;
                second += words.getInt(i + 4) + first;
            }
        }

        boolean matches(int one, int two) {
            return first == one && second == two;
        }
    }
}
