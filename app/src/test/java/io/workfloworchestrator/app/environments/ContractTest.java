package io.workfloworchestrator.app.environments;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What counts as a break for clients, and what does not. */
class ContractTest {
    private static Surface tools(String tools) {
        return new Surface(
                Json.parse("{\"tools\": " + tools.replace('\'', '"') + "}").asObject(), 0, 0);
    }

    private static Surface input(String schema) {
        return tools("{'add': {'name': 'add', 'inputSchema': " + schema + "}}");
    }

    private static List<String> changes(Surface before, Surface after) {
        return Contract.changes(before, after).stream()
                .map(Contract.Change::toString)
                .toList();
    }

    @Test
    void aToolThatIsGoneBreaksAndANewOneDoesNot() {
        assertThat(changes(tools("{'a': {}, 'b': {}}"), tools("{'b': {}, 'c': {}}")))
                .containsExactly("breaks: tool a: is gone", "safe: tool c: is new");
    }

    @Test
    void wordsForPeopleDoNotCount() {
        assertThat(changes(
                        input(
                                "{'type': 'object', 'description': 'x', 'properties': {'n': {'type': 'string', 'title': 'N'}}}"),
                        input("{'type': 'object', 'properties': {'n': {'type': 'string', 'description': 'a name'}}}")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'properties': {}}                       | {'properties': {'n': {}}}                              | safe: tool add, argument n: is new
            {'properties': {}}                       | {'properties': {'n': {}}, 'required': ['n']}           | breaks: tool add, argument n: is required now
            {'properties': {'n': {}}}                | {'properties': {'n': {}}, 'required': ['n']}           | breaks: tool add, argument n: is required now
            {'properties': {'n': {}}}                | {'properties': {}}                                     | breaks: tool add, argument n: is gone
            {'properties': {'n': {'type':'integer'}}}| {'properties': {'n': {'type':'number'}}}               | safe: tool add, argument n: is number now, and was integer
            {'properties': {'n': {'type':'number'}}} | {'properties': {'n': {'type':'integer'}}}              | breaks: tool add, argument n: is integer now, and was number
            {'properties': {'n': {'enum':['a']}}}    | {'properties': {'n': {'enum':['a','b']}}}              | safe: tool add, argument n: may be one of "a", "b" now, and was one of "a"
            {'properties': {'n': {'enum':['a','b']}}}| {'properties': {'n': {'enum':['a']}}}                  | breaks: tool add, argument n: may be one of "a" now, and was one of "a", "b"
            {'properties': {'n': {'maximum':9}}}     | {'properties': {'n': {'maximum':5}}}                   | breaks: tool add, argument n: its maximum is 5 now, and was 9
            {'properties': {'n': {'minimum':9}}}     | {'properties': {'n': {'minimum':5}}}                   | safe: tool add, argument n: its minimum is 5 now, and was 9
            {'properties': {'n': {'pattern':'a'}}}   | {'properties': {'n': {'pattern':'b'}}}                 | review: tool add, argument n: its pattern changed
            {'properties': {'o': {'properties': {'x': {}}}}} | {'properties': {'o': {'properties': {}}}}      | breaks: tool add, argument o.x: is gone
            {'properties': {'l': {'items': {'type':'string'}}}} | {'properties': {'l': {'items': {'type':'integer'}}}} | breaks: tool add, argument l[]: is integer now, and was string
            """)
    void whatClientsSendMustStillBeTaken(String before, String after, String change) {
        assertThat(changes(input(before), input(after))).containsExactly(change);
    }

    @Test
    void aReferenceIsComparedByWhatItStandsFor() {
        String direct = "{'properties': {'n': {'type': 'string'}}}";
        String referring = "{'properties': {'n': {'$ref': '#/$defs/Name'}}, '$defs': {'Name': {'type': 'string'}}}";
        assertThat(changes(input(direct), input(referring))).isEmpty();
    }

    @Test
    void aReferenceToItselfEnds() {
        String tree =
                "{'$ref': '#/$defs/Node', '$defs': {'Node': {'properties': {'below': {'$ref': '#/$defs/Node'}}}}}";
        assertThat(changes(input(tree), input(tree))).isEmpty();
    }

    @Test
    void whatClientsReceiveMustStillBeThere() {
        String before =
                "{'a': {'outputSchema': {'properties': {'x': {'type': 'integer'}, 'y': {}}, 'required': ['x']}}}";
        String after = "{'a': {'outputSchema': {'properties': {'x': {'type': ['integer', 'null']}, 'z': {}}}}}";
        assertThat(changes(tools(before), tools(after)))
                .containsExactly(
                        "breaks: tool a, answer x: may be absent now",
                        "breaks: tool a, answer x: is integer or null now, and was integer",
                        "breaks: tool a, answer y: is gone",
                        "safe: tool a, answer z: is new");
    }

    @Test
    void resourcesAndPromptsCountToo() {
        Surface before = new Surface(
                Json.parse("{\"resources\": {\"notes://all\": {}}, \"templates\": {\"notes://{id}\": {}},"
                                + " \"prompts\": {\"tidy\": {\"arguments\": [{\"name\": \"how\"}]}}}")
                        .asObject(),
                0,
                0);
        Surface after = new Surface(
                Json.parse("{\"prompts\": {\"tidy\": {\"arguments\": [{\"name\": \"how\", \"required\": true}]}}}")
                        .asObject(),
                0,
                0);
        assertThat(changes(before, after))
                .containsExactly(
                        "breaks: resource notes://all: is gone",
                        "breaks: resource template notes://{id}: is gone",
                        "breaks: prompt tidy, argument how: is required now");
    }
}
