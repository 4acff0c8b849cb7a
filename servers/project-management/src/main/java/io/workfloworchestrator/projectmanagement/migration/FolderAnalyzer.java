package io.workfloworchestrator.projectmanagement.migration;

import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.projectmanagement.migration.MigrationRules.LayoutRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Looks at a folder and says what could go where. Changes nothing. */
final class FolderAnalyzer {
    private final ProjectFolder project;
    private final MigrationRules rules;
    private final LayoutRules layout;

    FolderAnalyzer(ProjectFolder project, MigrationRules rules, ProjectLayout layout) {
        this.project = project;
        this.rules = rules;
        this.layout = rules.layout(layout);
    }

    /** @param withCode whether the code and what configures its build are to be moved, too */
    Analysis analyze(boolean withCode) {
        FolderScan scan = FolderScan.of(project, rules::skips);
        FileTexts texts = new FileTexts(project);
        SecretFiles secretFiles = new SecretFiles(texts, rules);
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
                Optional<String> secret = secretFiles.why(path);
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
}
