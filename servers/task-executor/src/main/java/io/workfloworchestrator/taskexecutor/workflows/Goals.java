package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.specdriven.tasks.GoalFields;
import io.workfloworchestrator.specdriven.tasks.GoalRule;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.Transaction;
import io.workfloworchestrator.taskexecutor.verify.TaskItems;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemChanges;
import io.workfloworchestrator.workflow.Workflow;
import io.workfloworchestrator.workflow.WorkflowState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * The goals in the planning of the project, which hear, in the commit that changes a workflow, what becomes of it. What is written is what
 * the planning itself writes. A goal is completed by this only where the planning has {@link GoalRule}. For one commit; not thread-safe.
 */
record Goals(TaskWorkflows workflows, Transaction commit, Clock clock, String by) {

    static final String GOAL = "goal";
    /** How the context of a call names a goal, or what was passed on of it. */
    static final String GOAL_ID = "goalId";

    static final String HANDOFF_ID = "handoffId";
    private static final String HANDOFF = "handoff";
    private static final String RETROSPECTIVE = "retrospective";

    /**
     * The planning of the project.
     *
     * @param hasHandoffs whether it passes work on
     * @param hasRule whether the last task completes a goal
     */
    private record Planning(ItemChanges items, boolean hasHandoffs, boolean hasRule) {
        Optional<Item> find(String name) {
            return items.all(GOAL).stream().filter(goal -> isNamed(goal, name)).findFirst();
        }

        Optional<Item> passedOn(String handoff) {
            return hasHandoffs
                    ? items.all(HANDOFF).stream()
                            .filter(one -> isNamed(one, handoff))
                            .findFirst()
                            .flatMap(one -> one.state().text(GOAL))
                            .flatMap(this::find)
                    : Optional.empty();
        }

        void edit(Item goal, String field, String text) {
            items.edit(goal.id(), Json.Obj.EMPTY.with(field, text), Revision.NONE);
        }
    }

    static boolean isNamed(Item item, String name) {
        return item.id().equals(name)
                || item.number().filter(name::equalsIgnoreCase).isPresent();
    }

    private Optional<Planning> planning() {
        for (String key : GoalFields.PLANNINGS) {
            if (commit.find(StateKey.json(key)).isPresent()) {
                Workflow<Json> planning = workflows.tasks(key);
                Set<String> kinds = planning.running().kinds().keySet();
                if (kinds.contains(GOAL)) {
                    return Optional.of(new Planning(
                            planning.in(commit, by), kinds.contains(HANDOFF), GoalRule.holds(commit, key)));
                }
            }
        }
        return Optional.empty();
    }

    private <R> Optional<R> with(WorkflowEntry entry, BiFunction<Planning, Item, R> then) {
        return entry.goal()
                .flatMap(name ->
                        planning().flatMap(planning -> planning.find(name).map(goal -> then.apply(planning, goal))));
    }

    /** The id of the goal of this id or number. Throws {@code E_GOAL} if the planning has none; it names the nearest. */
    String named(String given) {
        Optional<Planning> planning = planning();
        return planning.flatMap(some -> some.find(given.strip())).map(Item::id).orElseThrow(() -> {
            List<String> numbers = planning.stream()
                    .flatMap(some -> some.items().all(GOAL).stream())
                    .map(TaskItems::number)
                    .toList();
            return new TaskException(
                    "E_GOAL",
                    "There is no goal \"" + WorkflowName.shown(given) + "\" in the planning of this project."
                            + Names.hint(given, numbers) + " Nothing was changed.");
        });
    }

    /** The id of the goal that the context of a call means; empty if it names none, or one that is not in this planning. */
    Optional<String> meant(Json.Obj context) {
        return planning()
                .flatMap(planning -> context.text(GOAL_ID)
                        .map(String::strip)
                        .flatMap(planning::find)
                        .or(() -> context.text(HANDOFF_ID).map(String::strip).flatMap(planning::passedOn))
                        .map(Item::id));
    }

    void created(WorkflowEntry entry) {
        Optional<Item> unused = with(entry, (planning, goal) -> {
            planning.edit(goal, "workflow", entry.name());
            answer(planning, goal, "take", "Carried out by the workflow " + entry.name() + ".");
            return goal;
        });
    }

