package io.workfloworchestrator.diagram;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a timeline as text: a title and a bar on each line, under an axis from the first day to the last. */
final class TextTimeline {
    private static final int WIDEST_TITLE = 32;

    private TextTimeline() {}

    static List<String> lines(Diagram diagram, int width) {
        int forTitle = Math.min(WIDEST_TITLE, width / 3);
        int forBar = width - forTitle - 1;
        @Nullable DayAxis axis = DayAxis.of(diagram);
        List<String> lines = new ArrayList<>();
        if (axis != null) {
            lines.add(" ".repeat(forTitle + 1) + ends(axis, forBar));
            LocalDate today = diagram.today();
            if (today != null) {
                lines.add(" ".repeat(forTitle + 1) + mark(column(axis, today, forBar), "today", forBar));
            }
        }
        for (Node node : DayAxis.rows(diagram)) {
            String title = Widths.padded(Labels.fitted(Labels.title(node.title()), forTitle), forTitle);
            lines.add(title + " " + bar(node, axis, forBar).stripTrailing());
        }
        return lines;
    }

    private static String ends(DayAxis axis, int room) {
        String first = axis.first().toString();
        String last = axis.behind().minusDays(1).toString();
        int gap = room - first.length() - last.length();
        return gap < 1 ? Labels.clip(first, room, Widths::columns) : first + " ".repeat(gap) + last;
    }

    private static String mark(int at, String word, int room) {
        int column = Math.min(at, room - 1);
        return column + 2 + word.length() <= room
                ? " ".repeat(column) + "▼ " + word
                : " ".repeat(Math.max(0, column - word.length() - 1)) + word + " ▼";
    }

    private static int column(DayAxis axis, LocalDate day, int room) {
        return (int) Math.round(axis.share(day) * room);
    }

    private static String bar(Node node, @Nullable DayAxis axis, int room) {
        Dates dates = node.dates();
        Integer progress = node.progress();
        if (dates == null || axis == null) {
            String text = progress == null ? "no dates" : "no dates, " + progress + " %";
            return Labels.clip(text, room, Widths::columns);
        }
        int begin = Math.min(column(axis, dates.begin(), room), room - 1);
        int end = Math.max(begin + 1, column(axis, dates.end().plusDays(1), room));
        int done = progress == null ? 0 : Math.round((end - begin) * progress / 100f);
        String percent = progress == null ? "" : " " + progress + " %";
        String drawn = " ".repeat(begin) + "█".repeat(done) + "░".repeat(end - begin - done);
        return end + percent.length() <= room ? drawn + percent : drawn;
    }
}
