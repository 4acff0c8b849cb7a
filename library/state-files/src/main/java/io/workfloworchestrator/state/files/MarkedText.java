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
    static final String CODE = "E_STATE_MERGE_CONFLICT";

    /** As long are git's markers; longer ones stand in a file that both sides moved, and in a base that had conflicts itself. */
    private static final int SHORTEST = 7;

    private enum Part {
        BOTH,
        OURS,
        BASE,
        THEIRS
    }

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
        for (int i = 0; i < SHORTEST; i++) {
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
        int size = 0;
        boolean hasBase = false;
        for (String line : new String(bytes, StandardCharsets.UTF_8).split("(?<=\n)", -1)) {
            String text = line.stripTrailing();
            if (part == Part.BOTH && length(text, '<') >= SHORTEST) {
                part = Part.OURS;
                size = length(text, '<');
            } else if (part == Part.OURS && length(text, '|') == size) {
                part = Part.BASE;
                hasBase = true;
            } else if ((part == Part.OURS || part == Part.BASE) && text.length() == size && length(text, '=') == size) {
                part = Part.THEIRS;
            } else if (part == Part.THEIRS && length(text, '>') == size) {
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

    /** How many times a line begins with this character before its end or a blank; 0 if something else follows. */
    private static int length(String line, char mark) {
        int length = 0;
        while (length < line.length() && line.charAt(length) == mark) {
            length++;
        }
        return length == line.length() || line.charAt(length) == ' ' ? length : 0;
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
