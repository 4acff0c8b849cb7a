package io.workfloworchestrator.app;

import io.workfloworchestrator.app.environments.Environments;
import io.workfloworchestrator.app.environments.GateResult;
import io.workfloworchestrator.app.environments.IssueReplay;
import io.workfloworchestrator.app.environments.Production;
import io.workfloworchestrator.app.environments.Staging;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.environments.EnvironmentHost;
import io.workfloworchestrator.projectmanagement.environments.IssueEntry;
import io.workfloworchestrator.projectmanagement.environments.ServerBook;
import io.workfloworchestrator.projectmanagement.environments.ServerEntry;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.files.Layout;
import io.workfloworchestrator.state.jdbc.JdbcStateStore;
import io.workfloworchestrator.workflow.Workflow;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Does for tools what the commands for staging and production do, with the same answers. Thread-safe. */
public final class LocalEnvironments implements EnvironmentHost {
    private static final int MOST_LINES = 12;

    /** Made by {@link java.util.ServiceLoader}. */
    public LocalEnvironments() {}

    private static Environments of(OpenProject project) {
        Workflow<Json> workflow = Workflow.of(
                        project.workflow().project(),
                        ServerBook.WORKFLOW,
                        project.state(),
                        project.workflow().commands())
                .open();
        return Environments.of(
                project.workflow().project(),
                project.state(),
                workflow,
                target -> backup(project.root(), target),
                Clock.systemUTC());
    }

    /** The same, after what every command does first. */
    private static Environments upToDate(OpenProject project) {
        Environments environments = of(project);
        List<String> unused = environments.upToDate();
        return environments;
    }

    @Override
    public List<String> notices(OpenProject project) {
        return of(project).upToDate();
    }

    static void backup(Path root, Path target) {
        try (JdbcStateStore store = JdbcStateStore.at(root.resolve(Layout.STATE_FOLDER))) {
            store.backup(target);
        }
    }

    @Override
    public Json.Obj servers(OpenProject project, Optional<String> only, Cause cause) {
        Environments environments = of(project);
        List<String> notices = environments.upToDate();
        ServerBook book = environments.book();
        List<Json> servers = new ArrayList<>();
        for (ServerEntry server : only.map(name -> List.of(book.named(name))).orElseGet(book::servers)) {
            List<String> missing = book.staged(server).isEmpty()
                    ? List.of()
                    : environments.production().missing(List.of(server));
            servers.add(ReleaseCommands.json(environments, server).with("missing", Json.strings(missing)));
        }
        Json.Obj answer = Json.Obj.EMPTY.with("servers", Json.array(servers));
        return notices.isEmpty() ? answer : answer.with("notices", Json.strings(notices));
    }

    @Override
    public Json.Obj check(OpenProject project, String server, Cause cause) {
        Environments environments = upToDate(project);
        ServerEntry meant = environments.book().named(server);
        Staging.Checked checked = environments.staging().check(meant, cause, result -> {});
        return ReleaseCommands.json(meant, checked, LocalEnvironments::shown);
    }

    /** The lines that say why; the whole output is evidence on the release. */
    private static String shown(GateResult result) {
        return result.isPassed() && !result.isComparison()
                ? result.output()
                : String.join("\n", result.shown(MOST_LINES));
    }

    @Override
    public Json.Obj promote(
            OpenProject project, List<String> servers, Optional<String> forced, boolean isOneWay, Cause cause) {
        Environments environments = upToDate(project);
        List<ServerEntry> meant = EnvironmentCommand.named(environments, servers);
        Production.Moved moved = environments.production().promote(meant, forced, isOneWay, cause);
        return ReleaseCommands.json(moved);
    }

    @Override
    public Json.Obj rollBack(OpenProject project, List<String> servers, String reason, Cause cause) {
        Environments environments = upToDate(project);
        List<ServerEntry> meant = EnvironmentCommand.named(environments, servers);
        return ReleaseCommands.json(environments.production().rollBack(meant, reason, cause));
    }

    @Override
    public Json.Obj replaySession(OpenProject project, String server, Optional<String> session, Cause cause) {
        Environments environments = upToDate(project);
        ServerBook book = environments.book();
        ServerEntry meant = book.named(server);
        return ReleaseCommands.Replay.json(meant, environments.sessions().replay(book, meant, session));
    }

    @Override
    public Optional<String> requireCommit(OpenProject project, IssueEntry issue, String commit) {
        return of(project).requireCommit(issue, commit);
    }

    @Override
    public Json.Obj replay(OpenProject project, String issue, Cause cause) {
        Environments environments = upToDate(project);
        IssueEntry meant = environments.issues().named(issue);
        IssueReplay.Replayed replayed = environments.replay().replay(meant, Optional.empty());
        return IssueCommands.json(IssueCommands.Replay.recorded(environments, meant, replayed, cause), replayed);
    }
}
