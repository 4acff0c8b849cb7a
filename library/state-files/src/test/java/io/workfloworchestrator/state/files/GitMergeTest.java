package io.workfloworchestrator.state.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonMerge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The layout of the files, and the merge driver, in git's hands. */
final class GitMergeTest {
    private static final int BRANCHES = 40;
    private static final int TASKS = 60;
    private static final List<String> STATUS = List.of("open", "active", "review", "done");

    @TempDir
    Path folder;

    @Test
    void parallelBranchesRarelyConflictByLineAndNeverFalselyByStructure() throws IOException {
        long seed = Long.getLong("seed", 20260102L);
        System.out.println("GitMergeTest seed " + seed);
        Random random = new Random(seed);
        int byLine = 0;
        int byStructure = 0;
        int trueConflicts = 0;
        for (int i = 0; i < BRANCHES; i++) {
            Json base = project(random);
            Json ours = change(base, random);
            Json theirs = change(base, random);
            boolean isTrue = !JsonMerge.of(base, ours, theirs).isClean();
            trueConflicts += isTrue ? 1 : 0;
            Path a = write("base", base);
            Path b = write("ours", ours);
            Path c = write("theirs", theirs);
            boolean lines = Git.in(folder)
                            .status("merge-file", "-p", "-q", b.toString(), a.toString(), c.toString())
                            .status()
                    != 0;
            byLine += lines && !isTrue ? 1 : 0;
            StateMerge.Result merged = StateMerge.merge(a, b, c, "x/state.json", folder);
            byStructure += merged.status() != 0 && !isTrue ? 1 : 0;
            assertThat(merged.status() != 0)
                    .as("a true conflict is never hidden")
                    .isEqualTo(isTrue);
        }
        System.out.println("false conflicts of " + BRANCHES + ": by line " + byLine + ", by structure " + byStructure
                + "; true conflicts " + trueConflicts);
        assertThat(byLine).isLessThanOrEqualTo(BRANCHES / 10);
        assertThat(byStructure).isZero();
    }

    private Path write(String name, Json value) throws IOException {
        return Files.write(folder.resolve(name), Rendered.of(value).bytes());
    }

    private static Json project(Random random) {
        Json.Obj tasks = Json.Obj.EMPTY;
        for (int i = 0; i < TASKS; i++) {
            tasks = tasks.with(id(random), task(random));
        }
        return Json.Obj.EMPTY.with("name", Json.of("Demo")).with("tasks", tasks);
    }

    private static Json.Obj task(Random random) {
        return Json.Obj.EMPTY
                .with("effort", Json.of(random.nextInt(10)))
                .with("notes", Json.of("note " + random.nextInt(1000)))
                .with("owner", Json.of("agent-" + random.nextInt(4)))
                .with("status", Json.of(STATUS.get(random.nextInt(4))))
                .with("title", Json.of("Title " + random.nextInt(1000)));
    }

    private static String id(Random random) {
        byte[] bytes = new byte[6];
        random.nextBytes(bytes);
        return "t-" + HexFormat.of().formatHex(bytes);
    }

    /** Two changes, as an agent makes them: a new task, or a field of one. */
    private static Json change(Json value, Random random) {
        Json.Obj changed = value.asObject();
        for (int i = 0; i < 2; i++) {
            Json.Obj tasks = changed.at("tasks").orElseThrow().asObject();
            String task = tasks.keys().get(random.nextInt(tasks.size()));
            changed = random.nextInt(3) == 0
                    ? changed.withAt(List.of("tasks", id(random)), task(random))
                    : changed.withAt(
                            List.of("tasks", task, random.nextBoolean() ? "status" : "notes"),
                            Json.of("changed " + random.nextInt(1_000_000)));
        }
        return changed;
    }

