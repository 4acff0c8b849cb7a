package io.workfloworchestrator.workflow;

import static io.workfloworchestrator.workflow.Tasks.ANA;
import static io.workfloworchestrator.workflow.Tasks.NO_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be asked about items: why, what next, which ones, in which order, and what if. */
class ItemAnswersTest {
    private static final WorkflowDefinition WITHOUT_RULES = WorkflowDefinition.parse("plain.yaml", """
            workflow: plain
            version: 1
            items:
              task:
                fields: {title: string, needs: {type: list, of: string}}
                status: {values: [open, doing, done], first: open, final: [done]}
                needs: needs
                claim: {for: 15m}
                moves:
                  - {id: start, from: open, to: doing, tool: claim_item}
                  - {id: complete, from: doing, to: done, tool: move_item}
            phases:
              - id: work
                steps: [{id: agree, title: Agree}]
            """);

    @TempDir
    private Path root;

    private Tasks tasks;

    @BeforeEach
    void begin() {
        tasks = new Tasks(root);
    }

    private Why why(String id) {
        return tasks.work.explain(id);
    }

    @Test
    void readyItemSaysWhatSpeaksForIt() {
        Item base = tasks.task("Base");
        tasks.task("On it", base.id());

        Why why = why("task:" + base.id());

        assertThat(why.holds()).isTrue();
        assertThat(why.summary())
                .isEqualTo("\"Base\" (" + base.number().orElseThrow()
                        + ") is ready: it waits for nothing, is on the critical path and unblocks 1.");
        assertThat(why.toChange()).isEmpty();
        assertThat(why(base.id())).isEqualTo(why);
    }

    @Test
    void blockedItemNamesTheSmallestChangeWhichIsAtTheBottomOfWhatItWaitsFor() {
        Item base = tasks.task("Base");
        Item middle = tasks.task("Middle", base.id());
        Item top = tasks.task("Top", middle.id());

        Why why = why("task:" + top.id());

        assertThat(why.holds()).isFalse();
        assertThat(why.summary())
                .isEqualTo("\"Top\" (" + top.number().orElseThrow() + ") is blocked by \"Middle\" ("
                        + middle.number().orElseThrow() + ", open).");
        assertThat(why.toChange())
                .containsExactly("do \"Base\" (" + base.number().orElseThrow() + ", open)");
        assertThat(why.conditions())
                .filteredOn(condition -> condition.id().startsWith("need:"))
                .singleElement()
                .satisfies(condition -> {
                    assertThat(condition.outcome()).isEqualTo("no");
                    assertThat(condition.facts().get(0).toString())
                            .contains("items.task.byId[\"" + middle.id() + "\"].status", "open", "state work/main@");
                });
        tasks.move(middle, "drop");
        assertThat(why("task:" + top.id()).toChange())
                .containsExactly("\"Middle\" (" + middle.number().orElseThrow()
                        + ", dropped): It will not be done: take the need away (unlink), or reopen it.");
    }

    @Test
    void heldItemSaysByWhomAndALostOneWhoseItWas() {
        Item item = tasks.claim(tasks.task("A"), "ana");
        tasks.move(item, "start");

        assertThat(why("task:" + item.id()).summary())
                .isEqualTo("\"A\" (" + item.number().orElseThrow()
                        + ") is doing. ana holds it until 2026-05-04T10:15:00Z.");
        tasks.clock.pass(Duration.ofMinutes(27));
        assertThat(why("task:" + item.id()).summary())
                .isEqualTo("\"A\" (" + item.number().orElseThrow()
                        + ") is doing. It was ana's, last sign 27 min ago. It is offered again.");
    }

    @Test
    void moveSaysWhichGateIsClosedAndWhatOpensIt() {
        Project project = new Project(root).write("src/Pay.java", "class Pay {}");
        Item item = tasks.task("Pay");

        assertThat(why("task:" + item.id() + "/complete").toChange()).hasSize(2);
        tasks.move(item, "start");
        tasks.prove(item, "src/**");
        assertThat(why("task:" + item.id() + "/complete").holds()).isTrue();
        project.write("src/Pay.java", "class Pay { int more; }");

        Why why = why("task:" + item.id() + "/complete");
        assertThat(why.holds()).isFalse();
        assertThat(why.summary())
                .isEqualTo("\"Pay\" (" + item.number().orElseThrow()
                        + ") cannot become done yet: No fresh evidence yet: run the checks of Pay.");
        assertThat(why.toText())
                .contains("stale: src/Pay.java changed since 2026-05-04T10:00:00Z", "[no]  gate:proved");
        assertThatThrownBy(() -> why("task:" + item.id() + "/finish")).hasMessageContaining("A task has no move");
        assertThatThrownBy(() -> why("task:t-000000")).hasMessageContaining("There is no item \"t-000000\".");
    }

