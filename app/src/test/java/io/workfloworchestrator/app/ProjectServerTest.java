package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The official Java client and the project-management server, each server a process of its own on real streams. */
@EnabledOnOs(
        value = {OS.LINUX, OS.MAC},
        disabledReason = "a POSIX shell chooses the working directory")
class ProjectServerTest {
    private static final String STATE = "workflow://state/project-planning/main";

    @TempDir
    private Path folder;

    private final List<McpSyncClient> clients = new ArrayList<>();
    private final BlockingQueue<String> updated = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        List<ProcessHandle> servers = ProcessHandle.current().children().toList();
        SdkTalk.close(clients, "-Dfolder=" + folder);
        // The client does not wait for its server, which may still be writing into the folder that is removed next.
        CompletableFuture.allOf(servers.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    /** The file follows the commit on a thread of its own. */
    private static void published(Path project) {
        Path file = project.resolve(".ai-planning/project-state.json");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!Files.isRegularFile(file) && System.nanoTime() < end) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(file).isRegularFile();
    }

    private Path project(String name) throws IOException {
        return full(Files.createDirectory(folder.resolve(name)).toRealPath());
    }

    /** A folder whose planning is the full one. */
    private static Path full(Path project) throws IOException {
        Files.createDirectories(project.resolve(".ai-planning"));
        Files.writeString(project.resolve(".ai-planning/planning.yaml"), "type: project-planning\n");
        return project;
    }

    /** A client of a server with these arguments, started in the temporary folder; with these roots if there are any. */
    private McpSyncClient client(List<Path> roots, String... arguments) {
        return client("project-management", roots, arguments);
    }

    private McpSyncClient client(String server, List<Path> roots, String... arguments) {
        List<String> command = new ArrayList<>(List.of("-c", "cd \"$0\" && exec \"$@\"", folder.toString()));
        command.addAll(TestDistribution.program("mcp", server));
        command.add(4, "-Dfolder=" + folder); // Tells this process from those of other tests.
        command.addAll(List.of(arguments));
        StdioClientTransport transport = new StdioClientTransport(
                ServerParameters.builder("sh").args(command).build(), McpJsonDefaults.getMapper());
        McpClient.SyncSpec spec = McpClient.sync(transport)
                .requestTimeout(Duration.ofSeconds(30))
                .resourcesUpdateConsumer(contents -> contents.forEach(content -> updated.add(content.uri())));
        if (!roots.isEmpty()) {
            spec.capabilities(McpSchema.ClientCapabilities.builder().roots(true).build())
                    .roots(roots.stream()
                            .map(root -> McpSchema.Root.builder(root.toUri().toString())
                                    .build())
                            .toList());
        }
        McpSyncClient client = spec.build();
        clients.add(client);
        client.initialize();
        return client;
    }

    private static Map<?, ?> call(McpSyncClient client, String tool, Map<String, Object> arguments) {
        McpSchema.CallToolResult result = client.callTool(
                McpSchema.CallToolRequest.builder(tool).arguments(arguments).build());
        assertThat(result.isError()).as(String.valueOf(result.content())).isNotEqualTo(true);
        return (Map<?, ?>) result.structuredContent();
    }

    private static void begin(McpSyncClient client, String name) {
        call(client, "initialize_project_orchestration", Map.of("projectName", name));
    }

    private static String read(McpSyncClient client, String uri) {
        return ((McpSchema.TextResourceContents) client.readResource(
                                McpSchema.ReadResourceRequest.builder(uri).build())
                        .contents()
                        .get(0))
                .text();
    }

    private static void subscribe(McpSyncClient client, String uri) {
        client.subscribeResource(McpSchema.SubscribeRequest.builder(uri).build());
    }

    private void awaitUpdate(String uri) throws InterruptedException {
        String heard = "";
        while (!uri.equals(heard)) {
            heard = updated.poll(30, TimeUnit.SECONDS);
            assertThat(heard).as("an update of " + uri).isNotNull();
        }
    }

    @Test
    void theClientsRootIsTheProjectAndAnotherRootIsAnotherProject() throws IOException {
        Path first = project("first");
        Path second = project("second");
        McpSyncClient client = client(List.of(first));
        begin(client, "First");
        published(first);
        assertThat(folder.resolve(".ai-planning")).doesNotExist();

        client.addRoot(McpSchema.Root.builder(second.toUri().toString()).build());
        client.removeRoot(first.toUri().toString());
        client.rootsListChangedNotification();
        begin(client, "Second");
        assertThat(call(client, "get_project_status", Map.of()).get("projectName"))
                .isEqualTo("Second");
        published(second);
    }

