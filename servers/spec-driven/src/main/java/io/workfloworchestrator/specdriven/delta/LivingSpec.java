package io.workfloworchestrator.specdriven.delta;

import io.workfloworchestrator.documents.Derivation;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.specdriven.SpecDrivenException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A specification that lives as long as what it describes: a purpose, and requirements with scenarios, in the form of OpenSpec.
 *
 * <pre>
 * # Sign-in
 *
 * ## Purpose
 * Who may come in.
 *
 * ## Requirements
 * ### Requirement: Lock after failures
 * The system SHALL lock an account after three wrong passwords.
 *
 * #### Scenario: Third failure
 * - **WHEN** the third password is wrong
 * - **THEN** the account is locked for 5 minutes
 * </pre>
 *
 * <p>Immutable and thread-safe.
 */
final class LivingSpec {
    private static final String PURPOSE = "Purpose";
    private static final String REQUIREMENTS = "Requirements";

    private final String head;
    private final String purpose;
    private final Map<String, LivingRequirement> requirements;
    private final String tail;
    /** How a requirement stands in the file: one that nobody changes is written so again. */
    private final Map<LivingRequirement, String> asRead;

    /**
     * @param head everything before the purpose, with the title
     * @param tail sections behind the requirements
     */
    private LivingSpec(
            String head,
            String purpose,
            Map<String, LivingRequirement> requirements,
            String tail,
            Map<LivingRequirement, String> asRead) {
        this.head = head;
        this.purpose = purpose;
        this.requirements = new LinkedHashMap<>(requirements);
        this.tail = tail;
        this.asRead = asRead;
    }

    /** @throws SpecDrivenException E_SPEC_PLACE, E_SPEC_TWICE */
    static LivingSpec of(String file) {
        String text = file.replace("\r\n", "\n");
        List<SpecSections.Part> parts = SpecSections.of(text);
        String purpose = "";
        Map<String, LivingRequirement> requirements = new LinkedHashMap<>();
        Map<LivingRequirement, String> asRead = new HashMap<>();
        int head = text.length();
        StringBuilder tail = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            SpecSections.Part part = parts.get(i);
            int end = i + 1 < parts.size() ? parts.get(i + 1).start() : text.length();
            boolean isPurpose = part.title().equalsIgnoreCase(PURPOSE);
            boolean isOwn = isPurpose || part.title().equalsIgnoreCase(REQUIREMENTS);
            purpose = isPurpose ? part.text() : purpose;
            if (part.level() == 2) {
                head = Math.min(head, part.start());
                tail.append(isOwn ? "" : text.substring(part.start(), end) + "\n");
            }
            requirements(part, requirements);
            int from = end;
            for (int j = part.requirements().size() - 1; j >= 0; j--) {
                SpecSections.Block block = part.requirements().get(j);
                asRead.put(
                        block.requirement(), text.substring(block.start(), from).strip() + "\n");
                from = block.start();
            }
        }
        return new LivingSpec(
                text.substring(0, head).strip(),
                purpose,
                requirements,
                tail.toString().strip(),
                asRead);
    }

    private static void requirements(SpecSections.Part part, Map<String, LivingRequirement> requirements) {
        for (SpecSections.Block block : part.requirements()) {
            if (!part.title().equalsIgnoreCase(REQUIREMENTS)) {
                throw new SpecDrivenException(
                        "E_SPEC_PLACE",
                        "line " + block.line() + ": the requirement \"" + block.name() + "\" stands below \""
                                + part.title() + "\". Move it below \"## Requirements\".");
            }
            if (requirements.putIfAbsent(block.name(), block.requirement()) != null) {
                throw new SpecDrivenException(
                        "E_SPEC_TWICE",
                        "line " + block.line() + ": the requirement \"" + block.name()
                                + "\" is there twice. Rename one of them.");
            }
        }
    }

    static LivingSpec named(String title) {
        return new LivingSpec("# " + title, "", Map.of(), "", Map.of());
    }

    String purpose() {
        return purpose;
    }

    List<String> names() {
        return List.copyOf(requirements.keySet());
    }

    boolean isEmpty() {
        return requirements.isEmpty();
    }

    Optional<LivingRequirement> find(String name) {
        return Optional.ofNullable(requirements.get(name));
    }

    LivingSpec withPurpose(String text) {
        return new LivingSpec(head, text, requirements, tail, asRead);
    }

    LivingSpec with(String old, LivingRequirement requirement) {
        Map<String, LivingRequirement> all = new LinkedHashMap<>();
        requirements.forEach((name, each) -> {
            LivingRequirement now = name.equals(old) ? requirement : each;
            all.put(now.name(), now);
        });
        all.putIfAbsent(requirement.name(), requirement);
        return new LivingSpec(head, purpose, all, tail, asRead);
    }

    LivingSpec without(String name) {
        Map<String, LivingRequirement> all = new LinkedHashMap<>(requirements);
        all.remove(name);
        return new LivingSpec(head, purpose, all, tail, asRead);
    }

    /** The fingerprint of what changes build on. The order of the requirements, blanks and line ends do not count. */
    String fingerprint() {
        List<String> all = new ArrayList<>(requirements.values().stream()
                .map(LivingRequirement::written)
                .sorted()
                .toList());
        all.add(0, purpose);
        return Derivation.fingerprint(String.join("\n", all));
    }

    /** What to do about a name that is in no requirement, with the nearest one. */
    String hint(String name) {
        if (requirements.isEmpty()) {
            return "The specification has no requirements.";
        }
        String nearest = Collections.min(requirements.keySet(), Comparator.comparing(one -> Words.edits(one, name)));
        return "The nearest one is \""
                + Words.nearest(name, requirements.keySet(), Math.max(3, name.length() / 2))
                        .orElse(nearest) + "\".";
    }

    String written() {
        StringBuilder out = new StringBuilder(head.isEmpty() ? "" : head + "\n\n");
        out.append("## ").append(PURPOSE).append("\n\n").append(purpose.isEmpty() ? "" : purpose + "\n\n");
        out.append("## ").append(REQUIREMENTS).append('\n');
        requirements.values().forEach(each -> out.append('\n').append(asRead.getOrDefault(each, each.written())));
        return tail.isEmpty() ? out.toString() : out + "\n" + tail + "\n";
    }
}
