package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.handoff.Handoff;
import io.workfloworchestrator.projectmanagement.handoff.Waiting;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code workflow handoffs list}: what is waiting for whom. */
@Command(name = "list", description = "What was passed on and is not finished: who waits for whom.")
final class HandoffsListCommand extends ProjectCommand {
    @Override
    ExitCode run(Workbench bench) {
        WorkflowMoment<Json> now = bench.now();
        List<Handoff> waiting = Waiting.of(now);
        return console.done(
                Json.Obj.EMPTY
                        .with("handoffs", Answers.list(waiting, HandoffsListCommand::json))
                        .with("revision", Json.of(now.revision().number())),
                () -> {
                    if (waiting.isEmpty()) {
                        console.line("Nothing is waiting. Pass a goal on with 'workflow handoffs spec GOAL'.");
                    }
                    waiting.forEach(one -> console.paragraph("", "  ", Console.plain(Waiting.line(one))));
                });
    }

    private static Json json(Handoff one) {
        return Answers.with(
                Json.Obj.EMPTY
                        .with("handoffId", Json.of(one.called()))
                        .with("what", Json.of(one.kind().word()))
                        .with("from", Json.of(one.from().word()))
                        .with("to", Json.of(one.to().word()))
                        .with("status", Json.of(one.status().word()))
                        .with("goalId", Json.of(one.context().goalId()))
                        .with("goalName", Json.of(one.context().goalName()))
                        .with("tasks", Json.of(one.tasks().size())),
                "source",
                one.source().map(Json::of));
    }
}
