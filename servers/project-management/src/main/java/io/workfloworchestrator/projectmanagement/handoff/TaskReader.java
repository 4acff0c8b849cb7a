package io.workfloworchestrator.projectmanagement.handoff;

import io.workfloworchestrator.json.Words;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the tasks of a specification or of a {@code tasks.md}.
 *
 * <p>In a file that is named {@code tasks.md} the whole text counts, in any other file the section named Tasks, Implementation
 * Tasks, Implementation Plan or Development Steps, with the headings below it. A task is an outermost list item: a check box, a
 * bullet or a number; boxes that are nested are tasks too, other nested lines say more of their task. Ticked boxes are done and left
 * out. Fences and quotes are text. {@link TaskText} has the marks.
 *
 * <p>A file that marks tasks with {@code [P]} and names no dependency says an order by that: a task without the mark waits for all
 * before it since the last one without, and a marked one for the last one without the mark.
 *
 * <p>For one file, not thread-safe.
 */
final class TaskReader {
    static final int MOST = 100;

    private static final Set<String> TITLES =
            Set.of("tasks", "task list", "implementation tasks", "implementation plan", "development steps");
    private static final Pattern HEADING = Pattern.compile("^ {0,3}(#{1,6})\\s+(.*?)\\s*#*\\s*$");
    private static final Pattern ITEM =
            Pattern.compile("^([ \\t]*)(?:[-*+]|(\\d{1,4})[.)])[ \\t]+(?:\\[([^\\]])][ \\t]+)?(\\S.*)$");
    private static final int LONGEST = 300;

    private final Map<String, Draft> drafts = new LinkedHashMap<>();
    private final Set<String> done = new HashSet<>();
    private final List<String> findings = new ArrayList<>();
    private Optional<Draft> last = Optional.empty();
    private int outermost = -1;

    /** What a file says: its open tasks in order, and what was odd. */
    record Tasks(List<HandoffTask> tasks, List<String> findings) {}

    private static final class Draft {
        final String id;
        final int line;
        final String description;
        final boolean isParallel;
        Optional<Double> hours;
        final List<String> needs = new ArrayList<>();

        Draft(String id, int line, String description, boolean isParallel, Optional<Double> hours) {
            this.id = id;
            this.line = line;
            this.description = description;
            this.isParallel = isParallel;
            this.hours = hours;
        }
    }

    private TaskReader() {}

    static Tasks read(String path, String text) {
        TaskReader reader = new TaskReader();
        reader.lines(path, text.split("\\R", -1));
        return reader.result(path);
    }

    private void lines(String path, String[] lines) {
        boolean whole = path.toLowerCase(Locale.ROOT).endsWith("tasks.md");
        int level = whole ? 0 : Integer.MAX_VALUE; // of the heading of the section of tasks
        String fence = "";
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i];
            String start = line.strip();
            if (!fence.isEmpty() || start.startsWith("```") || start.startsWith("~~~")) {
                fence = fence.isEmpty() ? start.substring(0, 3) : start.startsWith(fence) ? "" : fence;
                continue;
            }
            Matcher heading = HEADING.matcher(line);
            if (heading.matches()) {
                outermost = -1;
                last = Optional.empty();
                int here = heading.group(1).length();
                if (!whole && here <= level) {
                    level = TITLES.contains(title(heading.group(2))) ? here : Integer.MAX_VALUE;
                }
            } else if (whole || level != Integer.MAX_VALUE) {
                line(i + 1, line);
            }
        }
    }

    private static String title(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("^[\\d.\\s]+|[*:]", "")
                .strip();
    }

    private void line(int number, String line) {
        Matcher item = ITEM.matcher(line);
        if (!item.matches()) {
            if (!line.isBlank()) {
                last.ifPresent(draft -> more(draft, line));
            }
            return;
        }
        int indent = item.group(1).replace("\t", "    ").length();
        boolean nested = outermost >= 0 && indent > outermost;
        if (nested && item.group(3) == null) {
            last.ifPresent(draft -> more(draft, item.group(4)));
            return;
        }
        outermost = nested ? outermost : indent;
        add(number, item);
    }

    private void add(int line, Matcher item) {
        TaskText text = new TaskText(item.group(4));
        Optional<String> named = text.takeId();
        boolean parallel = text.takeParallel();
        String id = named.or(() -> text.takeId())
                .or(() -> Optional.ofNullable(item.group(2)))
                .orElse(String.valueOf(drafts.size() + done.size() + 1));
        List<String> needs = text.takeNeeds();
        Optional<Double> hours = text.takeHours();
        if ("xX".contains(String.valueOf(item.group(3)))) {
            done.add(id);
            last = Optional.empty();
            return;
        }
        String free = id;
        for (int n = 2; drafts.containsKey(free) || done.contains(free); n++) {
            free = id + "-" + n;
        }
        if (!free.equals(id)) {
            findings.add("line " + line + ": another task is named " + id + "; this one is called " + free + ".");
        }
        Draft draft = new Draft(free, line, Words.clip(text.rest(), LONGEST), parallel, hours);
        draft.needs.addAll(needs);
        drafts.put(free, draft);
        last = Optional.of(draft);
    }

    /** A line below a task may say how long it takes and what it depends on. */
    private static void more(Draft draft, String line) {
        TaskText text = new TaskText(line);
        draft.needs.addAll(text.takeNeeds());
        if (draft.hours.isEmpty()) {
            draft.hours = text.takeHours();
        }
    }

    private Tasks result(String path) {
        List<Draft> all = List.copyOf(drafts.values());
        boolean explicit = all.stream().anyMatch(draft -> !draft.needs.isEmpty());
        if (!explicit && all.stream().anyMatch(draft -> draft.isParallel)) {
            order(all);
        }
        List<HandoffTask> tasks = new ArrayList<>();
        for (Draft draft : all.subList(0, Math.min(MOST, all.size()))) {
            tasks.add(new HandoffTask(draft.id, draft.description, draft.hours, needs(path, draft)));
        }
        if (all.size() > MOST) {
            findings.add(path + " has " + all.size() + " open tasks; the first " + MOST
                    + " are passed on. Split the goal, or tick what is done.");
        }
        return new Tasks(tasks, List.copyOf(findings));
    }

    private List<String> needs(String path, Draft draft) {
        List<String> known = new ArrayList<>();
        for (String need : draft.needs.stream().distinct().toList()) {
            Optional<String> meant = drafts.keySet().stream()
                    .filter(id -> id.equalsIgnoreCase(need))
                    .findFirst();
            if (meant.isPresent() && !meant.get().equals(draft.id)) {
                known.add(meant.get());
            } else if (done.stream().noneMatch(id -> id.equalsIgnoreCase(need))) {
                findings.add(path + ":" + draft.line + ": " + draft.id + " depends on \"" + need
                        + "\", which is no other task of the file; that dependency is left out.");
            }
        }
        return known;
    }

    private static void order(List<Draft> all) {
        List<String> since = new ArrayList<>();
        String barrier = "";
        for (Draft draft : all) {
            if (!draft.isParallel) {
                draft.needs.addAll(since.isEmpty() && !barrier.isEmpty() ? List.of(barrier) : since);
                barrier = draft.id;
                since.clear();
            } else {
                if (!barrier.isEmpty()) {
                    draft.needs.add(barrier);
                }
                since.add(draft.id);
            }
        }
    }
}
