package io.workfloworchestrator.projectmanagement.completion;

import io.workfloworchestrator.documents.CheckItem;
import io.workfloworchestrator.documents.Markdown;
import io.workfloworchestrator.documents.Proposal;
import io.workfloworchestrator.documents.Templates;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.PlanningItems;
import io.workfloworchestrator.projectmanagement.handoff.GoalContext;
import io.workfloworchestrator.projectmanagement.handoff.Handoff;
import io.workfloworchestrator.projectmanagement.reports.ReportTools;
import io.workfloworchestrator.projectmanagement.reports.Seal;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemView;
import io.workfloworchestrator.workflow.Workflow;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The list of what is left to do before a project is wrapped up, as a Markdown file with boxes. What is known to be done is ticked,
 * and what people ticked in the file stays ticked when the list is made again.
 *
 * <p>The last line of the file holds a fingerprint of its text without the ticks. While it fits, people only ticked, and the file is
 * written anew; a file that somebody edited otherwise is left alone, and the new list is proposed beside it. Pure functions on a
 * project.
 */
final class Checklist {
    private static final Seal SEAL = Seal.ofMarkup(text -> text.replaceAll("(?m)^(\\s*[-*+] )\\[[xX ]]", "$1[ ]"));

    private Checklist() {}

    /** @param path the list; the proposal where the file was left alone */
    record Written(String path, int items, int ticked, String message) {}

    static Written write(Workflow<Json> planning, WorkflowMoment<Json> now, StateManager states, String path) {
        ProjectFolder project = planning.project();
        String fresh = Templates.beside(project, Checklist.class)
                .render("completion-checklist.md", value(planning, now, states));
        String text = project.exists(path) ? withTicks(fresh, project.readText(path, Markdown.MAX_BYTES)) : fresh;
        Proposal written = SEAL.write(project, path, text);
        List<CheckItem> items = Markdown.of(text).items();
        int ticked = (int) items.stream().filter(item -> isTicked(text, item)).count();
        return new Written(
                ReportTools.path(written),
                items.size(),
                ticked,
                written instanceof Proposal.Proposed beside
                        ? path + " is not ours, or was edited, and was left alone. The list is proposed in "
                                + beside.proposed() + ", with the ticks of that file."
                        : "The list is in " + path + "; what was ticked in it stays ticked.");
    }

    // ticks

    private static boolean isTicked(String text, CheckItem item) {
        return item.mark().of(text).equalsIgnoreCase("x");
    }

    /** The fresh list, with the boxes ticked that are ticked in the other one under the same words. */
    private static String withTicks(String fresh, String other) {
        Set<String> ticked = Markdown.of(other).items().stream()
                .filter(item -> isTicked(other, item))
                .map(item -> item.content().of(other).strip())
                .collect(Collectors.toSet());
        StringBuilder kept = new StringBuilder(fresh);
        for (CheckItem item : Markdown.of(fresh).items()) {
            if (ticked.contains(item.content().of(fresh).strip())) {
                kept.replace(item.mark().start(), item.mark().end(), "x");
            }
        }
        return kept.toString();
    }

    // what is on it

    private static Json value(Workflow<Json> planning, WorkflowMoment<Json> now, StateManager states) {
        List<Check> checks = Readiness.of(planning, now, states);
        List<ItemView> goals = PlanningItems.views(now, GoalContext.KIND);
        return Json.Obj.EMPTY
                .with("project", now.state().value().title())
                .with("goals", goals(goals))
                .with("validation", validation(goals))
                .with("documentation", documentation(checks, goals))
                .with("workflows", workflows(checks, now));
    }

    private static Json box(String text, boolean done) {
        return Json.Obj.EMPTY.with("text", text).with("done", done);
    }

    private static Json goals(List<ItemView> goals) {
        List<Json> boxes = new ArrayList<>();
        for (ItemView view : goals) {
            Item goal = view.item();
            String called = named(goal);
            switch (goal.status()) {
                case "potential" -> boxes.add(box(called + " is potential: pass it on, or drop it", false));
                case "shelved" -> boxes.add(box(called + " is shelved, and its text says why", hasLearned(goal)));
                case "implemented" -> boxes.add(box(called + " is archived with what was learned", hasLearned(goal)));
                case "completed" -> boxes.add(box(called + " is completed: archive it with what was learned", false));
                default -> boxes.add(box(called + " is " + goal.status() + ": complete it, or shelve it", false));
            }
        }
        return Json.array(boxes);
    }

    /** Not the number first: at the beginning of a box it would be the number of the box. */
    private static String named(Item goal) {
        return "Goal " + Readiness.called(goal);
    }

    private static boolean hasLearned(Item goal) {
        return goal.state()
                .text("retrospective")
                .filter(text -> !text.isBlank())
                .isPresent();
    }

    private static Json validation(List<ItemView> goals) {
        List<Json> boxes = new ArrayList<>();
        for (ItemView view : goals) {
            Item goal = view.item();
            if (!goal.status().equals("implemented") && !goal.status().equals("completed")) {
                continue;
            }
            boolean proved = view.item().state().evidence().values().stream()
                    .anyMatch(evidence ->
                            evidence.isPassed() && view.changed(evidence).isEmpty());
            List<Json> measures = goal.state()
                    .fields()
                    .getOrDefault("measures", Json.array(List.of()))
                    .asList();
            measures.forEach(measure ->
                    boxes.add(box(named(goal) + ": " + measure.asText().orElse(""), proved)));
            if (measures.isEmpty()) {
                boxes.add(box(named(goal) + " does what was asked", proved));
            }
        }
        return Json.array(boxes);
    }

    private static Json documentation(List<Check> checks, List<ItemView> goals) {
        List<Json> boxes = new ArrayList<>();
        Check documentation = named(checks, "documentation");
        List<String> marks = documentation.details().stream()
                .filter(detail -> detail.matches(".+:\\d+: .+"))
                .toList();
        boxes.add(box("Nothing in the documents is marked as left to do", marks.isEmpty()));
        Check.shown(marks).forEach(mark -> boxes.add(box("Settle " + mark, false)));
        goals.stream()
                .map(ItemView::item)
                .filter(goal -> goal.status().equals("implemented"))
                .forEach(goal -> boxes.add(box("The documentation covers " + Readiness.called(goal), false)));
        named(checks, "steps").blockers().forEach(blocker -> boxes.add(box(blocker.what(), false)));
        return Json.array(boxes);
    }

    private static Json workflows(List<Check> checks, WorkflowMoment<Json> now) {
        Check workflows = named(checks, "workflows");
        List<Json> boxes = new ArrayList<>();
        boxes.add(box("No workflow of tasks is left open", workflows.passed()));
        boxes.add(box(
                "Nothing is waiting for another server", Handoff.waiting(now).isEmpty()));
        workflows.blockers().forEach(blocker -> boxes.add(box(blocker.what(), false)));
        return Json.array(boxes);
    }

    private static Check named(List<Check> checks, String category) {
        return checks.stream()
                .filter(check -> check.category().equals(category))
                .findFirst()
                .orElseThrow();
    }
}
