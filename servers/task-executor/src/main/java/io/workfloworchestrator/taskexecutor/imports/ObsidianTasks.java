package io.workfloworchestrator.taskexecutor.imports;

import io.workfloworchestrator.documents.CheckItem;
import io.workfloworchestrator.documents.Section;
import io.workfloworchestrator.json.CodedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines with boxes in notes of Obsidian, with the marks of the plugin Tasks, and the cards of the plugin Kanban, whose lane is their
 * status: the heading of level 2, in a note whose front matter has {@code kanban-plugin}. A box in another one is a part of it.
 */
final class ObsidianTasks {
    private static final Pattern TAG = Pattern.compile("(?<=^|\\s)#([\\p{L}\\p{N}_/-]*[\\p{L}_/-][\\p{L}\\p{N}_/-]*)");
    private static final Pattern BLOCK = Pattern.compile("(?<=^|\\s)\\^([A-Za-z0-9-]{1,60})$");
    private static final Pattern CARD_DATE =
            Pattern.compile("@\\{(\\d{4}-\\d{2}-\\d{2})\\}|@\\[\\[(\\d{4}-\\d{2}-\\d{2})\\]\\]");
    private static final Pattern OWNER = Pattern.compile("(?<=\\s)@([A-Za-z][\\w.-]{0,60})(?=\\s|$)");
    /** The marks that have a place in a task of ours. */
    private static final Set<String> PLACED =
            Set.of("due", "created", "completion", "cancelled", "id", "dependsOn", "priority", "hours");

    private ObsidianTasks() {}

    static void read(ImportSource source, Reading reading) {
        for (String path : source.files("", name -> name.endsWith(".md"))) {
            try {
                MarkdownFile file = MarkdownFile.of(source, path);
                new Note(file, source.within(path), reading).read();
            } catch (CodedException e) {
                if (!source.isFolder() || e.code().equals("E_IMPORT_SIZE")) {
                    throw e;
                }
                reading.note(path, 0, "this note is left out: " + e.getMessage());
            }
        }
    }

    /** One note. Not thread-safe. */
    private static final class Note {
        private final MarkdownFile file;
        private final String name;
        private final List<Section> lanes;
        private final Reading reading;
        private final Map<Integer, PortableTask.Builder> byPlace = new HashMap<>();

        Note(MarkdownFile file, String name, Reading reading) {
            this.file = file;
            this.name = name;
            this.lanes = file.fields().text("kanban-plugin").isEmpty()
                    ? List.of()
                    : file.document().sections(2).stream()
                            .filter(section -> section.level() == 2)
                            .toList();
            this.reading = reading;
        }

        void read() {
            List<CheckItem> items = file.document().items();
            for (int place = 0; place < items.size(); place++) {
                byPlace.put(place, task(items.get(place)));
            }
            for (int place = 0; place < items.size(); place++) {
                PortableTask.Builder whole = byPlace.get(items.get(place).parent());
                PortableTask.Builder part = byPlace.get(place);
                if (whole != null && part != null) {
                    reading.part(whole, part);
                }
            }
        }

        private PortableTask.Builder task(CheckItem item) {
            int line = item.line() + 1;
            Line said = Line.read(item.content().of(file.text()));
            List<String> tags = new ArrayList<>();
            String text = taken(TAG, said.text(), found -> tags.add(found.group(1)));
            List<String> ids = new ArrayList<>();
            text = taken(BLOCK, text, found -> ids.add(found.group(1)));
            List<String> days = new ArrayList<>();
            text = taken(CARD_DATE, text, found -> days.add(found.group(1) == null ? found.group(2) : found.group(1)));
            List<String> owners = new ArrayList<>();
            text = taken(OWNER, text, found -> owners.add(found.group(1)));
            String own = said.marks().getOrDefault("id", ids.isEmpty() ? "" : ids.get(0));
            PortableTask.Builder task =
                    reading.task(own.isEmpty() ? name + "#" + CleanText.idOf(text) : own, text, file.path(), line);
            tags.forEach(task::tag);
            owners.stream().findFirst().ifPresent(task::owner);
            days.stream().findFirst().flatMap(CleanText::day).ifPresent(task::due);
            marks(task, said.marks());
            state(task, item);
            return task.details(below(item));
        }

        private static String taken(Pattern pattern, String text, Consumer<MatchResult> found) {
            Matcher matcher = pattern.matcher(text);
            matcher.results().forEach(found);
            return pattern.matcher(text)
                    .replaceAll(" ")
                    .replaceAll(" {2,}", " ")
                    .strip();
        }

        private void marks(PortableTask.Builder task, Map<String, String> marks) {
            CleanText.day(marks.getOrDefault("due", "")).ifPresent(task::due);
            CleanText.day(marks.getOrDefault("created", "")).ifPresent(task::created);
            CleanText.day(marks.getOrDefault("completion", "")).ifPresent(task::completed);
            reading.priority(task, marks.getOrDefault("priority", ""));
            for (String need : marks.getOrDefault("dependsOn", "").split(",")) {
                task.need(need);
            }
            task.hours(marks.getOrDefault("hours", ""));
            marks.keySet().stream()
                    .filter(name -> !PLACED.contains(name))
                    .sorted()
                    .forEach(name -> reading.leftOver(name, task.file(), task.line()));
        }

