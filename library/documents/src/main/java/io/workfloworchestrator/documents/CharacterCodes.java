package io.workfloworchestrator.documents;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes what cannot stand in one line of Markdown as HTML's numbers of characters: control characters, separators of lines, and
 * blanks at both ends; <code>&amp;#10;</code> is a line feed. A text that already looks like such a number gets one {@code amp;} more,
 * and reading takes one away, so that every text comes back the same.
 */
final class CharacterCodes {
    private static final String NUMBERS = "#(?:\\d|[12]\\d|3[0-2]|12[7-9]|1[34]\\d|15\\d|823[23]);";
    private static final Pattern NUMBER = Pattern.compile("&(" + NUMBERS + "|amp;(?:amp;)*+" + NUMBERS + ")");
    private static final Pattern LOOKALIKE = Pattern.compile("&((?:amp;)*+" + NUMBERS + ")");

    private CharacterCodes() {}

    /** A text for a line of its own, such as a title: blanks at its ends are written as numbers too. */
    static String encode(String text) {
        String kept = lookalikes(text);
        int first = 0;
        while (first < kept.length() && isBlank(kept.charAt(first))) {
            first++;
        }
        int last = kept.length();
        while (last > first && isBlank(kept.charAt(last - 1))) {
            last--;
        }
        return encode(kept, first, last);
    }

    /** A line of a longer text, whose blanks at both ends stay. */
    static String encodeLine(String text) {
        String kept = lookalikes(text);
        return encode(kept, 0, kept.length());
    }

    private static String lookalikes(String text) {
        return text.indexOf('&') < 0 ? text : LOOKALIKE.matcher(text).replaceAll("&amp;$1");
    }

    private static String encode(String kept, int first, int last) {
        StringBuilder out = new StringBuilder(kept.length() + 8);
        for (int i = 0; i < kept.length(); i++) {
            char c = kept.charAt(i);
            if (isCoded(c) && c != '\t' || (i < first || i >= last)) {
                out.append("&#").append((int) c).append(';');
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** All characters of a text as numbers. */
    static String all(String text) {
        StringBuilder out = new StringBuilder();
        text.chars().forEach(c -> out.append("&#").append(c).append(';'));
        return out.toString();
    }

    static String decode(String text) {
        if (text.indexOf('&') < 0) {
            return text;
        }
        Matcher number = NUMBER.matcher(text);
        StringBuilder out = new StringBuilder();
        while (number.find()) {
            String found = number.group(1);
            String said = found.startsWith("amp;")
                    ? "&" + found.substring(4)
                    : decoded(Integer.parseInt(found, 1, found.length() - 1, 10));
            number.appendReplacement(out, Matcher.quoteReplacement(said));
        }
        return number.appendTail(out).toString();
    }

    /** NUL stays as it was written, since no value may hold it. */
    private static String decoded(int character) {
        return character == 0 ? "&#0;" : String.valueOf((char) character);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static boolean isCoded(char c) {
        return c < ' ' || c >= 0x7f && c <= 0x9f || c == 0x2028 || c == 0x2029;
    }
}
