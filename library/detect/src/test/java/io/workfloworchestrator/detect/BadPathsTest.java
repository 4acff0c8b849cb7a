package io.workfloworchestrator.detect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.workfloworchestrator.detect.Catalogue.BadInput;
import io.workfloworchestrator.files.PathAttributes;
import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.PathRules;
import io.workfloworchestrator.files.PlainFolderHandle;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.CodedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Group P of the catalogue, by the handle of this platform and by the weaker one; R07 and R08. P33 is a test of its own. */
class BadPathsTest {

    private static final byte[] TEXT = "text".getBytes(UTF_8);

    @TempDir
    Path temp;

    private Path root = Path.of("");
    private Path outside = Path.of("");

    private interface Check {
        void run(ProjectFolder project) throws Exception;
    }

    @BeforeEach
    void project() throws Exception {
        root = Files.createDirectory(temp.resolve("proj"));
        outside = Files.createDirectory(temp.resolve("outside"));
        Files.createDirectories(temp.resolve("proj-secret"));
        Files.writeString(temp.resolve("proj-secret/s"), "classified");
        Files.writeString(outside.resolve("s"), "classified");
        Files.createDirectory(root.resolve("docs"));
        Files.writeString(root.resolve("docs/a.md"), "text");
        Files.createSymbolicLink(root.resolve("link"), outside);
        Files.createSymbolicLink(root.resolve("flink"), outside.resolve("s"));
        Files.createSymbolicLink(root.resolve("chain2"), outside);
        Files.createSymbolicLink(root.resolve("chain1"), Path.of("chain2"));
        Files.createSymbolicLink(root.resolve("dangling"), outside.resolve("nope"));
        Files.createSymbolicLink(root.resolve("loop"), Path.of("loop"));
        Files.createSymbolicLink(root.resolve("zero"), Path.of("/dev/zero"));
    }

