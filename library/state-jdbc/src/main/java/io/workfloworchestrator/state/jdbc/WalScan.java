package io.workfloworchestrator.state.jdbc;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * Looks at a write-ahead log that no process has open for what SQLite would leave out without a word: it takes the first
 * frame whose checksum is wrong for the end of the log, whether that is the torn end of a commit that was never
 * confirmed, or damage in the middle of confirmed ones.
 *
 * <p>Every commit is confirmed by the disk before the next begins. So of those after the first wrong frame at most one can
 * be unconfirmed; two or more are damage, and so is a wrong header before frames. What is left of a commit that the disk
 * refused, and that the next one overwrote in part, is none of them: each frame's checksum goes on from that of the frame
 * before, and there it does not. Source of the format: "WAL-mode File Format", sqlite.org/walformat.html.
 *
 * <p>The log is read with Java's means: SQLite locks the database and its shared memory, never the log. Stateless.
 */
final class WalScan {
    private static final int HEADER = 32;
    private static final int FRAME_HEADER = 24;
    private static final int MAGIC = 0x377f0682;

    private WalScan() {}

    /** What the log looks like. */
    enum Verdict {
        /** All of it will be read, or what will not was never confirmed. */
        WHOLE,
        /** The newest commit is not whole: most likely it was never confirmed, but it could have been damaged. */
        TORN,
        /** Confirmed commits would be left out. */
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
            // A new header: somebody is writing after all, so what was read is of two rounds.
            return header.equals(read(file, HEADER)) ? verdict : Verdict.WHOLE;
        }
    }

    private static Verdict frames(RandomAccessFile file, int page, long salt, Sum sum) throws IOException {
        long frames = (file.length() - HEADER) / (FRAME_HEADER + page);
        boolean valid = true;
        int left = 0;
        int most = 0;
        Sum before = sum;
        for (long i = 0; i < frames; i++) {
            ByteBuffer frame = read(file, FRAME_HEADER + page);
            before.add(frame, 0, 8);
            before.add(frame, FRAME_HEADER, page);
            Sum said = new Sum(sum.order, frame.getInt(16), frame.getInt(20));
            boolean follows = before.matches(said.first, said.second);
            valid = valid && follows && frame.getLong(8) == salt;
            if (!valid) {
                left = follows ? left : 0;
                // A frame of an older round of the log has another salt: more than a flipped bit differs.
                if (frame.getInt(4) != 0 && Long.bitCount(frame.getLong(8) ^ salt) <= 1) {
                    left++;
                    most = Math.max(most, left);
                }
            }
            before = said;
        }
        return most == 0 ? Verdict.WHOLE : most == 1 ? Verdict.TORN : Verdict.DAMAGED;
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
            this(order, 0, 0);
        }

        Sum(ByteOrder order, int first, int second) {
            this.order = order;
            this.first = first;
            this.second = second;
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
