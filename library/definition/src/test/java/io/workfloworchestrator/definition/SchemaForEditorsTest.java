package io.workfloworchestrator.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.workfloworchestrator.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema that editors use knows exactly the fields that are read. */
class SchemaForEditorsTest {
    private static final Path SCHEMA = Path.of("../../docs/workflow-definition.schema.json");
    private static final Pattern KNOWN = Pattern.compile("unknown field \"zzz\" .* Known here: (.*)\\.");

    record Place(String schema, String yaml) {}

    static List<Place> places() {
        String phase = "workflow: w\nphases:\n  - id: p\n";
        String items = phase + "items: {i: {status: {values: [a, b]}, ";
        String move = "{id: m, from: a, to: b, hint: h, ";
        String rule = phase + "rules:\n  - id: r\n    for-each: {x: '[1]'}\n";
        return List.of(
                new Place("properties", phase + "zzz: 1\n"),
                new Place(
                        "properties/layouts/items/properties",
                        phase + "layouts: [{id: l, recognised-by: x, zzz: 1}]\n"),
                new Place("definitions/fact/properties", phase + "facts: {f: {file: x, zzz: 1}}\n"),
                new Place(
                        "properties/track/additionalProperties/properties",
                        phase + "track: {t: {from: '[]', zzz: 1}}\n"),
                new Place("definitions/shape/oneOf/1/properties", phase + "data: {d: {type: int, zzz: 1}}\n"),
                new Place("definitions/kind/properties", items + "zzz: 1}}\n"),
                new Place("definitions/kind/properties/status/properties", phase + "items: {i: {status: {zzz: 1}}}\n"),
                new Place(
                        "definitions/kind/properties/claim/oneOf/1/properties", items + "claim: {for: 1m, zzz: 1}}}\n"),
                new Place(
                        "definitions/kind/properties/document/properties",
                        items + "document: {path: x, format: document, zzz: 1}}}\n"),
                new Place(
                        "definitions/kind/properties/from/oneOf/1/properties",
                        items + "from: {each: '[]', zzz: 1}}}\n"),
                new Place("definitions/move/properties", items + "moves: [" + move + "zzz: 1}]}}\n"),
                new Place(
                        "definitions/move/properties/when/items/properties",
                        items + "moves: [" + move + "when: [{id: g, is: item.ready, otherwise: o, zzz: 1}]}]}}\n"),
                new Place("properties/phases/items/properties", phase + "    zzz: 1\n"),
                new Place(
                        "properties/phases/items/properties/steps/items/properties",
                        phase + "    steps: [{id: s, zzz: 1}]\n"),
                new Place(
                        "properties/phases/items/properties/exit/items/properties",
                        phase + "    exit: [{id: g, when: phase == 'p', otherwise: o, zzz: 1}]\n"),
                new Place(
                        "properties/rules/items/properties",
                        rule + "    zzz: 1\n    suggest: {action: a, because: b}\n"),
                new Place(
                        "properties/rules/items/properties/when/items/properties",
                        rule + "    when: [{id: c, is: x == 1, zzz: 1}]\n    suggest: {action: a, because: b}\n"),
                new Place(
                        "properties/rules/items/properties/suggest/properties",
                        rule + "    suggest: {action: a, because: b, zzz: 1}\n"),
                new Place(
                        "properties/warnings/items/properties",
                        phase + "warnings: [{id: w, when: phases.p.left, says: s, zzz: 1}]\n"));
    }

    @ParameterizedTest
    @MethodSource("places")
    void theSchemaNamesTheFieldsThatAreRead(Place place) throws IOException {
        BrokenDefinitionException refused = catchThrowableOfType(
                BrokenDefinitionException.class, () -> WorkflowDefinition.parse("w.yaml", place.yaml()));
        Matcher known = KNOWN.matcher(refused.getMessage());
        assertThat(known.find()).as(refused.getMessage()).isTrue();

        Json properties = Json.parse(Files.readString(SCHEMA))
                .at(place.schema().split("/"))
                .orElseThrow();

        Set<String> read = new TreeSet<>(List.of(known.group(1).split(", ")));
        Set<String> named = new TreeSet<>(properties.asObject().keys());
        if (named.contains("id")) {
            assertThat(named.removeAll(Set.of(Extension.REMOVE, Extension.BEFORE, Extension.AFTER)))
                    .as("what has an id can be changed by an extension")
                    .isTrue();
        }
        assertThat(named).isEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "definitions.md",
                "definitions/release.yaml",
                "definitions/approval.yaml",
                "definitions/incident.yaml",
                "definitions/tracker.yaml",
                "definitions/faulty/release.yaml",
                "definitions/faulty/approval.yaml",
                "definitions/faulty/incident.yaml"
            })
    void theFirstLineLeadsEditorsToTheSchema(String file) throws IOException {
        Path shown = SCHEMA.resolveSibling(file);
        Matcher line = Pattern.compile("^# yaml-language-server: \\$schema=(\\S+)$", Pattern.MULTILINE)
                .matcher(Files.readString(shown));

        assertThat(line.find()).isTrue();
        // The guide shows the line as it stands in a definition of this folder.
        Path from = file.endsWith(".md") ? SCHEMA.resolveSibling("definitions/any.yaml") : shown;
        assertThat(from.resolveSibling(line.group(1)).normalize()).isEqualTo(SCHEMA.normalize());
    }
}
