package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The launcher, from an odd place. The methods run in order, because only the first start of a place is a first. */
@EnabledOnOs(
        value = {OS.LINUX, OS.MAC},
        disabledReason = "a POSIX shell script")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LauncherTest {
    @TempDir
    static Path folder;

    private static TestDistribution distribution;
    private static Path launcher;

    @BeforeAll
    static void layOut() throws IOException {
        Path home = Files.createDirectories(folder.resolve("a place, with ünïcode & 'quotes'"));
        distribution = TestDistribution.in(home, folder.resolve("jars"));
        launcher = home.resolve("workflow");
    }

    @Test
    @Order(1)
    void twoFirstStartsAtOnceBothAnswerAndKeepStdoutClean() throws IOException {
        List<TestDistribution.Running> starts = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            starts.add(distribution.start(launcher, folder, Map.of(), "--version"));
        }
        StringBuilder said = new StringBuilder();
        for (TestDistribution.Running start : starts) {
            TestDistribution.Outcome outcome = start.await();
            assertThat(outcome.out()).as(outcome.err()).isEqualTo("workflow 0.1.0\n");
            assertThat(outcome.exitCode()).isZero();
            said.append(outcome.err());
        }
        assertThat(said.toString())
                .as("how long it takes, and that every server answered in its rehearsal")
                .contains("some seconds, on a busy machine up to a minute")
                .containsPattern("workflow: archive made in \\d+ s\n");
        try (Stream<Path> files = Files.list(distribution.home.resolve("dist"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .as("one build, nothing left of the making")
                    .filteredOn(name ->
                            !List.of("current", "launch", "lock", "stamp").contains(name))
                    .singleElement()
                    .asString()
                    .matches("[0-9a-f]{16}");
        }
    }

    @Test
    @Order(2)
    void aSecondStartSaysNothingOfItsOwn() {
        TestDistribution.Outcome outcome = distribution.run(launcher, folder, Map.of(), "--version");
        assertThat(outcome).isEqualTo(new TestDistribution.Outcome(0, "workflow 0.1.0\n", ""));
    }

    @Test
    @Order(2)
    void theSqliteLibraryIsLaidOutAndTheArchiveUsed() throws IOException {
        Path arguments;
        try (Stream<Path> files = Files.list(distribution.home.resolve("dist/launch"))) {
            arguments = files.findFirst().orElseThrow();
        }
        assertThat(Files.readAllLines(arguments)).anyMatch(line -> line.contains("-Dorg.sqlite.lib.path="));
        assertThat(Files.readAllLines(arguments))
                .anyMatch(line -> line.contains("-XX:SharedArchiveFile=") || line.contains("-XX:AOTCache="));
    }

    @Test
    @Order(2)
    void itWorksThroughLinksFromAnyFolderWithAnyArgument() throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path link = Files.createSymbolicLink(bin.resolve("wf"), Path.of("wf2"));
        Files.createSymbolicLink(bin.resolve("wf2"), launcher);
        TestDistribution.Outcome outcome =
                distribution.run(link, bin, Map.of(), "verify", "@no such ' \"file\" *.yaml");
        assertThat(outcome.err()).contains("@no such ' \"file\" *.yaml");
        assertThat(outcome.exitCode()).isNotZero();
    }

    @Test
    @Order(2)
    void withoutALocaleUnicodePathsStillWork() {
        TestDistribution.Outcome outcome =
                distribution.run(launcher, folder, Map.of("LANG", "", "LC_ALL", "", "LC_CTYPE", ""), "--version");
        assertThat(outcome).isEqualTo(new TestDistribution.Outcome(0, "workflow 0.1.0\n", ""));
    }

    /** None of these is there, or none is UTF-8: to the C library each is plain ASCII. */
    @ParameterizedTest
    @Order(2)
    @CsvSource({
        "LANG, xx_YY.UTF-8",
        "LANG, xx_YY.ISO-8859-1",
        "LC_CTYPE, xx_YY.utf8",
        "LC_TIME, xx_YY.UTF-8",
        "LC_ALL, xx_YY.UTF-8",
        "LC_ALL, POSIX",
        "LC_ALL, C.utf8"
    })
    void inEveryLocaleWordsAndFileNamesAreKept(String variable, String locale) throws IOException {
        Path project = Files.createTempDirectory(folder, "grün-日本");
        Map<String, String> environment = new HashMap<>(Map.of("LANG", "", "LC_ALL", "", "LC_CTYPE", ""));
        environment.put(variable, locale);

        TestDistribution.Outcome begun = distribution.run(
                launcher,
                folder,
                environment,
                "init",
                "--type",
                "project-planning",
                "--name",
                "Grüße, 日本 😀",
                "--project",
                project.toString());
        assertThat(begun.exitCode()).as(begun.err()).isZero();
        assertThat(begun.out()).contains("Grüße, 日本 😀");
        assertThat(project.resolve(".ai-planning/project-state.json")).content().contains("Grüße, 日本 😀");
        if (variable.equals("LANG")) {
            TestDistribution.Outcome config = distribution.run(
                    launcher,
                    project,
                    environment,
                    "mcp",
                    "project-management",
                    "--project",
                    project.toString(),
                    "--print-config",
                    "json");
            assertThat(config.out()).contains(project.toString(), "ünïcode");
            assertThat(distribution
                            .run(launcher, project, environment, "status")
                            .out())
                    .contains("Grüße, 日本 😀");
        }
    }

    @Test
    @Order(2)
    void aCharacterThatIsNotUtf8IsRefused() throws IOException {
        Path project = Files.createTempDirectory(folder, "latin");
        assertThat(distribution
                        .run(launcher, project, Map.of(), "init", "--type", "project-planning")
                        .exitCode())
                .isZero();
        Path script = Files.writeString(
                folder.resolve("latin.sh"),
                "exec \"$1\" step done validate-deliverables --note \"Gr$(printf '\\374')n\"\n");

        TestDistribution.Outcome outcome = distribution.run(
                Path.of("/bin/sh"),
                project,
                Map.of("LANG", "xx_YY.ISO-8859-1"),
                script.toString(),
                launcher.toString());

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE.number());
        assertThat(outcome.err().replaceAll("\\s+", " ")).contains("did not arrive as UTF-8");
        assertThat(distribution
                        .run(launcher, project, Map.of(), "history")
                        .out()
                        .lines())
                .hasSize(1);
    }

    @Test
    @Order(2)
    void withoutJavaItSaysWhatToInstall() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        TestDistribution.Outcome outcome =
                distribution.run(launcher, folder, Map.of("JAVA_HOME", "", "PATH", empty.toString()), "status");
        assertThat(outcome.exitCode()).isEqualTo(69);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains("no Java found", "17 or newer", "JAVA_HOME");
    }

    @Test
    @Order(2)
    void anOldJavaIsNamedWithItsVersion() throws IOException {
        Path old = Files.createDirectories(folder.resolve("old/bin")).resolve("java");
        Files.writeString(old, "#!/bin/sh\necho 'openjdk version \"11.0.2\" 2019-01-15' >&2\n");
        Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rwxr-xr-x"));
        TestDistribution.Outcome outcome = distribution.run(
                launcher, folder, Map.of("JAVA_HOME", folder.resolve("old").toString()), "status");
        assertThat(outcome.exitCode()).isEqualTo(69);
        assertThat(outcome.err()).contains("is version 11", "17 or newer");
    }

    @Test
    @Order(2)
    void withoutMavenItSaysWhatToInstall() throws IOException {
        TestDistribution fresh =
                TestDistribution.in(Files.createDirectories(folder.resolve("without maven")), folder.resolve("jars"));
        Path tools = Files.createDirectories(folder.resolve("tools"));
        for (String tool : List.of("sed", "head", "readlink", "find")) {
            Path wrapper =
                    Files.writeString(tools.resolve(tool), "#!" + which("sh") + "\nexec " + which(tool) + " \"$@\"\n");
            Files.setPosixFilePermissions(wrapper, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        TestDistribution.Outcome outcome = fresh.run(
                fresh.home.resolve("workflow"),
                folder,
                Map.of("WORKFLOW_JARS", "", "PATH", tools.toString(), "MVNW_REPOURL", ""),
                "status");
        assertThat(outcome.exitCode()).isEqualTo(70);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains("no Maven found", "3.8.7", "MVNW_REPOURL");
    }

    @Test
    @Order(3)
    void aChangedSourceIsBuiltAgainAndThenNotAgain() throws IOException {
        Path source = Files.createDirectories(distribution.home.resolve("library/x/src/main/java"))
                .resolve("A.java");
        Files.createDirectories(distribution.home.resolve("servers"));
        Files.writeString(distribution.home.resolve("pom.xml"), "<project/>");
        Files.writeString(distribution.home.resolve("app/pom.xml"), "<project/>");
        Files.writeString(source, "class A {}");
        Path stamp = distribution.home.resolve("dist/stamp");
        FileTime first = Files.getLastModifiedTime(stamp);

        assertThat(distribution.run(launcher, folder, Map.of(), "--version").exitCode())
                .isZero();
        FileTime second = Files.getLastModifiedTime(stamp);
        assertThat(second).isGreaterThan(first);

        assertThat(distribution.run(launcher, folder, Map.of(), "--version").exitCode())
                .isZero();
        assertThat(Files.getLastModifiedTime(stamp)).isEqualTo(second);

        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(1)));
        assertThat(distribution.run(launcher, folder, Map.of(), "--version").exitCode())
                .isZero();
        assertThat(Files.getLastModifiedTime(stamp)).isGreaterThan(second);
    }

    /** Its client would not wait for the build, which goes on beside it. */
    @Tag("nightly")
    @Test
    @Order(4)
    void aServerStartsOnTheLastBuildWhileANewerOneIsMade() throws IOException {
        Path source = distribution.home.resolve("library/x/src/main/java/A.java");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(2)));
        Path log = distribution.home.resolve("dist/build.log");
        Map<String, String> broken =
                Map.of("WORKFLOW_JARS", folder.resolve("nothing here").toString());

        TestDistribution.Outcome person = distribution.run(launcher, folder, broken, "status");
        assertThat(person.exitCode()).isEqualTo(70);

        assertThat(serverStarts(broken)).contains("starts with it as it is", "build.log");
        await().atMost(3, TimeUnit.MINUTES)
                .untilAsserted(() -> assertThat(log).content().contains("nothing here"));

        await().atMost(3, TimeUnit.MINUTES)
                .pollInterval(1, TimeUnit.SECONDS)
                .until(() -> serverStarts(Map.of()).isEmpty());
        await().atMost(3, TimeUnit.MINUTES)
                .until(() -> ProcessHandle.allProcesses()
                        .flatMap(process -> process.info().commandLine().stream())
                        .noneMatch(line -> line.contains(distribution.home + "/app/src/main/java")));
    }

    /** What it says to a client that ends the session at once. */
    private String serverStarts(Map<String, String> environment) throws IOException {
        TestDistribution.Outcome server = distribution.run(
                launcher, folder, environment, "mcp", "project-management", "--project", folder.toString());
        assertThat(server.out()).as("no request, no answer").isEmpty();
        assertThat(server.exitCode()).isZero();
        return server.err();
    }

    @Test
    @Order(2)
    void aDeletedWorkingDirectoryIsNamedAndAServerStartsAllTheSame() throws Exception {
        TestDistribution.Outcome command = inADeletedFolder("", "status");
        assertThat(command.exitCode()).isEqualTo(69);
        assertThat(command.err()).contains("the working directory was deleted").doesNotContain("VM", "java.lang");

        TestDistribution.Outcome server = inADeletedFolder(
                Talk.INITIALIZE + "\n" + Talk.calling(1, "get_project_status", "{}") + "\n",
                "mcp",
                "project-management");
        assertThat(server.out()).contains("\"id\":\"init\",\"result\"").contains("E_ROOT_SPECIAL", "--project DIR");
        assertThat(server.exitCode()).isZero();
    }

    private static TestDistribution.Outcome inADeletedFolder(String input, String... arguments) throws Exception {
        Path gone = Files.createDirectories(folder.resolve("gone"));
        ProcessBuilder command = distribution.command(launcher, gone, Map.of(), arguments);
        List<String> words = new ArrayList<>(List.of("sh", "-c", "rmdir \"$PWD\"; exec \"$@\"", "sh"));
        words.addAll(command.command());
        Path in = Files.writeString(folder.resolve("input"), input);
        Path out = folder.resolve("output");
        Path err = folder.resolve("errors");
        Process process = command.command(words)
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        return new TestDistribution.Running(process, out, err).await();
    }

    /** The release of docs/cookbook.md, each command a process of its own. */
    @Tag("nightly")
    @Test
    @Order(2)
    void aWorkflowOfTheProjectsOwnTypeGoesFromItsBeginningToItsEnd() throws IOException {
        Path project = Files.createDirectories(folder.resolve("a release"));
        Path definitions = Files.createDirectories(project.resolve(".ai-planning/definitions"));
        Files.copy(Path.of("../docs/definitions/release.yaml"), definitions.resolve("release.yaml"));

        assertThat(release(project, 0, "init", "--type", "release", "--id", "2.0"))
                .contains("phase prepare");
        assertThat(release(project, 1, "advance")).contains("Write what changed into docs", "workflow why step:test");

        Files.createDirectories(project.resolve("target/surefire-reports"));
        Files.createFile(project.resolve("target/surefire-reports/TEST-a.xml"));
        Files.createDirectories(project.resolve("docs"));
        Files.writeString(project.resolve("docs/release-notes.md"), "What changed. ".repeat(20));
        assertThat(release(project, 0, "advance")).contains("now in approve");

        release(project, 0, "step", "done", "review", "--note", "read it all");
        assertThat(release(project, 1, "advance", "-w", "release/2.0")).contains("so far 0 did");
        release(project, 0, "data", "approvers=[\"ann\", \"bo\"]", "tag=v2.0.0");
        assertThat(release(project, 0, "advance", "-w", "release")).contains("now in ship");
        assertThat(release(project, 0, "advance")).contains("finished");
        assertThat(release(project, 0, "list", "--json")).contains("\"finished\": true", "\"progress\": 100");
    }

    private static String release(Path project, int exitCode, String... arguments) {
        TestDistribution.Outcome outcome = distribution.run(launcher, project, Map.of(), arguments);
        assertThat(outcome.exitCode()).as(outcome.toString()).isEqualTo(exitCode);
        return outcome.out();
    }

    private static Path which(String tool) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(entry -> Path.of(entry, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + tool + " on the PATH"));
    }
}
