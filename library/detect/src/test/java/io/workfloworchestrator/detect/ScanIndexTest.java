package io.workfloworchestrator.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workfloworchestrator.detect.FactDeclaration.Part;
import io.workfloworchestrator.files.ProjectFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A process that begins with what the last one saw looks at little, and says what one without it says. */
@Timeout(120)
class ScanIndexTest extends IndexCase {
    private static final int MANY = ScanIndex.WORTH + 10;

    private static Map<String, FactDeclaration> goals() {
        return Map.of(
                "goals", FactDeclaration.files("goals/*.md").with(Part.values()).mentioning("goal"),
                "specs", FactDeclaration.files("selected/*/spec/spec.md"),
                "one", FactDeclaration.jsonField("one.json", ""));
    }

    private void makeGoals() {
        for (int i = 0; i < MANY; i++) {
            project.file("goals/" + i + ".md", "---\nstatus: open\ntags: [a, ä, 中]\n---\n# Goal " + i + "\n- [ ] do\n")
                    .file("selected/" + i + "/spec/spec.md", "x");
        }
        project.file("one.json", "{\"a\": [1, -2.5, null, true, \"\\ud83d\\ude00\"], \"b\": {}}");
    }

    /** What a new process does first; nothing is racy for it. */
    private Detection next(Map<String, FactDeclaration> facts) {
        return project.settled(facts).keptIn(index).scan();
    }

    private static void assertSame(Detection kept, Detection fresh) {
        assertThat(kept.facts()).isEqualTo(fresh.facts());
        assertThat(kept.findings()).isEqualTo(fresh.findings());
    }

    @Test
    void theNextProcessReadsAndListsNothing() {
        makeGoals();
        Detection first = next(goals());
        Detection second = next(goals());

        assertThat(first.cost().reads()).isEqualTo(MANY + 1);
        assertThat(second.cost().reads()).isZero();
        assertThat(second.cost().listings()).isZero();
        assertThat(second.cost().looks())
                .as("a look at each folder, two at each file")
                .isLessThanOrEqualTo(3 * MANY + 10);
        assertSame(second, first);
        assertSame(second, project.settled(goals()).scan());
        assertThat(second.source("goals.entries[0].frontMatter.fields.status")).contains(new Source("goals/0.md", 2));
    }

    @Test
    void whatChangedBetweenTwoProcessesIsSeenByTheSecond() {
        makeGoals();
        next(goals());
        project.file("goals/7.md", "# Another\n")
                .file("goals/new.md", "x")
                .delete("goals/9.md")
                .delete("selected/3/spec/spec.md")
                .file("one.json", "[]");

        assertSame(next(goals()), project.settled(goals()).scan());
    }

    @Test
    void aFileWrittenOverWithItsOldSizeAndTimeIsReadAgain() {
        makeGoals();
        Instant time = Instant.parse("2026-03-01T10:00:00.123456Z");
        project.file("goals/0.md", "- [ ] a").time("goals/0.md", time);
        next(goals());
        project.file("goals/0.md", "- [x] a").time("goals/0.md", time);

        assertSame(next(goals()), project.settled(goals()).scan());
    }

    @Test
    void aFileReplacedByOneOfItsSizeAndTimeIsReadAgain() {
        makeGoals();
        Instant time = Instant.parse("2026-03-01T10:00:00.123456Z");
        project.file("goals/0.md", "- [ ] a").time("goals/0.md", time);
        next(goals());
        project.delete("goals/0.md").file("goals/0.md", "- [x] a").time("goals/0.md", time);

        assertSame(next(goals()), project.settled(goals()).scan());
    }

    /** By the last process, within the tick of its look; here the clock is set so. */
    @Test
    void whatWasSeenWithinTheTickOfItsChangeIsNotBelieved() {
        Instant time = Instant.parse("2026-03-01T10:00:00.123456Z");
        Map<String, FactDeclaration> facts = Map.of("f", FactDeclaration.files("goals/*.md"));
        for (int late : new int[] {5, 1_000}) {
            project.file("goals/a.md", "1").time("goals", time);
            Clock clock = Clock.fixed(time.plusMillis(late), ZoneOffset.UTC);
            StateDetector.of(ProjectFolder.open(root), facts, ScanLimits.DEFAULT, clock)
                    .keptIn(index, 1)
                    .scan();
            project.file("goals/b.md", "1").time("goals", time);
            Object names = next(facts).fact("f").value().get("names");
            assertThat(names)
                    .as("looked at %d ms after the change", late)
                    .isEqualTo(late == 5 ? List.of("a.md", "b.md") : List.of("a.md"));
            project.delete("goals");
        }
    }

    @Test
    void aQuestionInAProjectWithoutStateCreatesNothing() throws IOException {
        makeGoals();
        project.delete(".ai-planning");
        next(goals());

        assertThat(root.resolve(".ai-planning")).doesNotExist();
    }

    @Test
    void aFewNamesAreNotWorthAFile() {
        project.file("goals/1.md", "x");
        next(goals());

        assertThat(index).doesNotExist();
    }

