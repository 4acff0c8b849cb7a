package io.workfloworchestrator.taskexecutor.imports;

import io.workfloworchestrator.definition.BrokenDefinitionException;
import io.workfloworchestrator.definition.YamlText;
import io.workfloworchestrator.documents.CheckItem;
import io.workfloworchestrator.documents.Section;
import io.workfloworchestrator.json.CodedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The stories of BMAD: {@code stories.yaml}, whose stories run from top to bottom, or epics and stories in Markdown, of which each story is
 * a part of its epic; with what {@code sprint-status.yaml} and the files of the stories say. As laid down in bmad-method 6.12.
 */
final class Bmad {
    private static final Pattern EPIC = Pattern.compile("(?i)Epic\\s+(\\d{1,4})\\s*:?\\s*(.*)");
    private static final Pattern STORY = Pattern.compile("(?i)Story\\s+(\\d{1,4})\\.(\\d{1,4}[a-z]?)\\s*:?\\s*(.*)");
    private static final Pattern STORY_FILE = Pattern.compile("(\\d{1,4})-(\\d{1,4}[a-z]?)-.*\\.md");
    private static final Pattern STATUS_KEY = Pattern.compile("(?:(epic)-(\\d{1,4})|(\\d{1,4})-(\\d{1,4}[a-z]?)-.+)");
    private static final Pattern STATUS_LINE = Pattern.compile("(?m)^(?:\\*\\*)?Status:?(?:\\*\\*)?:? *(.{1,60})$");

    private Bmad() {}

    static void read(ImportSource source, Reading reading) {
        for (String file : source.files("", name -> name.equals("stories.yaml") || name.equals("stories.yml"))) {
            stories(source, file, reading);
        }
        for (String file : source.files("", name -> name.endsWith(".md"))) {
            markdown(source, file, reading);
        }
        for (String file : source.files("", name -> name.equals("sprint-status.yaml"))) {
            statuses(source, file, reading);
        }
        if (reading.all().isEmpty()) {
            throw Reading.wrong(source.path()
                    + " has no stories.yaml, and no epics and stories in Markdown. Name the folder that has them.");
        }
    }

    /** A list of stories; the reader of the house takes mappings, so the list becomes the one field of a mapping. */
    private static void stories(ImportSource source, String file, Reading reading) {
        String text = source.text(file).replaceFirst("^---[ \\t]*\\r?\\n", "");
        @Nullable Object list = yaml(file, "stories:\n" + text).get("stories");
        String before = "";
        for (Object entry : list instanceof List<?> stories ? stories : List.of()) {
            if (!(entry instanceof Map<?, ?> story)) {
                reading.note(file, 0, "an entry that is no story is left out.");
                continue;
            }
            String id = word(story.get("id"));
            PortableTask.Builder task = reading.task(id, word(story.get("title")), file, line(source, file, id))
                    .details(word(story.get("description")))
                    .notes(word(story.get("invoke_dev_with")));
            for (String checkpoint : List.of("spec_checkpoint", "done_checkpoint")) {
                task.tag(Boolean.TRUE.equals(story.get(checkpoint)) ? checkpoint : "");
            }
            before = task.need(before).id;
            story(source, file, task, reading);
        }
    }

    private static String word(@Nullable Object value) {
        return value == null ? "" : String.valueOf(value);
    }

    private static int line(ImportSource source, String file, String id) {
        String text = source.text(file);
        Matcher found = Pattern.compile("(?m)^\\s*-?\\s*id:\\s*[\"']?" + Pattern.quote(id) + "[\"']?\\s*$")
                .matcher(text);
        return found.find() ? MarkdownFile.line(text, found.start()) : 0;
    }

    /** What the file of a story in the folder {@code stories} says of its status. */
    private static void story(ImportSource source, String list, PortableTask.Builder task, Reading reading) {
        String folder = list.contains("/") ? list.substring(0, list.lastIndexOf('/')) + "/stories/" : "stories/";
        for (String file : source.files("", name -> name.startsWith(task.id + "-") && name.endsWith(".md"))) {
            if (file.startsWith(folder)) {
                String status = MarkdownFile.of(source, file).fields().text("status");
                if (!status.isEmpty()) {
                    reading.state(task, status);
                }
            }
        }
    }

