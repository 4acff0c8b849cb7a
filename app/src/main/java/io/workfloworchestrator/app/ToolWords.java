package io.workfloworchestrator.app;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.projectmanagement.goals.GoalException;
import io.workfloworchestrator.projectmanagement.handoff.HandoffException;
import io.workfloworchestrator.specdriven.SpecDrivenException;
import io.workfloworchestrator.taskexecutor.workflows.TaskException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Says tools by the commands that do the same. Pure functions. */
final class ToolWords {
    private static final Map<String, String> PHRASES = Map.ofEntries(
            Map.entry(
                    "call archive_goal again with retrospective, such as {\"lessonsLearned\": \"...\"}",
                    "run workflow goals archive again with --lessons TEXT"),
            Map.entry("archiveType", "--type"),
            Map.entry("update_goal_progress with measures, a list of texts,", "workflow goals progress with --measure"),
            Map.entry("advance_workflow_phase", "workflow advance"),
            Map.entry("get_next_steps", "workflow next"),
            Map.entry("view_goals_dashboard", "workflow goals list"),
            Map.entry("reorder_selected_goals", "workflow goals reorder"),
            Map.entry("migrate_existing_project", "workflow migrate"),
            Map.entry("confirm_migration", "workflow migrate --apply"),
            Map.entry("call undo with revision", "run workflow undo"),
            Map.entry("change_task with action", "workflow tasks change WORKFLOW TASK"),
            Map.entry("change_task", "workflow tasks change"),
            Map.entry("next_task", "workflow tasks claim"),
            Map.entry("Create one by create_workflow.", "Create one by workflow tasks new NAME."),
            Map.entry("complete_task", "workflow tasks done"),
            Map.entry("verify_task", "workflow tasks verify"),
            Map.entry("get_workflow_status", "workflow tasks list"),
            Map.entry("list_workflows", "workflow tasks list"),
            Map.entry("list_claims", "workflow tasks stuck"),
            Map.entry("archive_workflow", "workflow tasks archive"),
            Map.entry("reopen_workflow", "workflow tasks reopen"),
            Map.entry("continue_project_setup", "workflow ask setup"),
            Map.entry("skipValidation", "--skip-validation"),
            Map.entry(
                    "give skipVerification, and as notes the reason",
                    "give --skip-verification, and as --notes the reason"),
            Map.entry("calls verify_task with review and by", "runs workflow tasks verify with --review"),
            Map.entry("without the token, and gives a name of their own as by", "without --token, and with --as NAME"),
            Map.entry("give force and a reason", "give --force and --reason"),
            Map.entry("you give force and a reason", "you give --force and --reason"),
            Map.entry("or say so in the same call by unblocked: true", "or say so by --unblocked"),
            Map.entry("name it under skills if you have it", "name it by --skill if you have it"),
            Map.entry("take it by next_task with its taskId", "take it by workflow tasks claim WORKFLOW TASK"),
            Map.entry(
                    "give token, which next_task answered, or agent",
                    "give --token, which workflow tasks claim printed, or --as NAME"),
            Map.entry(
                    "go on with it by its token, or complete_task",
                    "go on with it, or workflow tasks done WORKFLOW TASK"),
            Map.entry("Begin one with action start", "Begin one by workflow specify DESCRIPTION"),
            Map.entry("Begin one by sdd_guide with action start", "Begin one by workflow specify DESCRIPTION"),
            Map.entry("sdd_guide with action start begins one", "workflow specify begins one"),
            Map.entry("Go on with sdd_guide, action resume, session", "Go on with workflow specify --session"),
            Map.entry("call sdd_guide with action edit, question", "run workflow specify with --edit"),
            Map.entry("Change an answer with action edit", "Change an answer with --edit"),
            Map.entry("Say which by session", "Say which by --session"),
            Map.entry("acts, by suggestedToolCall.", "takes it up; workflow handoffs list says how that stands."),
            Map.entry(
                    "blocked says why, who has to act, and by which call.",
                    "above is why, who has to act, and by which command if there is one."),
            Map.entry("sdd_guide", "workflow specify"));

    private static final Map<String, String> COMMANDS = commands();

    /** An example of an argument, for which a command has an option. */
    private static final Pattern HOLDS = Pattern.compile("with holds, such as \\[\"([0-9]+)\"]");

    /** Where a tool is offered that some servers lack. */
    private static final Pattern TOOLSET = Pattern.compile("(?<=[a-z]_[a-z]{1,30}) \\(toolset [a-z]+\\)");

    private static final String PLACES = "WORKFLOW TASK";
    private static final Pattern TASK = Pattern.compile("\\btask ([0-9]{1,9})\\b");

    /** A phrase that holds the name of a tool is replaced before the name alone. */
    private static final List<String> LONGEST_FIRST = COMMANDS.keySet().stream()
            .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
            .toList();

    private ToolWords() {}

    private static Map<String, String> commands() {
        Map<String, String> commands = new HashMap<>(PHRASES);
        CommandsOfTools.PLANNING.forEach(
                (tool, words) -> commands.put(tool, "workflow " + words.replaceFirst("( \\S+) .*", "$1")));
        return commands;
    }

    /** What was refused; what a server says of its tools, by commands. */
    static String said(CodedException refusal) {
        String message = String.valueOf(refusal.getMessage());
        boolean isOfAServer = refusal instanceof GoalException
                || refusal instanceof HandoffException
                || refusal instanceof SpecDrivenException
                || refusal instanceof TaskException;
        return isOfAServer ? said(message) : message;
    }

    /** The command that does the same as a tool; empty if no command does. */
    static Optional<String> command(String tool) {
        return Optional.ofNullable(COMMANDS.get(tool));
    }

    /** The text with commands in the place of tools; at a terminal every tool is there, so no toolset is named. */
    static String said(String text) {
        String said = HOLDS.matcher(text).replaceAll("with --holds $1");
        said = TOOLSET.matcher(said).replaceAll("");
        for (String tool : LONGEST_FIRST) {
            said = said.replace(tool, COMMANDS.getOrDefault(tool, tool));
        }
        return said;
    }

    /** What a tool says, by commands: where it speaks of a task, the command names that one. */
    static String said(String workflow, String text) {
        String said = said(text);
        StringBuilder named = new StringBuilder();
        int at = 0;
        for (int next = said.indexOf(PLACES); next >= 0; next = said.indexOf(PLACES, at)) {
            String before = said.substring(at, next);
            Optional<String> task = TASK.matcher(said.substring(0, next))
                    .results()
                    .reduce((first, last) -> last)
                    .map(found -> found.group(1));
            named.append(before)
                    .append(task.map(number -> workflow + " " + number).orElse(PLACES));
            at = next + PLACES.length();
        }
        return named.append(said.substring(at)).toString();
    }
}
