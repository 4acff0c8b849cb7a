package io.workfloworchestrator.documents;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A value within a line of Markdown, so that it is shown as it was written: HTML, links and marks of emphasis get a backslash, and at
 * the start of a list item so do the marks that would begin a list, a quote, a heading, a rule or a fence. Backslashes that escape
 * something already, and code between backticks that end within the line, stay. The escapes are those of CommonMark 0.31, section
 * 2.4. Pure functions.
 */
final class InlineText {
    private static final String ESCAPE = "\\\\\\p{Punct}";
    private static final String CODE = "(?<!`)(`+)(?!`).*?(?<!`)\\1(?!`)";
    private static final String HTML = "<(?=[A-Za-z/!?])";
    private static final String LINK = "(?<=\\])\\((?!\\s)";
    private static final String EMPHASIS =
            "\\*(?=\\S)|(?<=\\S)\\*|(?<![\\p{L}\\p{N}])_(?=\\S)|(?<=\\S)_(?![\\p{L}\\p{N}])|~~";
    private static final Pattern IN_PARAGRAPH = marks(HTML + "|" + LINK);
    private static final Pattern IN_LINE = marks(HTML + "|" + LINK + "|" + EMPHASIS);
    private static final Pattern BLOCK = Pattern.compile("(\\d{1,9})?([-+*.)>#=_~`]|\\[(?=[^\\]]*\\]:)).*");
    private static final Pattern START = Pattern.compile(
            "[-+*](?:\\s.*)?|\\d{1,9}[.)](?:\\s.*)?|>.*|#{1,6}(?:\\s.*)?|(?:[-*_][ \\t]*){3,}|=+\\s*|`{3,}[^`]*|~{3,}.*|\\[[^\\]]*\\]:.*");
    private static final Pattern RULE = Pattern.compile(" {0,3}([-*_])(?:[ \\t]*\\1){2,}[ \\t]*");

    private InlineText() {}

    private static Pattern marks(String marks) {
        return Pattern.compile("(?<kept>" + ESCAPE + "|" + CODE.replace("\\1", "\\2") + ")|(?:" + marks + "|`+|\\\\$)");
    }

    /** A value that stands between other words of its line, or in a cell. */
    static String write(String value) {
        return escaped(IN_LINE, value);
    }

    /** A value with which a list item begins. */
    static String writeStart(String value) {
        Matcher block = BLOCK.matcher(value);
        if (!START.matcher(value).matches() || !block.matches()) {
            return write(value);
        }
        int mark = block.start(2);
        return value.substring(0, mark) + "\\" + value.charAt(mark) + write(value.substring(mark + 1));
    }

    /** A line of a paragraph, whose emphasis stays. */
    static String writeLine(String line) {
        if (RULE.matcher(line).matches()) {
            int blanks = line.length() - line.stripLeading().length();
            return line.substring(0, blanks) + "\\" + line.substring(blanks);
        }
        return escaped(IN_PARAGRAPH, line);
    }

    private static String escaped(Pattern marks, String text) {
        Matcher each = marks.matcher(text);
        StringBuilder out = new StringBuilder();
        while (each.find()) {
            String found = each.group();
            String written = each.group("kept") != null ? found : "\\" + String.join("\\", found.split(""));
            each.appendReplacement(out, Matcher.quoteReplacement(written));
        }
        return each.appendTail(out).toString();
    }
}
