package io.workfloworchestrator.app;

import java.util.Locale;

/** One thing that the doctor looked at. Also what is in order may have advice that makes it better. */
record Check(String name, boolean ok, String found, String advice) {
    static Check good(String name, String found) {
        return new Check(name, true, found, "");
    }

    static Check bad(String name, String found, String advice) {
        return new Check(name, false, found, advice);
    }

    /** The number and the word, such as "1 key" and "2 keys". */
    static String count(long number, String thing) {
        return String.format(Locale.ROOT, "%d %s%s", number, thing, number == 1 ? "" : "s");
    }
}
