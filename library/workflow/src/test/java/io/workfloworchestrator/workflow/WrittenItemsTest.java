package io.workfloworchestrator.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.SharedMap;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a person wrote about items in a file, taken into a state. */
class WrittenItemsTest {
    private static final Instant NOW = Instant.parse("2026-08-01T10:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final WorkflowDefinition DEFINITION = WorkflowDefinition.parse("w.yaml", """
            workflow: w
            phases: [{id: p}]
            items:
              task:
                number: T-00
                fields:
                  title: {type: string, required: true}
                  hours: {type: double, default: 1}
                  needs: {type: list, of: string}
                  impact: {one-of: [High, Medium, Low]}
                status: {values: [open, doing, done, dropped], final: [done, dropped]}
                needs: needs
                claim: 15m
                moves:
                  - {id: begin, from: open, to: doing, hint: h}
                  - id: end
                    from: doing
                    to: done
                    when: [{id: proved, is: item.verified, otherwise: Prove it.}]
                    hint: h
                  - {id: drop, from: [open, doing], to: dropped, hint: h}
            """);

    private WorkflowState<Json> state = new WorkflowState<>(
            "w", 1, "main", "W", "p", Map.of(), Map.of(), Map.of(), Json.Obj.EMPTY, Optional.empty());
    private List<String> notes = List.of();

    private void write(Map<String, WrittenItem> written, String... gone) {
        WrittenItems.Taken<Json> taken = WrittenItems.take(DEFINITION, state, "task", written, List.of(gone), CLOCK);
        state = taken.state();
        notes = taken.notes();
    }

    private static WrittenItem item(String number, String status, String fields) {
        return new WrittenItem(
                Optional.of(number).filter(text -> !text.isEmpty()),
                Optional.of(status).filter(text -> !text.isEmpty()),
                Json.parse(fields).asObject());
    }

    private Item get(String id) {
        return state.item(id).orElseThrow();
    }

    @Test
    void newItemsGetNumbersAndMayNeedEachOtherByNumber() {
        Map<String, WrittenItem> written = new LinkedHashMap<>();
        written.put("t-1", item("", "", "{\"title\":\"One\"}"));
        written.put("t-2", item("T-05", "", "{\"title\":\"Two\",\"needs\":[\"T-06\"]}"));

        write(written);

        assertThat(get("t-2").number()).contains("T-05");
        assertThat(get("t-1").number()).contains("T-06");
        assertThat(get("t-1").state().fields().get("hours")).isEqualTo(Json.parse("1"));
        assertThat(get("t-2").state().fields().get("needs")).isEqualTo(Json.strings(List.of("t-1")));
        assertThat(get("t-1").status()).isEqualTo("open");
        assertThat(notes).isEmpty();
    }

    @Test
    void aWordThatIsNoneOfTheFieldsIsRefusedWithTheWordsAndOneThatIsThereStays() {
        write(Map.of("t-1", item("", "", "{\"title\":\"One\",\"impact\":\"high\"}")));
        assertThat(get("t-1").state().text("impact")).as("in another case").contains("High");
        assertThatThrownBy(() -> write(Map.of("t-1", item("", "", "{\"impact\":\"Gigantic\"}"))))
                .hasMessageContaining("\"One\" (T-01)")
                .hasMessageContaining("impact must be one of High, Medium, Low, but it is \"Gigantic\"");

        Item old = get("t-1");
        SharedMap<Json> fields = SharedMap.<Json>copyOf(old.state().fields()).with("impact", Json.of("Gigantic"));
        state = state.withItem(
                old.with(old.state().withFields(fields, old.state().edited())));
        write(Map.of("t-1", item("", "", "{\"hours\":3}")));
        assertThat(get("t-1").state().text("impact"))
                .as("from before there were words")
                .contains("Gigantic");
        assertThat(get("t-1").state().fields().get("hours")).isEqualTo(Json.parse("3"));
    }

    @Test
    void aNumberThatWasGivenIsNotGivenTwice() {
        write(Map.of("t-1", item("T-01", "", "{\"title\":\"One\"}")));
        write(Map.of("t-2", item("T-01", "", "{\"title\":\"Two\"}")));
        assertThat(get("t-2").number()).contains("T-02");
        assertThat(notes).singleElement().asString().contains("\"Two\" got the number T-02", "T-01");
        write(Map.of(), "t-2");
        write(Map.of("t-3", item("", "", "{\"title\":\"Three\"}")));
        assertThat(get("t-3").number()).contains("T-03");
    }

    @Test
    void aNumberWithOtherZerosIsTheNumberOfItsValueUnlessSomebodyHasThat() {
        Map<String, WrittenItem> written = new LinkedHashMap<>();
        written.put("t-1", item("", "", "{\"title\":\"One\"}"));
        written.put("t-2", item("T-0007", "", "{\"title\":\"Two\"}"));
        written.put("t-3", item("T-0003", "", "{\"title\":\"Three\"}"));
        written.put("t-4", item("T-03", "", "{\"title\":\"Four\"}"));

        write(written);

        assertThat(List.of("t-1", "t-2", "t-3", "t-4"))
                .extracting(id -> get(id).number().orElse(""))
                .containsExactly("T-08", "T-07", "T-09", "T-03");
        assertThat(notes).singleElement().asString().contains("\"Three\" got the number T-09");
    }

    @Test
    void anItemThatComesBackHasItsNumberAndIsNoLongerRemembered() {
        write(Map.of("t-1", item("", "", "{\"title\":\"One\"}")));
        write(Map.of(), "t-1");
        assertThat(state.removed("task").values()).extracting(RemovedItem::by).containsExactly("edited on disk");
        write(Map.of("t-1", item("", "", "{\"title\":\"One again\"}")));
        assertThat(get("t-1").number()).contains("T-01");
        assertThat(state.removed("task")).isEmpty();
    }

    @Test
    void gatesAndClaimsDoNotHoldAPersonUpAndAClaimIsNotRenewed() {
        write(Map.of("t-1", item("", "", "{\"title\":\"One\"}")));
        Claim claim = new Claim("bot", 7, NOW, NOW, NOW.plus(Duration.ofMinutes(5)), Optional.empty());
        state = state.withItem(get("t-1").with(get("t-1").state().withClaim(Optional.of(claim))));

        write(Map.of("t-1", item("", "doing", "{\"hours\":3}")));
        assertThat(get("t-1").state().claim()).contains(claim);
        assertThat(get("t-1").state().edited()).containsOnlyKeys("hours");
        write(Map.of("t-1", item("", "done", "{}")));
        assertThat(get("t-1").status()).isEqualTo("done");
        assertThat(get("t-1").state().claim()).isEmpty();
    }

    @Test
    void aStatusNeedsAWayUnlessTheItemIsNew() {
        write(Map.of("t-1", item("", "", "{\"title\":\"One\"}"), "t-2", item("", "done", "{\"title\":\"Two\"}")));
        assertThat(get("t-2").status()).isEqualTo("done");
        assertThatThrownBy(() -> write(Map.of("t-1", item("", "done", "{}"))))
                .hasMessageContaining("is open, and no move leads from there to done")
                .hasMessageContaining("begin (to doing)");
        assertThatThrownBy(() -> write(Map.of("t-1", item("", "doen", "{}"))))
                .hasMessageContaining("Did you mean \"done\"?");
    }

    @Test
    void needsMustBeThereInNoCircleAndDone() {
        write(Map.of("t-1", item("", "", "{\"title\":\"One\"}")));
        write(Map.of("t-2", item("", "", "{\"title\":\"Two\",\"needs\":[\"t-1\"]}")));
        WorkflowState<Json> before = state;
        assertThatThrownBy(() -> write(Map.of("t-1", item("", "", "{\"needs\":[\"T-09\"]}"))))
                .hasMessageContaining("cannot need T-09");
        assertThatThrownBy(() -> write(Map.of("t-1", item("", "", "{\"needs\":[\"T-02\"]}"))))
                .isInstanceOf(ItemException.class)
                .hasMessageContaining("would wait for itself");
        assertThatThrownBy(() -> write(Map.of("t-2", item("", "doing", "{}"))))
                .hasMessageContaining("cannot be doing before what it needs is done: ");
        assertThat(state).isSameAs(before);
        write(Map.of("t-2", item("", "dropped", "{}")));
        assertThat(get("t-2").status()).isEqualTo("dropped");
    }

    @Test
    void fieldsThatNobodyDeclaredStayAndWrongOnesAreRefusedByName() {
        write(Map.of("t-1", item("", "", "{\"title\":\"One\"}")));
        Item one = get("t-1");
        SharedMap<Json> fields = SharedMap.<Json>copyOf(one.state().fields()).with("newer", Json.of(1));
        state = state.withItem(one.with(one.state().withFields(fields, Map.of())));
        write(Map.of("t-1", item("", "", "{\"title\":\"Uno\",\"hours\":null}")));
        assertThat(get("t-1").state().fields()).containsOnlyKeys("title", "newer");
        assertThatThrownBy(() -> write(Map.of("t-1", item("", "", "{\"hours\":\"many\"}"))))
                .hasMessageContaining("\"Uno\" (T-01): ");
        assertThatThrownBy(() -> write(Map.of("../x", item("", "", "{\"title\":\"x\"}"))))
                .hasMessageContaining("cannot be the id of an item");
    }
}
