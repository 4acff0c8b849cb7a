package io.workfloworchestrator.app;

import static java.util.Map.entry;

import io.workfloworchestrator.definition.Call;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.specdriven.analysis.AnalyseTool;
import io.workfloworchestrator.specdriven.analysis.DeriveTool;
import io.workfloworchestrator.workflow.Item;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The commands that do the same as tools. {@code <argument>} stands for an argument of the tool, and {@code --option=<argument>} for
 * an option with it; both are there once for each text of a list, and not at all if the argument is not given. {@code
 * <argument:LABEL>} is there in any case, since the command needs it: as the label that its help has, if the argument is not given.
 * Pure functions.
 */
final class CommandsOfTools {
    private static final Pattern ARGUMENT = Pattern.compile("(?:(-[^=]+)=)?([^<]*)<(\\w+)(?::([A-Z]+))?>");
    private static final String TASK = "update_task_status";

    static final Map<String, String> PLANNING = Map.ofEntries(
            entry("extract_ideas", "goals ideas <filePath> --save"),
            entry("create_potential_goal", "goals add <goalName:NAME> --description=<goalDescription> --idea=<idea>"),
            entry("evaluate_goal", "goals evaluate <goalId> --text=<goalDescription>"),
            entry("promote_to_selected", "goals promote <potentialGoalFile:GOAL> --priority=<priority> <planning>"),
            entry(
                    "update_goal_progress",
                    "goals progress <goalId:GOAL> <progress> <missing> --status=<status> --blockers=<blockers> --next=<nextAction>"
                            + " --measure=<measures> --evidence=<evidence>"),
            entry("archive_goal", "goals archive <goalId:GOAL> --type=<archiveType>"),
            entry("check_review_needed", "goals review"),
            entry("prepare_spec_handoff", "handoffs spec <goalId:GOAL>"),
            entry("prepare_task_executor_handoff", "handoffs tasks <goalId:GOAL>"),
            entry("start_project_setup", "ask setup"),
            entry("finalize_project_setup", "setup finish"),
            entry("generate_review_report", "plan report --period=<reportType>"),
            entry("generate_goals_diagram", "plan diagram <diagramType> --format=<format>"),
            entry("validate_project_readiness", "plan readiness"),
            entry("generate_completion_checklist", "plan checklist"),
            entry("wrap_up_project", "plan wrap-up"));

    private static final Map<String, String> ITEMS = Map.of(
            "add_item", "item add <kind:KIND> <title> <settings>",
            "move_item", "item move <id:ID> <move:MOVE>",
            "claim_item", "item claim <which>",
            "add_evidence",
                    "item evidence <id:ID> --what=<what> --result=<result> --command=<command> --exit=<exit> <missing>");

    /** Their workflows are found without being named. */
    private static final Map<String, String> OTHERS = Map.of(
            "sdd_guide",
            "specify <description> --session=<session>",
            AnalyseTool.NAME,
            "spec <analysis> <feature>",
            DeriveTool.NAME,
            "spec stale <feature> --take=<taken> --preview=<shown>",
            TASK,
            "item move <taskId> <moved> -w=feature/<featureId>",
            "triage_issue",
            "issue triage <issue:ISSUE>");

    /** What is asked of the analysis, by the command that answers it; everything together is {@code analyse}. */
    private static final Map<String, String> ANALYSES =
            Map.of("stale", "stale", "clarity", "clarify", "drift", "drift", "lint", "lint", "overlap", "show");

    private static final Map<String, String> MOVES = Map.of(
            "in-progress", "start", "done", "complete", "blocked", "block", "backlog", "put-back", "dropped", "drop");

    private CommandsOfTools() {}

    static Set<String> tools() {
        Map<String, String> all = new LinkedHashMap<>(PLANNING);
        all.putAll(ITEMS);
        all.putAll(OTHERS);
        return all.keySet();
    }

