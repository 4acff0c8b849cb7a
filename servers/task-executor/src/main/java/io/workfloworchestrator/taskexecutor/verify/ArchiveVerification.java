package io.workfloworchestrator.taskexecutor.verify;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.workflow.Evidence;
import io.workfloworchestrator.workflow.Evidence.What;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemView;
import io.workfloworchestrator.workflow.WorkflowMoment;
import io.workfloworchestrator.workflow.WorkflowState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Looks at a whole workflow before it is archived: whether what was proved still holds, whether each constraint is confirmed, and
 * what the commands say that a project runs then, such as those for its standards. Thread-safe.
 */
public record ArchiveVerification(TaskVerification tools) {
    /** What was found; the commands, which take their time, last. */
    public List<Finding> findings(WorkflowMoment<Json> tasks) {
        DocumentationDuty duty =
                DocumentationDuty.of(tools.project, tasks.state().value());
        List<Finding> findings = new ArrayList<>();
        findings.add(
                new Finding("documentationUpdated", duty.isMet(), duty.blocks(), String.join(" ", duty.findings())));
        findings.addAll(evidence(tasks));
        findings.addAll(commands(tasks));
        return findings;
    }

    /** What the evidence of the tasks says: constraints, what failed, what is stale. */
    List<Finding> evidence(WorkflowMoment<Json> tasks) {
        List<ItemView> done =
                TaskItems.at(tasks).stream().filter(ItemView::isDone).toList();
        return Stream.concat(Stream.of(constraints(tasks.state().value(), done)), proofs(tasks, done).stream())
                .toList();
    }

    /** A constraint that some task broke holds the archive up; one that is not confirmed for each task that is done is told. */
    private static Finding constraints(WorkflowState<Json> state, List<ItemView> done) {
        Set<String> all = new LinkedHashSet<>(
                TaskItems.texts(state.data().at("constraints").orElse(Json.Null.VALUE)));
        done.forEach(view -> all.addAll(TaskFacts.of(state, view.item()).constraints()));
        List<String> broken = new ArrayList<>();
        List<String> open = new ArrayList<>();
        for (String constraint : all) {
            List<String> unconfirmed = new ArrayList<>();
            for (ItemView view : done) {
                if (TaskFacts.of(state, view.item()).constraints().contains(constraint)) {
                    Optional<Evidence> newest = newest(view.item(), constraint);
                    if (newest.isEmpty()) {
                        unconfirmed.add(TaskItems.number(view.item()));
                    } else if (!newest.get().isPassed()) {
                        broken.add("\"" + Shown.text(constraint) + "\" (task " + TaskItems.number(view.item()) + ")");
                    }
                }
            }
            if (!unconfirmed.isEmpty() || done.isEmpty()) {
                open.add(
                        "\"" + Shown.text(constraint) + "\"" + (done.isEmpty() ? "" : " (" + tasks(unconfirmed) + ")"));
            }
        }
        String message = (broken.isEmpty()
                        ? ""
                        : "Constraints that do not hold: " + Shown.names(broken) + ". Mend it, and confirm them by"
                                + " verify_task. ")
                + (open.isEmpty() ? "" : "Constraints that nobody confirmed: " + Shown.names(open) + ".");
        return new Finding("allConstraintsMet", broken.isEmpty() && open.isEmpty(), !broken.isEmpty(), message.strip());
    }

    private static String tasks(List<String> numbers) {
        return (numbers.size() == 1 ? "task " : "tasks ") + Shown.names(numbers);
    }

    private static Optional<Evidence> newest(Item task, String constraint) {
        return task.state().evidence().values().stream()
                .filter(one -> one.what() == What.CONSTRAINT)
                .filter(one -> one.command()
                        .filter(Assessment.subject(constraint)::equals)
                        .isPresent())
                .max(Comparator.comparing(Evidence::at));
    }

    /**
     * Proofs that are older than their files, and tasks for which an approved check never passed, are told. Empty where nothing was
     * proved, and nothing had to be: that is neither fresh nor stale.
     */
    private Optional<Finding> proofs(WorkflowMoment<Json> tasks, List<ItemView> done) {
        VerificationRules rules = VerificationRules.of(tools.project);
        List<String> stale = new ArrayList<>();
        List<String> unproved = new ArrayList<>();
        for (ItemView view : done) {
            TaskFacts facts = TaskFacts.of(tasks.state().value(), view.item());
            boolean isUnproved = tools.wanted(tasks.moment(), rules, facts).stream()
                    .filter(Assessment.Wanted::approved)
                    .anyMatch(one -> view.item().state().evidence().values().stream()
                            .noneMatch(each -> Assessment.isOf(each, one.check()) && each.isPassed()));
            if (isUnproved) {
                unproved.add(TaskItems.number(view.item()));
            }
            for (Evidence one : view.item().state().evidence().values()) {
                List<String> changed = view.changed(one);
                if (one.isPassed() && !changed.isEmpty()) {
                    stale.add("task " + TaskItems.number(view.item()) + " (" + Shown.names(changed) + ")");
                    break;
                }
            }
        }
        String old = stale.isEmpty() ? "" : "What was proved is older than its files: " + Shown.names(stale) + ".";
        String never = unproved.isEmpty() ? "" : "An approved check never passed for " + tasks(unproved) + ".";
        String message = (old + " " + never).strip();
        boolean isProved = done.stream()
                .flatMap(view -> view.item().state().evidence().values().stream())
                .anyMatch(Evidence::isPassed);
        return message.isEmpty() && !isProved
                ? Optional.empty()
                : Optional.of(new Finding(
                        "evidenceFresh",
                        message.isEmpty(),
                        false,
                        message.isEmpty() ? "" : message + " verify_task proves it."));
    }

    /** What the commands say that the project runs before a workflow is archived; it waits until they are at their end. */
    private List<Finding> commands(WorkflowMoment<Json> tasks) {
        String category = tasks.state()
                .value()
                .data()
                .at("context", "category")
                .flatMap(Json::asText)
                .orElse("");
        List<Finding> findings = new ArrayList<>();
        for (Check check : VerificationRules.of(tools.project).checks(Check.Stage.ARCHIVE, category)) {
            findings.add(tools.approvals.find(tasks.moment(), check).isPresent() ? run(check) : notApproved(check));
        }
        return findings;
    }

    private static Finding notApproved(Check check) {
        return new Finding(
                name(check),
                false,
                true,
                "The check " + check.name() + " has not run: nobody approved its command " + Shown.text(check.line())
                        + ". A person runs: workflow tasks approve " + check.name());
    }

    private Finding run(Check check) {
        Optional<CheckTurn> waited = CheckTurn.await(tools.project, check.name(), RunControl.WAITING);
        try (CheckTurn unused = waited.orElseThrow()) {
            CheckOutcome outcome = tools.runner.run(check, List.of(), RunControl.WAITING);
            List<String> said = new ArrayList<>(List.of("The check " + check.name() + " " + outcome.words() + "."));
            said.addAll(outcome.remarks());
            return new Finding(
                    name(check),
                    outcome.isPassed(),
                    true,
                    outcome.isPassed() ? "" : Shown.line(String.join(" ", said)));
        }
    }

    private static String name(Check check) {
        return "check." + check.name();
    }

    /**
     * What was found before a workflow is archived.
     *
     * @param name names what was looked at, such as {@code allConstraintsMet}
     * @param holds whether all is well
     * @param blocks whether it holds the archive up as long as it is not
     */
    public record Finding(String name, boolean holds, boolean blocks, String message) {}
}
