package io.workfloworchestrator.projectmanagement.setup;

import java.util.List;
import java.util.regex.Pattern;

/** Splits a text into sentences; a point within a number or behind a title ends none. Pure functions. */
final class Sentences {
    private static final Pattern END =
            Pattern.compile("(?<=[.!?])(?<!\\b(?:Dr|Mr|Ms|Mrs|Prof|St|No|vs|etc|e\\.g|i\\.e)\\.)\\s+|\\R+|;\\s+");
    private static final Pattern BULLET = Pattern.compile("^\\s*(?:[-*+•]|\\d{1,3}[.)])\\s+(?:\\[.]\\s+)?");

    private Sentences() {}

    static List<String> of(String text) {
        return END.splitAsStream(text)
                .map(Sentences::withoutBullet)
                .filter(sentence -> !sentence.isEmpty())
                .toList();
    }

    static String withoutBullet(String line) {
        return BULLET.matcher(line).replaceFirst("").strip();
    }
}
