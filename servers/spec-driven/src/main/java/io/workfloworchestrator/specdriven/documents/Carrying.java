package io.workfloworchestrator.specdriven.documents;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which phase of a plan carries out which stories and requirements: the phase that speaks of the same things, else in order. A phase
 * speaks by its own words and by those of the stories that it carries; a word that most phases have says little. What came from the same
 * answer stays together, unless its words say otherwise. Data and migration come in the first phase, since everything else stands on
 * them. Quality and constraints bind all phases, so none carries them.
 */
final class Carrying {
    private static final double ALIKE = 0.25;
    private static final Set<String> SMALL_WORDS = Set.of(
            "the", "and", "for", "with", "that", "this", "shall", "must", "when", "then", "what", "which", "from",
            "into", "system", "user", "users", "feature", "phase", "part", "their", "they", "have", "has", "are", "can",
            "will");

    private final List<PlanPhase> phases;
    private final Map<String, List<String>> carried = new LinkedHashMap<>();
    private final List<StringBuilder> said = new ArrayList<>();
    private final Map<String, Integer> bySource = new HashMap<>();

    private Carrying(List<PlanPhase> phases) {
        this.phases = phases;
        phases.forEach(phase -> {
            carried.put(phase.id(), new ArrayList<>());
            said.add(new StringBuilder(phase.words()));
        });
    }

    /** The phases with what they carry. Every story, and every functional requirement that belongs to no story, is in exactly one. */
    static List<PlanPhase> of(List<PlanPhase> phases, SpecReading spec) {
        Carrying carrying = new Carrying(phases);
        int place = 0;
        List<SpecReading.ReadStory> stories = spec.stories();
        for (SpecReading.ReadStory story : stories) {
            int inOrder = place++ * phases.size() / Math.max(1, stories.size());
            int phase = carrying.nearest(story.words(), inOrder);
            carrying.add(story.id(), phase);
            carrying.said.get(phase).append(' ').append(story.words());
        }
        for (Requirement each : spec.requirements()) {
            if (each.story().isEmpty() && !each.isProof()) {
                int phase = carrying.phaseOf(each);
                carrying.bySource.putIfAbsent(each.source(), phase);
                carrying.add(each.number(), phase);
            }
        }
        return phases.stream()
                .map(phase -> phase.carrying(carrying.carried.getOrDefault(phase.id(), List.of())))
                .toList();
    }

    private void add(String id, int phase) {
        carried.getOrDefault(phases.get(phase).id(), new ArrayList<>()).add(id);
    }

    private int phaseOf(Requirement requirement) {
        return switch (requirement.group()) {
            case "Data", "Migration" -> 0;
            case "User interface" -> speaking(requirement, phases.size() - 1);
            default -> speaking(requirement, 0);
        };
    }

    /** The phase that shares most of a requirement's words with it, a word counting the less the more phases have it. */
    private int speaking(Requirement requirement, int otherwise) {
        List<Set<String>> words = said.stream().map(text -> words(text.toString())).toList();
        int best = bySource.getOrDefault(requirement.source(), otherwise);
        double most = 0;
        for (int i = 0; i < words.size(); i++) {
            double score = 0;
            for (String word : words(requirement.text())) {
                long having = words.stream().filter(some -> some.contains(word)).count();
                score += words.get(i).contains(word) && having < words.size() ? 1.0 / having : 0;
            }
            if (score > most) {
                most = score;
                best = i;
            }
        }
        return best;
    }

    private int nearest(String text, int otherwise) {
        int best = otherwise;
        double most = ALIKE;
        for (int i = 0; i < phases.size(); i++) {
            double alike = alike(text, phases.get(i).words());
            if (alike > most) {
                most = alike;
                best = i;
            }
        }
        return best;
    }

    /** The share of the shorter text's words that stand in the other too, 0 to 1. */
    static double alike(String one, String other) {
        Set<String> a = words(one);
        Set<String> b = words(other);
        int fewer = Math.min(a.size(), b.size());
        a.retainAll(b);
        return fewer == 0 ? 0 : (double) a.size() / fewer;
    }

    /** The share of all words of both texts that stand in both, 0 to 1: only texts that say the same have much of it. */
    static double alikeInAll(String one, String other) {
        Set<String> both = words(one);
        Set<String> all = new HashSet<>(both);
        both.retainAll(words(other));
        all.addAll(words(other));
        return all.isEmpty() ? 0 : (double) both.size() / all.size();
    }

    /** The words of a text that mean something, in lower case, without a plural's s. */
    static Set<String> words(String text) {
        Set<String> words = new HashSet<>();
        Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> word.length() > 2 && !SMALL_WORDS.contains(word))
                .map(word -> word.length() > 3 && word.endsWith("s") ? word.substring(0, word.length() - 1) : word)
                .forEach(words::add);
        return words;
    }
}
