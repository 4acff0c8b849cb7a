package io.workfloworchestrator.taskexecutor.verify;

import io.workfloworchestrator.definition.KindDefinition;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.files.process.ProcessResult.End;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Done;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.taskexecutor.verify.TaskVerification.Verified;
import io.workfloworchestrator.workflow.Evidence;
import io.workfloworchestrator.workflow.Evidence.What;
import io.workfloworchestrator.workflow.EvidenceDraft;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemChanges;
import io.workfloworchestrator.workflow.ItemException;
import io.workfloworchestrator.workflow.ItemView;
import io.workfloworchestrator.workflow.Workflow;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.function.Function;

/**
 * One verification of one task. The fingerprints of the files that a check is about are taken before it runs: if somebody
 * edits one of them meanwhile, its outcome is stale at once, since nobody knows which content was proved. Not thread-safe.
 */
final class VerificationRun {
    private static final String COMPLETED = "completed";
    private static final String VERIFY = "verify";
    private static final String VERIFIED_AT = "verifiedAt";

    private final TaskVerification tools;
    private final Workflow<Json> workflow;
    private final Confirmations said;
    private final Revision token;
    /** The token by which the outcome is recorded. */
    private final Revision fence;

    private final Cause cause;
    /** Who verifies: the agent that calls, or else the client. */
    private final String agent;

    private final WorkflowMoment<Json> now;
    private final ItemView view;
    private final TaskFacts facts;
    private final VerificationRules.Requirement requirement;
    private final List<Assessment.Wanted> wanted;
    private final NavigableSet<String> changed;
    private final Coverage coverage;
    private final List<Evidence> fresh = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    VerificationRun(
            TaskVerification tools,
            Workflow<Json> workflow,
            String id,
            Confirmations said,
            Revision token,
            Cause cause) {
        this.tools = tools;
        this.workflow = workflow;
        this.said = said;
        this.token = token;
        this.cause = cause;
        this.agent = said.agent().orElse(cause.actor());
        this.now = workflow.now();
        this.view = task(now, id);
        // Its claim ended with the task, and whoever did it may still hold the token of it.
        this.fence = view.isDone() && !view.isHeld() ? Revision.NONE : token;
        this.facts = TaskFacts.of(now.state().value(), view.item());
        VerificationRules rules = VerificationRules.of(tools.project);
        this.requirement = rules.requirement(facts.category());
        this.wanted = tools.wanted(now.moment(), rules, facts);
        this.changed = tools.changedFiles.since(facts.begun());
        this.coverage = new Coverage(
                tools.project, facts, changed, draft -> workflow.items().evidence(draft, agent));
    }

    private static ItemView task(WorkflowMoment<Json> now, String id) {
        return now.item(id)
                .filter(found -> found.item().kind().equals(TaskItems.KIND))
                .orElseThrow(() -> new CodedException("E_TASK", "There is no task \"" + Shown.text(id) + "\"."));
    }

    Verified verified(RunControl control) {
        List<EvidenceDraft> confirmed = said.evidence(facts, token);
        requireWritable();
        confirmed.forEach(draft -> fresh.add(coverage.of(draft, List.of())));
        for (Assessment.Wanted one : wanted) {
            if (one.approved() && mustRun(one.check())) {
                run(one.check(), control).ifPresent(fresh::add);
            }
        }
        return record();
    }

    /** Nobody waits for checks whose outcome is refused then. */
    private void requireWritable() {
        try {
            view.requireWritable(agent, fence);
        } catch (ItemException e) {
            if (said.review().isEmpty()) {
                throw e;
            }
            throw new CodedException(
                    "E_REVIEW",
                    "Task " + facts.called() + " is not at its end: " + view.holder()
                            + " It is reviewed when that holder has completed it, or has given it back. Nothing was"
                            + " recorded.");
        }
    }

    /** What is proved and fresh need not be proved again, unless certain tests are asked for. */
    private boolean mustRun(Check check) {
        return !said.tests().isEmpty()
                || view.item().state().evidence().values().stream()
                        .filter(one -> Assessment.isOf(one, check))
                        .noneMatch(one -> one.isPassed() && view.changed(one).isEmpty());
    }

    private Optional<Evidence> run(Check check, RunControl control) {
        Optional<CheckTurn> waited = CheckTurn.await(tools.project, check.name(), control);
        try (CheckTurn unused = waited.orElseThrow(() -> calledOff(check))) {
            if (tools.approvals.find(check).isEmpty()) { // what it starts may have been changed while it waited
                remarks.add(check.name() + " did not run: its command changed while it waited for its turn.");
                return Optional.empty();
            }
            EvidenceDraft draft =
                    EvidenceDraft.of(What.COMMAND, "passed").verified().command(Assessment.subject(check.line()));
            Evidence before = coverage.of(draft, check.inFolder(check.covers()));
            Instant begun = time();
            CheckOutcome outcome = tools.runner.run(check, said.tests(), control);
            if (outcome.result().end() == End.CANCELLED) {
                throw calledOff(check);
            }
            remarks.addAll(outcome.remarks());
            if (!outcome.isEvidence()) {
                return Optional.empty();
            }
            tools.artifacts.write(facts, outcome, begun).ifPresent(remarks::add);
            return Optional.of(evidence(before, draft, outcome));
        }
    }

