package io.workfloworchestrator.app.environments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.projectmanagement.environments.EnvironmentException;
import io.workfloworchestrator.projectmanagement.environments.ServerEntry;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers and builds that do what they should not. */
class BadServersTest {
    private static final Duration SHORT = Duration.ofSeconds(1);

    @TempDir
    private Path folder;

    /** What is said of a server that is this program for Node. */
    private String fault(String program, Duration patience) {
        try (StdioProbe probe = new StdioProbe(List.of("node", "-e", program), folder, Map.of(), patience)) {
            String words = Surface.shownBy(probe).words();
            probe.finish();
            return "no fault: " + words;
        } catch (EnvironmentException e) {
            return e.code() + " " + e.getMessage();
        }
    }

    @Test
    void aServerThatPrintsToStandardOutputIsNamed() {
        assertThat(fault("console.log('Server started'); process.stdin.resume()", Duration.ofSeconds(60)))
                .contains("E_SERVER_PROTOCOL", "no message of the protocol: \"Server started\"", "standard error");
    }

    @Test
    void aServerThatEndsAtOnceIsNamedWithWhatItSaid() {
        assertThat(fault("console.error('no database'); process.exit(3)", Duration.ofSeconds(60)))
                .contains("ended with exit code 3 before it answered initialize", "no database");
    }

    @Test
    void aServerThatAnswersNothingIsEnded() {
        assertThat(fault("process.stdin.resume(); setInterval(() => {}, 1000)", SHORT))
                .contains("did not answer initialize within 1.0 s");
    }

    @Test
    void aServerThatFloodsIsEnded() {
        assertThat(fault(
                        "const x = 'x'.repeat(1 << 20); const w = () => process.stdout.write(x, w); w()",
                        Duration.ofSeconds(60)))
                .contains("before it answered initialize", "a line of more than 16 MB");
    }

    @Test
    void aServerThatRefusesTheHandshakeIsNamedWithItsError() {
        assertThat(fault("""
                require('readline').createInterface({input: process.stdin}).on('line', line => console.log(JSON.stringify(
                  {jsonrpc: '2.0', id: JSON.parse(line).id, error: {code: -32602, message: 'too old'}})))
                """, Duration.ofSeconds(60))).contains("refused initialize", "too old");
    }

    private static BoundedProcess.Outcome run(String program, Path folder, Duration time) {
        return BoundedProcess.run(List.of("node", "-e", program), folder, Map.of(), time, 1 << 20);
    }

    @Test
    void aBuildThatHangsIsEndedWithAllThatItStarted() throws IOException {
        Path pid = folder.resolve("pid");
        BoundedProcess.Outcome outcome = run("""
                const below = require('child_process').spawn(process.argv0, ['-e', 'setInterval(() => {}, 1000)']);
                require('fs').writeFileSync('pid', '' + below.pid); setInterval(() => {}, 1000);
                """, folder, Duration.ofSeconds(5));
        assertThat(outcome.isPassed()).isFalse();
        assertThat(outcome.words()).contains("did not end by itself within 5.0 s");
        assertThat(ProcessHandle.of(Long.parseLong(Files.readString(pid)))
                        .filter(ProcessHandle::isAlive)
                        .map(process ->
                                process.onExit().orTimeout(10, TimeUnit.SECONDS).join())
                        .filter(ProcessHandle::isAlive))
                .isEmpty();
    }

    @Test
    void aBuildThatFloodsIsEndedAndItsBeginningAndEndAreKept() {
        BoundedProcess.Outcome outcome = run(
                "console.log('first'); const w = () => process.stdout.write('x'.repeat(65536), w); w()",
                folder,
                Duration.ofSeconds(60));
        assertThat(outcome.words()).contains("ended since it wrote more than 1 MB");
        assertThat(outcome.output())
                .startsWith("first")
                .contains("bytes are left out")
                .hasSizeLessThan(70_000);
    }

