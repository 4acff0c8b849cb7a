package io.workfloworchestrator.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.workfloworchestrator.detect.FactDeclaration.Part;
import io.workfloworchestrator.detect.FolderWatch.Mode;
import io.workfloworchestrator.files.ProjectFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Group W of the catalogue but for W06 and W07 (BadEntriesTest), and W08 (HandEditTest of state-files). */
@Timeout(60)
class FolderWatchTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path temp;

    private Project project = new Project(Path.of(""));
    private final AtomicInteger signals = new AtomicInteger();
    private final List<FolderWatch> open = new ArrayList<>();

    @BeforeEach
    void make() throws Exception {
        project = new Project(Files.createDirectory(temp.resolve("p")));
    }

    @AfterEach
    void close() {
        open.forEach(FolderWatch::close);
        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().equals("workflow-orchestrator-watch"))
                        .filter(thread -> !thread.isInterrupted()))
                .as("reading threads after the last watch was closed, soon")
                .hasSizeLessThanOrEqualTo(1);
    }

    private FolderWatch watch(StateDetector detector) {
        FolderWatch watch = detector.watch(signals::incrementAndGet, Duration.ofMillis(50));
        open.add(watch);
        return watch;
    }

    private FolderWatch nativeWatch(StateDetector detector) {
        FolderWatch watch = watch(detector);
        assumeTrue(watch.mode() == Mode.NATIVE, () -> "no native watching here: " + watch.reason());
        return watch;
    }

    private static void untilCurrent(StateDetector detector, String fact, String key, Object value) {
        await().atMost(SOON).pollInterval(Duration.ofMillis(5)).until(() -> {
            Object now = detector.current().fact(fact).value().get(key);
            return value.equals(now);
        });
    }

    /** The watch vouches for everything: a question costs no look. */
    private static void untilQuiet(StateDetector detector) {
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> detector.current().cost().equals(ScanCost.NONE));
    }

    @Test
    void aQuestionCostsNothingWhileNothingHappens() {
        for (int i = 0; i < 20; i++) { // few enough for a system that grants 100 watches
            project.file("goals/g" + i + "/spec/specification.md", "x");
        }
        StateDetector detector = project.detector(Map.of(
                "specs", FactDeclaration.files("goals/*/spec/specification.md"),
                "notes", FactDeclaration.file("docs/deep/notes.md").with(Part.TEXT)));
        nativeWatch(detector);
        untilQuiet(detector);

        Detection one = detector.current();
        Detection two = detector.current();

        assertThat(one.cost()).isEqualTo(ScanCost.NONE);
        assertThat(two.facts()).isSameAs(one.facts());
        assertThat(detector.scan().cost().looks())
                .as("a scan looks all the same")
                .isGreaterThan(20);
    }

    @Test
    void eachKindOfChangeIsNoticed() {
        project.file("goals/a.md", "1").file("docs/x.md", "1").folder("flows");
        StateDetector detector = project.detector(Map.of(
                "goals", FactDeclaration.files("goals/*.md"),
                "text", FactDeclaration.file("docs/x.md").with(Part.TEXT),
                "later", FactDeclaration.file("not/yet/there.md"),
                "flows", FactDeclaration.directories("flows/*"),
                "deep", FactDeclaration.files("**/plan.md")));
        nativeWatch(detector);
        untilQuiet(detector);

        project.file("goals/b.md", "1");
        untilCurrent(detector, "goals", "count", 2L);
        project.delete("goals/a.md");
        untilCurrent(detector, "goals", "names", List.of("b.md"));
        project.file("docs/x.md", "one\ntwo\n");
        untilCurrent(detector, "text", "lines", 2L);
        project.file("not/yet/there.md", "x");
        untilCurrent(detector, "later", "exists", true);
        project.folder("flows/f1");
        untilCurrent(detector, "flows", "names", List.of("f1"));
        project.file("flows/f1/plan.md", "x");
        untilCurrent(detector, "deep", "count", 1L);
        project.delete("flows/f1");
        untilCurrent(detector, "deep", "count", 0L);
        project.delete("not");
        untilCurrent(detector, "later", "exists", false);
        untilQuiet(detector);
        assertThat(signals.get()).isPositive();
        assertThat(detector.current().facts()).isEqualTo(detector.scan().facts());
    }

    @Test
    void aFolderThatTakesAnothersPlaceIsWatchedInstead() throws Exception {
        project.file("goals/a/x.md", "1").file("other/a/x.md", "22").file("other/b/x.md", "22");
        StateDetector detector = project.detector(
                Map.of("f", FactDeclaration.files("goals/*/x.md").with(Part.ATTRIBUTES)));
        nativeWatch(detector);
        untilQuiet(detector);

        Files.move(project.root().resolve("goals"), project.root().resolve("old"));
        Files.move(project.root().resolve("other"), project.root().resolve("goals"));
        untilCurrent(detector, "f", "count", 2L);
        untilQuiet(detector);
        project.file("old/c/x.md", "not ours any more").file("goals/c/x.md", "333");
        untilCurrent(detector, "f", "matches", List.of("a", "b", "c"));
        assertThat(detector.current().facts()).isEqualTo(detector.scan().facts());
    }

    /** W01 */
    @Test
    void noChangeIsLostWhenThousandsOfFilesAreMadeAtOnce() {
        int files = 5_000;
        project.folder("goals");
        StateDetector detector = project.detector(Map.of("f", FactDeclaration.files("goals/*.md")));
        nativeWatch(detector);
        for (int i = 0; i < files; i++) {
            project.empty("goals/" + i + ".md");
        }
        untilCurrent(detector, "f", "count", (long) files);
    }

    /** W01, the event itself: the hub's overflow makes everything below be looked at. */
    @Test
    void anOverflowMeansLookingAgain() {
        project.file("goals/a/x.md", "1");
        Scan scan = new Scan(ScanLimits.DEFAULT, Project.LATER);
        FolderTree tree = new FolderTree(ProjectFolder.open(project.root()), scan, gone -> {});
        scan.begin(false);
        tree.begin();
        Folder goals = java.util.Objects.requireNonNull(tree.child(tree.root(), "goals"));
        Folder a = java.util.Objects.requireNonNull(tree.child(goals, "a"));
        tree.check(tree.root());
        assertThat(tree.trust(Set.of("", "goals", "goals/a")::contains)).isTrue();

        tree.distrust("goals", null);

        assertThat(tree.root().trusted).isTrue();
        assertThat(goals.trusted).isFalse();
        assertThat(a.trusted).isFalse();
    }

    /** W02 */
    @Test
    void withoutAWatchServiceLeftTheWatchPollsAndSaysSo() throws Exception {
        ChildJvm.Result child = ChildJvm.withInotifyLimits(
                -1, 1, WatchChild.class, project.root().toString(), "1");
        assumeTrue(child.started(), () -> "no user namespace with limits here: " + child.out());

        assertThat(child.out())
                .contains("mode=POLLING", "the system cannot watch more folders", "noticed=true", "closed=CLOSED");
    }

    /** W03 */
    @Test
    void withoutWatchesLeftTheWatchPollsAndSaysSo() throws Exception {
        for (int i = 0; i < 30; i++) {
            project.folder("goals/g" + i);
        }
        ChildJvm.Result child = ChildJvm.withInotifyLimits(
                10, -1, WatchChild.class, project.root().toString(), "0");
        assumeTrue(child.started(), () -> "no user namespace with limits here: " + child.out());

        assertThat(child.out())
                .contains("mode=POLLING", "the system cannot watch more folders", "noticed=true", "closed=CLOSED");
    }

    /** W04 */
    @Test
    void aFolderThatIsDeletedAndMadeAgainIsWatchedAgain() {
        project.file("goals/a.md", "1");
        StateDetector detector = project.detector(Map.of("f", FactDeclaration.files("goals/*.md")));
        nativeWatch(detector);
        for (int round = 0; round < 3; round++) {
            project.delete("goals");
            untilCurrent(detector, "f", "count", 0L);
            project.folder("goals");
            untilQuiet(detector);
            project.file("goals/a.md", "1");
            untilCurrent(detector, "f", "count", 1L);
        }
    }

    /** W04, at once: the new folder may even have the old one's identity, since file systems use that again. */
    @Test
    void aFolderThatIsGoneAndBackBeforeAnybodyAskedIsWatchedAgain() {
        project.file("goals/sub/a.md", "0");
        StateDetector detector = project.detector(Map.of(
                "f", FactDeclaration.files("goals/sub/*.md"),
                "text", FactDeclaration.file("goals/sub/a.md").with(Part.TEXT)));
        nativeWatch(detector);
        for (int round = 1; round <= 30; round++) {
            project.delete("goals").file("goals/sub/a.md", "\n".repeat(round));
            untilCurrent(detector, "text", "lines", (long) round);
            if (round % 3 == 0) {
                untilQuiet(detector);
            }
            project.file("goals/sub/b.md", "1");
            untilCurrent(detector, "f", "count", 2L);
        }
        untilQuiet(detector);
        assertThat(detector.current().facts()).isEqualTo(detector.scan().facts());
    }

    /** W04, the whole project. */
    @Test
    void aProjectThatIsDeletedAndMadeAgainIsWatchedAgain() {
        project.file("goals/a.md", "1");
        StateDetector detector = project.detector(Map.of("f", FactDeclaration.files("goals/*.md")));
        nativeWatch(detector);
        project.delete("");
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThatThrownBy(detector::current).hasFieldOrPropertyWithValue("code", "E_ROOT_NOT_FOUND"));

        int before = signals.get();
        project.file("goals/b.md", "1").file("goals/c.md", "1");
        await().atMost(SOON).until(() -> signals.get() > before);
        untilCurrent(detector, "f", "count", 2L);
        untilQuiet(detector);
        project.file("goals/d.md", "1");
        untilCurrent(detector, "f", "count", 3L);
    }

    /** W05 */
    @Test
    void anAtomicReplaceIsOneChangeOfOnePath() throws Exception {
        project.file("docs/plan.md", "1");
        StateDetector detector =
                project.detector(Map.of("f", FactDeclaration.files("docs/*.md").with(Part.TEXT)));
        nativeWatch(detector);
        untilQuiet(detector);
        project.file("docs/.plan.md.swp", "longer text");
        Files.move(
                project.root().resolve("docs/.plan.md.swp"),
                project.root().resolve("docs/plan.md"),
                StandardCopyOption.ATOMIC_MOVE);

        List<Detection> seen = new ArrayList<>();
        await().atMost(SOON).pollInterval(Duration.ofMillis(5)).until(() -> {
            Detection now = detector.current();
            if (!now.unchanged()) {
                seen.add(now);
            }
            return now.cost().equals(ScanCost.NONE) && !seen.isEmpty();
        });
        assertThat(seen)
                .singleElement()
                .extracting(one -> one.fact("f").value().get("names"))
                .isEqualTo(List.of("plan.md"));
    }

    @Test
    void whatChangedBetweenTwoQuestionsIsTogetherInTheSecond() {
        project.file("a.md", "1").file("b.md", "1");
        StateDetector detector =
                project.detector(Map.of("f", FactDeclaration.files("*.md").with(Part.TEXT)));
        nativeWatch(detector);
        detector.current();
        int before = signals.get();
        project.file("a.md", "2");
        await().atMost(SOON).until(() -> signals.get() > before);
        int between = signals.get();
        project.file("c.md", "2");
        await().atMost(SOON).until(() -> signals.get() > between);
        project.delete("b.md");
        untilCurrent(detector, "f", "names", List.of("a.md", "c.md"));
    }

    @Test
    void closingStopsEverythingAndAnotherWatchCanBegin() {
        project.file("a.md", "1");
        StateDetector detector = project.detector(Map.of("f", FactDeclaration.file("a.md")));
        FolderWatch watch = watch(detector);
        assertThatThrownBy(() -> watch(detector)).isInstanceOf(IllegalStateException.class);
        watch.close();
        watch.close();
        assertThat(watch.mode()).isEqualTo(Mode.CLOSED);
        await().atMost(SOON)
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("workflow-orchestrator-")));

        project.file("a.md", "22");
        assertThat(detector.current().fact("f").value()).containsEntry("size", 2L);
        assertThat(signals.get()).isZero();
        FolderWatch second = watch(detector);
        project.file("a.md", "333");
        untilCurrent(detector, "f", "size", 3L);
        second.close();
    }

    @Test
    void twoDetectorsOnOneFolderAreBothTold() {
        project.file("goals/a.md", "1");
        StateDetector one = project.detector(Map.of("f", FactDeclaration.files("goals/*.md")));
        StateDetector two = project.detector(Map.of("f", FactDeclaration.files("goals/*.md")));
        FolderWatch first = watch(one);
        watch(two);
        project.file("goals/b.md", "1");
        untilCurrent(one, "f", "count", 2L);
        untilCurrent(two, "f", "count", 2L);
        first.close();
        project.file("goals/c.md", "1");
        untilCurrent(two, "f", "count", 3L);
    }

    @Test
    void aListenerThatThrowsDoesNotEndTheWatch() {
        project.file("a.md", "1");
        StateDetector detector = project.detector(Map.of("f", FactDeclaration.file("a.md")));
        AtomicInteger calls = new AtomicInteger();
        FolderWatch watch = detector.watch(() -> {
            calls.incrementAndGet();
            throw new IllegalStateException("a listener's failure, on purpose");
        });
        open.add(watch);
        project.file("a.md", "22");
        await().dontCatchUncaughtExceptions().atMost(SOON).until(() -> calls.get() >= 1);
        int before = calls.get();
        project.file("a.md", "333");
        await().dontCatchUncaughtExceptions().atMost(SOON).until(() -> calls.get() > before);
    }
}
