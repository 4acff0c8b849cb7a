package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.workflow.WorkflowMoment;
import io.workfloworchestrator.workflow.WorkflowState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code workflow data [FIELD=VALUE…]}: shows or changes the workflow's own data. */
@Command(name = "data", description = "The workflow's own data; FIELD=VALUE changes fields, in one commit.")
final class DataCommand extends ChangingCommand {
    @Parameters(
            paramLabel = "FIELD=VALUE",
            arity = "0..*",
            description = "Such as tag=v2.0 or approvers='[\"ann\", \"bo\"]'. VALUE is JSON, else text.")
    private List<String> settings = new ArrayList<>();

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept in the history.")
    private Optional<String> reason = Optional.empty();

    @Override
    ExitCode run(Workbench bench) {
        Json.Obj given = Settings.of(settings, "FIELD=VALUE, such as tag=v2.0");
        WorkflowMoment<Json> after = settings.isEmpty()
                ? bench.now()
                : bench.workflow()
                        .update(
                                data -> changed(data, given),
                                bench.cause(reason).doing("set " + String.join(", ", given.keys())))
                        .after();
        answer(after.state().value(), after.revision().number());
        return ExitCode.OK;
    }

    private static Json changed(Json data, Json.Obj given) {
        Json.Obj changed = data.asObject();
        for (String field : given.keys()) {
            changed = changed.with(field, given.find(field).orElseThrow());
        }
        return changed;
    }

    private void answer(WorkflowState<Json> state, long revision) {
        console.answer(Json.Obj.EMPTY.with("data", state.data()).with("revision", Json.of(revision)), () -> {
            state.data().toPrettyText().lines().forEach(line -> console.verbatim(Console.plain(line)));
            if (!settings.isEmpty()) {
                console.line(console.dim("revision " + revision));
            }
        });
    }
}
