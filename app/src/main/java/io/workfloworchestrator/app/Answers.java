package io.workfloworchestrator.app;

import io.workfloworchestrator.definition.Call;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonDiff;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.workflow.Missing;
import io.workfloworchestrator.workflow.NextStep;
import io.workfloworchestrator.workflow.NextSteps;
import io.workfloworchestrator.workflow.Simulation;
import io.workfloworchestrator.workflow.Why;
import io.workfloworchestrator.workflow.WorkflowStatus;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The answers as JSON; {@code docs/cli-json.md} is the contract, and fields are only ever added to it. */
final class Answers {
    private Answers() {}

    static Json.Obj of(WorkflowStatus status) {
        return Json.Obj.EMPTY
                .with("workflow", Json.of(status.workflow()))
                .with("id", Json.of(status.id()))
                .with("title", Json.of(status.title()))
                .with("phase", Json.of(status.phase()))
                .with("finished", Json.of(status.finished()))
                .with("progress", Json.of(status.progress()))
                .with("health", Json.of(status.health().word()))
                .with("concerns", Json.strings(status.concerns()))
                .with("phases", list(status.phases(), Answers::of))
                .with("revision", Json.of(status.revision().number()));
    }

    private static Json.Obj of(WorkflowStatus.Phase phase) {
        Json.Obj json = Json.Obj.EMPTY
                .with("id", Json.of(phase.id()))
                .with("title", Json.of(phase.title()))
                .with("status", Json.of(phase.status()))
                .with("steps", list(phase.steps(), Answers::of));
        if (phase.entered().isPresent()) {
            json = json.with("entered", Json.of(phase.entered().get().toString()));
        }
        return phase.left().isPresent()
                ? json.with("left", Json.of(phase.left().get().toString()))
                : json;
    }

    private static Json.Obj of(WorkflowStatus.Step step) {
        Json.Obj json = Json.Obj.EMPTY
                .with("id", Json.of(step.id()))
                .with("title", Json.of(step.title()))
                .with("status", Json.of(step.status()))
                .with("optional", Json.of(step.optional()));
        if (step.when().isPresent()) {
            json = json.with("when", Json.of(step.when().get().toString()));
        }
        return step.note().isPresent() ? json.with("note", Json.of(step.note().get())) : json;
    }

    static Json.Obj of(NextSteps next) {
        return Json.Obj.EMPTY
                .with("phase", Json.of(next.phase()))
                .with("progress", Json.of(next.progress()))
                .with("steps", list(next.steps(), Answers::of))
                .with("missing", list(next.missing(), Answers::of))
                .with("changes", Json.strings(next.changes()))
                .with("notes", Json.strings(next.notes()))
                .with("revision", Json.of(next.revision().number()));
    }

    static Json.Obj of(NextStep step) {
        Json.Obj json = Json.Obj.EMPTY
                .with("id", Json.of(step.id()))
                .with("priority", Json.of(step.priority()))
                .with("salience", Json.of(step.salience()))
                .with("action", Json.of(step.action()))
                .with("because", Json.of(step.because()));
        if (step.call().isPresent()) {
            json = json.with("call", of(step.call().get()));
        }
        return step.path().isPresent() ? json.with("path", Json.of(step.path().get())) : json;
    }

    static Json.Obj of(Missing missing) {
        Json.Obj json = Json.Obj.EMPTY.with("id", Json.of(missing.id())).with("what", Json.of(missing.what()));
        if (missing.call().isPresent()) {
            json = json.with("call", of(missing.call().get()));
        }
        if (missing.path().isPresent()) {
            json = json.with("path", Json.of(missing.path().get()));
        }
        return missing.also().isEmpty()
                ? json
                : json.with(
                        "also",
                        list(
                                missing.also(),
                                also -> Json.Obj.EMPTY
                                        .with("id", Json.of(also.id()))
                                        .with("what", Json.of(also.what()))));
    }

    static Json.Obj of(Call call) {
        return Json.Obj.EMPTY.with("tool", Json.of(call.tool())).with("params", value(call.params()));
    }

    static Json.Obj of(Why why) {
        return Json.Obj.EMPTY
                .with("id", Json.of(why.id()))
                .with("kind", Json.of(why.kind()))
                .with("title", Json.of(why.title()))
                .with("holds", Json.of(why.holds()))
                .with("summary", Json.of(why.summary()))
                .with("conditions", list(why.conditions(), Answers::of))
                .with("toChange", Json.strings(why.toChange()));
    }

    private static Json.Obj of(Why.Condition condition) {
        return Json.Obj.EMPTY
                .with("id", Json.of(condition.id()))
                .with("is", Json.of(condition.is()))
                .with("outcome", Json.of(condition.outcome()))
                .with(
                        "facts",
                        list(
                                condition.facts(),
                                fact -> Json.Obj.EMPTY
                                        .with("name", Json.of(fact.name()))
                                        .with("value", Json.of(fact.value()))
                                        .with("source", Json.of(fact.source()))));
    }

    static Json.Obj of(Commit commit) {
        Json.Obj json = Json.Obj.EMPTY
                .with("revision", Json.of(commit.revision().number()))
                .with("time", Json.of(commit.time().toString()))
                .with("actor", Json.of(commit.cause().actor()))
                .with("reason", Json.of(commit.cause().reason()))
                .with("keys", Json.strings(commit.keys()));
        return commit.cause().operation().isPresent()
                ? json.with("operation", Json.of(commit.cause().operation().get()))
                : json;
    }

    static Json.Obj of(JsonDiff diff) {
        Json.Obj json = Json.Obj.EMPTY.with("path", Json.of(diff.path()));
        if (diff.before().isPresent()) {
            json = json.with("before", diff.before().get());
        }
        return diff.after().isPresent() ? json.with("after", diff.after().get()) : json;
    }

    static Json.Obj of(Simulation simulation) {
        return Json.Obj.EMPTY
                .with("changes", Json.strings(simulation.changes()))
                .with("opened", Json.strings(simulation.opened()))
                .with("closed", Json.strings(simulation.closed()))
                .with("suggested", list(simulation.suggested(), Answers::of))
                .with("withdrawn", list(simulation.withdrawn(), Answers::of))
                .with("advances", Json.of(simulation.advances()));
    }

    static <E> Json.Arr list(Collection<E> elements, Function<E, Json> each) {
        return Json.array(elements.stream().map(each).toList());
    }

    /** A plain value of a tool's arguments. */
    private static Json value(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Json> fields = new TreeMap<>();
            map.forEach((key, each) -> fields.put(String.valueOf(key), each == null ? Json.Null.VALUE : value(each)));
            return Json.object(fields);
        }
        if (value instanceof List<?> list) {
            return list(list, each -> each == null ? Json.Null.VALUE : value(each));
        }
        if (value instanceof Boolean truth) {
            return Json.of(truth);
        }
        if (value instanceof Long number) {
            return Json.of(number);
        }
        return value instanceof Double number ? Json.of(number) : Json.of(String.valueOf(value));
    }
}
