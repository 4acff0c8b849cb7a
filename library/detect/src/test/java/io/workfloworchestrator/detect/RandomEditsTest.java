package io.workfloworchestrator.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.workfloworchestrator.detect.FactDeclaration.Part;
import io.workfloworchestrator.files.ProjectFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is done to the files, a detector that remembers says the same as one that looks for the first time. */
@Timeout(120)
class RandomEditsTest {

    private static final String[] NAMES = {"a", "b", "spec", "x.md", "y.md", "plan.md", "p.json"};

    @TempDir
    Path temp;

    private Path root = Path.of("");
    private final long seed = Long.getLong("detect.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @BeforeEach
    void make() throws IOException {
        root = Files.createDirectory(temp.resolve("p"));
    }

    private StateDetector detector() {
        Map<String, FactDeclaration> facts = new LinkedHashMap<>();
        facts.put("names", FactDeclaration.files("*.md", "a/*.md").excluding("y.md"));
        facts.put("deep", FactDeclaration.files("**/x.md"));
        facts.put("texts", FactDeclaration.files("*/*.md").with(Part.TEXT));
        facts.put("specs", FactDeclaration.files("*/spec/plan.md"));
        facts.put("sizes", FactDeclaration.files("a/*/x.md").with(Part.ATTRIBUTES));
        facts.put("folders", FactDeclaration.directories("*/*"));
        facts.put("entries", FactDeclaration.entries("a/b"));
        facts.put("file", FactDeclaration.file("a/b/x.md").with(Part.TEXT));
        facts.put("json", FactDeclaration.jsonField("b/p.json", ""));
        facts.put("boxes", FactDeclaration.checkboxes("a/plan.md"));
        return StateDetector.of(ProjectFolder.open(root), facts);
    }

    @Test
    void aRepeatedScanSaysTheSameAsAFirstOne() {
        repeat(300);
    }

    @Test
    void aWatchedDetectorSoonSaysTheSameAsAFirstScan() {
        watch(60);
    }

    @Test
    void aProcessThatBeginsWithWhatTheLastOneSawSaysTheSameAsAFirstScan() throws IOException {
        begin(300);
    }

    @Test
    @Tag("nightly")
    @Timeout(900)
    void thousandsOfEditsLater() throws IOException {
        repeat(10_000);
        begin(5_000);
        watch(5_000);
    }

    private void repeat(int rounds) {
        StateDetector remembering = detector();
        for (int round = 0; round < rounds; round++) {
            StringBuilder done = new StringBuilder("seed " + seed + ":");
            for (int n = random.nextInt(4); n >= 0; n--) {
                done.append(' ').append(edit());
            }
            Detection repeated = remembering.scan();
            Detection first = detector().scan();
            assertThat(repeated.values()).as("%s", done).isEqualTo(first.values());
            assertThat(repeated.findings()).as("%s", done).isEqualTo(first.findings());
        }
    }

    /** Each few rounds are another process; some edits leave size and time as they were. */
    private void begin(int rounds) throws IOException {
        Path index = Files.createDirectory(temp.toRealPath().resolve("kept")).resolve("index");
        ScanCost costs = ScanCost.NONE;
        ScanCost firsts = ScanCost.NONE;
        StateDetector process = detector();
        for (int round = 0; round < rounds; round++) {
            boolean isNew = round == 0 || random.nextInt(3) > 0;
            StringBuilder done = new StringBuilder("seed " + seed + ":");
            for (int n = random.nextInt(3); n > 0; n--) {
                done.append(' ').append(isNew && random.nextInt(3) == 0 ? turnBack() : edit());
            }
            process = isNew ? detector().keptIn(index, 1) : process;
            Detection begun = process.scan();
            Detection first = detector().scan();
            assertThat(begun.values()).as("%s", done).isEqualTo(first.values());
            assertThat(begun.findings()).as("%s", done).isEqualTo(first.findings());
            costs = costs.plus(begun.cost());
            firsts = firsts.plus(first.cost());
        }
        assertThat(costs.entries()).as("seed %d: names", seed).isLessThan(firsts.entries());
        assertThat(costs.reads()).as("seed %d: reads", seed).isLessThan(firsts.reads());
    }

    /** A file that is there gets another content of the same size and time, in place or as another file of its name. */
    private String turnBack() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(root)) {
            files = all.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        }
        if (files.isEmpty()) {
            return "-";
        }
        Path at = files.get(random.nextInt(files.size()));
        boolean replaced = random.nextBoolean();
        if (replaced) {
            Files.delete(at);
        }
        Files.writeString(at, "- [" + (random.nextBoolean() ? 'x' : ' ') + "] a\n");
        Files.setLastModifiedTime(at, FileTime.from(Instant.parse("2026-03-01T10:00:00.123456Z")));
        return (replaced ? "replaced(" : "rewritten(") + root.relativize(at) + ")";
    }

    private void watch(int rounds) {
        StateDetector watched = detector();
        try (FolderWatch watch = watched.watch(() -> {}, Duration.ofMillis(50))) {
            for (int round = 0; round < rounds; round++) {
                StringBuilder done = new StringBuilder("seed " + seed + ", " + watch.mode() + ":");
                for (int n = random.nextInt(5); n >= 0; n--) {
                    done.append(' ').append(edit());
                    if (random.nextInt(3) == 0) {
                        watched.current();
                    }
                }
                await().atMost(Duration.ofSeconds(20))
                        .pollInterval(Duration.ofMillis(2))
                        .untilAsserted(() -> {
                            Detection now = watched.current();
                            Detection first = detector().scan();
                            assertThat(now.values()).as("%s", done).isEqualTo(first.values());
                            assertThat(now.findings()).as("%s", done).isEqualTo(first.findings());
                        });
            }
        }
    }

    /** One edit of any kind; those that cannot be done here are not. */
    private String edit() {
        String path = path();
        String other = path();
        Path at = root.resolve(path);
        String text = "- [ ] " + "x".repeat(random.nextInt(3)) + "\n";
        try {
            switch (random.nextInt(9)) {
                case 0 -> Files.createDirectories(at);
                case 1 -> new Project(root).delete(path);
                case 2 -> Files.move(at, root.resolve(other));
                case 3 -> Files.move(at, root.resolve(other), StandardCopyOption.ATOMIC_MOVE);
                case 4 -> Files.createSymbolicLink(at, Path.of(random.nextBoolean() ? "../a" : "b"));
                case 5 -> Files.writeString(at, "{\"a\": " + random.nextInt(3) + "}");
                default -> {
                    Path parent = at.getParent();
                    if (parent != null) {
                        Files.createDirectories(parent);
                    }
                    Files.writeString(at, text);
                }
            }
            return "edit(" + path + " " + other + ")";
        } catch (IOException | java.io.UncheckedIOException e) {
            return "-";
        }
    }

    private String path() {
        StringBuilder path = new StringBuilder(NAMES[random.nextInt(NAMES.length)]);
        for (int depth = random.nextInt(3); depth > 0; depth--) {
            path.append('/').append(NAMES[random.nextInt(NAMES.length)]);
        }
        return path.toString();
    }
}
