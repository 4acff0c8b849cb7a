package io.workfloworchestrator.specdriven.analysis;

import io.workfloworchestrator.documents.DocumentException;
import io.workfloworchestrator.documents.DocumentFinding;
import io.workfloworchestrator.documents.Markdown;
import io.workfloworchestrator.documents.Section;
import io.workfloworchestrator.specdriven.documents.SourceLine;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A document of a feature, whoever wrote it, with the number of each line. Front matter, fences and comments are not among its lines:
 * what stands there is an example or a remark. Immutable and thread-safe.
 *
 * @param lines those that say something
 * @param prose those of them that are no headings
 * @param findings what was probably meant otherwise; why it cannot be read, if it cannot
 */
record DocumentText(
        String path,
        List<Heading> headings,
        List<Line> lines,
        List<Line> prose,
        List<DocumentFinding> findings,
        boolean isReadable) {
    private static final Pattern COMMENT = Pattern.compile("<!--.*?(?:-->|$)");
    private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");

    /**
     * @param line from 1
     * @param end the last line of what stands below it, with deeper headings
     * @param parent place among the headings of the one above it; -1 if there is none
     */
    record Heading(String title, int line, int end, int parent) {}

    record Line(int number, String text) {
        /** Columns before the first character; a tab counts as four. */
        int indent() {
            int columns = 0;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c != ' ' && c != '\t') {
                    break;
                }
                columns += c == '\t' ? 4 : 1;
            }
            return columns;
        }
    }

    static DocumentText of(String path, String text) {
        Markdown document;
        try {
            document = Markdown.of(text);
        } catch (DocumentException e) {
            return unreadable(path, e.code(), Math.max(1, e.line()), String.valueOf(e.getMessage()));
        }
        String[] all = LINE_END.split(document.text(), -1);
        int[] starts = starts(document.text(), all.length);
        List<Heading> headings = headings(document, starts, all.length);
        List<Line> lines = lines(document.text(), frontMatter(all));
        Set<Integer> titles = headings.stream().map(Heading::line).collect(Collectors.toSet());
        List<Line> prose =
                lines.stream().filter(line -> !titles.contains(line.number())).toList();
        return new DocumentText(path, headings, lines, prose, document.findings(), true);
    }

    static DocumentText unreadable(String path, String code, int line, String why) {
        DocumentFinding finding = new DocumentFinding(code, line, 1, why);
        return new DocumentText(path, List.of(), List.of(), List.of(), List.of(finding), false);
    }

    private static int[] starts(String text, int count) {
        int[] starts = new int[count];
        Matcher end = LINE_END.matcher(text);
        for (int line = 1; line < count && end.find(); line++) {
            starts[line] = end.end();
        }
        return starts;
    }

    private static List<Heading> headings(Markdown document, int[] starts, int lines) {
        List<Section> sections = document.sections();
        int[] ends = new int[sections.size()];
        int[] parents = new int[sections.size()];
        Arrays.fill(ends, lines);
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < sections.size(); i++) {
            int line = lineOf(starts, sections.get(i).heading().start());
            while (!open.isEmpty()
                    && sections.get(open.element()).level() >= sections.get(i).level()) {
                ends[open.remove()] = line - 1;
            }
            parents[i] = open.isEmpty() ? -1 : open.element();
            open.push(i);
        }
        List<Heading> headings = new ArrayList<>();
        for (int i = 0; i < sections.size(); i++) {
            Section one = sections.get(i);
            int line = lineOf(starts, one.heading().start());
            headings.add(new Heading(one.title(), line, ends[i], parents[i]));
        }
        return headings;
    }

    private static int lineOf(int[] starts, int index) {
        int found = Arrays.binarySearch(starts, index);
        return found >= 0 ? found + 1 : -found - 1;
    }

    private static List<Line> lines(String text, int from) {
        List<Line> lines = new ArrayList<>();
        for (SourceLine line : SourceLine.of(text)) {
            String shown =
                    line.text().contains("<!--") ? COMMENT.matcher(line.text()).replaceAll("") : line.text();
            if (line.number() > from && line.isProse() && !shown.isBlank()) {
                lines.add(new Line(line.number(), shown));
            }
        }
        return lines;
    }

    private static int frontMatter(String[] all) {
        if (all.length > 0 && all[0].strip().equals("---")) {
            for (int i = 1; i < all.length; i++) {
                if (all[i].strip().equals("---") || all[i].strip().equals("...")) {
                    return i + 1;
                }
            }
        }
        return 0;
    }

    Finding.Place at(Line line, String about) {
        return Finding.at(path, line.number(), about);
    }

    /** The lines below a heading, with those below deeper headings; the headings' own lines are not among them. */
    List<Line> below(Heading heading) {
        return prose.stream()
                .filter(line -> line.number() > heading.line() && line.number() <= heading.end())
                .toList();
    }

    private int place(int line) {
        int found = Collections.binarySearch(
                headings, new Heading("", line, line, -1), Comparator.comparingInt(Heading::line));
        return found >= 0 ? found : -found - 2;
    }

    /** The heading right above a line; empty if there is none. */
    Optional<Heading> above(int line) {
        int place = place(line);
        return place < 0 ? Optional.empty() : Optional.of(headings.get(place));
    }

    /** All headings that a line stands below, the outermost first. */
    List<Heading> allAbove(int line) {
        List<Heading> all = new ArrayList<>();
        for (int at = place(line); at >= 0; at = headings.get(at).parent()) {
            all.add(0, headings.get(at));
        }
        return all;
    }
}
