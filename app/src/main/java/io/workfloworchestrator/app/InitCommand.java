package io.workfloworchestrator.app;

import io.workfloworchestrator.state.Json;
import io.workfloworchestrator.workflow.Initialized;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code workflow init}: begin the project's planning. */
@Command(name = "init", description = "Begin the workflow of a project; one that exists is left as it is.")
final class InitCommand extends ProjectCommand {
    @Option(names = "--name", paramLabel = "TITLE", description = "The project's name; its folder's when not given.")
    private Optional<String> title = Optional.empty();

    InitCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run(Workbench bench) {
        Initialized<Json> begun = bench.workflow().initialize(title.orElse(""), bench.cause("begin the project"));
        var state = begun.state();
        console.answer(
                Json.Obj.EMPTY
                        .with("title", Json.of(state.value().title()))
                        .with("phase", Json.of(state.value().phase()))
                        .with("existed", Json.of(begun.existed()))
                        .with("revision", Json.of(state.revision().number())),
                () -> {
                    console.line((begun.existed() ? "Already there: " : "Begun: ")
                            + console.bold(state.value().title())
                            + console.dim(", phase " + state.value().phase() + ", revision " + state.revision()));
                    console.line(console.dim("What to do first, and why: workflow next"));
                });
        return ExitCode.OK;
    }
}