    @Test
    void itemIsAskedForByNumberOrBeginningToo() {
        Item item = tasks.task("Pay");
        String number = item.number().orElseThrow();

        assertThat(why(number)).isEqualTo(why("task:" + item.id()));
        assertThat(why("task:" + number)).isEqualTo(why("task:" + item.id()));
        assertThat(why(item.id().substring(0, 4))).isEqualTo(why("task:" + item.id()));
        assertThat(why(number + "/start")).isEqualTo(why("task:" + item.id() + "/start"));
    }

    @Test
    void whatIsNotKnownIsRefusedAndItemsAreNamed() {
        String number = tasks.task("Pay").number().orElseThrow();

        assertThatThrownBy(() -> why("task:" + number + "#serve"))
                .hasMessageContaining("There is no item \"" + number + "#serve\"");
        assertThatThrownBy(() -> why("advance#1"))
                .hasMessageContaining("There is no rule, step, gate, warning or item");
        assertThatThrownBy(() -> why("advance:nowhere")).hasMessageContaining("advance:nowhere");
        assertThatThrownBy(() -> why(number + "9"))
                .hasMessageContaining("The nearest item is " + number)
                .hasMessageContaining("task:ID/MOVE");
    }

    @Test
    void nextAdvisesTheItemBehindWhichTheMostWorkWaitsAndSaysWhy() {
        tasks = new Tasks(root, WITHOUT_RULES);
        tasks.task("Alone");
        Item base = tasks.task("Base");
        Item middle = tasks.task("Middle", base.id());
        tasks.task("Top", middle.id());

        List<NextStep> steps = tasks.work.next().steps();

        assertThat(steps.get(0).id()).isEqualTo("task:" + base.id());
        assertThat(steps.get(0).action()).isEqualTo("Begin \"Base\" (" + base.id() + ")");
        assertThat(steps.get(0).because()).isEqualTo("It waits for nothing, is on the critical path and unblocks 2.");
        assertThat(steps.get(0).call().orElseThrow().tool()).isEqualTo("claim_item");
        assertThat(steps).extracting(NextStep::action).anyMatch(action -> action.contains("Alone"));
        assertThat(why(steps.get(0).id()).holds()).isTrue();
    }

    @Test
    void nextOffersAgainWhatAHolderLost() {
        tasks = new Tasks(root, WITHOUT_RULES);
        Item item = tasks.claim(tasks.task("A"), "ana");
        tasks.move(item, "start");
        assertThat(tasks.work.next().steps()).noneMatch(step -> step.id().startsWith("task:"));

        tasks.clock.pass(Duration.ofMinutes(27));

        NextStep step = tasks.work.next().steps().get(0);
        assertThat(step.action()).isEqualTo("Go on with \"A\" (" + item.id() + ")");
        assertThat(step.because()).isEqualTo("It was ana's, last sign 27 min ago. Nobody works on it.");
    }

    @Test
    void ruleForEachReadyItemFollowsTheSameOrder() {
        tasks.task("Alone");
        Item base = tasks.task("Base");
        tasks.task("Top", base.id());

        assertThat(tasks.work.next().steps())
                .extracting(NextStep::action)
                .filteredOn(action -> action.startsWith("Begin"))
                .containsExactly("Begin Base", "Begin Alone");
        tasks.finish(base);
        assertThat(tasks.work.next().steps()).extracting(NextStep::action).contains("Begin Top");
    }

    @Test
    void statusNamesWhatWaitingDoesNotSolve() {
        Item need = tasks.task("Need");
        Item item = tasks.task("Item", need.id());
        tasks.move(need, "drop");

        assertThat(tasks.work.status().concerns())
                .contains("task \"Item\" (" + item.number().orElseThrow() + ") is blocked by \"Need\" ("
                        + need.number().orElseThrow()
                        + ", dropped). It will not be done: take the need away (unlink), or reopen it.");
    }

    @Test
    void simulationShowsWhatADoneItemOpens() {
        Item base = tasks.task("Base");
        tasks.task("Top", base.id());

        Simulation then = tasks.work.now().simulate(Map.of("items.task.byId[\"" + base.id() + "\"].status", "done"));

        assertThat(then.suggested()).extracting(NextStep::action).contains("Begin Top");
        assertThat(then.withdrawn()).extracting(NextStep::action).contains("Begin Base");
        assertThat(tasks.get(base).status()).isEqualTo("open");
        assertThatThrownBy(
                        () -> tasks.work.now().simulate(Map.of("items.task.byId[\"" + base.id() + "\"].ready", true)))
                .hasMessageContaining("follows from other things");
    }

    private List<String> titles(ItemQuery query) {
        return tasks.work.now().items(query).items().stream()
                .map(view -> view.item().title())
                .toList();
    }

