package io.workfloworchestrator.specdriven.analysis;

import io.workfloworchestrator.specdriven.analysis.DocumentText.Heading;
import io.workfloworchestrator.specdriven.analysis.DocumentText.Line;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tasks of a feature, in the form of this server, of spec-kit or of Kiro, or as plain check boxes. Immutable. */
record ReadTasks(List<Task> tasks) {
    static final ReadTasks EMPTY = new ReadTasks(List.of());

    private static final Pattern BOX = Pattern.compile("^\\s*(?:[-*+]|\\d{1,4}[.)])\\s+\\[(.)\\]\\*?\\s+(.*)$");
    private static final Pattern NUMBER =
            Pattern.compile("^[*_]*(T\\d{1,15}|\\d{1,4}(?:\\.\\d{1,4})*)\\b\\.?[*_:]*\\s+(.*)$");
    private static final Pattern REQUIREMENT = Pattern.compile("\\b(?:FR|NFR|REQ)-?\\d{1,15}\\b");
    private static final Pattern KIRO = Pattern.compile("(?i)_?requirements?:\\s*([\\d., ]+)_?");
    private static final Pattern STORY = Pattern.compile("\\bUS\\s?(\\d{1,3})\\b");
    private static final Pattern NEEDS = Pattern.compile("(?iu)\\(depends on ([^)]*)\\)");

    /**
     * @param id its number, or "line 12" if it has none
     * @param text without number, fields and needs
     * @param place the titles of the headings above it
     * @param covers the requirements that its line or the lines below it name
     */
    record Task(
            String id,
            String text,
            String path,
            int line,
            LineFields fields,
            List<String> place,
            Set<String> covers,
            Set<String> stories,
            List<Line> details,
            char mark) {
        Finding.Place at() {
            return Finding.at(path, line, id);
        }

        boolean isDone() {
            return mark == 'x' || mark == 'X';
        }

        boolean isDropped() {
            return mark == '-' || text.endsWith("(dropped)");
        }

        boolean isOpen() {
            return !isDone() && !isDropped();
        }

        String all() {
            StringBuilder all = new StringBuilder(text);
            details.forEach(line -> all.append('\n').append(line.text()));
            return all.toString();
        }
    }

    static ReadTasks of(DocumentText document) {
        List<Line> lines = document.prose();
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher box = BOX.matcher(lines.get(i).text());
            if (box.matches()) {
                tasks.add(task(document, lines.get(i), box, details(document, lines, i)));
            }
        }
        return new ReadTasks(tasks);
    }

    /** The lines below a task that belong to it: indented more, and without a box. */
    private static List<Line> details(DocumentText document, List<Line> lines, int task) {
        List<Line> details = new ArrayList<>();
        int indent = lines.get(task).indent();
        int heading =
                document.above(lines.get(task).number()).map(Heading::line).orElse(0);
        for (int i = task + 1; i < lines.size(); i++) {
            Line line = lines.get(i);
            boolean isOwn = line.indent() > indent
                    && !BOX.matcher(line.text()).matches()
                    && document.above(line.number()).map(Heading::line).orElse(0) == heading;
            if (!isOwn) {
                break;
            }
            details.add(line);
        }
        return details;
    }

    private static Task task(DocumentText document, Line line, Matcher box, List<Line> details) {
        LineFields fields = LineFields.of(box.group(2));
        Matcher numbered = NUMBER.matcher(fields.text());
        boolean isNumbered = numbered.matches();
        String text = isNumbered ? numbered.group(2) : fields.text();
        Set<String> covers = new LinkedHashSet<>();
        fields.list("covers").forEach(each -> covers.add(each.toUpperCase(Locale.ROOT)));
        Set<String> stories = new LinkedHashSet<>();
        fields.find("story").ifPresent(stories::add);
        List<String> said = new ArrayList<>(List.of(LineFields.withoutFields(text)));
        details.forEach(detail -> said.add(LineFields.withoutFields(detail.text())));
        for (String one : said) {
            if (!one.contains("R") && !one.contains("US") && !one.contains("equirement")) {
                continue; // Most lines name nothing.
            }
            REQUIREMENT.matcher(one).results().forEach(found -> covers.add(found.group()));
            STORY.matcher(one).results().forEach(found -> stories.add("US" + Integer.parseInt(found.group(1))));
            KIRO.matcher(one)
                    .results()
                    .forEach(found -> Pattern.compile("\\d+\\.\\d+")
                            .matcher(found.group(1))
                            .results()
                            .forEach(number -> covers.add(number.group())));
        }
        return new Task(
                isNumbered ? numbered.group(1) : "line " + line.number(),
                NEEDS.matcher(text).replaceAll("").strip(),
                document.path(),
                line.number(),
                fields,
                document.allAbove(line.number()).stream().map(Heading::title).toList(),
                covers,
                stories,
                details,
                box.group(1).charAt(0));
    }

    List<Task> living() {
        return tasks.stream().filter(task -> !task.isDropped()).toList();
    }

    /** The living tasks that carry out a requirement, by its own name or by that of its story. */
    List<Task> of(ReadSpec.Statement requirement) {
        return tasks.stream()
                .filter(task -> !task.isDropped())
                .filter(task -> task.covers().contains(requirement.id())
                        || task.covers().isEmpty() && task.stories().contains(requirement.story()))
                .toList();
    }

    Optional<Task> find(String id) {
        return tasks.stream().filter(task -> task.id().equals(id)).findFirst();
    }
}
