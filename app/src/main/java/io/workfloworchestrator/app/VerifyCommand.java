package io.workfloworchestrator.app;

import io.workfloworchestrator.definition.DefinitionProblem;
import io.workfloworchestrator.definition.Definitions;
import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.local.ProjectPlace;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code workflow verify FILE}: all problems of a definition, before it runs. */
@Command(name = "verify", description = "All problems of a workflow definition at once, each with its place.")
final class VerifyCommand extends CliCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            description = "A definition in YAML; the built-in ones and the project's own when not given.")
    private Optional<String> file = Optional.empty();

    @Option(
            names = "--project",
            paramLabel = "DIR",
            description = "The project whose own definitions count too; that of the working directory when not given.")
    private String project = "";

    @Option(
            names = {"-w", "--workflow"},
            paramLabel = "TYPE/ID",
            description = "Only the definition of this workflow's type; TYPE will do.")
    private Optional<String> workflow = Optional.empty();

    @Option(names = "--json", description = "Answer as JSON; docs/cli-json.md describes it.")
    private boolean json;

    private List<WorkflowDefinition> own = List.of();

    @Override
    public Integer call() {
        console.json(json);
        if (file.isPresent() && workflow.isPresent()) {
            throw new UsageException("FILE says what to verify, and so does -w: leave one out.");
        }
        List<DefinitionProblem> problems = problems();
        console.answer(
                Json.Obj.EMPTY
                        .with("ok", Json.of(problems.isEmpty()))
                        .with("problems", Answers.list(problems, Answers::of))
                        .with("own", Answers.list(own, Answers::of)),
                () -> {
                    own.forEach(definition -> DefinitionCommand.printOverrides(console, definition));
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
            console.paragraph("  ", "  ", problem.message());
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
                        : console.bad(problems.size() + (problems.size() == 1 ? " problem." : " problems.")));
    }

    private List<DefinitionProblem> problems() {
        if (file.isPresent()) {
            Path path = Path.of(file.get());
            return DefinitionProblems.found(() -> WorkflowDefinition.load(path).verify(Workbench.TOOLS));
        }
        ProjectPlace place = ProjectPlace.of(project);
        place.elsewhere().ifPresent(console::project);
        return DefinitionProblems.found(() -> problems(Definitions.of(place.folder())));
    }

    private List<DefinitionProblem> problems(Definitions definitions) {
        if (workflow.isEmpty()) {
            own = definitions.own();
            return DefinitionProblems.all(definitions);
        }
        String type = workflow.get().replaceFirst("/.*", "");
        own = definitions.own().stream().filter(one -> one.type().equals(type)).toList();
        return definitions.get(type).verify(Workbench.TOOLS);
    }
}
