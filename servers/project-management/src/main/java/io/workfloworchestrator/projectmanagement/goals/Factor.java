package io.workfloworchestrator.projectmanagement.goals;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.PlanningItems;
import java.util.Locale;
import java.util.Optional;

/** One of the things of which the worth and the cost of a goal are made. */
enum Factor {
    IMPACT("impact"),
    /** How many people it touches, at least 0. */
    PEOPLE("peopleAffected"),
    SEVERITY("problemSeverity"),
    /** What it is worth to the business. */
    STRATEGIC("strategicValue"),
    EFFORT("effort"),
    COMPLEXITY("technicalComplexity"),
    /** How many things it waits for or connects to, at least 0. */
    DEPENDENCIES("dependenciesCount"),
    CLARITY("scopeClarity"),
    /** The work it takes, such as {@code 3 days}. */
    TIME("timeEstimate"),
    TIER("tier");

    final String field;

    Factor(String field) {
        this.field = field;
    }

    boolean isCount() {
        return this == PEOPLE || this == DEPENDENCIES;
    }

    String scored() {
        return field.replaceAll("(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    /** The number, level, time or tier that the arguments of a call give. */
    Optional<?> given(Json.Obj arguments) {
        return switch (this) {
            case PEOPLE, DEPENDENCIES -> arguments.find(field).map(PlanningItems::whole);
            case TIME -> arguments.text(field).filter(text -> !text.isBlank());
            case TIER ->
                arguments
                        .text("userOverride")
                        .filter(text -> !text.isBlank())
                        .map(text -> Tier.of("userOverride", text))
                        .or(() -> arguments.text("suggestedTier").map(text -> Tier.of("suggestedTier", text)));
            default -> {
                String argument = this == IMPACT || this == EFFORT ? field + "Score" : field;
                yield arguments.text(argument).map(text -> Level.of(argument, text));
            }
        };
    }
}
