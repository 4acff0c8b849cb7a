package io.workfloworchestrator.specdriven.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.workflow.Item;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of tasks in the forms that people and other tools write: read whole, and changed only in the line that was meant. */
class TaskFilesTest {
    private static final String PATH = "specs/001-login/tasks.md";
    private static final String OWN = """
            # Tasks: Login

            A note.

            - [ ] T001 Choose [hours:: 2]
              - Done when: it is chosen
            - [-] T002 Never
            -\t[ ] T003 Build (depends on T001) [story:: US1]
            \t- [ ] T004 Nested
            """.replace("\n", "\r\n");

    @TempDir
    private Path folder;

    private static Json.Obj args(Json.Obj answer, String... path) {
        return answer.at(path).orElseThrow().asObject();
    }

    private static List<String> titles(Json.Obj answer) {
        return answer.find("tasks").orElseThrow().asList().stream()
                .map(task -> task.asObject().text("id").orElse("") + " "
                        + task.asObject().text("status").orElse("") + " "
                        + task.asObject().text("title").orElse(""))
                .toList();
    }

    private static String findings(Json.Obj answer) {
        return String.join(
                "\n",
                answer.find("findings").orElseThrow().asList().stream()
                        .flatMap(finding -> finding.asText().stream())
                        .toList());
    }

    @Test
    void tickingChangesOnlyItsLineAndLeavesLineEndsTabsAndOtherMarks() {
        try (TasksProject project = TasksProject.inFiles(folder)) {
            project.save(PATH, OWN);
            Json.Obj done = project.ok(
                    "update_task_status", "{\"featureId\": \"001\", \"taskId\": \"T001\", \"status\": \"done\"}");
            assertThat(args(done, "progress").find("totalTasks")).contains(Json.of(3));
            assertThat(project.text(PATH)).isEqualTo(OWN.replace("- [ ] T001 Choose", "- [x] T001 Choose"));
            Json.Obj blocked = project.ok(
                    "update_task_status",
                    "{\"featureId\": \"1\", \"taskId\": \"T003\", \"status\": \"blocked\", \"blockedReason\": \"no key\"}");
            assertThat(args(blocked, "taskState").text("blockedReason")).contains("no key");
            assertThat(project.text(PATH))
                    .isEqualTo(OWN.replace("- [ ] T001 Choose", "- [x] T001 Choose")
                            .replace(
                                    "T003 Build (depends on T001) [story:: US1]",
                                    "T003 Build (depends on T001) [story:: US1] (blocked) [blockedReason:: no key]"));
        }
    }

    @Test
    void whatPeopleTickIsTheState() {
        try (TasksProject project = TasksProject.inFiles(folder)) {
            project.save(PATH, OWN);
            Json.Obj unused = project.ok(
                    "update_task_status",
                    "{\"featureId\": \"001\", \"taskId\": \"T001\", \"status\": \"in-progress\"}");
            project.save(
                    PATH, project.text(PATH).replace("- [ ] T001", "- [x] T001").replace(" (in-progress)", ""));
            Json.Obj progress = project.ok("get_task_progress", "{\"featureId\": \"001-login\"}");
            assertThat(titles(progress)).contains("T001 done Choose", "T002 dropped Never", "T004 backlog Nested");
            assertThat(args(progress, "summary").find("percentComplete")).contains(Json.of(33));
        }
    }

    @Test
    void aFeatureWhoseTasksWereTickedByHandFollowsWithTheNextCall() {
        try (TasksProject project = TasksProject.inFiles(folder)) {
            project.save(PATH, "- [ ] T001 Choose\n");
            Item feature = project.feature("001-login", "");
            project.save(PATH, "- [x] T001 Choose\n");
            assertThat(findings(project.ok("get_task_progress", "{\"featureId\": \"001\"}")))
                    .contains("All tasks are done, and the feature is asked");
            Json.Obj unused = project.ok(
                    "update_task_status", "{\"featureId\": \"001\", \"taskId\": \"T001\", \"status\": \"done\"}");
            assertThat(project.item("features/main", feature).status()).isEqualTo("done");
        }
    }

