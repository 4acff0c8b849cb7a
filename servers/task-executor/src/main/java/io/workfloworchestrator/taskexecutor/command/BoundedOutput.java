package io.workfloworchestrator.taskexecutor.command;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * What a command prints, in bounded memory: the beginning and the end are kept, and how much was between them is counted. The
 * end is kept longer, since it tells the outcome. Thread-safe.
 */
final class BoundedOutput {
    private final byte[] head;
    private final byte[] tail;
    private long bytes;

    BoundedOutput(int headBytes, int tailBytes) {
        this.head = new byte[headBytes];
        this.tail = new byte[tailBytes];
    }

    synchronized void add(byte[] buffer, int length) {
        for (int i = 0; i < length; i++) {
            if (bytes < head.length) {
                head[(int) bytes] = buffer[i];
            } else {
                tail[(int) ((bytes - head.length) % tail.length)] = buffer[i];
            }
            bytes++;
        }
    }

    /** How much was printed so far. */
    synchronized long bytes() {
        return bytes;
    }

    /** The text; bytes that are no UTF-8 are shown as the replacement character. */
    synchronized String text() {
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
        return kept.toString(StandardCharsets.UTF_8);
    }
}
