package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code workflow plan report}: the review of a period, as Markdown on stdout or in a file. */
@Command(name = "report", description = "Review a period: health, velocity, alerts and advice.")
final class PlanReportCommand extends ProjectCommand {
    private static final List<String> PARTS = List.of("summary", "velocity", "alerts", "recommendations");

    @Option(
            names = "--period",
            paramLabel = "PERIOD",
            description = "weekly, monthly or quarterly; weekly when not given.")
    private String period = "weekly";

    @Option(names = "--from", paramLabel = "DAY", description = "Its first day, such as 2026-03-02.")
    private Optional<String> from = Optional.empty();

    @Option(names = "--until", paramLabel = "DAY", description = "Its last day; today when not given.")
    private Optional<String> until = Optional.empty();

    @Option(
            names = "--without",
            paramLabel = "PART",
            description = "Leave out summary, velocity, alerts or recommendations; may be given again.")
    private List<String> without = new ArrayList<>();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write it to this file of the project; stdout when not given.")
    private Optional<String> out = Optional.empty();

    PlanReportCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run(Workbench bench) {
        Json.Obj arguments = Json.Obj.EMPTY.with("reportType", Json.of(period));
        arguments = GoalCalls.with(arguments, "startDate", from);
        arguments = GoalCalls.with(arguments, "endDate", until);
        arguments = GoalCalls.with(arguments, "outputFile", out);
        for (String part : without) {
            arguments = arguments.with(argument(part), Json.of(false));
        }
        Json.Obj answer = new PlanCalls(bench).report("generate_review_report", arguments);
        console.answer(answer.without("changes"), () -> {
            answer.text("markdown")
                    .ifPresent(
                            text -> ToolCalls.said(text.stripTrailing()).lines().forEach(this::print));
            if (out.isPresent()) {
                console.line(GoalTable.text(answer, "message"));
            }
        });
        return ExitCode.OK;
    }

    /** A line of Markdown; the rows of its tables cannot be broken. */
    private void print(String line) {
        if (line.startsWith("|")) {
            console.verbatim(line);
        } else {
            console.line(line);
        }
    }

    private static String argument(String part) {
        if (!PARTS.contains(part)) {
            throw new UsageException("--without leaves out " + String.join(", ", PARTS) + ", not " + part + ".");
        }
        return "include" + Character.toUpperCase(part.charAt(0)) + part.substring(1);
    }
}
