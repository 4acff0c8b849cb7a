package io.workfloworchestrator.projectmanagement;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.local.LocalProject;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.mcp.ToolAnswer;
import io.workfloworchestrator.mcp.WorkflowMcpServer;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.ToolContext;
import io.workfloworchestrator.server.WorkflowServer;
import io.workfloworchestrator.server.WorkflowTools;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.Workflow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.BiFunction;

/** A planning of a real folder, with tools to call on it, and a clock that tests set. Its state is in memory unless it is given. */
public final class PlanningFixture implements AutoCloseable {
    private static final Cause CAUSE = Cause.of("ana", "for the test");

    private final Path folder;
    private final StateManager state;
    private final SetClock clock = new SetClock();
    private final Workflow<Json> workflow;
    private final WorkflowMcpServer server;

    /** A clock that shows what a test sets. */
    private static final class SetClock extends Clock {
        private Instant now = Instant.parse("2026-03-02T09:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private PlanningFixture(
            Path folder,
            StateManager state,
            WorkflowDefinition definition,
            BiFunction<ToolContext, Clock, List<Tool<?, ?>>> tools) {
        this.folder = folder;
        this.state = state;
        ProjectFolder project = ProjectFolder.open(folder);
        this.workflow = Workflow.at(project, definition, state)
                .tools(WorkflowTools.NAMES_WITH_ITEMS, WorkflowTools.STANDARD)
                .clock(clock)
                .open();
        OpenProject open = new OpenProject(project.root(), state, workflow);
        ToolContext context = new ToolContext("test", () -> open);
        this.server = WorkflowServer.of("test", "1", () -> open, client -> {}, WorkflowTools.NAMES_WITH_ITEMS)
                .tools(tools.apply(context, clock))
                .build();
    }

    /** A planning that has begun. */
    public static PlanningFixture begun(Path folder, BiFunction<ToolContext, Clock, List<Tool<?, ?>>> tools) {
        return begun(folder, WorkflowDefinition.builtIn("planning"), tools);
    }

    /** A planning by that definition that has begun. */
    public static PlanningFixture begun(
            Path folder, WorkflowDefinition definition, BiFunction<ToolContext, Clock, List<Tool<?, ?>>> tools) {
        return begun(folder, StateManager.inMemory(), definition, tools);
    }

    /** A planning in the state of a project that is open; the project belongs to the caller. */
    public static PlanningFixture begun(LocalProject project, BiFunction<ToolContext, Clock, List<Tool<?, ?>>> tools) {
        return begun(project.folder().root(), project.state(), WorkflowDefinition.builtIn("planning"), tools);
    }

    private static PlanningFixture begun(
            Path folder,
            StateManager state,
            WorkflowDefinition definition,
            BiFunction<ToolContext, Clock, List<Tool<?, ?>>> tools) {
        PlanningFixture made = new PlanningFixture(folder, state, definition, tools);
        Object unused = made.workflow.initialize("Corner shop", CAUSE);
        return made;
    }

    public Workflow<Json> workflow() {
        return workflow;
    }

    public StateManager state() {
        return state;
    }

    /** Lets days pass. */
    public void days(double days) {
        clock.now = clock.now.plus(Duration.ofMinutes(Math.round(days * 24 * 60)));
    }

    /** A potential goal. */
    public Item potential(String title, String... fields) {
        Json.Obj all = Json.Obj.EMPTY.with("title", Json.of(title));
        for (int i = 0; i < fields.length; i += 2) {
            all = all.with(fields[i], Json.of(fields[i + 1]));
        }
        return workflow.items().add("goal", all, CAUSE).item();
    }

    /** A goal that is selected and not started. */
    public Item selected(String title, String... fields) {
        Item goal = potential(title, fields);
        edit(goal, Json.Obj.EMPTY.with("impact", Json.of("High")).with("effort", Json.of("Low")));
        return move(goal, "promote");
    }

    public Item move(Item item, String... moves) {
        Item moved = item;
        for (String move : moves) {
            moved = workflow.items().move(item.id(), move, Revision.NONE, CAUSE).item();
        }
        return moved;
    }

    public Item edit(Item item, Json.Obj fields) {
        return workflow.items().edit(item.id(), fields, Revision.NONE, CAUSE).item();
    }

    /** The item as it is now. */
    public Item now(Item item) {
        return workflow.items().named(item.id());
    }

    public void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    public String read(String path) throws IOException {
        return Files.readString(folder.resolve(path));
    }

    /** The answer of a call that must not be refused; single quotes stand for double ones. */
    public Json.Obj call(String tool, String arguments) {
        ToolAnswer answer =
                server.call(tool, Json.parse(arguments.replace('\'', '"')).asObject());
        assertThat(answer.isError()).as(answer.text()).isFalse();
        return answer.structured();
    }

    /** The error of a call that must be refused. */
    public Json.Obj refused(String tool, String arguments) {
        ToolAnswer answer =
                server.call(tool, Json.parse(arguments.replace('\'', '"')).asObject());
        assertThat(answer.isError()).as(answer.text()).isTrue();
        return answer.structured().find("error").orElseThrow().asObject();
    }

    public long revision() {
        return state.head().number();
    }

    @Override
    public void close() {
        state.close();
    }
}
