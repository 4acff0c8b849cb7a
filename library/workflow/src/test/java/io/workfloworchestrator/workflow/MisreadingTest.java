package io.workfloworchestrator.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing completes itself by a text that probably means something else than it says; a person may still decide. */
@SuppressWarnings("NullAway.Init")
class MisreadingTest {
    private static final String DEFINITION = """
            workflow: work
            facts:
              tasks: {checkboxes: tasks.md}
              specs: {files: "specs/*.md", read: [checkboxes, text]}
            phases:
              - id: first
                steps:
                  - {id: tasks, title: Do the tasks, done: facts.tasks.total > 0 && facts.tasks.open == 0}
                  - {id: specs, title: Do the specifications, done: "facts.specs.count > 0 && facts.specs.entries.all(s, s.checkboxes.open == 0)"}
                  - {id: some, title: Write a specification, done: facts.specs.count > 0}
                exit:
                  - {id: none-open, when: facts.tasks.open == 0, otherwise: Do what is open.}
              - {id: second}
            """;
    /** What makes a text doubtful, with what is said of it. */
    private static final String[][] DOUBTFUL = {
        {"- [x] a\n\n```\n- [ ] b\n", "tasks.md:3: the code that begins here with ``` is never closed"},
        {"- [x] a\n<!-- b\n- [ ] c\n", "tasks.md:2: the comment that begins here with <!-- is never closed"},
        {"- [x] a\n- 1.1 [ ] b\n", "tasks.md:2: \"- 1.1 [ ] b\" looks like a task"},
        {"- [x] a\n- [ ]b\n", "tasks.md:2: \"- [ ]b\" looks like a task"},
        {"- [x] a\n\n[ ] b\n", "tasks.md:3: \"[ ] b\" looks like a task"},
        {"- [x] a\n- [ x ] b\n", "tasks.md:2: \"- [ x ] b\" looks like a task"},
    };

    @TempDir
    Path root;

    private Project project;
    private Workflow<Json> work;

    @BeforeEach
    void begin() {
        project = new Project(root);
        work = project.open(WorkflowDefinition.parse("work.yaml", DEFINITION));
        work.initialize("w", Project.ME);
    }

    private boolean isDone(String step) {
        return work.sync().state().value().isDone(step);
    }

    @Test
    void noStepCompletesItselfAndEveryAnswerNamesThePlace() {
        for (String[] doubtful : DOUBTFUL) {
            project.write("tasks.md", doubtful[0]);

            assertThat(isDone("tasks")).as(doubtful[0]).isFalse();
            assertThat(work.sync().notes())
                    .anyMatch(note -> note.startsWith("step \"tasks\" stays pending, though its condition holds: ")
                            && note.contains(doubtful[1]));
            Why why = work.explain("step:tasks");
            assertThat(why.holds()).isFalse();
            assertThat(why.toText()).contains(doubtful[1]).doesNotContain("[yes]");
            assertThat(work.next().steps())
                    .filteredOn(step -> step.id().equals("step:tasks"))
                    .singleElement()
                    .satisfies(step -> {
                        assertThat(step.action()).contains(doubtful[1]);
                        assertThat(step.because()).contains("does not complete itself");
                        assertThat(step.path()).contains("tasks.md");
                    });
            assertThat(work.explain("gate:none-open").toText()).contains(doubtful[1], "not known to hold");
            assertThat(work.advance(Optional.empty(), Project.ME)).isInstanceOf(Advance.Refused.class);
            assertThat(work.status().concerns()).anyMatch(concern -> concern.contains("tasks.md:"));
            assertThat(work.status().health()).isEqualTo(Health.WARNING);
        }

        project.write("tasks.md", "- [x] a\n");
        assertThat(isDone("tasks")).isTrue();
        assertThat(work.explain("gate:none-open").holds()).isTrue();
    }

    @Test
    void aMarkThatIsNoXKeepsAStepOpen() {
        project.write("tasks.md", "- [x] a\n- [-] c\n");
        assertThat(isDone("tasks")).isFalse();
        assertThatThrownBy(() -> work.complete("tasks", "all is done", Project.ME))
                .hasMessageContaining("is not done");
    }

