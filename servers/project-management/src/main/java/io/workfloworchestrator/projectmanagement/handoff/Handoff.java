package io.workfloworchestrator.projectmanagement.handoff;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.RecordCodec;
import io.workfloworchestrator.json.Worded;
import io.workfloworchestrator.projectmanagement.PlanningItems;
import io.workfloworchestrator.projectmanagement.handoff.protocol.HandoffType.Server;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemState;
import io.workfloworchestrator.workflow.ItemView;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Work passed on from one server to another, as all servers see it: an item of the kind {@code handoff} in the planning. The
 * receiver takes it, finishes it or refuses it by the moves of that kind. Immutable and thread-safe.
 *
 * @param number the number that people see, such as {@code H-01}
 * @param goal the id of the goal's item
 * @param context the goal as it was when it was passed on
 */
public record Handoff(
        String id,
        Optional<String> number,
        Kind kind,
        Server from,
        Server to,
        Status status,
        String goal,
        GoalContext context,
        List<HandoffTask> tasks,
        Optional<String> source,
        Optional<String> answer) {
    public static final String KIND = "handoff";

    private static final RecordCodec<GoalContext> CONTEXT = RecordCodec.of(GoalContext.class);
    private static final RecordCodec<HandoffTask> TASK = RecordCodec.of(HandoffTask.class);

    public Handoff {
        tasks = List.copyOf(tasks);
    }

    /** What is passed on. */
    public enum Kind implements Worded {
        GOAL_TO_SPEC,
        GOAL_TO_TASKS;
    }

    /** How a hand-off stands. */
    public enum Status implements Worded {
        OPEN,
        TAKEN,
        DONE,
        REFUSED;

        public boolean isWaiting() {
            return this == OPEN || this == TAKEN;
        }
    }

    /** @throws HandoffException {@code E_HANDOFF} if the item holds no hand-off, since somebody changed it by hand */
    public static Handoff of(Item item) {
        try {
            ItemState state = item.state();
            return new Handoff(
                    item.id(),
                    item.number(),
                    choice(Kind.class, state.text("what").orElse("")),
                    choice(Server.class, state.text("from").orElse("ai-planning")),
                    choice(Server.class, state.text("to").orElse("")),
                    choice(Status.class, state.status()),
                    state.text("goal").orElse(""),
                    CONTEXT.decode(state.fields().getOrDefault("context", Json.Obj.EMPTY)),
                    state.fields().getOrDefault("tasks", Json.array(List.of())).asList().stream()
                            .map(TASK::decode)
                            .toList(),
                    state.text("source"),
                    state.text("answer"));
        } catch (RuntimeException e) { // a field that was changed by hand
            throw new HandoffException(
                    "E_HANDOFF",
                    "The hand-off " + item.called() + " cannot be read: " + e.getMessage()
                            + " Mend the field, or remove the item and prepare the hand-off again.");
        }
    }

    static Json.Obj fields(
            Kind kind, Item goal, GoalContext context, List<HandoffTask> tasks, Optional<String> source) {
        Server to = kind == Kind.GOAL_TO_SPEC ? Server.SPEC_DRIVEN : Server.TASK_EXECUTOR;
        String what = kind == Kind.GOAL_TO_SPEC ? "Specify " : "Do the tasks of ";
        return Json.Obj.EMPTY
                .with("title", what + context.goalName())
                .with("what", kind.word())
                .with("goal", goal.id())
                .with("from", Server.AI_PLANNING.word())
                .with("to", to.word())
                .with("context", CONTEXT.encode(context))
                .with("tasks", Json.array(tasks.stream().map(TASK::encode).toList()))
                .with("source", source);
    }

    public String called() {
        return number.orElse(id);
    }

    private static <E extends Enum<E>> E choice(Class<E> type, String word) {
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** The waiting hand-offs, the oldest first; empty in a planning without that kind. Nobody waits for a goal at its end. */
    public static List<Handoff> waiting(WorkflowMoment<Json> moment) {
        return PlanningItems.inOrder(moment, KIND).stream()
                .map(Handoff::of)
                .filter(handoff -> handoff.status().isWaiting())
                .filter(handoff ->
                        moment.item(handoff.goal()).filter(ItemView::isFinal).isEmpty())
                .toList();
    }

    /** In a sentence: {@code H-01 (Invoices): ai-planning waits for spec-driven, open}. */
    public String line() {
        return called() + " (" + context.goalName() + "): " + from.word() + " waits for " + to.word() + ", "
                + status.word();
    }
}
