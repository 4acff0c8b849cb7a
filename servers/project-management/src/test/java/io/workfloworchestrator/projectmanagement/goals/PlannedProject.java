package io.workfloworchestrator.projectmanagement.goals;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.local.LocalProject;
import io.workfloworchestrator.mcp.ToolAnswer;
import io.workfloworchestrator.mcp.WorkflowMcpServer;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.ToolContext;
import io.workfloworchestrator.server.WorkflowServer;
import io.workfloworchestrator.server.WorkflowTools;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.Workflow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A real project folder with a lean planning, the server's tools on it, and a clock that a test sets. */
final class PlannedProject implements AutoCloseable {
    static final Cause TEST = Cause.of("test", "a test");

    private final Path folder;
    private final LocalProject local;
    private final SetClock clock;
    private final Workflow<Json> workflow;
    private final OpenProject open;
    private final WorkflowMcpServer server;

    /** A clock that stands still until it is moved. */
    static final class SetClock extends Clock {
        private Instant now;
        private final ZoneId zone;

        SetClock(String now, String zone) {
            this.now = Instant.parse(now);
            this.zone = ZoneId.of(zone);
        }

        void forward(Duration time) {
            now = now.plus(time);
        }

        @Override
        public ZoneId getZone() {
            return zone;
        }

        @Override
        public Clock withZone(ZoneId other) {
            return Clock.fixed(now, other);
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private PlannedProject(Path folder, SetClock clock, WorkflowDefinition definition) {
        this.folder = folder;
        this.clock = clock;
        this.local = LocalProject.open(folder);
        this.workflow = local.workflow(definition)
                .clock(clock)
                .tools(WorkflowTools.NAMES, WorkflowTools.STANDARD)
                .open();
        this.open = new OpenProject(local.folder().root(), local.state(), workflow);
        this.server = WorkflowServer.of("planning", "test", () -> open, client -> {}, WorkflowTools.NAMES)
                .tools(GoalTools.of(new ToolContext("planning", () -> open), clock))
                .build();
    }

    static PlannedProject open(Path folder) {
        return open(folder, new SetClock("2026-03-02T09:00:00Z", "UTC"));
    }

    static PlannedProject open(Path folder, SetClock clock) {
        PlannedProject project = new PlannedProject(folder, clock, WorkflowDefinition.builtIn("planning"));
        project.workflow.initialize("Corner shop", TEST);
        return project;
    }

    OpenProject project() {
        return open;
    }

    Workflow<Json> workflow() {
        return workflow;
    }

    void days(int days) {
        clock.forward(Duration.ofDays(days));
    }

    Clock clock() {
        return clock;
    }

    /** Arguments as JSON with single quotes. */
    static Json.Obj arguments(String json) {
        return Json.parse(json.replace('\'', '"')).asObject();
    }

    Json.Obj call(String tool, String arguments) {
        return ok(server.call(tool, arguments(arguments)));
    }

    Json.Obj call(String tool, Map<String, Json> arguments) {
        return ok(server.call(tool, Json.object(arguments)));
    }

    private static Json.Obj ok(ToolAnswer answer) {
        assertThat(answer.isError()).as(answer.text()).isFalse();
        return answer.structured();
    }

    /** The error of a refused call. */
    Json.Obj refused(String tool, String arguments) {
        ToolAnswer answer = server.call(tool, arguments(arguments));
        assertThat(answer.isError()).as(answer.text()).isTrue();
        return answer.structured().find("error").orElseThrow().asObject();
    }

    /** A potential goal of that name; its number. */
    String potential(String name) {
        return call("create_potential_goal", Map.of("goalName", Json.of(name)))
                .text("goalId")
                .orElseThrow();
    }

    /** A selected goal of that name; its number. */
    String selected(String name) {
        String number = potential(name);
        call("promote_to_selected", "{'potentialGoalFile': '" + number + "'}");
        return number;
    }

    /** A goal, by its number. */
    Item goal(String number) {
        return workflow.items().named(number);
    }

    String field(String number, String name) {
        Json value = goal(number).state().fields().get(name);
        return value == null ? "" : value.asText().orElseGet(value::toString);
    }

    String status(String number) {
        return goal(number).status();
    }

    /** Waits until the files say what the state says. */
    void publish() {
        local.files().flush();
    }

    /** The files below the planning, by their paths, once they say what the state says. */
    List<String> files() {
        publish();
        List<String> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder.resolve("planning"))) {
            all.filter(Files::isRegularFile)
                    .map(path -> folder.relativize(path).toString())
                    .sorted()
                    .forEach(files::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    String text(String path) {
        publish();
        try {
            return Files.readString(folder.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void save(String path, String text) {
        try {
            Files.createDirectories(folder.resolve(path).getParent());
            Files.writeString(folder.resolve(path), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        local.close();
    }
}
