package io.workfloworchestrator.projectmanagement.migration;

import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.projectmanagement.migration.MigrationRules.LayoutRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a look at a folder came to; nothing was changed.
 *
 * @param suggestions where files could go, sorted by their paths
 * @param inPlace how many files are where they belong
 * @param kept how many files a rule leaves where they are
 * @param code how many files of the code stay, since nobody asked for code
 * @param unknown files for which there is no rule
 * @param secrets files that hold a secret, and are never moved, each with the reason
 * @param taken destinations at which something lies already
 * @param structure folders of the layout that are there already
 */
record Analysis(
        FolderScan scan,
        List<Suggestion> suggestions,
        int inPlace,
        int kept,
        int code,
        List<String> unknown,
        List<String> secrets,
        List<String> taken,
        List<String> structure) {
    /** @param withCode whether the code and what configures its build are to be moved, too */
    static Analysis of(ProjectFolder project, MigrationRules rules, ProjectLayout projectLayout, boolean withCode) {
        LayoutRules layout = rules.layout(projectLayout);
        FolderScan scan = FolderScan.of(project, rules::skips);
        FileTexts texts = new FileTexts(project, rules);

        Set<String> there = new HashSet<>(scan.files());
        there.addAll(scan.folders());
        List<Suggestion> suggestions = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        List<String> secrets = new ArrayList<>();
        List<String> taken = new ArrayList<>();
        Set<String> destinations = new HashSet<>();
        int inPlace = 0;
        int kept = 0;
        int code = 0;
        for (String path : scan.files()) {
            if (rules.isSecret(PlaceRule.name(path))) {
                secrets.add(path + ": files of that name hold secrets");
                continue;
            }
            if (layout.isInPlace(path)) {
                inPlace++;
                continue;
            }
            Optional<PlaceRule> rule = layout.rule(path);
            if (rule.isEmpty()) {
                unknown.add(path);
            } else if (PlaceRule.name(path).startsWith(".") || rule.get().to().isEmpty()) {
                kept++;
            } else if (rule.get().isCode() && !withCode) {
                code++;
            } else {
                Optional<String> secret = texts.secret(path);
                if (secret.isPresent()) {
                    secrets.add(path + ": " + secret.get());
                    continue;
                }
                Suggestion suggestion = suggestion(rule.get(), path, destinations);
                suggestions.add(suggestion);
                if (there.contains(suggestion.destination())) {
                    taken.add(suggestion.destination());
                }
            }
        }
        return new Analysis(
                scan,
                MarkdownLinks.named(texts, scan.files(), suggestions),
                inPlace,
                kept,
                code,
                unknown,
                secrets,
                taken,
                layout.places().stream().filter(scan.folders()::contains).toList());
    }

    /** No two files get one place: names that differ in their case alone are one on many disks. */
    private static Suggestion suggestion(PlaceRule rule, String path, Set<String> destinations) {
        String to = rule.destination(path);
        if (!destinations.add(to.toLowerCase(Locale.ROOT))) {
            to = rule.otherDestination(path);
            for (int i = 2; !destinations.add(to.toLowerCase(Locale.ROOT)); i++) {
                int dot = path.lastIndexOf('.');
                int end = dot > path.lastIndexOf('/') ? dot : path.length();
                to = rule.otherDestination(path.substring(0, end) + "-" + i + path.substring(end));
            }
        }
        return new Suggestion(path, to, rule.what(), rule.confidence(), rule.because(), List.of());
    }

    /** @param links the links that the move would break, each as {@code FILE:LINE -> TARGET} */
    record Suggestion(
            String source,
            String destination,
            String what,
            PlaceRule.Confidence confidence,
            String because,
            List<String> links) {
        Suggestion withLinks(List<String> broken) {
            return new Suggestion(source, destination, what, confidence, because, broken);
        }
    }
}
