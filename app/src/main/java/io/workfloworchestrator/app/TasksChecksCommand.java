package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.taskexecutor.verify.Approvals;
import io.workfloworchestrator.taskexecutor.verify.Check;
import io.workfloworchestrator.taskexecutor.verify.VerificationRules;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;

/** {@code workflow tasks checks}: the commands that prove tasks, and which of them somebody approved. */
@Command(name = "checks", description = "The commands that prove tasks, and which of them somebody approved.")
final class TasksChecksCommand extends ProjectCommand {
    @Override
    ExitCode run(Workbench bench) {
        VerificationRules rules = VerificationRules.of(bench.folder());
        Approvals approvals = new Approvals(bench.states(), bench.folder(), Clock.systemUTC());
        List<Json> checks = new ArrayList<>();
        rules.checks().forEach(check -> checks.add(json(check, approvals)));
        Json.Obj answer = Json.Obj.EMPTY.with("checks", Json.array(checks)).with("proposed", Json.of(rules.proposed()));
        return console.done(answer, () -> print(bench, rules, approvals));
    }

    private static Json json(Check check, Approvals approvals) {
        Json.Obj json = Json.Obj.EMPTY
                .with("name", Json.of(check.name()))
                .with("command", Json.of(check.line()))
                .with("folder", Json.of(check.folder()))
                .with("timeoutSeconds", Json.of(check.timeout().toSeconds()))
                .with(
                        "stages",
                        Json.strings(check.stages().stream()
                                .map(stage -> stage.name().toLowerCase(Locale.ROOT))
                                .sorted()
                                .toList()))
                .with("fingerprint", Json.of(approvals.shown(check)));
        return approvals
                .find(check)
                .map(approval -> json.with("approvedBy", Json.of(approval.by()))
                        .with("approvedAt", Json.of(approval.at().toString())))
                .orElse(json);
    }

    private void print(Workbench bench, VerificationRules rules, Approvals approvals) {
        if (rules.checks().isEmpty()) {
            console.line("No check is declared, and no build file proposes one. Declare them in "
                    + VerificationRules.FILE + ".");
            return;
        }
        for (Check check : rules.checks()) {
            String approved = approvals
                    .find(check)
                    .map(approval -> "approved by " + approval.by())
                    .orElseGet(() -> console.warn("not approved"));
            console.line(console.bold(ItemTable.padded(check.name(), 16)) + check.line() + "  " + approved);
        }
        if (rules.proposed()) {
            console.line(console.dim("Proposed by the build files; " + VerificationRules.FILE + " declares others."));
        }
        if (rules.checks().stream().anyMatch(check -> approvals.find(check).isEmpty())) {
            console.line(console.dim("Approve one: " + bench.meant().command("tasks approve NAME")));
        }
    }
}
