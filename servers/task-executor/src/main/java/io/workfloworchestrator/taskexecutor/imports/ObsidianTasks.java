package io.workfloworchestrator.taskexecutor.imports;

import io.workfloworchestrator.documents.CheckItem;
import io.workfloworchestrator.json.CodedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines with boxes in notes of Obsidian, with the marks of the plugin Tasks, and the cards of the plugin Kanban, whose lane is their
 * status. A box in another one is a part of it.
 */
final class ObsidianTasks implements TaskListReader {
    private static final Pattern TAG = Pattern.compile("(?<=^|\\s)#([\\p{L}\\p{N}_/-]*[\\p{L}_/-][\\p{L}\\p{N}_/-]*)");
    private static final Pattern BLOCK = Pattern.compile("(?<=^|\\s)\\^([A-Za-z0-9-]{1,60})$");
    private static final Pattern CARD_DATE =
            Pattern.compile("@\\{(\\d{4}-\\d{2}-\\d{2})\\}|@\\[\\[(\\d{4}-\\d{2}-\\d{2})\\]\\]");
    private static final Pattern OWNER = Pattern.compile("(?<=\\s)@([A-Za-z][\\w.-]{0,60})(?=\\s|$)");
    private static final Set<String> WITHOUT_PLACE = Set.of("scheduled", "start", "repeat", "onCompletion");
    private static final Set<String> KNOWN = Set.of(
            "due",
            "created",
            "completion",
            "cancelled",
            "id",
            "dependsOn",
            "priority",
            "scheduled",
            "start",
            "repeat",
            "onCompletion",
            "hours");

    @Override
    public ReadTasks read(ImportSource source) {
        Reading reading = new Reading();
        for (String path : source.files("", name -> name.endsWith(".md"))) {
            try {
                MarkdownFile file = MarkdownFile.of(source, path);
                new Note(file, source.within(path), KanbanLanes.of(file), reading).read();
            } catch (CodedException e) {
                if (!source.isFolder() || e.code().equals("E_IMPORT_SIZE")) {
                    throw e;
                }
                reading.note(path, 0, "this note is left out: " + e.getMessage());
            }
        }
        return reading.done();
    }

    /** One note. Not thread-safe. */
    private static final class Note {
        private final MarkdownFile file;
        private final String name;
        private final KanbanLanes lanes;
        private final Reading reading;
        private final Map<Integer, PortableTask.Builder> byPlace = new HashMap<>();

        Note(MarkdownFile file, String name, KanbanLanes lanes, Reading reading) {
            this.file = file;
            this.name = name;
            this.lanes = lanes;
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
            ObsidianLine said = ObsidianLine.read(item.content().of(file.text()));
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
                PortableTask.Builder unused = need.isBlank() ? task : task.need(need.strip());
            }
            String hours = marks.getOrDefault("hours", "");
            if (hours.matches("\\d{1,5}(?:\\.\\d{1,4})?")) {
                PortableTask.Builder unused = task.hours(Double.parseDouble(hours));
            }
            marks.keySet().stream()
                    .filter(name -> WITHOUT_PLACE.contains(name) || !KNOWN.contains(name))
                    .sorted()
                    .forEach(name -> reading.leftOver(name, task.file(), task.line()));
        }

        private void state(PortableTask.Builder task, CheckItem item) {
            String mark = item.mark().of(file.text());
            lanes.at(item.block().start()).ifPresent(lane -> lanes.state(lane, task, reading));
            switch (mark) {
                case " " -> {}
                case "x", "X" -> task.state(TaskState.COMPLETED);
                case "/" -> task.state(TaskState.IN_PROGRESS);
                case "-" -> task.state(TaskState.CANCELLED);
                default ->
                    reading.note(
                            task.file(),
                            task.line(),
                            "the mark [" + mark + "] is not known; the task counts as pending.");
            }
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
}
