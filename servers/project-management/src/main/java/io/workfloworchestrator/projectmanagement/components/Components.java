package io.workfloworchestrator.projectmanagement.components;

import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.projectmanagement.Clipped;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemChanges;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The components of a project inside of one commit: everything that one call changes, or nothing. A component is named by its
 * name, in any case, or by its id. Each change leaves a line in the log of the component. Valid only inside of that commit.
 */
record Components(ItemChanges items, LocalDate today) {
    static final String KIND = "component";

    private static final int LONGEST_SHOWN = 60;
    private static final int LONGEST_TEXT = 2_000;
    private static final int MOST_ELEMENTS = 40;

    /** @throws ComponentException {@code E_COMPONENT} if there is none */
    Item named(String name) {
        return named(items.all(KIND), name);
    }

    /** The component that is meant among these; throws as {@link #named(String)}. */
    static Item named(List<Item> all, String name) {
        String wanted = name.strip();
        return find(all, wanted)
                .or(() -> all.stream().filter(one -> one.id().equals(wanted)).findFirst())
                .orElseThrow(() -> new ComponentException(
                        "E_COMPONENT",
                        "There is no component \"" + Words.clip(wanted, LONGEST_SHOWN) + "\"."
                                + (all.isEmpty()
                                        ? " There are none yet: make one with create_component."
                                        : Names.hint(
                                                wanted,
                                                all.stream().map(Item::title).toList()))));
    }

    private static Optional<Item> find(List<Item> all, String name) {
        return all.stream()
                .filter(one -> one.title().equals(name))
                .findFirst()
                .or(() -> all.stream()
                        .filter(one -> one.title().equalsIgnoreCase(name))
                        .findFirst());
    }

    private String free(String given) {
        String name = ComponentFields.name(given);
        find(items.all(KIND), name).ifPresent(taken -> {
            throw new ComponentException(
                    "E_COMPONENT_EXISTS",
                    "There is a component \"" + taken.title() + "\" already, in stage " + stage(taken)
                            + ". Change that one with update_component, or choose another name.");
        });
        return name;
    }

    static Stage stage(Item component) {
        return Stage.of(component.status());
    }

    static Json.Obj brief(Item component) {
        return Json.Obj.EMPTY
                .with("id", component.id())
                .with("name", component.title())
                .with("stage", stage(component).name());
    }

    /** A component as answers show it; of long texts and lists only the beginning, so that an answer has a bound. */
    static Json.Obj whole(Item component) {
        Json.Obj shown = brief(component);
        Json.Obj fields = Json.object(component.state().fields())
                .without(ComponentFields.TITLE)
                .without(ComponentFields.LOG);
        for (String field : fields.keys()) {
            Json value = fields.find(field).orElseThrow();
            shown = shown.with(field, Clipped.of(value, MOST_ELEMENTS, text -> Words.clip(text, LONGEST_TEXT)));
        }
        return shown.with("createdAt", component.state().created().toString())
                .with("updatedAt", component.state().changed().toString());
    }

    /** A new component in a stage; throws {@code E_COMPONENT_NAME} and {@code E_COMPONENT_EXISTS}. */
    Item create(String given, Stage stage, ComponentFields fields, String logged) {
        String name = free(given);
        Json.Obj all = withoutEmpty(fields.toFields())
                .with(ComponentFields.TITLE, name)
                .with(ComponentFields.LOG, Json.strings(List.of(entry(name, logged))));
        Item added = items.add(KIND, all);
        return stage == Stage.EXPLORING ? added : items.move(added.id(), stage.move, Revision.NONE);
    }

    private static Json.Obj withoutEmpty(Json.Obj fields) {
        Json.Obj some = fields;
        for (String name : fields.keys()) {
            boolean isEmpty = fields.text(name).filter(String::isEmpty).isPresent()
                    || fields.get(name) instanceof Json.Arr list
                            && list.elements().isEmpty();
            some = isEmpty ? some.without(name) : some;
        }
        return some;
    }

