package io.workfloworchestrator.projectmanagement.environments;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.mcp.ToolException;
import io.workfloworchestrator.projectmanagement.Clipped;
import io.workfloworchestrator.projectmanagement.OfProject;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.ToolContext;
import io.workfloworchestrator.state.Cause;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.UnaryOperator;

/** The tools for staging and production, which do what {@code workflow server} does. Thread-safe. */
public final class EnvironmentTools {
    private static final int MOST_TEXT = 600;

    private EnvironmentTools() {}

    public static List<Tool<?, ?>> of(ToolContext context, Clock clock) {
        List<Tool<?, ?>> all = new ArrayList<>();
        all.add(tool(
                context,
                "list_servers",
                ListIn.class,
                tool -> tool.description(
                        "Servers: live and staged releases, what is missing for promotion, what runs."),
                (host, project, in, cause) -> host.servers(project, in.server(), cause)));
        all.add(tool(
                context,
                "check_server",
                CheckIn.class,
                tool -> tool.description("Build a release and check it with all dependents; takes minutes."),
                (host, project, in, cause) -> host.check(project, in.server(), cause)));
        all.add(tool(
                context,
                "promote_servers",
                PromoteIn.class,
                tool -> tool.description("Make checked releases live, all or none.")
                        .destructive(),
                (host, project, in, cause) -> host.promote(
                        project, in.servers(), in.force(), in.oneWay().orElse(false), cause)));
        all.add(tool(
                context,
                "rollback_servers",
                RollBackIn.class,
                tool -> tool.description("Make the last good releases live again, all or none.")
                        .destructive(),
                (host, project, in, cause) -> host.rollBack(project, in.servers(), in.reason(), cause)));
        all.addAll(new IssueTools(context, clock).all());
        all.add(tool(
                context,
                "replay_issue",
                ReplayIn.class,
                tool -> tool.description("Make the call of an issue again in staging, on a copy of the project."),
                (host, project, in, cause) -> host.replay(project, in.issue(), cause)));
        all.add(tool(
                context,
                "replay_session",
                SessionIn.class,
                tool -> tool.description("Make the calls of a recorded session of production again in staging."),
                (host, project, in, cause) -> host.replaySession(project, in.server(), in.session(), cause)));
        return List.copyOf(all);
    }

    record ListIn(
            @Field("Only this one.") Optional<String> server,
            @Field(listed = false) Optional<String> projectPath) implements OfProject {}

    record CheckIn(String server, @Field(listed = false) Optional<String> projectPath) implements OfProject {}

    record PromoteIn(
            @Field(max = 50, value = "All that go together.")
            List<String> servers,

            @Field("Why, although something is missing.") Optional<String> force,

            @Field("True for a step after which the live release cannot read the store.")
            Optional<Boolean> oneWay,

            @Field(listed = false) Optional<String> projectPath)
            implements OfProject {}

    record RollBackIn(
            @Field(max = 50, value = "All that go back together.")
            List<String> servers,

            @Field("What is wrong; it becomes the issue.") String reason,
            @Field(listed = false) Optional<String> projectPath)
            implements OfProject {}

    record ReplayIn(String issue, @Field(listed = false) Optional<String> projectPath) implements OfProject {}

    record SessionIn(
            String server,
            @Field("The newest when not given.") Optional<String> session,
            @Field(listed = false) Optional<String> projectPath)
            implements OfProject {}

    record Out(@Field(untrusted = true, named = false) Json answer) {}

    private interface Work<I> {
        Json.Obj on(EnvironmentHost host, OpenProject project, I in, Cause cause);
    }

    private static <I extends Record & OfProject> Tool<I, Out> tool(
            ToolContext context,
            String name,
            Class<I> input,
            UnaryOperator<Tool.Builder<I, Out>> described,
            Work<I> work) {
        return described.apply(Tool.of(name, input, Out.class)).handler(context.handler(name, (project, in, cause) -> {
            ToolContext.check(project, in.projectPath());
            return new Out(Clipped.of(work.on(host(), project, in, cause), Integer.MAX_VALUE, EnvironmentTools::end));
        }));
    }

    private static EnvironmentHost host() {
        return foundHost()
                .orElseThrow(() -> new ToolException(
                        "E_SERVER_HOST",
                        "This program cannot build or start servers. Use a server that 'workflow mcp' starts."));
    }

    static Optional<EnvironmentHost> foundHost() {
        return ServiceLoader.load(EnvironmentHost.class).findFirst();
    }

    /** Long outputs are evidence on the release; an answer has their ends. */
    private static String end(String text) {
        return text.length() > MOST_TEXT ? "…" + text.substring(text.length() - MOST_TEXT) : text;
    }
}