    @Test
    void aProgramThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> BoundedProcess.run(List.of("no-such-program"), folder, Map.of(), SHORT, 1))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("no-such-program cannot be started");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "..", "../x", "a/b", "Notes", "a b", "-a", "a-", "release", "source", "a\u0000b", "con.js"})
    void namesThatAreNoFoldersAreRefused(String name) {
        assertThatThrownBy(() -> EnvironmentFolders.requireName(name))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("small letters, digits and dashes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"con", "aux", "nul", "com1", "lpt9"})
    void namesThatWindowsReservesAreRefusedBeforeAnythingIsWritten(String name) {
        try (TinyProject project = new TinyProject(folder)) {
            project.file(name + "-source/lib.js", "x");
            assertThatThrownBy(() -> project.environments()
                            .add(name, name + "-source", found -> found, List.of(), TinyProject.ANA))
                    .isInstanceOf(EnvironmentException.class)
                    .hasMessageContaining("Windows reserves");
            assertThat(project.environments().book().servers()).isEmpty();
        }
    }

    @Test
    void sourcesThatLeadOutAreRefused() throws IOException {
        Path outside = Files.createDirectories(folder.resolve("outside"));
        Path inside = Files.createDirectories(folder.resolve("project"));
        Object unused = Files.createSymbolicLink(inside.resolve("link"), outside);
        try (TinyProject project = new TinyProject(inside)) {
            for (String path : List.of("../outside", outside.toString(), "link")) {
                assertThatThrownBy(() ->
                                project.environments().add("notes", path, found -> found, List.of(), TinyProject.ANA))
                        .as(path)
                        .isInstanceOf(PathException.class);
            }
            assertThatThrownBy(() ->
                            project.environments().add("notes", "nowhere", found -> found, List.of(), TinyProject.ANA))
                    .hasMessageContaining("There is no folder nowhere");
            project.file("server.js", "x");
            assertThatThrownBy(() -> project.environments()
                            .add("notes", "server.js", found -> found, List.of(), TinyProject.ANA))
                    .hasMessageContaining("server.js is a file");
        }
    }

    @Test
    void linksInASourceThatLeadOutAreRefused() throws IOException {
        Path source = Files.createDirectories(folder.resolve("source"));
        Object unused = Files.writeString(folder.resolve("secret"), "x");
        unused = Files.createSymbolicLink(source.resolve("in"), Path.of("lib.js"));
        unused = Files.writeString(source.resolve("lib.js"), "x");
        assertThat(FileTree.contents(source, Set.of())).containsEntry("in", "link lib.js");
        unused = Files.createSymbolicLink(source.resolve("out"), Path.of("../secret"));
        assertThatThrownBy(() -> FileTree.contents(source, Set.of()))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("leads out of it");
        assertThatThrownBy(() -> FileTree.copy(source, folder.resolve("copy"), Set.of(), path -> true))
                .isInstanceOf(EnvironmentException.class);
    }

    @Test
    void aBuildThatMakesNothingFails() {
        try (TinyProject project = new TinyProject(folder)) {
            project.file("notes/package.json", "{}");
            ServerEntry added = project.add(
                    "notes", List.of(List.of("node", "--version")), List.of("node", "${release}/dist/server.js"));
            assertThat(project.lines(added.name()))
                    .containsExactly(
                            "NO build: The build made no dist/server.js, or an empty one, and the server is started by it.");
            project.file("notes/dist/server.js", "");
            assertThat(project.lines(added.name())).singleElement().asString().contains("or an empty one");
            assertThat(folder.resolve("environments/notes/releases")).isEmptyDirectory();
        }
    }

    @Test
    void aSecretInTheSourceIsFoundAndNotKept() {
        try (TinyProject project = new TinyProject(folder)) {
            project.library("core");
            String secret = "ghp_" + "a1B2".repeat(9);
            project.file("core/config.js", "// settings\nconst token = '" + secret + "';\n");
            assertThat(project.lines("core"))
                    .contains("NO secrets: 1 in the source, such as config.js:2 a GitHub token");
        }
    }

    @Test
    void eachPathOfAClassPathIsOneOfTheRelease() {
        assertThat(RunWords.releasePaths(
                        List.of("java", "-cp", "${release}/classes:${core}/x:${release}/lib/a.jar", "Server")))
                .containsExactly("classes", "lib/a.jar");
    }

    @Test
    void aWordThatNamesNoFolderIsRefused() {
        assertThatThrownBy(() -> RunWords.resolved(List.of("${relase}/x"), Map.of("release", folder)))
                .hasMessageContaining("Did you mean ${release}?");
    }

    @Test
    void aLineAfterTheLastAnswerIsJudgedAsWell() {
        assertThat(fault("""
                require('readline').createInterface({input: process.stdin}).on('line', line => {
                  const {id} = JSON.parse(line);
                  if (id) console.log(JSON.stringify({jsonrpc: '2.0', id,
                    result: {capabilities: {}, serverInfo: {name: 'late'}}}));
                }).on('close', () => console.log('late line'))
                """, Duration.ofSeconds(60))).contains("E_SERVER_PROTOCOL", "\"late line\"");
    }

    @Test
    void aBuildThatDeletesItsFolderFailsWithThatReason() {
        try (TinyProject project = new TinyProject(folder)) {
            project.file("core/lib.js", "1");
            String program = "require('fs').rmSync(process.cwd(), {recursive: true})";
            project.environments()
                    .add(
                            "core",
                            "core",
                            found -> found.with(
                                            Optional.of(List.of(List.of("node", "-e", program))),
                                            Optional.of(List.of(List.of("node", "--version"))))
                                    .starting(Optional.of(List.of()), List.of(), List.of()),
                            List.of(),
                            TinyProject.ANA);
            assertThat(project.lines("core")).singleElement().asString().contains("deleted the folder that is built");
        }
    }

    @Test
    void aServerThatWritesIntoItsOwnReleaseDoesNotPass() {
        try (TinyProject project = new TinyProject(folder)) {
            project.file("notes/server.js", """
                    require('fs').appendFileSync(__dirname + '/log.txt', 'x');
                    require('readline').createInterface({input: process.stdin}).on('line', line => {
                      const {id} = JSON.parse(line);
                      if (id) console.log(JSON.stringify({jsonrpc: '2.0', id,
                        result: {capabilities: {}, serverInfo: {name: 'notes'}}}));
                    });
                    """);
            project.add("notes", List.of(List.of("node", "--version")), List.of("node", "${release}/server.js"));
            assertThat(project.lines("notes"))
                    .filteredOn(line -> line.startsWith("NO "))
                    .singleElement()
                    .asString()
                    .startsWith("NO release: it changed while it was checked: log.txt");
        }
    }

    @Test
    void aSecondCheckOfTheSameServerIsToldOfTheFirst() throws IOException {
        try (TinyProject project = new TinyProject(folder)) {
            project.library("core");
            EnvironmentFolders places = new EnvironmentFolders(project.project().folder());
            try (Closeable first = places.checking("core")) {
                assertThat(first).isNotNull();
                assertThatThrownBy(() -> project.check("core"))
                        .isInstanceOf(EnvironmentException.class)
                        .hasMessageContaining("Somebody is checking core");
            }
            assertThat(project.check("core").isPassed()).isTrue();
        }
    }
}
