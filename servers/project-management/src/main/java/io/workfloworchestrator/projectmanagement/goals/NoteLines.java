package io.workfloworchestrator.projectmanagement.goals;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The thoughts of a Markdown text: list items and paragraphs, each with its continuation lines joined to one, its number of line and the
 * heading above it. Front matter, fenced code, comments and boxes that are ticked are left out. Pure functions.
 */
final class NoteLines {
    private static final Pattern HEADING = Pattern.compile(" {0,3}#{1,6}\\s+(.*?)\\s*#*\\s*");
    private static final Pattern ITEM = Pattern.compile("(\\s*)(?:[-*+]|\\d{1,9}[.)])\\s+(?:\\[(.)]\\s+)?(.*)");
    private static final Pattern FENCE = Pattern.compile("\\s{0,12}(?:[-*+]\\s+)?(`{3,}|~{3,}).*");
    private static final Pattern QUOTE = Pattern.compile("^ {0,3}(?:> ?)+");
    private static final Pattern SENTENCE_END = Pattern.compile(".*[.!?:…]");

    private static final Pattern MARK =
            Pattern.compile("^[*_]{0,2}(?:TODO|To do|FIXME)[*_]{0,2}(?:\\([^)]{0,40}\\))?\\s*:\\s*[*_]{0,2}\\s*");

    private final List<String> lines;
    private final List<Thought> thoughts = new ArrayList<>();
    private String heading = "";
    private StringBuilder open = new StringBuilder();
    private int openAt;
    private boolean openIsItem;
    private boolean openIsBox;
    private boolean skipping;

    /**
     * @param marked whether its author marked it as open work: by an open box, or by TODO before it, which is left out of the text
     */
    record Thought(String text, int line, String heading, boolean item, boolean marked) {
        static Thought of(String text, int line, String heading, boolean item, boolean isBox) {
            String plain = MARK.matcher(text).replaceFirst("");
            return new Thought(plain, line, heading, item, isBox || !plain.equals(text));
        }
    }

    private NoteLines(List<String> lines) {
        this.lines = lines;
    }

    static List<Thought> of(List<String> lines) {
        NoteLines notes = new NoteLines(lines);
        notes.read();
        return notes.thoughts;
    }

    private void read() {
        int at = afterFrontMatter();
        while (at < lines.size()) {
            Matcher fence = FENCE.matcher(lines.get(at));
            if (fence.matches()) {
                end();
                at = afterFence(at, fence.group(1));
            } else if (lines.get(at).strip().startsWith("<!--")) {
                end();
                at = afterComment(at);
            } else {
                line(QUOTE.matcher(lines.get(at)).replaceFirst(""), at + 1);
                at++;
            }
        }
        end();
    }

    private int afterFrontMatter() {
        if (lines.isEmpty() || !lines.get(0).strip().equals("---")) {
            return 0;
        }
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).strip().equals("---")) {
                return i + 1;
            }
        }
        return 0;
    }

    private int afterFence(int from, String fence) {
        for (int i = from + 1; i < lines.size(); i++) {
            String stripped = lines.get(i).strip();
            boolean same = !stripped.isEmpty() && stripped.chars().allMatch(c -> c == fence.charAt(0));
            if (same && stripped.length() >= fence.length()) {
                return i + 1;
            }
        }
        return lines.size();
    }

    private int afterComment(int from) {
        for (int i = from; i < lines.size(); i++) {
            if (lines.get(i).contains("-->")) {
                return i + 1;
            }
        }
        return lines.size();
    }

    private void line(String line, int number) {
        Matcher title = HEADING.matcher(line);
        if (line.isBlank()) {
            end();
        } else if (title.matches()) {
            end();
            heading = title.group(1);
        } else {
            Matcher item = ITEM.matcher(line);
            if (item.matches()) {
                end();
                String box = item.group(2);
                skipping = box != null && !box.isBlank();
                begin(item.group(3), number, true);
                openIsBox = box != null;
            } else if (open.isEmpty()
                    || MARK.matcher(line.strip()).find()
                    || (!openIsItem && SENTENCE_END.matcher(open).matches())) {
                end();
                begin(line, number, false);
            } else {
                open.append(' ').append(line.strip());
            }
        }
    }

    private void begin(String text, int number, boolean item) {
        open.append(text.strip());
        openAt = number;
        openIsItem = item;
    }

    private void end() {
        if (!open.isEmpty() && !skipping) {
            thoughts.add(Thought.of(open.toString(), openAt, heading, openIsItem, openIsBox));
        }
        open = new StringBuilder();
        openIsBox = false;
        skipping = false;
    }
}
