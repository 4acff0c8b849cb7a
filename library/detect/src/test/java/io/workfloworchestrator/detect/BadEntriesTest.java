package io.workfloworchestrator.detect;

import static io.workfloworchestrator.detect.Project.codes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.workfloworchestrator.detect.FactDeclaration.Part;
import io.workfloworchestrator.files.ProjectFolder;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is odd on disk is a finding, and the rest is answered: W06, W07, and what made the reference fail. */
@Timeout(20)
class BadEntriesTest {

    @TempDir
    Path temp;

    private Project project = new Project(Path.of(""));

    @BeforeEach
    void open() throws Exception {
        project = new Project(Files.createDirectory(temp.resolve("p")));
    }

    private Detection scan(FactDeclaration fact, ScanLimits limits) {
        return StateDetector.of(ProjectFolder.open(project.root()), Map.of("f", fact), limits, Clock.systemUTC())
                .scan();
    }

    @Test
    void brokenLinksInFoldersAreFindings() throws Exception {
        Path outside = Files.createDirectory(temp.resolve("outside"));
        Files.writeString(outside.resolve("o.md"), "secret");
        project.folder("goals")
                .file("goals/ok.md", "x")
                .link("goals/dangling.md", "nowhere")
                .link("goals/loop.md", "loop.md")
                .link("goals/out.md", outside.resolve("o.md").toString())
                .link("goals/zero.md", "/dev/zero")
                .link("goals/inside.md", "ok.md");

        Detection detection = project.scan(FactDeclaration.files("goals/*.md").with(Part.TEXT));

        assertThat(detection.fact("f").value()).containsEntry("names", List.of("inside.md", "ok.md"));
        assertThat(detection.findings())
                .extracting(ScanFinding::toString)
                .containsExactly(
                        "E_PATH_SYMLINK goals/dangling.md: 'goals/dangling.md' is a symbolic link that leads nowhere. "
                                + "Remove or repair it.",
                        "E_PATH_SYMLINK goals/loop.md: 'goals/loop.md' is a symbolic link that leads in a circle. "
                                + "Remove or repair it.",
                        "E_PATH_SYMLINK goals/out.md: 'goals/out.md' is a symbolic link that leaves the project. "
                                + "Use a path inside it.",
                        "E_PATH_SYMLINK goals/zero.md: 'goals/zero.md' is a symbolic link that leaves the project. "
                                + "Use a path inside it.");
    }

    @Test
    void brokenLinksOnTheWayToAFileAreFindings() {
        project.folder("flows")
                .link("flows/bad", "nowhere")
                .link("out", temp.toString())
                .link("round", "round")
                .link("file.md", "nowhere");

        assertThat(codes(project.scan(FactDeclaration.files("flows/*/plan.md"))))
                .containsExactly("E_PATH_SYMLINK");
        assertThat(codes(project.scan(FactDeclaration.files("out/*.md")))).containsExactly("E_PATH_SYMLINK");
        assertThat(codes(project.scan(FactDeclaration.file("round/x/y.md")))).containsExactly("E_PATH_SYMLINK");
        assertThat(codes(project.scan(FactDeclaration.file("file.md")))).containsExactly("E_PATH_SYMLINK");
        assertThat(codes(project.scan(FactDeclaration.entries("out")))).containsExactly("E_PATH_SYMLINK");
        assertThat(codes(project.scan(FactDeclaration.entries(".")))).hasSize(3);
    }

    @Test
    void linkedFoldersInsideAreFollowedAndLinksThatGoInCirclesDoNotTrapADeepGlob() {
        project.file("real/a.md", "x").link("alias", "real").folder("real/sub").link("real/sub/up", "../..");

        assertThat(project.value(FactDeclaration.files("alias/*.md"))).containsEntry("count", 1L);
        assertThat(project.scan(FactDeclaration.files("*/a.md")).source("f.entries[0]"))
                .contains(new Source("alias/a.md", 0));
        assertThat(project.value(FactDeclaration.files("**/*.md"))).containsEntry("count", 1L);
    }

    @Test
    void aLinkThatIsBentElsewhereIsNoticed() throws Exception {
        project.file("one/a.md", "1").file("two/a.md", "22").link("now", "one");
        StateDetector detector =
                project.settled(Map.of("f", FactDeclaration.file("now/a.md"), "g", FactDeclaration.files("now/*.md")));
        detector.scan();
        Files.delete(project.root().resolve("now"));
        project.link("now", "two");
        Detection bent = detector.scan();
        project.delete("two");
        Detection broken = detector.scan();

        assertThat(bent.fact("f").value()).containsEntry("size", 2L);
        assertThat(broken.fact("f").value()).containsEntry("exists", false);
        assertThat(broken.fact("g").value()).containsEntry("count", 0L);
        assertThat(codes(broken)).contains("E_PATH_SYMLINK");
    }