    private CodedException calledOff(Check check) {
        return new CodedException(
                "E_CANCELLED",
                "The verification of task " + facts.called() + " was called off while " + check.name()
                        + " ran. It was ended, and nothing was recorded.");
    }

    /** An exit code of 0 would speak for the task, whatever the reports say. */
    private Evidence evidence(Evidence before, EvidenceDraft draft, CheckOutcome outcome) {
        Optional<Integer> exit = outcome.result().exit().stream().boxed().findFirst();
        Evidence said = workflow.items().evidence(draft.output(outcome.result().output()), agent);
        return new Evidence(
                before.what(),
                before.level(),
                outcome.words(),
                before.command(),
                exit.filter(code -> (code == 0) == outcome.isPassed()),
                said.output(),
                before.covers(),
                before.files(),
                before.by(),
                time());
    }

    private Instant time() {
        return tools.clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private record Recorded(VerificationReport report, Item task) {}

    private Verified record() {
        ItemView latest = task(workflow.now(), view.item().id());
        Done<Recorded> done = tools.state.change(
                cause,
                recorded -> "verified task " + facts.called() + " of " + facts.name() + ": "
                        + recorded.report().status(),
                commit -> recorded(workflow.in(commit, agent), latest));
        return new Verified(
                done.result().report(), done.result().task(), done.commit().map(Commit::revision), done.moment());
    }

    private boolean hasTime() {
        KindDefinition kind = workflow.running().kinds().get(TaskItems.KIND);
        return kind != null && kind.fields().containsKey(VERIFIED_AT);
    }

    private Recorded recorded(ItemChanges items, ItemView latest) {
        String id = view.item().id();
        for (Evidence one : fresh) {
            items.renewEvidence(id, one, fence);
        }
        Item task = items.get(id);
        TaskFacts newest = TaskFacts.of(now.state().value(), task);
        Assessment assessment = new Assessment(newest, task.state().evidence().values(), latest::changed);
        remarks.forEach(assessment::remark);
        VerificationReport report = assessment.of(wanted, requirement, changed);
        if (report.isPassed() && task.status().equals(COMPLETED)) {
            task = items.move(id, VERIFY, fence);
            if (hasTime()) {
                task = items.edit(id, Json.object(Map.of(VERIFIED_AT, Json.of(time().toString()))), fence);
            }
        }
        return new Recorded(report, task);
    }

    /**
     * Chooses the files that evidence of a task is about. They are those that a check declares, else those that the task names, else
     * those that changed since it was begun. Where these are more than evidence may name, it is about those of them that
     * changed. For one verification, not thread-safe.
     *
     * @param fingerprints takes the fingerprints of the files of a draft
     */
    record Coverage(
            ProjectFolder project,
            TaskFacts facts,
            NavigableSet<String> changed,
            Function<EvidenceDraft, Evidence> fingerprints) {
        /** As many paths as evidence may name one by one. */
        private static final int MOST_FILES = 50;

        /** Evidence with the fingerprints that its files have now; without files if none can be named. */
        Evidence of(EvidenceDraft draft, List<String> declared) {
            List<String> patterns = declared.isEmpty() ? facts.files() : declared;
            List<String> existing = patterns.stream()
                    .filter(pattern -> !ProjectFiles.matching(project, pattern).isEmpty())
                    .toList();
            if (!existing.isEmpty()) {
                try {
                    return fingerprints.apply(draft.covering(existing.toArray(String[]::new)));
                } catch (ItemException e) {
                    return ofSome(draft, changedOf(existing));
                }
            }
            return ofSome(draft, changed);
        }

        private Collection<String> changedOf(List<String> patterns) {
            NavigableSet<String> all = ProjectFiles.matching(project, patterns);
            return changed.stream().filter(all::contains).toList();
        }

        /** Of single files each is tried, since git may ignore one of them. */
        private Evidence ofSome(EvidenceDraft draft, Collection<String> files) {
            List<String> present = new ArrayList<>();
            for (String file : files) {
                if (present.size() < MOST_FILES && project.exists(file)) {
                    present.add(file);
                }
            }
            while (!present.isEmpty()) {
                try {
                    return fingerprints.apply(draft.covering(present.toArray(String[]::new)));
                } catch (ItemException e) {
                    present = present.subList(0, present.size() / 2);
                }
            }
            return fingerprints.apply(draft);
        }
    }
}