    private static Map<String, @Nullable Object> yaml(String file, String text) {
        try {
            return YamlText.of(file, text.getBytes(StandardCharsets.UTF_8)).values("the list of BMAD");
        } catch (BrokenDefinitionException e) {
            throw new CodedException("E_IMPORT_FORMAT", file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static void markdown(ImportSource source, String path, Reading reading) {
        Matcher storyFile = STORY_FILE.matcher(path.substring(path.lastIndexOf('/') + 1));
        MarkdownFile file;
        try {
            file = MarkdownFile.of(source, path);
        } catch (CodedException e) {
            reading.note(path, 0, "this file is left out: " + e.getMessage());
            return;
        }
        if (storyFile.matches()) {
            storyFile(file, storyFile.group(1) + "." + storyFile.group(2), reading);
        } else {
            epics(file, reading);
        }
    }

    private static void epics(MarkdownFile file, Reading reading) {
        List<Section> sections = file.document().sections();
        for (int i = 0; i < sections.size(); i++) {
            Section section = sections.get(i);
            Matcher epic = EPIC.matcher(section.title().strip());
            Matcher story = STORY.matcher(section.title().strip());
            String body = section.body().of(file.text()).strip();
            if (epic.matches() && section.level() <= 3 && !epic.group(2).isBlank()) {
                String id = "epic-" + epic.group(1);
                reading.find(id)
                        .orElseGet(() -> reading.task(
                                id, "Epic " + epic.group(1) + ": " + epic.group(2), file.path(), file.lineOf(section)))
                        .details(body);
            } else if (story.matches() && section.level() >= 2) {
                String id = story.group(1) + "." + story.group(2);
                storyOf(story.group(1), id, story.group(3), file, file.lineOf(section), reading)
                        .details(file.whole(sections, i));
            }
        }
    }

    private static PortableTask.Builder storyOf(
            String epic, String id, String title, MarkdownFile file, int line, Reading reading) {
        Optional<PortableTask.Builder> known = reading.find(id);
        if (known.isPresent()) {
            return known.get();
        }
        PortableTask.Builder task = reading.task(id, title, file.path(), line);
        reading.part("epic-" + epic, task);
        return task;
    }

    private static void storyFile(MarkdownFile file, String id, Reading reading) {
        String title = file.title().orElse(id).replaceFirst("(?i)^Story\\s+[\\w.]+\\s*:?\\s*", "");
        PortableTask.Builder task = storyOf(id.substring(0, id.indexOf('.')), id, title, file, 1, reading)
                .details(file.below("Story"))
                .details("Acceptance:\n", file.below("Acceptance Criteria"));
        Matcher status = STATUS_LINE.matcher(file.text());
        String said = file.fields().text("status");
        if (!said.isEmpty() || status.find()) {
            reading.state(task, said.isEmpty() ? status.group(1).strip() : said);
        }
        int number = 0;
        for (CheckItem item : file.document().items()) {
            if (item.parent() < 0 && isBelowTasks(file, item)) {
                String text = item.content().of(file.text()).strip().replaceFirst("^Task \\d+: ?", "");
                PortableTask.Builder part = reading.task(id + "." + ++number, text, file.path(), item.line() + 1)
                        .details(below(file, item))
                        .state(file.isTicked(item) || task.state().isFinal() ? TaskState.COMPLETED : TaskState.PENDING);
                reading.part(task, part);
            }
        }
    }

    private static String below(MarkdownFile file, CheckItem item) {
        return file.text().substring(item.content().end(), item.block().end()).strip();
    }

    private static boolean isBelowTasks(MarkdownFile file, CheckItem item) {
        return file.document().sections().stream()
                .anyMatch(section -> section.title().startsWith("Tasks")
                        && section.body().start() <= item.block().start()
                        && item.block().start() < section.body().end());
    }

    private static void statuses(ImportSource source, String file, Reading reading) {
        @Nullable Object all = yaml(file, source.text(file)).get("development_status");
        if (!(all instanceof Map<?, ?> statuses)) {
            reading.note(file, 0, "there is no development_status in it.");
            return;
        }
        statuses.forEach((key, status) -> {
            Matcher known = STATUS_KEY.matcher(String.valueOf(key));
            if (known.matches()) {
                String id = known.group(1) != null ? "epic-" + known.group(2) : known.group(3) + "." + known.group(4);
                String title = String.valueOf(key)
                        .replaceFirst("^\\d+-\\d+[a-z]?-", "")
                        .replace('-', ' ');
                PortableTask.Builder task = reading.find(id).orElseGet(() -> reading.task(id, title, file, 0));
                TaskState before = task.state();
                reading.state(task, String.valueOf(status));
                // The file of a story may be newer than the list of all; whichever is further along is right.
                task.state(task.state().compareTo(before) < 0 ? before : task.state());
            } else if (!String.valueOf(key).endsWith("-retrospective")) {
                reading.note(file, 0, "\"" + key + "\" is no epic and no story, and is left out.");
            }
        });
    }
}
