package io.workfloworchestrator.specdriven;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.local.LocalProject;
import io.workfloworchestrator.mcp.ToolAnswer;
import io.workfloworchestrator.mcp.WorkflowMcpServer;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.specdriven.analysis.FeatureAnalysis;
import io.workfloworchestrator.specdriven.analysis.FeatureRow;
import io.workfloworchestrator.specdriven.analysis.Finding;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parts of a monorepo have specifications of their own, and one sequence of numbers. */
class MonorepoTest {
    @TempDir
    private Path folder;

    private LocalProject local;

    @BeforeEach
    void open() throws Exception {
        Files.writeString(folder.resolve("constitution.md"), "# Constitution\n\nKeep it simple.\n");
        Files.createDirectories(folder.resolve("packages/web/specs/007-there-already"));
        Files.createDirectories(folder.resolve("packages/shop"));
        local = LocalProject.open(folder);
    }

    @AfterEach
    void close() {
        local.close();
    }

    private WorkflowMcpServer server() {
        OpenProject project = new OpenProject(
                local.folder().root(),
                local.state(),
                local.workflow(SpecDrivenServer.FEATURES).open());
        return SpecDrivenServer.of("test", () -> project, client -> {}, Set.of());
    }

    private static ToolAnswer call(WorkflowMcpServer server, Map<String, Json> arguments) {
        return server.call("sdd_guide", Json.object(arguments));
    }

    private static Json.Obj ok(WorkflowMcpServer server, Map<String, Json> arguments) {
        ToolAnswer answer = call(server, arguments);
        assertThat(answer.isError()).as(answer.text()).isFalse();
        return answer.structured();
    }

    private static Map<String, Json> start(String about, String root) {
        Map<String, Json> start = new LinkedHashMap<>();
        start.put("action", Json.of("start"));
        start.put("scenario", Json.of("add-feature"));
        start.put("description", Json.of(about));
        start.put("root", Json.of(root));
        return start;
    }

    /** Answers all stages, and gives the session's name. */
    private Json.Obj whole(WorkflowMcpServer server, String about, String root) {
        Json.Obj last = ok(server, start(about, root));
        while (last.find("question").isPresent()) {
            last = ok(
                    server,
                    Map.of(
                            "action", Json.of("answer"),
                            "session", Json.of(last.text("session").orElseThrow()),
                            "answers", SampleAnswers.of(last.text("step").orElseThrow(), "add-feature")));
        }
        return last;
    }

    @Test
    void eachPartHasItsFolderAndNoNumberIsGivenTwice() {
        WorkflowMcpServer server = server();
        Json.Obj first = whole(server, "One", "packages/web");
        Json.Obj second = whole(server, "Two", "packages/shop/");
        Json.Obj third = whole(server, "Three", ".");
        assertThat(List.of(first, second, third))
                .extracting(last -> last.text("session").orElse(""))
                .containsExactly("008", "009", "010");
        for (String path : List.of(
                "packages/web/specs/008-track-an-order",
                "packages/shop/specs/009-track-an-order",
                "specs/010-track-an-order")) {
            for (String document : List.of("spec.md", "plan.md", "tasks.md")) {
                assertThat(folder.resolve(path).resolve(document)).exists();
            }
        }
        assertThat(specification(server, "008-track-an-order")).contains("FR-001");
        local.files().flush();
        var web = local.workflow("feature/008-track-an-order")
                .open()
                .now()
                .state()
                .value();
        assertThat(web.items("requirement").keySet()).isNotEmpty();
        assertThat(web.items("task").keySet()).isNotEmpty();
        assertThat(folder.resolve("constitution.md")).content().isEqualTo("# Constitution\n\nKeep it simple.\n");
    }

    /** As a client reads it. */
    private static String specification(WorkflowMcpServer server, String feature) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String read = """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}
            {"jsonrpc":"2.0","id":2,"method":"resources/read","params":{"uri":"specs://features/%s/spec"}}
            """.formatted(feature);
        server.serveStdio(new ByteArrayInputStream(read.getBytes(StandardCharsets.UTF_8)), out);
        return out.toString(StandardCharsets.UTF_8);
    }

    /** What the tools say of a part is about its own folder, and what they advise can be done. */
    @Test
    void aPartIsAnalysedInItsOwnFolder() {
        WorkflowMcpServer server = server();
        Json.Obj unused = whole(server, "One", "packages/web");
        local.files().flush();
        OpenProject project = new OpenProject(
                local.folder().root(),
                local.state(),
                local.workflow(SpecDrivenServer.FEATURES).open());
        FeatureAnalysis analysis = new FeatureAnalysis(project);
        FeatureRow row = analysis.features().row("008-track-an-order");
        assertThat(row.tasks()).isPositive();
        assertThat(row.requirements()).isPositive();
        assertThat(analysis.consistency("008-track-an-order"))
                .filteredOn(finding -> finding.severity() == Finding.Severity.ERROR)
                .isEmpty();
        String next = String.valueOf(
                local.workflow(SpecDrivenServer.FEATURES).open().now().next().steps());
        assertThat(next).doesNotContain("again").contains("Analyse 008");
        Json.Obj derived = server.call(
                        "derive_again", Json.object(Map.of("feature", Json.of("8"), "stage", Json.of("tasks"))))
                .structured();
        assertThat(derived.toString()).contains("packages/web/specs/008-track-an-order/tasks.md");
    }

    @Test
    void anEditOfTheFileOfAPartIsTheStateOfItsFeature() throws Exception {
        Json.Obj last = whole(server(), "One", "packages/web");
        assertThat(last.find("completed")).contains(Json.of(true));
        local.files().flush();
        Path tasks = folder.resolve("packages/web/specs/008-track-an-order/tasks.md");
        Files.writeString(tasks, Files.readString(tasks).replaceFirst("- \\[ ] T001", "- [x] T001"));
        var items = local.workflow("feature/008-track-an-order")
                .open()
                .now()
                .state()
                .value();
        assertThat(items.items("task").keySet().stream()
                        .map(id -> items.item(id).orElseThrow())
                        .filter(item -> item.status().equals("done")))
                .hasSize(1);
    }

    @Test
    void partsThatBeginAtOnceDoNotCollide() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Json.Obj>> begun = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String root = i % 2 == 0 ? "packages/web" : "packages/shop";
                String about = "Feature " + i;
                WorkflowMcpServer server = server();
                begun.add(threads.submit(() -> ok(server, start(about, root))));
            }
            List<String> numbers = new ArrayList<>();
            for (Future<Json.Obj> one : begun) {
                numbers.add(one.get().text("session").orElseThrow());
            }
            assertThat(numbers).containsExactlyInAnyOrder("008", "009", "010", "011", "012", "013", "014", "015");
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void aPartThatIsNotThereIsRefused() {
        for (String root : List.of("packages/none", "../elsewhere", "constitution.md", "/tmp")) {
            ToolAnswer answer = call(server(), start("One", root));
            assertThat(answer.isError()).as(root).isTrue();
            assertThat(answer.text()).contains("E_ROOT", "packages/web");
        }
    }
}
