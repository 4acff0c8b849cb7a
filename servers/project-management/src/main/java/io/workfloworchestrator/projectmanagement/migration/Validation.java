package io.workfloworchestrator.projectmanagement.migration;

import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.migration.Finding.Severity;
import io.workfloworchestrator.state.spi.StateView.Notice;
import io.workfloworchestrator.workflow.Item;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** One look at a project by all checks that somebody asked for. Changes nothing; not thread-safe. */
final class Validation {
    static final List<String> CHECKS = List.of(
            StructureCheck.NAME,
            FrontMatterCheck.NAME,
            ResourceIndexCheck.NAME,
            GoalsCheck.NAME,
            StepsCheck.NAME,
            DocumentsCheck.NAME);

    private final MigrationRules.LayoutRules places;
    private final StructureCheck structure;
    private final FrontMatterCheck frontMatter;
    private final StepsCheck steps;
    private final Map<String, List<Finding>> found = new LinkedHashMap<>();

    record FromState(List<Item> goals, Predicate<String> hasItems, List<Notice> notices) {}

    /** @throws CodedException {@code E_VALIDATE_CHECK} if there is no such check */
    Validation(ProjectFolder project, ProjectLayout layout, List<String> asked, FromState state) {
        Set<String> checks = named(asked);
        MigrationRules migration = MigrationRules.of(project);
        ValidationRules rules = ValidationRules.of(project, layout);
        CheckedFiles files = new CheckedFiles(project, FolderScan.of(project, migration::skips));
        this.places = migration.layout(layout);
        this.structure = new StructureCheck(files, rules);
        this.frontMatter = new FrontMatterCheck(files, rules);
        this.steps = new StepsCheck(files, rules, state.hasItems());
        for (String check : CHECKS) {
            if (checks.contains(check)) {
                found.put(
                        check,
                        switch (check) {
                            case StructureCheck.NAME -> structure.findings(places);
                            case FrontMatterCheck.NAME -> frontMatter.findings();
                            case ResourceIndexCheck.NAME -> new ResourceIndexCheck(files, rules).findings();
                            case GoalsCheck.NAME -> new GoalsCheck(files, rules, state.goals()).findings();
                            case StepsCheck.NAME -> steps.findings();
                            default ->
                                new DocumentsCheck(files, state.notices(), layout.ofPlanning(places.places()))
                                        .findings();
                        });
            }
        }
    }

    private static Set<String> named(List<String> asked) {
        Set<String> checks = new LinkedHashSet<>();
        for (String given : asked.isEmpty() ? List.of("all") : asked) {
            String word = given.strip().toLowerCase(Locale.ROOT);
            if (word.equals("all")) {
                checks.addAll(CHECKS);
            } else if (CHECKS.contains(word)) {
                checks.add(word);
            } else {
                List<String> known = new ArrayList<>(CHECKS);
                known.add("all");
                throw new CodedException(
                        "E_VALIDATE_CHECK",
                        "There is no check \"" + given.strip() + "\"." + Names.hint(word, known)
                                + " Nothing was checked.");
            }
        }
        return checks;
    }

    List<Finding> findings() {
        List<Finding> all = new ArrayList<>();
        found.values().forEach(all::addAll);
        all.sort((one, other) -> one.severity().compareTo(other.severity()));
        return all;
    }

    long count(Severity severity) {
        return findings().stream().filter(one -> one.severity() == severity).count();
    }

    StructureCheck structure() {
        return structure;
    }

    FrontMatterCheck frontMatter() {
        return frontMatter;
    }

    boolean has(String check) {
        return found.containsKey(check);
    }

    Json.Obj checks(int most) {
        Json.Obj checks = Json.Obj.EMPTY;
        for (Map.Entry<String, List<Finding>> check : found.entrySet()) {
            long issues = check.getValue().stream()
                    .filter(one -> one.severity() != Severity.INFO)
                    .count();
            boolean isSteps = check.getKey().equals(StepsCheck.NAME);
            Json.Obj said = Json.Obj.EMPTY
                    .with("passed", isSteps ? steps.isEnough() : issues == 0)
                    .with("findings", check.getValue().size());
            if (isSteps) {
                said = said.with("completionPercentage", steps.percent());
            } else if (check.getKey().equals(StructureCheck.NAME)) {
                said = said.with("missingFolders", some(structure.missingFolders(), most))
                        .with("missingRootFiles", some(structure.missingFiles(), most))
                        .with("unexpectedItems", some(structure.unexpected(places), most));
            }
            checks = checks.with(check.getKey(), said);
        }
        return checks;
    }

    private static Json some(List<String> names, int most) {
        return Json.strings(names.stream().limit(most).toList());
    }
}
