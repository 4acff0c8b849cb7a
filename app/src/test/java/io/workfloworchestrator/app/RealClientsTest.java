package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.workfloworchestrator.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Clients that others wrote drive the project-management server over real stdio: the TypeScript SDK's client in both
 * generations and the Inspector's command line. Skipped, with the reason, where Node or its registry is not to be had.
 */
@EnabledOnOs(
        value = {OS.LINUX, OS.MAC},
        disabledReason = "the launcher is a POSIX shell script")
class RealClientsTest {
    private static final Path SCRIPTS = Path.of("src", "test", "clients");

    /** A planning whose steps are all done by hand, in files. */
    private static final Path PLANNED_BY_HAND =
            Path.of("../library/workflow/src/test/resources/io/workfloworchestrator/workflow/project-planning-1.yaml");

    private static final Path CLIENTS = Path.of("target", "real-clients").toAbsolutePath();

    private static TestDistribution distribution;

    @BeforeAll
    static void build() throws IOException {
        distribution = TestDistribution.shared();
    }

    @BeforeAll
    static void installClients() throws Exception {
        assumeTrue(run(30, Path.of("."), "node", "--version").code() == 0, "Node is not installed");
        Files.createDirectories(CLIENTS);
        for (String script : List.of("drive.mjs", "speak.mjs", "together.mjs", "work.mjs")) {
            Files.copy(SCRIPTS.resolve(script), CLIENTS.resolve(script), StandardCopyOption.REPLACE_EXISTING);
        }
        Path modules = CLIENTS.resolve("node_modules");
        Files.deleteIfExists(modules); // a link
        Files.createSymbolicLink(modules, installed().resolve("node_modules"));
    }

