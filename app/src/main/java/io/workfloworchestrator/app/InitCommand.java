package io.workfloworchestrator.app;

import io.workfloworchestrator.state.Json;
import io.workfloworchestrator.state.files.GitSetup;
import io.workfloworchestrator.state.files.Layout;
import io.workfloworchestrator.workflow.Initialized;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code workflow init}: begin the project's planning. */
@Command(name = "init", description = "Begin the workflow of a project; one that exists is left as it is.")
final class InitCommand extends ProjectCommand {
    @Option(names = "--name", paramLabel = "TITLE", description = "The project's name; its folder's when not given.")
    private Optional<String> title = Optional.empty();

    @Option(names = "--no-git", description = "Leave git alone; else it is told how to merge and what to ignore.")
    private boolean noGit;

    InitCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run(Workbench bench) {
        Initialized<Json> begun = bench.workflow().initialize(title.orElse(""), bench.cause("begin the project"));
        var state = begun.state();
        List<String> git = noGit ? List.of() : setUpGit(bench);
        console.answer(
                Json.Obj.EMPTY
                        .with("title", Json.of(state.value().title()))
                        .with("phase", Json.of(state.value().phase()))
                        .with("existed", Json.of(begun.existed()))
                        .with("git", Json.strings(git))
                        .with("revision", Json.of(state.revision().number())),
                () -> {
                    console.line((begun.existed() ? "Already there: " : "Begun: ")
                            + console.bold(state.value().title())
                            + console.dim(", phase " + state.value().phase() + ", revision " + state.revision()));
                    git.forEach(line -> console.paragraph(console.dim("git: "), "     ", line));
                    console.line(console.dim("What to do first, and why: workflow next"));
                });
        return ExitCode.OK;
    }

    /** What git was told; nothing where there is no repository. */
    private static List<String> setUpGit(Workbench bench) {
        if (!Files.exists(bench.folder().root().resolve(".git"))) {
            return List.of();
        }
        bench.publish();
        List<String> driver = new ArrayList<>(DemoWriters.program());
        driver.add("merge-files");
        return GitSetup.install(bench.folder().root(), Layout.standard(), driver);
    }
}
