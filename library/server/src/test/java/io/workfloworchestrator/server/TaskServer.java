package io.workfloworchestrator.server;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.ToolAnswer;
import io.workfloworchestrator.mcp.WorkflowMcpServer;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.workflow.Workflow;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Random;

/** A server of a workflow with tasks, and a clock that a test moves. */
final class TaskServer {
    static final WorkflowDefinition DEFINITION = WorkflowDefinition.parse("work.yaml", """
            workflow: work
            version: 1
            items:
              task:
                number: T-00
                fields:
                  title: {type: string, required: true}
                  hours: {type: double, default: 1}
                  area: string
                  note: string
                  needs: {type: list, of: string}
                status: {values: [open, doing, done, dropped], first: open, final: [done, dropped], done: done}
                needs: needs
                effort: hours
                claim: {for: 15m}
                moves:
                  - {id: start, from: open, to: doing, tool: move_item}
                  - id: complete
                    from: doing
                    to: done
                    when:
                      - id: proved
                        is: item.evidence.exists(e, e.fresh)
                        otherwise: "No fresh evidence yet: run the checks of ${item.title}."
                    tool: move_item
                  - {id: drop, from: [open, doing], to: dropped, hint: Say why.}
            phases:
              - id: work
                steps: [{id: all, title: All is done, done: "size(items.task.all) > 0 && items.task.all.all(t, t.final)"}]
            """);

    final StateManager state = StateManager.inMemory();
    final MovableClock clock = new MovableClock();
    final Workflow<Json> workflow;
    private final OpenProject project;
    private final WorkflowMcpServer server;

    TaskServer(Path root) {
        this(root, DEFINITION);
    }

    TaskServer(Path root, WorkflowDefinition definition) {
        ProjectFolder folder = ProjectFolder.open(root);
        workflow = Workflow.at(folder, definition, state)
                .tools(WorkflowTools.NAMES_WITH_ITEMS, WorkflowTools.STANDARD)
                .clock(clock)
                .random(new Random(11))
                .open();
        project = new OpenProject(folder.root(), state, workflow);
        server = another().build();
        ToolAnswer unused = ok("initialize_project_orchestration", "{}");
    }

    /** The server of another client, to which a test may add tools. */
    WorkflowMcpServer.Builder another() {
        return WorkflowServer.of("work", "1", () -> project);
    }

    ToolAnswer call(String tool, String arguments) {
        return server.call(tool, Json.parse(arguments).asObject());
    }

    /** An answer that is no refusal. */
    ToolAnswer ok(String tool, String arguments) {
        ToolAnswer answer = call(tool, arguments);
        if (answer.isError()) {
            throw new AssertionError(tool + " " + arguments + ": " + answer.text());
        }
        return answer;
    }

    /** A new task of this title; its id. */
    String task(String title, String... needs) {
        Json.Obj fields = Json.Obj.EMPTY.with("title", Json.of(title));
        Json.Obj in = Json.Obj.EMPTY
                .with("kind", Json.of("task"))
                .with(
                        "fields",
                        needs.length == 0 ? fields : fields.with("needs", Json.strings(java.util.List.of(needs))));
        return text(ok("add_item", in.toString()), "item", "id");
    }

    /** The text at a path of an answer, or its JSON; empty where there is nothing. */
    static String text(ToolAnswer answer, String... path) {
        return answer.structured()
                .at(path)
                .map(value -> value.asText().orElse(value.toString()))
                .orElse("");
    }

    /** The list of tools as it goes over the wire. */
    static Json listed(WorkflowMcpServer server) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        server.serveStdio(new ByteArrayInputStream("""
                {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}
                {"jsonrpc":"2.0","method":"notifications/initialized"}
                {"jsonrpc":"2.0","id":2,"method":"tools/list"}
                """.getBytes(StandardCharsets.UTF_8)), out);
        String answer = out.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains("\"id\":2"))
                .findFirst()
                .orElseThrow();
        return Json.parse(answer).at("result", "tools").orElseThrow();
    }

    /** A clock that stands still until a test moves it. */
    static final class MovableClock extends Clock {
        private volatile Instant now = Instant.parse("2026-05-04T10:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
