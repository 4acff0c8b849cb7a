package io.workfloworchestrator.workflow;

import static io.workfloworchestrator.workflow.Tasks.ANA;
import static io.workfloworchestrator.workflow.Tasks.NO_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.Snapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ItemsTest {
    @TempDir
    private Path root;

    private Tasks tasks;

    @BeforeEach
    void begin() {
        tasks = new Tasks(root);
    }

    @Test
    void newItemIsInTheFirstStatusWithAnIdANumberAndTheDefaults() {
        ItemChange<Json> change = tasks.work.items().add("task", Tasks.fields("Login"), ANA);

        Item item = change.item();
        assertThat(item.id()).matches("t-[0-9a-hjkmnp-tv-z]{6}");
        assertThat(item.number()).contains("T-01");
        assertThat(item.status()).isEqualTo("open");
        assertThat(item.state().fields()).containsEntry("hours", Json.of(1));
        assertThat(change.commit().orElseThrow().cause().toString()).isEqualTo("ana: added task \"Login\": a test");
        assertThat(change.after().item(item.id()).orElseThrow().item()).isEqualTo(item);
        assertThat(tasks.task("Logout").number()).contains("T-02");
    }

    @Test
    void stateWithoutItemsIsWrittenAsBefore() {
        assertThat(tasks.work.state().orElseThrow().json().asObject().keys()).doesNotContain("items", "removed");
    }

    @Test
    void fieldsThatNobodyDeclaredAreRefusedWithTheNearestName() {
        assertThatThrownBy(() -> tasks.work.items().add("task", Json.object(Map.of("titel", Json.of("x"))), ANA))
                .hasMessage(
                        "A task has no field \"titel\". Did you mean \"title\"? Known here: area, due, hours, needs, title."
                                + " Nothing was changed.");
        assertThatThrownBy(() -> tasks.work.items().add("tsk", Tasks.fields("x"), ANA))
                .hasMessageContaining("There is no kind of items \"tsk\"")
                .hasMessageContaining("Did you mean \"task\"?");
        assertThatThrownBy(() -> tasks.work.items().add("task", Json.Obj.EMPTY, ANA))
                .hasMessage("The task does not fit its definition: title must be string, but it is missing. Nothing was"
                        + " changed.");
        Item item = tasks.task("A");
        assertThatThrownBy(() -> edit(item, "hours", Json.of("many")))
                .hasMessageContaining("hours must be double, but it is \"many\"");
        assertThat(tasks.get(item)).isEqualTo(item);
    }

    private Item edit(Item item, String field, Json value) {
        return tasks.work
                .items()
                .edit(item.id(), Json.object(Map.of(field, value)), NO_TOKEN, ANA)
                .item();
    }

    @Test
    void fieldsOfPeopleAndOfNewerVersionsStay() {
        Item item = tasks.task("A");
        Snapshot<WorkflowState<Json>> before = tasks.work.state().orElseThrow();
        Json.Obj own = before.json()
                .asObject()
                .withAt(List.of("items", "task", item.id(), "fields", "colour"), Json.of("red"))
                .withAt(List.of("items", "task", item.id(), "newer"), Json.of(true));
        tasks.states.transact(ANA, commit -> {
            commit.put(io.workfloworchestrator.state.StateKey.json("work/main"), own);
            return 0;
        });

        edit(item, "area", Json.of("shop"));
        edit(item, "colour", Json.of("blue"));

        Json after = tasks.work
                .state()
                .orElseThrow()
                .json()
                .at("items", "task", item.id())
                .orElseThrow();
        assertThat(after.at("newer")).contains(Json.of(true));
        assertThat(after.at("fields", "colour")).contains(Json.of("blue"));
        assertThat(after.at("fields", "area")).contains(Json.of("shop"));
    }

    @Test
    void editThatChangesNothingCommitsNothing() {
        Item item = tasks.task("A");

        ItemChange<Json> change = tasks.work.items().edit(item.id(), Tasks.fields("A"), NO_TOKEN, ANA);

        assertThat(change.commit()).isEmpty();
        assertThat(change.item()).isEqualTo(item);
    }

    @Test
    void movesOnlyAlongTheDeclaredWays() {
        Item item = tasks.task("A");

        assertThatThrownBy(() -> tasks.move(item, "complete"))
                .hasMessage("\"A\" (" + item.number().orElseThrow()
                        + ") is open, and \"complete\" leads from doing or failed to done. Nothing"
                        + " was changed. From there: start (to doing), drop (to dropped).");
        assertThatThrownBy(() -> tasks.move(item, "stat")).hasMessageContaining("Did you mean \"start\"?");
        assertThat(tasks.move(item, "start").status()).isEqualTo("doing");
    }

    @Test
    void gateIsAskedOnTheNewestStateAndSaysWhatIsMissing() {
        Item item = tasks.task("A");
        tasks.move(item, "start");

        assertThatThrownBy(() -> tasks.move(item, "complete"))
                .isInstanceOfSatisfying(
                        ItemException.class, e -> assertThat(e.code()).isEqualTo("E_ITEM_GATE"))
                .hasMessage("\"A\" (" + item.number().orElseThrow()
                        + ") stays doing, and \"complete\" was not made: No fresh evidence yet: run"
                        + " the checks of A.");
        tasks.prove(item);
        assertThat(tasks.move(item, "complete").status()).isEqualTo("done");
    }

    @Test
    void stepThatReadsItemsCompletesItselfWhenTheLastOneIsDone() {
        Item one = tasks.task("A");
        assertThat(tasks.work.status().progress()).isZero();

        tasks.finish(one);

        assertThat(tasks.work.status().progress()).isEqualTo(100);
        tasks.task("B");
        assertThat(tasks.work.status().progress()).isZero();
    }

    @Test
    void needsHoldAtEveryMoveAndNotOnlyAtTheFirst() {
        Item need = tasks.task("Need");
        Item item = tasks.task("Item");
        tasks.move(item, "start");
        tasks.prove(item);
        tasks.work.items().link(item.id(), List.of(need.id()), NO_TOKEN, ANA);

        assertThatThrownBy(() -> tasks.move(item, "complete"))
                .isInstanceOfSatisfying(
                        ItemException.class, e -> assertThat(e.code()).isEqualTo("E_ITEM_BLOCKED"))
                .hasMessageContaining("it cannot become done before what it needs is done: \"Need\" ("
                        + need.number().orElseThrow() + ", open).");
        assertThatThrownBy(() -> tasks.move(item, "fail")).hasMessageContaining("it cannot become failed before");
        tasks.finish(need);
        assertThat(tasks.move(item, "complete").status()).isEqualTo("done");
    }

    @Test
    void blockedItemCanBeDroppedAndReopened() {
        Item need = tasks.task("Need");
        Item item = tasks.task("Item", need.id());

        assertThat(tasks.move(item, "drop").status()).isEqualTo("dropped");
        assertThat(tasks.move(item, "again").status()).isEqualTo("open");
        assertThatThrownBy(() -> tasks.move(item, "start")).hasMessageContaining("before what it needs is done");
    }

    @Test
    void droppedOrRemovedNeedSaysTheWayOut() {
        Item dropped = tasks.task("Dropped");
        Item removed = tasks.task("Removed");
        Item item = tasks.task("Item", dropped.id(), removed.id());
        tasks.move(dropped, "drop");

        ItemChange<Json> removal = tasks.work.items().remove(removed.id(), NO_TOKEN, ANA);

        assertThat(removal.items()).extracting(Item::id).containsExactly(item.id());
        assertThat(tasks.view(item).unmet())
                .extracting(Need::toText)
                .containsExactly(
                        "\"Dropped\" (" + dropped.number().orElseThrow() + ", dropped)",
                        "\"Removed\" (" + removed.number().orElseThrow() + ", removed)");
        assertThatThrownBy(() -> tasks.move(item, "start"))
                .hasMessageContaining("It will not be done: take the need away (unlink), or reopen it.");
        tasks.work.items().unlink(item.id(), List.of(dropped.id(), removed.id()), NO_TOKEN, ANA);
        assertThat(tasks.view(item).isReady()).isTrue();
    }

    @Test
    void removedItemIsNamedByWhoAsksForIt() {
        Item item = tasks.task("Login");
        ItemChange<Json> removal = tasks.work.items().remove(item.id(), NO_TOKEN, ANA);

        assertThatThrownBy(() -> tasks.move(item, "start"))
                .hasMessageContaining("There is no item \"" + item.id() + "\". It was \"Login\", which ana removed at")
                .hasMessageContaining("undoing that commit brings it back");
        tasks.states.undo(removal.revision(), ANA);
        assertThat(tasks.get(item)).isEqualTo(item);
    }

    @Test
    void needThatIsNotThereIsRefusedAndSoIsACircle() {
        Item a = tasks.task("A");
        Item b = tasks.task("B", a.id());
        Item c = tasks.task("C", b.id());

        assertThatThrownBy(() -> tasks.task("D", "t-zzzzzz"))
                .hasMessageStartingWith("\"D\" was not added: it cannot need t-zzzzzz, which is not there");
        assertThatThrownBy(() -> link(a, c))
                .hasMessage(
                        "\"A\" (%s) was not changed, since it would wait for itself: \"A\" (%s) → \"C\" (%s) → \"B\" (%s) →"
                                        .formatted("T-01", "T-01", "T-03", "T-02")
                                + " \"A\" (%s). Leave out one of these needs.".formatted("T-01"));
        assertThatThrownBy(() -> link(a, a)).hasMessageContaining("it would wait for itself");
        assertThat(tasks.get(a)).isEqualTo(a);
    }

    private Item link(Item item, Item need) {
        return tasks.work
                .items()
                .link(item.id(), List.of(need.id()), NO_TOKEN, ANA)
                .item();
    }

    @Test
    void numbersComeAfterThoseThatWereGivenElsewhere() {
        Item one = tasks.task("One");
        Item after = tasks.states.transact(
                ANA, commit -> tasks.work.in(commit, "ana").addAfter("task", Tasks.fields("Two"), 7));
        assertThat(after.number()).contains("T-08");
        Item again = tasks.states.transact(
                ANA, commit -> tasks.work.in(commit, "ana").renumber(one.id(), 3));
        assertThat(again.number()).contains("T-09");
        assertThat(again.id()).isEqualTo(one.id());
        assertThat(tasks.task("Three").number()).contains("T-10");
    }

    @Test
    void numberIsNeverGivenAgain() {
        tasks.task("One");
        Item two = tasks.task("Two");
        tasks.work.items().remove(two.id(), NO_TOKEN, ANA);

        assertThat(tasks.task("Three").number()).contains("T-03");
    }

    @Test
    void itemIsKnownByItsNumberToWhoNamesItSo() {
        Item item = tasks.task("Login");

        assertThatThrownBy(() -> tasks.work.items().move("T-01", "start", NO_TOKEN, ANA))
                .hasMessage("There is no item \"T-01\". That is the number of " + item.id() + ": name it by this id.");
    }

    @Test
    void reorderingChangesThatItemAlone() {
        Item a = tasks.task("A");
        Item b = tasks.task("B");
        Item c = tasks.task("C");

        tasks.work.items().reorder(c.id(), Optional.of(b.id()), ANA);
        assertThat(titles()).containsExactly("A", "C", "B");
        tasks.work.items().reorder(b.id(), Optional.of(a.id()), ANA);
        assertThat(titles()).containsExactly("B", "A", "C");
        tasks.work.items().reorder(b.id(), Optional.empty(), ANA);
        assertThat(titles()).containsExactly("A", "C", "B");
        for (int i = 0; i < 200; i++) {
            Item last = i % 2 == 0 ? b : c;
            tasks.work.items().reorder(last.id(), Optional.of(i % 2 == 0 ? c.id() : b.id()), ANA);
        }
        assertThat(titles()).containsExactly("A", "C", "B");
        assertThat(tasks.get(a)).isEqualTo(a);
        Revision revision = tasks.states.head();
        assertThat(tasks.states.diff(tasks.work.key(), Revision.of(revision.number() - 1), revision))
                .hasSize(1);
    }

    private List<String> titles() {
        return tasks.work.now().items(ItemQuery.of("task")).items().stream()
                .map(view -> view.item().title())
                .toList();
    }

    @Test
    void manyAreAddedInOneCommitInTheirOrder() {
        ItemChange<Json> change = tasks.work
                .items()
                .addAll("task", List.of(Tasks.fields("A"), Tasks.fields("B"), Tasks.fields("C")), ANA);

        assertThat(change.items()).extracting(Item::title).containsExactly("A", "B", "C");
        assertThat(change.items())
                .extracting(Item::number)
                .containsExactly(Optional.of("T-01"), Optional.of("T-02"), Optional.of("T-03"));
        assertThat(titles()).containsExactly("A", "B", "C");
    }

    @Test
    void changesOfSeveralWorkflowsAreOneCommit() {
        Workflow<Json> other = Workflow.at(new Project(root).folder(), Tasks.DEFINITION, tasks.states)
                .id("other")
                .clock(tasks.clock)
                .open();
        other.initialize("Other", ANA);
        Item item = tasks.task("A");
        Revision before = tasks.states.head();

        String handed = tasks.states.transact(ANA, commit -> {
            tasks.work.in(commit, "ana").move(item.id(), "drop", NO_TOKEN);
            return other.in(commit, "ana")
                    .add("task", Tasks.fields("A, handed off"))
                    .id();
        });

        assertThat(tasks.states.head().number()).isEqualTo(before.number() + 1);
        assertThat(tasks.get(item).status()).isEqualTo("dropped");
        assertThat(other.now().item(handed).orElseThrow().item().title()).isEqualTo("A, handed off");
    }

    @Test
    void agesAndDatesFollowTheClock() {
        Item item = tasks.task("A");
        edit(item, "due", Json.of("2026-05-06"));
        assertThat(tasks.view(item).isOverdue()).isFalse();

        tasks.clock.pass(Duration.ofDays(3));
        assertThat(tasks.view(item).isOverdue()).isTrue();
        assertThat(tasks.view(item).isStale()).isFalse();
        assertThat(tasks.view(item).ageDays()).isEqualTo(3);

        tasks.clock.pass(Duration.ofDays(4));
        assertThat(tasks.view(item).isStale()).isTrue();
        edit(item, "area", Json.of("shop"));
        assertThat(tasks.view(item).isStale()).isFalse();
    }
}
