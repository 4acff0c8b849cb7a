package io.workfloworchestrator.files.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * What a program prints, in bounded memory: the beginning and the end are kept, and how much was between them is counted.
 * Thread-safe.
 */
public final class BoundedOutput {
    /** So much of the beginning is kept, in bytes. */
    public static final int HEAD_BYTES = 32 << 10;

    private static final int PART_BYTES = 64 << 10;

    private final byte[] head = new byte[HEAD_BYTES];
    private final byte[] tail;
    private final StringBuilder notes = new StringBuilder();
    private final long most;
    private long bytes;

    /**
     * @param most bytes; more are a flood
     * @param tailBytes how much of the end is kept, in bytes; at least 1
     */
    public BoundedOutput(long most, int tailBytes) {
        this.most = most;
        this.tail = new byte[tailBytes];
    }

    /** Reads a stream to its end, or until it is a flood. What cannot be read is noted. */
    public void readAll(InputStream in) {
        byte[] part = new byte[PART_BYTES];
        try (in) {
            for (int count = in.read(part); count >= 0; count = in.read(part)) {
                if (!add(part, count)) {
                    return;
                }
            }
        } catch (IOException e) {
            note("(its output could not be read to the end: " + e.getMessage() + ")");
        }
    }

    /**
     * Takes what was printed.
     *
     * @param count how many bytes of the part were printed
     * @return false once it is a flood
     */
    public synchronized boolean add(byte[] part, int count) {
        for (int i = 0; i < count; i++) {
            if (bytes < head.length) {
                head[(int) bytes] = part[i];
            } else {
                tail[(int) ((bytes - head.length) % tail.length)] = part[i];
            }
            bytes++;
        }
        return !isFlooded();
    }

    /** Adds a line of the reader's own behind what was printed. */
    public synchronized void note(String text) {
        notes.append('\n').append(text);
    }

    public synchronized boolean isFlooded() {
        return bytes > most;
    }

    public synchronized long bytes() {
        return bytes;
    }

    /** The text and the notes; bytes that are no UTF-8 are shown as the replacement character. */
    public synchronized String text() {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        kept.write(head, 0, (int) Math.min(bytes, head.length));
        long after = bytes - head.length;
        if (after > tail.length) {
            byte[] gap =
                    ("\n… (" + (after - tail.length) + " bytes are left out) …\n").getBytes(StandardCharsets.UTF_8);
            kept.write(gap, 0, gap.length);
            int begin = (int) (after % tail.length);
            kept.write(tail, begin, tail.length - begin);
            kept.write(tail, 0, begin);
        } else if (after > 0) {
            kept.write(tail, 0, (int) after);
        }
        return kept.toString(StandardCharsets.UTF_8) + notes;
    }
}