    /** What is different afterwards is returned as the names of the fields. */
    List<String> update(Item component, Optional<String> newName, ComponentFields given) {
        Json.Obj fields = given.toFields();
        if (newName.isPresent() && !newName.get().strip().equals(component.title())) {
            String name = newName.get().strip().equalsIgnoreCase(component.title())
                    ? ComponentFields.name(newName.get())
                    : free(newName.get());
            fields = fields.with(ComponentFields.TITLE, name);
        }
        List<String> changed = new ArrayList<>();
        for (String field : fields.keys()) {
            Json value = fields.find(field).orElseThrow();
            Json had = component.state().fields().get(field);
            boolean isEmpty = withoutEmpty(Json.Obj.EMPTY.with(field, value)).size() == 0;
            if (isEmpty ? had != null && !had.equals(value) : !value.equals(had)) {
                changed.add(field);
            }
            fields = isEmpty ? fields.with(field, Json.Null.VALUE) : fields;
        }
        if (!changed.isEmpty()) {
            Json.Obj wanted = Json.Obj.EMPTY;
            for (String field : changed) {
                wanted = wanted.with(field, fields.find(field).orElseThrow());
            }
            Item after = edit(component, wanted, "updated " + String.join(", ", changed));
            renameRelations(component.title(), after.title());
        }
        return changed;
    }

    /** What others require, or are related to, follows a new name. */
    private void renameRelations(String before, String after) {
        if (before.equals(after)) {
            return;
        }
        for (Item other : items.all(KIND)) {
            Json.Obj renamed = Json.Obj.EMPTY;
            for (String relation : ComponentFields.RELATIONS) {
                List<String> names = other.state().texts(relation);
                if (names.contains(before)) {
                    renamed = renamed.with(
                            relation,
                            Json.strings(names.stream()
                                    .map(name -> name.equals(before) ? after : name)
                                    .toList()));
                }
            }
            if (renamed.size() > 0) {
                items.edit(other.id(), renamed, Revision.NONE);
            }
        }
    }

    Item edit(Item component, Json.Obj fields, String logged) {
        String name = fields.text(ComponentFields.TITLE).orElse(component.title());
        String entry = entry(name, logged);
        List<String> log = new ArrayList<>(component.state().texts(ComponentFields.LOG));
        log.remove(entry);
        log.add(0, entry);
        return items.edit(component.id(), fields.with(ComponentFields.LOG, Json.strings(log)), Revision.NONE);
    }

    private String entry(String name, String logged) {
        return "[" + today + "] " + name + ": " + logged;
    }

    /** Moves a component to a stage; throws {@code E_COMPONENT_STAGE} if it is there, or no way leads there. */
    Item move(Item component, Stage to, String logged) {
        Stage from = stage(component);
        if (from == to) {
            throw new ComponentException(
                    "E_COMPONENT_STAGE", "\"" + component.title() + "\" is in stage " + to + " already.");
        }
        Item logging = edit(component, Json.Obj.EMPTY, logged);
        return items.move(logging.id(), to.move, Revision.NONE);
    }

    /** Several components in place of one; throws {@code E_COMPONENT_SPLIT} for fewer than two. */
    List<Item> split(Item original, List<NewPart> parts, Stage stage, boolean keepsOriginal) {
        if (parts.size() < 2) {
            throw new ComponentException("E_COMPONENT_SPLIT", "A split needs at least two newComponents.");
        }
        List<Item> made = new ArrayList<>();
        for (NewPart part : parts) {
            ComponentFields fields = new ComponentFields(
                    Optional.of(part.description()),
                    Optional.of(part.subComponents()),
                    Optional.of(dependencies(List.of(original))),
                    original.state().text(ComponentFields.PRIORITY),
                    Optional.of("Split from component: " + original.title()));
            made.add(create(part.name(), stage, fields, "split from " + original.title()));
        }
        String names = String.join(", ", made.stream().map(Item::title).toList());
        end(original, "split into " + names, keepsOriginal);
        return made;
    }

