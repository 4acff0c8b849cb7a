package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.specdriven.tasks.GoalFields;
import io.workfloworchestrator.specdriven.tasks.GoalRule;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.Transaction;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.WorkflowState;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells the goal that a workflow serves what becomes of it, in the commit that changes the workflow. What is written is what the planning
 * itself writes. The goal is completed by this only where the planning has {@link GoalRule}. For one commit; not thread-safe.
 */
final class GoalReport {
    private static final String RETROSPECTIVE = "retrospective";

    private final TaskWorkflows workflows;
    private final Transaction commit;
    private final Clock clock;
    private final String by;

    GoalReport(TaskWorkflows workflows, Transaction commit, Clock clock, String by) {
        this.workflows = workflows;
        this.commit = commit;
        this.clock = clock;
        this.by = by;
    }

    private Optional<Goals.Found> goal(WorkflowEntry entry) {
        return entry.goal().flatMap(name -> new Goals(workflows, commit, by).find(name));
    }

    /** A workflow for the goal begins. */
    void created(WorkflowEntry entry) {
        goal(entry).ifPresent(goal -> {
            Json.Obj fields = Json.Obj.EMPTY.with("workflow", Json.of(entry.name()));
            Item unused = goal.items().edit(goal.item().id(), fields, Revision.NONE);
            Goals.answer(goal, "take", "Carried out by the workflow " + entry.name() + ".");
        });
    }

    /**
     * A task of the workflow changed: the progress of its goal is the share of tasks that are done, over all workflows for it.
     *
     * @return what a person should know, each in a sentence
     */
    List<String> followed(WorkflowEntry entry) {
        return goal(entry)
                .filter(goal -> !GoalFields.isOver(goal.item(), goal.hasRule()))
                .map(this::follow)
                .orElse(List.of());
    }

    private List<String> follow(Goals.Found goal) {
        TaskProgress progress = progress(goal.item());
        List<String> told = new ArrayList<>();
        Item item = goal.item();
        boolean isNews = GoalFields.percent(item) != progress.percent();
        if (isNews) {
            Json.Obj fields = GoalFields.at(item, progress.percent(), LocalDate.now(clock));
            item = goal.items().edit(item.id(), fields, Revision.NONE);
        }
        boolean isBegun = progress.completed() > 0
                && (item.status().equals("not-started") || item.status().equals("planning"));
        if (isBegun) {
            item = goal.items().move(item.id(), "start", Revision.NONE);
        }
        Optional<String> settled =
                goal.hasRule() ? GoalRule.follow(goal.items(), item, progress.isComplete()) : Optional.empty();
        if (isNews) {
            told.add(GoalFields.told(goal.number(), progress.percent(), settled.isPresent()));
        }
        settled.ifPresent(told::add);
        if (progress.isComplete()) {
            Goals.answer(goal, "finish", "All tasks are done.");
        }
        return told;
    }

    /** Of all tasks in all workflows for a goal. */
    private TaskProgress progress(Item goal) {
        TaskProgress sum = new TaskProgress(0, 0, 0, 0);
        for (Item item : workflows.list.in(commit, by).all(WorkflowEntry.KIND)) {
            WorkflowEntry entry = new WorkflowEntry(item);
            boolean isFor = entry.goal()
                    .filter(name -> name.equals(goal.id())
                            || goal.number().filter(name::equalsIgnoreCase).isPresent())
                    .isPresent();
            if (isFor) {
                sum = commit.find(workflows.tasks(entry).key())
                        .map(TaskProgress::of)
                        .map(sum::plus)
                        .orElse(sum);
            }
        }
        return sum;
    }

    /** The workflow is archived: the goal's retrospective says how long it really took. */
    List<String> archived(WorkflowEntry entry, WorkflowState<Json> tasks) {
        return goal(entry)
                .map(goal -> {
                    String line = new WorkflowTimes(tasks, clock.instant()).toText(entry.name());
                    String text = goal.item()
                            .state()
                            .text(RETROSPECTIVE)
                            .map(String::strip)
                            .filter(before -> !before.isEmpty())
                            .map(before -> before + "\n\n" + line)
                            .orElse(line);
                    Json.Obj fields = Json.Obj.EMPTY.with(RETROSPECTIVE, Json.of(text));
                    Item unused = goal.items().edit(goal.item().id(), fields, Revision.NONE);
                    return List.of("It stands in the retrospective of " + goal.number() + ".");
                })
                .orElse(List.of());
    }
}
