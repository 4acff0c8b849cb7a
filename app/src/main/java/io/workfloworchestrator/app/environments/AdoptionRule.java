package io.workfloworchestrator.app.environments;

import io.workfloworchestrator.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A rule for servers that are laid out in the reference's way, as the resource {@code dual-environment.json} has it: what must be so,
 * and what to do if it is not. Immutable.
 *
 * @param severity {@code critical}, {@code warning} or {@code info}
 * @param needs the fact of {@link ReferenceServer#facts} that must hold
 */
record AdoptionRule(String id, String severity, String needs, String says, String fix) {
    /** All rules, in their order. */
    static List<AdoptionRule> all() {
        try (InputStream in = AdoptionRule.class.getResourceAsStream("dual-environment.json")) {
            byte[] text = Objects.requireNonNull(in, "dual-environment.json").readAllBytes();
            return Json.parse(text).asList().stream().map(AdoptionRule::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AdoptionRule of(Json rule) {
        return new AdoptionRule(
                text(rule, "id"), text(rule, "severity"), text(rule, "needs"), text(rule, "says"), text(rule, "fix"));
    }

    private static String text(Json rule, String field) {
        return rule.at(field).flatMap(Json::asText).orElseThrow();
    }

    /** Whether the rule is broken; a fact that is not known of a server breaks none. */
    boolean isBroken(Map<String, Boolean> facts) {
        return Boolean.FALSE.equals(facts.get(needs));
    }

    /** What to do, for a server. */
    String fixFor(String server) {
        return fix.replace("NAME", server);
    }
}
