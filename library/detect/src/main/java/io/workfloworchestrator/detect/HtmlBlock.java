package io.workfloworchestrator.detect;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The kinds of HTML that take whole lines of a Markdown text (CommonMark 0.31.2, section 4.6), by their ends. */
enum HtmlBlock {
    COMMENT("<!--", "-->"),
    INSTRUCTION("<?", "?>"),
    CDATA("<![CDATA[", "]]>"),
    DECLARATION("<!", ">"),
    /** {@code <pre>}, {@code <script>}, {@code <style>}, {@code <textarea>}, up to a closing tag of these. */
    RAW("<", ""),
    /** Any other tag, up to an empty line. */
    TAG("<", "");

    private static final Set<String> RAW_TAGS = Set.of("pre", "script", "style", "textarea");
    private static final List<String> RAW_ENDS = List.of("</pre>", "</script>", "</style>", "</textarea>");
    /** Tags that need not be alone in their line to begin such a block; any other tag must be. */
    private static final Set<String> BLOCK_TAGS = Set.of(
            ("address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl"
                            + " dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr"
                            + " html iframe legend li link main menu menuitem nav noframes ol optgroup option p param"
                            + " search section summary table tbody td tfoot th thead title tr track ul")
                    .split(" "));

    private final String start;
    private final String end;

    HtmlBlock(String start, String end) {
        this.start = start;
        this.end = end;
    }

    /** The kind that begins here; null if none does. */
    static @Nullable HtmlBlock at(String line, int from, boolean interrupts) {
        if (line.charAt(from) != '<') {
            return null;
        }
        for (HtmlBlock block : List.of(COMMENT, INSTRUCTION, CDATA)) {
            if (line.startsWith(block.start, from)) {
                return block;
            }
        }
        if (line.startsWith("<!", from)) {
            return from + 2 < line.length() && isLetter(line.charAt(from + 2)) ? DECLARATION : null;
        }
        return tag(line, from, interrupts);
    }

    private static @Nullable HtmlBlock tag(String line, int from, boolean interrupts) {
        boolean closing = line.startsWith("</", from);
        int begin = from + (closing ? 2 : 1);
        int stop = begin;
        while (stop < line.length()
                && stop - begin < 64
                && (isLetter(line.charAt(stop)) || isInName(line, stop, begin))) {
            stop++;
        }
        String name = line.substring(begin, stop).toLowerCase(Locale.ROOT);
        boolean ends = stop == line.length() || " \t>".indexOf(line.charAt(stop)) >= 0;
        if (name.isEmpty()) {
            return null;
        }
        if (!closing && ends && RAW_TAGS.contains(name)) {
            return RAW;
        }
        if (BLOCK_TAGS.contains(name) && (ends || line.startsWith("/>", stop))) {
            return TAG;
        }
        String rest = line.substring(stop).stripTrailing();
        boolean whole = (ends || line.charAt(stop) == '/') && rest.endsWith(">") && rest.indexOf('<') < 0;
        boolean one = rest.indexOf('>') == rest.length() - 1;
        return whole && one && !interrupts ? TAG : null;
    }

    private static boolean isInName(String line, int at, int begin) {
        return at > begin && (line.charAt(at) == '-' || MarkdownLine.isDigit(line.charAt(at)));
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    /** After how many characters of the beginning the end may come: {@code <!-->} is a whole comment. */
    int opening() {
        return this == COMMENT ? 2 : start.length();
    }

    /** Whether it ends before an empty line. */
    boolean endsBefore(boolean blank) {
        return this == TAG && blank;
    }

    /** The place after the end, if this line has one from there on; else -1. */
    int end(String line, int from) {
        if (this == TAG) {
            return -1;
        }
        if (this == RAW) {
            String lower = line.toLowerCase(Locale.ROOT);
            return RAW_ENDS.stream().anyMatch(tag -> lower.indexOf(tag, from) >= 0) ? line.length() : -1;
        }
        int at = line.indexOf(end, from);
        return at < 0 ? -1 : at + end.length();
    }
}
