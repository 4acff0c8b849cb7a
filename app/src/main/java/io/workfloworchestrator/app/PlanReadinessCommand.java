package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import picocli.CommandLine.Command;

/** {@code workflow plan readiness}: whether the project can be wrapped up; the exit code is 1 if it cannot. */
@Command(name = "readiness", description = "Whether the project can be wrapped up, and what is in the way.")
final class PlanReadinessCommand extends ProjectCommand {
    PlanReadinessCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run(Workbench bench) {
        PlanCalls calls = new PlanCalls(bench);
        Json.Obj answer = calls.completion("validate_project_readiness", Json.Obj.EMPTY);
        boolean ready = answer.at("ready").filter(Json.of(true)::equals).isPresent();
        console.answer(answer.without("changes"), () -> print(calls, answer, ready));
        return ready ? ExitCode.OK : ExitCode.REFUSED;
    }

    private void print(PlanCalls calls, Json.Obj answer, boolean ready) {
        for (Json check : PlanCalls.list(answer, "checks")) {
            boolean passed = check.at("passed").filter(Json.of(true)::equals).isPresent();
            console.line((passed ? console.good("✓ ") : console.bad("✗ ")) + GoalTable.text(check, "category"));
            for (Json blocker : PlanCalls.list(check, "blockers")) {
                console.paragraph(
                        "  " + console.bad("✗ "), "    ", blocker.asText().orElse(""));
            }
            for (Json detail : PlanCalls.list(check, "details")) {
                console.paragraph("  ", "  ", detail.asText().orElse(""));
            }
        }
        console.line(
                ready
                        ? console.good("Ready to be wrapped up.")
                        : console.bad(GoalTable.text(answer, "completionPercentage") + "% ready. What to do:"));
        calls.recommended(console, answer);
    }
}
