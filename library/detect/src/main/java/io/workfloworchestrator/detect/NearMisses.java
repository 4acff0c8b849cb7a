package io.workfloworchestrator.detect;

import io.workfloworchestrator.detect.MarkdownBlocks.Kind;
import io.workfloworchestrator.files.Texts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds lines that look like tasks and are none in Markdown, and says what was probably meant. They count neither as open
 * nor as done, so the reader of the numbers must know of them. Words in the middle of a text, links, footnotes, fenced code
 * and comments are left alone. One instance per text.
 */
final class NearMisses {
    private static final int MOST = 20;
    private static final int SHOWN = 60;
    private static final String OPENING = "[\uFF3B\u3010\u3014\u27E6";
    private static final String CLOSING = "]\uFF3D\u3011\u3015\u27E7";
    /** Dashes and dots that stand for a bullet in other programs. */
    private static final String BULLETS =
            "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2022\u2023\u2043\u00B7\u25E6\u25AA\u25AB\u25CF\u25CB\u25A0\u25A1\uFF0D\uFF0B\uFF0A";
    /** Letters and signs that look like an x: Cyrillic, Greek, full width, the sign of multiplication, two crosses. */
    private static final String LIKE_X = "\u0445\u0425\u03C7\u03A7\uFF58\uFF38\u00D7\u2715\u2716";

    private final String path;
    private final List<ScanFinding> findings;
    private int found;

    NearMisses(String path, List<ScanFinding> findings) {
        this.path = path;
        this.findings = findings;
    }

    /** A loose box: of another kind of brackets, without a mark, or with blanks beside it. */
    private record Loose(boolean ticked, boolean exact, int end) {
        String box() {
            return ticked ? "[x]" : "[ ]";
        }
    }

    /** Looks at a line that is no task. */
    void look(String line, int number, MarkdownBlocks at) {
        int from = at.from();
        Kind kind = at.kind();
        String why = null;
        if (kind == Kind.TEXT && from < line.length()) {
            why = at.isItem() ? inItem(line, from) : inText(line, from);
        } else if (kind == Kind.INDENTED_CODE && task(line, from, at.isItem())) {
            why = "it is indented so far that it is code. Indent it less; code belongs between lines of ```.";
        } else if (kind == Kind.HTML && task(line, from, false)) {
            why = "it stands in HTML, which goes on up to an empty line. Put an empty line before it.";
        } else if (kind == Kind.COMMENT
                && at.behindComment() >= 0
                && task(line, MarkdownLine.blanks(line, at.behindComment()), true)) {
            why = "a comment stands before it in the same line. Put the comment behind the text.";
        }
        if (why != null) {
            add(line, number, why);
        }
    }

    /** Looks at a task. A mark that only looks like an x counts as open. */
    void look(TaskBox box, int number) {
        int mark = box.mark().codePointAt(0);
        if (LIKE_X.indexOf(mark) >= 0 && ++found <= MOST) {
            findings.add(ScanFinding.of(
                    "E_CHECKBOX",
                    path,
                    number,
                    "the mark in this box looks like an x, but it is " + Texts.code(mark)
                            + ", so the task counts as open. Write [x] if it is done."));
        }
    }

    void end() {
        if (found > MOST) {
            findings.add(ScanFinding.of(
                    "E_CHECKBOX", path, "has " + (found - MOST) + " more lines that look like tasks and are none."));
        }
    }

    private void add(String line, int number, String why) {
        if (++found <= MOST) {
            String text = Texts.value(line);
            String shown =
                    text.length() > SHOWN ? text.substring(0, text.offsetByCodePoints(0, SHOWN - 1)) + "…" : text;
            findings.add(ScanFinding.of(
                    "E_CHECKBOX",
                    path,
                    number,
                    "\"" + shown + "\" looks like a task, but does not count as one: " + why));
        }
    }

    // ---- in a list item ----

    private static @Nullable String inItem(String line, int from) {
        Loose box = loose(line, from);
        if (box != null) {
            return misplaced(line, box);
        }
        int behind = behindNumber(line, from);
        Loose second = behind < 0 ? null : loose(line, behind);
        if (second != null && second.exact() && isEnd(line, second.end())) {
            return "the box must come first. Write \"- " + second.box() + " "
                    + line.substring(from, behind).strip() + " …\".";
        }
        boolean last = line.stripTrailing().endsWith(" [ ]");
        return last ? "the box must come first. Write \"- [ ] …\"." : null;
    }

