package io.workfloworchestrator.app.environments;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The beginning and the end of what a process writes; the middle of a long output is left out. Thread-safe. */
final class BoundedOutput {
    private static final int KEPT = 32_768;

    private final long most;
    private final ByteArrayOutputStream beginning = new ByteArrayOutputStream();
    private final byte[] end = new byte[KEPT];
    private final StringBuilder notes = new StringBuilder();
    private long total;
    private boolean isFlooded;

    /** @param most the most bytes that may come */
    BoundedOutput(long most) {
        this.most = most;
    }

    /** Takes what was written; false once it is too much. */
    synchronized boolean add(byte[] part, int count) {
        for (int i = 0; i < count; i++) {
            if (total < KEPT) {
                beginning.write(part[i]);
            } else {
                end[(int) (total % KEPT)] = part[i];
            }
            total++;
        }
        isFlooded = total > most;
        return !isFlooded;
    }

    synchronized void note(String text) {
        notes.append('\n').append(text);
    }

    synchronized boolean isFlooded() {
        return isFlooded;
    }

    synchronized String text() {
        String first = beginning.toString(StandardCharsets.UTF_8);
        if (total <= KEPT) {
            return first + notes;
        }
        int kept = (int) Math.min(KEPT, total - KEPT);
        byte[] last = new byte[kept];
        for (int i = 0; i < kept; i++) {
            last[i] = end[(int) ((total - kept + i) % KEPT)];
        }
        long left = total - KEPT - kept;
        String gap = left > 0 ? "\n… (" + left + " bytes are left out) …\n" : "";
        return first + gap + new String(last, StandardCharsets.UTF_8) + notes;
    }
}
