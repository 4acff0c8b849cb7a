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
import java.util.List;
import java.util.Optional;

/**
 * Looks at a whole workflow before it is archived: whether what was proved still holds, whether each constraint is confirmed, and
 * what the commands say that a project runs then, such as those for its standards. Thread-safe.
 */
public final class ArchiveVerification {
    private final TaskVerification tools;

    /** @param tools verifies single tasks of the same project */
    public ArchiveVerification(TaskVerification tools) {
        this.tools = tools;
    }

    /** What the evidence of the tasks says: constraints, what failed, what is stale. */
    public List<ArchiveFinding> evidence(WorkflowMoment<Json> tasks) {
        List<ItemView> done = done(tasks);
        return List.of(constraints(tasks.state().value(), done), proofs(done));
    }

    private static List<ItemView> done(WorkflowMoment<Json> tasks) {
        WorkflowState<Json> state = tasks.state().value();
        List<ItemView> done = new ArrayList<>();
        for (String id : state.items(TaskVerification.KIND).keySet()) {
            tasks.item(id).filter(ItemView::isDone).ifPresent(done::add);
        }
        done.sort(Comparator.comparing(view -> view.item().state().order()));
        return done;
    }

    /** A constraint of the workflow that some task broke holds the archive up; one that nobody confirmed is told. */
    private static ArchiveFinding constraints(WorkflowState<Json> state, List<ItemView> done) {
        List<String> broken = new ArrayList<>();
        List<String> open = new ArrayList<>();
        for (String constraint : texts(state.data().at("constraints").orElse(Json.array(List.of())))) {
            boolean confirmed = false;
            for (ItemView view : done) {
                Optional<Evidence> newest = newest(view.item(), constraint);
                confirmed |= newest.filter(Evidence::isPassed).isPresent();
                if (newest.filter(one -> !one.isPassed()).isPresent()) {
                    broken.add("\"" + Shown.text(constraint) + "\" (task "
                            + view.item().number().orElse(view.item().id()) + ")");
                }
            }
            if (!confirmed) {
                open.add("\"" + Shown.text(constraint) + "\"");
            }
        }
        String message = (broken.isEmpty()
                        ? ""
                        : "Constraints that do not hold: " + Shown.names(broken) + ". Mend it, and confirm them by"
                                + " verify_task. ")
                + (open.isEmpty() ? "" : "Constraints that nobody confirmed: " + Shown.names(open) + ".");
        return new ArchiveFinding(
                "allConstraintsMet", broken.isEmpty() && open.isEmpty(), !broken.isEmpty(), message.strip());
    }

    private static List<String> texts(Json list) {
        return list.asList().stream().flatMap(text -> text.asText().stream()).toList();
    }

    private static Optional<Evidence> newest(Item task, String constraint) {
        return task.state().evidence().values().stream()
                .filter(one -> one.what() == What.CONSTRAINT)
                .filter(one -> one.command()
                        .filter(Assessment.subject(constraint)::equals)
                        .isPresent())
                .max(Comparator.comparing(Evidence::at));
    }

    private static ArchiveFinding proofs(List<ItemView> done) {
        List<String> stale = new ArrayList<>();
        for (ItemView view : done) {
            for (Evidence one : view.item().state().evidence().values()) {
                List<String> changed = view.changed(one);
                if (one.isPassed() && !changed.isEmpty()) {
                    stale.add("task " + view.item().number().orElse(view.item().id()) + " (" + Shown.names(changed)
                            + ")");
                    break;
                }
            }
        }
        return new ArchiveFinding(
                "evidenceFresh",
                stale.isEmpty(),
                false,
                stale.isEmpty()
                        ? ""
                        : "What was proved is older than its files: " + Shown.names(stale)
                                + ". verify_task proves it anew.");
    }

    /** What the commands say that the project runs before a workflow is archived; it waits until they are at their end. */
    public List<ArchiveFinding> commands(WorkflowMoment<Json> tasks) {
        String category = tasks.state()
                .value()
                .data()
                .at("context", "category")
                .flatMap(Json::asText)
                .orElse("");
        List<ArchiveFinding> findings = new ArrayList<>();
        for (Check check : VerificationRules.of(tools.project).checks(Check.Stage.ARCHIVE, category)) {
            findings.add(tools.approvals.find(tasks.moment(), check).isPresent() ? run(check) : notApproved(check));
        }
        return findings;
    }

    private static ArchiveFinding notApproved(Check check) {
        return new ArchiveFinding(
                name(check),
                false,
                true,
                "The check " + check.name() + " has not run: nobody approved its command " + Shown.text(check.line())
                        + ". A person runs: workflow tasks approve " + check.name());
    }

    private ArchiveFinding run(Check check) {
        Optional<CheckTurn> waited = CheckTurn.await(tools.project, check.name(), RunControl.WAITING);
        try (CheckTurn unused = waited.orElseThrow()) {
            CheckOutcome outcome = tools.runner.run(check, List.of(), RunControl.WAITING);
            List<String> said = new ArrayList<>(List.of("The check " + check.name() + " " + outcome.words() + "."));
            said.addAll(outcome.remarks());
            return new ArchiveFinding(
                    name(check),
                    outcome.isPassed(),
                    true,
                    outcome.isPassed() ? "" : Shown.line(String.join(" ", said)));
        }
    }

    private static String name(Check check) {
        return "check." + check.name();
    }
}
