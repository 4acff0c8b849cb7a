package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.KindDefinition;
import io.workfloworchestrator.definition.Shapes;
import io.workfloworchestrator.definition.Templates;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.SharedMap;
import io.workfloworchestrator.rules.Condition;
import io.workfloworchestrator.rules.Expression;
import io.workfloworchestrator.rules.Fact;
import io.workfloworchestrator.rules.Facts;
import io.workfloworchestrator.rules.RuleException;
import io.workfloworchestrator.rules.Type;
import io.workfloworchestrator.workflow.WorkflowState.StepState;
import io.workfloworchestrator.workflow.WorkflowState.StepStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Answers what would change if something were so, on a copy. */
record Simulating<T>(Looking<T> looking, Looking.Looked<T> looked) {
    private static final Pattern STEP = Pattern.compile("steps\\[[\"']([^\"']+)[\"']]\\.(status|done)");
    private static final Pattern ITEM =
            Pattern.compile("items\\.([^.\\[]+)\\.byId\\[[\"']([^\"']+)[\"']]\\.([^.\\[]+)");
    private static final int MOST = 200;

    Simulation simulate(Map<String, Object> assume) {
        WorkflowState<T> state = looked.snapshot().value();
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        for (Map.Entry<String, Object> entry : assume.entrySet()) {
            Object value = widened(entry.getValue());
            check(entry.getKey(), value);
            Matcher step = STEP.matcher(entry.getKey());
            if (entry.getKey().equals("phase")) {
                Transitions.require(looked.at().compiled.definition, String.valueOf(value));
                state = state.withPhase(String.valueOf(value), Map.of());
            } else if (ITEM.matcher(entry.getKey()).matches()) {
                state = item(state, entry.getKey(), value);
            } else if (step.matches()) {
                state = state.withStep(step.group(1), assumed(step.group(2), value));
            } else {
                facts.put(entry.getKey(), value);
            }
        }
        UnaryOperator<Facts> over = given -> {
            Facts with = given;
            for (Map.Entry<String, @Nullable Object> fact : facts.entrySet()) {
                with = with.with(new Fact(fact.getKey(), fact.getValue(), "assumed"));
            }
            return with;
        };
        List<String> changes = new ArrayList<>();
        return compare(looked.view(), looking.assuming(looked, state, over, changes), changes);
    }

    /** The state with another status or field of an item. What is computed of an item follows from these. */
    private WorkflowState<T> item(WorkflowState<T> state, String path, @Nullable Object value) {
        Matcher match = ITEM.matcher(path);
        boolean unused = match.matches();
        Item item = state.item(match.group(2)).orElseThrow(() -> NamedItem.unknown(state, match.group(2)));
        String field = match.group(3);
        if (field.equals("status")) {
            Instant since = item.state().since();
            return state.withItem(item.with(item.state().withStatus(String.valueOf(value), since)));
        }
        KindDefinition kind = looked.at().compiled.definition.kinds().get(item.kind());
        if (kind == null || !kind.fields().containsKey(field) && !field.equals(Item.TITLE)) {
            throw new WorkflowException(
                    "E_WORKFLOW_ASSUME",
                    "\"" + path + "\" follows from other things. Assume the item's status or a field of it.");
        }
        SharedMap<Json> fields = SharedMap.<Json>copyOf(item.state().fields()).with(field, Shapes.json(value));
        return state.withItem(
                item.with(item.state().withFields(fields, item.state().edited())));
    }

    private static StepState assumed(String field, @Nullable Object value) {
        boolean pending = field.equals("done") ? Boolean.FALSE.equals(value) : "pending".equals(value);
        StepStatus status =
                pending ? StepStatus.PENDING : "skipped".equals(value) ? StepStatus.SKIPPED : StepStatus.COMPLETE;
        return new StepState(status, Optional.empty(), Optional.of("assumed"), Optional.empty());
    }

    static Simulation compare(View now, View then, List<String> changes) {
        List<String> opened = new ArrayList<>();
        List<String> closed = new ArrayList<>();
        now.at.compiled.rules.gates.forEach((id, gate) -> {
            boolean before = gate.check(now.at.facts).holds();
            Condition later = then.at.compiled.rules.gates.get(id);
            boolean after = later != null && later.check(then.at.facts).holds();
            if (after && !before) {
                opened.add(id);
            } else if (before && later != null && !after) {
                closed.add(id);
            }
        });
        List<NextStep> before = now.advice.next(MOST);
        List<NextStep> after = then.advice.next(MOST);
        return new Simulation(
                List.copyOf(changes),
                List.copyOf(opened),
                List.copyOf(closed),
                without(after, before),
                without(before, after),
                !then.at.finished() && then.advice.missing().isEmpty());
    }

    private static List<NextStep> without(List<NextStep> steps, List<NextStep> known) {
        return steps.stream()
                .filter(s -> known.stream()
                        .noneMatch(
                                k -> k.action().equals(s.action()) && k.call().equals(s.call())))
                .toList();
    }

    private void check(String path, @Nullable Object value) {
        try {
            Type type =
                    Expression.compile(path, looked.at().compiled.rules.types).type();
            boolean fits = type == Type.DYN
                    || value == null
                    || (type == Type.BOOL && value instanceof Boolean)
                    || (type == Type.INT && value instanceof Long)
                    || (type == Type.DOUBLE && value instanceof Double)
                    || ((type == Type.STRING || type instanceof Type.OneOf) && value instanceof String)
                    || (type instanceof Type.ListOf && value instanceof List)
                    || ((type instanceof Type.MapOf || type instanceof Type.Struct) && value instanceof Map);
            if (!fits) {
                throw new WorkflowException(
                        "E_WORKFLOW_ASSUME", "\"" + path + "\" holds " + type + ", so it cannot be " + value + ".");
            }
        } catch (RuleException e) {
            throw new WorkflowException(
                    "E_WORKFLOW_ASSUME", "Nothing can be assumed of \"" + path + "\": " + Templates.firstLine(e));
        }
    }

    private static @Nullable Object widened(@Nullable Object value) {
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        return value instanceof Float f ? (Object) f.doubleValue() : value;
    }
}
