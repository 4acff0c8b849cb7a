package io.workfloworchestrator.taskexecutor.verify;

import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.taskexecutor.command.CommandRun;
import io.workfloworchestrator.workflow.Evidence;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemView;
import io.workfloworchestrator.workflow.Workflow;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Verifies the tasks of a project: runs the checks that are for a task and that a person approved, records what came out and what
 * people confirm as evidence, and decides by it.
 *
 * <p>Thread-safe.
 */
public final class TaskVerification {
    final ProjectFolder project;
    final Clock clock;
    final Approvals approvals;
    final CheckRunner runner;
    final ChangedFiles changedFiles;
    final Artifacts artifacts;
    final StateManager state;

    /** The verification of the tasks of a project; its checks get a few of the variables of this process. */
    public TaskVerification(StateManager state, ProjectFolder project, Clock clock) {
        this.state = state;
        this.project = project;
        this.clock = clock;
        CommandRun commands = new CommandRun(System.getenv());
        this.approvals = new Approvals(state, project, clock);
        this.runner = new CheckRunner(project, commands);
        this.changedFiles = new ChangedFiles(project, commands, state::files);
        this.artifacts = new Artifacts(project);
    }

    /**
     * What a verification came to.
     *
     * @param task the task after it
     * @param commit the revision of the commit; empty if there was nothing to record
     * @param after the state as of it
     */
    public record Verified(VerificationReport report, Item task, Optional<Revision> commit, Moment after) {}

    /**
     * Whether a task is proved by the evidence that it has; runs no check.
     *
     * @param task how it stood at that moment
     * @param changed how it stands in the commit that changes it, if one does
     */
    public VerificationReport assess(WorkflowMoment<Json> now, ItemView task, Item changed) {
        VerificationRules rules = VerificationRules.of(project);
        TaskFacts facts = TaskFacts.of(now.state().value(), changed);
        VerificationRules.Requirement requirement = rules.requirement(facts.category());
        Collection<String> files = requirement.files() ? changedFiles.since(facts.begun()) : List.of();
        return new Assessment(facts, changed.state().evidence().values(), task::changed)
                .of(wanted(now.moment(), rules, facts), requirement, files);
    }

    /**
     * Verifies a task. What is proved already and fresh is not run again. If all speaks for a completed task, it is verified from
     * then on; whatever comes out is recorded, in one commit.
     *
     * @param token the token of the caller's claim; {@link Revision#NONE} without one
     * @throws io.workfloworchestrator.json.CodedException {@code E_TASK} if there is no such task, {@code E_CONSTRAINT} or {@code E_REVIEW} if what is confirmed does
     *     not fit, {@code E_CANCELLED} if nobody wants the outcome any more, {@code E_CHECK_FOLDER}
     * @throws io.workfloworchestrator.workflow.ItemException if somebody else holds the task
     */
    public Verified verify(
            Workflow<Json> workflow, String id, Confirmations said, Revision token, Cause cause, RunControl control) {
        return new VerificationRun(this, workflow, id, said, token, cause).verified(control);
    }

    /**
     * The newest outcome of each check of a task as an in-toto statement with the predicate test-result v0.1. Outcomes that are
     * about no file are left out, since a statement needs a subject.
     */
    public List<Json> statements(WorkflowMoment<Json> now, Item task) {
        TaskFacts facts = TaskFacts.of(now.state().value(), task);
        List<Json> statements = new ArrayList<>();
        for (Check check : VerificationRules.of(project).checks(Check.Stage.TASK, facts.category())) {
            task.state().evidence().values().stream()
                    .filter(one -> Assessment.isOf(one, check) && !one.files().isEmpty())
                    .max(Comparator.comparing(Evidence::at))
                    .ifPresent(one -> statements.add(InTotoStatement.of(check, one, artifacts.tests(facts, check))));
        }
        return statements;
    }

    /** The checks that are for a task, and whether each may run. */
    List<Assessment.Wanted> wanted(Moment now, VerificationRules rules, TaskFacts facts) {
        return rules.checks(Check.Stage.TASK, facts.category()).stream()
                .map(check ->
                        new Assessment.Wanted(check, approvals.find(now, check).isPresent()))
                .toList();
    }
}
