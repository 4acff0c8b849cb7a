package io.workfloworchestrator.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Decides a rule once more, slowly, and notes for every condition which facts it read and what is missing. */
final class Explainer {
    private Explainer() {}

    /** A binding, and how many of its conditions do not hold. */
    private record Candidate(@Nullable Object element, int index, int failing) {}

    static Explanation explain(Rule rule, String phase, Facts facts) {
        Rule.Repetition repetition = rule.repetition();
        if (repetition == null) {
            return summarised(rule, phase, facts, List.of(new Explanation.Case(Map.of(), reasons(rule, facts))), 0);
        }
        List<Explanation.Case> cases = new ArrayList<>();
        int count = 1;
        try {
            List<?> elements = repetition.elements(new Frame(facts));
            count = elements.size();
            for (Candidate candidate : nearest(rule, repetition, elements, facts)) {
                Facts bound = repetition.bind(facts, candidate.element, candidate.index);
                cases.add(new Explanation.Case(rule.binding(candidate.element), reasons(rule, bound)));
            }
        } catch (Fault e) {
            String text = repetition.list().text();
            Reason reason = new Reason("for-each", text, Reason.Outcome.ERROR, e.text(), List.of(), List.of(e.text()));
            cases.add(new Explanation.Case(Map.of(), List.of(reason)));
        }
        return summarised(rule, phase, facts, cases, count - cases.size());
    }

    private static List<Candidate> nearest(Rule rule, Rule.Repetition repetition, List<?> elements, Facts facts) {
        List<Candidate> candidates = new ArrayList<>();
        Frame frame = new Frame(facts);
        int count = Math.min(elements.size(), Limits.BINDINGS);
        long cost = 0;
        for (int i = 0; i < count && cost <= Limits.PASS_COST; i++) {
            frame.use(repetition.bind(facts, elements.get(i), i));
            int failing = 0;
            for (Condition condition : rule.conditions()) {
                try {
                    failing += condition.holds(frame) ? 0 : 1;
                } catch (Fault e) {
                    failing++;
                }
                cost += frame.restart();
            }
            candidates.add(new Candidate(elements.get(i), i, failing));
        }
        candidates.sort(Comparator.comparingInt(Candidate::failing));
        return candidates.subList(0, Math.min(candidates.size(), Limits.EXPLAINED_BINDINGS));
    }

    private static List<Reason> reasons(Rule rule, Facts facts) {
        return rule.conditions().stream()
                .map(condition -> condition.check(facts))
                .toList();
    }

    private static Explanation summarised(
            Rule rule, String phase, Facts facts, List<Explanation.Case> cases, int omitted) {
        Explanation.Case nearest = cases.isEmpty() ? null : cases.get(0);
        List<String> missing = new ArrayList<>();
        Explanation.Verdict verdict;
        String summary;
        if (nearest == null) {
            verdict = Explanation.Verdict.NOT_SUGGESTED;
            String range = Objects.requireNonNull(rule.repetition()).list().text();
            summary = "not suggested: there is nothing in " + range;
            missing.add("there must be something in " + range);
        } else if (nearest.holds()) {
            String fault = unwritten(rule, facts, nearest);
            verdict = fault == null ? Explanation.Verdict.SUGGESTED : Explanation.Verdict.UNDECIDED;
            summary = fault == null
                    ? "suggested: " + action(rule, facts, nearest)
                    : "not suggested: it fires, but its suggestion cannot be written";
            if (fault != null) {
                missing.add(fault);
            }
        } else {
            List<String> failed = named(nearest, Reason.Outcome.ERROR);
            List<String> failing = named(nearest, Reason.Outcome.FAILS);
            verdict = failed.isEmpty() ? Explanation.Verdict.NOT_SUGGESTED : Explanation.Verdict.UNDECIDED;
            String no = String.join(", ", failing) + (failing.size() == 1 ? " does not hold" : " do not hold");
            summary = failed.isEmpty()
                    ? "not suggested: " + no
                    : "not decided: " + String.join(", ", failed) + " cannot be evaluated"
                            + (failing.isEmpty() ? "" : ", and " + no);
            nearest.failing().stream()
                    .flatMap(reason -> reason.missing().stream())
                    .distinct()
                    .forEach(missing::add);
        }
        if (!rule.in(phase)) {
            verdict = Explanation.Verdict.OTHER_PHASE;
            String phases = String.join(" or ", rule.phases());
            summary = "not suggested: it is for phase " + phases + ", and this is phase " + phase;
            missing.add(0, "the phase must be " + phases + "; it is " + phase);
        }
        return new Explanation(rule.id(), verdict, summary, cases, omitted, missing);
    }

    private static List<String> named(Explanation.Case one, Reason.Outcome outcome) {
        return one.failing().stream()
                .filter(reason -> reason.outcome() == outcome)
                .map(Reason::condition)
                .toList();
    }

    /** Why the suggestion cannot be written, with the part of it that cannot; null if it can. */
    private static @Nullable String unwritten(Rule rule, Facts facts, Explanation.Case firing) {
        try {
            Map<String, @Nullable Object> binding = rule.binding(element(rule, firing));
            Suggestion unused = rule.suggestion(new Frame(bound(rule, facts, firing)), binding);
            return null;
        } catch (Fault e) {
            return String.join(": ", e.text().lines().limit(2).toList());
        }
    }

    private static Facts bound(Rule rule, Facts facts, Explanation.Case firing) {
        Rule.Repetition repetition = rule.repetition();
        return repetition == null ? facts : repetition.bind(facts, element(rule, firing), 0);
    }

    private static @Nullable Object element(Rule rule, Explanation.Case firing) {
        Rule.Repetition repetition = rule.repetition();
        return repetition == null ? null : firing.binding().get(repetition.variable());
    }

    private static String action(Rule rule, Facts facts, Explanation.Case firing) {
        Facts bound = bound(rule, facts, firing);
        try {
            return rule.advice().action().render(bound);
        } catch (RuntimeException e) {
            return rule.action();
        }
    }
}