    @Test
    void foldersAndPipesNamedLikeFilesAreFindings() throws Exception {
        project.folder("goals/x.md").file("goals/.md", "hidden").file("goals/x.md.md", "x");
        Path pipe = project.root().resolve("goals/pipe.md");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        Detection detection = project.scan(FactDeclaration.files("goals/*.md").with(Part.TEXT));

        assertThat(detection.fact("f").value())
                .containsEntry("names", List.of("x.md.md"))
                .containsEntry("matches", List.of("x.md"));
        assertThat(detection.findings())
                .extracting(ScanFinding::toString)
                .containsExactlyInAnyOrder(
                        "E_ENTRY_KIND goals/x.md: is a folder, not a file, and is left out. Rename or remove it.",
                        "E_ENTRY_KIND goals/pipe.md: is a pipe, socket or device, not a file, and is left out. "
                                + "Rename or remove it.");
        assertThat(codes(project.scan(FactDeclaration.file("goals/pipe.md").with(Part.TEXT))))
                .containsExactly("E_ENTRY_KIND");
        assertThat(codes(project.scan(FactDeclaration.file("goals")))).containsExactly("E_ENTRY_KIND");
    }

    @Test
    void aFileWhereAFolderIsExpectedIsNoFailure() {
        project.file("temp/workflows", "a file");

        assertThat(project.value(FactDeclaration.directories("temp/workflows/*")))
                .containsEntry("count", 0L);
        assertThat(project.value(FactDeclaration.entries("temp/workflows"))).containsEntry("exists", false);
        assertThat(project.value(FactDeclaration.file("temp/workflows/x/y.md"))).containsEntry("exists", false);
    }

    @Test
    void namesThatNoPathMayHaveAreFindings() throws Exception {
        project.folder("goals")
                .file("goals/a\nb.md", "x")
                .file("goals/nul.md", "x")
                .file("goals/\u202egnp.md", "x");
        // A name that is no UTF-8, which Java itself cannot make.
        String made = "printf x > \"$0/goals/$(printf 'bad\\377').md\"";
        assertThat(new ProcessBuilder("sh", "-c", made, project.root().toString())
                        .start()
                        .waitFor())
                .isZero();

        Detection detection = project.scan(FactDeclaration.files("goals/*.md").with(Part.TEXT));

        assertThat(detection.fact("f").value()).containsEntry("count", 0L);
        assertThat(codes(detection)).containsOnly("E_ENTRY_NAME").hasSize(4);
        assertThat(detection.findings())
                .extracting(ScanFinding::path)
                .contains("goals/a\\u000ab.md", "goals/\\u202egnp.md");
    }

    @Test
    void composedAndDecomposedSpellingsAreOneNameAndAFinding() {
        project.file("goals/caf\u00e9.md", "x").file("goals/cafe\u0301.md", "x");

        Detection detection = project.scan(FactDeclaration.files("goals/*.md"));

        assertThat(detection.fact("f").value()).containsEntry("names", List.of("caf\u00e9.md"));
        assertThat(codes(detection)).containsExactly("E_ENTRY_DUPLICATE");
        assertThat(project.value(FactDeclaration.files("goals/caf\u00e9*"))).containsEntry("count", 1L);
    }

    @Test
    void contentThatIsNoTextOrTooLargeIsAFindingAndNotRead() throws Exception {
        project.file("bin.md", new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1}).file("ok.md", "x");
        try (RandomAccessFile sparse =
                new RandomAccessFile(project.root().resolve("sparse.md").toFile(), "rw")) {
            sparse.setLength(1L << 40);
        }

        StateDetector detector = project.detector(
                Map.of("f", FactDeclaration.files("*.md").with(Part.ATTRIBUTES, Part.TEXT, Part.CHECKBOXES)));
        Detection detection = detector.scan();