    private static void answer(Planning planning, Item goal, String move, String answer) {
        if (!planning.hasHandoffs()) {
            return;
        }
        String from = move.equals("take") ? "open" : "taken";
        for (Item handoff : planning.items().all(HANDOFF)) {
            boolean isMeant = handoff.state().text("what").equals(Optional.of("goal-to-tasks"))
                    && handoff.state().text(GOAL).equals(Optional.of(goal.id()))
                    && handoff.status().equals(from);
            if (isMeant) {
                planning.edit(handoff, "answer", answer);
                planning.items().move(handoff.id(), move, Revision.NONE);
            }
        }
    }

    /**
     * A task of the workflow changed: the progress of its goal is the share of tasks that are done, over all workflows for it. Gives what a
     * person should know, each in a sentence.
     */
    List<String> followed(WorkflowEntry entry) {
        return with(
                        entry,
                        (planning, goal) -> GoalFields.isOver(goal, planning.hasRule())
                                ? List.<String>of()
                                : follow(planning, goal))
                .orElse(List.of());
    }

    private List<String> follow(Planning planning, Item goal) {
        TaskProgress progress = progress(goal);
        int percent = progress.percent();
        Json.Obj fields = GoalFields.percent(goal) == percent
                ? Json.Obj.EMPTY
                : GoalFields.at(goal, percent, LocalDate.now(clock));
        List<String> told = GoalFields.follow(
                planning.items(), goal, fields, percent, progress.completed() > 0, planning.hasRule());
        if (progress.isComplete()) {
            answer(planning, goal, "finish", "All tasks are done.");
        }
        return told;
    }

    private TaskProgress progress(Item goal) {
        TaskProgress sum = new TaskProgress(0, 0, 0, 0);
        for (Item item : workflows.list.in(commit, by).all(WorkflowEntry.KIND)) {
            WorkflowEntry entry = new WorkflowEntry(item);
            if (entry.goal().filter(name -> isNamed(goal, name)).isPresent()) {
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
        return with(entry, (planning, goal) -> {
                    String line = new Times(tasks, clock.instant()).toText(entry.name());
                    String before =
                            goal.state().text(RETROSPECTIVE).map(String::strip).orElse("");
                    planning.edit(goal, RETROSPECTIVE, before.isEmpty() ? line : before + "\n\n" + line);
                    return List.of("It stands in the retrospective of " + TaskItems.number(goal) + ".");
                })
                .orElse(List.of());
    }

    /** How long a workflow took, beside what was estimated. Immutable and thread-safe. */
    private static final class Times {
        private final TaskProgress progress;
        private double estimated;
        private Duration worked = Duration.ZERO;
        private Instant first;
        private Instant last = Instant.EPOCH;

        Times(WorkflowState<Json> tasks, Instant now) {
            this.progress = TaskProgress.of(tasks);
            this.first = now;
            TaskItems.of(tasks).forEach(this::add);
        }

        private void add(Item task) {
            estimated += TaskItems.hours(task).orElse(0.0);
            Optional<Instant> started = TaskItems.time(task, "startedAt");
            Optional<Instant> completed = TaskItems.time(task, "completedAt");
            first = started.filter(first::isAfter).orElse(first);
            last = completed.filter(last::isBefore).orElse(last);
            if (started.isPresent() && completed.filter(started.get()::isBefore).isPresent()) {
                worked = worked.plus(Duration.between(started.get(), completed.get()));
            }
        }

        String toText(String name) {
            Duration took = last.isAfter(first) ? Duration.between(first, last) : Duration.ZERO;
            return "**Workflow " + name + ":** " + progress.toText() + ", " + progress.verified()
                    + " verified; estimated "
                    + hours(estimated) + ", worked " + hours(worked.toSeconds() / 3600.0) + " over all tasks, "
                    + hours(took.toSeconds() / 3600.0) + " from the first start to the last completion.";
        }

        private static String hours(double hours) {
            return String.format(Locale.ROOT, "%.1f h", hours);
        }
    }
}