    @Test
    void aTrueConflictLeavesAValidFileAndTheirsBeside() throws IOException {
        Path base = Files.writeString(folder.resolve("base"), "{\"a\": 1, \"b\": 1, \"c\": 1}");
        Path ours = Files.writeString(folder.resolve("ours"), "{\"a\": 2, \"b\": 2, \"c\": 1}");
        Path theirs = Files.writeString(folder.resolve("theirs"), "{\"a\": 3, \"b\": 1, \"c\": 3}");
        StateMerge.Result result = StateMerge.merge(base, ours, theirs, ".ai-planning/x/y.json", folder);
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.conflicts()).containsExactly("/a");
        assertThat(result.message()).contains("/a", "git add .ai-planning/x/y.json");
        assertThat(Json.parse(Files.readAllBytes(ours))).isEqualTo(Json.parse("{\"a\": 2, \"b\": 2, \"c\": 3}"));
        try (var beside = Files.list(folder.resolve(".ai-planning/x"))) {
            Path kept = beside.findFirst().orElseThrow();
            assertThat(kept.getFileName().toString()).matches("y\\.conflict-[0-9a-f]{8}\\.json");
            assertThat(kept).hasSameBinaryContentAs(theirs);
        }
    }

    @Test
    void whatBothSidesChangedInAViewIsNoConflict() throws IOException {
        Path base = Files.writeString(folder.resolve("base"), "{\"done\": 0, \"one\": \"open\", \"two\": \"open\"}");
        Path ours = Files.writeString(folder.resolve("ours"), "{\"done\": 1, \"one\": \"done\", \"two\": \"open\"}");
        Path theirs =
                Files.writeString(folder.resolve("theirs"), "{\"done\": 2, \"one\": \"open\", \"two\": \"done\"}");
        StateMerge.Result result = StateMerge.mergeView(base, ours, theirs, "temp/view.json", folder);
        assertThat(result.status()).isZero();
        assertThat(result.conflicts()).containsExactly("/done");
        assertThat(Json.parse(Files.readAllBytes(ours)))
                .isEqualTo(Json.parse("{\"done\": 1, \"one\": \"done\", \"two\": \"done\"}"));
        assertThat(folder.resolve("temp")).doesNotExist();
    }

    @Test
    void bothSidesAddedTheFile() throws IOException {
        Path base = Files.writeString(folder.resolve("base"), "");
        Path ours = Files.writeString(folder.resolve("ours"), "{\"a\": 2}");
        Path theirs = Files.writeString(folder.resolve("theirs"), "{\"b\": 3}");
        assertThat(StateMerge.merge(base, ours, theirs, "x.json", folder).status())
                .isZero();
        assertThat(Json.parse(Files.readAllBytes(ours))).isEqualTo(Json.parse("{\"a\": 2, \"b\": 3}"));
    }

    @Test
    void aSideThatIsNoJsonIsMergedByLine() throws IOException {
        Path base = Files.writeString(folder.resolve("base"), "{\n1\n2\n3\n}\n");
        Path ours = Files.writeString(folder.resolve("ours"), "{\nx\n2\n3\n}\n");
        Path theirs = Files.writeString(folder.resolve("theirs"), "{\ny\n2\n3\n}\n");
        StateMerge.Result result = StateMerge.merge(base, ours, theirs, "x.json", folder);
        assertThat(result.status()).isEqualTo(1);
        assertThat(ours).content().contains("<<<<<<<", ">>>>>>>");
    }

    @Test
    void settingUpIsIdempotentAndKeepsLinesOfOthers() throws IOException {
        Git git = Git.init(folder);
        Files.writeString(folder.resolve(".gitattributes"), "*.png binary");
        Layout layout = Desk.LAYOUT.with("task-executor", "temp/workflows/<id>/state.json");
        List<String> command = List.of("/opt/it's here/workflow", "state", "merge");
        assertThat(GitSetup.install(folder, layout, List.of(), command)).hasSize(5);
        assertThat(GitSetup.install(folder, layout, List.of(), command)).isEmpty();
        assertThat(Files.readString(folder.resolve(".gitattributes"))).isEqualTo("""
                        *.png binary
                        /temp/workflows/*/state.json text eol=lf merge=workflow-state
                        /.ai-planning/project-state.json text eol=lf merge=workflow-state
                        /.ai-planning/*/*.json text eol=lf merge=workflow-state
                        """);
        assertThat(git.run("check-attr", "merge", "temp/workflows/a/state.json"))
                .contains("workflow-state");
        assertThat(git.run("config", "merge.workflow-state.driver").strip())
                .isEqualTo("'/opt/it'\\''s here/workflow' 'state' 'merge' %O %A %B %P");
        Files.createDirectories(folder.resolve(".ai-planning/.state"));
        Files.writeString(folder.resolve(".ai-planning/.state/state.db"), "x");
        Files.writeString(folder.resolve(".ai-planning/project-state.conflict-01234567.json"), "x");
        Files.writeString(folder.resolve("MENU.md.kept-48464090"), "what a person wrote into a file that is made");
        assertThat(git.run("status", "--porcelain", "-uall"))
                .isEqualTo("?? .ai-planning/.gitignore\n?? .gitattributes\n?? .gitignore\n");
    }

    @Test
    void gitRunsTheDriver() throws IOException {
        Git git = Git.init(folder);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        GitSetup.install(
                folder,
                Desk.LAYOUT,
                List.of(),
                List.of(java, "-cp", System.getProperty("java.class.path"), Driver.class.getName()));
        Path file = folder.resolve(Desk.MAIN_FILE);
        Files.createDirectories(Optional.ofNullable(file.getParent()).orElseThrow());
        Files.writeString(file, "{\n  \"a\": 1,\n  \"b\": 1\n}\n");
        git.commitAll("base");
        git.run("checkout", "-q", "-b", "other");
        Files.writeString(file, "{\n  \"a\": 2,\n  \"b\": 1\n}\n");
        git.commitAll("other");
        git.run("checkout", "-q", "main");
        Files.writeString(file, "{\n  \"a\": 1,\n  \"b\": 2\n}\n");
        git.commitAll("main");
        git.run("merge", "-q", "other", "-m", "merge");
        assertThat(file).hasContent("{\n  \"a\": 2,\n  \"b\": 2\n}\n");
    }

    /** What the command line does when git calls it. */
    static final class Driver {
        private Driver() {}

        public static void main(String[] args) throws IOException {
            StateMerge.Result result = StateMerge.merge(
                    Path.of(args[0]),
                    Path.of(args[1]),
                    Path.of(args[2]),
                    args[3],
                    Path.of("").toAbsolutePath());
            System.exit(result.status());
        }
    }
}
