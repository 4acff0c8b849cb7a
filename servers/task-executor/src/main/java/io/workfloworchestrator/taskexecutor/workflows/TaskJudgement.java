package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.specdriven.documents.Complexity;

/** How hard a task is, from its words, its needs and its hours, with the reasons. Pure functions. */
final class TaskJudgement {
    private TaskJudgement() {}

    static Json.Obj judged(Json.Obj fields, int needs, boolean health) {
        double hours = fields.find("hours")
                .map(value -> value instanceof Json.Num number ? number.value().doubleValue() : 0.0)
                .orElse(0.0);
        String details = fields.text("details").orElse("");
        int proof = details.indexOf(FeatureTasks.DONE_WHEN);
        // A test that proves a task makes the task itself no harder.
        String text = fields.text("title").orElse("") + "\n" + (proof < 0 ? details : details.substring(0, proof));
        Complexity complexity = Complexity.of(new Complexity.Task(text, needs, hours, 0, health));
        return fields.with("complexity", complexity.score())
                .with("level", complexity.level())
                .with("complexityReasons", Json.strings(complexity.reasons()));
    }

    /** The complexity as the forerunner showed it. */
    static Json.Obj shown(Json score, String level) {
        return Json.Obj.EMPTY.with("score", score).with("level", level).with("emoji", emoji(level));
    }

    private static String emoji(String level) {
        return switch (level) {
            case "trivial" -> "🟢";
            case "simple" -> "🟡";
            case "moderate" -> "🟠";
            case "complex" -> "🔴";
            case "very-complex" -> "🟣";
            default -> "";
        };
    }
}
