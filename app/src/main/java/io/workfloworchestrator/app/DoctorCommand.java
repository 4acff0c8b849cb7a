package io.workfloworchestrator.app;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.local.ProjectPlace;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
        name = "doctor",
        description =
                "Checks Java, launcher, storage, permissions, database, files, definitions, git, limits; says what to"
                        + " do.")
final class DoctorCommand extends ProjectCommand {
    @Override
    ExitCode run(Workbench bench) {
        List<Check> checks;
        try (Progress progress = console.progress("check the database")) {
            checks = Checkup.all(bench, Machine.here(), progress);
        }
        return answer(checks);
    }

    @Override
    ExitCode closed(ProjectPlace place, CodedException why) {
        return answer(Checkup.closed(place.folder(), why, Machine.here()));
    }

    private ExitCode answer(List<Check> checks) {
        boolean ok = checks.stream().allMatch(Check::ok);
        console.answer(Json.Obj.EMPTY.with("ok", Json.of(ok)).with("checks", Answers.list(Check.class, checks)), () -> {
            checks.forEach(this::print);
            console.line(ok ? console.good("All is well.") : console.bad("See the advice above."));
        });
        return ok ? ExitCode.OK : ExitCode.REFUSED;
    }

    private void print(Check check) {
        String mark =
                !check.ok() ? console.bad("✗ ") : check.advice().isEmpty() ? console.good("✓ ") : console.warn("! ");
        console.paragraph(mark + console.bold(String.format("%-12s", check.name())), " ".repeat(14), check.found());
        if (!check.advice().isEmpty()) {
            console.paragraph(" ".repeat(14) + "→ ", " ".repeat(16), check.advice());
        }
    }
}
