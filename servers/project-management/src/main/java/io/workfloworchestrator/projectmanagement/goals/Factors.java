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

    Factors withImpact(Optional<Level> value) {
        return new Factors(value, people, severity, strategic, effort, complexity, dependencies, clarity, time, tier);
    }

    Factors withEffort(Optional<Level> value) {
        return new Factors(impact, people, severity, strategic, value, complexity, dependencies, clarity, time, tier);
    }

    Factors withTime(Optional<String> value) {
        return new Factors(impact, people, severity, strategic, effort, complexity, dependencies, clarity, value, tier);
    }

    Factors withTier(Optional<Tier> value) {
        return new Factors(impact, people, severity, strategic, effort, complexity, dependencies, clarity, time, value);
    }

    /** These factors; where one is not given, that of the others. */
    Factors or(Factors others) {
        return new Factors(
                impact.or(others::impact),
                people.or(others::people),
                severity.or(others::severity),
                strategic.or(others::strategic),
                effort.or(others::effort),
                complexity.or(others::complexity),
                dependencies.or(others::dependencies),
                clarity.or(others::clarity),
                time.or(others::time),
                tier.or(others::tier));
    }

    /** These factors without those that are given in others. */
    Factors without(Factors others) {
        return new Factors(
                impact.filter(unused -> others.impact().isEmpty()),
                people.filter(unused -> others.people().isEmpty()),
                severity.filter(unused -> others.severity().isEmpty()),
                strategic.filter(unused -> others.strategic().isEmpty()),
                effort.filter(unused -> others.effort().isEmpty()),
                complexity.filter(unused -> others.complexity().isEmpty()),
                dependencies.filter(unused -> others.dependencies().isEmpty()),
                clarity.filter(unused -> others.clarity().isEmpty()),
                time.filter(unused -> others.time().isEmpty()),
                tier.filter(unused -> others.tier().isEmpty()));
    }
}
