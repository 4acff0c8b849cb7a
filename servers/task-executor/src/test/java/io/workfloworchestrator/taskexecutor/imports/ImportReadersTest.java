package io.workfloworchestrator.taskexecutor.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.CodedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lists in the test's resources were made by the tools themselves where these can be run without a service. */
class ImportReadersTest {
    static ProjectFolder resources() throws Exception {
        Path folder = Path.of(ImportReadersTest.class.getResource("task-master").toURI())
                .resolveSibling(".");
        return ProjectFolder.open(folder.normalize());
    }

    private static ReadTasks read(String name, ImportFormat expected) throws Exception {
        ImportSource source = ImportSource.of(resources(), name);
        assertThat(ImportFormat.detect(source)).contains(expected);
        return expected.read(source);
    }

    private static PortableTask task(ReadTasks read, String id) {
        return read.tasks().stream()
                .filter(task -> task.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void taskMasterKeepsTagsSubtasksAndTheOrderAmongThem() throws Exception {
        ReadTasks read = read("task-master", ImportFormat.TASK_MASTER);
        assertThat(read.tasks())
                .extracting(PortableTask::id, PortableTask::state, PortableTask::needs, PortableTask::line)
                .containsExactly(
                        tuple("1", TaskState.COMPLETED, List.of(), 4),
                        tuple("2", TaskState.IN_PROGRESS, List.of("1", "2.1", "2.2"), 16),
                        tuple("2.1", TaskState.IN_PROGRESS, List.of("1"), 28),
                        tuple("2.2", TaskState.PENDING, List.of("2.1", "1"), 39),
                        tuple("3", TaskState.PENDING, List.of("1", "2"), 54),
                        tuple("feature-refunds:1", TaskState.PENDING, List.of(), 84));
        assertThat(task(read, "1").details()).isEqualTo("Compare three\n\nLook at costs\nand refunds");
        assertThat(task(read, "3").tags()).containsExactly("deferred");
        assertThat(task(read, "feature-refunds:1").tags()).containsExactly("feature-refunds");
        assertThat(read.notes()).isEmpty();
    }

    @Test
    void everyFileThatCannotBeReadIsNamedAndNothingIsTaken(@TempDir Path folder) throws Exception {
        Files.createDirectories(folder.resolve("tasks"));
        Files.writeString(folder.resolve("config.yml"), "project_name: x\n");
        Files.writeString(folder.resolve("tasks/task-1.md"), "---\ntitle: Good\n---\n");
        Files.writeString(folder.resolve("tasks/task-2.md"), "---\ntitle: [Bad\n---\n");
        Files.writeString(folder.resolve("tasks/task-3.md"), "---\ntitle: Nul\0\n---\n");
        ImportSource source = ImportSource.of(ProjectFolder.open(folder), ".");
        assertThatThrownBy(() -> ImportFormat.BACKLOG_MD.read(source))
                .isInstanceOf(CodedException.class)
                .hasMessageStartingWith("Nothing was taken over, since 2 files cannot be read.")
                .hasMessageContaining("tasks/task-2.md cannot be read")
                .hasMessageContaining("tasks/task-3.md:2 has a NUL character");
        assertThatThrownBy(() -> ImportFormat.CSV.read(source)).hasMessageContaining("is a folder without tasks.csv");
    }

    @Test
    void backlogMdKeepsWhatLooksLikeAHeadingInsideOfADescription() throws Exception {
        ReadTasks read = read("backlog-md", ImportFormat.BACKLOG_MD);
        assertThat(read.tasks())
                .extracting(PortableTask::id, PortableTask::state, PortableTask::needs, PortableTask::priority)
                .containsExactly(
                        tuple("TASK-1", TaskState.PENDING, List.of(), "high"),
                        tuple("TASK-2", TaskState.IN_PROGRESS, List.of("TASK-1", "TASK-2.1"), "medium"),
                        tuple("TASK-2.1", TaskState.PENDING, List.of("TASK-1"), "low"),
                        tuple("TASK-3", TaskState.COMPLETED, List.of("TASK-1", "TASK-2"), ""),
                        tuple("DRAFT-1", TaskState.PENDING, List.of(), ""));
        assertThat(task(read, "TASK-2").details())
                .isEqualTo("Card and address.\n\n## Not a section\n- [ ] not a box\n\nPlan:\n1. Draw it");
        assertThat(task(read, "TASK-1").owner()).isEqualTo("ana");
        assertThat(task(read, "TASK-1").tags()).containsExactly("research", "payments");
    }

    @Test
    void beadsKeepsBlockersEstimatesAndComments() throws Exception {
        ReadTasks read = read("beads", ImportFormat.BEADS);
        PortableTask form = task(read, "shop-a1.1");
        assertThat(form.hours()).isEqualTo(1.5);
        assertThat(form.needs()).containsExactly("shop-b2");
        assertThat(form.notes()).isEqualTo("ben: Ask the provider.");
        assertThat(form.priority()).isEqualTo("critical");
        assertThat(task(read, "shop-a1").needs())
                .as("an epic waits for its parts")
                .containsExactly("shop-a1.1");
        assertThat(task(read, "shop-c3").notes()).isEqualTo("discovered-from: shop-a1.1");
        assertThat(task(read, "shop-b2").completed()).isEqualTo("2026-02-03T10:00:00Z");
        assertThat(read.notes())
                .extracting(ImportNote::toString)
                .containsExactly(
                        "beads/.beads/issues.jsonl:5: an issue that was deleted is left out.",
                        "beads/.beads/issues.jsonl:4: \"external_ref\" of 1 task has no place and is left out.");
    }

    @Test
    void gsdMakesTasksOfPhasesPlansAndTheirTasks() throws Exception {
        ReadTasks read = read("gsd", ImportFormat.GSD);
        assertThat(read.tasks())
                .extracting(PortableTask::id, PortableTask::title, PortableTask::state, PortableTask::needs)
                .containsExactly(
                        tuple("phase-1", "Phase 1: Foundation", TaskState.COMPLETED, List.of("01-01")),
                        tuple("phase-2", "Phase 2: Payments", TaskState.PENDING, List.of("phase-1", "02-01", "02-02")),
                        tuple("phase-2.1", "Phase 2.1: Fix the tax", TaskState.PENDING, List.of("phase-2")),
                        tuple("phase-3", "Phase 3: Refunds", TaskState.PENDING, List.of("phase-2")),
                        tuple("01-01", "Serve a page", TaskState.COMPLETED, List.of("01-01.1")),
                        tuple("02-01", "Card form", TaskState.PENDING, List.of("phase-1", "02-01.1", "02-01.2")),
                        tuple("02-02", "Receipts", TaskState.PENDING, List.of("phase-1")),
                        tuple("01-01.1", "Write the page", TaskState.COMPLETED, List.of()),
                        tuple("02-01.1", "Draw the form", TaskState.PENDING, List.of("phase-1")),
                        tuple("02-01.2", "Check the number", TaskState.PENDING, List.of("phase-1", "02-01.1")),
                        tuple("todo-2026-03-02-dark-mode", "Dark mode", TaskState.PENDING, List.of()));
        assertThat(task(read, "02-01.1").files()).containsExactly("src/form.ts", "src/form.css");
        assertThat(task(read, "todo-2026-03-02-dark-mode").files()).containsExactly("src/style.css");
    }

    @Test
    void bmadReadsEpicsStoriesTheirFilesAndTheSprint() throws Exception {
        ReadTasks read = read("bmad", ImportFormat.BMAD);
        assertThat(read.tasks())
                .extracting(PortableTask::id, PortableTask::state, PortableTask::needs)
                .containsExactly(
                        tuple("epic-1", TaskState.PENDING, List.of("1.1", "1.2")),
                        tuple("1.1", TaskState.IN_PROGRESS, List.of("1.1.1", "1.1.2")),
                        tuple("1.2", TaskState.COMPLETED, List.of()),
                        tuple("epic-2", TaskState.PENDING, List.of("2.1")),
                        tuple("2.1", TaskState.PENDING, List.of()),
                        tuple("1.1.1", TaskState.COMPLETED, List.of()),
                        tuple("1.1.2", TaskState.PENDING, List.of()));
    }

    @Test
    void storiesOfBmadRunFromTopToBottom() throws Exception {
        ReadTasks read = read("bmad-stories", ImportFormat.BMAD);
        assertThat(read.tasks())
                .extracting(PortableTask::id, PortableTask::state, PortableTask::needs, PortableTask::line)
                .containsExactly(
                        tuple("1", TaskState.COMPLETED, List.of(), 1), tuple("2", TaskState.PENDING, List.of("1"), 9));
        assertThat(task(read, "1").notes()).isEqualTo("The counters are shared by all instances.");
    }

    @Test
    void tasksOfClaudeCodeAreInTheOrderOfTheirNumbers() throws Exception {
        ReadTasks read = read("claude-code", ImportFormat.CLAUDE_CODE);
        assertThat(read.tasks())
                .extracting(PortableTask::id, PortableTask::state, PortableTask::needs, PortableTask::owner)
                .containsExactly(
                        tuple("1", TaskState.COMPLETED, List.of(), ""),
                        tuple("2", TaskState.IN_PROGRESS, List.of("1"), "mender"),
                        tuple("10", TaskState.PENDING, List.of("2"), ""));
        assertThat(read.notes())
                .extracting(ImportNote::what)
                .containsExactly("\"metadata\" of 1 task has no place and is left out.");
    }

    @Test
    void issuesOfGitHubNeedWhatTheirBodyNames() throws Exception {
        ReadTasks read = read("github/issues.json", ImportFormat.GITHUB);
        PortableTask form = task(read, "12");
        assertThat(form.needs()).containsExactly("11", "10");
        assertThat(form.priority()).isEqualTo("high");
        assertThat(form.tags()).containsExactly("bug", "v1");
        assertThat(form.due()).isEqualTo("2026-04-01");
        assertThat(form.line()).isEqualTo(2);
        assertThat(task(read, "11").state()).isEqualTo(TaskState.CANCELLED);
    }

    @Test
    void tablesOfJiraKeepQuotesEstimatesAndRepeatedColumns() throws Exception {
        ReadTasks read = read("csv/jira.csv", ImportFormat.CSV);
        assertThat(task(read, "SHOP-1").details()).isEqualTo("Costs, \"fees\"\nand refunds");
        assertThat(task(read, "SHOP-1").hours()).isEqualTo(2);
        assertThat(task(read, "SHOP-2").tags()).containsExactly("ui", "payments");
        assertThat(task(read, "SHOP-2").needs()).containsExactly("SHOP-1");
        assertThat(read.notes())
                .extracting(ImportNote::toString)
                .containsExactly(
                        "csv/jira.csv:1: the column \"Sprint\" has no place and is left out.",
                        "csv/jira.csv:4: \"soon\" is no date such as 2026-03-01, and is left out.");
    }

    @Test
    void todoTxtReadsMarksAndKeysAndLeavesAddressesAlone() throws Exception {
        ReadTasks read = read("todo-txt/todo.txt", ImportFormat.TODO_TXT);
        assertThat(read.tasks())
                .extracting(
                        PortableTask::id,
                        PortableTask::title,
                        PortableTask::state,
                        PortableTask::needs,
                        PortableTask::hours)
                .containsExactly(
                        tuple("1", "Call the provider", TaskState.PENDING, List.of(), 0.0),
                        tuple("2", "Compare the fees", TaskState.COMPLETED, List.of(), 0.0),
                        tuple(
                                "3",
                                "Build the form see http://example.com/a:b",
                                TaskState.PENDING,
                                List.of("1", "2"),
                                3.5));
        assertThat(task(read, "1").due()).isEqualTo("2026-03-05");
        assertThat(task(read, "2").completed()).isEqualTo("2026-03-02");
        assertThat(read.notes()).extracting(ImportNote::line).containsExactly(3);
    }

    @Test
    void obsidianReadsTheMarksOfTasksAndTheLanesOfBoards() throws Exception {
        ReadTasks read = read("obsidian", ImportFormat.OBSIDIAN);
        assertThat(read.tasks())
                .extracting(PortableTask::title, PortableTask::state, PortableTask::due)
                .containsExactly(
                        tuple("Print receipts", TaskState.PENDING, "2026-03-09"),
                        tuple("Take payments", TaskState.IN_PROGRESS, ""),
                        tuple("Ask the bank", TaskState.PENDING, ""),
                        tuple("Open the shop", TaskState.COMPLETED, ""),
                        tuple("Old idea", TaskState.COMPLETED, ""),
                        tuple("Choose the provider", TaskState.PENDING, "2026-03-05"),
                        tuple("Build the form", TaskState.IN_PROGRESS, ""),
                        tuple("Draw it", TaskState.COMPLETED, ""),
                        tuple("Use cash", TaskState.CANCELLED, ""),
                        tuple("Write the guide", TaskState.PENDING, "2026-03-20"));
        PortableTask form = read.tasks().get(6);
        assertThat(form.needs()).containsExactly("prov", read.tasks().get(7).id());
        assertThat(form.id())
                .as("the words name it, not the line")
                .isEqualTo("Shop.md#" + CleanText.idOf("Build the form"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasks.json", "issues.jsonl", "stories.yaml", "tasks.csv", "list.json"})
    void whatIsBrokenIsRefusedWithItsFile(String name, @TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve(name), "{\"a\": [\n1, 2");
        ImportSource source = ImportSource.of(ProjectFolder.open(folder), name);
        ImportFormat format = ImportFormat.detect(source).orElse(ImportFormat.TASK_MASTER);
        assertThatThrownBy(() -> format.read(source))
                .isInstanceOf(CodedException.class)
                .hasMessageContaining(name)
                .extracting("code")
                .isEqualTo("E_IMPORT_FORMAT");
    }

    @Test
    void aLinkDoesNotLeadOutOfTheFolder(@TempDir Path folder) throws Exception {
        Path inside = Files.createDirectory(folder.resolve("inside"));
        Files.writeString(folder.resolve("secret.csv"), "title\nsecret\n");
        Files.createSymbolicLink(inside.resolve("tasks.csv"), folder.resolve("secret.csv"));
        ProjectFolder project = ProjectFolder.open(inside);
        assertThatThrownBy(() -> ImportSource.of(project, "tasks.csv"))
                .extracting("code")
                .isEqualTo("E_PATH_SYMLINK");
        assertThatThrownBy(() -> ImportSource.of(project, "../secret.csv"))
                .extracting("code")
                .isEqualTo("E_PATH_TRAVERSAL");
    }

    @Test
    void aListThatIsTooLongIsRefused(@TempDir Path folder) throws Exception {
        StringBuilder list = new StringBuilder("title\n");
        for (int i = 0; i <= Reading.MOST_TASKS; i++) {
            list.append("task ").append(i).append('\n');
        }
        Files.writeString(folder.resolve("tasks.csv"), list);
        ImportSource source = ImportSource.of(ProjectFolder.open(folder), "tasks.csv");
        assertThatThrownBy(() -> ImportFormat.CSV.read(source))
                .extracting("code")
                .isEqualTo("E_IMPORT_SIZE");
    }

    @Test
    void estimatesAndQuotesOfATableThatCannotBeReadAreTold(@TempDir Path folder) throws Exception {
        Files.writeString(
                folder.resolve("list.csv"),
                "id,title,hours\n1,A,-5\n2,B,abc\n3,C,1e9\n4,D,20000\n5,E,2d\n6,\"open\n7,F,1\n");

        ReadTasks read = ImportFormat.CSV.read(ImportSource.of(ProjectFolder.open(folder), "list.csv"));

        assertThat(read.tasks()).extracting(PortableTask::hours).containsExactly(0.0, 0.0, 0.0, 0.0, 16.0, 0.0);
        assertThat(read.notes())
                .extracting(ImportNote::toString)
                .containsExactly(
                        "list.csv:2: \"-5\" is no estimate such as 2.5 or 3d, and is left out.",
                        "list.csv:3: \"abc\" is no estimate such as 2.5 or 3d, and is left out.",
                        "list.csv:4: \"1e9\" is no estimate such as 2.5 or 3d, and is left out.",
                        "list.csv:5: \"20000\" is no estimate such as 2.5 or 3d, and is left out.",
                        "list.csv:7: a quote is not closed, so everything behind it counts as one cell.");
    }

    @Test
    void textsOfOthersAreWithoutControlCharactersAndTitlesHaveOneLine(@TempDir Path folder) throws Exception {
        Files.writeString(
                folder.resolve("list.csv"),
                "id,title,details\n1,\"Pay\n- [x] 99. forged\u001b[31m\",\"a\u0007\n## b\"\n");
        ReadTasks read = ImportFormat.CSV.read(ImportSource.of(ProjectFolder.open(folder), "list.csv"));
        assertThat(read.tasks().get(0).title()).isEqualTo("Pay - [x] 99. forged [31m");
        assertThat(read.tasks().get(0).details()).isEqualTo("a\n## b");
    }
}
