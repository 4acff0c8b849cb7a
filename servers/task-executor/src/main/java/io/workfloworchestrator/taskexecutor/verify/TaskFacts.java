package io.workfloworchestrator.taskexecutor.verify;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.WorkflowState;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a verification reads of a task and its workflow. Immutable.
 *
 * @param category the category of the workflow, in small letters; empty if it has none
 * @param constraints the constraints of the workflow and of the task
 */
record TaskFacts(String name, String category, List<String> constraints, Item task) {
    static TaskFacts of(WorkflowState<Json> workflow, Item task) {
        Set<String> constraints = new LinkedHashSet<>(texts(workflow.data().at("constraints")));
        constraints.addAll(texts(Optional.ofNullable(task.state().fields().get("constraints"))));
        String category =
                workflow.data().at("context", "category").flatMap(Json::asText).orElse("");
        return new TaskFacts(workflow.id(), category.strip().toLowerCase(Locale.ROOT), List.copyOf(constraints), task);
    }

    private static List<String> texts(Optional<Json> list) {
        return TaskItems.texts(list.orElse(Json.Null.VALUE)).stream()
                .filter(text -> !text.isBlank())
                .toList();
    }

    String called() {
        return TaskItems.number(task);
    }

    String text() {
        return task.title() + "\n" + task.state().text("details").orElse("");
    }

    List<String> files() {
        return texts(Optional.ofNullable(task.state().fields().get("files")));
    }

    Optional<String> reviewer() {
        return task.state().text("reviewer").filter(name -> !name.isBlank());
    }

    /** Whoever did it, or does it: nobody of them can review it. */
    Set<String> doers() {
        Set<String> doers = new LinkedHashSet<>();
        task.state().text("doer").ifPresent(doers::add);
        task.state().claim().ifPresent(claim -> doers.add(claim.by()));
        return doers;
    }

    /** When work on it began; when it came into its status, if nobody recorded that. */
    Instant begun() {
        return TaskItems.time(task, "startedAt").orElse(task.state().since());
    }

    /**
     * The constraint that somebody names: by its text, or by its place in the list, counted from 1. Throws {@code E_CONSTRAINT} if there is
     * none; it lists them.
     */
    String constraint(String named) {
        String wanted = named.strip();
        if (wanted.matches("[0-9]{1,4}") && !constraints.contains(wanted)) {
            int place = Integer.parseInt(wanted);
            if (place >= 1 && place <= constraints.size()) {
                return constraints.get(place - 1);
            }
        }
        return constraints.stream()
                .filter(text -> text.strip().equalsIgnoreCase(wanted))
                .findFirst()
                .orElseThrow(() -> new CodedException("E_CONSTRAINT", unknown(wanted)));
    }

    private String unknown(String wanted) {
        String message = "Task " + called() + " has no constraint \"" + Shown.text(wanted) + "\".";
        if (constraints.isEmpty()) {
            return message + " It has none at all.";
        }
        Stream<String> known = IntStream.range(0, constraints.size())
                .mapToObj(i -> " " + (i + 1) + " is \"" + Shown.text(constraints.get(i)) + "\".");
        return message + " Name one by its number or its whole text:" + known.collect(Collectors.joining());
    }
}
