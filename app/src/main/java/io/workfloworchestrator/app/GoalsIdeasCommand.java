package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code workflow goals ideas [FILE]}: finds ideas in notes. */
@Command(name = "ideas", description = "Find ideas in notes, each with its line; --save keeps each once.")
final class GoalsIdeasCommand extends ChangingCommand {
    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            description = "The notes, a file or a folder of the project; all that the planning knows when not given.")
    private Optional<String> file = Optional.empty();

    @Option(names = "--save", description = "Write them down as ideas of the planning.")
    private boolean save;

    @Option(
            names = "--min-confidence",
            paramLabel = "N",
            description = "Only what is an idea so surely, from 0 to 1; a lower number finds more.")
    private Optional<Double> confidence = Optional.empty();

    @Option(names = "--limit", paramLabel = "N", description = "At most so many on a page.")
    private Optional<Integer> limit = Optional.empty();

    @Option(names = "--cursor", paramLabel = "TEXT", description = "The next page, as the last one named it.")
    private Optional<String> cursor = Optional.empty();

    GoalsIdeasCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run(Workbench bench) {
        limit.ifPresent(most -> UsageWords.requireAtLeast(1, most, "--limit"));
        Json.Obj arguments = Json.Obj.EMPTY.with("save", Json.of(save));
        arguments = GoalCalls.with(arguments, "filePath", file);
        arguments = GoalCalls.with(arguments, "cursor", cursor);
        arguments = Answers.with(arguments, "minConfidence", confidence.<Json>map(least -> Json.of(least)));
        arguments = Answers.with(arguments, "limit", limit.<Json>map(most -> Json.of(most)));
        Json.Obj answer = new GoalCalls(bench).call("extract_ideas", arguments, bench.cause(Optional.empty()));
        console.answer(answer.without("changes"), () -> print(answer));
        return ExitCode.OK;
    }

    private void print(Json.Obj answer) {
        for (Json idea : answer.find("ideas").map(Json::asList).orElse(List.of())) {
            Json place = idea.at("location").orElse(Json.Obj.EMPTY);
            console.paragraph(
                    console.dim(GoalTable.text(place, "file") + ":" + GoalTable.text(place, "lineNumber") + " "),
                    "  ",
                    GoalTable.text(idea, "text"));
        }
        GoalCalls.message(console, answer);
        if (save) {
            console.line(console.bold(GoalTable.text(answer, "saved")) + " of " + GoalTable.text(answer, "ideasFound")
                    + " are new and were written down.");
        } else if (!GoalTable.text(answer, "ideasFound").equals("0")) {
            console.line(console.dim("Nothing was written down. To do it: workflow goals ideas --save"
                    + file.map(name -> " " + ClientConfig.shellWord(name)).orElse("")));
        }
        answer.text("cursor").ifPresent(next -> console.line(console.dim("More: --cursor " + next)));
    }
}
