package io.workfloworchestrator.specdriven.imports;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Numbers of the items of one document: those that stand in it are kept, once each, and others come after them. For one document. */
final class ItemNumbering {
    private final String prefix;
    private final Set<String> given = new HashSet<>();
    private long highest;

    /** @param prefix {@code FR-} or {@code T} */
    ItemNumbering(String prefix) {
        this.prefix = prefix;
    }

    void reserve(String number) {
        if (isOurs(number)) {
            highest = Math.max(highest, Long.parseLong(number.substring(prefix.length())));
        }
    }

    boolean isOurs(String number) {
        return number.toUpperCase(Locale.ROOT).matches(prefix + "\\d{3,12}");
    }

    /** The number itself the first time, and the next free one for another form or a second time. */
    String keepOrNext(String number) {
        return isOurs(number) && given.add(number) ? number : next();
    }

    String next() {
        String next = prefix + String.format(Locale.ROOT, "%03d", ++highest);
        given.add(next);
        return next;
    }
}
