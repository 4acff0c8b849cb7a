package io.workfloworchestrator.specdriven.tasks;

import io.workfloworchestrator.documents.CheckItem;
import io.workfloworchestrator.documents.DocumentException;
import io.workfloworchestrator.documents.Markdown;
import io.workfloworchestrator.specdriven.documents.SourceLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a file of tasks says in whatever form it has, whether or not the state could take it over: so nobody is told that there are no
 * tasks while the file is full of them. Check boxes are tasks where the state reads them as such, so the tasks are the same before the
 * state takes the file over and after; what only looks like a task is named. Immutable.
 *
 * <pre>
 * - [ ] T001 [P] [US1] Create … in src/order.py     check boxes; any bullet, nested or not
 * ### [ ] Task 1.1: Create …                         headings, as the forerunner has them; boxes below are parts of such a task
 * </pre>
 *
 * <p>Fences and comments are text.
 *
 * @param findings lines that look like tasks and are not read as such, with their numbers
 * @param fault why the file cannot be read; empty if it can
 */
record TaskFile(boolean isHeadings, List<FileTask> tasks, List<String> findings, Optional<String> fault) {
    static final TaskFile EMPTY = new TaskFile(false, List.of(), List.of(), Optional.empty());

    private static final int MOST_FINDINGS = 20;
    private static final Pattern HEADING = Pattern.compile("^ {0,3}#{2,6}[ \\t]+\\[(.)\\][ \\t]+(\\S.*)$");
    private static final Pattern BOX =
            Pattern.compile("^[ \\t]*(?:[-*+]|\\d{1,9}[.)])[ \\t]+\\[(.)\\](\\*?)[ \\t]+(\\S.*)$");
    private static final Pattern NEAR = Pattern.compile(
            "^[ \\t]*(?:(?:[-*+][ \\t]*)\\[.?\\](?!\\()\\S.*|(?:[-*+][ \\t]*)\\[\\][ \\t].*|\\d+(?:\\.\\d+)*[.)]?[ \\t]+\\[[ xX]\\].*|#{2,6}[ \\t]*\\[[ xX]?\\]\\S.*)$");
    private static final Pattern QUOTED =
            Pattern.compile("^[ \\t]*>[> \\t]*(?:[-*+]|\\d{1,9}[.)])[ \\t]+\\[.\\]\\*?[ \\t]+\\S.*$");
    private static final Pattern NEEDS = Pattern.compile(
            "(?i)^\\s*(?:[-*+]\\s*)?\\*{0,2}_?(?:Dependencies|Depends on)\\*{0,2}:?\\*{0,2}:?\\s*(.+?)_?\\s*$");
    private static final Pattern DONE_WHEN =
            Pattern.compile("(?i)^\\s*(?:[-*+]\\s*)?\\*{0,2}Done when\\*{0,2}:\\*{0,2}\\s*(\\S.*?)\\s*$");
    private static final Pattern INLINE_NEEDS = Pattern.compile("(?i)\\(depends on ([^()]{1,400})\\)");
    private static final Pattern STATUS = Pattern.compile("\\((in-progress|blocked|dropped)\\)");
    private static final Pattern MARKS = Pattern.compile(
            "(?:\\s+(?:\\[[A-Za-z_][\\w.-]*:: ?[^\\]]*\\]|\\(depends on [^()]*\\)|\\((?:in-progress|blocked|dropped)\\)|\\^[\\w.-]+))+\\s*$");

    /**
     * @param line its number, from 1
     * @param label the number in front of its words, such as {@code T001} or {@code 1.2}; else its place in the file
     * @param title its words, with a number that is none of ours
     * @param needs the labels of the tasks that it waits for, as the file says them
     * @param doneWhen what proves it, as the lines below it say
     */
    record FileTask(
            int line, String label, String title, TaskStatus status, List<String> needs, List<String> doneWhen) {

        FileTask needing(List<String> more) {
            return new FileTask(line, label, title, status, both(needs, more), doneWhen);
        }

        FileTask doneWhen(String more) {
            return new FileTask(line, label, title, status, needs, both(doneWhen, List.of(more)));
        }

        private static List<String> both(List<String> some, List<String> more) {
            List<String> all = new ArrayList<>(some);
            all.addAll(more);
            return all;
        }
    }

    static TaskFile unreadable(String why) {
        return new TaskFile(false, List.of(), List.of(), Optional.of(why));
    }

    static TaskFile of(String text) {
        Optional<String> fault = Optional.empty();
        Optional<Set<Integer>> boxes = Optional.empty();
        Set<Integer> begun = Set.of();
        try {
            Markdown document = Markdown.of(text);
            boxes = Optional.of(document.items().stream().map(CheckItem::line).collect(Collectors.toSet()));
            begun = document.items().stream()
                    .filter(document::isBegunInKiro)
                    .map(CheckItem::line)
                    .collect(Collectors.toSet());
        } catch (DocumentException e) {
            fault = Optional.of(String.valueOf(e.getMessage()));
        }
        boolean isHeadings = text.lines().anyMatch(line -> HEADING.matcher(line).matches());
        List<FileTask> tasks = new ArrayList<>();
        List<String> findings = new ArrayList<>();
        for (SourceLine source : SourceLine.of(text)) {
            String line = source.text();
            int place = source.number() - 1;
            if (boxes.isPresent() && boxes.get().contains(place)) {
                String ours = begun.contains(place) ? line.replaceFirst("\\[-]", "[~]") : line;
                line(source.number(), ours, isHeadings, tasks, findings);
            } else if (source.isProse()
                    && boxes.isPresent()
                    && !isHeadings
                    && (BOX.matcher(line).matches() || QUOTED.matcher(line).matches())) {
                findings.add("line " + source.number() + ": " + noTask(line));
            } else if (source.isProse()) {
                line(source.number(), line, isHeadings, tasks, findings);
            }
        }
        int more = findings.size() - MOST_FINDINGS;
        if (more > 0) {
            findings.subList(MOST_FINDINGS, findings.size()).clear();
            findings.add(more + " more lines look like tasks and are not.");
        }
        return new TaskFile(isHeadings, tasks, findings, fault);
    }

