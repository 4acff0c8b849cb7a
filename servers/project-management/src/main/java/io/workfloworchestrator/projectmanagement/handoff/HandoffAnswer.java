package io.workfloworchestrator.projectmanagement.handoff;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.projectmanagement.Clipped;
import java.util.ArrayList;
import java.util.List;

/**
 * Hand-offs as an answer that stays within its limit: where the texts of goals are long, only their beginning is shown, and where
 * there are many tasks, only the first hand-offs show them. The item of the hand-off has all of it. Pure functions.
 */
final class HandoffAnswer {
    private static final int ROOM = 14_000;
    private static final int[] LENGTHS = {Integer.MAX_VALUE, 4_000, 1_000, 300, 100};

    private HandoffAnswer() {}

    /** @param shown each as {@link #one} makes it */
    static List<Json> fitting(List<Json> shown) {
        List<Json> clipped = shown;
        for (int length : LENGTHS) {
            clipped = shown.stream()
                    .map(one -> Clipped.of(one, Integer.MAX_VALUE, text -> Words.clip(text, length)))
                    .toList();
            if (size(clipped) <= ROOM) {
                return clipped;
            }
        }
        List<Json> brief = new ArrayList<>();
        int left = ROOM;
        for (Json one : clipped) {
            boolean fits = one.toString().length() <= left - 200 * (clipped.size() - brief.size());
            Json kept = fits ? one : brief(one.asObject());
            brief.add(kept);
            left -= kept.toString().length();
        }
        return brief;
    }

    static Json.Obj one(Handoff handoff, Json.Obj call) {
        Json.Obj shown = Json.Obj.EMPTY
                .with("handoffId", handoff.called())
                .with("status", handoff.status().word())
                .with("goalId", handoff.context().goalId())
                .with("goalName", handoff.context().goalName())
                .with("suggestedToolCall", call);
        if (handoff.kind() == Handoff.Kind.GOAL_TO_SPEC) {
            return shown;
        }
        TaskGraph.Parallel parallel = TaskGraph.of(handoff.tasks());
        Json.Obj analysis = Json.Obj.EMPTY
                .with("shouldParallelize", parallel.shouldParallelize())
                .with("estimatedSpeedup", parallel.estimatedSpeedup())
                .with("mode", parallel.mode())
                .with("reasoning", parallel.reasoning());
        return shown.with("workflowName", SuggestedCall.workflowName(handoff.context()))
                .with("parallelizationAnalysis", analysis)
                .with("source", handoff.source());
    }

    private static Json.Obj brief(Json.Obj one) {
        return one.without("suggestedToolCall")
                .without("parallelizationAnalysis")
                .with("note", "Prepare it alone for its call; the item of the hand-off has everything.");
    }

    private static int size(List<Json> all) {
        return all.stream().mapToInt(one -> one.toString().length()).sum();
    }
}
