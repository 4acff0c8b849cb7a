package io.workfloworchestrator.projectmanagement.goals;

import java.util.Optional;

/**
 * What somebody knows about a goal already: each factor that is given counts instead of what its words say.
 *
 * @param impact the whole impact
 * @param people how many people it touches, at least 0
 * @param severity how bad the problem is
 * @param strategic what it is worth to the business
 * @param effort the whole effort
 * @param complexity how hard it is technically
 * @param dependencies how many things it waits for or connects to, at least 0
 * @param clarity how clear its scope is
 * @param time the work it takes, such as {@code 3 days}
 * @param tier when it is worth doing
 */
record Factors(
        Optional<Level> impact,
        Optional<Integer> people,
        Optional<Level> severity,
        Optional<Level> strategic,
        Optional<Level> effort,
        Optional<Level> complexity,
        Optional<Integer> dependencies,
        Optional<Level> clarity,
        Optional<String> time,
        Optional<Tier> tier) {
    /** Nothing is known. */
    static final Factors NONE = new Factors(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
}
