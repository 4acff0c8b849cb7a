package io.workfloworchestrator.workflow;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The words of a list with boxes, as in {@code docs/items-in-files.md}, without what changes while its items are worked on: ticks, the
 * words for items that are begun or wait, notes, reasons, owners and days. That an item is dropped stays. Pure functions.
 */
final class CheckListWords {
    private static final Pattern BOX = Pattern.compile("(?m)^([ \\t]*(?:[-*+]|\\d{1,9}[.)])[ \\t]+\\[)[xX/~!](?=\\])");
    private static final Pattern PROGRESS = Pattern.compile(
            "[ \\t]+(?:\\((?:in-progress|blocked|doing|done)\\)|\\[(?:notes|blockedReason|owner):: ?[^\\]\\n]*\\]|✅ \\d{4}-\\d{2}-\\d{2})");

    private CheckListWords() {}

    static byte[] of(byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        String plain = PROGRESS.matcher(BOX.matcher(text).replaceAll("$1 ")).replaceAll("");
        return plain.getBytes(StandardCharsets.UTF_8);
    }
}
