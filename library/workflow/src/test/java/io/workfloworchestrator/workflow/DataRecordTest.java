package io.workfloworchestrator.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An author's record, and a change of the data, beside what the definition declares. */
class DataRecordTest {
    private static final String TYPE = """
            workflow: kitchen
            version: 1
            data:
              cooked: {type: bool, default: false}
              meals: {type: int, default: 0}
              guests: {type: list, of: {type: object, fields: {name: {type: string, required: true}, table: {type: int}}}}
              at: {type: string}
            phases:
              - {id: a, steps: [{id: s1, title: S1}]}
            """;

    @TempDir
    java.nio.file.Path root;

    enum Mood {
        FINE
    }

    record Guest(String name, Optional<Integer> table) {}

    record Fits(boolean cooked, long meals, List<Guest> guests, Optional<Instant> at, Map<String, Mood> own) {}

    record Mistyped(boolean cookd, int meals) {}

    record OfAnotherType(boolean cooked, double meals) {}

    record MistypedGuest(String nam) {}

    record MistypedBelow(List<MistypedGuest> guests) {}

    record Near(int meal, int meals) {}

    private <D extends Record> Workflow<D> open(Class<D> type, D first) {
        Project project = new Project(root);
        return Workflow.at(project.folder(), WorkflowDefinition.parse("kitchen.yaml", TYPE), project.states)
                .data(type, first)
                .open();
    }

    @Test
    void aRecordThatFitsIsOpenedAndMayHaveMore() {
        Workflow<Fits> kitchen = open(
                Fits.class,
                new Fits(false, 1, List.of(new Guest("ann", Optional.empty())), Optional.empty(), Map.of()));
        kitchen.initialize("", Project.ME);
        kitchen.update(
                data -> new Fits(true, 2, data.guests(), Optional.of(Instant.EPOCH), Map.of("x", Mood.FINE)),
                Project.ME);

        assertThat(kitchen.state().orElseThrow().value().data().meals()).isEqualTo(2);
        assertThatCode(() -> open(Near.class, new Near(1, 2))).doesNotThrowAnyException();
    }

    @Test
    void aComponentWhoseNameIsNearlyADeclaredOneIsRefusedAtOpening() {
        assertThatThrownBy(() -> open(Mistyped.class, new Mistyped(true, 1)))
                .isInstanceOfSatisfying(
                        CodedException.class, e -> assertThat(e.code()).isEqualTo("E_WORKFLOW_DATA"))
                .hasMessageContaining("data.cookd is not declared, and data.cooked is");
        assertThatThrownBy(() -> open(MistypedBelow.class, new MistypedBelow(List.of())))
                .hasMessageContaining("data.guests[].nam is not declared, and data.guests[].name is");
    }

    @Test
    void aComponentOfAnotherTypeThanDeclaredIsRefusedAtOpening() {
        assertThatThrownBy(() -> open(OfAnotherType.class, new OfAnotherType(true, 1)))
                .hasMessageContaining("data.meals is declared as int, and the record has double.");
    }

    @Test
    void aChangeMakesNoFieldThatIsNotDeclaredAtAnyDepth() {
        Project project = new Project(root);
        Workflow<Json> kitchen =
                Workflow.open(project.folder(), WorkflowDefinition.parse("kitchen.yaml", TYPE), project.states);
        kitchen.initialize("", Project.ME);
        kitchen.update(data -> guests(data, "[{\"name\":\"ann\"}]"), Project.ME);

        assertThatThrownBy(() -> kitchen.update(
                        data -> guests(data, "[{\"name\":\"ann\"},{\"name\":\"bo\",\"tabel\":1}]"), Project.ME))
                .hasMessage("data.guests[] has no field \"tabel\". Did you mean \"table\"? Known here: name, table."
                        + " Nothing was changed.");
        project.states.update(
                kitchen.key(),
                state -> state.withData(guests(state.data(), "[{\"name\":\"ann\",\"tabel\":1}]")),
                Project.ME);
        kitchen.update(data -> guests(data, "[{\"name\":\"bo\",\"tabel\":2}]"), Project.ME);
        assertThat(kitchen.state().orElseThrow().json().at("data", "guests", "0", "tabel"))
                .contains(Json.of(2));
    }

    @Test
    void aChangeMakesNoWordThatIsNotDeclaredAtAnyDepthAndTheStateKeepsOldOnes() {
        Project project = new Project(root);
        Workflow<Json> kitchen =
                Workflow.open(project.folder(), WorkflowDefinition.parse("kitchen.yaml", """
                workflow: kitchen
                phases: [{id: p}]
                data:
                  guests: {type: list, of: {type: object, fields: {seat: {one-of: [window, wall]}}}}
                  days: {type: list, of: {one-of: [fri, sat]}}
                """), project.states);
        kitchen.initialize("", Project.ME);
        kitchen.update(data -> guests(data, "[{\"seat\":\"wall\"}]"), Project.ME);

        assertThatThrownBy(() -> kitchen.update(data -> guests(data, "[{\"seat\":\"roof\"}]"), Project.ME))
                .hasMessage("data.guests[].seat must be one of window, wall, but it is \"roof\". Nothing was changed.");
        Json.Obj old = Json.parse("{\"days\":[\"sun\"]}").asObject();
        project.states.update(kitchen.key(), state -> state.withData(old), Project.ME);
        kitchen.update(data -> data.asObject().with("days", Json.strings(List.of("fri", "sun"))), Project.ME);
        assertThatThrownBy(() -> kitchen.update(
                        data -> data.asObject().with("days", Json.strings(List.of("sun", "mon"))), Project.ME))
                .hasMessageContaining("data.days[] must be one of fri, sat, but it is \"mon\".");
    }

    @Test
    void allWordsThatAreNotDeclaredAreNamedAndAllThatDoesNotFit() {
        Project project = new Project(root);
        Workflow<Json> kitchen =
                Workflow.open(project.folder(), WorkflowDefinition.parse("kitchen.yaml", """
                workflow: kitchen
                phases: [{id: p}]
                data: {mode: {one-of: [x, y]}, sort: {one-of: [a, b]}, count: int, on: bool}
                """), project.states);
        kitchen.initialize("", Project.ME);
        assertThatThrownBy(() -> kitchen.update(data -> Json.parse("{\"mode\":\"yy\",\"sort\":\"c\"}"), Project.ME))
                .hasMessage("data.mode must be one of x, y, but it is \"yy\"; data.sort must be one of a, b, but it is"
                        + " \"c\". Nothing was changed.");
        assertThatThrownBy(() -> kitchen.update(data -> Json.parse("{\"count\":\"n\",\"on\":1}"), Project.ME))
                .hasMessage("data.count must be int, but it is \"n\"; data.on must be bool, but it is 1."
                        + " Nothing was changed.");
    }

    private static Json guests(Json data, String guests) {
        return data.asObject().with("guests", Json.parse(guests));
    }
}
