package io.workfloworchestrator.projectmanagement.completion;

import io.workfloworchestrator.definition.PhaseDefinition;
import io.workfloworchestrator.definition.StepDefinition;
import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.documents.DocumentException;
import io.workfloworchestrator.documents.Proposal;
import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.ToolException;
import io.workfloworchestrator.projectmanagement.Planning;
import io.workfloworchestrator.projectmanagement.reports.ReportTools;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Done;
import io.workfloworchestrator.state.Snapshot;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.workflow.Workflow;
import io.workfloworchestrator.workflow.WorkflowMoment;
import io.workfloworchestrator.workflow.WorkflowState;
import io.workfloworchestrator.workflow.WorkflowState.PhaseState;
import io.workfloworchestrator.workflow.WorkflowState.StepState;
import io.workfloworchestrator.workflow.WorkflowState.StepStatus;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Wraps a project up, once. One commit finishes the planning and keeps the report's text under the key {@value #KEY}; then the
 * report is written as a file. If that fails, the next call writes it from the state, so the two cannot disagree. For one call, not
 * thread-safe.
 */
record WrapUp(OpenProject project, Workflow<Json> planning, Clock clock, Cause cause) {
    static final String KEY = "project-report/main";
    private static final StateKey<Json> REPORT = StateKey.json(KEY);
    private static final String LEFT_OPEN = "open when the project was wrapped up";
    private static final int MOST_TRIES = 5;

    /**
     * What came of it.
     *
     * @param path the report's file; empty if it could not be written
     * @param warnings what was left open, and why a file could not be written
     */
    record Ended(
            Optional<String> path,
            boolean validated,
            List<String> warnings,
            String message,
            Optional<Commit> commit,
            WorkflowMoment<Json> after) {}

    Ended end(boolean skips, Optional<String> notes) {
        for (int attempt = 1; attempt <= MOST_TRIES; attempt++) {
            WorkflowMoment<Json> now = planning.now();
            Optional<Snapshot<Json>> before = now.moment().find(REPORT);
            if (before.isPresent() && isFinished(now)) {
                return again(now, before.get());
            }
            List<Check> checks = Readiness.of(planning, now, project.state());
            List<Check.Blocker> blockers =
                    checks.stream().flatMap(check -> check.blockers().stream()).toList();
            if (!blockers.isEmpty()) {
                requireAllowed(blockers, skips, notes);
            }
            Optional<Ended> ended = tried(now, blockers, notes);
            if (ended.isPresent()) {
                return ended.get();
            }
        }
        throw new ToolException("E_STATE_BUSY", "Others change the planning all the time. Call again.").retry();
    }

    private static boolean isFinished(WorkflowMoment<Json> now) {
        WorkflowState<Json> state = now.state().value();
        return state.phaseState(state.phase()).left().isPresent();
    }

    private static void requireAllowed(List<Check.Blocker> blockers, boolean skips, Optional<String> notes) {
        if (!skips) {
            throw notReady(blockers);
        }
        if (notes.filter(text -> !text.isBlank()).isEmpty()) {
            throw new ToolException(
                    "E_ARG_MISSING",
                    "skipValidation needs notes: say why the project ends with " + blockers.size()
                            + " things open. The report keeps it. Nothing was changed.");
        }
    }

    private static ToolException notReady(List<Check.Blocker> blockers) {
        int count = blockers.size();
        List<String> named =
                Check.shown(blockers.stream().map(Check.Blocker::what).toList());
        Check.Blocker first = blockers.get(0);
        String command = first instanceof Check.Blocker.ByCommand one ? " Run: " + one.command() : "";
        ToolException refused = new ToolException(
                "E_NOT_READY",
                (count == 1 ? "1 thing is" : count + " things are") + " in the way, and nothing was changed. "
                        + String.join(" ", named)
                        + " To end the project in spite of it, call with skipValidation and notes that say why."
                        + command);
        return first instanceof Check.Blocker.ByCall call ? refused.next(call.tool(), call.arguments()) : refused;
    }

