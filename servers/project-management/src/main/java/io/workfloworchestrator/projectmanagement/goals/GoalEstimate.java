package io.workfloworchestrator.projectmanagement.goals;

import io.workfloworchestrator.files.ProjectFolder;
import java.util.Optional;

/**
 * What a goal is worth and what it costs by its words, as {@code evaluate_goal} judges it. Immutable.
 *
 * @param impact High, Medium or Low
 * @param impactReason which words or factors made it, in a sentence
 * @param effort High, Medium or Low
 * @param tier Now, Next, Later or Someday
 */
public record GoalEstimate(String impact, String impactReason, String effort, String effortReason, String tier) {
    /**
     * @param impact a level that somebody gave, in whatever case; it counts in the place of the words
     * @param effort the same of the effort
     * @throws io.workfloworchestrator.definition.BrokenDefinitionException with every problem of the project's own rules
     */
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
