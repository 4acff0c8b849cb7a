package io.workfloworchestrator.app;

import io.workfloworchestrator.definition.Call;
import io.workfloworchestrator.definition.DefinitionChange;
import io.workfloworchestrator.definition.DefinitionProblem;
import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.RecordCodec;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.workflow.Missing;
import io.workfloworchestrator.workflow.NextStep;
import io.workfloworchestrator.workflow.NextSteps;
import io.workfloworchestrator.workflow.Simulation;
import io.workfloworchestrator.workflow.WorkflowStatus;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;

/** The answers as JSON; {@code docs/cli-json.md} is the contract, and fields are only ever added to it. */
final class Answers {
    private Answers() {}

    static Json.Obj at(Revision revision) {
        return Json.Obj.EMPTY.with("revision", revision.number());
    }

    static Json.Obj of(WorkflowStatus status) {
        return fields(WorkflowStatus.class, status)
                .with("health", status.health().word())
                .with("revision", status.revision().number());
    }

    static Json.Obj of(NextSteps next) {
        return at(next.revision())
                .with("phase", next.phase())
                .with("progress", next.progress())
                .with("steps", list(next.steps(), Answers::of))
                .with("missing", list(next.missing(), Answers::of))
                .with("changes", Json.strings(next.changes()))
                .with("notes", Json.strings(next.notes()));
    }

    static Json.Obj of(NextStep step) {
        Json.Obj json = Json.Obj.EMPTY
                .with("id", step.id())
                .with("priority", step.priority())
                .with("salience", step.salience())
                .with("action", step.action())
                .with("because", step.because());
        return with(json, "call", step.call().map(Answers::of)).with("path", step.path());
    }

    static Json.Obj of(Missing missing) {
        Json.Obj json = Json.Obj.EMPTY.with("id", missing.id()).with("what", missing.what());
        json = with(json, "call", missing.call().map(Answers::of)).with("path", missing.path());
        return missing.also().isEmpty() ? json : json.with("also", list(Missing.Also.class, missing.also()));
    }

    private static Json.Obj of(Call call) {
        return Json.Obj.EMPTY.with("tool", call.tool()).with("params", call.json());
    }

    static Json.Obj of(Commit commit) {
        return at(commit.revision())
                .with("time", commit.time().toString())
                .with("actor", commit.cause().actor())
                .with("reason", commit.cause().reason())
                .with("keys", Json.strings(commit.keys()))
                .with("operation", commit.cause().operation());
    }

    static Json.Obj of(WorkflowDefinition definition) {
        return Json.Obj.EMPTY
                .with("workflow", definition.type())
                .with("version", definition.version())
                .with("fingerprint", definition.fingerprint())
                .with("extends", definition.extended().map(WorkflowDefinition::type))
                .with("overrides", list(DefinitionChange.class, definition.overrides()));
    }

    static Json.Obj of(DefinitionProblem problem) {
        return fields(DefinitionProblem.class, problem).without("sourceLine");
    }

    static Json.Obj of(Simulation simulation) {
        return Json.Obj.EMPTY
                .with("changes", Json.strings(simulation.changes()))
                .with("opened", Json.strings(simulation.opened()))
                .with("closed", Json.strings(simulation.closed()))
                .with("suggested", list(simulation.suggested(), Answers::of))
                .with("withdrawn", list(simulation.withdrawn(), Answers::of))
                .with("advances", simulation.advances());
    }

    static <E> Json.Arr list(Collection<E> elements, Function<E, Json> each) {
        return Json.array(elements.stream().map(each).toList());
    }

    /** Records as they are, a field for each component. */
    static <R extends Record> Json.Arr list(Class<R> type, Collection<R> records) {
        return list(records, RecordCodec.of(type)::encode);
    }

    static <R extends Record> Json.Obj fields(Class<R> type, R value) {
        return RecordCodec.of(type).encode(value).asObject();
    }

    static Json.Obj with(Json.Obj json, String field, Optional<? extends Json> value) {
        return value.isPresent() ? json.with(field, value.get()) : json;
    }
}