    record NewPart(String name, String description, List<Json> subComponents) {
        /** One as a caller gives it; throws {@code E_COMPONENT_FIELD} for what it cannot have. */
        static NewPart of(Json part) {
            Map<String, Json> given = new LinkedHashMap<>();
            if (part instanceof Json.Obj object) {
                object.forEach(given::put);
            }
            ComponentFields fields = ComponentFields.of(given);
            return new NewPart(
                    ComponentFields.textIn(given, "name").orElse(""),
                    fields.description().orElse(""),
                    fields.subComponents().orElse(List.of()));
        }
    }

    private void end(Item original, String logged, boolean keeps) {
        if (keeps || stage(original) == Stage.ARCHIVED) {
            edit(original, Json.Obj.EMPTY, logged);
        } else {
            move(original, Stage.ARCHIVED, logged);
        }
    }

    /** One component in place of several; throws {@code E_COMPONENT_MERGE} for fewer than two. */
    Item merge(List<Item> originals, String name, String description, Stage stage, boolean keepsOriginals) {
        if (new LinkedHashSet<>(originals.stream().map(Item::id).toList()).size() < Math.max(2, originals.size())) {
            throw new ComponentException(
                    "E_COMPONENT_MERGE", "A merge needs at least two componentNames, and each only once.");
        }
        String names = String.join(", ", originals.stream().map(Item::title).toList());
        List<Json> parts = new ArrayList<>();
        List<String> notes = new ArrayList<>(List.of("Merged from components: " + names));
        for (Item original : originals) {
            ComponentFields.list(original, ComponentFields.PARTS).forEach(part -> parts.add(from(part, original)));
            original.state().text(ComponentFields.NOTES).ifPresent(notes::add);
        }
        ComponentFields fields = new ComponentFields(
                Optional.of(description),
                Optional.of(parts),
                Optional.of(dependencies(originals)),
                highest(originals),
                Optional.of(String.join("; ", notes)));
        Item merged = create(name, stage, fields, "merged from " + names);
        originals.forEach(original -> end(original, "merged into " + merged.title(), keepsOriginals));
        return merged;
    }

    private static Json from(Json part, Item original) {
        Json.Obj given = part.asObject();
        String description =
                given.text(ComponentFields.DESCRIPTION).map(text -> text + " ").orElse("");
        return given.with(ComponentFields.DESCRIPTION, description + "(from " + original.title() + ")");
    }

    private static Optional<String> highest(List<Item> originals) {
        return ComponentFields.PRIORITIES.stream()
                .filter(priority -> originals.stream()
                        .anyMatch(one -> ComponentFields.text(one, ComponentFields.PRIORITY)
                                .toLowerCase(Locale.ROOT)
                                .equals(priority)))
                .findFirst();
    }

    private static ComponentFields.Dependencies dependencies(List<Item> originals) {
        List<List<String>> all = new ArrayList<>();
        for (String relation : ComponentFields.RELATIONS) {
            Set<String> names = new LinkedHashSet<>();
            originals.forEach(original -> names.addAll(original.state().texts(relation)));
            originals.forEach(original -> names.remove(original.title()));
            all.add(List.copyOf(names));
        }
        return new ComponentFields.Dependencies(all.get(0), all.get(1), all.get(2));
    }

    /** A potential goal that a finalized component becomes; the goal that it became before, if that is still there. */
    Item toGoal(Item component, String goalType, Optional<String> priority, boolean archives) {
        Optional<Item> before = component.state().text(ComponentFields.GOAL).flatMap(items::find);
        if (before.isPresent()) {
            return before.get();
        }
        if (stage(component) != Stage.FINALIZED) {
            throw new ComponentException(
                    "E_COMPONENT_STAGE",
                    "Only a FINALIZED component becomes a goal, and \"" + component.title() + "\" is "
                            + stage(component) + ". Move it there first, with move_component.");
        }
        Item goal =
                items.add("goal", ComponentGoal.fields(component, goalType, priority.map(ComponentFields::priority)));
        Json.Obj link = Json.Obj.EMPTY.with(ComponentFields.GOAL, goal.id());
        Item linked = edit(component, link, "converted_to_goal " + goal.called());
        if (archives) {
            items.move(linked.id(), Stage.ARCHIVED.move, Revision.NONE);
        }
        return goal;
    }
}
