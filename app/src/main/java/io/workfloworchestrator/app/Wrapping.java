package io.workfloworchestrator.app;

import io.workfloworchestrator.diagram.Widths;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Breaks text for a person into lines of a width. It breaks at spaces only, so a path or an address stays whole; and a command
 * that a person may copy stays on one line, even on one that is too long. Immutable.
 *
 * @param width how many columns a line may have; {@link #NONE} keeps lines whole
 */
record Wrapping(int width) {
    /** In quotes, with the name of a program in front. */
    private static final String QUOTED = "(?<![^\\s(])'(?:workflow|git|npm|npx|java|claude) [^']*'";
    /** What may stand before a command without quotes: a colon, a label, or only what makes it dim or bold. */
    private static final String BEFORE = "(?<=^|: |  |\\x1b\\[\\d{1,2}m)";
    /** How a command begins that stands there. Of other programs than ours only what no sentence begins with. */
    private static final String BEGIN =
            "(?:workflow [a-z]+|\\./mvnw [a-z]+|mvn [a-z]+|java -jar|claude (?:mcp|--[a-z-]+))";
    /** A word of a command line, which may be quoted, up to the mark with which its sentence goes on. */
    private static final String WORD = " (?:\"[^\"]*\"|'[^']*'|\\S*[^\\s.,;:)])(?=\\s|$)";
    /** A command that a sentence names goes on to its last option or word in capitals. */
    private static final String NAMED =
            "(?<=\\b(?:by|[Rr]un|or|line,|with) )workflow [a-z]+(?: [a-z-]+)?(?=[\\s.,;:)]|$)"
                    + "(?: (?:--[a-z-]+|[A-Z]+(?:-\\d+)?)(?=[\\s.,;:)]|$))*";

    /**
     * The commands in a text that a person may copy: in quotes; behind a colon, behind a label, or at the begin of a text, up to where
     * its sentence goes on; and where a sentence names one.
     */
    private static final Pattern COMMAND =
            Pattern.compile(QUOTED + "|" + BEFORE + BEGIN + "(?:" + WORD + ")*(?: \\S+[.,;:)])?" + "|" + NAMED);

    /** What a terminal obeys and does not show, such as colours, each as a whole (CSI, OSC and other strings, two-character escapes). */
    private static final Pattern ESCAPES = Pattern.compile("(?:\\x1b\\[|\\x9b)[0-?]*[ -/]*[@-~]?"
            + "|(?:\\x1b[\\]PX^_]|[\\x9d\\x90\\x98\\x9e\\x9f])[^\\x07\\x1b\\x9c]*(?:\\x07|\\x1b\\\\|\\x9c)?"
            + "|\\x1b.?");

    /** The width for output that is no terminal: lines stay whole. */
    static final int NONE = Integer.MAX_VALUE;

    private static final int NARROWEST = 20;

    /** Before the second line of an entry: behind the number or the mark with which the first begins. */
    private static final String SECOND = " ".repeat(7);

    /** Longer lines are hard to read, however wide the terminal is. */
    static final int WIDEST = 120;

    Wrapping {
        width = width == NONE ? NONE : Math.max(NARROWEST, Math.min(width, WIDEST));
    }

    /** The text as lines that begin with {@code first}, then with {@code indent}. */
    List<String> lines(String first, String indent, String text) {
        if (width == NONE || columns(first) + columns(text) <= width) {
            return List.of(first + text.replaceFirst("^ +", ""));
        }
        List<String> lines = new ArrayList<>();
        String before = first;
        for (String line : broken(text, width - Math.max(columns(first), columns(indent)))) {
            int length = columns(line);
            if (columns(before) + length <= width) {
                lines.add((before + line).stripTrailing());
            } else {
                if (!withoutEscapes(before).isBlank()) {
                    lines.add(before.stripTrailing());
                }
                // What does not fit behind the indent is moved left and stays whole.
                lines.add(" ".repeat(Math.max(0, Math.min(indent.length(), width - length))) + line);
            }
            before = indent;
        }
        return lines;
    }

    /** A line with its own indent; where it does not fit, the next lines stand two columns further right. */
    List<String> line(String text) {
        if (columns(text) <= width) {
            return List.of(text);
        }
        String indent = " ".repeat(text.length() - text.stripLeading().length());
        return lines(indent, indent + "  ", text.stripLeading());
    }

    /**
     * The plain text behind {@code first} as an entry of a list. What has no room there goes on in a second line, since what an entry
     * is about often stands at its end; a third one would make the list hard to look through, so the rest is cut off.
     */
    List<String> entry(String first, String plain) {
        int room = width - columns(first);
        if (columns(plain) <= room) {
            return List.of(first + plain);
        }
        String begin = broken(plain, room).get(0);
        boolean fits = columns(begin) <= room && plain.startsWith(begin);
        String rest = fits ? plain.substring(begin.length()).stripLeading() : plain;
        return List.of((first + (fits ? begin : "")).stripTrailing(), cut(SECOND, rest));
    }

    /** The plain text in what is left of a line behind {@code first}; cut between words, so that no path or id is cut. */
    private String cut(String first, String plain) {
        int room = width - columns(first);
        if (columns(plain) <= room) {
            return first + plain;
        }
        String cut = Widths.clipped(plain, Math.max(1, room));
        int end = cut.lastIndexOf(' ');
        boolean isWord =
                end < cut.length() / 2 && plain.substring(Math.max(0, end)).indexOf('/') < 0;
        return first + (isWord ? cut : cut.substring(0, Math.max(0, end)).stripTrailing() + "…");
    }

    private static List<String> broken(String text, int room) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        int length = 0;
        for (String word : words(text, room)) {
            int more = columns(word);
            if (length > 0 && length + 1 + more > room) {
                lines.add(parted(line.toString()));
                line.setLength(0);
                length = 0;
            }
            if (length > 0) {
                line.append(' ');
                length++;
            }
            line.append(word);
            length += more;
        }
        lines.add(parted(line.toString()));
        return lines;
    }

    /** The words between which a line may be broken; a list of alternatives that no line has room for is broken at its bars. */
    private static List<String> words(String text, int room) {
        return Stream.of(joined(text).split(" ", -1))
                .flatMap(word -> columns(word) > room && word.indexOf(KEPT_SPACE) < 0
                        ? Stream.of(word.replace("|", " | ").split(" ", -1))
                        : Stream.of(word))
                .toList();
    }

    static String withoutEscapes(String text) {
        return ESCAPES.matcher(text).replaceAll("");
    }

    static int columns(String text) {
        String seen = text.indexOf('\u001b') < 0 ? text : withoutEscapes(text);
        return seen.chars().allMatch(c -> c < 0x300) ? seen.length() : Widths.columns(seen);
    }

    /** Stands for a space within a command; no text has it, since {@link Console#plain} takes it out. */
    private static final char KEPT_SPACE = '\0';

    /** The text, with each command as one word. */
    static String joined(String text) {
        return COMMAND.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(found.group().replace(' ', KEPT_SPACE)));
    }

    /** The text again as it was before {@link #joined}. */
    static String parted(String joined) {
        return joined.replace(KEPT_SPACE, ' ');
    }
}
