package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.definition.PhaseDefinition;
import io.workfloworchestrator.definition.Shapes;
import io.workfloworchestrator.definition.StepDefinition;
import io.workfloworchestrator.definition.Templates;
import io.workfloworchestrator.definition.TrackDefinition;
import io.workfloworchestrator.detect.Detection;
import io.workfloworchestrator.detect.ScanFinding;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.rules.Condition;
import io.workfloworchestrator.rules.Fact;
import io.workfloworchestrator.rules.Facts;
import io.workfloworchestrator.rules.Reason;
import io.workfloworchestrator.rules.RuleException;
import io.workfloworchestrator.state.DiskChange;
import io.workfloworchestrator.workflow.WorkflowState.StepState;
import io.workfloworchestrator.workflow.WorkflowState.StepStatus;
import io.workfloworchestrator.workflow.WorkflowState.TrackedItem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Makes a state true to what was detected, without writing it. A step whose condition holds completes; one that completed
 * itself reopens when its condition no longer holds, until its phase is left; tracked items are updated. While a fact is not
 * known, a step stays as it is; while it is doubtful, no step completes ({@link Certainty}). Nothing is ever removed. Pure
 * functions.
 */
final class Settling {
    /** The actor of what the disk decides. */
    static final String DETECTED = DiskChange.DETECTED.actor();

    private static final int LONGEST_NOTE = 300;
    private static final int LONGEST_SOURCE = 120;

    /** Findings of places that were not looked at: an item there may still exist. */
    private static final Set<String> NOT_LOOKED_AT = Set.of("E_ENTRY_UNREADABLE", "E_SCAN_ENTRIES", "E_SCAN_DEPTH");

    private Settling() {}

    /** The settled state; {@code state} is the given one when nothing changed. */
    record Settled<T>(WorkflowState<T> state, List<String> changes, List<String> notes) {}

    /** @param assume puts assumptions over the facts; identity outside of simulations */
    static <T> Settled<T> settle(Seen seen, WorkflowState<T> given, Json data, UnaryOperator<Facts> assume) {
        Compiled compiled = seen.compiled();
        Detection detection = seen.detection();
        Instant now = seen.sight().now();
        WorkflowState<T> state = given;
        List<String> changes = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        Facts facts = assume.apply(new StateFacts(seen, state, data, ""));
        state = track(compiled, state, facts, detection.findings(), now, changes, notes);
        state = new ItemSettling(seen, changes, notes).settled(state, facts);
        // A step's condition may read other steps; in each round at least one step settles for good.
        for (int round = 0; round <= compiled.done.size(); round++) {
            Facts read = assume.apply(new StateFacts(seen, state, data, ""));
            int before = changes.size();
            state = steps(compiled, state, read, detection, now, changes, notes);
            if (changes.size() == before) {
                break;
            }
        }
        return new Settled<>(
                state, List.copyOf(changes), notes.stream().distinct().toList());
    }

    private static <T> WorkflowState<T> steps(
            Compiled compiled,
            WorkflowState<T> given,
            Facts facts,
            Detection detection,
            Instant now,
            List<String> changes,
            List<String> notes) {
        WorkflowState<T> state = given;
        for (PhaseDefinition phase : compiled.definition.phases()) {
            if (given.phaseState(phase.id()).left().isPresent()) {
                continue;
            }
            for (StepDefinition step : phase.steps()) {
                Condition done = compiled.done.get(step.id());
                StepState is = state.step(step.id());
                boolean complete = is.status() == StepStatus.COMPLETE;
                boolean ours = is.by().equals(Optional.of(DETECTED));
                if (done == null || is.status() == StepStatus.SKIPPED || (complete && !ours)) {
                    continue;
                }
                Reason reason = done.check(facts);
                Optional<Certainty.Doubt> doubt =
                        reason.holds() == complete ? Optional.empty() : Certainty.doubt(done, detection);
                if (reason.outcome() == Reason.Outcome.ERROR) {
                    notes.add("step \"" + step.id() + "\" cannot be decided: " + reason.message());
                } else if (doubt.isPresent() && doubt.get().unread()) {
                    notes.add("step \"" + step.id() + "\" stays " + is.status().word()
                            + ": something that its condition is about could not be read. See what was found odd.");
                } else if (doubt.isPresent() && reason.holds()) {
                    notes.add("step \"" + step.id() + "\" stays pending, though its condition holds: "
                            + doubt.get().what());
                } else if (reason.holds() && !complete) {
                    state = state.withStep(step.id(), complete(reason, now));
                    changes.add("step \"" + step.id() + "\" is complete: " + evidence(reason));
                } else if (!reason.holds() && complete) {
                    state = state.withStep(step.id(), StepState.PENDING);
                    changes.add("step \"" + step.id() + "\" is pending again: " + evidence(reason));
                }
            }
        }
        return state;
    }

    private static StepState complete(Reason reason, Instant now) {
        return new StepState(
                StepStatus.COMPLETE, Optional.of(now), Optional.of(DETECTED), Optional.of(evidence(reason)));
    }

