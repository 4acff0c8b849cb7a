package io.workfloworchestrator.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.detect.FactDeclaration.Part;
import io.workfloworchestrator.files.ProjectFolder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a repeated scan looks at, and that racily clean files and folders are not believed. */
class IncrementalScanTest {

    private static final Instant MADE = Instant.parse("2026-03-01T10:00:00.123456Z");

    @TempDir
    Path root;

    private Project project = new Project(Path.of(""));

    @BeforeEach
    void open() {
        project = new Project(root);
    }

    /** A clock that is set by hand. */
    private static final class Hands extends Clock {
        private Instant now;

        Hands(Instant now) {
            this.now = now;
        }

        void at(Instant time) {
            now = time;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private StateDetector detector(Clock clock, FactDeclaration fact) {
        return StateDetector.of(ProjectFolder.open(root), Map.of("f", fact), ScanLimits.DEFAULT, clock);
    }

    @Test
    void tenThousandUnchangedNamesCostOneLookPerFolder() {
        project.folder("goals");
        for (int i = 0; i < 10_000; i++) {
            project.empty("goals/" + i + ".md");
        }
        StateDetector detector = project.settled(Map.of("f", FactDeclaration.files("goals/*.md")));
        Detection cold = detector.scan();
        Detection warm = detector.scan();

        assertThat(cold.fact("f").value()).containsEntry("count", 10_000L);
        assertThat(cold.cost().listings()).isEqualTo(1);
        assertThat(cold.cost().looks()).isLessThanOrEqualTo(10_003);
        assertThat(warm.cost()).isEqualTo(new ScanCost(2, 0, 0, 0)); // the project and goals
        assertThat(warm.unchanged()).isTrue();
    }

    @Test
    void filesBelowAWildcardCostOneLookEach() {
        for (int i = 0; i < 50; i++) {
            project.file("goals/g" + i + "/spec/specification.md", "x").folder("goals/none" + i);
        }
        Map<String, FactDeclaration> facts = Map.of("f", FactDeclaration.files("goals/*/spec/specification.md"));
        StateDetector detector = project.settled(facts);
        detector.scan();

        Detection warm = detector.scan();
        project.file("goals/none7/spec/specification.md", "x").delete("goals/g3/spec");
        Detection changed = detector.scan();

        assertThat(warm.cost().looks()).isEqualTo(102);
        assertThat(warm.cost().listings()).isZero();
        assertThat(changed.fact("f").value().get("matches"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(50)
                .contains("none7")
                .doesNotContain("g3");
    }

    @Test
    void contentIsReadOnceAndAgainWhenItChanged() {
        for (int i = 0; i < 20; i++) {
            project.file("goals/" + i + ".md", "- [ ] x");
        }
        StateDetector detector =
                project.settled(Map.of("f", FactDeclaration.files("goals/*.md").with(Part.CHECKBOXES)));
        Detection cold = detector.scan();
        Detection warm = detector.scan();
        project.file("goals/7.md", "- [x] done now");
        Detection one = detector.scan();

        assertThat(cold.cost().reads()).isEqualTo(20);
        assertThat(warm.cost().reads()).isZero();
        assertThat(warm.cost().looks()).isEqualTo(22);
        assertThat(one.cost().reads()).isEqualTo(1);
        assertThat(one.changedFacts()).containsExactly("f");
    }

    @Test
    void aValueThatMovesToAnotherLineIsNoChangedFactButItsSourceMoves() {
        project.file("a.md", "---\nstatus: open\n---\n").file("b.md", "x");
        StateDetector detector =
                project.settled(Map.of("f", FactDeclaration.frontMatter("a.md"), "g", FactDeclaration.file("b.md")));
        Detection first = detector.scan();
        project.file("a.md", "---\n# a remark\n\nstatus: open\n---\n");
        Detection moved = detector.scan();
        Detection after = detector.scan();

        assertThat(first.source("f.fields.status")).contains(new Source("a.md", 2));
        assertThat(moved.source("f.fields.status")).contains(new Source("a.md", 4));
        assertThat(moved.unchanged()).isTrue();
        assertThat(moved.facts()).isNotSameAs(first.facts());
        assertThat(moved.fact("g")).isSameAs(first.fact("g"));
        assertThat(after.facts()).isSameAs(moved.facts());
    }

    @Test
    void aFileChangedWithinTheTickOfTheLookIsReadAgain() {
        project.file("a.md", "1").time("a.md", MADE);
        Hands clock = new Hands(MADE.plusMillis(5));
        StateDetector detector = detector(clock, FactDeclaration.file("a.md").with(Part.TEXT));
        Detection first = detector.scan();
        clock.at(MADE.plusSeconds(60));
        project.file("a.md", "2").time("a.md", MADE); // same size, same time
        Detection second = detector.scan();
        Detection third = detector.scan();

        assertThat(second.changedFacts()).containsExactly("f");
        assertThat(second.fact("f").value().get("fingerprint"))
                .isNotEqualTo(first.fact("f").value().get("fingerprint"));
        assertThat(third.cost().reads()).as("believed now").isZero();
    }

    @Test
    void aFileLookedAtLongAfterItsChangeIsBelieved() {
        project.file("a.md", "1").time("a.md", MADE);
        StateDetector detector = detector(
                new Hands(MADE.plusSeconds(1)), FactDeclaration.file("a.md").with(Part.TEXT));
        detector.scan();

        assertThat(detector.scan().cost().reads()).isZero();
    }

    @Test
    void aFolderChangedWithinTheTickOfTheLookIsListedAgain() {
        project.file("goals/a.md", "1").time("goals", MADE);
        Hands clock = new Hands(MADE.plusMillis(5));
        StateDetector detector = detector(clock, FactDeclaration.files("goals/*.md"));
        detector.scan();
        clock.at(MADE.plusSeconds(60));
        project.file("goals/b.md", "1").time("goals", MADE);
        Detection second = detector.scan();
        Detection third = detector.scan();

        assertThat(second.fact("f").value()).containsEntry("names", List.of("a.md", "b.md"));
        assertThat(third.cost().listings()).isZero();
    }

    @Test
    void timesInWholeSecondsAreBelievedOnlyAfterSeconds() {
        Instant whole = Instant.parse("2026-03-01T10:00:00Z");
        assertThat(Scan.racy(whole, whole.plus(Duration.ofSeconds(2)))).isTrue();
        assertThat(Scan.racy(whole, whole.plus(Duration.ofSeconds(3)))).isFalse();
        assertThat(Scan.racy(MADE, MADE.plus(Duration.ofMillis(15)))).isTrue();
        assertThat(Scan.racy(MADE, MADE.plus(Duration.ofMillis(25)))).isFalse();
        assertThat(Scan.racy(MADE, MADE.minus(Duration.ofDays(700))))
                .as("a clock set back")
                .isTrue();
        assertThat(Scan.racy(Instant.EPOCH.minusSeconds(5), Scan.NEVER)).isTrue();
    }

    @Test
    void aReplacedFileIsNoticedByItsIdentityEvenIfSizeAndTimeAreTheSame() {
        project.file("a.md", "1").time("a.md", MADE).file("b.md", "2").time("b.md", MADE);
        StateDetector detector = detector(
                new Hands(MADE.plusSeconds(9)), FactDeclaration.file("a.md").with(Part.TEXT));
        detector.scan();
        ProjectFolder folder = ProjectFolder.open(root);
        project.delete("a.md");
        folder.move("b.md", "a.md");

        assertThat(detector.scan().changedFacts()).containsExactly("f");
    }

    @Test
    void nothingIsRememberedOfWhatIsGone() {
        StateDetector detector =
                project.settled(Map.of("f", FactDeclaration.files("**/*.md").with(Part.TEXT)));
        for (int round = 0; round < 30; round++) {
            project.file("r" + round + "/sub/a.md", "x");
            assertThat(detector.scan().fact("f").value()).containsEntry("count", 1L);
            project.delete("r" + round);
        }
        assertThat(detector.scan().cost().looks()).isLessThan(5);
        assertThat(detector.scan().cost()).isEqualTo(new ScanCost(1, 0, 0, 0));
    }
}
