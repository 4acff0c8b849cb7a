package io.workfloworchestrator.specdriven.tasks;

import io.workfloworchestrator.documents.Markdown;
import io.workfloworchestrator.documents.Section;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.specdriven.documents.ConstitutionRules;
import io.workfloworchestrator.specdriven.guide.FeatureDocumentPaths;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemQuery;
import io.workfloworchestrator.workflow.ItemView;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What every task of a feature has to respect: its constraints, and what the constitution says. Pure functions. */
final class TaskConstraints {
    private static final int MOST = 50;
    private static final int LONGEST = 200;

    private TaskConstraints() {}

    static List<String> of(OpenProject project, Optional<WorkflowMoment<Json>> feature) {
        List<String> all = new ArrayList<>();
        feature.filter(now -> now.running().kinds().containsKey("requirement"))
                .ifPresent(now ->
                        now.items(ItemQuery.of("requirement").sort("number").limit(ItemQuery.MOST)).items().stream()
                                .map(ItemView::item)
                                .filter(item -> item.state().text("type").equals(Optional.of("constraint")))
                                .filter(item -> !item.status().equals("dropped"))
                                .forEach(item -> all.add(called(item))));
        FeatureDocumentPaths.of(project.workflow().project())
                .constitutionText()
                .ifPresent(text -> constitution(text, all));
        return all.stream()
                .map(line -> Words.clip(line, LONGEST))
                .distinct()
                .limit(MOST)
                .toList();
    }

    private static String called(Item requirement) {
        return requirement.number().map(number -> number + ": ").orElse("") + requirement.title();
    }

    private static void constitution(String text, List<String> all) {
        for (Section section : Markdown.of(text).sections(3)) {
            if (section.title().toLowerCase(Locale.ROOT).matches("article\\s+[ivxlc\\d]+\\b.*")) {
                all.add(section.title());
            }
        }
        all.addAll(ConstitutionRules.of(text));
    }
}