    /** Empty if somebody changed the planning meanwhile: then the report would be about something else. */
    private Optional<Ended> tried(WorkflowMoment<Json> now, List<Check.Blocker> blockers, Optional<String> notes) {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<String> open = blockers.stream().map(Check.Blocker::what).toList();
        String text = CompletionReport.of(planning, now, at, clock.getZone(), open, notes);
        Json kept = Json.Obj.EMPTY
                .with("path", reportPath(planning))
                .with("at", at.toString())
                .with("by", cause.actor())
                .with("open", Json.strings(open))
                .with("text", text);
        Done<Boolean> done = project.state().change(cause.doing("wrapped up the project"), commit -> {
            WorkflowState<Json> state = commit.get(planning.key());
            if (!state.equals(now.state().value())) {
                return false;
            }
            commit.put(planning.key(), finished(planning.running(), state, at, cause.actor(), blockers.isEmpty()));
            commit.put(REPORT, kept);
            return true;
        });
        if (!done.result()) {
            return Optional.empty();
        }
        WorkflowMoment<Json> after = planning.in(done.moment());
        return Optional.of(
                published(kept, open, "The project is wrapped up.", blockers.isEmpty(), done.commit(), after));
    }

    private Ended again(WorkflowMoment<Json> now, Snapshot<Json> report) {
        String when = report.value().at("at").flatMap(Json::asText).orElse("");
        String who = report.value().at("by").flatMap(Json::asText).orElse("");
        List<String> open = report.value().asObject().texts("open");
        return published(
                report.value(),
                open,
                "The project was wrapped up already, at " + when + " by " + who
                        + (open.isEmpty()
                                ? ""
                                : ", with " + open.size() + (open.size() == 1 ? " thing open" : " things open"))
                        + "; nothing was changed.",
                open.isEmpty() && !isSettledOpen(now),
                Optional.empty(),
                now);
    }

    /** Whether the step that stands for the wrapping up was not completed. Older reports do not list what was left open. */
    private boolean isSettledOpen(WorkflowMoment<Json> now) {
        List<PhaseDefinition> phases = planning.running().phases();
        return phases.get(phases.size() - 1).steps().stream()
                .filter(Readiness::isWrappedUp)
                .map(step -> Optional.ofNullable(now.state().value().steps().get(step.id())))
                .anyMatch(step ->
                        step.flatMap(StepState::note).filter(LEFT_OPEN::equals).isPresent());
    }

    private Ended published(
            Json report,
            List<String> open,
            String message,
            boolean validated,
            Optional<Commit> commit,
            WorkflowMoment<Json> after) {
        String path = report.at("path").flatMap(Json::asText).orElseThrow();
        String text = report.at("text").flatMap(Json::asText).orElseThrow();
        Optional<String> at = Optional.empty();
        String where;
        try {
            Proposal written = Proposal.write(planning.project(), path, text);
            at = Optional.of(ReportTools.path(written));
            where = written instanceof Proposal.Proposed beside
                    ? " " + path + " was there and was left alone; the report is in " + beside.proposed() + "."
                    : " The report is in " + path + ".";
        } catch (PathException | DocumentException e) {
            where = " The report is kept in the state (" + KEY + "), but " + path + " could not be written: "
                    + e.getMessage() + " Mend that and call again.";
        }
        return new Ended(at, validated, Check.shown(open), message + where, commit, after);
    }

    static String reportPath(Workflow<Json> planning) {
        return Planning.paths(planning).getOrDefault("report", "PROJECT-COMPLETION-REPORT.md");
    }

    /** The state after the last phase was left: phases that were not left are left now, and pending steps are settled. */
    private static WorkflowState<Json> finished(
            WorkflowDefinition running, WorkflowState<Json> state, Instant at, String by, boolean validated) {
        List<PhaseDefinition> all = running.phases();
        PhaseDefinition last = all.get(all.size() - 1);
        Map<String, PhaseState> phases = new LinkedHashMap<>(state.phases());
        Map<String, StepState> steps = new LinkedHashMap<>(state.steps());
        for (PhaseDefinition phase : all) {
            boolean isLast = phase.equals(last);
            PhaseState is = state.phaseState(phase.id());
            if ((is.entered().isPresent() || isLast) && is.left().isEmpty()) {
                phases.put(
                        phase.id(), new PhaseState(is.entered().or(() -> Optional.of(at)), Optional.of(at), is.note()));
            }
            for (StepDefinition step : phase.steps()) {
                if (!state.isDone(step.id())) {
                    steps.put(step.id(), settled(isLast && validated && Readiness.isWrappedUp(step), at, by));
                }
            }
        }
        return new WorkflowState<>(
                state.workflow(),
                state.version(),
                state.id(),
                state.title(),
                last.id(),
                phases,
                steps,
                state.tracked(),
                state.data(),
                state.definition(),
                state.items(),
                state.removed());
    }

    private static StepState settled(boolean complete, Instant at, String by) {
        String note = complete ? "validated when the project was wrapped up" : LEFT_OPEN;
        return new StepState(
                complete ? StepStatus.COMPLETE : StepStatus.SKIPPED,
                Optional.of(at),
                Optional.of(by),
                Optional.of(note));
    }
}
