package io.workfloworchestrator.specdriven.imports;

import io.workfloworchestrator.specdriven.documents.SourceLine;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns the lines of a list of tasks into ours: {@code - [ ] T001 [P] [US1] …} of spec-kit, {@code - [ ] 1.1 …} of OpenSpec, nested
 * ones with {@code _Requirements: 1.1_} of Kiro, and headings {@code ### [ ] Task 1.1: …}. An entry with others nested in it becomes a
 * heading, since its status is theirs. Everything else stays as it stands; what nearly looks like a task
 * is one, and is noted. For one document.
 */
final class TaskLines {
    private static final Pattern BOX = Pattern.compile("^(\\s*)[-*+] \\[(.)](\\*?)\\s+(\\S.*)$");
    private static final Pattern HEADED = Pattern.compile("^()#{2,6}\\s+\\[(.)]()\\s+(?:Task\\s+)?(\\S.*)$");
    private static final Pattern NEAR =
            Pattern.compile("^(\\s*)(?:[-*+]|(\\d[\\d.]*))\\s*\\[(.?)](\\*?)\\s*(?![(\\[:])(\\S.*)$");
    /** An entry with a number and no box, as somebody writes it who forgets the box. */
    private static final Pattern WITHOUT_BOX =
            Pattern.compile("^(\\s*)[-*+]\\s+((?:T\\d{3,12}|\\d{1,6}(?:\\.\\d{1,6})+)[.:]?\\s+\\S.*)$");

    private static final Pattern NUMBER = Pattern.compile("^(T\\d{3,12}|\\d{1,6}(?:\\.\\d{1,6})*)[.:]?\\s+(.*)$");
    private static final Pattern TAG = Pattern.compile("^\\[(P|US\\d{1,3}|Story \\d{1,3})]\\s*(.*)$");
    private static final Pattern HEADING = Pattern.compile("^(#{1,6})\\s+(.*?)\\s*#*$");
    private static final Pattern PHASE = Pattern.compile("(?i)^(phase \\d+).*$");
    private static final Pattern NEEDS = Pattern.compile("(?i)\\s*\\(depends on ([^()]*)\\)\\s*$");
    private static final Pattern COVERS = Pattern.compile("(?i)requirements?:?\\s+(\\d[\\d., ]*)");
    private static final Pattern FR = Pattern.compile("\\bFR-\\d{3,12}\\b");
    private static final Pattern FILE = Pattern.compile("(?<![\\w/])(?:[\\w.-]+/)+[\\w.-]+\\.\\w{1,8}\\b");
    private static final Pattern CODE = Pattern.compile("`([^`\\s]+\\.\\w{1,8})`");
    private static final Pattern NEXT_ID = Pattern.compile("[^\\s,;]+");

    /** What a task of which nobody says it has: it stands in the line at once, so that the line need not be written again. */
    private static final String DEFAULTS = " [complexity:: 1] [hours:: 1]";

    private final String file;
    private final List<SourceLine> source;
    private final RequirementLines requirements;
    private final boolean isKiro;
    private final ItemNumbering numbering = new ItemNumbering("T");
    private final Map<String, String> renumbered = new HashMap<>();
    private final Map<Integer, String> numbers = new HashMap<>();
    private final Set<String> finished = new HashSet<>();
    private final Needing waitsFor = new Needing();
    private final List<String> out = new ArrayList<>();
    final List<ImportNote> notes = new ArrayList<>();
    private String phase = "";
    private int unindent;
    private int tasks;
    private int done;

    /**
     * @param file as notes name it
     * @param requirements those of the same feature
     * @param isKiro whether {@code [-]} means that somebody works on it, as in Kiro, and not that it was dropped
     */
    TaskLines(String file, String text, RequirementLines requirements, boolean isKiro) {
        this.file = file;
        this.source = SourceLine.of(text);
        this.requirements = requirements;
        this.isKiro = isKiro;
    }

    private record Entry(int line, int indent, char mark, boolean isOptional, String id, String text) {}

    String text() {
        List<Entry> entries = entries();
        number(entries);
        int next = 0;
        for (SourceLine line : source) {
            if (next < entries.size() && entries.get(next).line() == line.number()) {
                entry(entries, next++);
            } else {
                other(line);
            }
        }
        if (entries.isEmpty()) {
            notes.add(new ImportNote(file, 0, "No line of it is a task (- [ ] …)."));
        }
        return SourceLine.joined(out);
    }

    int tasks() {
        return tasks;
    }

    int done() {
        return done;
    }

    private List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        for (SourceLine line : source) {
            Matcher box = BOX.matcher(line.text());
            Matcher headed = HEADED.matcher(line.text());
            Matcher near = NEAR.matcher(line.text());
            if (!line.isProse()) {
                continue;
            }
            if (box.matches() || headed.matches()) {
                Matcher found = box.matches() ? box : headed;
                entries.add(entry(line, found.group(1), found.group(2), found.group(3), found.group(4)));
            } else if (near.matches()) {
                String id = near.group(2) == null ? "" : near.group(2) + " ";
                entries.add(entry(line, near.group(1), near.group(3), near.group(4), id + near.group(5)));
                notes.add(notWrittenAsTask(line));
            } else if (isBesideTasks(entries, line)) {
                Matcher without = WITHOUT_BOX.matcher(line.text());
                if (without.matches()) {
                    entries.add(entry(line, without.group(1), "", "", without.group(2)));
                    notes.add(notWrittenAsTask(line));
                }
            }
        }
        return entries;
    }

    private ImportNote notWrittenAsTask(SourceLine line) {
        return new ImportNote(
                file, line.number(), "It looks like a task and was not written as one (- [ ] …); it is one now.");
    }

    /** Whether a line stands as the task above it does, and is none of its details. */
    private static boolean isBesideTasks(List<Entry> entries, SourceLine line) {
        return !entries.isEmpty()
                && line.indent() <= entries.get(entries.size() - 1).indent();
    }

    private static Entry entry(SourceLine line, String indent, String mark, String star, String content) {
        Matcher number = NUMBER.matcher(content);
        boolean isNumbered = number.matches();
        return new Entry(
                line.number(),
                indent.length(),
                mark.isEmpty() ? ' ' : mark.charAt(0),
                !star.isEmpty(),
                isNumbered ? number.group(1) : "",
                isNumbered ? number.group(2) : content);
    }

    private static boolean isGroup(List<Entry> entries, int at) {
        return at + 1 < entries.size()
                && entries.get(at + 1).indent() > entries.get(at).indent();
    }

    private void number(List<Entry> entries) {
        entries.forEach(entry -> numbering.reserve(entry.id()));
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            if (isGroup(entries, i)) {
                continue;
            }
            String number = numbering.keepOrNext(entry.id());
            numbers.put(entry.line(), number);
            if (Character.toLowerCase(entry.mark()) == 'x') {
                finished.add(number);
            }
            if (renumbered.putIfAbsent(entry.id(), number) != null
                    && !entry.id().isEmpty()) {
                notes.add(new ImportNote(
                        file,
                        entry.line(),
                        "The number " + entry.id() + " is there twice; this one becomes " + number + "."));
            }
        }
    }

    private void other(SourceLine line) {
        Matcher heading = HEADING.matcher(line.text());
        if (line.isProse() && heading.matches()) {
            unindent = 0;
            phase = heading.group(1).length() == 2 ? heading.group(2) : phase;
        }
        unindent = !line.text().isBlank() && line.indent() < unindent && line.isProse() ? 0 : unindent;
        out.add(line.text().substring(Math.min(unindent, line.indent())));
    }

    private void entry(List<Entry> entries, int at) {
        Entry entry = entries.get(at);
        if (isGroup(entries, at)) {
            group(entries, at);
            return;
        }
        unindent = entry.indent() == 0 ? 0 : Math.min(entry.indent(), unindent == 0 ? entry.indent() : unindent);
        String text = entry.text();
        String parallel = "";
        String story = "";
        for (Matcher tag = TAG.matcher(text); tag.matches(); tag = TAG.matcher(text)) {
            parallel = tag.group(1).equals("P") ? " [parallel:: true]" : parallel;
            story = tag.group(1).equals("P") ? story : tag.group(1).replace("Story ", "US");
            text = tag.group(2);
        }
        Matcher waits = NEEDS.matcher(text);
        String status = status(entry);
        Needs needs = waits.find() ? needs(entry, waits.group(1), status) : Needs.EMPTY;
        text = title(entry, waits.replaceAll("") + needs.words());
        String number = numbers.getOrDefault(entry.line(), "");
        tasks++;
        out.add((status.equals("done") ? "- [x] " : "- [ ] ") + number + " " + text
                + (status.isEmpty() || status.equals("done") ? "" : " (" + status + ")")
                + (needs.numbers().isEmpty() ? "" : " (depends on " + String.join(", ", needs.numbers()) + ")")
                + RequirementLines.mark("covers", covers(entries, at))
                + RequirementLines.mark("files", files(text))
                + parallel
                + RequirementLines.mark("phase", PHASE.matcher(phase).replaceAll("$1"))
                + RequirementLines.mark("story", story)
                + DEFAULTS);
        if (!entry.id().isEmpty() && !entry.id().equals(number)) {
            out.add("  - It was " + entry.id() + " before.");
        }
        if (entry.isOptional()) {
            out.add("  - It is optional.");
        }
    }

    private void group(List<Entry> entries, int at) {
        Entry entry = entries.get(at);
        phase = entry.text();
        out.add("### " + (entry.id().isEmpty() ? "" : entry.id() + ". ") + entry.text());
        boolean isDone = Character.toLowerCase(entry.mark()) == 'x';
        List<Entry> parts = new ArrayList<>();
        for (int i = at + 1; i < entries.size() && entries.get(i).indent() > entry.indent(); i++) {
            parts.add(entries.get(i));
        }
        boolean areDone = parts.stream().allMatch(part -> Character.toLowerCase(part.mark()) == 'x');
        if (isDone != areDone) {
            notes.add(new ImportNote(
                    file,
                    entry.line(),
                    isDone
                            ? "It is ticked, and a part of it is not; the parts count."
                            : "All of its parts are ticked, and it is not; the parts count."));
        }
        unindent = parts.get(0).indent();
    }

    /** The words of a task, whose end is taken for no mark. A line that has only marks keeps them as its words. */
    private static String title(Entry entry, String text) {
        String title = RequirementLines.title(text);
        return title.isEmpty() ? RequirementLines.title(entry.text().isBlank() ? entry.id() : entry.text()) : title;
    }

    /** @param left what the line says that is no need here, and stays in its words */
    private record Needs(List<String> numbers, List<String> left) {
        static final Needs EMPTY = new Needs(List.of(), List.of());

        String words() {
            return left.isEmpty() ? "" : " (depends on " + String.join(", ", left) + ")";
        }
    }

    /** What has begun waits for nothing that is not done. */
    private Needs needs(Entry entry, String said, String status) {
        boolean waits = status.isEmpty() || status.equals("dropped");
        Set<String> ids = new LinkedHashSet<>();
        Set<String> left = new LinkedHashSet<>();
        for (String id :
                NEXT_ID.matcher(said).results().map(found -> found.group()).toList()) {
            Optional<String> number = Optional.ofNullable(renumbered.get(id));
            Optional<String> why = whyNoNeed(entry, id, number.orElse(""), waits);
            why.ifPresent(text -> {
                left.add(id);
                notes.add(new ImportNote(file, entry.line(), text));
            });
            number.filter(known -> why.isEmpty()).ifPresent(ids::add);
        }
        return new Needs(List.copyOf(ids), List.copyOf(left));
    }

    /** Why what a line waits for is no need; empty if it is one. */
    private Optional<String> whyNoNeed(Entry entry, String id, String number, boolean waits) {
        if (number.isEmpty()) {
            return Optional.of("It waits for " + id + ", which is no task here; the words say so still.");
        }
        if (number.equals(numbers.get(entry.line()))) {
            return Optional.of("It waits for itself; the words say so still.");
        }
        if (!waits && !finished.contains(number)) {
            return Optional.of("It was begun before " + id
                    + " was done, for which it waits; the need is left out, and the words say so still.");
        }
        return waitsFor.add(numbers.getOrDefault(entry.line(), ""), number)
                ? Optional.empty()
                : Optional.of("It waits for " + id + ", which waits for it; the need is left out, and the words say so"
                        + " still.");
    }

    private String status(Entry entry) {
        char mark = Character.toLowerCase(entry.mark());
        done += mark == 'x' ? 1 : 0;
        return switch (mark) {
            case ' ' -> "";
            case 'x' -> "done";
            case '-' -> isKiro ? "in-progress" : "dropped";
            case '~' -> isKiro ? "" : "in-progress";
            case '/' -> "in-progress";
            case '!' -> "blocked";
            default -> {
                notes.add(new ImportNote(
                        file, entry.line(), "The mark [" + entry.mark() + "] is not known; the task counts as open."));
                yield "";
            }
        };
    }

    private List<String> covers(List<Entry> entries, int at) {
        int end = at + 1 < entries.size() ? entries.get(at + 1).line() : source.size() + 1;
        Set<String> covered = new LinkedHashSet<>();
        Set<String> unknown = new HashSet<>();
        for (int line = entries.get(at).line(); line < end; line++) {
            String text = source.get(line - 1).text();
            FR.matcher(text)
                    .results()
                    .map(found -> found.group())
                    .forEach(id -> (requirements.isNumber(id) ? covered : unknown).add(id));
            if (text.toLowerCase(Locale.ROOT).contains("requirement")) {
                COVERS.matcher(text)
                        .results()
                        .forEach(found -> List.of(found.group(1).split("[, ]+")).forEach(id -> {
                            List<String> these = requirements.numbers(id.replaceAll("\\.$", ""));
                            (these.isEmpty() ? unknown : covered).addAll(these.isEmpty() ? List.of(id) : these);
                        }));
            }
        }
        int place = entries.get(at).line();
        unknown.forEach(id ->
                notes.add(new ImportNote(file, place, "It names the requirement " + id + ", which is not there.")));
        return List.copyOf(covered);
    }

    private static List<String> files(String text) {
        Set<String> files = new LinkedHashSet<>();
        FILE.matcher(text).results().forEach(found -> files.add(found.group()));
        CODE.matcher(text).results().forEach(found -> files.add(found.group(1)));
        return List.copyOf(files);
    }

    /** Which task of one document waits for which, without circles. For one document. */
    static final class Needing {
        private final Map<String, Set<String>> byTask = new HashMap<>();
        private final Set<String> waitedFor = new HashSet<>();

        /** Adds a need; false if the other task waits for this one already. */
        boolean add(String task, String other) {
            if (waitedFor.contains(task) && reaches(other, task)) {
                return false;
            }
            waitedFor.add(other);
            byTask.computeIfAbsent(task, any -> new LinkedHashSet<>()).add(other);
            return true;
        }

        private boolean reaches(String from, String to) {
            Set<String> seen = new HashSet<>();
            Deque<String> next = new ArrayDeque<>();
            next.add(from);
            while (!next.isEmpty()) {
                String task = next.remove();
                if (task.equals(to)) {
                    return true;
                }
                if (seen.add(task)) {
                    next.addAll(byTask.getOrDefault(task, Set.of()));
                }
            }
            return false;
        }
    }
}