    @Test
    void onlyItsOwnerMayReadItAndNothingIsLeftBeside() throws IOException {
        makeGoals();
        next(goals());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(index)))
                .isEqualTo("rw-------");
        try (Stream<Path> beside = Files.list(index.getParent())) {
            assertThat(beside).containsExactly(index);
        }
    }

    @Test
    void whereItCannotBeWrittenTheAnswerIsTheSame() throws IOException {
        makeGoals();
        Files.createDirectory(index); // its name is taken
        assertSame(next(goals()), next(goals()));

        Files.delete(index);
        Files.createSymbolicLink(index, temp.resolve("elsewhere"));
        assertSame(next(goals()), next(goals()));
        assertThat(temp.resolve("elsewhere")).doesNotExist();
    }

    @Test
    void aFolderReachedByALinkIsNotWrittenTo() throws IOException {
        makeGoals();
        Path outside = Files.createDirectory(temp.resolve("outside"));
        project.delete(".ai-planning");
        Files.createSymbolicLink(root.resolve(".ai-planning"), outside);
        Files.createDirectory(outside.resolve(".state"));
        next(goals());

        assertThat(outside.resolve(".state")).isEmptyDirectory();
    }

    @Test
    void whatAnEndedProcessLeftBesideIsClearedAway() throws IOException {
        makeGoals();
        Path left = Files.writeString(index.resolveSibling("seen.tmp"), "half");
        next(goals());
        assertThat(index).as("somebody may be writing").doesNotExist();

        Files.setLastModifiedTime(
                left, java.nio.file.attribute.FileTime.from(Instant.now().minusSeconds(90)));
        next(goals());
        assertThat(index).isRegularFile();
        assertThat(left).doesNotExist();
    }

    @Test
    void otherDeclarationsOrBoundsOrAnotherProjectBeginAnew() throws IOException {
        makeGoals();
        next(goals());
        Map<String, FactDeclaration> other = new LinkedHashMap<>(goals());
        other.put("goals", FactDeclaration.files("goals/*.md").with(Part.TEXT));
        byte[] first = Files.readAllBytes(index);

        assertThat(next(other).cost().reads()).isEqualTo(MANY + 1);
        Files.write(index, first);
        Detection bounded = StateDetector.of(
                        ProjectFolder.open(root), goals(), new ScanLimits(32, 200_000, 30, 1 << 20), Project.LATER)
                .keptIn(index)
                .scan();
        assertThat(Project.codes(bounded)).contains("E_FILE_SIZE");

        Files.write(index, first);
        Path moved = Files.move(root, temp.toRealPath().resolve("moved"));
        Detection elsewhere = StateDetector.of(ProjectFolder.open(moved), goals(), ScanLimits.DEFAULT, Project.LATER)
                .keptIn(moved.resolve(".ai-planning/.state/seen"))
                .scan();
        assertThat(elsewhere.cost().reads()).isEqualTo(MANY + 1);
    }

    @Test
    void itIsChosenBeforeTheFirstScan() {
        StateDetector detector = project.settled(goals());
        detector.scan();
        assertThatThrownBy(() -> detector.keptIn(index)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void damagedInAnyWayItIsAsNone() throws IOException {
        makeGoals();
        Detection fresh = next(goals());
        byte[] whole = Files.readAllBytes(index);
        long seed = Long.getLong("detect.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int round = 0; round < 60; round++) {
            byte[] damaged = whole.clone();
            for (int n = random.nextInt(4); n >= 0; n--) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            }
            int length = random.nextInt(3) == 0 ? random.nextInt(whole.length) : whole.length;
            Files.write(index, java.util.Arrays.copyOf(damaged, length));
            StateDetector detector = project.settled(goals()).keptIn(index);
            assertThat(detector.scan().facts())
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(fresh.facts());
        }
    }

    /** With a sum that fits, so that the damage is met where the parts are read. */
    @Test
    void noBytesMakeTheReaderFailInAnotherWayThanBeingDamaged() {
        damage(5_000);
    }

    @Test
    @Tag("nightly")
    void aMillionDamagedTextsAreRefused() {
        damage(1_000_000);
    }

    private static void damage(int rounds) {
        long seed = Long.getLong("detect.seed", System.nanoTime());
        Random random = new Random(seed);
        IndexOutput out = new IndexOutput();
        out.value(List.of(Map.of("a", 1L, "ä", List.of(true, false)), "中", 1.5, new JsonText.Found(true, "x", 3)));
        out.list(List.of(ScanFinding.of("E", "a", "b")), IndexOutput::finding);
        out.column(new int[] {1, -2});
        out.column(new long[] {3});
        out.packed(to -> to.value("a/b/c"));
        byte[] whole = out.toByteArray();
        int read = 0;
        int refused = 0;
        for (int round = 0; round < rounds; round++) {
            byte[] bytes = java.util.Arrays.copyOf(whole, random.nextInt(4) == 0 ? random.nextInt(40) : whole.length);
            for (int n = random.nextInt(5); n > 0 && bytes.length > 0; n--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                IndexInput in = new IndexInput(bytes);
                in.value();
                in.list(IndexInput::finding);
                in.ints();
                in.longs();
                in.block().packed().value();
                read++;
            } catch (IndexInput.Damaged e) {
                refused++;
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("seed " + seed + ", round " + round, e);
            }
        }
        assertThat(read).as("seed %d: whole ones are read", seed).isPositive();
        assertThat(refused).as("seed %d: others are not", seed).isPositive();
    }
}