    private static Map<String, Check> checks(Path root, Path outside) {
        Map<String, Check> checks = new HashMap<>();
        refusedAnyway(checks, "P01", "E_PATH_EMPTY", "", " ");
        refusedAnyway(checks, "P02", "E_PATH_TRAVERSAL", "../outside/s");
        refusedAnyway(checks, "P03", "E_PATH_TRAVERSAL", "docs/../../outside/s");
        refusedAnyway(checks, "P04", "E_PATH_TRAVERSAL", "docs/..", "..");
        refusedAnyway(checks, "P05", "E_PATH_ABSOLUTE", "/etc/passwd", "//etc");
        refusedAnyway(checks, "P06", "E_PATH_ABSOLUTE", "~/.ssh/id_rsa", "~root");
        refusedAnyway(checks, "P07", "E_PATH_ABSOLUTE", "file:///etc/passwd", "file:x", "https://example.org/x");
        refusedAnyway(checks, "P08", "E_PATH_ABSOLUTE", "C:\\Windows\\win.ini", "c:/x", "C:");
        refusedAnyway(checks, "P09", "E_PATH_ABSOLUTE", "\\\\host\\share\\x");
        refusedAnyway(checks, "P10", "E_PATH_CHAR", "..\\outside\\s");
        refusedAnyway(checks, "P11", "E_PATH_CHAR", "docs\0.md");
        refusedAnyway(checks, "P12", "E_PATH_CHAR", "docs/a\n.md");
        refusedAnyway(checks, "P13", "E_PATH_CHAR", "docs/\u202egnp.md");
        refusedAnyway(checks, "P14", "E_PATH_SYMLINK", "link/s");
        refusedAnyway(checks, "P15", "E_PATH_SYMLINK", "flink");
        refusedAnyway(checks, "P16", "E_PATH_SYMLINK", "chain1/s");
        refusedAnyway(checks, "P17", "E_PATH_SYMLINK", "dangling");
        refusedAnyway(checks, "P18", "E_PATH_SYMLINK", "loop", "loop/x");
        refusedAnyway(checks, "P19", "E_PATH_SYMLINK", "link/new.txt", "link/new/folder/x");
        refusedAnyway(checks, "P20", "E_PATH_TRAVERSAL", "../proj-secret/s");
        refusedAnyway(checks, "P21", "E_PATH_RESERVED", "docs/nul.txt", "CON", "aux.md", "com1", "lpt9.tar.gz");
        refusedAnyway(checks, "P22", "E_PATH_CHAR", "docs/a.md:stream");
        refusedAnyway(checks, "P23", "E_PATH_CHAR", "docs/a.md.", "docs/a.md ");
        refusedAnyway(checks, "P24", "E_PATH_LONG", "a".repeat(5_000), "a".repeat(300));
        refusedAnyway(checks, "P25", "E_PATH_DEPTH", "x/".repeat(400));
        checks.put("P26", project -> {
            assertThat(new ProcessBuilder("mkfifo", root.resolve("fifo").toString())
                            .start()
                            .waitFor())
                    .isZero();
            refuses("E_PATH_NOT_REGULAR", () -> project.read("fifo", 100));
            refuses("E_PATH_NOT_REGULAR", () -> project.replace("fifo", TEXT));
            refuses("E_PATH_EXISTS", () -> project.writeNew("fifo", TEXT));
            assertThat(project.attributes("fifo").orElseThrow().kind()).isEqualTo(PathAttributes.Kind.OTHER);
        });
        refusedAnyway(checks, "P27", "E_PATH_SYMLINK", "zero");
        checks.put("P28", project -> {
            Files.createLink(root.resolve("hard"), outside.resolve("s"));
            project.replace("hard", TEXT);
            assertThat(root.resolve("hard")).hasContent("text");
            assertThat(outside.resolve("s")).hasContent("classified");
        });
        refusedForWriting(checks, "P29", ".git/hooks/pre-commit", ".GIT/config", "sub/.git/x", ".gitmodules");
        refusedForWriting(
                checks,
                "P30",
                ".mcp.json",
                ".vscode/tasks.json",
                "CLAUDE.md",
                "docs/claude.MD",
                ".claude/settings.json");
        checks.put("P31", project -> {
            Path evil = Files.createDirectories(outside.resolve("evil"));
            Files.createSymbolicLink(root.resolve(".ai-planning"), evil);
            refuses("E_PATH_SYMLINK", () -> project.replace(".ai-planning/project-state.json", TEXT));
            refuses("E_PATH_SYMLINK", () -> project.createDirectories(".ai-planning/x"));
            assertThat(evil).isEmptyDirectory();
        });
        checks.put("P32", project -> {
            Files.deleteIfExists(root.resolve(".ai-planning"));
            Files.createDirectory(root.resolve(".ai-planning"));
            Files.createSymbolicLink(root.resolve(".ai-planning/project-state.json"), outside.resolve("s"));
            refuses("E_PATH_SYMLINK", () -> project.read(".ai-planning/project-state.json", 100));
            refuses("E_PATH_SYMLINK", () -> project.replace(".ai-planning/project-state.json", TEXT));
            assertThat(outside.resolve("s")).hasContent("classified");
        });
        return checks;
    }

    private static void refusedAnyway(Map<String, Check> checks, String id, String code, String... paths) {
        checks.put(id, project -> {
            for (String path : paths) {
                refuses(code, () -> project.exists(path));
                refuses(code, () -> project.read(path, 100));
                refuses(code, () -> project.list(path, 100));
                refuses(code, () -> project.writeNew(path, TEXT));
                refuses(code, () -> project.replace(path, TEXT));
                refuses(code, () -> project.createDirectories(path));
                refuses(code, () -> project.move("docs/a.md", path));
                refuses(code, () -> project.move(path, "docs/b.md"));
            }
        });
    }

    private static void refusedForWriting(Map<String, Check> checks, String id, String... paths) {
        checks.put(id, project -> {
            for (String path : paths) {
                assertThat(project.exists(path)).isFalse();
                refuses("E_PATH_PROTECTED", () -> project.writeNew(path, TEXT));
                refuses("E_PATH_PROTECTED", () -> project.replace(path, TEXT));
                refuses("E_PATH_PROTECTED", () -> project.createDirectories(path));
                refuses("E_PATH_PROTECTED", () -> project.move("docs/a.md", path));
                assertThat(project.exists(path)).isFalse();
            }
        });
    }

