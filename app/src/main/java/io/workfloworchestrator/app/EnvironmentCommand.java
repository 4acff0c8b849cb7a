package io.workfloworchestrator.app;

import io.workfloworchestrator.app.environments.Environments;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.environments.ServerBook;
import io.workfloworchestrator.projectmanagement.environments.ServerEntry;
import io.workfloworchestrator.server.WorkflowTools;
import io.workfloworchestrator.workflow.Workflow;
import java.time.Clock;
import java.util.List;

/** A command about staging and production. */
abstract class EnvironmentCommand extends ChangingCommand {
    @Override
    final ExitCode run(Workbench bench) {
        Environments environments = environments(bench);
        environments.upToDate().forEach(console::note);
        return run(bench, environments);
    }

    static Environments environments(Workbench bench) {
        Workflow<Json> workflow = bench.named(ServerBook.WORKFLOW)
                .tools(Workbench.TOOLS, WorkflowTools.STANDARD)
                .open();
        return Environments.of(
                bench.folder(), bench.states(), workflow, bench.local().database()::backup, Clock.systemUTC());
    }

    abstract ExitCode run(Workbench bench, Environments environments);

    /** The servers of these names, each once. */
    static List<ServerEntry> named(Environments environments, List<String> names) {
        ServerBook book = environments.book();
        return names.stream().distinct().map(book::named).toList();
    }
}