    private static String noTask(String line) {
        Matcher box = BOX.matcher(line);
        return box.matches() && !box.group(2).isEmpty()
                ? "\"[" + box.group(1) + "]*\" is no check box, so this is no task. Write \"[" + box.group(1)
                        + "]\", and say in the words that the task is optional."
                : "this box stands in a quotation or in code, so it is no task. Write \"- [ ] text\" at the beginning of the"
                        + " line, or below the task that it is a part of.";
    }

    private static void line(int number, String line, boolean isHeadings, List<FileTask> tasks, List<String> findings) {
        Matcher task = (isHeadings ? HEADING : BOX).matcher(line);
        Matcher needs = NEEDS.matcher(line);
        Matcher doneWhen = DONE_WHEN.matcher(line);
        if (task.matches()) {
            String mark = task.group(1);
            String text = isHeadings ? task.group(2) : task.group(3);
            tasks.add(task(number, mark, text, tasks.size() + 1));
            if (!" xX/-~!✓".contains(mark)) {
                findings.add(
                        "line " + number + ": the mark [" + mark + "] has no meaning, so the task counts as open.");
            }
        } else if (needs.matches() && !tasks.isEmpty()) {
            FileTask last = tasks.get(tasks.size() - 1);
            tasks.set(tasks.size() - 1, last.needing(names(needs.group(1))));
        } else if (doneWhen.matches() && !tasks.isEmpty()) {
            FileTask last = tasks.get(tasks.size() - 1);
            tasks.set(tasks.size() - 1, last.doneWhen(doneWhen.group(1)));
        } else if (NEAR.matcher(line).matches()) {
            findings.add("line " + number + ": this looks like a task and is not one. Write \"- [ ] text\".");
        }
    }

    private static FileTask task(int line, String mark, String text, int place) {
        Matcher said = STATUS.matcher(text);
        String word = said.find() ? said.group(1) : "";
        TaskStatus status = switch (mark) {
            case "x", "X", "✓" -> TaskStatus.DONE;
            case "-" -> TaskStatus.find(word).orElse(TaskStatus.DROPPED);
            case "!" -> TaskStatus.BLOCKED;
            case "~", "/" -> TaskStatus.IN_PROGRESS;
            default -> TaskStatus.find(word).orElse(TaskStatus.BACKLOG);
        };
        Matcher needs = INLINE_NEEDS.matcher(text);
        List<String> names = needs.find() ? names(needs.group(1)) : List.of();
        String title = MARKS.matcher(text.strip()).replaceAll("").strip();
        String label = TaskTitle.of(title).label().orElse(String.valueOf(place));
        boolean isOwn = label.startsWith("T") && title.startsWith(label + " "); // The state keeps this number apart.
        return new FileTask(
                line, label, isOwn ? title.substring(label.length()).strip() : title, status, names, List.of());
    }

    private static List<String> names(String said) {
        List<String> names = new ArrayList<>();
        for (String one : said.split("[,;]")) {
            String name = one.strip().replaceFirst("(?i)^Task\\s+", "").replaceAll("[*_`]", "");
            if (!name.isEmpty() && !name.toLowerCase(Locale.ROOT).matches("none|n/a|-")) {
                names.add(name);
            }
        }
        return names;
    }

    /** The tasks as check boxes, with everything else that the file says about each below its line. */
    String asChecklist(String text) {
        Map<Integer, FileTask> byLine = new HashMap<>();
        Map<String, String> numbers = new HashMap<>();
        for (FileTask task : tasks) {
            byLine.put(task.line(), task);
            numbers.putIfAbsent(task.label(), String.format(Locale.ROOT, "T%03d", numbers.size() + 1));
        }
        StringBuilder out = new StringBuilder();
        boolean isBelow = false;
        int number = 0;
        for (String line : text.split("\\R", -1)) {
            FileTask task = byLine.get(++number);
            if (task != null) {
                out.append(line(task, numbers)).append('\n');
                isBelow = true;
            } else if (isBelow && line.matches(" {0,3}#{1,6}([ \\t].*)?")) {
                out.append('\n').append(line).append('\n');
                isBelow = false;
            } else if (!isBelow) {
                out.append(line).append('\n');
            } else if (!line.isBlank()) {
                out.append("  ").append(detail(line)).append('\n');
            }
        }
        return out.toString().replaceAll("\n{3,}", "\n\n").strip() + "\n";
    }

    private static String line(FileTask task, Map<String, String> numbers) {
        List<String> needs = task.needs().stream()
                .flatMap(name -> Optional.ofNullable(numbers.get(name)).stream())
                .toList();
        String box = task.status() == TaskStatus.DONE ? "x" : " ";
        String word = task.status() == TaskStatus.DONE || task.status() == TaskStatus.BACKLOG
                ? ""
                : " (" + task.status().word() + ")";
        return "- [" + box + "] " + numbers.get(task.label()) + " " + task.title() + word
                + (needs.isEmpty() ? "" : " (depends on " + String.join(", ", needs) + ")");
    }

    /** A line below a task; what was a box there is a part of the task and no task of its own. */
    private static String detail(String line) {
        String text = line.strip();
        Matcher box = BOX.matcher(text);
        String plain = box.matches() ? "- " + box.group(3) : text;
        return plain.startsWith("- ") ? plain : "- " + plain;
    }
}
