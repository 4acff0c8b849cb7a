package io.workfloworchestrator.projectmanagement.handoff;

import io.workfloworchestrator.definition.Call;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.mcp.ToolAnswer;
import io.workfloworchestrator.mcp.ToolCall;
import io.workfloworchestrator.projectmanagement.PlanningItems;
import io.workfloworchestrator.projectmanagement.goals.GoalTools;
import io.workfloworchestrator.projectmanagement.handoff.protocol.HandoffMessage;
import io.workfloworchestrator.projectmanagement.handoff.protocol.HandoffResponse;
import io.workfloworchestrator.projectmanagement.handoff.protocol.HandoffType;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.ToolContext;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Takes the messages of other servers into the planning: what they tell of progress is recorded at the goal, and a goal that is to be
 * passed on is passed on. A message changes what the tool of that name would change, with the same checks; it never completes a
 * goal, because that needs evidence. Thread-safe.
 *
 * <pre>{@code
 * HandoffInbox inbox = new HandoffInbox(project, LocalClock.here());
 * HandoffMessage message = HandoffProtocol.read(json, project.root());
 * HandoffInbox.Plan plan = inbox.plan(message);       // changes nothing
 * HandoffInbox.Taken taken = inbox.take(message, cause);
 * }</pre>
 */
public record HandoffInbox(OpenProject project, Clock clock) {

    /**
     * What a message would change.
     *
     * @param goal the number of the goal that it is about; empty if it is about none
     * @param changes in words; empty if nothing would change
     * @param notes what the message says beside that, and why it changes nothing
     * @param call the tool that makes the changes; empty if nothing would change
     */
    public record Plan(
            HandoffType type, Optional<String> goal, List<String> changes, List<String> notes, Optional<Call> call) {
        public Plan {
            changes = List.copyOf(changes);
            notes = List.copyOf(notes);
        }
    }

    /**
     * A message that was taken.
     *
     * @param response what to say to its sender
     */
    public record Taken(Plan plan, HandoffResponse response) {}

    /**
     * What a message would change. Changes nothing.
     *
     * @throws HandoffException {@code E_GOAL} if it is about a goal that is not there
     */
    public Plan plan(HandoffMessage message) {
        PlanningItems.require(project, GoalContext.KIND, Handoff.KIND);
        WorkflowMoment<Json> now = project.workflow().now();
        Told told = Told.of(message);
        if (told.goal().isEmpty()) {
            return new Plan(message.handoffType(), Optional.empty(), List.of(), told.notes(), Optional.empty());
        }
        Item goal = GoalNames.in(
                PlanningItems.inOrder(now, GoalContext.KIND), told.goal().get());
        if (told.passing().isPresent()) {
            return passing(message, now, goal, told.passing().get());
        }
        ProgressTold progress = ProgressTold.of(goal, told);
        List<String> notes =
                Stream.concat(told.notes().stream(), progress.notes().stream()).toList();
        return new Plan(
                message.handoffType(),
                Optional.of(goal.called()),
                progress.changes(),
                notes,
                progress.call("told by " + message.sourceMCP().word() + " in " + message.handoffId()));
    }

    private static Plan passing(HandoffMessage message, WorkflowMoment<Json> now, Item goal, Handoff.Kind kind) {
        String called = goal.called();
        Optional<Handoff> waiting = Handoff.waiting(now).stream()
                .filter(one -> one.kind() == kind && one.goal().equals(goal.id()))
                .findFirst();
        if (waiting.isPresent()) {
            String note = called + " was passed on already: " + waiting.get().line() + ".";
            return new Plan(message.handoffType(), Optional.of(called), List.of(), List.of(note), Optional.empty());
        }
        String tool = kind == Handoff.Kind.GOAL_TO_SPEC ? HandoffTools.SPEC : HandoffTools.TASKS;
        String change = called + " is passed on to " + message.targetMCP().word() + ": " + goal.title();
        return new Plan(
                message.handoffType(),
                Optional.of(called),
                List.of(change),
                List.of(),
                Optional.of(new Call(tool, Map.of("goalId", called))));
    }

    /**
     * Does what a message says, in one commit.
     *
     * @throws HandoffException {@code E_GOAL} as {@link #plan} does, {@code E_HANDOFF_BLOCKED} if the goal cannot be passed on
     * @throws CodedException as the tool refuses that makes the change
     */
    public Taken take(HandoffMessage message, Cause cause) {
        Plan plan = plan(message);
        List<HandoffResponse.Created> created = new ArrayList<>();
        List<HandoffResponse.Updated> updated = new ArrayList<>();
        if (plan.call().isPresent()) {
            Json.Obj answer = answer(plan.call().get(), cause);
            requirePassed(answer);
            answer.find("handoffs")
                    .map(Json::asList)
                    .orElse(List.of())
                    .forEach(one -> created.add(new HandoffResponse.Created(
                            "handoff", one.at("handoffId").flatMap(Json::asText).orElse(""), Optional.empty())));
            if (created.isEmpty()) {
                updated.add(new HandoffResponse.Updated(
                        "major-goal", plan.goal().orElse(""), Optional.empty(), plan.changes()));
            }
        }
        HandoffResponse.Result result = new HandoffResponse.Result(created, updated, plan.notes(), Optional.empty());
        return new Taken(
                plan,
                new HandoffResponse(
                        message.handoffId(),
                        clock.instant(),
                        true,
                        HandoffResponse.Status.COMPLETED,
                        Optional.of(result),
                        Optional.empty(),
                        message.targetMCP(),
                        Optional.empty()));
    }

    private static void requirePassed(Json.Obj answer) {
        answer.find("blocked").map(Json::asList).orElse(List.of()).stream()
                .findFirst()
                .ifPresent(one -> {
                    throw new HandoffException(
                            "E_HANDOFF_BLOCKED",
                            one.at("goalId").flatMap(Json::asText).orElse("The goal") + " was not passed on: "
                                    + one.at("why").flatMap(Json::asText).orElse("it is blocked") + " "
                                    + one.at("who").flatMap(Json::asText).orElse("Somebody") + " has to act.");
                });
    }

    private Json.Obj answer(Call call, Cause cause) {
        ToolContext context = ToolContext.of(project, cause);
        Tool<?, ?> tool = Stream.concat(GoalTools.of(context, clock).stream(), HandoffTools.of(context).stream())
                .filter(one -> one.name().equals(call.tool()))
                .findFirst()
                .orElseThrow();
        ToolAnswer answer = tool.answer(call.json().asObject(), ToolCall.local());
        if (answer.isError()) {
            Json error = answer.structured().at("error").orElse(Json.Obj.EMPTY);
            throw new CodedException(
                    error.at("code").flatMap(Json::asText).orElse("E_INTERNAL"),
                    error.at("message").flatMap(Json::asText).orElse(answer.text()));
        }
        return answer.structured();
    }
}
