package io.workfloworchestrator.specdriven.imports;

import io.workfloworchestrator.json.Json;
import java.util.List;
import java.util.regex.Pattern;

/** Texts and marks of item lines, as the workflow of a feature reads them. Pure functions. */
final class ItemText {
    /** What the end of a line would be taken for a mark. */
    private static final Pattern LIKE_A_MARK = Pattern.compile(
            "(?:\\((?:backlog|in-progress|blocked|done|dropped|open|met)\\)|\\(depends on"
                    + " [^()]*\\)|⛔.*|\\[[A-Za-z_][\\w.-]*:: ?[^\\]]*\\]|@[\\w.-]+|\\^[\\w.-]+|[📅✅]"
                    + " ?\\d{4}-\\d{2}-\\d{2})$",
            Pattern.UNICODE_CHARACTER_CLASS);

    private static final int LONGEST_FIELD = 100;

    private ItemText() {}

    /** One line, whose end is taken for no mark. */
    static String of(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return LIKE_A_MARK.matcher(line).find() ? line + "." : line;
    }

    static String mark(String field, String value) {
        String plain = value.replaceAll("[\\[\\],\\s]+", " ").strip();
        int end = Math.min(plain.length(), LONGEST_FIELD);
        return plain.isEmpty()
                ? ""
                : " [" + field + ":: " + plain.substring(0, end).strip() + "]";
    }

    static String mark(String field, List<String> values) {
        return values.isEmpty() ? "" : " [" + field + ":: " + Json.strings(values) + "]";
    }
}
