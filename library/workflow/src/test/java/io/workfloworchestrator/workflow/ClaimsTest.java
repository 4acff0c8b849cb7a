package io.workfloworchestrator.workflow;

import static io.workfloworchestrator.workflow.Tasks.ANA;
import static io.workfloworchestrator.workflow.Tasks.BEN;
import static io.workfloworchestrator.workflow.Tasks.NO_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Revision;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimsTest {
    @TempDir
    private Path root;

    private Tasks tasks;

    @BeforeEach
    void begin() {
        tasks = new Tasks(root);
    }

    private Optional<Item> next(String holder) {
        return tasks.work
                .items()
                .claimNext("task", holder, item -> true, Cause.of(holder, "a test"))
                .find();
    }

    private Item edit(Item item, Revision token, Cause cause) {
        Json.Obj fields = Json.object(Map.of("area", Json.of(cause.actor() + token)));
        return tasks.work.items().edit(item.id(), fields, token, cause).item();
    }

    @Test
    void tokenIsTheRevisionOfTheClaimingCommit() {
        Item item = tasks.task("A");

        ItemChange<Json> change = tasks.work.items().claim(item.id(), "ana", ANA);

        assertThat(Tasks.token(change.item())).isEqualTo(change.revision());
        assertThat(change.item().state().claim().orElseThrow().until())
                .isEqualTo(tasks.clock.instant().plus(Duration.ofMinutes(15)));
        assertThat(tasks.view(item).isReady()).isFalse();
        assertThat(tasks.view(item).holder()).isEqualTo("ana holds it until 2026-05-04T10:15:00Z.");
    }

    @Test
    void oneOfManyWinsAndTheOthersAreToldWhoAndUntilWhen() {
        Item item = tasks.task("A");
        tasks.claim(item, "ana");

        assertThatThrownBy(() -> tasks.claim(item, "ben"))
                .isInstanceOfSatisfying(
                        ItemException.class, e -> assertThat(e.code()).isEqualTo("E_CLAIM_HELD"))
                .hasMessage("\"A\" (" + item.number().orElseThrow()
                        + ") was not changed: ana holds it until 2026-05-04T10:15:00Z. Claim another"
                        + " one; or wait, or have the holder release it or hand it over.");
        assertThatThrownBy(() -> edit(item, NO_TOKEN, BEN)).hasMessageContaining("ana holds it until");
        assertThatThrownBy(() -> tasks.work.items().remove(item.id(), NO_TOKEN, BEN))
                .hasMessageContaining("ana holds it until");
    }

    @Test
    void everyWriteOfTheHolderRenewsTheClaim() {
        Item item = tasks.claim(tasks.task("A"), "worker");
        for (int i = 0; i < 5; i++) {
            tasks.clock.pass(Duration.ofMinutes(10));
            edit(item, Tasks.token(item), ANA);
        }
        assertThat(tasks.view(item).isHeld()).isTrue();
        tasks.clock.pass(Duration.ofMinutes(10));
        assertThat(tasks.work
                        .items()
                        .renew(item.id(), Tasks.token(item), ANA)
                        .item()
                        .state()
                        .claim()
                        .orElseThrow()
                        .until())
                .isEqualTo(tasks.clock.instant().plus(Duration.ofMinutes(15)));
    }

    /** Who holds an item by name is known by the name. */
    @Test
    void holderRenewsAndHandsOverWithoutATokenAndNobodyElseDoes() {
        Item item = tasks.claim(tasks.task("A"), "ana");
        assertThatThrownBy(() -> tasks.work.items().renew(item.id(), Revision.NONE, BEN))
                .hasMessageContaining("takes the token of its claim, and none was given. ana holds it until")
                .hasMessageNotContaining(Tasks.token(item).toString() + " until");
        tasks.clock.pass(Duration.ofMinutes(10));
        assertThat(tasks.work
                        .items()
                        .renew(item.id(), Revision.NONE, ANA)
                        .item()
                        .state()
                        .claim()
                        .orElseThrow()
                        .until())
                .isEqualTo(tasks.clock.instant().plus(Duration.ofMinutes(15)));
        assertThat(tasks.work
                        .items()
                        .handOver(item.id(), Revision.NONE, "ben", ANA)
                        .item()
                        .state()
                        .claim()
                        .orElseThrow()
                        .by())
                .isEqualTo("ben");
    }

    @Test
    void claimThatRanOutIsOfferedAgainAndTheLateWriterIsRefused() {
        Item item = tasks.claim(tasks.task("A"), "ana");
        tasks.work.items().move(item.id(), "start", Tasks.token(item), ANA);
        tasks.clock.pass(Duration.ofMinutes(27));
        assertThat(tasks.view(item).holder()).isEqualTo("It was ana's, last sign 27 min ago.");
        assertThat(tasks.view(item).isStuck()).isTrue();

        Item taken = next("ben").orElseThrow();

        assertThat(taken.id()).isEqualTo(item.id());
        assertThatThrownBy(() -> edit(item, Tasks.token(item), ANA))
                .isInstanceOfSatisfying(
                        ItemException.class, e -> assertThat(e.code()).isEqualTo("E_CLAIM_TOKEN"))
                .hasMessage("\"A\" (" + item.number().orElseThrow() + ") was not changed: token " + Tasks.token(item)
                        + " is not that of its claim. ben holds it"
                        + " until 2026-05-04T10:42:00Z. Leave it to the holder, and claim another one.");
        assertThatThrownBy(() -> tasks.work.items().release(item.id(), Tasks.token(item), ANA))
                .hasMessageContaining("ben holds it until");
        assertThatThrownBy(() -> tasks.work.items().renew(item.id(), Tasks.token(item), ANA))
                .hasMessageContaining("ben holds it until");
    }

    @Test
    void holderThatIsLateGoesOnWhileNobodyElseTookTheItem() {
        Item item = tasks.claim(tasks.task("A"), "worker");
        tasks.clock.pass(Duration.ofHours(3));

        edit(item, Tasks.token(item), ANA);

        assertThat(tasks.view(item).isHeld()).isTrue();
    }

    @Test
    void orphanOfOnesOwnHealsItselfAndTheOldTokenIsVoid() {
        Item first = tasks.claim(tasks.task("A"), "ana");

        Item again = tasks.claim(first, "ana");

        assertThat(Tasks.token(again)).isGreaterThan(Tasks.token(first));
        assertThatThrownBy(() -> edit(first, Tasks.token(first), ANA)).hasMessageContaining("is not that of its claim");
        edit(again, Tasks.token(again), BEN);
    }

    @Test
    void nextIsWhatTheHolderLostThenWhatOthersLostThenWhatMostWaitsFor() {
        Item alone = tasks.task("Alone");
        Item base = tasks.task("Base");
        tasks.task("On it", base.id());
        Item lost = tasks.claim(tasks.task("Lost by ben"), "ben");
        Item own = tasks.claim(tasks.task("Lost by ana"), "ana");
        tasks.clock.pass(Duration.ofMinutes(16));

        assertThat(next("ana")).map(Item::id).contains(own.id());
        assertThat(next("ana")).map(Item::id).contains(lost.id());
        assertThat(next("ana")).map(Item::id).contains(base.id());
        assertThat(next("ana")).map(Item::id).contains(alone.id());
        assertThat(next("ana")).isEmpty();
    }

    @Test
    void liveClaimNeverRevertsToWhoAsksByTheSameName() {
        Item item = tasks.claim(tasks.task("A"), "ana");

        assertThat(next("ana")).isEmpty();
        assertThat(tasks.get(item)).isEqualTo(item);
    }

    @Test
    void releasedItemIsFreeAtOnceAndItsTokenIsVoid() {
        Item item = tasks.claim(tasks.task("A"), "ana");

        tasks.work.items().release(item.id(), Tasks.token(item), BEN);

        assertThat(tasks.view(item).holder()).isEmpty();
        assertThatThrownBy(() -> edit(item, Tasks.token(item), BEN))
                .hasMessageContaining("The claim of ana was given back 0 s ago. Claim it anew");
        assertThat(next("ben")).map(Item::id).contains(item.id());
    }

    @Test
    void itemIsHandedOverInOneCall() {
        Item item = tasks.claim(tasks.task("A"), "ana");

        Item handed = tasks.work
                .items()
                .handOver(item.id(), Tasks.token(item), "ben", ANA)
                .item();

        assertThat(handed.state().claim().orElseThrow().by()).isEqualTo("ben");
        assertThatThrownBy(() -> edit(item, Tasks.token(item), ANA)).hasMessageContaining("ben holds it until");
        assertThatThrownBy(() -> tasks.work.items().handOver(item.id(), NO_TOKEN, "ana", ANA))
                .hasMessageContaining("takes the token of its claim, and none was given");
    }

    @Test
    void personTakesAnItemAwayFromAHolderThatDoesNotAnswer() {
        Item item = tasks.claim(tasks.task("A"), "agent");

        tasks.work.items().revoke(item.id(), BEN);

        assertThat(tasks.view(item).isReady()).isTrue();
        assertThatThrownBy(() -> edit(item, Tasks.token(item), ANA)).hasMessageContaining("was given back");
    }

    @Test
    void sweepGivesBackWhatRanOutAndNothingElse() {
        Item lost = tasks.claim(tasks.task("A"), "ana");
        tasks.clock.pass(Duration.ofMinutes(10));
        Item held = tasks.claim(tasks.task("B"), "ana");
        tasks.clock.pass(Duration.ofMinutes(10));

        assertThat(tasks.work.items().sweep("task", BEN).items())
                .extracting(Item::id)
                .containsExactly(lost.id());
        assertThat(tasks.view(held).isHeld()).isTrue();
        assertThat(tasks.work.items().sweep("task", BEN).commit()).isEmpty();
    }

    @Test
    void blockedAndFinishedItemsAreNotClaimed() {
        Item need = tasks.task("Need");
        Item item = tasks.task("Item", need.id());

        assertThatThrownBy(() -> tasks.claim(item, "ana"))
                .hasMessageContaining("was not claimed: it cannot be begun before");
        tasks.move(item, "drop");
        assertThatThrownBy(() -> tasks.claim(item, "ana")).hasMessageContaining("is dropped, so nothing is left to do");
    }

    @Test
    void finishedItemIsHeldByNobody() {
        Item item = tasks.claim(tasks.task("A"), "ana");

        tasks.finish(item);

        assertThat(tasks.get(item).state().claim()).isEmpty();
    }

    @Test
    void claimsOfManyThreadsHaveOneWinnerEach() throws InterruptedException {
        int threads = 8;
        int items = 40;
        for (int i = 0; i < items; i++) {
            tasks.task("Task " + i);
        }
        List<String> won = Collections.synchronizedList(new ArrayList<>());
        List<Long> tokens = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> all = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            String name = "agent-" + t;
            Thread thread = new Thread(() -> {
                try {
                    start.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                for (Optional<Item> item = next(name); item.isPresent(); item = next(name)) {
                    won.add(item.get().id());
                    tokens.add(item.get().state().claim().orElseThrow().token());
                }
            });
            thread.start();
            all.add(thread);
        }
        start.countDown();
        for (Thread thread : all) {
            thread.join();
        }
        assertThat(won).hasSize(items).doesNotHaveDuplicates();
        assertThat(tokens).doesNotHaveDuplicates();
    }

    @Test
    void historySaysWhichItemWasTheNext() {
        Item unused = tasks.task("Bread rolls");
        tasks.work.items().claimNext("task", "eve", item -> true, Tasks.BEN);

        assertThat(tasks.states.history(1).get(0).cause())
                .isEqualTo(Cause.of("ben", "claimed \"Bread rolls\" (T-01) for eve: a test"));
    }
}
