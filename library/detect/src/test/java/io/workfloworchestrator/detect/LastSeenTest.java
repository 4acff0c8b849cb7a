package io.workfloworchestrator.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.workfloworchestrator.detect.FactDeclaration.Part;
import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.ProjectFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Facts of the last process hold while all that they depend on is as it was, and no longer. */
@Timeout(120)
class LastSeenTest extends IndexCase {
    private static final int MANY = 40;

    @BeforeEach
    void make() throws IOException {
        for (int i = 0; i < MANY; i++) {
            project.file("all/goals/" + i + ".md", "---\nstatus: open\n---\n# Goal " + i + "\n")
                    .file("all/selected/" + i + "/spec/spec.md", "x");
        }
        project.file("one.json", "{\"a\": 1}").folder("flows/a").folder("flows/b");
    }

    private static Map<String, FactDeclaration> facts() {
        Map<String, FactDeclaration> facts = new LinkedHashMap<>();
        facts.put("goals", FactDeclaration.files("all/goals/*.md").with(Part.FRONT_MATTER));
        facts.put("sizes", FactDeclaration.files("all/goals/*.md").with(Part.ATTRIBUTES));
        facts.put("specs", FactDeclaration.files("all/selected/*/spec/spec.md"));
        facts.put("flows", FactDeclaration.directories("flows/*"));
        facts.put("entries", FactDeclaration.entries("flows"));
        facts.put("none", FactDeclaration.files("nothing/here/*.md"));
        facts.put("one", FactDeclaration.jsonField("one.json", "/a"));
        return facts;
    }

    /** Another process; nothing is racy for it. */
    private StateDetector next() {
        return project.settled(facts()).keptIn(index, 1);
    }

    private void assertAsFresh(Detection begun) {
        Detection fresh = project.settled(facts()).scan();
        assertThat(begun.facts()).isEqualTo(fresh.facts());
        assertThat(begun.findings()).isEqualTo(fresh.findings());
    }

    @Test
    void whileNothingIsDifferentAScanIsALookAtEachPlace() {
        Detection first = next().scan();
        StateDetector process = next();
        Detection begun = process.scan();
        Detection again = process.scan();

        int goals = MANY + 1; // and their folder
        int specs = MANY + 1;
        int onTheWay = 2; // the project, and "all"
        assertThat(begun.cost()).isEqualTo(new ScanCost(goals + specs + onTheWay + 2, 0, 0, 0));
        assertThat(begun.changedFacts()).isEqualTo(facts().keySet());
        assertThat(begun.facts()).isEqualTo(first.facts());
        assertThat(begun.source("goals.entries[1].frontMatter.fields.status"))
                .contains(new Source("all/goals/1.md", 2));
        assertAsFresh(begun);
        assertThat(again.facts()).isSameAs(begun.facts());
        assertThat(again.unchanged()).isTrue();
        assertThat(again.cost()).isEqualTo(begun.cost());
    }

    @Test
    void whatChangesLaterInTheProcessIsTold() {
        next().scan();
        StateDetector process = next();
        Detection begun = process.scan();
        project.file("all/goals/7.md", "---\nstatus: done\n---\n").file("all/goals/new.md", "x");
        Detection changed = process.scan();

        assertThat(changed.changedFacts()).containsExactly("goals", "sizes");
        assertThat(changed.fact("specs")).isSameAs(begun.fact("specs"));
        assertThat(changed.cost().listings()).isEqualTo(1);
        assertThat(changed.cost().reads()).isEqualTo(2);
        assertAsFresh(changed);
        assertThat(process.scan().unchanged()).isTrue();
    }

    @Test
    void whatChangedBetweenTwoProcessesIsReadAndTheRestIsTaken() throws IOException {
        next().scan();
        byte[] before = Files.readAllBytes(index);
        project.delete("all/selected/3/spec/spec.md");
        Detection begun = next().scan();

        assertThat(begun.cost().reads()).isZero();
        assertThat(begun.cost().listings()).isZero();
        assertAsFresh(begun);
        assertThat(Files.readAllBytes(index)).as("kept for the next process").isNotEqualTo(before);
        Detection last = next().scan();
        assertThat(last.cost().looks()).isLessThan(begun.cost().looks());
        assertAsFresh(last);
    }

