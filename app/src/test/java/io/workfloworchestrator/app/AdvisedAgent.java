package io.workfloworchestrator.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An agent that does nothing but what {@code get_next_steps} says: it sends the first advised call that it has not sent yet, with the empty
 * texts filled in, and writes a file where one is to be written by hand. It answers the questions of the guide that it was sent to.
 */
final class AdvisedAgent {
    /** What it fills in, by the name of the parameter. */
    private static final Map<String, Object> FILLED = Map.of(
            "projectName", "Shop",
            "goalName", "Sign in",
            "goalDescription", "People sign in to the shop by a link in a mail, so that nobody needs a password.",
            "impactScore", "High",
            "effortScore", "Low",
            "agent", "ana");

    /** So that the feature is small. */
    private static final Map<String, Map<String, Object>> FIRST_ANSWERS = Map.of(
            "specification", Map.of("user_stories_count", 1),
            "planning", Map.of("implementation_phases", 1));

    private final Calls talk;
    private final Path folder;
    private final Set<String> sent = new HashSet<>();
    private final List<String> done = new ArrayList<>();

    /** Calls a tool of the server, which must not refuse it; the structured answer as plain values. */
    @FunctionalInterface
    interface Calls {
        Map<?, ?> call(String tool, Map<String, Object> arguments);
    }

    AdvisedAgent(Calls talk, Path folder) {
        this.talk = talk;
        this.folder = folder;
    }

    /** The tools that it called and the files that it wrote, in order. */
    List<String> done() {
        return List.copyOf(done);
    }

    /** Does the next step; whether there was one. */
    boolean step() throws IOException {
        for (Map<String, Object> action :
                maps(talk.call("get_next_steps", Map.of("maxSuggestions", 10)).get("nextActions"))) {
            if (action.get("tool") != null ? isSent(action) : isWritten(action)) {
                return true;
            }
        }
        return false;
    }

    private boolean isSent(Map<String, Object> action) {
        String tool = String.valueOf(action.get("tool"));
        Map<String, Object> params = new HashMap<>(map(action.get("params")));
        boolean isOnlyARecord =
                tool.equals("update_goal_progress") && params.size() == 1; // it did nothing by itself yet
        boolean isNew = tool.equals("next_task") || sent.add(tool + params);
        if (isOnlyARecord || !isNew) {
            return false;
        }
        params.replaceAll((name, value) -> value.equals("") ? Objects.requireNonNull(FILLED.get(name), name) : value);
        done.add(tool);
        Map<String, Object> answer = map(talk.call(tool, params));
        if (tool.equals("sdd_guide")) {
            interview(answer);
        }
        return true;
    }

    private boolean isWritten(Map<String, Object> action) throws IOException {
        String path = String.valueOf(action.get("path"));
        if (!path.endsWith(".md") || !sent.add(path)) {
            return false;
        }
        done.add(path);
        Path file = folder.resolve(path);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, "# Report\n\n" + "People sign in, and mails arrive late at times. ".repeat(5) + "\n");
        return true;
    }

    private void interview(Map<String, Object> first) {
        Map<String, Object> said = first;
        String stage = "";
        while (!said.get("completed").equals(true)) {
            Map<String, Object> call = new HashMap<>(Map.of("session", said.get("session")));
            Map<String, Object> question = map(said.get("question"));
            String now = String.valueOf(said.get("step"));
            boolean isAnswered = sent.contains(now);
            if (!isAnswered && FIRST_ANSWERS.containsKey(now) && sent.add(now)) {
                call.putAll(Map.of("action", "answer", "answers", FIRST_ANSWERS.get(now)));
            } else if (!now.equals(stage)) {
                stage = now;
                call.putAll(Map.of("action", "decide", "all", true));
            } else {
                call.putAll(Map.of("action", "answer", "question", question.get("id"), "response", answer(question)));
            }
            said = map(talk.call("sdd_guide", call));
        }
    }

    private static Object answer(Map<String, Object> question) {
        List<Map<String, Object>> options = maps(question.get("options"));
        Object value = options.isEmpty()
                ? "A person asks for a link and signs in by it"
                : options.get(0).get("value");
        return List.of("list", "choices").contains(question.get("type")) ? List.of(value) : value;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> maps(@Nullable Object value) {
        return value == null ? List.of() : (List<Map<String, Object>>) value;
    }
}
