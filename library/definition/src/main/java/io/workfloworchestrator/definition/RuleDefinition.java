package io.workfloworchestrator.definition;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A rule as described: when its conditions hold it advises a step. Mirrors the file format.
 *
 * @param salience 0 to 1000, higher first
 * @param phases the phases it applies in; empty for all
 * @param onlyWhilePending a step: the rule applies only while it is pending, and speaks for it; or null
 * @param forEach a name and the expression of the list whose elements it is bound to; at most one
 * @param when the conditions, all of which must hold, by id in their order
 */
public record RuleDefinition(
        String id,
        int salience,
        List<String> phases,
        @Nullable String onlyWhilePending,
        Map<String, String> forEach,
        Map<String, String> when,
        Advice suggest) {
    public RuleDefinition {
        phases = List.copyOf(phases);
        forEach = Collections.unmodifiableMap(new LinkedHashMap<>(forEach));
        when = Collections.unmodifiableMap(new LinkedHashMap<>(when));
    }

    /** The step the rule speaks for. */
    public Optional<String> step() {
        return Optional.ofNullable(onlyWhilePending);
    }

    /**
     * What a rule advises; texts and arguments are templates.
     *
     * @param action what to do, a short sentence
     * @param call the tool that does it, or null when a person does it
     * @param path what to create or edit when there is no tool, or the tool is not offered; or null
     */
    public record Advice(
            String action,
            String because,
            @Nullable Call call,
            @Nullable String path) {}
}
