package io.workfloworchestrator.json;

import java.util.Locale;

/** A constant of an enum with the word that states, arguments and answers have for it, such as {@code in-progress}. */
public interface Worded {
    String name();

    default String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
