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

    private static final String CODED = "[\\x00-\\x08\\x0a-\\x1f\\x7f-\\x9f\\u2028\\u2029]";
    private static final Pattern IN_LINE = Pattern.compile(CODED);
    private static final Pattern ALONE = Pattern.compile(CODED + "|\\A[ \\t]++|(?<![ \\t])[ \\t]++\\z");

    private CharacterCodes() {}

    /** A text for a line of its own, such as a title: blanks at its ends are written as numbers too. */
    static String encode(String text) {
        return encode(ALONE, text);
    }

    /** A line of a longer text, whose blanks at both ends stay. */
    static String encodeLine(String text) {
        return encode(IN_LINE, text);
    }

    private static String encode(Pattern coded, String text) {
        String kept = text.indexOf('&') < 0 ? text : LOOKALIKE.matcher(text).replaceAll("&amp;$1");
        return coded.matcher(kept).replaceAll(found -> all(found.group()));
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
}
