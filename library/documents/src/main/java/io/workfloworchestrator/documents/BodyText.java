package io.workfloworchestrator.documents;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text as it stands in a document, and as a value, so that no text can forge structure and each comes back the same.
 *
 * <p>It works as mailboxes do (mboxrd): a line that would be structure gets a backslash, which Markdown does not show; a line that
 * has backslashes before such a start gets one more; reading takes one away. What would be structure: a heading of a section's
 * level; a line of {@code ===} or {@code ---} under text; a fence or a raw HTML block that never ends; in an item's details, a
 * box. Closed fences and comments stay verbatim, since both directions find them by the same scan. Blank lines at both ends and
 * carriage returns are written as numbers ({@link CharacterCodes}). Each instance says which starts are dangerous in one place.
 *
 * @param isShown whether the text is only shown, and never read back: then HTML, links and rules are shown as written too
 */
record BodyText(Pattern starts, boolean hasBoxes, boolean hasRules, boolean isFileStart, boolean isShown) {
    private static final Pattern LINE_END = Pattern.compile("\\r\\n|\\r|\\n");
    private static final Pattern FENCE = Pattern.compile(" {0,3}(`{3,}(?=[^`]*$)|~{3,}).*");
    private static final Pattern HTML = Pattern.compile(
            " {0,3}(?:(<(?:script|pre|style|textarea)(?=[ \\t>]|$))|(<!--)|(<\\?)|(<!\\[CDATA\\[)|(<![A-Za-z])).*",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern HTML_END =
            Pattern.compile("</(?:script|pre|style|textarea)>", Pattern.CASE_INSENSITIVE);
    private static final String OPENER =
            "`{3,}[^`]*|~{3,}.*|(?i:<(?:(?:script|pre|style|textarea)(?:[ \\t>].*)?|!--.*|\\?.*|!\\[CDATA\\[.*|![a-z].*))";
    private static final Pattern RULE = Pattern.compile("( {0,3})(\\\\*+)((?:=+|-+)[ \\t]*)");
    private static final Pattern PARTING = Pattern.compile("()(\\\\*+)(={7})");
    private static final Pattern BOX = Pattern.compile(
            "((?:[ \\t>]|[-+*](?=[ \\t])|\\d{1,9}[.)](?=[ \\t]))*+)(\\\\*+)(\\[.](?:[ \\t].*)?)", Pattern.DOTALL);

    /** The text of a section, where headings of at most this level begin another section. */
    static BodyText ofSection(int deepest) {
        return new BodyText(starts(heading(deepest) + OPENER), false, true, false, false);
    }

    /** The text before the first section: its first line could begin a front matter. */
    static BodyText ofPreamble(int deepest) {
        return new BodyText(starts(heading(deepest) + OPENER), false, true, true, false);
    }

    static BodyText ofDetails() {
        return new BodyText(starts(OPENER + "|</?[A-Za-z].*"), true, false, false, false);
    }

    /** A text that a template puts at the start of a line, where all headings and boxes are structure. */
    static BodyText ofTemplate() {
        return new BodyText(starts(heading(6) + OPENER), true, true, false, true);
    }

    private static String heading(int deepest) {
        return "#{1," + deepest + "}(?:[ \\t].*)?|";
    }

    private static Pattern starts(String what) {
        return Pattern.compile("( {0,3})(\\\\*+)(" + what + ")", Pattern.DOTALL);
    }

    /** What lines of a file say. Blank lines at both ends are no part of it. */
    String read(String raw) {
        List<String> lines = inner(raw);
        boolean[] verbatim = regions(lines);
        StringBuilder out = new StringBuilder(raw.length());
        for (int i = 0; i < lines.size(); i++) {
            out.append(i == 0 ? "" : "\n");
            out.append(verbatim[i] ? lines.get(i) : CharacterCodes.decode(unescaped(lines, verbatim, i)));
        }
        return out.toString();
    }

    static List<String> inner(String raw) {
        List<String> lines = Arrays.asList(LINE_END.split(raw, -1));
        int first = 0;
        int last = lines.size();
        while (first < last && Lines.isBlank(lines.get(first))) {
            first++;
        }
        while (last > first && Lines.isBlank(lines.get(last - 1))) {
            last--;
        }
        return lines.subList(first, last);
    }

    /**
     * A text as lines for a file. Closed fences and comments stay as they are if it is verbatim; else they are escaped
     * too.
     */
    List<String> write(String text, boolean isVerbatim) {
        if (text.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
        if (lines.stream().allMatch(Lines::isBlank)) {
            return List.of(CharacterCodes.all(text));
        }
        String before = blankStart(lines);
        String after = blankEnd(lines);
        int last = lines.size() - 1;
        List<String> seen = new ArrayList<>(lines);
        seen.set(0, before + seen.get(0));
        seen.set(last, seen.get(last) + after);
        boolean[] verbatim = isVerbatim ? regions(seen) : new boolean[seen.size()];
        boolean isMixed = text.indexOf('\r') >= 0 || !after.isEmpty() && verbatim[last];
        verbatim = isMixed ? new boolean[seen.size()] : verbatim;
        List<String> out = new ArrayList<>();
        for (int i = 0; i < seen.size(); i++) {
            if (!verbatim[i]) {
                String coded = CharacterCodes.encodeLine(lines.get(i));
                seen.set(i, (i == 0 ? before : "") + coded + (i == last ? after : ""));
            }
        }
        for (int i = 0; i < seen.size(); i++) {
            out.add(verbatim[i] ? seen.get(i) : escaped(seen, verbatim, i));
        }
        return out;
    }

    private static String blankStart(List<String> lines) {
        StringBuilder cut = new StringBuilder();
        while (Lines.isBlank(lines.get(0))) {
            cut.append(lines.remove(0)).append('\n');
        }
        return CharacterCodes.all(cut.toString());
    }

    private static String blankEnd(List<String> lines) {
        StringBuilder cut = new StringBuilder();
        while (Lines.isBlank(lines.get(lines.size() - 1))) {
            cut.insert(0, "\n" + lines.remove(lines.size() - 1));
        }
        return CharacterCodes.all(cut.toString());
    }

    private String escaped(List<String> lines, boolean[] verbatim, int at) {
        Matcher start = start(lines, verbatim, at);
        if (start == null) {
            return isShown ? InlineText.writeLine(lines.get(at)) : lines.get(at);
        }
        String rest = isShown
                ? InlineText.writeLine(start.group(3).substring(1))
                : start.group(3).substring(1);
        return start.group(1) + "\\" + start.group(2) + start.group(3).charAt(0) + rest;
    }

    private String unescaped(List<String> lines, boolean[] verbatim, int at) {
        Matcher start = start(lines, verbatim, at);
        return start == null || start.group(2).isEmpty()
                ? lines.get(at)
                : start.group(1) + start.group(2).substring(1) + start.group(3);
    }

    /** The line as blanks, backslashes and a dangerous start; null if it has no such start. Both directions ask this. */
    private @Nullable Matcher start(List<String> lines, boolean[] verbatim, int at) {
        String line = lines.get(at);
        Matcher any = starts.matcher(line);
        if (any.matches()) {
            return any;
        }
        Matcher box = BOX.matcher(line);
        if (hasBoxes && box.matches() && !box.group(1).isBlank()) {
            return box;
        }
        if (!hasRules) {
            return null;
        }
        boolean isUnderText = at > 0 && !Lines.isBlank(lines.get(at - 1)) && !verbatim[at - 1];
        Matcher rule = RULE.matcher(line);
        if ((isUnderText || at == 0 && isFileStart) && rule.matches()) {
            return rule;
        }
        Matcher parting = PARTING.matcher(line);
        return parting.matches() ? parting : null;
    }

    /** Which lines belong to fences, comments and other raw blocks that end within the text. */
    private static boolean[] regions(List<String> lines) {
        boolean[] inside = new boolean[lines.size()];
        Ends ends = new Ends(lines);
        for (int i = 0; i < lines.size(); i++) {
            int end = ends.of(i);
            if (end >= 0) {
                Arrays.fill(inside, i, end + 1, true);
                i = end;
            }
        }
        return inside;
    }

    /** Finds the ends of raw blocks. It remembers which kinds never end, so that many unclosed ones cost no square. */
    private static final class Ends {
        private final List<String> lines;
        private final List<String> endless = new ArrayList<>();

        Ends(List<String> lines) {
            this.lines = lines;
        }

        /** The last line of the raw block that begins in this line; -1 if there is no such block or it never ends. */
        int of(int first) {
            Matcher fence = FENCE.matcher(lines.get(first));
            if (fence.matches()) {
                String mark = fence.group(1);
                Pattern end = Pattern.compile(
                        " {0,3}" + Pattern.quote(mark.substring(0, 1)) + "{" + mark.length() + ",}[ \\t]*");
                return end(mark, first + 1, line -> end.matcher(line).matches());
            }
            Matcher html = HTML.matcher(lines.get(first));
            if (!html.matches()) {
                return -1;
            }
            if (html.group(1) != null) {
                return end("<", first, line -> HTML_END.matcher(line).find());
            }
            String mark =
                    html.group(2) != null ? "-->" : html.group(3) != null ? "?>" : html.group(4) != null ? "]]>" : ">";
            return end(mark, first, line -> line.toLowerCase(Locale.ROOT).contains(mark));
        }

        private int end(String kind, int from, Predicate<String> isEnd) {
            if (endless.contains(kind)) {
                return -1;
            }
            for (int line = from; line < lines.size(); line++) {
                if (isEnd.test(lines.get(line))) {
                    return line;
                }
            }
            endless.add(kind);
            return -1;
        }
    }
}
