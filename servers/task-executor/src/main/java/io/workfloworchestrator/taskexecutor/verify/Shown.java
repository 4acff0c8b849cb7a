package io.workfloworchestrator.taskexecutor.verify;

import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.json.Words;
import java.util.List;

/** How texts of others stand in a message: in one line, and not too long. Pure functions. */
final class Shown {
    private static final int MOST = 120;
    private static final int MOST_LINE = 390;
    private static final int MOST_NAMED = 5;

    private Shown() {}

    static String text(String text) {
        return Words.clip(oneLine(text), MOST);
    }

    static String line(String text) {
        return Words.clip(oneLine(text), MOST_LINE);
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").strip();
    }

    /** The first few names, and how many more there are. */
    static String names(List<String> names) {
        return Names.first(MOST_NAMED, names);
    }
}
