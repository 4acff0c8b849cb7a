package io.workfloworchestrator.projectmanagement.goals;

import io.workfloworchestrator.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A judgement of the impact or the effort of a goal; its score is 0 to 100. */
record Score(Level level, int score, Level confidence, Json.Obj factors, String reasoning) {
    /** A judgement with its reasons in a sentence; a level that is told counts. */
    static Score of(
            Optional<Level> told, Level level, int points, Level confidence, Json.Obj factors, List<String> reasons) {
        String because = reasons.isEmpty()
                ? "Nothing in the words says more or less than usual."
                : "By " + String.join(", ", reasons) + ".";
        return new Score(
                told.orElse(level),
                points,
                told.isPresent() ? Level.HIGH : confidence,
                factors,
                told.map(known -> "Given as " + known.word() + ". " + because).orElse(because));
    }

    static int within(int points) {
        return Math.max(0, Math.min(100, points));
    }

    /** Whether a reasoning is a judge's sentence, and not a person's. */
    static boolean isJudged(String reasoning) {
        return Stream.of("By ", "Given as ", "Nothing in the words says").anyMatch(reasoning::startsWith);
    }

    Json.Obj json() {
        return Json.Obj.EMPTY
                .with("level", level.word())
                .with("score", score)
                .with("confidence", confidence.word())
                .with("factors", factors)
                .with("reasoning", reasoning);
    }
}
