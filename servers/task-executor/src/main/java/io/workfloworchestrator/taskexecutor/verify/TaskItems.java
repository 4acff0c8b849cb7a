package io.workfloworchestrator.taskexecutor.verify;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.workflow.Claim;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemView;
import io.workfloworchestrator.workflow.WorkflowMoment;
import io.workfloworchestrator.workflow.WorkflowState;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is read of tasks as a workflow holds them. Pure functions. */
public final class TaskItems {
    public static final String KIND = "task";

    private TaskItems() {}

    public static List<Item> of(WorkflowState<?> state) {
        return of(state, KIND);
    }

    public static List<Item> of(WorkflowState<?> state, String kind) {
        List<Item> items = new ArrayList<>();
        state.items(kind).forEach((id, item) -> items.add(new Item(kind, id, item)));
        items.sort(Comparator.comparing((Item item) -> item.state().order()).thenComparing(Item::id));
        return items;
    }

    /** The tasks at a moment, in the order of people, with what follows from it. */
    public static List<ItemView> at(WorkflowMoment<Json> moment) {
        return of(moment.state().value()).stream()
                .flatMap(task -> moment.item(task.id()).stream())
                .toList();
    }

    public static String number(Item task) {
        return task.called();
    }

    public static Map<String, String> numbers(List<Item> tasks) {
        return tasks.stream().collect(Collectors.toMap(Item::id, TaskItems::number));
    }

    public static boolean isDone(Item task) {
        return task.status().equals("completed") || task.status().equals("verified");
    }

    /** The texts of a field; none if it is absent or no list. */
    public static List<String> texts(Item task, String field) {
        return texts(task.state().fields().getOrDefault(field, Json.Null.VALUE));
    }

    /** The texts in a list; none if it is no list. */
    public static List<String> texts(Json list) {
        return list.asList().stream().flatMap(text -> text.asText().stream()).toList();
    }

    public static Optional<Double> hours(Item task) {
        return task.state().fields().get("hours") instanceof Json.Num hours
                ? Optional.of(hours.value().doubleValue())
                : Optional.empty();
    }

    /** The time that a field says; empty if it says none that can be read. */
    public static Optional<Instant> time(Item task, String field) {
        try {
            return task.state().text(field).map(Instant::parse);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Where it came from, such as a task of a feature, or one of another tool; empty if it was made here. */
    public static Json.Obj source(Item task) {
        return task.state().fields().getOrDefault("source", Json.Obj.EMPTY).asObject();
    }

    /** The number that it has in its feature, such as {@code T001}; empty for a task of no feature. */
    public static Optional<String> featureNumber(Item task) {
        return source(task).text("number").filter(number -> !number.isBlank());
    }

    /** The task that somebody names by the number that it has in its feature. */
    public static Optional<Item> ofFeature(WorkflowState<?> state, String given) {
        String wanted = given.strip();
        return !wanted.matches("(?i)T[0-9]{3,9}")
                ? Optional.empty()
                : of(state).stream()
                        .filter(task -> featureNumber(task)
                                .filter(wanted::equalsIgnoreCase)
                                .isPresent())
                        .findFirst();
    }

    /** The token of whoever has claimed it; {@link Revision#NONE} if nobody has. */
    public static Revision token(Item task) {
        return task.state()
                .claim()
                .filter(claim -> claim.released().isEmpty())
                .map(Claim::revision)
                .orElse(Revision.NONE);
    }

    /** What a caller gave as a text or as a number, as a text. */
    public static String written(Json given) {
        return given.asText().orElseGet(given::toString);
    }

    /**
     * A token is good for the one who claimed by it: whoever says that he is somebody else took it from an answer to another. Refuses a call that names an agent and has the token of another one's claim. A call that names nobody is the holder's.
     *
     * @param agent who calls, if the call says so
     * @param token the token that the call has; {@link Revision#NONE} without one
     * @throws CodedException {@code E_CLAIM_AGENT}
     */
    public static void requireHolder(Item task, Optional<String> agent, Revision token) {
        Optional<String> named = agent.map(String::strip).filter(name -> !name.isEmpty());
        Optional<Claim> claim =
                task.state().claim().filter(one -> one.released().isEmpty() && one.token() == token.number());
        if (named.isPresent() && claim.isPresent() && !claim.get().by().equals(named.get())) {
            String holder = Shown.text(claim.get().by());
            throw new CodedException(
                    "E_CLAIM_AGENT",
                    "Task " + number(task) + " was not changed: its token is that of " + holder
                            + ", and the call names the agent " + Shown.text(named.get()) + ". Leave it to " + holder
                            + ", who can pass it on by change_task (toolset edit) with action hand-over, and take a task of"
                            + " your own by next_task.");
        }
    }

    /** Whether a field has nothing to say: an empty text, list or object. */
    public static boolean isEmpty(Json field) {
        return field.asText().filter(String::isEmpty).isPresent()
                || field instanceof Json.Arr && field.asList().isEmpty()
                || field instanceof Json.Obj object && object.size() == 0;
    }
}
