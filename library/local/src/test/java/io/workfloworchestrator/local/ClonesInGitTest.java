package io.workfloworchestrator.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.spi.StateView.Notice;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Two clones of a repository, in each of which somebody makes random changes of items, and which git merges: nothing is lost, no
 * number is there twice, every need still points to the same thing, and both clones come to the same state.
 */
class ClonesInGitTest {
    private static final List<String> KINDS = List.of("issue", "goal", "task");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"true, 20261129", "false, 20261130"})
    void twoClonesMergeWithoutLoss(boolean hasDriver, long seed) throws Exception {
        merge(hasDriver, seed, 12);
    }

    @ParameterizedTest
    @Tag("nightly")
    @CsvSource({"true, 1", "false, 1", "true, 2", "false, 2", "true, 3", "false, 3", "true, 4", "false, 4"})
    void soDoTheyAfterManyChanges(boolean hasDriver, long seed) throws Exception {
        merge(hasDriver, seed, 200);
    }

    private void merge(boolean hasDriver, long seed, int operations) throws Exception {
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        Path one = folder.resolve("one");
        Path two = folder.resolve("two");
        Repository first = Repository.init(one);
        Map<String, Item> base = begin(one, random);
        if (hasDriver) {
            first.installDriver();
        }
        first.commit("base");
        Repository second = first.cloned(two);
        if (hasDriver) {
            second.installDriver();
        }
        Map<String, Item> ours = work(first, one, "one", random, operations);
        Map<String, Item> theirs = work(second, two, "two", random, operations);

        first.git("pull", "-q", "--no-edit", two.toString(), "main");
        Map<String, Item> merged = settled(one);
        check(base, ours, theirs, merged, "seed " + seed);

        first.commit("merged");
        second.git("pull", "-q", "--no-edit", one.toString(), "main");
        assertThat(settled(two))
                .as("what the other clone has then, seed %s", seed)
                .isEqualTo(merged);
    }

    private static Map<String, Item> begin(Path folder, Random random) {
        try (Board board = Board.open(folder, random)) {
            for (int i = 0; i < 5; i++) {
                for (String kind : KINDS) {
                    board.workflow
                            .items()
                            .add(kind, Json.object(Map.of("title", Json.of(kind + " " + i))), Board.AGENT);
                }
            }
            board.flush();
            return items(board);
        }
    }

    private Map<String, Item> work(Repository repository, Path folder, String name, Random random, int operations)
            throws Exception {
        try (Board board = Board.open(folder, new Random(random.nextLong()))) {
            board.look();
            new RandomWork(board, random, name).make(operations);
            board.flush();
            repository.commit(name);
            return items(board);
        }
    }

    /** The items when a look changes nothing any more, and the files say what the state has. */
    private static Map<String, Item> settled(Path folder) {
        try (Board board = Board.at(folder)) {
            await().atMost(Duration.ofMinutes(5)).untilAsserted(() -> {
                Map<String, Item> before = items(board.look());
                decide(board);
                Map<String, Item> after = items(board.look());
                after.entrySet().removeIf(item -> item.getValue().equals(before.remove(item.getKey())));
                assertThat(after)
                        .as("what a look changed, which were %s: %s", before, board.notices())
                        .isEmpty();
                assertThat(before).as("what a look took away").isEmpty();
                for (Item issue : board.all("issue")) {
                    assertThat(board.text("docs/issues/" + issue.number().orElseThrow() + ".md"))
                            .as(board.notices().toString())
                            .contains("uid: " + issue.id(), "status: " + issue.status(), "# " + issue.title());
                }
                for (Item task : board.all("task")) {
                    assertThat(board.text("docs/tasks.md"))
                            .as(board.notices().toString())
                            .contains(task.number().orElseThrow() + " " + task.title(), "^" + task.id());
                }
                for (Item goal : board.all("goal")) {
                    assertThat(board.files())
                            .as(board.notices().toString())
                            .anySatisfy((path, text) -> assertThat(path + " " + text)
                                    .startsWith("goals/" + goal.status() + "/")
                                    .contains("uid: " + goal.id(), "# " + goal.title()));
                }
            });
            return items(board);
        }
    }

    /**
     * Git keeps both files when two have moved one. As the notice says, a person deletes all but one: those which are not where
     * the goal belongs, and if no file is there (one side changed its status, the other its area) all but the last.
     */
    private static void decide(Board board) throws IOException {
        for (Notice notice : board.notices()) {
            boolean belongs = board.all("goal").stream()
                    .anyMatch(goal -> notice.path()
                            .equals("goals/" + goal.status() + "/" + area(goal) + "/"
                                    + goal.title().replace(' ', '-') + ".md"));
            if (notice.code().equals("E_DOCUMENT_TWICE") && !belongs && isTwice(board, board.text(notice.path()))) {
                Files.delete(board.folder.resolve(notice.path()));
            }
        }
    }

    private static boolean isTwice(Board board, String text) {
        String uid = text.lines()
                .filter(line -> line.startsWith("uid: "))
                .findFirst()
                .orElseThrow();
        return board.files().values().stream()
                        .filter(other -> other.contains(uid))
                        .count()
                > 1;
    }

    private static String area(Item goal) {
        return goal.state().text("area").orElse("without-area");
    }

    private static Map<String, Item> items(Board board) {
        Map<String, Item> items = new HashMap<>();
        KINDS.forEach(kind -> board.all(kind).forEach(item -> items.put(item.id(), item)));
        return items;
    }

    private static void check(
            Map<String, Item> base,
            Map<String, Item> ours,
            Map<String, Item> theirs,
            Map<String, Item> merged,
            String said) {
        Set<String> ids = new HashSet<>(ours.keySet());
        ids.addAll(theirs.keySet());
        Set<String> numbers = new HashSet<>();
        for (Item item : merged.values()) {
            assertThat(numbers.add(item.number().orElseThrow()))
                    .as("%s: number of %s", said, item)
                    .isTrue();
        }
        assertThat(ids).as(said).containsAll(merged.keySet());
        for (String id : ids) {
            boolean isRemoved = base.containsKey(id) && !(ours.containsKey(id) && theirs.containsKey(id));
            if (isRemoved) {
                // One removed it; if the other changed it meanwhile, either may be so.
                boolean isEdited = !Optional.ofNullable(ours.getOrDefault(id, theirs.get(id)))
                        .map(ClonesInGitTest::read)
                        .equals(Optional.ofNullable(base.get(id)).map(ClonesInGitTest::read));
                assertThat(isEdited || !merged.containsKey(id))
                        .as(said + " " + id)
                        .isTrue();
            } else {
                assertThat(merged).as(said).containsKey(id);
                check(
                        Optional.ofNullable(base.get(id)),
                        Optional.ofNullable(ours.get(id)),
                        Optional.ofNullable(theirs.get(id)),
                        Objects.requireNonNull(merged.get(id)),
                        said);
            }
        }
    }

    /** What somebody changed alone is so; of what both changed, one has prevailed. */
    private static void check(
            Optional<Item> base, Optional<Item> ours, Optional<Item> theirs, Item merged, String said) {
        Map<String, String> was = base.map(ClonesInGitTest::read).orElse(Map.of());
        Map<String, String> our = ours.map(ClonesInGitTest::read).orElse(was);
        Map<String, String> their = theirs.map(ClonesInGitTest::read).orElse(was);
        Map<String, String> is = read(merged);
        // Git leaves a file for each side, and a person keeps one of them, with what it says; the other is kept beside.
        boolean isMovedByBoth = merged.kind().equals("goal") && isMoved(was, our) && isMoved(was, their);
        Set<String> fields = new TreeSet<>(our.keySet());
        fields.addAll(their.keySet());
        fields.addAll(is.keySet());
        for (String field : fields) {
            Optional<String> before = Optional.ofNullable(was.get(field));
            Optional<String> here = Optional.ofNullable(our.get(field));
            Optional<String> there = Optional.ofNullable(their.get(field));
            Optional<String> now = Optional.ofNullable(is.get(field));
            List<Optional<String>> allowed = isMovedByBoth || !here.equals(before) && !there.equals(before)
                    ? List.of(here, there)
                    : List.of(here.equals(before) ? there : here);
            assertThat(now).as("%s: %s of %s", said, field, merged).isIn(allowed);
        }
        assertThat(needs(merged.state()))
                .as("%s: needs of %s", said, merged)
                .isEqualTo(needs(base, ours.or(() -> base), theirs.or(() -> base)));
    }

    private static boolean isMoved(Map<String, String> before, Map<String, String> after) {
        return Stream.of("status", "area", "title")
                .anyMatch(field -> !Objects.equals(before.get(field), after.get(field)));
    }

    /** All that people can read of an item but its needs, its number and its place. */
    private static Map<String, String> read(Item item) {
        Map<String, String> read = new HashMap<>();
        item.state().fields().forEach((name, value) -> read.put(name, value.toString()));
        read.remove("needs");
        read.put("status", item.status());
        item.state().claim().ifPresent(claim -> read.put("claim", claim.by() + claim.token() + claim.released()));
        return read;
    }

    private static Set<String> needs(ItemState item) {
        Set<String> needs = new TreeSet<>();
        Optional.ofNullable(item.fields().get("needs"))
                .ifPresent(all -> all.asList().forEach(need -> need.asText().ifPresent(needs::add)));
        return needs;
    }

    /** What both left, and what either added. */
    private static Set<String> needs(Optional<Item> base, Optional<Item> ours, Optional<Item> theirs) {
        Set<String> was = base.map(item -> needs(item.state())).orElse(Set.of());
        Set<String> our = ours.map(item -> needs(item.state())).orElse(was);
        Set<String> their = theirs.map(item -> needs(item.state())).orElse(was);
        Set<String> all = new TreeSet<>(our);
        all.addAll(their);
        all.removeIf(need -> was.contains(need) && !(our.contains(need) && their.contains(need)));
        return all;
    }
}
