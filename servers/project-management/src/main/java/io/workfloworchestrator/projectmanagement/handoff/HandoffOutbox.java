package io.workfloworchestrator.projectmanagement.handoff;

import io.workfloworchestrator.json.RecordCodec;
import io.workfloworchestrator.projectmanagement.Planning;
import io.workfloworchestrator.projectmanagement.PlanningItems;
import io.workfloworchestrator.projectmanagement.goals.Days;
import io.workfloworchestrator.projectmanagement.goals.Level;
import io.workfloworchestrator.projectmanagement.goals.Tier;
import io.workfloworchestrator.projectmanagement.handoff.protocol.GoalToSpec;
import io.workfloworchestrator.projectmanagement.handoff.protocol.HandoffMessage;
import io.workfloworchestrator.projectmanagement.handoff.protocol.HandoffType;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.workflow.Item;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Hand-offs of the planning as messages of the protocol, for servers that do not read this state. Pure functions. */
public final class HandoffOutbox {
    private HandoffOutbox() {}

    /**
     * The message of a hand-off: a goal that is to be specified. The same hand-off has the same {@code handoffId} each time.
     *
     * @param name its number, such as {@code H-01}, or its id
     * @throws HandoffException {@code E_HANDOFF} if there is no such hand-off, or it passes tasks on, which is told by the server of
     *     specifications in this protocol
     */
    public static HandoffMessage message(OpenProject project, String name) {
        PlanningItems.require(project, Handoff.KIND);
        Item item = named(PlanningItems.inOrder(project.workflow().now(), Handoff.KIND), name);
        Handoff handoff = Handoff.of(item);
        if (handoff.kind() != Handoff.Kind.GOAL_TO_SPEC) {
            throw new HandoffException(
                    "E_HANDOFF",
                    handoff.called() + " passes tasks on; in the protocol the server of specifications says so. Give a"
                            + " hand-off of a goal that is to be specified.");
        }
        String root = project.root().toString();
        Path folder = project.root().getFileName();
        String called = folder == null ? "project" : folder.toString();
        GoalContext goal = handoff.context();
        return new HandoffMessage(
                HandoffMessage.VERSION,
                UUID.nameUUIDFromBytes((root + "/" + handoff.id()).getBytes(StandardCharsets.UTF_8))
                        .toString(),
                item.state().created(),
                HandoffType.Server.AI_PLANNING,
                HandoffType.Server.SPEC_DRIVEN,
                HandoffType.GOAL_TO_SPEC,
                new HandoffMessage.Context(
                        root,
                        called,
                        called,
                        called,
                        Optional.of(goal.goalId()),
                        Optional.of(goal.goalName()),
                        Optional.empty(),
                        Optional.empty()),
                RecordCodec.of(GoalToSpec.class).encode(payload(project, goal, called)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Item named(List<Item> handoffs, String name) {
        return handoffs.stream()
                .filter(one -> one.id().equals(name)
                        || one.number().filter(name::equalsIgnoreCase).isPresent())
                .findFirst()
                .orElseThrow(() -> new HandoffException(
                        "E_HANDOFF",
                        "There is no hand-off \"" + name + "\"."
                                + (handoffs.isEmpty()
                                        ? " Nothing was passed on yet; prepare_spec_handoff passes a goal on."
                                        : " There are "
                                                + String.join(
                                                        ", ",
                                                        handoffs.stream()
                                                                .limit(5)
                                                                .map(one -> one.number()
                                                                        .orElse(one.id()))
                                                                .toList())
                                                + ".")));
    }

    private static GoalToSpec payload(OpenProject project, GoalContext goal, String called) {
        Map<String, String> paths = Planning.paths(project.workflow());
        return new GoalToSpec(
                new GoalToSpec.MajorGoal(
                        goal.goalId(),
                        goal.goalName(),
                        goal.goalDescription(),
                        Level.orMedium(goal.priority().orElse("")),
                        goal.tier().flatMap(Tier::find).orElse(Tier.NEXT),
                        Level.orMedium(goal.impactScore().orElse("")),
                        Level.orMedium(goal.effortScore().orElse(""))),
                new GoalToSpec.Details(
                        goal.problem().orElse(""),
                        goal.expectedValue().orElse(""),
                        goal.measures(),
                        goal.measures(),
                        ProjectWords.of(project.workflow().project(), paths).constraints()),
                List.of(),
                List.of(),
                new GoalToSpec.ComponentContext(called, called, "", Optional.empty(), Optional.empty()),
                new GoalToSpec.Timeframe(
                        goal.effortDetails().orElse("not estimated"),
                        goal.targetDate().flatMap(Days::of)),
                new GoalToSpec.TargetPaths(paths.getOrDefault("selected", "specs"), Optional.of("specs")),
                Optional.empty());
    }
}
