package io.workfloworchestrator.taskexecutor.verify;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemView;
import io.workfloworchestrator.workflow.Workflow;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether a task of an agent's own list may be marked as completed: it may, unless it names a task of ours that is neither completed
 * nor proved. The store stays the authority; the list of the agent is only asked to follow. Thread-safe.
 */
public record TaskGate(TaskVerification verification) {
    /** A name such as {@code login/3}, anywhere in the subject. */
    private static final Pattern NAMED = Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]{0,63})/([0-9]{1,6})\\b");

    /**
     * Why a task may not be marked as completed, for the agent that wants to; empty if it may. A task of ours is meant if its name,
     * {@code <workflow>/<number>}, or its id stands in the subject or the description, or if the subject is its title.
     */
    public Optional<String> refusal(ClaudeHook.Asked asked) {
        Moment now = verification.state.now();
        List<String> reasons = new ArrayList<>();
        for (String key : now.list(ActiveTasks.TYPE)) {
            Workflow<Json> workflow =
                    Workflow.of(verification.project, key, verification.state).open();
            WorkflowMoment<Json> tasks = workflow.in(now);
            meant(tasks, asked).flatMap(task -> refusal(tasks, task)).ifPresent(reasons::add);
        }
        return reasons.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", reasons));
    }

    private static Optional<ItemView> meant(WorkflowMoment<Json> tasks, ClaudeHook.Asked asked) {
        String name = tasks.state().value().id();
        String text = asked.subject() + "\n" + asked.description();
        List<String> numbers = NAMED.matcher(text)
                .results()
                .filter(named -> named.group(1).equals(name))
                .map(named -> named.group(2))
                .toList();
        String subject = plain(asked.subject());
        return TaskItems.at(tasks).stream()
                .filter(view -> isMeant(view.item(), numbers, text, subject))
                .findFirst();
    }

    private static boolean isMeant(Item task, List<String> numbers, String text, String subject) {
        return task.number().filter(numbers::contains).isPresent()
                || text.contains(task.id())
                || numbers.isEmpty() && plain(task.title()).equals(subject);
    }

    private static String plain(String title) {
        return title.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .strip();
    }

    private Optional<String> refusal(WorkflowMoment<Json> tasks, ItemView view) {
        Item task = view.item();
        String called =
                tasks.state().value().id() + "/" + TaskItems.number(task) + " \"" + Shown.text(task.title()) + "\"";
        if (!view.isFinal()) {
            return Optional.of("Task " + called + " is " + task.status()
                    + " in the shared state. Complete it there first: complete_task, with what proves it.");
        }
        if (!view.isDone()) {
            return Optional.empty(); // it was given up, so nothing need be proved
        }
        VerificationReport report = verification.assess(tasks, view, task);
        return report.isPassed() || !asksForProof(tasks, task)
                ? Optional.empty()
                : Optional.of("Task " + called + " is completed, but not proved: " + String.join(" ", report.concerns())
                        + " Call verify_task.");
    }

    /** Where a project asks for nothing, nothing holds a task up. */
    private boolean asksForProof(WorkflowMoment<Json> tasks, Item task) {
        TaskFacts facts = TaskFacts.of(tasks.state().value(), task);
        VerificationRules rules = VerificationRules.of(verification.project);
        boolean checked = !rules.proposed()
                && !rules.checks(Check.Stage.TASK, facts.category()).isEmpty();
        return checked
                || !facts.constraints().isEmpty()
                || facts.reviewer().isPresent()
                || rules.requirement(facts.category()).review();
    }
}