        assertThat(detection.findings())
                .extracting(ScanFinding::toString)
                .containsExactly(
                        "E_FILE_TEXT bin.md: is not UTF-8 text, and was not read. Save it as UTF-8.",
                        "E_FILE_SIZE sparse.md: has more than 1048576 bytes, and its content was not read. Split it, or "
                                + "declare its attributes only.");
        assertThat(Project.entries(detection.fact("f").value(), "entries").get(2))
                .containsEntry("size", 1L << 40)
                .containsEntry("lines", 0L);
        assertThat(detection.cost().reads()).isEqualTo(2);
        assertThat(codes(detector.scan())).containsExactly("E_FILE_TEXT", "E_FILE_SIZE");
    }

    @Test
    void entriesBeyondTheBoundAreNotLookedAtAndThatIsSaid() {
        for (int i = 0; i < 60; i++) {
            project.file("goals/" + i + ".md", "x");
        }
        Detection cut = scan(FactDeclaration.files("goals/*.md"), new ScanLimits(32, 50, 100, 10_000));
        Detection whole = scan(FactDeclaration.files("goals/*.md"), new ScanLimits(32, 60, 100, 10_000));

        assertThat(cut.fact("f").value()).containsEntry("count", 50L);
        assertThat(cut.findings())
                .singleElement()
                .hasToString("E_SCAN_ENTRIES goals: more than 50 entries in all; the rest "
                        + "was not looked at. Narrow the globs, or move what is no work material elsewhere.");
        assertThat(whole.fact("f").value()).containsEntry("count", 60L);
        assertThat(whole.findings()).isEmpty();
    }

    @Test
    void contentBeyondTheBoundOfAllFilesIsNotReadAndThatIsSaidOnce() {
        for (int i = 0; i < 40; i++) {
            project.file("goals/" + i + ".md", "# Goal\n" + "x".repeat(4_900));
        }
        ScanLimits limits = new ScanLimits(32, 1_000, 10_000, 100_000);
        Map<String, FactDeclaration> goals =
                Map.of("f", FactDeclaration.files("goals/*.md").with(Part.TEXT));
        StateDetector detector = StateDetector.of(ProjectFolder.open(project.root()), goals, limits, Project.LATER);
        Detection cut = detector.scan();

        assertThat(cut.fact("f").value()).containsEntry("count", 40L);
        assertThat(cut.fact("f").known()).isFalse();
        assertThat(cut.cost().reads()).isEqualTo(100_000 / 4_907);
        assertThat(cut.findings())
                .singleElement()
                .asString()
                .startsWith("E_SCAN_BYTES .: the files that are looked into come to more than 100000 bytes in all");
        assertThat(detector.scan().cost().reads()).as("none is tried in vain").isZero();

        for (int i = 0; i < 40; i += 2) {
            project.delete("goals/" + i + ".md");
        }
        detector.scan();
        Detection whole = detector.scan(); // what went made room
        assertThat(whole.findings()).isEmpty();
        assertThat(whole.facts()).isEqualTo(project.settled(goals).scan().facts());
    }

    @Test
    void foldersBeyondTheDepthAreNotLookedAtAndThatIsSaid() {
        project.file("a/b/c/d/e/x.md", "x").file("a/y.md", "x");

        Detection cut = scan(FactDeclaration.files("**/*.md"), new ScanLimits(3, 100, 100, 10_000));

        assertThat(cut.fact("f").value()).containsEntry("names", List.of("y.md"));
        assertThat(codes(cut)).containsExactly("E_SCAN_DEPTH");
        assertThat(codes(project.scan(FactDeclaration.files("**/*.md")))).isEmpty();
    }

    @Test
    void brokenFrontMatterAndJsonAreFindingsWithTheirLine() {
        project.file("a.md", "---\ntype: goal\nno end")
                .file("b.md", "---\ntype: goal\ntype: again\nmap:\n  x: 1\n---\n")
                .file("c.json", "{\n \"a\": 1,\n \"a\": 2}");

        assertThat(project.scan(FactDeclaration.frontMatter("a.md")).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.line()).isEqualTo(1));
        assertThat(project.scan(FactDeclaration.frontMatter("b.md")).findings())
                .extracting(ScanFinding::line)
                .containsExactly(3, 4);
        assertThat(project.scan(FactDeclaration.jsonField("c.json", "/a")).findings())
                .singleElement()
                .hasToString(
                        "E_JSON_DUPLICATE_KEY c.json:3: is no JSON that can be read: line 3, column 5: a name that is "
                                + "there twice. Correct the file.");
    }

    @Test
    void unreadableFoldersAndFilesAreFindings() throws Exception {
        project.file("closed/a.md", "x").file("open/b.md", "secret").file("open/c.md", "x");
        run("chmod", "755", temp.toString());
        run("chmod", "000", project.root().resolve("closed").toString());
        run("chmod", "000", project.root().resolve("open/b.md").toString());
        try {
            ChildJvm.Result child =
                    ChildJvm.asNobody(ScanChild.class, project.root().toString(), "*/*.md", "closed/a.md");
            assumeTrue(child.started(), child.out());

            assertThat(child.out())
                    .contains("E_ENTRY_UNREADABLE closed\n")
                    .contains("E_ENTRY_UNREADABLE closed/a.md")
                    .contains("E_ENTRY_UNREADABLE open/b.md")
                    .contains("names=[b.md, c.md]");
        } finally {
            run("chmod", "-R", "700", project.root().toString());
        }
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void filesThatComeAndGoWhileScanningNeverFailAScan() throws Exception {
        project.folder("goals");
        StateDetector detector = project.detector(Map.of(
                "names", FactDeclaration.files("goals/*.md"),
                "texts", FactDeclaration.files("goals/*.md").with(Part.values()),
                "deep", FactDeclaration.files("**/x.md"),
                "folders", FactDeclaration.directories("goals/*")));
        Thread busy = new Thread(() -> {
            for (int i = 0; !Thread.interrupted(); i++) {
                String name = "goals/" + i % 7;
                project.file(name + ".md", "x".repeat(i % 100)).file(name + "/x.md", "y");
                project.delete(name + ".md").delete(name);
            }
        });
        busy.start();
        try {
            long end = System.nanoTime() + Duration.ofSeconds(1).toNanos();
            int scans = 0;
            while (System.nanoTime() - end < 0) {
                detector.scan();
                scans++;
            }
            assertThat(scans).isGreaterThan(10);
        } finally {
            busy.interrupt();
            busy.join();
        }
        Detection rest = detector.scan();
        assertThat(rest.fact("names").value().get("count"))
                .isEqualTo(project.scan(FactDeclaration.files("goals/*.md"))
                        .fact("f")
                        .value()
                        .get("count"));
    }
}
