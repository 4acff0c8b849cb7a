package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.local.LocalProject;
import io.workfloworchestrator.local.ProjectPlace;
import io.workfloworchestrator.server.WorkflowTools;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.files.GitSetup;
import io.workfloworchestrator.workflow.Initialized;
import io.workfloworchestrator.workflow.Workflow;
import io.workfloworchestrator.workflow.WorkflowOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code workflow init}: begins a workflow. */
@Command(
        name = "init",
        description = "Begin the planning of a project, or another workflow; one that exists is left as it is.")
final class InitCommand extends ChangingCommand {
    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "What to begin: a definition in .ai-planning/definitions; the planning when not given.")
    private Optional<String> type = Optional.empty();

    @Option(names = "--id", paramLabel = "ID", description = "Which of that type, such as 2.0; main when not given.")
    private Optional<String> id = Optional.empty();

    @Option(
            names = "--data",
            paramLabel = "JSON",
            description =
                    "Fields of its data, {\"owner\": \"ann\"} or a file with that; the definition's defaults else.")
    private Optional<String> data = Optional.empty();

    @Option(names = "--name", paramLabel = "TITLE", description = "Its title; the name of the folder when not given.")
    private Optional<String> title = Optional.empty();

    @Option(names = "--no-git", description = "Leave git alone; else it is told how to merge and what to ignore.")
    private boolean noGit;

    @Option(names = "--nested", description = "Begin in the folder itself, though it is inside of another project.")
    private boolean nested;

    InitCommand(Console console) {
        super(console);
    }

    @Override
    ProjectPlace place(String given) {
        return ProjectPlace.of(given.isEmpty() && nested ? "." : given);
    }

    @Override
    ExitCode run(Workbench bench) {
        bench.requireOwnPlan(nested);
        String name = name(bench);
        WorkflowOptions<Json> options = bench.named(name).tools(Workbench.TOOLS, WorkflowTools.STANDARD);
        Workflow<Json> workflow = bench.states().find(StateKey.json(name)).isPresent()
                ? options.open()
                : options.data(data.map(InitCommand::object).orElse(Json.Obj.EMPTY))
                        .open();
        Initialized<Json> begun = workflow.initialize(title.orElse(""), bench.cause(Optional.empty()));
        var state = begun.state();
        List<String> git = noGit ? List.of() : setUpGit(bench);
        console.answer(
                Json.Obj.EMPTY
                        .with("workflow", Json.of(state.value().workflow()))
                        .with("id", Json.of(state.value().id()))
                        .with("title", Json.of(state.value().title()))
                        .with("phase", Json.of(state.value().phase()))
                        .with("existed", Json.of(begun.existed()))
                        .with("git", Json.strings(git))
                        .with("project", Json.of(bench.folder().root().toString()))
                        .with("revision", Json.of(begun.moment().revision().number())),
                () -> {
                    console.line((begun.existed() ? "Already there: " : "Begun: ")
                            + console.bold(state.value().title())
                            + console.dim(
                                    ", " + name + ", phase " + state.value().phase() + ", revision "
                                            + begun.moment().revision()));
                    git.forEach(line -> console.paragraph(console.dim("git: "), "     ", line));
                    console.line(console.dim("What to do first, and why: workflow next"
                            + bench.meant().option(name)));
                });
        return ExitCode.OK;
    }

    private String name(Workbench bench) {
        if (type.isEmpty() && id.isEmpty()) {
            return bench.meant().asked().orElse(Workbench.KEY);
        }
        if (bench.meant().asked().isPresent()) {
            throw new UsageException("-w TYPE/ID says what to begin, and so do --type and --id: leave one out.");
        }
        return StateKey.checkName(type.orElse(MeantWorkflow.TYPE) + "/" + id.orElse(MeantWorkflow.MAIN));
    }

    private static Json.Obj object(String given) {
        byte[] text;
        try {
            text = given.startsWith("{") || given.startsWith("[")
                    ? given.getBytes(StandardCharsets.UTF_8)
                    : Files.readAllBytes(Path.of(given));
        } catch (NoSuchFileException e) {
            throw new NotFoundException(
                    "there is no file " + given + "; --data takes a JSON object or a file with one.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (Json.parse(text) instanceof Json.Obj object) {
            return object;
        }
        throw new UsageException("--data takes a JSON object, such as {\"owner\": \"ann\"}.");
    }

    /** Sets up git, and returns what was done; empty if there is no repository. */
    private static List<String> setUpGit(Workbench bench) {
        if (!Files.exists(bench.folder().root().resolve(".git"))) {
            return List.of();
        }
        bench.publish();
        List<String> driver = new ArrayList<>(Program.command());
        driver.add("merge-files");
        return GitSetup.install(bench.folder().root(), LocalProject.LAYOUT, bench.documentPatterns(), driver);
    }
}