        private void state(PortableTask.Builder task, CheckItem item) {
            String mark = item.mark().of(file.text());
            int start = item.block().start();
            lanes.stream()
                    .filter(lane ->
                            lane.body().start() <= start && start < lane.body().end())
                    .findFirst()
                    .ifPresent(lane -> state(task, lane));
            switch (mark) {
                case " " -> {}
                case "x", "X" -> task.state(TaskState.COMPLETED);
                case "/" -> task.state(TaskState.IN_PROGRESS);
                case "-" -> task.state(TaskState.CANCELLED);
                default -> reading.note(task, "the mark [" + mark + "] is not known; the task counts as pending.");
            }
        }

        /** Gives a card of a board the status of its lane; a lane that is no status is a tag. One with {@code **Complete**} means done. */
        private void state(PortableTask.Builder task, Section lane) {
            boolean isComplete = lane.body()
                    .of(file.text())
                    .lines()
                    .anyMatch(line -> line.strip().equals("**Complete**"));
            TaskState.of(isComplete ? "complete" : lane.title()).ifPresentOrElse(task::state, () -> {
                task.tag(lane.title());
                reading.note(
                        task,
                        "the lane \"" + lane.title() + "\" is no status; it becomes a tag, and the task is pending.");
            });
        }

        /** What is nested below the line, without the boxes in it. */
        private String below(CheckItem item) {
            return item.details()
                    .of(file.text())
                    .lines()
                    .map(String::strip)
                    .reduce("", (a, b) -> a + "\n" + b)
                    .strip();
        }
    }

    /**
     * The marks of a line of Obsidian Tasks, as emoji or as fields in brackets, and the words without them.
     *
     * @param marks what the marks say, by their names in brackets: due, priority, id, dependsOn …
     */
    private record Line(String text, Map<String, String> marks) {
        private static final String DAY = "(\\d{4}-\\d{2}-\\d{2})";
        private static final String IDS = "([A-Za-z0-9_-]+(?:\\s*,\\s*[A-Za-z0-9_-]+)*)";
        private static final Map<String, Pattern> SIGNS = signs();
        private static final Map<String, String> PRIORITIES =
                Map.of("🔺", "critical", "⏫", "high", "🔼", "medium", "🔽", "low", "⏬", "low");
        private static final Pattern PRIORITY = Pattern.compile("(🔺|⏫|🔼|🔽|⏬)\\x{FE0F}?");
        private static final Pattern FIELD = Pattern.compile("[\\[(](\\w{2,20}):: ?([^\\[\\]()]{1,200})[\\])]");

        private static Map<String, Pattern> signs() {
            Map<String, Pattern> signs = new LinkedHashMap<>();
            signs.put("due", Pattern.compile("(?:📅|📆|🗓)\\x{FE0F}? *" + DAY));
            signs.put("scheduled", Pattern.compile("(?:⏳|⌛)\\x{FE0F}? *" + DAY));
            signs.put("start", Pattern.compile("🛫\\x{FE0F}? *" + DAY));
            signs.put("created", Pattern.compile("➕\\x{FE0F}? *" + DAY));
            signs.put("completion", Pattern.compile("✅\\x{FE0F}? *" + DAY));
            signs.put("cancelled", Pattern.compile("❌\\x{FE0F}? *" + DAY));
            signs.put("id", Pattern.compile("🆔\\x{FE0F}? *([A-Za-z0-9_-]+)"));
            signs.put("dependsOn", Pattern.compile("⛔\\x{FE0F}? *" + IDS));
            signs.put("repeat", Pattern.compile("🔁\\x{FE0F}? *([a-zA-Z0-9, !]+)"));
            signs.put("onCompletion", Pattern.compile("🏁\\x{FE0F}? *(\\w+)"));
            return signs;
        }

        static Line read(String line) {
            Map<String, String> marks = new LinkedHashMap<>();
            String rest = line;
            for (Map.Entry<String, Pattern> sign : SIGNS.entrySet()) {
                Matcher found = sign.getValue().matcher(rest);
                if (found.find()) {
                    marks.put(sign.getKey(), found.group(1).strip());
                    rest = found.replaceAll(" ");
                }
            }
            Matcher priority = PRIORITY.matcher(rest);
            if (priority.find()) {
                marks.put("priority", PRIORITIES.getOrDefault(priority.group(1), ""));
                rest = priority.replaceAll(" ");
            }
            Matcher field = FIELD.matcher(rest);
            while (field.find()) {
                marks.putIfAbsent(field.group(1), field.group(2).strip());
            }
            rest = FIELD.matcher(rest).replaceAll(" ");
            return new Line(rest.replaceAll(" {2,}", " ").strip(), marks);
        }
    }
}