    private static @Nullable String misplaced(String line, Loose box) {
        // "[x](…)", "[x][…]" and "[x]: …" are links.
        boolean link =
                (box.ticked() || !box.exact()) && !isEnd(line, box.end()) && "([:".indexOf(line.charAt(box.end())) >= 0;
        String why = box.exact() ? "there is no blank behind the box." : "this is not how a box is written.";
        return link ? null : why + " Write \"- " + box.box() + " …\".";
    }

    /** The place after a first word that is a number such as {@code 1.2}, {@code T001} or {@code **3)**}; -1 for any other word. */
    private static int behindNumber(String line, int from) {
        int i = from;
        boolean digit = false;
        while (i < line.length() && i - from < 20 && !MarkdownLine.isBlank(line.charAt(i))) {
            char c = line.charAt(i);
            digit |= MarkdownLine.isDigit(c);
            if (!Character.isLetterOrDigit(c) && "*_#.-:()".indexOf(c) < 0) {
                return -1;
            }
            i++;
        }
        return digit && i < line.length() && MarkdownLine.isBlank(line.charAt(i)) ? MarkdownLine.blanks(line, i) : -1;
    }

    // ---- in other text ----

    private static @Nullable String inText(String line, int from) {
        char c = line.charAt(from);
        Loose box = loose(line, from);
        if (box != null) {
            return isEnd(line, box.end()) ? "it is no list item. Write \"- " + box.box() + " …\"." : null;
        }
        int bullet = bullet(line, from);
        if (bullet > from) {
            int text = MarkdownLine.blanks(line, bullet);
            Loose behind = loose(line, text);
            if (behind == null || !(isEnd(line, behind.end()) || (behind.exact() && !behind.ticked()))) {
                return null;
            }
            if (text == bullet) {
                return "there is no blank before the box. Write \"" + line.substring(from, bullet) + " " + behind.box()
                        + " …\".";
            }
            return MarkdownLine.isDigit(c)
                    ? "inside of a paragraph a list can only begin with 1, and its numbers have at most 9 digits. Put an"
                            + " empty line before the list."
                    : "it belongs to the paragraph before it. Indent it less, or put an empty line before it.";
        }
        if (BULLETS.indexOf(c) >= 0) {
            Loose behind = loose(line, MarkdownLine.blanks(line, from + 1));
            return behind != null && isEnd(line, behind.end())
                    ? Texts.code(c) + " is no bullet of Markdown. Write \"- " + behind.box() + " …\"."
                    : null;
        }
        return null;
    }

    /** Whether a bullet and a box stand there, or only a box where that is enough. */
    private static boolean task(String line, int from, boolean boxIsEnough) {
        if (from >= line.length()) {
            return false;
        }
        int bullet = bullet(line, from);
        int text = bullet > from ? MarkdownLine.blanks(line, bullet) : from;
        Loose box = bullet > from || boxIsEnough ? loose(line, text) : null;
        return box != null && box.exact() && isEnd(line, box.end());
    }

    // ---- parts of a line ----

    /** The place after a bullet or a number with a dot; {@code from} if there is none. */
    private static int bullet(String line, int from) {
        char c = line.charAt(from);
        if (c == '-' || c == '*' || c == '+') {
            return from + 1;
        }
        int i = from;
        while (i < line.length() && MarkdownLine.isDigit(line.charAt(i))) {
            i++;
        }
        return i > from && i < line.length() && ".)".indexOf(line.charAt(i)) >= 0 ? i + 1 : from;
    }

    /** Something like a box: brackets of any kind, at most one x, blanks beside it; null for anything else. */
    private static @Nullable Loose loose(String line, int from) {
        if (from >= line.length() || OPENING.indexOf(line.charAt(from)) < 0) {
            return null;
        }
        boolean ticked = false;
        int i = from + 1;
        for (; i < line.length() && i - from <= 5; i++) {
            char c = line.charAt(i);
            if (CLOSING.indexOf(c) >= 0) {
                boolean exact = i == from + 2 && c == ']' && line.charAt(from) == '[' && isExact(line.charAt(from + 1));
                return new Loose(ticked, exact, i + 1);
            }
            if (!ticked && (c == 'x' || c == 'X' || LIKE_X.indexOf(c) >= 0)) {
                ticked = true;
            } else if (!Character.isWhitespace(c) && !Character.isSpaceChar(c)) {
                return null;
            }
        }
        return null;
    }

    private static boolean isExact(char mark) {
        return mark == ' ' || mark == 'x' || mark == 'X';
    }

    private static boolean isEnd(String line, int at) {
        return at == line.length() || Character.isWhitespace(line.charAt(at)) || Character.isSpaceChar(line.charAt(at));
    }
}
