package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.definition.PhaseDefinition;
import io.workfloworchestrator.definition.Shapes;
import io.workfloworchestrator.definition.StepDefinition;
import io.workfloworchestrator.definition.Templates;
import io.workfloworchestrator.definition.TrackDefinition;
import io.workfloworchestrator.detect.ScanFinding;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.rules.Condition;
import io.workfloworchestrator.rules.Expression;
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
 * itself reopens when its condition no longer holds, until its phase is left. While a fact is not known, a step stays as
 * it is; while it is doubtful, none completes ({@link Certainty}). One use per instance; not thread-safe.
 */
final class Settling {
    static final String DETECTED = DiskChange.DETECTED.actor();

    private static final int LONGEST_NOTE = 300;
    private static final int LONGEST_SOURCE = 120;

    /** Findings of places that were not looked at: an item there may still exist. */
    private static final Set<String> NOT_LOOKED_AT = Set.of("E_ENTRY_UNREADABLE", "E_SCAN_ENTRIES", "E_SCAN_DEPTH");

    private final Seen seen;
    private final Compiled compiled;
    private final List<ScanFinding> findings;
    private final Instant now;
    private final List<String> changes = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /** Whether the disk decided some of the changes, and not only the state. */
    private boolean isOfDisk;

    private Settling(Seen seen) {
        this.seen = seen;
        this.compiled = seen.compiled();
        this.findings = seen.detection().findings();
        this.now = seen.sight().now();
    }

    /**
     * The settled state; {@code state} is the given one when nothing changed.
     *
     * @param isOfDisk whether the disk decided some of the changes, and not only the state
     */
    record Settled<T>(WorkflowState<T> state, List<String> changes, List<String> notes, boolean isOfDisk) {}

    /** @param assume puts assumptions over the facts; identity outside of simulations */
    static <T> Settled<T> settle(Seen seen, WorkflowState<T> given, Json data, UnaryOperator<Facts> assume) {
        return new Settling(seen).settled(given, data, assume);
    }

    private <T> Settled<T> settled(WorkflowState<T> given, Json data, UnaryOperator<Facts> assume) {
        Facts facts = assume.apply(new StateFacts(seen, given, data, ""));
        WorkflowState<T> state = new ItemSettling(seen, changes, notes).settled(track(given, facts), facts);
        isOfDisk = !changes.isEmpty();
        // A step's condition may read other steps; in each round at least one step settles for good.
        for (int round = 0; round <= compiled.rules.done.size(); round++) {
            Facts read = assume.apply(new StateFacts(seen, state, data, ""));
            int before = changes.size();
            state = steps(state, read);
            if (changes.size() == before) {
                break;
            }
        }
        return new Settled<>(
                state, List.copyOf(changes), notes.stream().distinct().toList(), isOfDisk);
    }

    private <T> WorkflowState<T> steps(WorkflowState<T> given, Facts facts) {
        WorkflowState<T> state = given;
        for (PhaseDefinition phase : compiled.definition.phases()) {
            if (given.phaseState(phase.id()).left().isPresent()) {
                continue;
            }
            for (StepDefinition step : phase.steps()) {
                Condition done = compiled.rules.done.get(step.id());
                StepState is = state.step(step.id());
                boolean complete = is.status() == StepStatus.COMPLETE;
                boolean ours = is.by().equals(Optional.of(DETECTED));
                if (done == null || is.status() == StepStatus.SKIPPED || (complete && !ours)) {
                    continue;
                }
                Reason reason = done.check(facts);
                Optional<Certainty.Doubt> doubt =
                        reason.holds() == complete ? Optional.empty() : Certainty.doubt(done, seen.detection());
                if (reason.outcome() == Reason.Outcome.ERROR) {
                    notes.add("step \"" + step.id() + "\" cannot be decided: " + reason.sentence());
                } else if (doubt.isPresent() && doubt.get().unread()) {
                    notes.add("step \"" + step.id() + "\" stays " + is.status().word()
                            + ": something that its condition is about could not be read. See what was found odd.");
                } else if (doubt.isPresent() && reason.holds()) {
                    notes.add("step \"" + step.id() + "\" stays pending, though its condition holds: "
                            + doubt.get().what());
                } else if (reason.holds() && !complete) {
                    state = state.withStep(step.id(), complete(reason));
                    change(step, "is complete", reason);
                } else if (!reason.holds() && complete) {
                    state = state.withStep(step.id(), StepState.PENDING);
                    change(step, "is pending again", reason);
                }
            }
        }
        return state;
    }

    private void change(StepDefinition step, String what, Reason reason) {
        isOfDisk |= reason.facts().isEmpty() || reason.facts().stream().anyMatch(StateFacts::isOfDisk);
        changes.add("step \"" + step.id() + "\" " + what + ": " + evidence(reason));
    }

    private StepState complete(Reason reason) {
        return new StepState(
                StepStatus.COMPLETE, Optional.of(now), Optional.of(DETECTED), Optional.of(evidence(reason)));
    }

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

    private <T> WorkflowState<T> track(WorkflowState<T> state, Facts facts) {
        Map<String, Map<String, TrackedItem>> all = new LinkedHashMap<>(state.tracked());
        boolean changed = false;
        for (Map.Entry<String, TrackDefinition> entry :
                compiled.definition.track().entrySet()) {
            String name = entry.getKey();
            Map<String, TrackedItem> before = state.tracked().getOrDefault(name, Map.of());
            Optional<Map<String, Map<String, Json>>> tracked = tracked(name, entry.getValue(), facts);
            if (tracked.isEmpty()) {
                continue;
            }
            Map<String, TrackedItem> after = merged(name, before, tracked.get());
            if (!after.equals(before)) {
                all.put(name, after);
                changed = true;
            }
        }
        return changed ? state.withTracked(all) : state;
    }

    private Map<String, TrackedItem> merged(
            String name, Map<String, TrackedItem> before, Map<String, Map<String, Json>> tracked) {
        Map<String, TrackedItem> after = new LinkedHashMap<>(before);
        List<String> found = new ArrayList<>();
        List<String> other = new ArrayList<>();
        List<String> gone = new ArrayList<>();
        tracked.forEach((key, fields) -> {
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
            if (!tracked.containsKey(key)
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
    private Optional<Map<String, Map<String, Json>>> tracked(String name, TrackDefinition track, Facts facts) {
        try {
            Expression list = Objects.requireNonNull(compiled.rules.track.get(name));
            Map<String, Map<String, Json>> tracked = new LinkedHashMap<>();
            elements(list, track.key(), facts).forEach((key, map) -> tracked.put(key, fields(map, track.keep())));
            return Optional.of(tracked);
        } catch (RuleException e) {
            notes.add("\"" + name + "\" cannot be tracked: " + Templates.firstLine(e));
            return Optional.empty();
        }
    }

    /** The elements of a list, by the text in the field {@code key}; those without one are left out. */
    static Map<String, Map<?, ?>> elements(Expression list, String key, Facts facts) {
        Map<String, Map<?, ?>> elements = new LinkedHashMap<>();
        for (Object element : list.evaluate(facts) instanceof List<?> all ? all : List.of()) {
            if (element instanceof Map<?, ?> map && map.get(key) instanceof String text && fits(text)) {
                elements.put(text, map);
            }
        }
        return elements;
    }

    /** Keys are written into state; lone surrogates and control characters cannot be. */
    private static boolean fits(String key) {
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
