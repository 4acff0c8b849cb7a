package io.workfloworchestrator.interview;

import java.util.List;

/** What a step made of an interview: its new state, the addresses that were taken, and what was refused. Immutable. */
record Taken(InterviewState state, List<String> taken, List<AnswerProblem> problems) {
    static Taken all(InterviewState state, String... taken) {
        return new Taken(state, List.of(taken), List.of());
    }

    /** @throws InterviewException with all problems, if there is one */
    Taken whole() {
        if (!problems.isEmpty()) {
            throw new InterviewException(problems);
        }
        return this;
    }
}
