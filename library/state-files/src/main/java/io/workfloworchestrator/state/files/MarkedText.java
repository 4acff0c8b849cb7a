package io.workfloworchestrator.state.files;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonException;
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
record MarkedText(Json ours, Optional<Json> base, Json theirs) {

    private enum Part {
        BOTH,
        OURS,
        BASE,
        THEIRS
    }

    /** The sides; empty if the markers are incomplete or a side is not JSON. */
    static Optional<MarkedText> of(byte[] bytes) {
        StringBuilder ours = new StringBuilder();
        StringBuilder base = new StringBuilder();
        StringBuilder theirs = new StringBuilder();
        Part part = Part.BOTH;
        boolean hasBase = false;
        for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n", -1)) {
            String text = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
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
        if (part != Part.BOTH) {
            return Optional.empty();
        }
        Optional<Json> left = parse(ours);
        Optional<Json> right = parse(theirs);
        return left.isPresent() && right.isPresent()
                ? Optional.of(new MarkedText(left.get(), hasBase ? parse(base) : Optional.empty(), right.get()))
                : Optional.empty();
    }

    private static void append(StringBuilder text, String line, boolean belongs) {
        if (belongs) {
            text.append(line).append('\n');
        }
    }

    private static Optional<Json> parse(StringBuilder text) {
        try {
            return Optional.of(Json.parse(text.toString()));
        } catch (JsonException e) {
            return Optional.empty();
        }
    }
}