    @Test
    void aFolderOnTheWayThatBecomesALinkIsNoticed() throws IOException {
        next().scan();
        Path outside = Files.move(root.resolve("all"), temp.resolve("all"));
        Files.createSymbolicLink(root.resolve("all"), outside);
        Detection begun = next().scan();

        assertThat(begun.fact("specs").value()).containsEntry("count", 0L);
        assertThat(Project.codes(begun)).contains("E_PATH_SYMLINK");
        assertAsFresh(begun);
    }

    @Test
    void aFolderOnTheWayThatBecomesALinkLaterInTheProcessIsNoticed() throws IOException {
        next().scan();
        StateDetector process = next();
        process.scan();
        Path outside = Files.move(root.resolve("all"), temp.resolve("all"));
        Files.createSymbolicLink(root.resolve("all"), outside);

        assertAsFresh(process.scan());
    }

    @Test
    void aFolderReplacedByAnotherOfItsTimeIsNoticed() throws IOException {
        var time = java.time.Instant.parse("2026-03-01T10:00:00.123456Z");
        project.time("flows", time);
        next().scan();
        Files.move(root.resolve("flows"), root.resolve("old"));
        project.folder("flows/c").time("flows", time);

        assertAsFresh(next().scan());
    }

    /** Where a link leads can change without a trace in the folder that it lies in. */
    @Test
    void aFactReachedByALinkIsReadByEachProcess() throws IOException {
        project.file("elsewhere/x.md", "1").link("all/goals/x.md", "../../elsewhere/x.md");
        next().scan();
        assertAsFresh(next().scan());
        Files.delete(root.resolve("elsewhere/x.md"));

        Detection begun = next().scan();
        assertThat(begun.findings()).isNotEmpty();
        assertAsFresh(begun);
    }

    @Test
    void whatCouldNotBeReadIsAskedAgain() {
        project.file("one.json", "{");
        next().scan();
        Detection begun = next().scan();

        assertThat(begun.fact("one").known()).isFalse();
        assertAsFresh(begun);
        project.file("one.json", "{\"a\": 2}");
        assertAsFresh(next().scan());
    }

    /** The first process looks too early, the second waits with its look until the time tells. */
    @Test
    void whatWasTooYoungForItsTimeIsKeptByTheNextProcess() {
        StateDetector.of(ProjectFolder.open(root), facts(), ScanLimits.DEFAULT, Clock.systemUTC())
                .keptIn(index, 1)
                .scan();
        next().scan();
        Detection third = next().scan();

        assertThat(third.cost().reads()).isZero();
        assertAsFresh(third);
    }

    @Test
    void aWatchThatBeginsWithItNoticesChanges() {
        next().scan();
        assertWatched(next());
    }

    @Test
    void aWatchThatBeginsAfterAScanNoticesChanges() {
        next().scan();
        StateDetector process = next();
        process.scan();
        assertWatched(process);
    }

