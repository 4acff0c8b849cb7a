package io.workfloworchestrator.specdriven.documents;

import io.workfloworchestrator.documents.Derivation;
import io.workfloworchestrator.documents.UnifiedDiff;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.specdriven.guide.FeatureAnswers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What of a feature's documents no longer fits what it was derived from. A part is judged by its own sources alone: what stands further
 * down becomes stale when the part between was derived again and came out differently.
 */
final class LivingChain {
    private final FeaturePlaces places;
    private final Chain chain;

    LivingChain(OpenProject project, String featureId) {
        this.places = FeaturePlaces.of(project, featureId);
        this.chain = Chain.of(project.state(), featureId);
    }

    /** The texts that parts of a feature's documents may refer to, as they are now. */
    static Map<String, String> upstream(FeaturePlaces places, Optional<FeatureAnswers> answers) {
        Map<String, String> texts = new TreeMap<>();
        places.constitutionText().ifPresent(text -> {
            texts.putAll(DocumentParts.of("constitution.md", text));
            texts.put(DocumentParts.RULES, String.join("\n", ConstitutionRules.of(text)));
        });
        for (String file : List.of(FeaturePlaces.SPEC, FeaturePlaces.PLAN, FeaturePlaces.RESEARCH)) {
            places.text(places.path(file)).ifPresent(text -> texts.putAll(DocumentParts.of(file, text)));
        }
        answers.ifPresent(some -> new AnswerBook(some)
                .all()
                .forEach(answer -> texts.put(DocumentParts.ANSWER + answer.id(), answer.text())));
        return texts;
    }

    List<StalePart> stale(Optional<FeatureAnswers> answers) {
        Map<String, String> now = new TreeMap<>();
        upstream(places, answers).forEach((name, text) -> now.put(name, DocumentParts.asSource(text)));
        if (answers.isEmpty()) {
            chain.sources().forEach((name, text) -> {
                if (name.startsWith(DocumentParts.ANSWER)) {
                    now.put(name, text);
                }
            });
        }
        List<StalePart> stale = new ArrayList<>();
        for (String path : chain.documents().keySet()) {
            Map<String, String> parts =
                    places.text(path).map(text -> DocumentParts.of(path, text)).orElse(Map.of());
            Map<String, Derivation> derived = new LinkedHashMap<>(chain.parts());
            derived.keySet().retainAll(parts.keySet());
            Map<String, Derivation.Affected> affected = new HashMap<>();
            Derivation.affectedAlone(derived, now).forEach(one -> affected.put(one.section(), one));
            for (String name : parts.keySet()) {
                Optional.ofNullable(affected.get(name)).ifPresent(one -> stale.add(stale(path, one, now)));
            }
        }
        return List.copyOf(stale);
    }

    private StalePart stale(String path, Derivation.Affected affected, Map<String, String> now) {
        List<StalePart.Reason> reasons = affected.reasons().stream()
                .map(reason -> new StalePart.Reason(
                        reason.source(),
                        reason.change().name().toLowerCase(Locale.ROOT),
                        UnifiedDiff.of(
                                reason.source(),
                                chain.sources().getOrDefault(reason.source(), ""),
                                reason.source(),
                                now.getOrDefault(reason.source(), ""))))
                .toList();
        String part = affected.section().substring(affected.section().indexOf('#') + 1);
        return new StalePart(path, part, stage(path), reasons);
    }

    private static String stage(String path) {
        return switch (DocumentParts.file(path)) {
            case "spec.md" -> "spec";
            case "tasks.md" -> "tasks";
            case "constitution.md" -> "constitution";
            default -> "plan";
        };
    }
}
