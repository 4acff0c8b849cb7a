package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.local.ProjectPlace;
import io.workfloworchestrator.projectmanagement.Planning;
import io.workfloworchestrator.server.WorkflowTools;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.workflow.Initialized;
import io.workfloworchestrator.workflow.Workflow;
import io.workfloworchestrator.workflow.WorkflowOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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
            description = "What to begin: planning, project-planning, or a definition in .ai-planning/definitions; when"
                    + " not given, the planning that fits what is here.")
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

    @Option(names = "--agents", description = "Add a section to AGENTS.md that says how to work here.")
    private boolean agents;

    @Option(names = "--plugin", description = "Write a plugin for Claude Code into .ai-planning/claude-plugin.")
    private boolean plugin;

    @Option(
            names = "--client",
            paramLabel = "NAME",
            description = "Say how to add the server to a client, such as cursor.")
    private Optional<String> client = Optional.empty();

    private Optional<String> why = Optional.empty();

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
        if (begun.existed() && state.value().definition().isEmpty()) {
            // A state of before: from now on its definition is recorded, and its goals are items.
            Object unused = workflow.migrate(Optional.empty(), bench.cause(Optional.empty()));
            unused = workflow.now();
        }
        List<String> git = noGit ? List.of() : bench.setUpGit();
        List<String> offers = offers(bench);
        Json.Obj answer = Json.Obj.EMPTY
                .with("workflow", Json.of(state.value().workflow()))
                .with("id", Json.of(state.value().id()))
                .with("title", Json.of(state.value().title()))
                .with("phase", Json.of(state.value().phase()))
                .with("existed", Json.of(begun.existed()))
                .with("git", Json.strings(git))
                .with("offers", Json.strings(offers))
                .with("project", Json.of(bench.folder().root().toString()))
                .with("revision", Json.of(begun.moment().revision().number()));
        return console.done(Answers.with(answer, "why", why.map(Json::of)), () -> {
            console.line((begun.existed() ? "Already there: " : "Begun: ")
                    + console.bold(state.value().title())
                    + console.dim(", " + name + ", phase " + state.value().phase() + ", revision "
                            + begun.moment().revision()));
            why.ifPresent(reason -> console.paragraph(console.dim("why: "), "     ", reason));
            git.forEach(line -> console.paragraph(console.dim("git: "), "     ", line));
            offers.forEach(line -> console.line(console.dim("for agents: ") + Console.plain(line)));
            console.line(console.dim(
                    "What to do first, and why: workflow next" + bench.meant().option(name)));
        });
    }

    private String name(Workbench bench) {
        if (type.isEmpty() && id.isEmpty()) {
            return bench.meant()
                    .asked()
                    .or(() -> Planning.begun(bench.states()))
                    .orElseGet(() -> chosen(bench));
        }
        if (bench.meant().asked().isPresent()) {
            throw new UsageException("-w TYPE/ID says what to begin, and so do --type and --id: leave one out.");
        }
        String named = type.orElseGet(() -> Planning.choice(bench.folder()).type());
        return StateKey.checkName(named + "/" + id.orElse(MeantWorkflow.MAIN));
    }

    /** The planning that fits what is here, and what a person at a terminal says to it. */
    private String chosen(Workbench bench) {
        Planning.Choice choice = Planning.choice(bench.folder());
        String other = choice.isLean() ? Planning.FULL : Planning.LEAN;
        String reason = choice.reason();
        if (isAnswered("Take " + reason + "? [Y/n] ", true)) {
            why = Optional.of(reason + ". The other way: workflow init --type "
                    + StateKey.json(other).type());
            return choice.key();
        }
        why = Optional.of((choice.isLean() ? "the full" : "the lean") + " planning, as you said.");
        return other;
    }

    /** What a person at a terminal says; {@code otherwise} if nobody is there, or nothing is typed. */
    private boolean isAnswered(String question, boolean otherwise) {
        if (console.isJson() || console.input().isEmpty()) {
            return otherwise;
        }
        console.out().print(question);
        console.out().flush();
        try {
            String line = console.input().get().readLine();
            String said = line == null ? "" : line.strip().toLowerCase(Locale.ROOT);
            return said.isEmpty() ? otherwise : said.startsWith("y");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Offers what agents need; at a terminal it is asked for, unless the command line says something. */
    private List<String> offers(Workbench bench) {
        InitOffers offers = new InitOffers(bench.folder());
        boolean isAsking = !agents && !plugin && client.isEmpty();
        if (agents || isAsking && isAnswered("Add a section to AGENTS.md for agents? [y/N] ", false)) {
            offers.agents();
        }
        if (plugin || isAsking && isAnswered("Write a plugin for Claude Code? [y/N] ", false)) {
            offers.plugin();
        }
        client.ifPresent(offers::client);
        return offers.done();
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
}