    @Test
    void theNamedFolderGoesBeforeTheRootAndWithoutEitherItIsTheWorkingDirectory() throws IOException {
        Path named = project("named");
        Path root = Files.createDirectory(folder.resolve("root")).toRealPath();
        begin(client(List.of(root), "--project", named.toString()), "Named");
        assertThat(named.resolve(".ai-planning")).isDirectory();
        assertThat(root.resolve(".ai-planning")).doesNotExist();

        Path unused = full(folder);
        begin(client(List.of()), "Here");
        published(folder);
    }

    private static final String OWN = """
            extends: project-planning
            version: 2
            phases: [{id: initialization, steps: [{id: choose-licence}]}]
            """;
    private static final String BROKEN = OWN.replace("steps:", "stepz:");
    private static final String FAULT = ".ai-planning/definitions/own.yaml:3:";

    private static void define(Path project, String yaml) throws IOException {
        Path file = project.resolve(".ai-planning/definitions/own.yaml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, yaml);
    }

    @Test
    void workGoesOnAsRecordedWhileADefinitionIsBroken() throws IOException {
        Path project = project("shop");
        define(project, OWN);
        McpSyncClient client = client(List.of(), "--project", project.toString());
        begin(client, "Shop");
        define(project, BROKEN);

        assertThat(call(client, "get_next_steps", Map.of()).get("warnings"))
                .asString()
                .contains(FAULT);
        McpSyncClient later = client(List.of(), "--project", project.toString());
        assertThat(call(later, "get_project_status", Map.of()).get("healthIndicators"))
                .asString()
                .contains(FAULT, "version 2 of its definition as recorded");
        assertThat(call(later, "complete_step", Map.of("step", "choose-licence"))
                        .get("status"))
                .isEqualTo("complete");

        define(project, OWN);
        assertThat(call(client, "get_next_steps", Map.of()).get("warnings"))
                .asString()
                .doesNotContain(FAULT);
    }

    @Test
    void anyWorkflowOfTheProjectIsServed() throws IOException {
        Path project = project("shop");
        Path definitions = Files.createDirectories(project.resolve(".ai-planning/definitions"));
        Files.copy(Path.of("../docs/definitions/incident.yaml"), definitions.resolve("incident.yaml"));
        McpSyncClient client = client("incident/42", List.of(), "--project", project.toString());

        begin(client, "The shop is down");
        assertThat(call(client, "get_next_steps", Map.of()).get("nextActions"))
                .asString()
                .contains("complete_step");
        assertThat(call(client, "complete_step", Map.of("step", "assess", "reason", "all are affected"))
                        .get("status"))
                .isEqualTo("complete");
        assertThat(call(client, "explain", Map.of("id", "step:assess")).get("holds"))
                .isEqualTo(true);
        Files.createDirectories(project.resolve("incident"));
        Files.writeString(project.resolve("incident/timeline.md"), "10:00 seen\n");
        assertThat(call(client, "advance_workflow_phase", Map.of()).get("currentPhase"))
                .isEqualTo("mitigate");
        assertThat(call(client, "undo", Map.of()).get("changed")).isEqualTo(true);
        assertThat(call(client, "get_history", Map.of()).get("commits"))
                .asString()
                .contains("incident/42");
        assertThat(read(client, "workflow://definition/incident")).contains("page-the-lead");
    }

    @Test
    void nothingBeginsByABrokenDefinitionUntilItIsMended() throws IOException {
        Path project = project("shop");
        define(project, BROKEN);
        McpSyncClient client = client(List.of(), "--project", project.toString());
        assertThat(client.listTools().tools()).isNotEmpty();

        McpSchema.CallToolResult refused =
                client.callTool(McpSchema.CallToolRequest.builder("initialize_project_orchestration")
                        .arguments(Map.of())
                        .build());
        assertThat(refused.isError()).isTrue();
        assertThat(refused.structuredContent()).asString().contains(FAULT, "E_RULE_FIELD");

        define(project, OWN);
        begin(client, "Shop");
    }

    @Test
    void resourcesShowStateStatusDocumentsAndDefinitions() throws IOException {
        Path project = project("shop");
        Files.createDirectories(project.resolve("01-planning"));
        Files.writeString(project.resolve("01-planning/CONSTITUTION ünd so.md"), "# We sell");
        McpSyncClient client = client(List.of(), "--project", project.toString());
        begin(client, "Shop");

        assertThat(client.listResources().resources())
                .extracting(McpSchema.Resource::uri)
                .containsExactlyInAnyOrder(
                        "workflow://status",
                        "planning://dashboard",
                        STATE,
                        "workflow://definition/archived-tasks",
                        "workflow://definition/environments",
                        "workflow://definition/feature",
                        "workflow://definition/features",
                        "workflow://definition/planning",
                        "workflow://definition/project-planning",
                        "workflow://definition/tasks",
                        "workflow://definition/workflows",
                        "workflow://document/01-planning/CONSTITUTION%20%C3%BCnd%20so.md")
                .allSatisfy(uri -> assertThat(read(client, uri)).isNotBlank());
        assertThat(client.listResourceTemplates().resourceTemplates())
                .extracting(McpSchema.ResourceTemplate::uriTemplate)
                .containsExactlyInAnyOrder(
                        "planning://goals/{goal}",
                        "planning://documents/{name}",
                        "workflow://state/{type}/{id}",
                        "workflow://document/{+path}",
                        "workflow://definition/{type}");
        assertThat(read(client, STATE)).contains("\"revision\":1").contains("\"title\":\"Shop\"");
        assertThat(read(client, "workflow://document/01-planning/CONSTITUTION%20%C3%BCnd%20so.md"))
                .isEqualTo("# We sell");
        assertThat(read(client, "workflow://definition/project-planning")).contains("workflow: project-planning");
        for (String wrong : List.of(
                "workflow://state/project-planning/none",
                "workflow://document/../outside.md",
                "workflow://document/.ai-planning/project-state.json",
                "workflow://definition/none")) {
            assertThatThrownBy(() -> read(client, wrong)).as(wrong).hasMessageContaining("E_");
        }
    }

    @Test
    void aSubscriberHearsOfCommitsOfAnotherProcessAndOfEditedDocuments() throws Exception {
        Path project = project("shop");
        Path readme = project.resolve("README.md");
        Files.writeString(readme, "# Shop");
        McpSyncClient subscriber = client(List.of(), "--project", project.toString());
        begin(subscriber, "Shop");
        McpSyncClient other = client(List.of(), "--project", project.toString());
        subscribe(subscriber, STATE);
        subscribe(subscriber, "workflow://document/README.md");

        call(other, "complete_step", Map.of("step", "validate-deliverables", "reason", "all shops visited"));
        awaitUpdate(STATE);
        assertThat(read(subscriber, STATE)).contains("all shops visited");

        Files.writeString(readme, "# Shop, and what it sells");
        awaitUpdate("workflow://document/README.md");
    }

    @Test
    void promptsLeadToTheToolsAndIdsAreCompleted() throws IOException {
        McpSyncClient client = client(List.of(), "--project", project("shop").toString());
        begin(client, "Shop");
        List<String> tools =
                client.listTools().tools().stream().map(McpSchema.Tool::name).toList();
        assertThat(client.listPrompts().prompts())
                .extracting(McpSchema.Prompt::name)
                .contains("begin_project", "work_on", "why", "catch_up", "leave_phase")
                .doesNotContain("adopt-in-a-server");
        for (McpSchema.Prompt prompt : client.listPrompts().prompts()) {
            if (prompt.name().contains("-")) {
                continue; // The host's: they lead to documents.
            }
            String text = ((McpSchema.TextContent) client.getPrompt(McpSchema.GetPromptRequest.builder(prompt.name())
                                    .arguments(prompt.name().equals("why") ? Map.of("id", "advance") : Map.of())
                                    .build())
                            .messages()
                            .get(0)
                            .content())
                    .text();
            assertThat(tools).as(text).anyMatch(text::contains);
        }
        assertThat(completed(client, McpSchema.PromptReference.builder("why").build(), "id", "step:valid"))
                .containsExactly("step:validate-deliverables");
        assertThat(completed(client, new McpSchema.ResourceReference("workflow://state/{type}/{id}"), "type", "pro"))
                .containsExactly("project-planning");
    }

    private static List<String> completed(
            McpSyncClient client, McpSchema.CompleteReference of, String argument, String typed) {
        return client.completeCompletion(McpSchema.CompleteRequest.builder(
                                of, new McpSchema.CompleteRequest.CompleteArgument(argument, typed))
                        .build())
                .completion()
                .values();
    }
}