    @Test
    void theLinesOfSpecKitAreReadWithTheirTagsAndStayAsTheyAre() {
        String text = """
                # Tasks: Photo albums

                ## Phase 1: Setup

                - [ ] T001 Create project structure per implementation plan
                - [X] T002 [P] Configure linting

                ## Phase 3: User Story 1

                - [ ] T012 [P] [US1] Create Album model in src/models/album.py
                """;
        try (TasksProject project = TasksProject.inFiles(folder)) {
            project.save(PATH, text);
            Json.Obj done = project.ok(
                    "update_task_status", "{\"featureId\": \"001\", \"taskId\": \"T012\", \"status\": \"done\"}");
            assertThat(args(done, "taskState").at("files")).contains(Json.strings(List.of("src/models/album.py")));
            assertThat(project.text(PATH)).isEqualTo(text.replace("- [ ] T012", "- [x] T012"));
        }
    }

    @Test
    void kirosTasksAreCalledByTheirOwnNumbers() {
        String text = """
                # Implementation Plan

                - [ ] 1. Set up the project
                  - Create folders
                  - _Requirements: 1.1, 1.2_
                - [ ] 2. Implement the models
                  - [ ] 2.1 Create the types
                    - _Requirements: 2.1_
                """;
        try (TasksProject project = TasksProject.inFiles(folder)) {
            project.save(PATH, text);
            Json.Obj done = project.ok(
                    "update_task_status", "{\"featureId\": \"001\", \"taskId\": \"2.1\", \"status\": \"done\"}");
            assertThat(args(done, "taskState").text("title")).contains("2.1 Create the types");
            assertThat(project.text(PATH))
                    .containsPattern("  - \\[x\\] T\\d{3} 2\\.1 Create the types")
                    .contains("    - _Requirements: 2.1_", "  - _Requirements: 1.1, 1.2_");
        }
    }

    @Test
    void newNumbersAreGivenInTheOrderOfTheLines() {
        String text = """
                - [x] 1. Set up
                - [ ] 2. Build
                  - [ ] 2.1 Model
                  - [ ] 2.2 View
                ## More
                - [ ] Ship
                - [ ] Rest
                """;
        try (TasksProject project = TasksProject.inFiles(folder)) {
            project.save(PATH, text);
            Json.Obj unused = project.ok(
                    "update_task_status", "{\"featureId\": \"001\", \"taskId\": \"2.1\", \"status\": \"done\"}");
            assertThat(project.text(PATH)).isEqualTo("""
                            - [x] T001 1. Set up
                            - [ ] T002 2. Build
                              - [x] T003 2.1 Model
                              - [ ] T004 2.2 View
                            ## More
                            - [ ] T005 Ship
                            - [ ] T006 Rest
                            """);
        }
    }