    /** The words behind the program's name of the command for a tool of the planning; empty for another tool. */
    static Optional<String> ofPlanning(String tool, Json.Obj arguments) {
        String status = text(arguments, "status").toLowerCase(Locale.ROOT).replace(' ', '-');
        boolean says = arguments.keys().stream()
                .anyMatch(
                        name -> !name.equals("goalId") && !text(arguments, name).isEmpty());
        return Optional.ofNullable(PLANNING.get(tool))
                .map(words -> words(
                        words,
                        arguments
                                .with("status", status)
                                .with("missing", says ? "" : "PERCENT")
                                .with("planning", status.equals("planning") ? "--planning" : "")));
    }

    /** The command line for a call of an item, with the item named as people do where it is meant. */
    static Optional<String> ofItem(Call call, Item item) {
        Map<String, Object> params = new LinkedHashMap<>(call.params());
        item.number().ifPresent(number -> params.replace("id", item.id(), number));
        return ofItem(new Call(call.tool(), params));
    }

    private static Optional<String> ofItem(Call call) {
        Json.Obj given = call.json().asObject();
        List<String> settings = new ArrayList<>();
        given.find("fields")
                .orElse(Json.Obj.EMPTY)
                .asObject()
                .forEach((name, value) ->
                        settings.add(name + "=" + value.asText().orElseGet(value::toString)));
        boolean hasOutcome =
                given.find("result").isPresent() || given.find("exit").isPresent();
        boolean isTitled = given.at("fields", "title").isPresent();
        Json.Obj arguments = given.with("settings", Json.strings(settings))
                .with("title", isTitled ? "" : "TITLE")
                .with("which", given.text("id").orElseGet(() -> text(given, "kind")))
                .with("missing", Json.strings(hasOutcome ? List.of() : List.of("--result", "TEXT")));
        return Optional.ofNullable(ITEMS.get(call.tool())).map(words -> words(words, arguments));
    }

    /** The command line for a call; empty if no command does what its tool does. */
    static Optional<String> line(MeantWorkflow meant, Call call) {
        Json.Obj given = call.json().asObject();
        boolean isTaken = text(given, "take").equals("true");
        boolean begins = text(given, "action").equals("start")
                && text(given, "description").isEmpty();
        Json.Obj arguments = given.with("description", begins ? "DESCRIPTION" : text(given, "description"))
                .with("analysis", ANALYSES.getOrDefault(text(given, "about"), "analyse"))
                .with(isTaken ? "taken" : "shown", text(given, "stage"))
                .with("moved", MOVES.getOrDefault(text(given, "status"), "MOVE"));
        return ofItem(call)
                .or(() -> ofPlanning(call.tool(), given))
                .map(meant::command)
                .or(() -> Optional.ofNullable(OTHERS.get(call.tool()))
                        .map(words -> "workflow " + words(words, arguments)));
    }

    /** The task that a call is about, and its workflow, as words of a command; empty for another call. */
    static Optional<String> task(Call call) {
        return Optional.of(call)
                .filter(one -> one.tool().equals(TASK))
                .map(one -> words("<taskId> -w=feature/<featureId>", one.json().asObject()));
    }

    private static String words(String template, Json.Obj arguments) {
        List<String> words = new ArrayList<>();
        for (String part : template.split(" ")) {
            Matcher named = ARGUMENT.matcher(part);
            if (!named.matches()) {
                words.add(part);
                continue;
            }
            List<String> given = texts(arguments, named.group(3));
            boolean isLacking = given.isEmpty() && named.group(4) != null;
            for (String text : isLacking ? List.of(named.group(4)) : given) {
                Optional.ofNullable(named.group(1)).ifPresent(words::add);
                words.add(named.group(2) + text);
            }
        }
        return ClientConfig.shellLine(words);
    }

    private static List<String> texts(Json.Obj arguments, String name) {
        Optional<Json> value = arguments.find(name);
        return value
                .filter(Json.Arr.class::isInstance)
                .map(Json::asList)
                .orElseGet(() -> value.stream().toList())
                .stream()
                .map(one -> one.asText().orElseGet(one::toString))
                .filter(text -> !text.isBlank())
                .toList();
    }

    private static String text(Json.Obj arguments, String name) {
        return String.join("", texts(arguments, name));
    }
}
