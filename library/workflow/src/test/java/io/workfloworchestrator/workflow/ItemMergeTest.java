package io.workfloworchestrator.workflow;

import static io.workfloworchestrator.workflow.Tasks.ANA;
import static io.workfloworchestrator.workflow.Tasks.NO_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonMerge;
import io.workfloworchestrator.state.StateKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two clones of a project work on without each other, each with random changes, and are then merged as git's driver merges
 * them: nothing is lost, no number is there twice, and every need still points to the same thing.
 */
class ItemMergeTest {
    private static final StateKey<Json> KEY = StateKey.json("work/main");
    private static final int OPERATIONS = 200;

    @TempDir
    private Path root;

    @Test
    void clonesMergeWithoutLoss() {
        for (long seed = 1; seed <= 3; seed++) {
            merge(seed);
        }
    }

    @Test
    @Tag("nightly")
    void fiftyPairsOfClonesMergeWithoutLoss() {
        for (long seed = 1; seed <= 50; seed++) {
            merge(seed);
        }
    }

    /** One branch gave its claim back; in the other somebody claimed the item anew. */
    @Test
    void aReleaseOfAnotherClaimDoesNotTakeAnItemAway() {
        Tasks base = new Tasks(root);
        Item item = base.task("Pay by card");
        Json before = base.states.get(KEY).value();
        Tasks one = new Tasks(root);
        put(one, before);
        Item claimed = one.claim(item, "ana");
        Tasks two = new Tasks(root);
        put(two, before);
        two.task("Another");
        two.claim(item, "ben");
        two.work.items().release(item.id(), Tasks.token(two.get(item)), Tasks.BEN);

        Json merged = JsonMerge.of(
                        before, one.states.get(KEY).value(), two.states.get(KEY).value())
                .merged()
                .orElseThrow();
        assertThat(merged.at("items", "task", item.id(), "claim", "released")).isPresent();
        put(base, merged);
        assertThat(base.view(item).holder()).startsWith("ana holds it until");
        assertThat(base.work
                        .items()
                        .edit(item.id(), Json.object(Map.of("area", Json.of("shop"))), Tasks.token(claimed), ANA)
                        .item()
                        .state()
                        .claim()
                        .orElseThrow()
                        .released())
                .isEmpty();
    }

    private void merge(long seed) {
        Random random = new Random(seed);
        Tasks base = new Tasks(root, Tasks.DEFINITION, seed);
        for (int i = 0; i < 20; i++) {
            base.task("Base " + i);
        }
        Json before = base.states.get(KEY).value();
        Clone one = new Clone(new Tasks(root, Tasks.DEFINITION, seed * 2 + 1_000_000), before, "one", random);
        Clone two = new Clone(new Tasks(root, Tasks.DEFINITION, seed * 2 + 1_000_001), before, "two", random);
        one.work();
        two.work();

        JsonMerge merge = JsonMerge.of(before, one.state(), two.state());
        Tasks merged = new Tasks(root, Tasks.DEFINITION, seed);
        put(merged, merge.merged().orElseThrow());
        merged.work.sync();

        check("seed " + seed, merged, one, two, merge.conflicts());
    }