    /** The clients in the user's cache, which a {@code clean} leaves alone; one folder for each package.json. */
    private static Path installed() throws Exception {
        byte[] wanted = Files.readAllBytes(SCRIPTS.resolve("package.json"));
        String key =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(wanted), 0, 8);
        Path cache = Files.createDirectories(cache().resolve("workflow-orchestrator"));
        Path installed = cache.resolve("clients-" + key);
        if (Files.isDirectory(installed)) {
            return installed;
        }
        Path fresh = Files.createTempDirectory(cache, "installing");
        Files.write(fresh.resolve("package.json"), wanted);
        Outcome outcome =
                run(240, fresh, "npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts");
        if (outcome.code() == 0) {
            try {
                return Files.move(fresh, installed);
            } catch (FileAlreadyExistsException | DirectoryNotEmptyException another) {
                // Another build was faster.
            }
        }
        TestFiles.delete(fresh);
        assumeTrue(
                Files.isDirectory(installed),
                () -> "the clients are neither in " + cache + " nor can they be installed: " + outcome.text());
        return installed;
    }

    private static Path cache() {
        String named = System.getenv("XDG_CACHE_HOME");
        return named == null || named.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(named);
    }

    @Test
    void theTypeScriptClientOfTheSecondGenerationSpeaksWithTheServer(@TempDir Path project) throws Exception {
        Files.createDirectory(project.resolve(".ai-planning"));
        Files.writeString(project.resolve(".ai-planning/planning.yaml"), "type: project-planning\n");
        List<String> command = new ArrayList<>(List.of("node", "speak.mjs", project.toString()));
        command.addAll(server());
        Outcome spoken = run(90, CLIENTS, command.toArray(new String[0]));
        assertThat(spoken.code()).as(spoken.text()).isZero();
        assertThat(spoken.text()).contains("20 tools, resources, prompts, completion, a root, a change heard of");
        assertThat(project.resolve(".ai-planning/project-state.json")).isRegularFile();
    }

    @Test
    void theTypeScriptClientWalksAllPhasesBySuggestionsAlone(@TempDir Path folder) throws Exception {
        Path project = Files.createDirectory(folder.resolve("Läden und mehr"));
        String shop = Files.readString(PLANNED_BY_HAND).replace("\nworkflow: project-planning\n", "\nworkflow: shop\n");
        Files.createDirectories(project.resolve(".ai-planning/definitions"));
        Files.writeString(project.resolve(".ai-planning/definitions/shop.yaml"), shop);
        List<String> command = new ArrayList<>(List.of("node", "drive.mjs", project.toString()));
        command.addAll(server(project, "shop/main"));
        Outcome driven = run(240, CLIENTS, command.toArray(new String[0]));
        assertThat(driven.code()).as(driven.text()).isZero();
        assertThat(driven.text()).contains("drove 4 phases").contains("none skipped");
    }

    @Test
    void aGoalBecomesTasksThatAnAgentDoesAfterAnotherWasKilled(@TempDir Path project) throws Exception {
        together(project, 2);
    }

    @Test
    @Tag("nightly")
    void aGoalBecomesTasksThatFourAgentsDo(@TempDir Path project) throws Exception {
        together(project, 4);
    }

    /** Three servers, agents of which one is killed, and a person with an editor, from a goal to the archive. */
    private static void together(Path project, int agents) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("node", "together.mjs", project.toString(), String.valueOf(agents)));
        command.addAll(launched());
        Outcome worked = run(240, CLIENTS, command.toArray(new String[0]));
        assertThat(worked.code()).as(worked.text()).isZero();
        assertThat(worked.text()).contains(agents + " agents, one killed", "all verified and archived");
    }

    @Test
    void theInspectorListsTheToolsAndCallsOne(@TempDir Path project) throws Exception {
        Json tools = inspect(project, "--method", "tools/list");
        List<Json> listed = tools.at("tools").orElseThrow().asList();
        assertThat(listed)
                .hasSize(20)
                .allSatisfy(tool -> assertThat(tool.at("outputSchema")).isPresent());
        assertThat(listed.toString().getBytes(StandardCharsets.UTF_8).length).isLessThan(9_000);

        Json begun = inspect(
                project,
                "--method",
                "tools/call",
                "--tool-name",
                "initialize_project_orchestration",
                "--tool-arg",
                "projectName=Corner shop");
        assertThat(begun.at("structuredContent", "currentPhase")).contains(Json.of("plan"));
        assertThat(project.resolve(".ai-planning/planning/main.json")).isRegularFile();
    }

    private static Json inspect(Path project, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(CLIENTS.resolve("node_modules/.bin/mcp-inspector").toString(), "--cli"));
        command.addAll(server(project));
        command.addAll(List.of(arguments));
        Outcome outcome = run(90, CLIENTS, command.toArray(new String[0]));
        assertThat(outcome.code()).as(outcome.text()).isZero();
        return Json.parse(outcome.out());
    }

    @ParameterizedTest(name = "generation {0}")
    @ValueSource(strings = {"1", "2"})
    void progressComesAndCancellationGoesThroughTheTypeScriptClients(String generation) throws Exception {
        Outcome worked = run(
                90,
                CLIENTS,
                "node",
                "work.mjs",
                generation,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                LongWorkServer.class.getName());
        assertThat(worked.code()).as(worked.text()).isZero();
        assertThat(worked.text()).contains("progress, cancellation, nobody held up");
    }

    /** The server by its launcher, as clients start it: without the shell's locale, and here with this very JDK. */
    private static List<String> server() {
        return server("project-management");
    }

    private static List<String> server(String served) {
        List<String> words = new ArrayList<>(launched());
        words.addAll(List.of("mcp", served));
        return words;
    }

    private static List<String> launched() {
        return List.of(
                "env",
                "JAVA_HOME=" + System.getProperty("java.home"),
                distribution.launcher().toString());
    }

    private static List<String> server(Path project) {
        return server(project, "project-management");
    }

    private static List<String> server(Path project, String served) {
        List<String> command = new ArrayList<>(server(served));
        command.addAll(List.of("--project", project.toString()));
        return command;
    }

    private static Outcome run(int seconds, Path folder, String... command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("client", ".out");
        Path err = Files.createTempFile("client", ".err");
        try {
            Process process;
            try {
                process = new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
            } catch (IOException notInstalled) {
                return new Outcome(127, "", String.valueOf(notInstalled.getMessage()));
            }
            process.getOutputStream().close();
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
                return new Outcome(124, Files.readString(out), "took over " + seconds + " s\n" + Files.readString(err));
            }
            return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            Files.deleteIfExists(out);
            Files.deleteIfExists(err);
        }
    }

    private record Outcome(int code, String out, String err) {
        String text() {
            return "exit " + code + "\n" + out + "\n" + err;
        }
    }
}
