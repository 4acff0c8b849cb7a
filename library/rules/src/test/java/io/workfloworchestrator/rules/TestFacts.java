package io.workfloworchestrator.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Facts of single values. */
final class TestFacts {
    private TestFacts() {}

    /** Each fact under its path; one that lies inside another replaces that part of it. */
    static Facts of(List<Fact> all) {
        List<Fact> outerFirst = new ArrayList<>(all);
        outerFirst.sort(Comparator.comparingInt(fact -> Path.parse(fact.path()).size()));
        Facts facts = Facts.none();
        for (Fact fact : outerFirst) {
            facts = facts.with(fact);
        }
        return facts;
    }
}
