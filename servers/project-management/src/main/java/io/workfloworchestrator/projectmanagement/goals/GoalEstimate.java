package io.workfloworchestrator.projectmanagement.goals;

import io.workfloworchestrator.files.ProjectFolder;
import java.util.Optional;

/** What a goal is worth and costs by its words, as {@code evaluate_goal} judges it: High, Medium or Low; Now to Someday. Immutable. */
public record GoalEstimate(String impact, String impactReason, String effort, String effortReason, String tier) {
    /** The estimate by the words of a text, unless a level is given, in whatever case. Throws BrokenDefinitionException for own rules. */
    public static GoalEstimate of(
            ProjectFolder project, String text, Optional<String> impact, Optional<String> effort) {
        Factors given = Factors.NONE
                .with(Factor.IMPACT, impact.map(Level::orMedium))
                .with(Factor.EFFORT, effort.map(Level::orMedium));
        Evaluation found = Evaluation.of(GoalRules.of(project), text, given);
        return new GoalEstimate(
                found.impact().level().word(),
                found.impact().reasoning(),
                found.effort().level().word(),
                found.effort().reasoning(),
                found.tier().word());
    }
}
