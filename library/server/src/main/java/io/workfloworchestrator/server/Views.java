package io.workfloworchestrator.server;

import io.workfloworchestrator.definition.Call;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.spi.StateView.Notice;
import io.workfloworchestrator.workflow.Missing;
import io.workfloworchestrator.workflow.NextStep;
import io.workfloworchestrator.workflow.Why;
import io.workfloworchestrator.workflow.WorkflowMoment;
import io.workfloworchestrator.workflow.WorkflowState;
import io.workfloworchestrator.workflow.WorkflowStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Turns the library's answers into the tools' answers. */
final class Views {
    static final String NEXT_TOOL = "get_next_steps";

    private Views() {}

    /** The call to make; empty for work that is to be done by hand, because looking again does not do that work. */
    private static Optional<Call> tool(Optional<Call> call) {
        return call.filter(some -> !some.tool().equals(NEXT_TOOL));
    }

    static Answers.Action action(NextStep step) {
        Optional<Call> call = tool(step.call());
        return new Answers.Action(
                step.priority(),
                step.action(),
                step.because()
                        + call.map(one -> CallersPart.of(one.tool(), one.json().asObject()))
                                .orElse(""),
                call.map(Call::tool),
                call.map(Call::json),
                step.path(),
                step.id());
    }

    static Answers.Gap gap(Missing missing) {
        Optional<Call> call = tool(missing.call());
        return new Answers.Gap(
                missing.id(),
                missing.what(),
                call.map(Call::tool),
                call.map(Call::json),
                missing.path(),
                missing.also().stream().map(Missing.Also::toString).toList());
    }

    static String blocker(Missing missing) {
        StringBuilder line = new StringBuilder(missing.id() + ": " + missing.what());
        missing.also().forEach(also -> line.append(" Also ").append(also));
        return line.toString();
    }

    /** The workflow's notes, and the notices about the state's files. */
    static List<String> warnings(List<String> notes, Moment moment) {
        List<String> warnings = new ArrayList<>(notes);
        moment.notices().forEach(notice -> warnings.add(line(notice)));
        return List.copyOf(warnings);
    }

    static String line(Notice notice) {
        return notice.code() + " " + notice.path() + ": " + notice.message();
    }

    static Answers.Status status(OpenProject project, WorkflowMoment<Json> now, List<String> changes) {
        WorkflowStatus status = now.status();
        WorkflowState<Json> state = now.state().value();
        List<String> concerns = new ArrayList<>(warnings(status.concerns(), now.moment()));
        concerns.addAll(project.remarks());
        Map<String, Integer> goals = new TreeMap<>();
        state.tracked()
                .forEach((kind, items) -> goals.put(kind, (int) items.values().stream()
                        .filter(item -> item.missing().isEmpty())
                        .count()));
        return new Answers.Status(
                status.title(),
                project.root().toString(),
                status.phase(),
                status.currentStep(),
                status.progress() + "%",
                status.phases().stream()
                        .map(phase -> new Answers.Phase(
                                phase.id(),
                                phase.status(),
                                phase.done() + "/" + phase.steps().size() + " steps",
                                phase.entered(),
                                phase.left(),
                                phase.steps().stream()
                                        .map(step -> new Answers.Step(step.id(), step.title(), step.status()))
                                        .toList()))
                        .toList(),
                goals,
                status.health().word(),
                concerns,
                status.revision().number(),
                changes,
                Optional.of(counted(status.items())).filter(items -> !items.isEmpty()));
    }

    /** By kind and status; a status without items is left out. */
    private static Map<String, Map<String, Integer>> counted(List<WorkflowStatus.Items> kinds) {
        Map<String, Map<String, Integer>> counted = new LinkedHashMap<>();
        for (WorkflowStatus.Items kind : kinds) {
            Map<String, Integer> byStatus = new LinkedHashMap<>(kind.byStatus());
            byStatus.values().removeIf(count -> count == 0);
            counted.put(kind.kind(), byStatus);
        }
        return counted;
    }

    static Answers.Explained explained(Why why, long revision) {
        return new Answers.Explained(
                why.id(),
                why.kind(),
                why.holds(),
                why.summary(),
                why.conditions().stream()
                        .map(condition -> new Answers.Condition(
                                condition.id(),
                                condition.is(),
                                condition.outcome(),
                                condition.facts().stream()
                                        .map(fact -> new Answers.FactRead(fact.name(), fact.value(), fact.source()))
                                        .toList()))
                        .toList(),
                why.toChange(),
                revision);
    }

    /** The answer as text, for clients that show only text: it says everything that the answer has. */
    static String text(Answers.Explained explained) {
        List<Why.Condition> conditions = explained.conditions().stream()
                .map(condition -> new Why.Condition(
                        condition.id(),
                        condition.is(),
                        condition.outcome(),
                        condition.facts().stream()
                                .map(fact -> new Why.FactUsed(fact.name(), fact.value(), fact.source()))
                                .toList()))
                .toList();
        return new Why(
                        explained.id(),
                        explained.kind(),
                        explained.id(),
                        explained.holds(),
                        explained.summary(),
                        conditions,
                        explained.toChange())
                .toText();
    }

    /**
     * The reason without repetition. A commit for a change that was found on disk describes it in brief, then below
     * with its proof. If the part below repeats the whole brief part, it is enough.
     */
    private static String reason(String reason) {
        int end = reason.indexOf('\n');
        if (end < 0) {
            return reason;
        }
        String below = reason.substring(end + 1).strip();
        boolean again = Stream.of(reason.substring(0, end).split("; ")).allMatch(below::contains);
        return again ? below : reason;
    }

    static Answers.CommitLine line(Commit commit) {
        return new Answers.CommitLine(
                commit.revision().number(),
                commit.time(),
                commit.cause().actor(),
                reason(commit.cause().reason()),
                commit.keys());
    }
}