    @Test
    void aTaskInACommentDoesNotBlock() {
        project.write("tasks.md", "- [x] a\n<!-- - [ ] an example -->\n");
        assertThat(isDone("tasks")).isTrue();
    }

    @Test
    void whoSaysWhatProvesItCompletesTheStep() {
        project.write("tasks.md", "- [x] a\n- [ ]b\n");

        assertThatThrownBy(() -> work.complete("tasks", "", Project.ME))
                .isInstanceOfSatisfying(
                        CodedException.class, e -> assertThat(e.code()).isEqualTo("E_STEP_DOUBT"))
                .hasMessageContaining("tasks.md:2")
                .hasMessageContaining("say in a note");
        work.complete("tasks", "b is no task", Project.ME);

        WorkflowState.StepState is = work.sync().state().value().step("tasks");
        assertThat(is.status()).isEqualTo(WorkflowState.StepStatus.COMPLETE);
        assertThat(is.note()).contains("b is no task");
        assertThat(is.by()).contains(Project.ME.actor());
    }

    @Test
    void whyAStepIsNotDoneNamesWhatMayHaveBeenMisread() {
        project.write("tasks.md", "- 1.1 [x] all\n");

        assertThat(work.explain("step:tasks").toChange()).anyMatch(change -> change.contains("tasks.md:1"));
        assertThatThrownBy(() -> work.complete("tasks", "done", Project.ME))
                .hasMessageContaining("may rest on a misreading: tasks.md:1");
    }

    @Test
    void whatIsCountedOrOpenIsTakenBackAllTheSame() {
        project.write("tasks.md", "- [x] a\n");
        assertThat(isDone("tasks")).isTrue();

        project.write("tasks.md", "- [ ] a\n- [ ]b\n");
        assertThat(isDone("tasks")).isFalse();
    }

    @Test
    void onlyWhatIsAboutTasksIsHeldBack() {
        project.write("specs/a.md", "- [x] a\n").write("specs/b.md", "- [x] a\n- [ ]b\n");

        assertThat(isDone("some")).isTrue();
        assertThat(isDone("specs")).isFalse();
        assertThat(work.explain("step:specs").toText()).contains("specs/b.md:2");

        project.write("specs/b.md", "- [x] a\n- [x] b\n");
        assertThat(isDone("specs")).isTrue();
    }

    @Test
    void aProcessThatBeginsWithWhatTheLastOneSawKnowsTheDoubtsToo() {
        project.folder(".ai-planning/.state").write("tasks.md", "- [x] a\n- [ ]b\n");
        assertThat(isDone("tasks")).isFalse();

        Workflow<Json> next = project.open(WorkflowDefinition.parse("work.yaml", DEFINITION));
        assertThat(next.sync().state().value().isDone("tasks")).isFalse();
    }

    @Test
    void aDoubtThatIsGoneIsSeenAlsoWhereNothingElseChanged() {
        project.write("tasks.md", "- [x] a\n\n```\ncode\n");
        assertThat(isDone("tasks")).isFalse();

        project.write("tasks.md", "- [x] a\n\n```\ncode\n```\n");
        assertThat(isDone("tasks")).isTrue();
    }

    @Test
    void anotherNoteOfACompleteStepIsKeptAsAnEntryOfItsOwn() {
        project.write("specs/a.md", "text");
        assertThat(isDone("some")).isTrue();
        long before = project.states.head().number();

        work.complete("some", "reviewed by two", Project.ME);
        WorkflowState.StepState is = work.sync().state().value().step("some");
        assertThat(is.note()).contains("reviewed by two");
        assertThat(is.by()).as("who completed it did").contains(Workflow.DETECTED);
        assertThat(project.states.head().number()).isEqualTo(before + 1);

        work.complete("some", "reviewed by two", Project.ME);
        work.complete("some", "", Project.ME);
        assertThat(project.states.head().number()).as("nothing new was said").isEqualTo(before + 1);
    }

    @Test
    void anotherReasonOfASkippedStepIsKept() {
        work.skip("tasks", io.workfloworchestrator.state.Cause.of("me", "not now"));
        work.skip("tasks", io.workfloworchestrator.state.Cause.of("me", "never"));

        assertThat(work.sync().state().value().step("tasks").note()).contains("never");
    }
}
