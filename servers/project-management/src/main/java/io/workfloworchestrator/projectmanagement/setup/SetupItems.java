package io.workfloworchestrator.projectmanagement.setup;

import io.workfloworchestrator.definition.FieldShape;
import io.workfloworchestrator.definition.KindDefinition;
import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.RecordCodec;
import io.workfloworchestrator.projectmanagement.PlanningItems;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemChanges;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Makes items of what was said: goals, stakeholders, milestones, of the kinds that the project's definition has. For one commit. */
final class SetupItems {
    static final String GOAL = "goal";
    static final String STAKEHOLDER = "stakeholder";
    static final String MILESTONE = "milestone";

    private final WorkflowDefinition definition;
    private final ItemChanges items;
    private final SetupState before;
    private final Map<String, String> made = new LinkedHashMap<>();

    SetupItems(WorkflowDefinition definition, ItemChanges items, SetupState before) {
        this.definition = definition;
        this.items = items;
        this.before = before;
    }

    /** The ids of all items that are of this set-up by now, by kind and what was said. */
    Map<String, String> made() {
        return made;
    }

    /** Potential goals, each after those that it needs; goals that are there already are left as they are. */
    void goals(RoadmapPlan plan, SetupRules.Windows rules) {
        Map<SetupGoal, String> ids = new LinkedHashMap<>();
        for (SetupGoal goal : plan.goals()) {
            List<String> needs = plan.needs().getOrDefault(goal, Set.of()).stream()
                    .flatMap(needed -> Optional.ofNullable(ids.get(needed)).stream())
                    .toList();
            add(GOAL, goal.text(), goal.title(), goalFields(goal, needs, rules)).ifPresent(id -> ids.put(goal, id));
        }
    }

    private static Json.Obj goalFields(SetupGoal goal, List<String> needs, SetupRules.Windows rules) {
        SetupRules.Effort effort = rules.efforts().get(goal.effort());
        Json.Obj fields = Json.Obj.EMPTY
                .with("title", goal.title())
                .with("description", goal.text())
                .with("context", "Said in the set-up: " + String.join(", ", goal.source()) + ".")
                .with("impact", level(goal.impact()))
                .with("impactReasoning", goal.impactReason())
                .with("effort", level(goal.effort()))
                .with("effortReasoning", goal.effortReason())
                .with("tier", goal.tier());
        fields = effort == null ? fields : fields.with("timeEstimate", effort.time());
        fields = goal.measures().isEmpty() ? fields : fields.with("measures", Json.strings(goal.measures()));
        return needs.isEmpty() ? fields : fields.with("needs", Json.strings(needs));
    }

    private static String level(String word) {
        return PlanningItems.capital(SetupGoal.level(word));
    }

    void stakeholders(List<Stakeholders.Stakeholder> all) {
        for (Stakeholders.Stakeholder one : all) {
            Json.Obj fields = Json.Obj.EMPTY
                    .with("title", SetupGoal.cut(one.name()))
                    .with("name", one.name())
                    .with("type", one.type())
                    .with("class", one.type())
                    .with("influence", level(one.influence()))
                    .with("interest", level(one.interest()))
                    .with("strategy", one.strategy().name())
                    .with("rhythm", one.strategy().rhythm());
            fields = one.concerns().isEmpty() ? fields : fields.with("concerns", Json.strings(one.concerns()));
            add(STAKEHOLDER, one.name(), SetupGoal.cut(one.name()), fields);
        }
    }

    /** Milestones, each after those with goals that its own goals need. */
    void milestones(RoadmapPlan plan) {
        Map<SetupGoal, String> reachedBy = new LinkedHashMap<>();
        for (RoadmapPlan.Phase phase : plan.phases()) {
            for (RoadmapPlan.Milestone milestone : phase.milestones()) {
                String day = milestone.day().toString();
                List<String> goals = milestone.goals().stream()
                        .flatMap(goal -> Optional.ofNullable(made.get(key(GOAL, goal.text()))).stream())
                        .toList();
                Json.Obj fields = Json.Obj.EMPTY
                        .with("title", milestone.name())
                        .with("description", milestone.id() + " of the phase " + phase.name())
                        .with("phase", phase.name())
                        .with("due", day)
                        .with("target", day)
                        .with("date", day)
                        .with("goals", Json.strings(goals));
                List<String> before = milestone.goals().stream()
                        .flatMap(goal -> plan.needs().getOrDefault(goal, Set.of()).stream())
                        .flatMap(needed -> Optional.ofNullable(reachedBy.get(needed)).stream())
                        .distinct()
                        .toList();
                fields = before.isEmpty() ? fields : fields.with("needs", Json.strings(before));
                add(MILESTONE, milestone.name(), milestone.name(), fields)
                        .ifPresent(id -> milestone.goals().forEach(goal -> reachedBy.put(goal, id)));
            }
        }
    }

    private static String key(String kind, String said) {
        return kind + ":" + said;
    }

    /** Adds an item unless this set-up made it before, or one of that name is there; empty if there is no such kind. */
    private Optional<String> add(String kind, String said, String title, Json.Obj fields) {
        Optional<KindDefinition> described = definition.kind(kind);
        if (described.isEmpty()) {
            return Optional.empty();
        }
        String key = key(kind, said);
        Optional<String> known = Optional.ofNullable(before.items().get(key))
                .or(() -> Optional.ofNullable(made.get(key)))
                .or(() -> named(kind, title));
        String id = known.orElseGet(
                () -> items.add(kind, declared(described.get(), fields)).id());
        made.put(key, id);
        return items.find(id).isPresent() ? Optional.of(id) : Optional.empty();
    }

    private Optional<String> named(String kind, String title) {
        return items.all(kind).stream()
                .filter(item -> item.title()
                        .toLowerCase(Locale.ROOT)
                        .strip()
                        .equals(title.toLowerCase(Locale.ROOT).strip()))
                .map(Item::id)
                .findFirst();
    }

    /** The fields that the kind declares, and that may hold such a value. */
    private static Json.Obj declared(KindDefinition kind, Json.Obj fields) {
        Json.Obj declared = Json.Obj.EMPTY;
        for (String name : fields.keys()) {
            FieldShape shape = kind.fields().get(name);
            Json value = fields.find(name).orElseThrow();
            boolean isList = value instanceof Json.Arr;
            if (shape != null && shape.type() == (isList ? FieldShape.Type.LIST : FieldShape.Type.STRING)) {
                declared = declared.with(name, value);
            }
        }
        return declared;
    }

    /**
     * What came of a set-up, as the shared state keeps it under {@code setup/main}: so a second finish adds nothing twice, also where a
     * person renamed or removed an item since. Immutable.
     *
     * @param items the ids of the items that were made, by kind and what was said, such as {@code goal:Build a portal}
     */
    record SetupState(Optional<Instant> finished, Map<String, String> items) {
        static final StateKey<SetupState> KEY = StateKey.of("setup/main", RecordCodec.of(SetupState.class));

        static final SetupState EMPTY = new SetupState(Optional.empty(), Map.of());

        SetupState {
            items = Collections.unmodifiableMap(new TreeMap<>(items));
        }

        SetupState with(Map<String, String> made) {
            Map<String, String> all = new TreeMap<>(items);
            all.putAll(made);
            return new SetupState(finished, all);
        }

        SetupState finishedAt(Instant now) {
            return new SetupState(finished.isPresent() ? finished : Optional.of(now), items);
        }
    }
}
