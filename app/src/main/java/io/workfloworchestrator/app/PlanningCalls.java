package io.workfloworchestrator.app;

import io.workfloworchestrator.definition.Call;
import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The commands that do the same as the tools of the planning. Pure functions. */
final class PlanningCalls {
    /** The tools for which there is such a command. */
    static final Set<String> TOOLS = Set.of(
            "extract_ideas",
            "create_potential_goal",
            "evaluate_goal",
            "promote_to_selected",
            "update_goal_progress",
            "archive_goal",
            "check_review_needed",
            "prepare_spec_handoff",
            "prepare_task_executor_handoff",
            "start_project_setup",
            "finalize_project_setup",
            "generate_review_report",
            "generate_goals_diagram",
            "validate_project_readiness",
            "generate_completion_checklist",
            "wrap_up_project");

    private PlanningCalls() {}

    /** The words of the command behind the program's name; empty for another tool. */
    static Optional<String> command(Call call) {
        return command(call.tool(), call.json().asObject());
    }

    /** As {@link #command(Call)}, for a tool with its arguments. */
    static Optional<String> command(String tool, Json.Obj arguments) {
        if (!TOOLS.contains(tool)) {
            return Optional.empty();
        }
        Words words = new Words(arguments);
        switch (tool) {
            case "extract_ideas" ->
                words.add("goals", "ideas").operand("filePath").add("--save");
            case "create_potential_goal" ->
                words.add("goals", "add")
                        .operand("goalName")
                        .option("--description", "goalDescription")
                        .option("--idea", "idea");
            case "evaluate_goal" ->
                words.add("goals", "evaluate").operand("goalId").option("--text", "goalDescription");
            case "promote_to_selected" -> promote(words);
            case "update_goal_progress" -> progress(words);
            case "archive_goal" ->
                words.add("goals", "archive").operand("goalId").option("--type", "archiveType");
            case "check_review_needed" -> words.add("goals", "review");
            case "prepare_spec_handoff" -> words.add("handoffs", "spec").operand("goalId");
            case "prepare_task_executor_handoff" ->
                words.add("handoffs", "tasks").operand("goalId");
            case "start_project_setup" -> words.add("ask", "setup");
            case "finalize_project_setup" -> words.add("setup", "finish");
            default -> plan(tool, words);
        }
        return Optional.of(words.line());
    }

    private static void promote(Words words) {
        words.add("goals", "promote").operand("potentialGoalFile").option("--priority", "priority");
        if (words.given("status").equals("planning")) {
            words.add("--planning");
        }
    }

    private static void progress(Words words) {
        words.add("goals", "progress").operand("goalId").operand("progress");
        if (!words.given("status").isEmpty()) {
            words.add("--status", words.given("status"));
        }
        words.option("--blockers", "blockers")
                .option("--next", "nextAction")
                .each("--measure", "measures")
                .each("--evidence", "evidence");
    }

    private static void plan(String tool, Words words) {
        switch (tool) {
            case "generate_review_report" -> words.add("plan", "report").option("--period", "reportType");
            case "generate_goals_diagram" ->
                words.add("plan", "diagram").operand("diagramType").option("--format", "format");
            case "validate_project_readiness" -> words.add("plan", "readiness");
            case "generate_completion_checklist" -> words.add("plan", "checklist");
            default -> words.add("plan", "wrap-up");
        }
    }

    /** The words of a command that is put together from the arguments of a call. Not thread-safe. */
    private static final class Words {
        private final Json.Obj arguments;
        private final List<String> words = new ArrayList<>();

        Words(Json.Obj arguments) {
            this.arguments = arguments;
        }

        Words add(String... more) {
            words.addAll(List.of(more));
            return this;
        }

        Words operand(String argument) {
            text(argument).ifPresent(words::add);
            return this;
        }

        Words option(String option, String argument) {
            text(argument).ifPresent(value -> add(option, value));
            return this;
        }

        /** The option once for each text of a list. */
        Words each(String option, String argument) {
            arguments.find(argument).map(Json::asList).orElse(List.of()).stream()
                    .flatMap(value -> value.asText().stream())
                    .forEach(value -> add(option, value));
            return this;
        }

        /** A status as commands take it; empty if it is not given. */
        String given(String argument) {
            return text(argument)
                    .map(word -> word.toLowerCase(Locale.ROOT).replace(' ', '-'))
                    .orElse("");
        }

        String line() {
            return words.stream().map(ClientConfig::shellWord).collect(Collectors.joining(" "));
        }

        private Optional<String> text(String argument) {
            return arguments
                    .find(argument)
                    .map(value -> value.asText().orElseGet(value::toString))
                    .filter(value -> !value.isBlank());
        }
    }
}
