package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.local.ServedProject;
import io.workfloworchestrator.local.Surroundings;
import io.workfloworchestrator.local.Worktree;
import io.workfloworchestrator.projectmanagement.Toolset;
import io.workfloworchestrator.server.WorkflowTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which project a server serves, and that it serves none where that cannot be known. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class ServedProjectTest {
    private static final Map<String, String> ARGUMENTS = Map.of(
            "complete_step", "{\"step\":\"validate-deliverables\"}",
            "explain", "{\"id\":\"advance\"}",
            "simulate", "{\"assume\":{\"facts.constitution.exists\":true}}");

    @TempDir
    Path temporary;

    private Path top;
    private Path here;
    private Path home;
    private final List<RootsClient> clients = new ArrayList<>();
    private final List<ServedProject> projects = new ArrayList<>();

    @BeforeEach
    void enter() throws IOException {
        top = temporary.toRealPath();
        here = folder("here");
        home = folder("home");
        new Shell(here).run("init", "--type", "project-planning", "--name", "Somebody else's");
    }

    @AfterEach
    void close() {
        clients.forEach(RootsClient::close);
        projects.forEach(ServedProject::close);
    }

    private Path folder(String name) throws IOException {
        return Files.createDirectories(top.resolve(name));
    }

    private static String uri(Path folder) {
        return folder.toUri().toString();
    }

    private Surroundings around(Path workingDirectory, Optional<String> variable) {
        return new Surroundings(workingDirectory, Optional.of(home), variable);
    }

    private RootsClient client(String project, Surroundings around, Optional<List<String>> roots) {
        McpCommand.Asked asked = McpCommand.read(new String[] {"mcp", McpCommand.PROJECT_MANAGEMENT});
        ServedProject served = new ServedProject(project, McpCommand.serving(asked), around);
        RootsClient client = new RootsClient(McpCommand.server(asked, served), roots);
        clients.add(client);
        projects.add(served);
        return client;
    }

    private RootsClient withRoots(String... uris) {
        return client("", around(here, Optional.empty()), Optional.of(List.of(uris)));
    }

    private static String arguments(String tool) {
        return ARGUMENTS.getOrDefault(tool, "{}");
    }

    /** The folder that a begun project's status names. */
    private static String begun(RootsClient client) {
        Json.Obj begun = client.call("initialize_project_orchestration", "{}");
        assertThat(begun.get("isError")).as(begun.toString()).isNull();
        String folder = begun.at("structuredContent", "projectPath")
                .flatMap(Json::asText)
                .orElse("");
        assertThat(client.call("get_project_status", "{}").at("structuredContent", "projectPath"))
                .contains(Json.of(folder));
        return folder;
    }

    private void assertServesNothing(RootsClient client, String code, String name) throws IOException {
        List<Json> tools = client.request("tools/list", "{}")
                .at("result", "tools")
                .orElseThrow()
                .asList();
        assertThat(tools).hasSameSizeAs(Toolset.tools(Toolset.DEFAULT));
        for (String tool : WorkflowTools.NAMES) {
            Json.Obj answer = client.call(tool, arguments(tool));
            assertThat(answer.at("structuredContent", "error", "code")).as(tool).contains(Json.of(code));
            assertThat(answer.at("structuredContent", "error", "message")
                            .flatMap(Json::asText)
                            .orElse(""))
                    .as(tool)
                    .contains(name, "Nothing was begun", "--project DIR");
        }
        for (String[] request : new String[][] {
            {"resources/list", "{}"},
            {"resources/read", "{\"uri\":\"workflow://status\"}"},
            {"resources/read", "{\"uri\":\"workflow://state/project-planning/main\"}"},
            {"resources/subscribe", "{\"uri\":\"workflow://status\"}"},
            {
                "completion/complete",
                "{\"ref\":{\"type\":\"ref/prompt\",\"name\":\"why\"},\"argument\":{\"name\":\"id\",\"value\":\"\"}}"
            }
        }) {
            assertThat(client.request(request[0], request[1]).at("error", "data", "code"))
                    .as(request[0])
                    .contains(Json.of(code));
        }
        assertThat(new Shell(here)
                        .json("history")
                        .json()
                        .at("commits")
                        .orElseThrow()
                        .asList())
                .as("the project of the working directory is not touched")
                .hasSize(1);
        assertThat(home).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource({
        "file:///c%3A/Users/me/app, E_ROOT_URI",
        "vscode-remote://wsl%2Bubuntu/home/me/app, E_ROOT_URI",
        "file://server/share, E_ROOT_URI",
        "file:///home/me/100%, E_ROOT_URI",
        "file:///no/such/folder/anywhere, E_ROOT_NOT_FOUND",
        "file:///dev/null, E_ROOT_SPECIAL",
        "file:///, E_ROOT_SPECIAL",
        "refused, E_CLIENT_REFUSED",
        "shapeless, E_CLIENT_REFUSED",
    })
    void aRootThatCannotBeUsedIsNamedByEveryAnswerAndNothingElseIsServed(String root, String code) throws IOException {
        String name = root.equals("refused")
                ? "not today"
                : root.equals("shapeless")
                        ? "its answer cannot be used: \"roots\" must be an array"
                        : code.equals("E_ROOT_URI") ? root : root.substring("file://".length());
        assertServesNothing(withRoots(root), code, name);
    }

    @Test
    void aRootThatIsAFileOrTheHomeFolderIsNotServed() throws IOException {
        Path file = Files.writeString(top.resolve("a file"), "");
        assertServesNothing(withRoots(uri(file)), "E_ROOT_NOT_DIRECTORY", file.toString());
        assertServesNothing(withRoots(uri(home)), "E_ROOT_HOME", home.toString());
    }

    @Test
    void severalRootsOfSeveralProjectsAreNotGuessedBetween() throws IOException {
        Path first = folder("first");
        Path second = folder("second");
        assertServesNothing(withRoots(uri(first), uri(second)), "E_ROOT_SEVERAL", first + ", " + second);
        assertServesNothing(withRoots(uri(first), "vscode-remote://wsl/app"), "E_ROOT_URI", "vscode-remote://wsl/app");
        assertThat(first).isEmptyDirectory();

        new Shell(first).run("init", "--type", "project-planning");
        assertThat(begun(withRoots(uri(first), uri(folder("first/src"))))).isEqualTo(first.toString());
    }

    @Test
    void theOrderIsNamedFolderRootVariableWorkingDirectory() throws IOException {
        Path named = folder("named");
        Path root = folder("root");
        Path session = folder("session");
        Surroundings all = around(here, Optional.of(session.toString()));
        assertThat(begun(client(named.toString(), all, Optional.of(List.of(uri(root))))))
                .isEqualTo(named.toString());
        assertThat(begun(client("", all, Optional.of(List.of(uri(root)))))).isEqualTo(root.toString());
        assertThat(begun(client("", all, Optional.of(List.of())))).isEqualTo(session.toString());
        assertThat(begun(client("", all, Optional.empty()))).isEqualTo(session.toString());
        assertThat(begun(client("", around(here, Optional.empty()), Optional.empty())))
                .isEqualTo(here.toString());
    }

    @Test
    void aVariableOrANamedFolderThatCannotBeUsedIsNotReplacedByAnother() throws IOException {
        Path missing = top.resolve("missing");
        assertServesNothing(
                client("", around(here, Optional.of(missing.toString())), Optional.empty()),
                "E_ROOT_NOT_FOUND",
                Surroundings.CLIENT_VARIABLE);
        assertServesNothing(
                client(missing.toString(), around(here, Optional.empty()), Optional.empty()),
                "E_ROOT_NOT_FOUND",
                missing.toString());
    }

    @Test
    void theRootOfTheFileSystemAndTheHomeFolderAreNoProjectsButTheServerStarts() throws IOException {
        Path slash = Path.of("/");
        assertServesNothing(
                client("", around(slash, Optional.empty()), Optional.empty()),
                "E_ROOT_SPECIAL",
                "the working directory");
        assertServesNothing(
                client("", around(home, Optional.empty()), Optional.empty()), "E_ROOT_HOME", home.toString());
        Path root = folder("root");
        assertThat(begun(client("", around(slash, Optional.empty()), Optional.of(List.of(uri(root))))))
                .isEqualTo(root.toString());
        assertThat(begun(client(home.toString(), around(slash, Optional.empty()), Optional.empty())))
                .isEqualTo(home.toString());
    }

    @Test
    void otherRootsTakeEffectAlsoAfterOneThatCannotBeUsed() throws IOException {
        Path good = folder("good");
        RootsClient client = withRoots("file:///c%3A/app");
        client.roots(List.of(uri(good)));
        assertThat(begun(client)).isEqualTo(good.toString());
        client.roots(List.of("file:///c%3A/app"));
        assertThat(client.call("get_project_status", "{}").at("structuredContent", "error", "code"))
                .contains(Json.of("E_ROOT_URI"));
        client.roots(List.of(uri(good)));
        assertThat(begun(client)).isEqualTo(good.toString());
    }

    @Test
    void aRootThatIsMadeLaterIsServedThen() throws IOException {
        Path later = top.resolve("later");
        RootsClient client = withRoots("file://" + later);
        assertThat(client.call("initialize_project_orchestration", "{}").get("isError"))
                .isEqualTo(Json.of(true));
        assertThat(later).doesNotExist();
        Files.createDirectory(later);
        assertThat(begun(client)).isEqualTo(later.toString());
    }

    @Test
    void aRootInsideOfAProjectLeadsToItAndMayBeNamedByTheClient() throws IOException {
        Path src = folder("here/src");
        RootsClient client = withRoots(uri(src));
        assertThat(begun(client)).isEqualTo(here.toString());
        for (Path path : List.of(here, src)) {
            assertThat(client.call("get_next_steps", "{\"projectPath\":" + Json.of(path.toString()) + "}")
                            .get("isError"))
                    .isNull();
        }
        assertThat(client.call("get_next_steps", "{\"projectPath\":" + Json.of(home.toString()) + "}")
                        .at("structuredContent", "error", "code"))
                .contains(Json.of("E_PROJECT"));
        assertThat(src).isEmptyDirectory();
    }

    @Test
    void aPlanInsideOfAnotherOneIsNotBegunByATool() throws IOException {
        Path inside = folder("here/parts");
        RootsClient client = client(inside.toString(), around(here, Optional.empty()), Optional.empty());
        assertThat(client.call("initialize_project_orchestration", "{}").at("structuredContent", "error"))
                .hasValueSatisfying(error -> {
                    assertThat(error.at("code")).contains(Json.of("E_PROJECT_NESTED"));
                    assertThat(error.toString())
                            .contains(here.toString(), "workflow init --nested --project " + inside);
                });
        assertThat(inside).isEmptyDirectory();
        new Shell(inside).run("init", "--type", "project-planning", "--nested");
        assertThat(begun(client)).isEqualTo(inside.toString());
    }

    @Test
    void aFurtherWorktreeSaysThatItsStateIsItsOwn() throws Exception {
        TestFiles.git(here, "init", "-q");
        TestFiles.git(here, "add", "-A");
        TestFiles.git(here, "commit", "-q", "-m", "begin");
        Path feature = top.resolve("feature");
        TestFiles.git(here, "worktree", "add", "-q", feature.toString());
        RootsClient client = withRoots(uri(feature));
        assertThat(begun(client)).isEqualTo(feature.toString());
        assertThat(client.call("get_project_status", "{}").at("structuredContent", "healthIndicators"))
                .hasValueSatisfying(all -> assertThat(all.toString()).contains("state of its own", here.toString()));

        TestFiles.git(here, "config", Worktree.SHARE, "true");
        assertThat(begun(withRoots(uri(feature)))).isEqualTo(here.toString());
    }

    @Test
    void theToolsetsOfTheClientsProjectAreListedOnceItsFolderIsKnown() throws IOException {
        Path one = folder("one");
        Path other = folder("other");
        Files.writeString(folder("one/.ai-planning").resolve("planning.yaml"), "toolsets: [setup]\n");
        RootsClient client = withRoots(uri(one));

        assertThat(tools(client)).isEqualTo(Toolset.tools(Toolset.of(List.of("setup"))));
        client.roots(List.of(uri(other)));
        assertThat(tools(client)).isEqualTo(Toolset.tools(Toolset.DEFAULT));
        Json.Obj unlisted = client.call("extract_project_goals", "{}");
        assertThat(unlisted.at("structuredContent", "error", "code"))
                .as("a client that has the old list")
                .contains(Json.of("E_WORKFLOW_NOT_INITIALIZED"));
    }

    private static Set<String> tools(RootsClient client) {
        return client.request("tools/list", "{}").at("result", "tools").orElseThrow().asList().stream()
                .map(tool -> tool.asObject().text("name").orElse(""))
                .collect(Collectors.toSet());
    }

    @Test
    void anAgentHearsWhyItsProjectIsPlannedAsItIs() throws IOException {
        Path lean = folder("lean");
        Path full = folder("full");
        for (String below : List.of("lean/src", "full/01-planning", "full/02-goals-and-roadmap")) {
            assertThat(folder(below)).exists();
        }
        for (Path folder : List.of(lean, full)) {
            RootsClient client = withRoots(uri(folder));
            String said = client.call("initialize_project_orchestration", "{}")
                    .at("structuredContent", "message")
                    .flatMap(Json::asText)
                    .orElse("");
            assertThat(said)
                    .startsWith(
                            folder.equals(lean)
                                    ? "The project is begun with the lean planning, since there is work here already (src)"
                                    : "The project is begun with the full planning, since its folders are here: 01-planning")
                    .contains("\"workflow grow")
                    .endsWith("Call get_next_steps.");
            assertThat(client.call("initialize_project_orchestration", "{}")
                            .at("structuredContent", "message")
                            .toString())
                    .contains("begun already")
                    .doesNotContain("since");
        }
    }
}
