package io.workfloworchestrator.app;

import io.workfloworchestrator.specdriven.SpecDrivenServer;
import io.workfloworchestrator.specdriven.analysis.FeatureAnalysis;
import io.workfloworchestrator.specdriven.analysis.Finding;
import io.workfloworchestrator.state.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code workflow spec drift [FEATURE…]}. */
@Command(
        name = "drift",
        description = "Files and names of code that something finished names, and that are gone or changed since.")
final class SpecDriftCommand extends ChangingCommand {
    @Parameters(paramLabel = "FEATURE", description = "Numbers or folders; all features when not given.")
    private List<String> named = List.of();

    @Option(names = "--accept", description = "Take the code as it is now; only later changes are shown then.")
    private boolean accept;

    @Override
    ExitCode run(Workbench bench) {
        FeatureAnalysis analysis = new FeatureAnalysis(bench.project(SpecDrivenServer.FEATURES));
        Cause cause = bench.cause(Optional.empty());
        List<Finding> all = new ArrayList<>();
        for (String id : SpecWords.ids(analysis.features(), named)) {
            all.addAll(analysis.drift(id));
            if (accept) {
                analysis.acceptCode(id, cause);
            }
        }
        console.answer(SpecWords.json(all, bench), () -> {
            SpecWords.print(console, all);
            console.line(
                    accept
                            ? "The code is taken as it is now."
                            : all.isEmpty() ? "Nothing has drifted." : "To take the code as it is: --accept");
        });
        return SpecWords.hasError(all) && !accept ? ExitCode.REFUSED : ExitCode.OK;
    }
}
