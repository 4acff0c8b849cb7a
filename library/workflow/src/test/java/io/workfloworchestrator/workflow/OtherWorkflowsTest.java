package io.workfloworchestrator.workflow;

import static io.workfloworchestrator.workflow.Tasks.ANA;
import static io.workfloworchestrator.workflow.Tasks.NO_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workfloworchestrator.definition.BrokenDefinitionException;
import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.Json;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A workflow reads another one's items at the same revision. */
class OtherWorkflowsTest {
    private static final String RELEASE = """
            workflow: release
            version: 1
            facts:
              tasks: {state: work/main}
            items:
              goal:
                fields: {title: string}
                status: {values: [open, done], first: open, final: [done]}
                moves:
                  - id: finish
                    from: open
                    to: done
                    when:
                      - id: tasks-done
                        is: facts.tasks.exists && facts.tasks.items.task.all.all(t, t.final)
                        otherwise: There are open tasks.
                    hint: Finish it.
            phases:
              - id: work
                steps:
                  - {id: ready, title: All tasks are done, done: "facts.tasks.exists && size(facts.tasks.items.task.all) > 0 && facts.tasks.items.task.all.all(t, t.final)"}
            """;

    @TempDir
    private Path root;

    @Test
    void lastTaskDoneMovesTheGoalInOneRevision() {
        Tasks tasks = new Tasks(root);
        Workflow<Json> release = tasks.open(root, WorkflowDefinition.parse("release.yaml", RELEASE));
        release.initialize("Release", ANA);
        Item goal = release.items().add("goal", Tasks.fields("Ship"), ANA).item();
        Item task = tasks.task("Only");
        assertThat(release.status().progress()).isZero();
        assertThatThrownBy(() -> release.items().move(goal.id(), "finish", NO_TOKEN, ANA))
                .hasMessageContaining("There are open tasks.");

        long before = tasks.states.head().number();
        int unused = tasks.states.transact(ANA, commit -> {
            tasks.work.in(commit, "ana").move(task.id(), "drop", NO_TOKEN);
            release.in(commit, "ana").move(goal.id(), "finish", NO_TOKEN);
            return 0;
        });

        assertThat(tasks.states.head().number()).isEqualTo(before + 1);
        assertThat(release.now().item(goal.id()).orElseThrow().isDone()).isTrue();
        assertThat(release.status().progress()).isEqualTo(100);
        assertThat(release.explain("step:ready").toText()).contains("(state work/main)");
        tasks.task("Another");
        assertThat(release.status().progress()).isZero();
    }

    @Test
    void ofAWorkflowThatIsNotThereThereAreNoItemsOfAnyKindInAnyStatus() {
        Tasks tasks = new Tasks(root);
        String other = RELEASE.replace("work/main", "work/nobody")
                .replace(
                        "done: \"facts.tasks.exists",
                        "done: \"size(facts.tasks.items.task.byStatus['open']) + size(facts.tasks.items.task.ready)"
                                + " + size(facts.tasks.items.task.byId) == 0 || facts.tasks.exists");
        Workflow<Json> release = tasks.open(root, WorkflowDefinition.parse("release.yaml", other));
        release.initialize("Release", ANA);

        assertThat(release.status().progress()).isEqualTo(100);
    }

    @Test
    void workflowThatIsNotThereIsToldSo() {
        Tasks tasks = new Tasks(root);
        String other = RELEASE.replace("work/main", "work/nobody");
        Workflow<Json> release = tasks.open(root, WorkflowDefinition.parse("release.yaml", other));
        release.initialize("Release", ANA);

        assertThat(release.status().progress()).isZero();
        assertThat(release.status().health()).isNotEqualTo(Health.BLOCKED);
    }

    @Test
    void keyThatNamesNoWorkflowIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> WorkflowDefinition.parse("release.yaml", RELEASE.replace("work/main", "work main")))
                .isInstanceOf(BrokenDefinitionException.class)
                .hasMessageContaining("release.yaml:4:")
                .hasMessageContaining("names no workflow. Write its type and its id, such as release/main.");
    }
}