    private void assertWatched(StateDetector process) {
        try (FolderWatch watch = process.watch(() -> {}, Duration.ofMillis(50))) {
            assertAsFresh(process.current());
            if (watch.mode() == FolderWatch.Mode.NATIVE) {
                await().until(() -> process.current().cost().equals(ScanCost.NONE));
            }
            project.file("all/selected/new/spec/spec.md", "x")
                    .delete("flows/a")
                    .file("all/goals/1.md", "# Another")
                    .file("one.json", "{\"a\": 3}");
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertAsFresh(process.current()));
        }
    }

    @Test
    void aProjectThatIsGoneIsSaid() throws IOException {
        next().scan();
        StateDetector process = next();
        process.scan();
        Path away = Files.move(root, temp.resolve("away"));
        assertThatThrownBy(process::scan)
                .isInstanceOf(PathException.class)
                .hasFieldOrPropertyWithValue("code", "E_ROOT_NOT_FOUND");

        Files.move(away, root);
        assertAsFresh(process.scan());
    }

    @Tag("nightly")
    @Test
    void thousandsOfLooksAreSharedByTwoThreadsThatEnd() {
        for (int i = 0; i < 3_000; i++) {
            project.folder("all/selected/" + (1_000 + i) + "/spec");
        }
        next().scan();
        StateDetector process = next();
        Detection begun = process.scan();
        assertThat(begun.cost().looks()).isGreaterThan(3_000);
        assertThat(begun.cost().listings()).isZero();
        assertAsFresh(begun);
        for (String changed : List.of("1000", "2500", "3999")) {
            project.file("all/selected/" + changed + "/spec/spec.md", "x");
            assertAsFresh(next().scan());
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("detect-looks"));
    }

    @Test
    void anInterruptIsKeptForTheCaller() {
        for (int i = 0; i < 2_500; i++) {
            project.folder("all/selected/" + (1_000 + i) + "/spec");
        }
        next().scan();
        Thread.currentThread().interrupt();
        Detection begun = next().scan();

        assertThat(Thread.interrupted()).isTrue();
        assertAsFresh(begun);
    }

    @Test
    void rowsAreMadeOutOnceForAllThreads() {
        next().scan();
        Detection begun = next().scan();
        List<?> rows = (List<?>)
                java.util.Objects.requireNonNull(begun.fact("goals").value().get("entries"));
        Supplier<List<Object>> read = () -> List.copyOf(rows);
        List<CompletableFuture<List<Object>>> all = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(read))
                .toList();
        List<Object> one = all.get(0).join();

        assertThat(one).hasSize(MANY);
        for (CompletableFuture<List<Object>> other : all) {
            assertThat(IntStream.range(0, MANY).allMatch(i -> other.join().get(i) == one.get(i)))
                    .isTrue();
        }
    }

    @Test
    void aFactDoesNotDependOnTheFileAnyMore() throws IOException {
        Detection first = next().scan();
        Detection begun = next().scan();
        Files.write(index, new byte[100]);

        assertThat(begun.facts()).isEqualTo(first.facts());
    }

    @Test
    void anotherBuildBeginsAnew() {
        next().scan();
        String path = System.getProperty("java.class.path", "");
        try {
            System.setProperty("java.class.path", path + java.io.File.pathSeparator + root.resolve("one.json"));
            assertThat(next().scan().cost().reads()).isPositive();
        } finally {
            System.setProperty("java.class.path", path);
        }
    }

    /** Also with a sum that fits. */
    @Test
    void nothingOutsideIsLookedAtWhoeverWroteTheFile() throws IOException {
        next().scan();
        byte[] written = Files.readAllBytes(index);
        for (String forged : List.of("../ab", "/etc/")) {
            byte[] bytes = written.clone();
            String latin = new String(bytes, StandardCharsets.ISO_8859_1);
            int at = latin.indexOf("17.md"); // among the names of the stamps
            assertThat(at).isPositive();
            byte[] name = forged.getBytes(StandardCharsets.ISO_8859_1);
            System.arraycopy(name, 0, bytes, at, name.length);
            CRC32C sum = new CRC32C();
            sum.update(bytes, 9, bytes.length - 9);
            ByteBuffer.wrap(bytes).putInt(5, (int) sum.getValue());
            Files.write(index, bytes);
            Detection begun = next().scan();
            assertThat(begun.cost().listings()).as(forged).isPositive();
            assertAsFresh(begun);
        }
    }

    @Test
    void noNameLeadsUp() {
        assertThat(name("a", "")).isEqualTo("a");
        for (String name : List.of("..", "a/b")) {
            assertThatThrownBy(() -> name(name, "")).isInstanceOf(IndexInput.Damaged.class);
        }
        for (String path : List.of("/a", "..", "a/../../b")) {
            assertThatThrownBy(() -> name("a", path)).isInstanceOf(IndexInput.Damaged.class);
        }
    }

    private static String name(String name, String path) {
        IndexOutput out = new IndexOutput();
        out.list(List.of(path), IndexOutput::text);
        out.text(name);
        out.column(new int[] {name.length()});
        StampNames names = StampNames.read(new IndexInput(out.toByteArray()));
        assertThat(names.path(0)).isEqualTo(path);
        return names.name(0);
    }
}