    private static void refuses(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        PathException refused = catchThrowableOfType(PathException.class, call);
        assertThat(refused).isNotNull();
        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.path().codePointCount(0, refused.path().length())).isLessThanOrEqualTo(87);
        assertThat(refused.getMessage()).doesNotContain(code).hasSizeLessThan(400);
        assertThat(String.valueOf(refused.getMessage()).chars()).noneMatch(Character::isISOControl);
        assertThat(refused.getMessage()).doesNotContain("classified", "\u202e");
    }

    @TestFactory
    Stream<DynamicTest> badPathsAreRefusedPromptlyAndTouchNothingOutside() {
        return tests(ProjectFolder.open(root));
    }

    @TestFactory
    Stream<DynamicTest> theWeakerHandleRefusesThemAsWell() {
        return tests(ProjectFolder.open(root, PlainFolderHandle::ofRoot));
    }

    private Stream<DynamicTest> tests(ProjectFolder project) {
        Map<String, Check> checks = checks(root, outside);
        List<BadInput> inputs = Catalogue.entries("P").stream()
                .filter(input -> !input.id().equals("P33"))
                .toList();
        assertThat(checks.keySet()).hasSameSizeAs(inputs);
        return inputs.stream()
                .map(input -> DynamicTest.dynamicTest(input.toString(), () -> {
                    Check check = checks.get(input.id());
                    assertThat(check).as("a check for " + input.id()).isNotNull();
                    assertThat(input.outcome()).isNotBlank();
                    if (check != null) {
                        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> check.run(project));
                    }
                    assertNothingOutsideChanged();
                }));
    }

    private void assertNothingOutsideChanged() throws IOException {
        try (Stream<Path> all = Files.walk(outside)) {
            assertThat(all.filter(Files::isRegularFile)).containsExactly(outside.resolve("s"));
        }
        assertThat(outside.resolve("s")).hasContent("classified");
        assertThat(root.resolve("docs/a.md")).hasContent("text");
        try (Stream<Path> all = Files.list(root)) {
            assertThat(all.filter(path -> path.toString().endsWith(".tmp"))).isEmpty();
        }
    }

    @Test
    void globsWithTooManyDeepWildcardsOrLeadingOutsideAreRefused() {
        Map<String, String> bad = Map.ofEntries(
                Map.entry("**/**/**/**/**/x", "E_RULE_GLOB"),
                Map.entry("/**", "E_PATH_TRAVERSAL"),
                Map.entry("../**", "E_PATH_TRAVERSAL"),
                Map.entry("docs/../../*", "E_PATH_TRAVERSAL"),
                Map.entry("~/*", "E_PATH_TRAVERSAL"),
                Map.entry("docs/**", "E_RULE_GLOB"),
                Map.entry("a**b", "E_RULE_GLOB"),
                Map.entry("{a,{b,c}}", "E_RULE_GLOB"),
                Map.entry("{a", "E_RULE_GLOB"),
                Map.entry("a}", "E_RULE_GLOB"),
                Map.entry("{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}", "E_RULE_GLOB"),
                Map.entry("*".repeat(600), "E_RULE_GLOB"),
                Map.entry("*/".repeat(40) + "x", "E_RULE_GLOB"),
                Map.entry("docs\\*.md", "E_PATH_CHAR"),
                Map.entry("docs/\0*", "E_PATH_CHAR"),
                Map.entry(".ai-planning/.state/*", "E_PATH_PROTECTED"),
                Map.entry("", "E_PATH_EMPTY"));
        bad.forEach((glob, code) -> assertThatThrownBy(() -> FactDeclaration.files(glob))
                .as(PathRules.show(glob))
                .isInstanceOfSatisfying(
                        CodedException.class, e -> assertThat(e.code()).isEqualTo(code)));
        assertThat(Catalogue.entries("R").stream().map(BadInput::id)).containsExactly("R07", "R08");
    }

    @Test
    void foldersThatAreNoProjectAreRefusedAndNotCreated() throws IOException {
        Path missing = temp.resolve("missing");
        Path file = Files.writeString(temp.resolve("file"), "x");
        Path toProc = Files.createSymbolicLink(temp.resolve("proc"), Path.of("/proc/self"));
        Map<String, String> bad = Map.of(
                missing.toString(),
                "E_ROOT_NOT_FOUND",
                file.toString(),
                "E_ROOT_NOT_DIRECTORY",
                file.resolve("x").toString(),
                "E_ROOT_NOT_FOUND",
                toProc.toString(),
                "E_ROOT_SPECIAL",
                "/proc",
                "E_ROOT_SPECIAL",
                "/sys/kernel",
                "E_ROOT_SPECIAL",
                "/dev",
                "E_ROOT_SPECIAL",
                "/",
                "E_ROOT_SPECIAL",
                "",
                "E_ROOT_EMPTY",
                "a\0b",
                "E_PATH_CHAR");
        bad.forEach((path, code) -> refuses(code, () -> ProjectFolder.open(path)));
        assertThat(missing).doesNotExist();
    }
}
