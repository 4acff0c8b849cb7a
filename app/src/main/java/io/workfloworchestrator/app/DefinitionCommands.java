package io.workfloworchestrator.app;

import io.workfloworchestrator.definition.BrokenDefinitionException;
import io.workfloworchestrator.definition.DefinitionChange;
import io.workfloworchestrator.definition.DefinitionProblem;
import io.workfloworchestrator.definition.Definitions;
import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.local.ProjectPlace;
import io.workfloworchestrator.workflow.DefinitionDifference;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** The commands about definitions of workflows: what the work runs by, and what is wrong with a definition. */
final class DefinitionCommands {
    private DefinitionCommands() {}

    @Command(
            name = "definition",
            description =
                    "What the work runs by: show it, diff it with the current one, migrate to that in one commit.")
    static final class Running extends ChangingCommand {
        enum Verb {
            SHOW,
            DIFF,
            MIGRATE
        }

        private final Given<Verb> verb = operand("show|diff|migrate", Verb.class, "What to do.");
        private final Given<String> phase =
                option("--phase PHASE", "For migrate: the phase to go on in; needed when the current one vanished.");
        private final Given<String> reason = option("--reason TEXT", "For migrate: why; recorded and shown.");

        @Override
        ExitCode run(Workbench bench) {
            switch (verb.get()) {
                case SHOW -> show(bench);
                case DIFF -> diff(bench);
                case MIGRATE -> migrate(bench);
            }
            return ExitCode.OK;
        }

        private void show(Workbench bench) {
            WorkflowDefinition running = bench.workflow().running();
            WorkflowDefinition current = bench.workflow().definition();
            boolean recorded = !running.fingerprint().equals(current.fingerprint());
            console.answer(
                    Answers.with(
                                    Answers.of(current),
                                    "recorded",
                                    Optional.of(running).filter(one -> recorded).map(Answers::of))
                            .with("definition", running.toJson()),
                    () -> {
                        printOverrides(console, current);
                        if (recorded) {
                            console.paragraph(
                                    "",
                                    "The work runs by " + running + " as recorded; '"
                                            + bench.meant().command("definition diff") + "' shows the difference.");
                        }
                        running.phases().forEach(p -> {
                            console.line(console.bold(p.id()) + "  " + Console.plain(p.title()));
                            p.steps().forEach(s -> console.paragraph("  ", "    ", s.id() + ": " + s.title()));
                            p.exit().forEach(g -> console.paragraph("  to leave: ", "    ", g.id() + ": " + g.when()));
                        });
                    });
        }

        private void diff(Workbench bench) {
            DefinitionDifference difference = bench.workflow().difference();
            console.answer(json(difference), () -> {
                if (difference.isEmpty()) {
                    console.line("The work runs by the current definition, "
                            + Console.plain(difference.current().toString()) + ".");
                    return;
                }
                console.line("From " + Console.plain(difference.recorded().toString()) + " to "
                        + Console.plain(difference.current().toString()) + ":");
                difference.changes().forEach(change -> printChange(console, change));
                difference
                        .vanishedSteps()
                        .forEach(step -> console.paragraph(
                                "  ", "    ", "step \"" + step + "\" would be kept in the state by name"));
                difference
                        .vanishedPhase()
                        .ifPresent(p -> console.paragraph(
                                console.warn("  ! "),
                                "the work is in phase \"" + p + "\", which is gone: migrate needs --phase"));
                difference.effect().ifPresent(effect -> {
                    console.line("Now that would mean:");
                    AdviceCommands.Simulate.print(console, bench, effect);
                });
            });
        }

        private void migrate(Workbench bench) {
            var state = bench.workflow().migrate(phase.find(), bench.cause(reason.find()));
            // Such as items in a status that is gone: nobody would notice before they are to be moved.
            List<String> concerns = bench.workflow().status().concerns();
            console.answer(
                    Answers.at(state.revision())
                            .with("version", state.value().version())
                            .with("phase", state.value().phase()),
                    () -> {
                        console.line((state.commit().isPresent()
                                        ? "The work runs by version "
                                        : "Nothing to migrate: the work runs by the current definition already, version ")
                                + state.value().version() + ", in phase "
                                + console.bold(state.value().phase()) + ". "
                                + console.dim("revision " + state.revision()));
                        concerns.forEach(concern -> console.paragraph("  " + console.warn("! "), concern));
                    });
        }

        static void printOverrides(Console console, WorkflowDefinition definition) {
            console.line(Console.plain(definition.toString()));
            definition.extended().ifPresent(d -> console.line("  extends " + Console.plain(d.toString()) + ":"));
            definition.overrides().forEach(change -> printChange(console, change));
        }

        private static void printChange(Console console, DefinitionChange change) {
            String mark = switch (change.kind()) {
                case ADDED -> console.good("+ ");
                case REMOVED -> console.bad("- ");
                case CHANGED -> console.warn("~ ");
            };
            console.paragraph("  " + mark, change.toString());
        }

        private static Json json(DefinitionDifference difference) {
            Json.Obj json = Json.Obj.EMPTY
                    .with("same", difference.isEmpty())
                    .with("from", difference.recorded().version())
                    .with("to", difference.current().version())
                    .with("changes", Answers.list(DefinitionChange.class, difference.changes()))
                    .with("vanishedSteps", Json.strings(difference.vanishedSteps()))
                    .with("vanishedPhase", difference.vanishedPhase());
            return Answers.with(json, "effect", difference.effect().map(Answers::of));
        }
    }

