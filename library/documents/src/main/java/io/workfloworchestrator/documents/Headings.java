package io.workfloworchestrator.documents;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines of headings. A title is one line: characters that would end it are written as numbers, such as <code>&amp;#10;</code>, and a
 * run of {@code #} at its end gets a backslash, since Markdown takes it for a mark.
 */
final class Headings {
    private static final Pattern ATX = Pattern.compile("( {0,3})(#{1,6})(?:[ \\t]+|$)(.*)");
    private static final Pattern CLOSING = Pattern.compile("(?:^|(?<=[ \\t]))#+[ \\t]*$");
    private static final Pattern ESCAPED_RUN = Pattern.compile("(?:^|(?<=[ \\t]))(\\\\+)#+$");
    private static final Pattern RUN = Pattern.compile("(?:^|(?<=[ \\t]))\\\\*#+$");
    private static final Pattern SAFE_SETEXT = Pattern.compile("\\p{L}[\\p{L}\\p{N} ,.:()-]*");

    private Headings() {}

    record Title(String text, Span span, boolean isSetext) {}

    static Title title(String text, Lines lines, Blocks.HeadingLines heading) {
        String line = lines.line(heading.first());
        int start = lines.start(heading.first());
        Matcher atx = ATX.matcher(line);
        if (heading.next() == heading.first() + 1 && atx.matches()) {
            int from = atx.start(3);
            String rest = atx.group(3);
            Matcher closing = CLOSING.matcher(rest);
            int end = closing.find() ? closing.start() : rest.length();
            while (end > 0 && " \t".indexOf(rest.charAt(end - 1)) >= 0) {
                end--;
            }
            return new Title(rest.substring(0, end), new Span(start + from, start + from + end), false);
        }
        int end = lines.end(Math.max(heading.first(), heading.next() - 2));
        String raw = text.substring(start, end);
        int from = raw.length() - raw.stripLeading().length();
        String title = raw.strip().replaceAll("[ \\t]*(?:\\r\\n|\\r|\\n)[ \\t]*", " ");
        return new Title(
                title, new Span(start + from, start + from + raw.strip().length()), true);
    }

    static String read(String raw) {
        Matcher run = ESCAPED_RUN.matcher(raw);
        String unescaped = run.find() ? raw.substring(0, run.start()) + raw.substring(run.start() + 1) : raw;
        return CharacterCodes.decode(unescaped);
    }

    static String write(String title) {
        String coded = CharacterCodes.encode(title);
        Matcher run = RUN.matcher(coded);
        return run.find() ? coded.substring(0, run.start()) + "\\" + coded.substring(run.start()) : coded;
    }

    static String line(int level, String title) {
        String written = write(title);
        return "#".repeat(level) + (written.isEmpty() ? "" : " " + written) + "\n";
    }

    static boolean fitsSetext(String title) {
        return SAFE_SETEXT.matcher(title).matches() && !title.endsWith(" ");
    }
}
