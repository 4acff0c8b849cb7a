package io.workfloworchestrator.state.files;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The two sides of a text in which git left conflict markers ({@code git help merge}, "how conflicts are presented",
 * with or without the base that {@code merge.conflictStyle=diff3} adds).
 *
 * @param ours what stands between {@code <<<<<<<} and {@code =======} in place of each conflict
 * @param base what both sides started from; empty if the markers do not tell
 * @param theirs what stands between {@code =======} and {@code >>>>>>>}
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record MarkedText(byte[] ours, Optional<byte[]> base, byte[] theirs) {
    /** The code of the error that a text has such markers. */
    static final String CODE = "E_STATE_MERGE_CONFLICT";

    private enum Part {
        BOTH,
        OURS,
        BASE,
        THEIRS
    }

    /** Whether git's markers are complete in this text. */
    static boolean isMarked(byte[] bytes) {
        return line(bytes) > 0 && of(bytes).isPresent();
    }

    /** The line of the first marker, from 1; 0 if there is none. */
    static int line(byte[] bytes) {
        int line = 1;
        boolean starts = true;
        for (int i = 0; i < bytes.length; i++) {
            if (starts && bytes[i] == '<' && isMarker(bytes, i)) {
                return line;
            }
            starts = bytes[i] == '\n';
            line += starts ? 1 : 0;
        }
        return 0;
    }

    private static boolean isMarker(byte[] bytes, int at) {
        for (int i = 0; i < 7; i++) {
            if (at + i >= bytes.length || bytes[at + i] != '<') {
                return false;
            }
        }
        return true;
    }

    /** The sides; empty if the markers are incomplete. */
    static Optional<MarkedText> of(byte[] bytes) {
        StringBuilder ours = new StringBuilder();
        StringBuilder base = new StringBuilder();
        StringBuilder theirs = new StringBuilder();
        Part part = Part.BOTH;
        boolean hasBase = false;
        for (String line : new String(bytes, StandardCharsets.UTF_8).split("(?<=\n)", -1)) {
            String text = line.stripTrailing();
            if (part == Part.BOTH && text.startsWith("<<<<<<<")) {
                part = Part.OURS;
            } else if (part == Part.OURS && text.startsWith("|||||||")) {
                part = Part.BASE;
                hasBase = true;
            } else if ((part == Part.OURS || part == Part.BASE) && text.equals("=======")) {
                part = Part.THEIRS;
            } else if (part == Part.THEIRS && text.startsWith(">>>>>>>")) {
                part = Part.BOTH;
            } else {
                append(ours, line, part == Part.BOTH || part == Part.OURS);
                append(base, line, part == Part.BOTH || part == Part.BASE);
                append(theirs, line, part == Part.BOTH || part == Part.THEIRS);
            }
        }
        return part == Part.BOTH
                ? Optional.of(new MarkedText(
                        bytes(ours), hasBase ? Optional.of(bytes(base)) : Optional.empty(), bytes(theirs)))
                : Optional.empty();
    }

    private static void append(StringBuilder text, String line, boolean belongs) {
        if (belongs) {
            text.append(line);
        }
    }

    private static byte[] bytes(StringBuilder text) {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