    @Command(name = "verify", description = "All problems of a workflow definition at once, each with its place.")
    static final class Verify extends CliCommand implements Callable<Integer> {
        private final Given<String> file =
                maybe("FILE", "A definition in YAML; the built-in ones and the project's own when not given.");
        private final Given<String> project = option(
                "--project DIR",
                "",
                "The project whose own definitions count too; that of the working directory when not given.");
        private final Given<String> workflow =
                option("-w --workflow TYPE/ID", "Only the definition of this workflow's type; TYPE will do.");
        private final Given<Boolean> json = flag("--json", "Answer as JSON; docs/cli-json.md describes it.");

        private List<WorkflowDefinition> own = List.of();

        @Override
        public Integer call() {
            console.json(json.get());
            if (file.isGiven() && workflow.isGiven()) {
                throw new UsageException("FILE says what to verify, and so does -w: leave one out.");
            }
            List<DefinitionProblem> problems = problems();
            console.answer(
                    Json.Obj.EMPTY
                            .with("ok", problems.isEmpty())
                            .with("problems", Answers.list(problems, Answers::of))
                            .with("own", Answers.list(own, Answers::of)),
                    () -> {
                        own.forEach(definition -> Running.printOverrides(console, definition));
                        print(problems);
                    });
            return (problems.isEmpty() ? ExitCode.OK : ExitCode.REFUSED).number();
        }

        private void print(List<DefinitionProblem> problems) {
            for (DefinitionProblem problem : problems) {
                String place = problem.line() == 0
                        ? problem.file() + ":"
                        : problem.file() + ":" + problem.line() + ":" + problem.column() + ":";
                console.line(console.bold(place) + " " + console.bad(problem.code()));
                console.paragraph("  ", problem.message());
                String number = "  " + problem.line() + " | ";
                List<String> excerpt = problem.excerpt(console.width() - number.length());
                if (!excerpt.isEmpty()) {
                    console.line(console.dim(number) + Console.plain(excerpt.get(0)));
                    console.line(console.dim(" ".repeat(number.length() - 2) + "| ") + console.bad(excerpt.get(1)));
                }
                console.line();
            }
            console.line(
                    problems.isEmpty()
                            ? console.good("No problems.")
                            : console.bad(Check.count(problems.size(), "problem") + "."));
        }

        private List<DefinitionProblem> problems() {
            if (file.isGiven()) {
                Path path = Path.of(file.get());
                List<DefinitionProblem> alone =
                        found(() -> WorkflowDefinition.load(path).verify(OwnCommands.known()));
                boolean extendsMore = alone.stream().anyMatch(one -> one.code().equals("E_RULE_EXTENDS"));
                return extendsMore ? besides(path).orElse(alone) : alone;
            }
            ProjectPlace place = ProjectPlace.of(project.get());
            place.elsewhere().ifPresent(console::project);
            return found(() -> problems(Definitions.of(place.folder())));
        }

        /** The problems of a file among the project's own, of which it may extend another; empty if it lies elsewhere. */
        private static Optional<List<DefinitionProblem>> besides(Path file) {
            Path whole = file.toAbsolutePath().normalize();
            Path beside = Path.of(Definitions.FOLDER, whole.getFileName().toString());
            if (!whole.endsWith(beside)) {
                return Optional.empty();
            }
            Path root = whole.resolve(Path.of("..", "..", "..")).normalize();
            return Optional.of(allProblems(ProjectFolder.open(root)).stream()
                    .filter(problem -> beside.endsWith(Path.of(problem.file()).getFileName()))
                    .toList());
        }

        private List<DefinitionProblem> problems(Definitions definitions) {
            if (!workflow.isGiven()) {
                own = definitions.own();
                return allProblems(definitions);
            }
            String type = workflow.get().replaceFirst("/.*", "");
            own = definitions.own().stream()
                    .filter(one -> one.type().equals(type))
                    .toList();
            return definitions.get(type).verify(OwnCommands.known());
        }
    }

    static List<DefinitionProblem> allProblems(ProjectFolder project) {
        return found(() -> allProblems(Definitions.of(project)));
    }

    static List<DefinitionProblem> allProblems(Definitions definitions) {
        return Stream.concat(
                        definitions.problems().stream(),
                        definitions.types().stream()
                                .flatMap(type -> definitions.get(type).verify(OwnCommands.known()).stream()))
                .toList();
    }

    /** What is wrong with the project's own definitions. */
    static List<DefinitionProblem> faults(ProjectFolder project) {
        return found(() -> {
            Definitions definitions = Definitions.of(project);
            return Stream.concat(
                            definitions.problems().stream(),
                            definitions.own().stream().flatMap(own -> own.verify(OwnCommands.known()).stream()))
                    .toList();
        });
    }

    /** What a check finds, whether it answers or throws. */
    static List<DefinitionProblem> found(Supplier<List<DefinitionProblem>> check) {
        try {
            return check.get();
        } catch (BrokenDefinitionException e) {
            return e.problems();
        }
    }
}
