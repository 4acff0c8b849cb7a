package io.workfloworchestrator.projectmanagement.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TaskReaderTest {
    private static List<HandoffTask> tasks(String path, String text) {
        return TaskReader.read(path, text).tasks();
    }

    private static HandoffTask task(String id, String description, double hours, String... needs) {
        return new HandoffTask(id, description, hours == 0 ? Optional.empty() : Optional.of(hours), List.of(needs));
    }

    @Test
    void boxesBulletsAndNumbersAreTasks() {
        assertThat(tasks("spec.md", """
                # Spec

                - not a task

                ## Implementation Tasks

                - [ ] Render one page
                * Print it
                1. Send it
                - [X] done already

                ### More of them

                2) Keep it

                ## Notes

                - not a task either
                """))
                .containsExactly(
                        task("1", "Render one page", 0),
                        task("2", "Print it", 0),
                        task("1-2", "Send it", 0),
                        task("2-2", "Keep it", 0));
    }

    @Test
    void hoursAreReadInEveryWayOfSayingThem() {
        assertThat(tasks("tasks.md", """
                - [ ] T1 a (2h)
                - [ ] T2 b (~1.5 hours)
                - [ ] T3 c [hours:: 4]
                - [ ] T4 d (1-2 days)
                - [ ] T5 e (30 min)
                - [ ] T6 f - estimate: 3 h
                - [ ] T7 g
                  - Estimate: 5 hours
                - [ ] T8 h in 2026 (see 4.2)
                """))
                .extracting(HandoffTask::estimatedHours)
                .containsExactly(
                        Optional.of(2.0),
                        Optional.of(1.5),
                        Optional.of(4.0),
                        Optional.of(12.0),
                        Optional.of(0.5),
                        Optional.of(3.0),
                        Optional.of(5.0),
                        Optional.empty());
    }

    @Test
    void dependenciesAreReadAndUnknownOnesNamed() {
        TaskReader.Tasks read = TaskReader.read("tasks.md", """
                - [x] T001 Choose
                - [ ] T002 Render (depends on T001)
                - [ ] T003 Print ⛔ T002
                - [ ] T004 Send [dependsOn:: T002, T003]
                - [ ] T005 Keep
                  Depends on: T004 and t003
                - [ ] T006 Lose (after T999)
                """);

        assertThat(read.tasks())
                .extracting(HandoffTask::dependsOn)
                .containsExactly(
                        List.of(), List.of("T002"), List.of("T002", "T003"), List.of("T004", "T003"), List.of());
        assertThat(read.findings())
                .containsExactly(
                        "tasks.md:7: T006 depends on \"T999\", which is no other task of the file; that dependency is left out.");
    }

    @Test
    void marksOfParallelTasksSayTheOrderWhereNothingElseDoes() {
        List<HandoffTask> tasks = tasks("tasks.md", """
                - [ ] T001 Set up
                - [ ] T002 [P] [US1] Render
                - [ ] T003 [P] Print
                - [ ] T004 Send
                """);

        assertThat(tasks).extracting(HandoffTask::description).containsExactly("Set up", "Render", "Print", "Send");
        assertThat(tasks)
                .extracting(HandoffTask::dependsOn)
                .containsExactly(List.of(), List.of("T001"), List.of("T001"), List.of("T002", "T003"));
    }

    @Test
    void nestedBoxesAreTasksAndOtherNestedLinesAreNot() {
        assertThat(tasks("tasks.md", "- [ ] Big\r\n  - [ ] Small\r\n  - a remark\r\n\t- [ ] Tab\r\n"))
                .extracting(HandoffTask::description)
                .containsExactly("Big", "Small", "Tab");
    }

    @Test
    void aHundredTasksArePassedOnAndTheRestIsNamed() {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= 130; i++) {
            text.append("- [ ] Task number ").append(i).append('\n');
        }

        TaskReader.Tasks read = TaskReader.read("tasks.md", text.toString());

        assertThat(read.tasks()).hasSize(100);
        assertThat(read.findings()).singleElement().asString().contains("130 open tasks");
    }

    @Test
    void theSpeedUpIsThatOfTheRealDependencies() {
        List<HandoffTask> free = List.of(task("1", "a", 2), task("2", "b", 2), task("3", "c", 2));
        List<HandoffTask> chain = List.of(task("1", "a", 2), task("2", "b", 2, "1"), task("3", "c", 2, "2"));

        assertThat(TaskGraph.of(free).estimatedSpeedup()).isEqualTo(3.0);
        assertThat(TaskGraph.of(free).mode()).isEqualTo("parallel");
        assertThat(TaskGraph.of(chain).estimatedSpeedup()).isEqualTo(1.0);
        assertThat(TaskGraph.of(chain).shouldParallelize()).isFalse();
        assertThat(TaskGraph.of(chain).batches()).containsExactly(List.of("1"), List.of("2"), List.of("3"));
    }

    @Test
    void aCircleIsNamedAndTheRestIsPlanned() {
        TaskGraph.Parallel parallel =
                TaskGraph.of(List.of(task("1", "a", 1, "2"), task("2", "b", 1, "1"), task("3", "c", 1)));

        assertThat(parallel.circular()).containsExactly("1", "2");
        assertThat(parallel.batches()).containsExactly(List.of("3"));
    }
}
