package io.workfloworchestrator.taskexecutor.verify;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Which documents must follow a kind of task. It mirrors an entry of {@code documentation} in {@link VerificationRules#FILE}.
 *
 * @param categories a workflow of one of these categories is meant
 * @param words a task whose description has one of these words is meant
 * @param update paths and patterns; one file of them must have changed
 */
public record DocumentationRule(String id, List<String> categories, List<String> words, List<String> update) {
    /** What holds where a project says nothing: an API and its document, a feature and the README, a mended bug and the CHANGELOG. */
    static final List<DocumentationRule> USUAL = List.of(
            new DocumentationRule(
                    "api",
                    List.of("api"),
                    List.of("api", "endpoint", "endpoints"),
                    List.of("API.md", "docs/api.md", "docs/API.md", "docs/api/**", "openapi.yaml", "openapi.json")),
            new DocumentationRule("feature", List.of("feature"), List.of(), List.of("README.md", "docs/**")),
            new DocumentationRule(
                    "bug-fix",
                    List.of("bug-fix", "bugfix", "bug", "fix"),
                    List.of("bug", "bugfix"),
                    List.of("CHANGELOG.md", "CHANGES.md")));

    public DocumentationRule {
        categories = List.copyOf(categories);
        words = List.copyOf(words);
        update = List.copyOf(update);
    }

    /** Whether it speaks of a task with this text, in a workflow of this category. */
    boolean isFor(String category, String text) {
        if (categories.contains(category)) {
            return true;
        }
        List<String> said = Arrays.asList(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}_]+"));
        return words.stream().anyMatch(word -> said.contains(word.toLowerCase(Locale.ROOT)));
    }
}
