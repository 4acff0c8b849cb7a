package io.workfloworchestrator.taskexecutor.verify;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The hook by which Claude Code asks before it marks a task of its own list as completed.
 *
 * <p>Claude Code starts the command of a {@code TaskCompleted} hook with a JSON object on its standard input: {@code session_id,
 * transcript_path, cwd, permission_mode, hook_event_name, task_id, task_subject} and, where there is one, {@code
 * task_description, teammate_name, team_name}. If the command ends with exit code 2, the task is not completed, and what it wrote to its
 * standard error is told to the agent (https://code.claude.com/docs/en/hooks). The event has no matchers. Pure functions.
 */
public final class ClaudeHook {
    /** Where the hooks of a project are kept, to be shared by git. */
    public static final String SETTINGS = ".claude/settings.json";

    private static final String EVENT = "TaskCompleted";
    private static final int TIMEOUT_SECONDS = 60;

    private ClaudeHook() {}

    /**
     * What Claude Code says about the task that it is about to complete.
     *
     * @param subject its title in the list of the agent
     * @param description more about it; may be empty
     */
    public record Asked(String subject, String description) {}

    /**
     * What the input of a hook asks; empty if it is another event, about which we have nothing to say.
     *
     * @throws CodedException {@code E_HOOK_INPUT} if it is not what a hook gets
     */
    public static Optional<Asked> asked(String input) {
        Json json;
        try {
            json = Json.parse(input);
        } catch (CodedException e) {
            throw notAnInput(String.valueOf(e.getMessage()));
        }
        if (!(json instanceof Json.Obj hook)) {
            throw notAnInput("it is no object");
        }
        String event = hook.text("hook_event_name").orElseThrow(() -> notAnInput("it has no hook_event_name"));
        if (!event.equals(EVENT)) {
            return Optional.empty();
        }
        return Optional.of(new Asked(
                hook.text("task_subject").orElseThrow(() -> notAnInput("it has no task_subject")),
                hook.text("task_description").orElse("")));
    }

    private static CodedException notAnInput(String why) {
        return new CodedException(
                "E_HOOK_INPUT",
                "This is not what Claude Code gives to a " + EVENT + " hook: " + (why.endsWith(".") ? why : why + ".")
                        + " The command is meant to be started by Claude Code; --print shows its settings.");
    }

    /**
     * The settings with our hook, and everything else as it was. It is there once, however often it is added.
     *
     * @param before the settings of the project; an empty object if it has none
     * @throws CodedException {@code E_HOOK_SETTINGS} if {@code hooks} or {@code TaskCompleted} is of another form
     */
    public static Json.Obj settings(Json before, String command) {
        if (!(before instanceof Json.Obj settings)) {
            throw otherForm("the file is no object");
        }
        Json hooks = settings.find("hooks").orElse(Json.Obj.EMPTY);
        if (!(hooks instanceof Json.Obj events)) {
            throw otherForm("\"hooks\" is no object");
        }
        Json groups = events.find(EVENT).orElse(Json.array(List.of()));
        if (!(groups instanceof Json.Arr list)) {
            throw otherForm("\"" + EVENT + "\" is no list");
        }
        if (list.elements().stream().anyMatch(group -> has(group, command))) {
            return settings;
        }
        Json hook =
                Json.Obj.EMPTY.with("type", "command").with("command", command).with("timeout", TIMEOUT_SECONDS);
        List<Json> all = new ArrayList<>(list.elements());
        all.add(Json.Obj.EMPTY.with("hooks", Json.array(List.of(hook))));
        return settings.with("hooks", events.with(EVENT, Json.array(all)));
    }

    private static boolean has(Json group, String command) {
        return group.at("hooks").map(Json::asList).orElse(List.of()).stream()
                .anyMatch(hook -> hook.at("command")
                        .flatMap(Json::asText)
                        .filter(command::equals)
                        .isPresent());
    }

    private static CodedException otherForm(String why) {
        return new CodedException(
                "E_HOOK_SETTINGS",
                SETTINGS + " was not changed: " + why + ". Mend it, or put in by hand what --print shows.");
    }
}
