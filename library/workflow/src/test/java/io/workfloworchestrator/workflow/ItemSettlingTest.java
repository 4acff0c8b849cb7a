package io.workfloworchestrator.workflow;

import static io.workfloworchestrator.workflow.Tasks.ANA;
import static io.workfloworchestrator.workflow.Tasks.NO_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonMerge;
import io.workfloworchestrator.state.StateKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Items follow the lists that they come from, and no two keep one number. */
class ItemSettlingTest {
    private static final WorkflowDefinition GOALS = WorkflowDefinition.parse("goals.yaml", """
            workflow: goals
            version: 1
            facts:
              goalFiles: {files: "goals/*.md"}
            items:
              goal:
                number: G-00
                fields: {title: string, path: string, note: string}
                status: {values: [open, done], first: open, final: [done]}
                moves: [{id: finish, from: open, to: done, hint: Finish it.}]
                from: {each: facts.goalFiles.entries, key: match, fields: {title: name, path: path}}
            phases:
              - id: work
                steps: [{id: agree, title: Agree}]
            """);

    @TempDir
    private Path root;

    private static List<Item> goals(Tasks work) {
        return work.work.now().items(ItemQuery.of("goal")).items().stream()
                .map(ItemView::item)
                .toList();
    }

    @Test
    void whatAppearsOnDiskBecomesAnItemAndWhatVanishesIsMarkedAndNeverDeleted() {
        Project project = new Project(root).write("goals/login.md", "# Login").write("goals/pay.md", "# Pay");
        Tasks work = new Tasks(root, GOALS);

        List<Item> found = goals(work);
        assertThat(found).extracting(Item::title).containsExactlyInAnyOrder("login.md", "pay.md");
        assertThat(found).extracting(item -> item.number().orElse("")).containsExactlyInAnyOrder("G-01", "G-02");
        Item login = found.stream()
                .filter(item -> item.title().equals("login.md"))
                .findFirst()
                .orElseThrow();
        work.work.items().edit(login.id(), Json.object(Map.of("note", Json.of("kept"))), NO_TOKEN, ANA);
        project.delete("goals/login.md");

        assertThat(work.view(login).isMissing()).isTrue();
        assertThat(work.view(login).isReady()).isFalse();
        assertThat(work.work.status().concerns())
                .anyMatch(concern -> concern.contains("\"login.md\" ("
                        + login.number().orElseThrow() + ") is missing: what it came from is no longer there."));
        project.write("goals/login.md", "# Login again");
        assertThat(work.view(login).isMissing()).isFalse();
        assertThat(work.get(login).state().fields()).containsEntry("note", Json.of("kept"));
    }

    @Test
    void everyCloneGivesTheSameFileTheSameId() {
        new Project(root).write("a/goals/login.md", "# Login").write("b/goals/login.md", "# Login");

        Item here = goals(new Tasks(root.resolve("a"), GOALS)).get(0);
        Item there = goals(new Tasks(root.resolve("b"), GOALS)).get(0);

        assertThat(here.id()).isEqualTo(there.id());
    }

    @Test
    void itemThatSomebodyRemovedDoesNotComeBackByItself() {
        new Project(root).write("goals/login.md", "# Login");
        Tasks work = new Tasks(root, GOALS);
        Item login = goals(work).get(0);

        work.work.items().remove(login.id(), NO_TOKEN, ANA);

        assertThat(goals(work)).isEmpty();
        assertThat(work.work.sync().changes()).isEmpty();
    }

    @Test
    void ofTwoThatTookOneNumberTheOlderKeepsItAndReferencesSurvive() {
        Tasks tasks = new Tasks(root);
        tasks.task("First");
        StateKey<Json> key = StateKey.json("work/main");
        Json base = tasks.states.get(key).value();
        Item ours = tasks.task("Ours");
        tasks.task("Waits for ours", ours.id());
        Json here = tasks.states.get(key).value();
        put(tasks, key, base);
        tasks.clock.pass(Duration.ofMinutes(1));
        Item theirs = tasks.task("Theirs");
        Item waits = tasks.task("Waits for theirs", theirs.id());
        Json there = tasks.states.get(key).value();
        JsonMerge merge = JsonMerge.of(base, here, there);
        assertThat(merge.conflicts()).isEmpty();
        put(tasks, key, merge.merged().orElseThrow());

        Sync<Json> sync = tasks.work.sync();

        assertThat(sync.changes())
                .containsExactly("numbers of task: T-02 of \"Theirs\" (" + theirs.id()
                        + ") became T-04, since \"Ours\" (" + ours.id() + ") had it first; T-03 of"
                        + " \"Waits for theirs\" (" + waits.id() + ") became T-05, since \"Waits for ours\" ("
                        + waitsForOurs(tasks) + ") had it first");
        assertThat(tasks.get(ours).number()).contains("T-02");
        assertThat(tasks.view(waits).unmet()).extracting(Need::id).containsExactly(theirs.id());
    }

    private static String waitsForOurs(Tasks tasks) {
        return tasks.work
                .now()
                .items(ItemQuery.of("task").text("Waits for ours"))
                .items()
                .get(0)
                .item()
                .id();
    }

    private static void put(Tasks tasks, StateKey<Json> key, Json value) {
        int unused = tasks.states.transact(ANA, commit -> {
            commit.put(key, value);
            return 0;
        });
    }
}
