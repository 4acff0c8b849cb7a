package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.workfloworchestrator.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a person sees of a state file that is damaged, whatever the damage: it is named, kept, never overwritten, and no
 * command says that it succeeded. The cases are those in which the reference library lost the file.
 */
@EnabledOnOs({OS.LINUX, OS.MAC})
class DamagedStateTest {
    private static final String FILE = ".ai-planning/project-state.json";
    private static final List<String> QUESTIONS =
            List.of("status", "next", "advance", "step done validate-deliverables");

    @TempDir
    Path folder;

    private Path project;
    private Shell shell;

    @BeforeEach
    void begin() throws IOException {
        project = Files.createDirectory(folder.resolve("project"));
        shell = new Shell(project);
    }

    /** How a text of a state file is damaged. */
    private interface Damage {
        byte[] of(String text);
    }

    private static Arguments damage(String name, Damage damage) {
        return Arguments.of(name, damage);
    }

    private static Arguments text(String name, String instead) {
        return damage(name, text -> utf8(instead));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** No text of a state at all, or none that may be one. */
    static Stream<Arguments> unreadable() {
        byte[] random = new byte[2_000];
        new Random(5).nextBytes(random);
        return Stream.of(
                text("empty", ""),
                text("blank", " \n\t\n"),
                damage("cut by one byte", text -> Arrays.copyOf(utf8(text.strip()), utf8(text.strip()).length - 1)),
                damage("cut in half", text -> Arrays.copyOf(utf8(text), utf8(text).length / 2)),
                damage("a trailing comma", text -> utf8(text.strip().replaceFirst("}$", ",}"))),
                damage("a comment", text -> utf8("// mine\n" + text)),
                damage(
                        "conflict markers around nonsense",
                        text -> utf8("<<<<<<< HEAD\n" + text + "=======\noops\n>>>>>>> theirs\n")),
                damage("UTF-16", text -> text.getBytes(StandardCharsets.UTF_16)),
                damage(
                        "latin 1",
                        text -> text.replaceFirst("\"title\": \"", "\"title\": \"\u00e9")
                                .replaceFirst("\"projectName\": \"", "\"projectName\": \"\u00e9")
                                .getBytes(StandardCharsets.ISO_8859_1)),
                damage("NUL bytes", text -> new byte[4_096]),
                damage("random bytes", text -> random),
                damage("the tail of a longer text behind", text -> utf8(text + text.substring(text.length() / 2))),
                damage("a name twice", text -> utf8(text.strip().replaceFirst("}$", ",\"x\":1,\"x\":2}"))),
                damage(
                        "deep nesting",
                        text -> utf8(text.strip().replaceFirst("}$", ",\"x\":") + "[".repeat(100_000)
                                + "]".repeat(100_000) + "}")),
                text("null", "null"),
                text("true", "true"),
                text("a number", "42"),
                text("a string", "\"state\""),
                text("an array", "[]"));
    }

    /** JSON that is no state of this workflow. */
    static Stream<Arguments> misshapen() {
        return Stream.of(
                text("an empty object", "{}"),
                text("{\"a\":1}", "{\"a\":1}"),
                text("a generic state", "{\"workflowType\":\"deployment\",\"state\":{\"step\":3},\"version\":\"1.0\"}"),
                damage("no phase", text -> without(text, "phase")),
                damage("phases null", text -> with(text, Json.Null.VALUE, "phases")),
                damage("a phase null", text -> with(text, Json.Null.VALUE, "phases", "initialization")),
                damage("steps a number", text -> with(text, Json.of(7), "steps")),
                damage("tracked a string", text -> with(text, Json.of("x"), "tracked")));
    }

    /** Files of the reference that passed its validation, and then made its tools throw. */
    static Stream<Arguments> shallow() {
        return Stream.of(
                damage("goals.completed missing", text -> utf8(text.replace(", \"completed\": []", ""))),
                damage("integrations empty", text -> with(text, Json.Obj.EMPTY, "integrations")),
                damage("phases.execution null", text -> with(text, Json.Null.VALUE, "phases", "execution")),
                damage("one phase missing", text -> with(text, Json.Obj.EMPTY, "phases")),
                damage("unknown currentPhase", text -> with(text, Json.of("nowhere"), "currentPhase")),
                damage("version 99.0", text -> with(text, Json.of("99.0"), "version")),
                damage("no version", text -> without(text, "version")),
                damage("no project name", text -> without(text, "projectName")),
                damage("empty step lists", text -> utf8(text.replaceAll("(?s)\"steps\": \\[.*?\\]", "\"steps\": []"))));
    }

    private static byte[] with(String text, Json value, String... path) {
        return utf8(Json.parse(text).asObject().withAt(List.of(path), value).toPrettyText());
    }

    private static byte[] without(String text, String field) {
        return utf8(Json.parse(text).asObject().without(field).toPrettyText());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"unreadable", "misshapen"})
    void whileTheProjectIsUsedTheStateStaysAndTheFileIsNamedAndKept(String name, Damage damage) throws IOException {
        shell.run("init", "--type", "project-planning", "--name", "Corner shop");
        byte[] bytes = damage.of(Files.readString(project.resolve(FILE)));
        Files.write(project.resolve(FILE), bytes);

        Shell.Outcome written = shell.json("step", "done", "validate-deliverables");
        assertThat(written.code()).as(written.out()).isIn(0, ExitCode.REFUSED.number(), ExitCode.STATE.number());
        Shell.Outcome status = shell.json("status");
        assertThat(status.code()).as(status.out()).isZero();
        assertThat(status.text("title")).isEqualTo("Corner shop");
        assertThat(status.text("phase")).isEqualTo("initialization");
        assertThat(status.json().at("notices").orElseThrow().asList()).isNotEmpty();
        assertThat(shell.json("init", "--type", "project-planning").text("existed"))
                .isEqualTo("true");
        assertThat(isKept(bytes)).as("what was in the file is somewhere").isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"unreadable", "misshapen"})
    void inACloneNothingIsMadeOfItAndNothingIsMadeOverIt(String name, Damage damage) throws IOException {
        shell.run("init", "--type", "project-planning", "--name", "Corner shop");
        byte[] bytes = damage.of(Files.readString(project.resolve(FILE)));
        TestFiles.delete(project.resolve(".ai-planning/.state"));
        Files.write(project.resolve(FILE), bytes);

        Shell.Outcome written = shell.json("step", "done", "validate-deliverables");
        assertThat(written.code()).as(written.out()).isNotIn(0, ExitCode.INTERNAL.number());
        for (String command : List.of("init", "status", "next")) {
            Shell.Outcome outcome = shell.json(command);
            assertThat(outcome.code()).as(outcome.out()).isEqualTo(ExitCode.STATE.number());
            assertThat(outcome.text("error", "message")).contains("project-state.json");
            assertThat(Files.readAllBytes(project.resolve(FILE))).as(command).isEqualTo(bytes);
        }
        assertThat(project.resolve(".ai-planning/.state/state.db")).doesNotExist();
    }

    @Test
    void aPhaseThatIsNoneIsNamedAndLeftAloneUntilItIsCorrected() throws IOException {
        shell.run("init", "--type", "project-planning", "--name", "Corner shop");
        String text = Files.readString(project.resolve(FILE));
        Files.write(project.resolve(FILE), with(text, Json.of("no-such-phase"), "phase"));

        Shell.Outcome status = shell.json("status");
        assertThat(status.code()).isZero();
        assertThat(status.text("phase")).isEqualTo("initialization");
        assertThat(status.text("notices", "0", "message")).contains("no-such-phase");
        assertThat(project.resolve(FILE)).content().contains("no-such-phase");

        Files.writeString(project.resolve(FILE), text);
        assertThat(shell.json("status").json().at("notices").orElseThrow().asList())
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shallow")
    void aFileOfTheReferenceOpensWholeOrIsNamedAndLeftAlone(String name, Damage damage) throws IOException {
        byte[] bytes = damage.of(ReferenceProjectTest.STATE);
        Files.createDirectory(project.resolve(".ai-planning"));
        Files.write(project.resolve(FILE), bytes);

        Shell.Outcome status = shell.json("status");
        for (String question : QUESTIONS) {
            Shell.Outcome outcome = shell.json(question.split(" "));
            assertThat(outcome.code()).as(outcome.out()).isNotEqualTo(ExitCode.INTERNAL.number());
            assertThat(outcome.out()).doesNotContain("NaN");
            if (status.code() != 0) {
                assertThat(outcome.code()).as(question).isNotZero();
            }
        }
        if (status.code() == 0) {
            assertThat(status.text("phase")).isEqualTo("goal-development");
        } else {
            assertThat(status.out()).contains("project-state.json");
            assertThat(shell.json("init", "--type", "project-planning").code()).isEqualTo(ExitCode.STATE.number());
            assertThat(Files.readAllBytes(project.resolve(FILE))).isEqualTo(bytes);
        }
        assertThat(isKept(bytes)).as("what was in the file is somewhere").isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "state is a folder",
                "state is a dangling link",
                "state is a link in a circle",
                "state is a link outside",
                "state is a pipe",
                "state is /dev/zero",
                "planning is a file",
                "planning is a dangling link",
                "planning is a link outside"
            })
    void whereNoFileCanBeNoCommandSaysThatItMadeOne(String what) throws Exception {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Path planning = project.resolve(".ai-planning");
        if (what.startsWith("state")) {
            Files.createDirectory(planning);
        }
        Path place = what.startsWith("state") ? project.resolve(FILE) : planning;
        make(what, place, outside);

        for (String command : List.of("status", "next", "init", "--type", "project-planning", "advance")) {
            Shell.Outcome outcome =
                    assertTimeoutPreemptively(Duration.ofSeconds(60), () -> shell.json(command.split(" ")));
            assertThat(outcome.code()).as(command + ": " + outcome.out()).isNotIn(0, ExitCode.INTERNAL.number());
        }
        assertThat(outside).isEmptyDirectory();
        if (Files.isSymbolicLink(place)) {
            Files.delete(place);
        }
    }

    private static void make(String what, Path path, Path outside) throws Exception {
        switch (what.substring(what.indexOf(" is ") + 4)) {
            case "a folder" -> Files.createDirectory(path);
            case "a file" -> Files.writeString(path, "mine");
            case "a dangling link" -> Files.createSymbolicLink(path, outside.resolve("nothing"));
            case "a link in a circle" -> Files.createSymbolicLink(path, path);
            case "a link outside" ->
                Files.createSymbolicLink(path, path.endsWith(".ai-planning") ? outside : outside.resolve("s.json"));
            case "a pipe" ->
                assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor())
                        .isZero();
            default -> Files.createSymbolicLink(path, Path.of("/dev/zero"));
        }
    }

    @Test
    void aSecondWorkflowLeavesTheFirstAloneAndWhatIsNoStateIsNone() throws IOException {
        shell.run("init", "--type", "project-planning", "--name", "Corner shop");
        String planning = Files.readString(project.resolve(FILE));
        Path other = Files.createDirectory(project.resolve(".ai-planning/deployment"))
                .resolve("main.json");
        Files.writeString(other, "{\"a\":1}\n");

        assertThat(shell.json("status").text("title")).isEqualTo("Corner shop");
        assertThat(shell.json("init", "--type", "project-planning").text("existed"))
                .isEqualTo("true");
        assertThat(shell.json("show", "deployment/main").text("value", "a")).isEqualTo("1");
        assertThat(Files.readString(project.resolve(FILE))).isEqualTo(planning);
        assertThat(Files.readString(other)).isEqualTo("{\"a\":1}\n");
    }

    @Test
    void aGoalThatIsAPathOutsideIsInNoSuggestion() throws IOException {
        shell.run("init", "--type", "project-planning", "--name", "Corner shop");
        String text = Files.readString(project.resolve(FILE));
        String outside = "../../../../etc/passwd";
        Json goal = Json.Obj.EMPTY.with("status", Json.of("selected"));
        Files.write(project.resolve(FILE), with(text, goal, "tracked", "goals", outside));

        assertThat(shell.json("show").out()).contains(outside);
        Shell.Outcome next = shell.json("next");
        assertThat(next.code()).as(next.out()).isZero();
        assertThat(next.json().at("steps").orElseThrow().toString()).doesNotContain("etc/passwd");
    }

    /** Whether these bytes are in a file below the planning folder. */
    private boolean isKept(byte[] bytes) throws IOException {
        List<byte[]> kept = new ArrayList<>();
        try (Stream<Path> all = Files.walk(project.resolve(".ai-planning"))) {
            all.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .filter(path -> path.toString().endsWith(".json"))
                    .forEach(path -> {
                        try {
                            kept.add(Files.readAllBytes(path));
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        }
        return kept.stream().anyMatch(one -> Arrays.equals(one, bytes));
    }
}