    @Test
    void aNumberWithMoreZerosIsTheNumberOfItsValue() {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= 9; i++) {
            text.append("- [ ] T000" + i + " task " + i + "\n");
        }
        text.append("- [ ] T0010 ten (depends on T0001)\n");
        try (TasksProject project = TasksProject.inFiles(folder)) {
            project.save(PATH, text.toString());
            Json.Obj done = project.ok(
                    "update_task_status", "{\"featureId\": \"001\", \"taskId\": \"T0001\", \"status\": \"done\"}");
            assertThat(args(done, "taskState").text("title")).contains("task 1");
            assertThat(project.text(PATH))
                    .isEqualTo(text.toString().replace("T0", "T").replace("[ ] T001", "[x] T001"));
            assertThat(done.toString()).doesNotContain("E_ITEM_NUMBER");
        }
    }

    @Test
    void whatKiroMarksAsBegunIsInProgressBeforeTheFirstChangeAndAfterIt() {
        String text = """
                - [x] 1. Set up
                - [ ] 2. Build
                  - [ ] 2.1 Model
                    - _Requirements: 1.1_
                  - [-] 2.2 View
                - [ ]* 3. Optional tests
                """;
        try (TasksProject project = TasksProject.inFiles(folder)) {
            project.save(PATH, text);
            Json.Obj before = project.ok("get_task_progress", "{\"featureId\": \"001\"}");
            assertThat(args(before, "summary").find("inProgressTasks")).contains(Json.of(1));
            Json.Obj done = project.ok(
                    "update_task_status", "{\"featureId\": \"001\", \"taskId\": \"2.1\", \"status\": \"done\"}");
            assertThat(args(done, "progress").find("completedTasks")).contains(Json.of(2));
            for (int look = 0; look < 2; look++) {
                assertThat(titles(project.ok("get_task_progress", "{\"featureId\": \"001\"}")))
                        .contains("T003 done 2.1 Model", "T004 in-progress 2.2 View");
            }
            assertThat(project.text(PATH))
                    .contains("  - [x] T003 2.1 Model", "T004 2.2 View (in-progress)", "- [ ]* 3. Optional tests");
            Json.Obj dropped = project.ok(
                    "update_task_status", "{\"featureId\": \"001\", \"taskId\": \"2.2\", \"status\": \"dropped\"}");
            assertThat(args(dropped, "taskState").text("status")).contains("dropped");
            assertThat(project.text(PATH)).contains("T004 2.2 View (dropped)");
        }
    }

    @Test
    void aBoxThatIsNoneIsNamedAndNeverKeepsTheWriterBusy() {
        String text = "- [ ] 1. Set up\n- [ ] 2. Models\n  - [ ]* 2.3 Write unit tests\n";
        try (TasksProject project = TasksProject.inFiles(folder)) {
            project.save(PATH, text);
            Json.Obj done = project.ok(
                    "update_task_status", "{\"featureId\": \"001\", \"taskId\": \"1\", \"status\": \"done\"}");
            assertThat(findings(done)).contains("line 3", "[ ]*");
            String written = "- [x] T001 1. Set up\n- [ ] T002 2. Models\n  - [ ]* 2.3 Write unit tests\n";
            assertThat(project.text(PATH)).as("the line stays as it is").isEqualTo(written);
            project.save(PATH, written.replace("[ ]*", "[ ]"));
            Json.Obj progress = project.ok("get_task_progress", "{\"featureId\": \"001\"}");
            assertThat(titles(progress)).hasSize(3).anyMatch(title -> title.endsWith("done 1. Set up"));
            assertThat(project.text(PATH)).contains("- [x] ");
        }
    }

    @Test
    void aFileThatTheStateCannotTakeIsShownAsItIs() {
        String text = "- [ ] T001 Choose\n- [X] T002 Build (depends on T013)\n";
        try (TasksProject project = TasksProject.inFiles(folder)) {
            project.save(PATH, text);
            Json.Obj before = project.ok("get_task_progress", "{\"featureId\": \"001\"}");
            assertThat(titles(before)).containsExactly("T001 backlog Choose", "T002 done Build");
            assertThat(project.state.list("feature"))
                    .as("reading begins nothing")
                    .isEmpty();
            Json.Obj error = project.refused(
                    "update_task_status", "{\"featureId\": \"001\", \"taskId\": \"T001\", \"status\": \"done\"}");
            assertThat(error.text("code")).contains("E_TASK_FILE");
            assertThat(error.text("message").orElse("")).contains("2 tasks", "T013, which is not there");
            Json.Obj after = project.ok("get_task_progress", "{\"featureId\": \"001\"}");
            assertThat(args(after, "summary").find("totalTasks")).contains(Json.of(2));
            assertThat(findings(after)).contains("T013, which is not there");
            assertThat(project.text(PATH)).isEqualTo(text);
        }
    }

    @Test
    void aRefusedCallSaysWhatItBeganAndBeginsNothingWhereTheCallItselfIsWrong() {
        String text = "- [ ] T001 Choose (depends on T002)\n- [ ] T002 Build (depends on T001)\n- [ ] T003 Ship\n";
        try (TasksProject project = TasksProject.inFiles(folder)) {
            project.save(PATH, text);
            for (String wrong : List.of("", ", \"status\": \"finished\"")) {
                Json.Obj unused = project.refused(
                        "update_task_status", "{\"featureId\": \"001\", \"taskId\": \"T003\"" + wrong + "}");
                assertThat(project.state.list("feature")).isEmpty();
            }
            Json.Obj error = project.refused(
                    "update_task_status", "{\"featureId\": \"001\", \"taskId\": \"T003\", \"status\": \"done\"}");
            assertThat(error.text("message").orElse(""))
                    .contains("No task was changed", "began the workflow feature/001-login")
                    .doesNotContain("Nothing was changed");
            project.save(PATH, "- [ ] T001 Choose\n- [ ] T002 Build\n");
            Json.Obj again = project.refused(
                    "update_task_status", "{\"featureId\": \"001\", \"taskId\": \"T009\", \"status\": \"done\"}");
            assertThat(again.text("message").orElse(""))
                    .as("it was begun before")
                    .contains("Nothing was changed")
                    .doesNotContain("began the workflow");
        }
    }

    @Test
    void aFileThatCannotBeReadIsNamedWithItsLineAndNothingIsBegun() throws IOException {
        String conflict = "- [ ] T001 A\n<<<<<<< HEAD\n- [x] T002 B\n=======\n- [-] T002 B\n>>>>>>> other\n";
        Map<String, byte[]> files = Map.of(
                "line 2 has the byte 0xE9",
                "- [ ] T001 ok\n- [ ] T002 caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1),
                "line 2, column 1: Git left a conflict",
                conflict.getBytes(StandardCharsets.UTF_8));
        try (TasksProject project = TasksProject.inFiles(folder)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                project.save(PATH, "");
                Files.write(folder.resolve(PATH), file.getValue());
                Json.Obj progress = project.ok("get_task_progress", "{\"featureId\": \"001\"}");
                assertThat(findings(progress)).contains(file.getKey());
                assertThat(progress.text("message").orElse("")).doesNotContain("no tasks yet");
                Json.Obj error = project.refused(
                        "update_task_status", "{\"featureId\": \"001\", \"taskId\": \"T001\", \"status\": \"done\"}");
                assertThat(error.text("code")).contains("E_TASK_FILE");
                assertThat(error.text("message").orElse("")).contains(file.getKey(), "Nothing was changed");
                assertThat(project.state.list("feature")).isEmpty();
                assertThat(Files.readAllBytes(folder.resolve(PATH))).isEqualTo(file.getValue());
                assertThat(folder.resolve("specs/001-login").toFile().list()).containsExactly("tasks.md");
            }
        }
    }

    @Test
    void theTasksAreTheSameBeforeTheFirstChangeAndAfterIt() {
        String text = "- [ ] T003 out\n> - [ ] T004 quoted\n\nText:\n\n    - [ ] T005 code\n\n- [ ]* 2.3 optional\n";
        try (TasksProject project = TasksProject.inFiles(folder)) {
            project.save(PATH, text);
            Json.Obj before = project.ok("get_task_progress", "{\"featureId\": \"001\"}");
            assertThat(titles(before)).containsExactly("T003 backlog out");
            Json.Obj unused = project.ok(
                    "update_task_status", "{\"featureId\": \"001\", \"taskId\": \"T003\", \"status\": \"done\"}");
            Json.Obj after = project.ok("get_task_progress", "{\"featureId\": \"001\"}");
            assertThat(titles(after)).containsExactly("T003 done out");
            for (Json.Obj progress : List.of(before, after)) {
                assertThat(findings(progress)).contains("line 2: this box", "line 6: this box", "line 8: \"[ ]*\"");
            }
        }
    }

    @Test
    void headingsAreReadAndGetAListBesideThemThatCanTakeTheirPlace() {
        String text = """
                # Tasks

                ### [ ] Task 1.1: Create the model

                **Type**: [P]
                **Dependencies**: None
                **Validation**:
                - [ ] it compiles

                ### [x] Task 1.2: Build

                **Dependencies**: 1.1

                ## Checklist

                - [ ] reviewed
                """;
        try (TasksProject project = TasksProject.inFiles(folder)) {
            project.save(PATH, text);
            Json.Obj progress = project.ok("get_task_progress", "{\"featureId\": \"001\"}");
            assertThat(titles(progress))
                    .containsExactly("1.1 backlog Task 1.1: Create the model", "1.2 done Task 1.2: Build");
            Json.Obj error = project.refused(
                    "update_task_status", "{\"featureId\": \"001\", \"taskId\": \"1.1\", \"status\": \"done\"}");
            assertThat(error.text("code")).contains("E_TASK_HEADINGS");
            assertThat(project.text(PATH)).isEqualTo(text);
            String list = project.text("specs/001-login/tasks.proposed.md");
            assertThat(list)
                    .contains("- [ ] T001 Task 1.1: Create the model\n  - **Type**: [P]", "  - it compiles")
                    .contains("- [x] T002 Task 1.2: Build (depends on T001)")
                    .doesNotContain("- [ ] it compiles");
            project.save(PATH, list.replace("- [x] T002", "- [ ] T002").replace("- [ ] reviewed", "- reviewed"));
            Json.Obj done = project.ok(
                    "update_task_status", "{\"featureId\": \"001\", \"taskId\": \"1.1\", \"status\": \"done\"}");
            assertThat(args(done, "progress").find("completedTasks")).contains(Json.of(1));
            assertThat(done.text("message").orElse("")).contains("Ready: T002");
        }
    }

    @Test
    void theTasksOfTheForerunnerAreTakenOverOnce() {
        try (TasksProject project = TasksProject.inFiles(folder)) {
            project.save(PATH, "- [ ] 1.1 Choose\n- [ ] 1.2 Build\n- [x] 1.3 Ship\n");
            String old = """
                    {"featureId": "../../evil", "featureName": "Login", "tasks": [
                     {"id": "1.1", "status": "done", "startedAt": "2025-01-02T03:04:05Z", "completedAt": "2025-01-03T03:04:05Z"},
                     {"id": "1.2", "status": "blocked", "blockedReason": "no key", "notes": "ask ben"},
                     {"id": "1.3", "status": "backlog"}, {"id": "9.9", "status": "in-progress"}, {"status": "done"}]}
                    """;
            project.save("specs/.specify/state/001-tasks.json", old);
            Json.Obj taken = project.ok("update_task_status", "{\"featureId\": \"001\", \"takeOver\": true}");
            assertThat(args(taken, "progress").find("completedTasks")).contains(Json.of(2));
            assertThat(args(taken, "progress").find("blockedTasks")).contains(Json.of(1));
            assertThat(findings(taken)).contains("1.3 Ship", "stays so", "has no id");
            Json.Obj progress = project.ok("get_task_progress", "{\"featureId\": \"001\", \"taskId\": \"1.1\"}");
            assertThat(args(progress, "task").text("notes").orElse("")).contains("completed 2025-01-03");
            assertThat(titles(project.ok("get_task_progress", "{\"featureId\": \"001\"}")))
                    .anyMatch(title -> title.contains("in-progress Task 9.9"));
            assertThat(project.text("specs/.specify/state/001-tasks.json")).isEqualTo(old);
            assertThat(folder.resolve("evil-tasks.json")).doesNotExist();
        }
    }
}