    @Test
    void itemsAreFoundByHowTheyStandByFieldsAndByText() {
        Item login = tasks.task("Login page");
        tasks.task("Payment", login.id());
        Json.Obj shop = Tasks.fields("Basket").with("area", Json.of("shop"));
        tasks.work.items().add("task", shop, ANA);
        tasks.claim(login, "ana");

        assertThat(titles(ItemQuery.of("task"))).containsExactly("Login page", "Payment", "Basket");
        assertThat(titles(ItemQuery.of("task").only(ItemQuery.Standing.READY))).containsExactly("Basket");
        assertThat(titles(ItemQuery.of("task").only(ItemQuery.Standing.BLOCKED)))
                .containsExactly("Payment");
        assertThat(titles(ItemQuery.of("task").only(ItemQuery.Standing.CLAIMED)))
                .containsExactly("Login page");
        assertThat(titles(ItemQuery.of("task").where(Json.object(Map.of("area", Json.of("shop"))))))
                .containsExactly("Basket");
        assertThat(titles(ItemQuery.of("task").where(Json.object(Map.of("needs", Json.of(login.id()))))))
                .containsExactly("Payment");
        assertThat(titles(ItemQuery.of("task").text("PAGE"))).containsExactly("Login page");
        assertThat(titles(ItemQuery.of("task").sort("-number"))).containsExactly("Basket", "Payment", "Login page");
        assertThat(titles(ItemQuery.of("task").sort("title"))).containsExactly("Basket", "Login page", "Payment");
        assertThat(titles(ItemQuery.of("task").status("done"))).isEmpty();
        assertThatThrownBy(() -> titles(ItemQuery.of("task").status("don")))
                .hasMessageContaining("A task has no status \"don\". Did you mean \"done\"?");
        assertThatThrownBy(() -> titles(ItemQuery.of("task").sort("prio"))).hasMessageContaining("no field \"prio\"");
        assertThatThrownBy(() -> titles(ItemQuery.of("task").after("x"))).hasMessageContaining("is no cursor");
        assertThatThrownBy(() -> titles(ItemQuery.of("goal")))
                .hasMessageContaining("There is no kind of items \"goal\"");
    }

    @Test
    void pagesFollowEachOtherAlsoWhenItemsComeAndGo() {
        List<Item> all = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            all.add(tasks.task("T" + i));
        }
        ItemPage first = tasks.work.now().items(ItemQuery.of("task").limit(4));
        assertThat(first.total()).isEqualTo(10);
        tasks.work.items().remove(all.get(3).id(), NO_TOKEN, ANA);
        tasks.work.items().remove(all.get(5).id(), NO_TOKEN, ANA);

        ItemPage second = tasks.work
                .now()
                .items(ItemQuery.of("task").limit(4).after(first.next().orElseThrow()));
        ItemPage third = tasks.work
                .now()
                .items(ItemQuery.of("task").limit(4).after(second.next().orElseThrow()));

        assertThat(second.items()).extracting(view -> view.item().title()).containsExactly("T4", "T6", "T7", "T8");
        assertThat(third.items()).extracting(view -> view.item().title()).containsExactly("T9");
        assertThat(third.next()).isEmpty();
    }

    private Item hours(String title, int hours, String... needs) {
        Json.Obj fields = Tasks.fields(title, needs).with("hours", Json.of(hours));
        return tasks.work.items().add("task", fields, ANA).item();
    }

    @Test
    void planHasBatchesTheCriticalPathAndTheSlackOfTheRest() {
        Item a = hours("A", 2);
        Item b = hours("B", 5, a.id());
        Item c = hours("C", 1, a.id());
        Item d = hours("D", 3, b.id(), c.id());
        Item e = hours("E", 1);
        Item done = hours("Done", 9);
        tasks.finish(done);

        Plan plan = tasks.work.now().plan("task");

        assertThat(plan.batches()).containsExactly(List.of(a.id(), e.id()), List.of(b.id(), c.id()), List.of(d.id()));
        assertThat(plan.critical()).containsExactly(a.id(), b.id(), d.id());
        assertThat(plan.length()).isEqualTo(10);
        assertThat(plan.items().get(c.id())).isEqualTo(new Plan.Planned(1, 1, 2, 4, 1));
        assertThat(plan.items())
                .hasEntrySatisfying(e.id(), of -> assertThat(of.slack()).isEqualTo(9));
        assertThat(plan.items())
                .hasEntrySatisfying(a.id(), of -> assertThat(of.unblocks()).isEqualTo(3));
        assertThat(plan.circles()).isEmpty();
    }

    @Test
    void statusCountsTheItemsOfEachKind() {
        assertThat(tasks.work.now().status().items())
                .containsExactly(new WorkflowStatus.Items("task", "task", 0, 0, 0, 0, counts(0, 0, 0)));
        Item need = tasks.task("Need");
        tasks.task("Waits", need.id());
        tasks.finish(tasks.task("Done"));
        tasks.move(tasks.task("Dropped"), "drop");

        assertThat(tasks.work.now().status().items())
                .containsExactly(new WorkflowStatus.Items("task", "task", 4, 1, 2, 1, counts(2, 1, 1)));
    }

    private static Map<String, Integer> counts(int open, int done, int dropped) {
        return Map.of("open", open, "doing", 0, "failed", 0, "done", done, "dropped", dropped);
    }
}
