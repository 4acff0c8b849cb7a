package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.specdriven.SpecDrivenServer;
import io.workfloworchestrator.specdriven.delta.ChangePlaces;
import io.workfloworchestrator.specdriven.delta.DeltaLine;
import io.workfloworchestrator.specdriven.delta.LivingSpecs;
import io.workfloworchestrator.specdriven.delta.MergedSpec;
import io.workfloworchestrator.state.Cause;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code workflow spec merge FEATURE CAPABILITY}: a feature's change of a living specification. */
@Command(
        name = "merge",
        description = "Merge a feature's change of a living specification, FEATURE/changes/CAPABILITY.md, into"
                + " CAPABILITY/spec.md; what others changed meanwhile stays.")
final class SpecMergeCommand extends ChangingCommand {
    @Parameters(index = "0", paramLabel = "FEATURE", description = "Its number or folder.")
    private String feature = "";

    @Parameters(index = "1", paramLabel = "CAPABILITY", description = "Such as sign-in.")
    private String capability = "";

    @ArgGroup
    private Instead instead = new Instead();

    /** What is done instead of merging. */
    static final class Instead {
        @Option(names = "--check", description = "Say what merging would do, and write nothing.")
        boolean check;

        @Option(
                names = "--rebase",
                description = "Bind the change to the specification as it is now, if it still fits.")
        boolean rebase;

        @Option(names = "--undo", description = "Take the merged change out again; what others changed since stays.")
        boolean undo;
    }

    @Override
    ExitCode run(Workbench bench) {
        OpenProject project = bench.project(SpecDrivenServer.FEATURES);
        LivingSpecs specs = new LivingSpecs(project);
        ChangePlaces places = ChangePlaces.of(project, feature, capability);
        Cause cause = bench.cause(Optional.empty());
        Json.Obj json = Json.Obj.EMPTY.with("change", Json.of(places.change())).with("spec", Json.of(places.spec()));
        List<DeltaLine> lines = specs.lines(places.change());
        String said;
        List<String> remarks = List.of();
        if (instead.undo) {
            specs.takeBack(places.change(), cause);
            said = "The change is taken out of " + places.spec() + ".";
        } else if (instead.rebase) {
            LivingSpecs.Rebased rebased = specs.rebase(places.change(), places.spec(), cause);
            json = json.with("base", Json.of(rebased.base()));
            remarks = rebased.remarks();
            said = "The change is bound to " + places.spec() + " as it is now.";
        } else {
            MergedSpec merged = specs.check(places.change(), places.spec());
            boolean isIn = specs.has(places.spec(), merged);
            if (!instead.check && !isIn) {
                merged = specs.merge(places.change(), places.spec(), cause);
            }
            lines = isIn ? List.of() : lines;
            json = json.with("retired", Json.of(merged.retired())).with("text", Json.of(merged.text()));
            remarks = merged.remarks();
            said = isIn
                    ? places.spec() + " has it already. Nothing was written."
                    : instead.check
                            ? "It fits. Nothing was written."
                            : "The change is merged into " + places.spec() + ".";
        }
        String told = said;
        List<String> remarked = remarks;
        List<DeltaLine> done = lines;
        json = json.with("lines", Answers.list(DeltaLine.class, lines))
                .with("remarks", Json.strings(remarks))
                .with("revision", Json.of(bench.states().head().number()));
        return console.done(json, () -> print(done, remarked, told));
    }

    private void print(List<DeltaLine> lines, List<String> remarks, String said) {
        for (DeltaLine line : lines) {
            String scenario = line.scenario().isEmpty() ? "" : " / " + line.scenario();
            console.oneLine(console.bold(line.operation()) + " ", line.requirement() + scenario);
        }
        remarks.forEach(remark -> console.paragraph(console.dim("Note: "), "      ", Console.plain(remark)));
        console.line(said);
    }
}
