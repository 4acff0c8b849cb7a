package io.workfloworchestrator.interview;

import io.workfloworchestrator.state.Commit;
import java.util.List;
import java.util.Optional;

/**
 * What a step in an interview did. Immutable.
 *
 * @param after the interview as of the new commit
 * @param commit the commit; empty if nothing changed
 * @param taken the questions whose answers were taken, by their addresses
 * @param setAside questions whose answers counted before and do not now, since what they depend on changed; they are kept
 */
public record InterviewChange(
        InterviewMoment after,
        Optional<Commit> commit,
        List<String> taken,
        List<AnswerProblem> refused,
        List<String> setAside,
        List<String> backAgain) {
    public InterviewChange {
        taken = List.copyOf(taken);
        refused = List.copyOf(refused);
        setAside = List.copyOf(setAside);
        backAgain = List.copyOf(backAgain);
    }
}
