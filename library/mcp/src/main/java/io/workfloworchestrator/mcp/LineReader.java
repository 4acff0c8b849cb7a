package io.workfloworchestrator.mcp;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream into lines of at most {@code limit} bytes. It keeps only the two ends of a longer line, so that a
 * line of any length costs constant memory. Used by one thread.
 */
final class LineReader {
    /** How many bytes it keeps of each end of a line that is too long: enough to find the id of its request. */
    static final int END = 1024;

    private final InputStream in;
    private final int limit;
    private final byte[] chunk = new byte[1 << 16];
    private int from;
    private int to;

    LineReader(InputStream in, int limit) {
        this.in = in;
        this.limit = limit;
    }

    /**
     * One line without its line feed.
     *
     * @param text the line, or the first {@link #END} bytes of one that is too long
     * @param tail the last bytes of a line that is too long; null for any other line
     * @param length of the whole line, in bytes
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Line(byte[] text, byte @Nullable [] tail, long length) {
        boolean tooLong() {
            return tail != null;
        }

        boolean blank() {
            for (byte b : text) {
                if (b != ' ' && b != '\t' && b != '\r') {
                    return false;
                }
            }
            return true;
        }
    }

    /** The next line; null at the end of the stream. Text after the last line feed counts as a line. */
    @Nullable
    Line next() throws IOException {
        byte[] kept = new byte[0];
        int size = 0;
        while (true) {
            if (from == to && !fill()) {
                return size == 0 ? null : new Line(Arrays.copyOf(kept, size), null, size);
            }
            int end = from;
            while (end < to && chunk[end] != '\n') {
                end++;
            }
            int more = end - from;
            if (size + more > limit) {
                return rest(Arrays.copyOf(kept, Math.min(size, END)), size);
            }
            if (size + more > kept.length) {
                kept = Arrays.copyOf(kept, Math.min(limit, Math.max(size + more, 2 * kept.length)));
            }
            System.arraycopy(chunk, from, kept, size, more);
            size += more;
            from = end;
            if (from < to) {
                from++;
                return new Line(size == kept.length ? kept : Arrays.copyOf(kept, size), null, size);
            }
        }
    }

    /** Reads on to the end of a line that is too long, keeping its last bytes only. */
    private Line rest(byte[] head, int before) throws IOException {
        byte[] tail = new byte[END];
        byte[] start = head;
        int filled = 0;
        long length = before;
        boolean more = true;
        while (more && (from < to || fill())) {
            int end = from;
            while (end < to && chunk[end] != '\n') {
                end++;
            }
            int count = end - from;
            if (start.length == 0) {
                start = Arrays.copyOfRange(chunk, from, from + Math.min(count, END));
            }
            int keep = Math.min(count, END);
            int old = Math.min(filled, END - keep);
            System.arraycopy(tail, filled - old, tail, 0, old);
            System.arraycopy(chunk, end - keep, tail, old, keep);
            filled = old + keep;
            length += count;
            more = end == to;
            from = more ? end : end + 1;
        }
        return new Line(start, Arrays.copyOf(tail, filled), length);
    }

    private boolean fill() throws IOException {
        int read = in.read(chunk, 0, chunk.length);
        from = 0;
        to = Math.max(0, read);
        return read > 0;
    }
}