    /** The facts that decided, shortened. */
    private static String evidence(Reason reason) {
        List<String> facts = reason.facts().stream()
                .filter(fact -> !fact.source().startsWith(StateFacts.FIXED))
                .map(Settling::inShort)
                .toList();
        return Names.fitting(facts.isEmpty() ? List.of(reason.text()) : facts, "; ", LONGEST_NOTE);
    }

    /** A fact with the first of its places; of many items their number is enough. */
    private static String inShort(Fact fact) {
        if (fact.path().startsWith("items.") && fact.value() instanceof List<?> items) {
            return fact.path() + " has " + items.size();
        }
        String source = Names.fitting(List.of(fact.source().split(", ")), ", ", LONGEST_SOURCE);
        return new Fact(fact.path(), fact.value(), source).toString();
    }

    private static <T> WorkflowState<T> track(
            Compiled compiled,
            WorkflowState<T> state,
            Facts facts,
            List<ScanFinding> findings,
            Instant now,
            List<String> changes,
            List<String> notes) {
        Map<String, Map<String, TrackedItem>> all = new LinkedHashMap<>(state.tracked());
        boolean changed = false;
        for (Map.Entry<String, TrackDefinition> entry :
                compiled.definition.track().entrySet()) {
            String name = entry.getKey();
            Map<String, TrackedItem> before = state.tracked().getOrDefault(name, Map.of());
            Optional<Map<String, Map<String, Json>>> seen = seen(compiled, name, entry.getValue(), facts, notes);
            if (seen.isEmpty()) {
                continue;
            }
            Map<String, TrackedItem> after = merged(name, before, seen.get(), findings, now, changes);
            if (!after.equals(before)) {
                all.put(name, after);
                changed = true;
            }
        }
        return changed ? state.withTracked(all) : state;
    }

    private static Map<String, TrackedItem> merged(
            String name,
            Map<String, TrackedItem> before,
            Map<String, Map<String, Json>> seen,
            List<ScanFinding> findings,
            Instant now,
            List<String> changes) {
        Map<String, TrackedItem> after = new LinkedHashMap<>(before);
        List<String> found = new ArrayList<>();
        List<String> other = new ArrayList<>();
        List<String> gone = new ArrayList<>();
        seen.forEach((key, fields) -> {
            TrackedItem old = before.get(key);
            if (old == null || old.missing().isPresent()) {
                found.add(key);
            } else if (!old.fields().equals(fields)) {
                other.add(key);
            } else {
                return;
            }
            after.put(key, new TrackedItem(fields, Optional.empty()));
        });
        before.forEach((key, old) -> {
            if (!seen.containsKey(key)
                    && old.missing().isEmpty()
                    && wasLookedFor(old.fields().get("path"), findings)) {
                gone.add(key);
                after.put(key, new TrackedItem(old.fields(), Optional.of(now)));
            }
        });
        say(changes, name, "found", found);
        say(changes, name, "changed", other);
        say(changes, name, "missing", gone);
        return after;
    }

    /** Whether the place of an item was looked at; an item without a known place may be anywhere. */
    static boolean wasLookedFor(@Nullable Json place, List<ScanFinding> findings) {
        String path = place instanceof Json.Str known ? known.text() : null;
        return findings.stream()
                .filter(finding -> NOT_LOOKED_AT.contains(finding.code()))
                .noneMatch(finding -> path == null
                        || finding.path().equals(".")
                        || finding.path().isEmpty()
                        || (path + "/").startsWith(finding.path() + "/"));
    }

    static void say(List<String> changes, String name, String what, List<String> keys) {
        if (!keys.isEmpty()) {
            changes.add(name + " " + what + ": "
                    + Names.fitting(keys.stream().sorted().toList(), ", ", LONGEST_NOTE));
        }
    }

    /** The elements by key; empty when the list cannot be evaluated, from which nothing follows. */
    private static Optional<Map<String, Map<String, Json>>> seen(
            Compiled compiled, String name, TrackDefinition track, Facts facts, List<String> notes) {
        try {
            Map<String, Map<String, Json>> seen = new LinkedHashMap<>();
            Object list = Objects.requireNonNull(compiled.track.get(name)).evaluate(facts);
            for (Object element : list instanceof List<?> l ? l : List.of()) {
                if (element instanceof Map<?, ?> map && map.get(track.key()) instanceof String key && fits(key)) {
                    seen.put(key, fields(map, track.keep()));
                }
            }
            return Optional.of(seen);
        } catch (RuleException e) {
            notes.add("\"" + name + "\" cannot be tracked: " + Templates.firstLine(e));
            return Optional.empty();
        }
    }

    /** Keys are written into state; lone surrogates and control characters cannot be. */
    static boolean fits(String key) {
        return !key.isEmpty()
                && key.length() <= 255
                && key.chars().noneMatch(c -> Character.isISOControl(c))
                && key.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
    }

    private static Map<String, Json> fields(Map<?, ?> element, List<String> keep) {
        Map<String, Json> fields = new LinkedHashMap<>();
        for (String field : keep) {
            @Nullable Object value = element.get(field);
            if (value != null) {
                fields.put(field, Shapes.json(value));
            }
        }
        return fields;
    }
}
