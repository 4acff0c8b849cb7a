package io.workfloworchestrator.diagram;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Words of people, made fit for a place in a drawing: one line without characters that steer, cut between characters as
 * people see them (a letter with its accents, a whole emoji).
 */
final class Labels {
    /** No place in a drawing holds more characters than this. */
    static final int LONGEST = 500;

    /** A character that people see as one rarely has more parts; text that stacks a hundred accents would leave its line. */
    private static final int MOST_PARTS = 12;

    private static final Pattern SEEN = Pattern.compile("\\X");

    private static final char ISOLATE = '\u2068';
    private static final char END_OF_ISOLATE = '\u2069';

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private Labels() {}

    /**
     * The text as one line: a space for what separates, nothing for what steers or is not allowed in XML, at most
     * {@link #LONGEST} characters; "untitled" if nothing is left.
     */
    static String title(String text) {
        String line = line(text);
        return line.isEmpty() ? "untitled" : line;
    }

    /** As {@link #title}, but empty if nothing is left. */
    static String line(String text) {
        StringBuilder line = new StringBuilder();
        boolean gap = false;
        for (int at = 0; at < text.length() && line.length() < LONGEST; ) {
            int c = text.codePointAt(at);
            at += Character.charCount(c);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c)) {
                gap = true;
            } else if (isDrawn(c)) {
                if (gap && !line.isEmpty()) {
                    line.append(' ');
                }
                gap = false;
                line.appendCodePoint(Character.getType(c) == Character.SURROGATE ? 0xFFFD : c);
            }
        }
        return line.toString();
    }

    /** False for what turns the direction of the text around it, marks bytes, or is no character at all. */
    private static boolean isDrawn(int c) {
        boolean joins = c == ZERO_WIDTH_NON_JOINER || c == ZERO_WIDTH_JOINER;
        boolean steers = Character.getType(c) == Character.FORMAT && !joins;
        boolean noCharacter = (c & 0xFFFE) == 0xFFFE || c >= 0xFDD0 && c <= 0xFDEF;
        return !steers && !noCharacter;
    }

    /**
     * The text so that it does not turn what stands beside it: isolated if a part of it runs from right to left. An isolate
     * that a cut left open is closed.
     */
    static String isolated(String text) {
        int first = text.indexOf(ISOLATE);
        if (first >= 0) {
            return text.lastIndexOf(END_OF_ISOLATE) < text.lastIndexOf(ISOLATE) ? text + END_OF_ISOLATE : text;
        }
        return text.codePoints().anyMatch(Labels::runsToTheLeft) ? ISOLATE + text + END_OF_ISOLATE : text;
    }

    private static boolean runsToTheLeft(int c) {
        int direction = Character.getDirectionality(c);
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }

    /** The text if it fits, else its beginning and an ellipsis. */
    static String clip(String text, double room, ToDoubleFunction<String> widthOf) {
        return cut(seen(text), room, widthOf);
    }

    /** As {@link #clip} for so many columns of a terminal, isolated from what stands beside it. */
    static String fitted(String text, int columns) {
        return isolated(clip(text, columns, Widths::columns));
    }

    /**
     * The text in lines that fit, broken at spaces, within words only where one does not fit alone.
     *
     * @param most how many lines at most, 1 or more; an ellipsis stands for what does not fit
     */
    static List<String> wrap(String text, double room, int most, ToDoubleFunction<String> widthOf) {
        List<String> lines = new ArrayList<>();
        List<String> rest = seen(text);
        while (!rest.isEmpty()) {
            if (lines.size() == most - 1) {
                lines.add(cut(rest, room, widthOf));
                break;
            }
            int fit = fitting(rest, room, widthOf);
            int space = fit == rest.size() ? fit : lastSpace(rest, fit);
            int end = space > 0 ? space : fit;
            lines.add(String.join("", rest.subList(0, end)));
            rest = rest.subList(end < rest.size() && rest.get(end).equals(" ") ? end + 1 : end, rest.size());
        }
        return lines.isEmpty() ? List.of("") : lines;
    }

    private static String cut(List<String> seen, double room, ToDoubleFunction<String> widthOf) {
        String whole = String.join("", seen);
        if (fitting(seen, room, widthOf) == seen.size()) {
            return whole;
        }
        int fit = fitting(seen, room - widthOf.applyAsDouble("…"), widthOf);
        return String.join("", seen.subList(0, fit)).stripTrailing() + "…";
    }

    /** How many of the characters fit; at least one, so that a loop over the rest ends. */
    private static int fitting(List<String> seen, double room, ToDoubleFunction<String> widthOf) {
        double used = 0;
        for (int i = 0; i < seen.size(); i++) {
            used += widthOf.applyAsDouble(seen.get(i));
            if (used > room) {
                return Math.max(1, i);
            }
        }
        return seen.size();
    }

    private static int lastSpace(List<String> seen, int before) {
        for (int i = Math.min(before, seen.size() - 1); i > 0; i--) {
            if (seen.get(i).equals(" ")) {
                return i;
            }
        }
        return 0;
    }

    /** The characters as people see them. */
    private static List<String> seen(String text) {
        List<String> seen = new ArrayList<>();
        Matcher each = SEEN.matcher(text);
        while (each.find()) {
            String one = each.group();
            int parts = one.codePointCount(0, one.length());
            seen.add(parts <= MOST_PARTS ? one : one.substring(0, one.offsetByCodePoints(0, MOST_PARTS)));
        }
        return seen;
    }
}
