package io.workfloworchestrator.specdriven.delta;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A requirement of a living specification. Immutable.
 *
 * @param text what stands before its first scenario, without empty lines at its ends
 */
record LivingRequirement(String name, String text, List<Scenario> scenarios) {

    Optional<Scenario> find(String scenario) {
        return scenarios.stream().filter(each -> each.name().equals(scenario)).findFirst();
    }

    LivingRequirement named(String other) {
        return new LivingRequirement(other, text, scenarios);
    }

    LivingRequirement withText(String other) {
        return new LivingRequirement(name, other, scenarios);
    }

    /** With a scenario in the place of the one of its old name, or as the last one. */
    LivingRequirement with(String old, Scenario scenario) {
        List<Scenario> all = new ArrayList<>(scenarios);
        int place = scenarios.stream().map(Scenario::name).toList().indexOf(old);
        if (place < 0) {
            all.add(scenario);
        } else {
            all.set(place, scenario);
        }
        return new LivingRequirement(name, text, all);
    }

    LivingRequirement without(String scenario) {
        return new LivingRequirement(
                name,
                text,
                scenarios.stream().filter(each -> !each.name().equals(scenario)).toList());
    }

    String written() {
        StringBuilder out = new StringBuilder("### Requirement: " + name + "\n");
        if (!text.isEmpty()) {
            out.append('\n').append(text).append('\n');
        }
        for (Scenario scenario : scenarios) {
            out.append("\n#### Scenario: ")
                    .append(scenario.name())
                    .append("\n\n")
                    .append(scenario.text())
                    .append('\n');
        }
        return out.toString();
    }

    /** @param text what stands below the heading, without empty lines at its ends */
    record Scenario(String name, String text) {}
}
