package io.workfloworchestrator.projectmanagement.migration;

import io.workfloworchestrator.files.PathRules;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.migration.MigrationRules.LayoutRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

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
    private static final int MOST_SHOWN = 20;

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
                layout.places().stream()
                        .distinct()
                        .filter(scan.folders()::contains)
                        .toList());
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

    Json toJson(LayoutVersion version, Supplier<Map<String, List<String>>> groups) {
        int files = scan().files().size();
        Json.Obj analysis = Json.Obj.EMPTY
                .with("totalFiles", files)
                .with("filesAnalyzed", files - unknown().size())
                .with("filesSkipped", scan().skipped())
                .with("suggested", suggestions().size())
                .with("inPlace", inPlace())
                .with("kept", kept())
                .with("codeThatStays", code());
        analysis = with(analysis, "secrets", secrets());
        analysis = with(analysis, "unreadable", scan().unreadable());
        analysis = with(analysis, "noRuleFor", unknown());
        if (!version.version().isEmpty()) {
            analysis = analysis.with("olderLayout", older(version, groups.get()));
        }
        return analysis;
    }

    private static Json older(LayoutVersion version, Map<String, List<String>> groups) {
        Map<String, Json> sizes = new LinkedHashMap<>();
        groups.forEach((group, goals) -> sizes.put(group, some(goals, MOST_SHOWN)));
        Json.Obj older = Json.Obj.EMPTY
                .with("version", version.version())
                .with("confidence", Math.round(version.confidence() * 100) / 100.0)
                .with("markers", Json.strings(version.markers()));
        return sizes.isEmpty() ? older : older.with("goalGroups", Json.object(sizes));
    }

    private static Json.Obj with(Json.Obj analysis, String name, List<String> lines) {
        return lines.isEmpty()
                ? analysis
                : analysis.with(name, some(lines, MOST_SHOWN)).with(name + "Total", lines.size());
    }

    private static Json some(List<String> lines, int most) {
        return Json.strings(lines.stream().limit(most).map(PathRules::show).toList());
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