    private static void check(String seed, Tasks merged, Clone one, Clone two, List<String> conflicts) {
        WorkflowState<Json> state = merged.work.state().orElseThrow().value();
        Map<String, ItemState> items = state.items("task");
        Set<String> gone = new HashSet<>(one.removed);
        gone.addAll(two.removed);
        Set<String> numbers = new HashSet<>();
        items.forEach((id, item) -> assertThat(numbers.add(item.number().orElseThrow()))
                .as(seed + ": number of " + id)
                .isTrue());
        for (Clone clone : List.of(one, two)) {
            clone.titles.forEach((id, title) -> {
                if (gone.contains(id)) {
                    assertThat(items.containsKey(id) || state.removed("task").containsKey(id))
                            .as(seed)
                            .isTrue();
                } else {
                    assertThat(items).as(seed).containsKey(id);
                }
            });
            clone.added.forEach(id -> {
                if (!gone.contains(id)) {
                    assertThat(of(items, id).text("title")).as(seed).contains(clone.titles.get(id));
                    assertThat(of(items, id).evidence().keySet())
                            .as(seed)
                            .containsAll(clone.evidence.getOrDefault(id, Set.of()));
                    assertThat(needs(of(items, id))).as(seed).isEqualTo(clone.needs(id));
                }
            });
            clone.evidence.forEach((id, all) -> {
                if (!gone.contains(id)) {
                    assertThat(of(items, id).evidence().keySet()).as(seed).containsAll(all);
                }
            });
        }
        // Only what both changed of one and the same item can be in conflict, and never its evidence or its needs.
        assertThat(conflicts).as(seed).allMatch(path -> !path.contains("/evidence/") && !path.contains("/needs"));
    }

    private static ItemState of(Map<String, ItemState> items, String id) {
        return Objects.requireNonNull(items.get(id));
    }

    private static Set<String> needs(ItemState item) {
        return new HashSet<>(
                ItemFields.needs(Objects.requireNonNull(Tasks.DEFINITION.kinds().get("task")), item));
    }

    private static void put(Tasks tasks, Json value) {
        int unused = tasks.states.transact(ANA, commit -> {
            commit.put(KEY, value);
            return 0;
        });
    }

    /** One clone, and what its user did. */
    private static final class Clone {
        final Map<String, String> titles = new HashMap<>();
        final Set<String> added = new HashSet<>();
        final Set<String> removed = new HashSet<>();
        final Map<String, Set<String>> evidence = new HashMap<>();
        private final Tasks tasks;
        private final String name;
        private final Random random;

        Clone(Tasks tasks, Json base, String name, Random random) {
            this.tasks = tasks;
            this.name = name;
            this.random = random;
            put(tasks, base);
        }

        Json state() {
            return tasks.states.get(KEY).value();
        }

        Set<String> needs(String id) {
            return ItemMergeTest.needs(tasks.work
                    .state()
                    .orElseThrow()
                    .value()
                    .item(id)
                    .orElseThrow()
                    .state());
        }

        void work() {
            for (int i = 0; i < OPERATIONS; i++) {
                tasks.clock.pass(Duration.ofSeconds(1 + random.nextInt(90)));
                try {
                    operate(i);
                } catch (ItemException refused) {
                    // A random change is often not allowed; then nothing was changed.
                }
            }
        }

        private void operate(int i) {
            WorkflowItems<Json> items = tasks.work.items();
            List<String> ids = new ArrayList<>(
                    tasks.work.state().orElseThrow().value().items("task").keySet());
            String id = ids.get(random.nextInt(ids.size()));
            String other = ids.get(random.nextInt(ids.size()));
            switch (random.nextInt(9)) {
                case 0, 1, 2 -> {
                    Item item = random.nextBoolean() ? tasks.task(name + " " + i) : tasks.task(name + " " + i, other);
                    added.add(item.id());
                    titles.put(item.id(), item.title());
                }
                case 3 ->
                    items.move(id, List.of("start", "drop", "fail", "again").get(random.nextInt(4)), NO_TOKEN, ANA);
                case 4 -> {
                    Item item = tasks.prove(
                            tasks.work.state().orElseThrow().value().item(id).orElseThrow());
                    evidence.put(id, Set.copyOf(item.state().evidence().keySet()));
                }
                case 5 -> items.link(id, List.of(other), NO_TOKEN, ANA);
                case 6 -> items.reorder(id, Optional.of(other), ANA);
                case 7 -> items.claim(id, "ana", ANA);
                default -> {
                    if (random.nextInt(4) == 0) {
                        items.remove(id, NO_TOKEN, ANA);
                        removed.add(id);
                    } else {
                        Json.Obj fields = Json.object(Map.of("area", Json.of(name + i)));
                        items.edit(id, fields, NO_TOKEN, ANA);
                    }
                }
            }
        }
    }
}
