package io.workfloworchestrator.projectmanagement.components;

import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.workflow.Item;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What somebody says of a component, as fields of its item. What is absent is not said. */
record ComponentFields(
        Optional<String> description,
        Optional<List<Json>> subComponents,
        Optional<Dependencies> dependencies,
        Optional<String> priority,
        Optional<String> notes) {
    static final String TITLE = "title";
    static final String DESCRIPTION = "description";
    static final String PARTS = "subComponents";
    static final String PRIORITY = "priority";
    static final String NOTES = "notes";
    static final String DEPENDENCIES = "dependencies";
    static final String GOAL = "goal";
    static final String LOG = "changeLog";
    static final List<String> RELATIONS = List.of("requires", "requiredBy", "relatedTo");
    static final List<String> PRIORITIES = List.of("high", "medium", "low");

    private static final int LONGEST_NAME = 120;
    private static final List<String> PART_STATUSES = List.of("pending", "in-progress", "complete");

    record Dependencies(List<String> requires, List<String> requiredBy, List<String> relatedTo) {
        /** These as a caller gives them; throws {@code E_COMPONENT_FIELD} for another word. */
        static Dependencies of(Map<String, List<String>> given) {
            requireKnown(given.keySet(), RELATIONS);
            return new Dependencies(
                    given.getOrDefault("requires", List.of()),
                    given.getOrDefault("requiredBy", List.of()),
                    given.getOrDefault("relatedTo", List.of()));
        }
    }

    /** Fields as a caller gives them by their names; throws {@code E_COMPONENT_FIELD} for another name or another kind of value. */
    static ComponentFields of(Map<String, Json> given) {
        requireKnown(given.keySet(), List.of("name", DESCRIPTION, PARTS, DEPENDENCIES, PRIORITY, NOTES));
        return new ComponentFields(
                textIn(given, DESCRIPTION),
                Optional.ofNullable(given.get(PARTS)).map(parts -> elements(PARTS, parts)),
                Optional.ofNullable(given.get(DEPENDENCIES)).map(ComponentFields::dependencies),
                textIn(given, PRIORITY),
                textIn(given, NOTES));
    }

    private static Dependencies dependencies(Json given) {
        if (!(given instanceof Json.Obj object)) {
            throw kindOfValue(DEPENDENCIES, "an object with requires, requiredBy, relatedTo");
        }
        Map<String, List<String>> names = new LinkedHashMap<>();
        object.forEach((relation, list) -> names.put(
                relation,
                elements(relation, list).stream()
                        .map(one -> one.asText().orElse(""))
                        .toList()));
        return Dependencies.of(names);
    }

    private static List<Json> elements(String field, Json given) {
        if (given instanceof Json.Arr array) {
            return array.elements();
        }
        throw kindOfValue(field, "a list");
    }

    static Optional<String> textIn(Map<String, Json> given, String field) {
        Json value = given.get(field);
        if (value != null && value.asText().isEmpty()) {
            throw kindOfValue(field, "a text");
        }
        return Optional.ofNullable(value).flatMap(Json::asText);
    }

    private static ComponentException kindOfValue(String field, String wanted) {
        return new ComponentException("E_COMPONENT_FIELD", "\"" + field + "\" must be " + wanted + ".");
    }

    private static void requireKnown(Collection<String> given, List<String> known) {
        given.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw new ComponentException(
                    "E_COMPONENT_FIELD", "A component has no \"" + name + "\"." + Names.hint(name, known));
        });
    }

    /** These as fields of an item; an empty text takes a field away. */
    Json.Obj toFields() {
        Json.Obj fields = Json.Obj.EMPTY
                .with(DESCRIPTION, description.map(ComponentFields::text))
                .with(PRIORITY, priority.map(ComponentFields::priority))
                .with(NOTES, notes.map(ComponentFields::text));
        fields = subComponents.isPresent() ? fields.with(PARTS, parts(subComponents.get())) : fields;
        if (dependencies.isPresent()) {
            fields = fields.with("requires", names(dependencies.get().requires()))
                    .with("requiredBy", names(dependencies.get().requiredBy()))
                    .with("relatedTo", names(dependencies.get().relatedTo()));
        }
        return fields;
    }

    private static Json names(List<String> names) {
        return Json.strings(names.stream().map(ComponentFields::name).toList());
    }

    private static Json parts(List<Json> parts) {
        List<Json> whole = new ArrayList<>();
        for (Json part : parts) {
            Json.Obj given = part instanceof Json.Obj object
                    ? object
                    : Json.Obj.EMPTY.with("name", part.asText().orElse(""));
            whole.add(Json.Obj.EMPTY
                    .with("name", name(given.text("name").orElse("")))
                    .with(
                            DESCRIPTION,
                            given.text(DESCRIPTION).map(ComponentFields::text).filter(text -> !text.isEmpty()))
                    .with("status", given.text("status").map(ComponentFields::partStatus)));
        }
        return Json.array(whole);
    }

    private static String partStatus(String given) {
        return oneOf("E_COMPONENT_PART", "A sub-component cannot be", given.replace(' ', '-'), PART_STATUSES);
    }

    /** A priority in lower case; throws {@code E_COMPONENT_PRIORITY} if there is none of that name. */
    static String priority(String given) {
        return given.isBlank() ? "" : oneOf("E_COMPONENT_PRIORITY", "There is no priority", given, PRIORITIES);
    }

    private static String oneOf(String code, String refused, String given, List<String> known) {
        String word = given.strip().toLowerCase(Locale.ROOT);
        if (!known.contains(word)) {
            throw new ComponentException(code, refused + " \"" + given.strip() + "\"." + Names.hint(word, known));
        }
        return word;
    }

    private static String text(String given) {
        return given.replace("\r\n", "\n").replaceAll("^(?:[ \\t]*\\n)+|\\s+$", "");
    }

    /** @throws ComponentException {@code E_COMPONENT_NAME} if it is empty, longer than 120 characters, or no single line */
    static String name(String given) {
        String name = given.strip();
        String fault = name.isEmpty()
                ? "is empty"
                : name.length() > LONGEST_NAME
                        ? "has " + name.length() + " characters, and may have " + LONGEST_NAME
                        : name.codePoints().anyMatch(ComponentFields::breaksLine)
                                ? "has a line break or another control character"
                                : "";
        if (!fault.isEmpty()) {
            throw new ComponentException(
                    "E_COMPONENT_NAME",
                    "The name of a component or of a part of it " + fault + ". Give one short line.");
        }
        return name;
    }

    private static boolean breaksLine(int character) {
        return Character.isISOControl(character)
                || Character.getType(character) == Character.LINE_SEPARATOR
                || Character.getType(character) == Character.PARAGRAPH_SEPARATOR;
    }

    static List<Json> list(Item component, String field) {
        Json value = component.state().fields().get(field);
        return value instanceof Json.Arr array ? array.elements() : List.of();
    }

    static String text(Item component, String field) {
        return component.state().text(field).orElse("");
    }
}
