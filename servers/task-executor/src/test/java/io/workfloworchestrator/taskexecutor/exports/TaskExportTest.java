package io.workfloworchestrator.taskexecutor.exports;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.taskexecutor.imports.ImportFormat;
import io.workfloworchestrator.taskexecutor.imports.ImportSource;
import io.workfloworchestrator.taskexecutor.imports.PortableTask;
import io.workfloworchestrator.taskexecutor.imports.ReadTasks;
import io.workfloworchestrator.taskexecutor.imports.TaskState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskExportTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:15:30Z");

    @TempDir
    Path folder;

    private static PortableTask task(String id, String title, TaskState state, double hours, List<String> needs) {
        return new PortableTask(
                id, title, "", state, hours, needs, List.of(), "", List.of(), "", "", "", "", "", "", "", 0);
    }

    private static PortableTask full(String title, String details, TaskState state) {
        return new PortableTask(
                "3",
                title,
                details,
                state,
                1.5,
                List.of("1", "2"),
                List.of("src/a.ts", "docs/"),
                "high",
                List.of("ui", "pay"),
                "ana",
                "2026-03-20",
                "2026-03-01",
                state.isFinal() ? "2026-03-02" : "",
                "noted",
                "",
                "",
                0);
    }

    private static TaskExport export(PortableTask... tasks) {
        return new TaskExport("shop", List.of(tasks), 2, NOW);
    }

    private ReadTasks back(ExportFormat format, ImportFormat reader, TaskExport export) throws Exception {
        String name = "tasks." + ending(format);
        Files.writeString(folder.resolve(name), format.text(export));
        return reader.read(ImportSource.of(ProjectFolder.open(folder), name));
    }

    private static String ending(ExportFormat format) {
        return switch (format) {
            case TODO_TXT -> "txt";
            case FLOWCHART, GANTT -> "mmd";
            case ICALENDAR -> "ics";
            default -> format.word();
        };
    }

    /** What a format keeps of a task: everything but where it stood. */
    private static PortableTask bare(PortableTask task, boolean whole) {
        return new PortableTask(
                task.id(),
                task.title(),
                whole ? task.details() : "",
                task.state(),
                task.hours(),
                task.needs(),
                whole ? task.files() : List.of(),
                task.priority(),
                task.tags(),
                task.owner(),
                task.due(),
                task.created(),
                task.completed(),
                whole ? task.notes() : "",
                task.blockedReason(),
                "",
                0);
    }

    @Test
    void aTableComesBackAsItWas() throws Exception {
        PortableTask hostile =
                full("=1+1, \"quoted\"; 'x'", "line one\n\n# heading; a,b\n- [x] done", TaskState.BLOCKED);
        ReadTasks read = back(ExportFormat.CSV, ImportFormat.CSV, export(hostile));
        assertThat(read.notes()).isEmpty();
        assertThat(read.tasks()).extracting(one -> bare(one, true)).containsExactly(bare(hostile, true));
    }

    @Test
    void aTodoTxtComesBackAsItWasWhateverTheTitleLooksLike() throws Exception {
        for (String title : List.of(
                "x marks the spot",
                "(A) is a letter",
                "2026-03-01 was a day",
                "Pay due:2026-01-01 +today @home",
                "\\+a \\x b",
                "x",
                "id:7")) {
            for (TaskState state : TaskState.values()) {
                PortableTask task = full(title, "lost", state);
                ReadTasks read = back(ExportFormat.TODO_TXT, ImportFormat.TODO_TXT, export(task));
                assertThat(read.tasks())
                        .as(title)
                        .extracting(one -> bare(one, false))
                        .containsExactly(bare(task, false));
            }
        }
    }

    @Test
    void randomTitlesComeBackFromEveryFormatThatIsRead() throws Exception {
        long seed = 99;
        Random random = new Random(seed);
        String[] words = {
            "x",
            "(B)",
            "2026-02-03",
            "due:2026-02-03",
            "+p",
            "@c",
            "\\@c",
            "a,b",
            "'=x",
            "-",
            "\"q\"",
            "é😀",
            "h:1",
            "http://a/b"
        };
        List<PortableTask> tasks = new ArrayList<>();
        List<TaskState> states = List.of(TaskState.values());
        for (int i = 1; i <= 300; i++) {
            List<String> title = new ArrayList<>();
            for (int word = 0; word <= random.nextInt(5); word++) {
                title.add(words[random.nextInt(words.length)]);
            }
            TaskState state = states.get(random.nextInt(states.size()));
            tasks.add(task(
                    String.valueOf(i),
                    String.join(" ", title),
                    state,
                    random.nextInt(9) / 2.0,
                    i > 1 ? List.of("1") : List.of()));
        }
        TaskExport export = new TaskExport("random", tasks, 2, NOW);
        List<PortableTask> wanted = tasks.stream().map(one -> bare(one, false)).toList();
        assertThat(back(ExportFormat.CSV, ImportFormat.CSV, export).tasks())
                .as("seed " + seed)
                .extracting(one -> bare(one, false))
                .isEqualTo(wanted);
        assertThat(back(ExportFormat.TODO_TXT, ImportFormat.TODO_TXT, export).tasks())
                .as("seed " + seed)
                .extracting(one -> bare(one, false))
                .isEqualTo(wanted);
    }

    @Test
    void aCalendarHasATaskForEachTask() {
        String text =
                ExportFormat.ICALENDAR.text(export(full("Pay; by card, or cash", "a\\b\nc", TaskState.COMPLETED)));
        assertThat(text.split("\r\n"))
                .contains(
                        "BEGIN:VTODO",
                        "DTSTAMP:20260302T101530Z",
                        "SUMMARY:Pay\\; by card\\, or cash",
                        "DESCRIPTION:a\\\\b\\nc\\n\\nnoted",
                        "STATUS:COMPLETED",
                        "PRIORITY:3",
                        "CATEGORIES:ui,pay",
                        "DUE;VALUE=DATE:20260320",
                        "COMPLETED:20260302T000000Z",
                        "X-ESTIMATED-HOURS:1.5");
        assertThat(text).contains("RELATED-TO;RELTYPE=DEPENDS-ON:1-").doesNotContain("\n\n");
    }

    @Test
    void noLineOfACalendarIsLongerThan75OctetsAndNoCharacterIsCut() {
        String title = "Zahlung prüfen 😀 und bestätigen, dann Wörter über Wörter; "
                .repeat(5)
                .strip();
        String text = ExportFormat.ICALENDAR.text(export(task("1", title, TaskState.PENDING, 0, List.of())));
        assertThat(text.split("\r\n"))
                .allSatisfy(line ->
                        assertThat(line.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(75));
        assertThat(text.replace("\r\n ", ""))
                .contains("SUMMARY:" + title.replace(",", "\\,").replace(";", "\\;"));
    }

    @Test
    void aTextOfAUserIsNeverALineOfTheCalendar() {
        String text = ExportFormat.ICALENDAR.text(
                export(full("a\r\nEND:VTODO", "b\r\nATTENDEE:mailto:x@y", TaskState.PENDING)));
        assertThat(text.lines().filter(line -> line.equals("END:VTODO"))).hasSize(1);
        assertThat(text.lines()).noneMatch(line -> line.startsWith("ATTENDEE"));
    }

    @Test
    void aTimelineFollowsTheSchedule() {
        String text = ExportFormat.GANTT.text(export(
                task("1", "Choose", TaskState.COMPLETED, 8, List.of()),
                task("2", "Build", TaskState.PENDING, 16, List.of("1")),
                task("3", "Write", TaskState.IN_PROGRESS, 4, List.of("1")),
                task("4", "Ship: all", TaskState.PENDING, 4, List.of("2", "3"))));
        assertThat(text.lines().map(String::strip))
                .contains("gantt", "section Agent 1 (2)", "section Agent 2 (1)")
                .anyMatch(line -> line.contains("Build") && line.endsWith(", 2026-03-02, 2026-03-03"))
                .anyMatch(line -> line.contains("Write") && line.endsWith(", 2026-03-02, 2026-03-02"))
                .anyMatch(line -> line.contains("Ship") && line.endsWith(", 2026-03-04, 2026-03-04"))
                .noneMatch(line -> line.contains("Choose"));
    }

    @Test
    void aFlowchartHasAnArrowForEachNeed() {
        String text = ExportFormat.FLOWCHART.text(export(
                task("1", "Choose", TaskState.COMPLETED, 8, List.of()),
                task("2", "Build\"]; click", TaskState.PENDING, 16, List.of("1"))));
        assertThat(text.lines().map(String::strip))
                .contains("flowchart LR", "n1 --> n2")
                .noneMatch(line -> line.startsWith("click"));
    }
}
