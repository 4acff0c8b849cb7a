package io.workfloworchestrator.workflow;

import static io.workfloworchestrator.workflow.Tasks.ANA;
import static io.workfloworchestrator.workflow.Tasks.NO_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.Json;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ItemFieldsTest {
    private static final WorkflowDefinition DISHES = WorkflowDefinition.parse("dinner.yaml", """
            workflow: dinner
            version: 1
            items:
              dish:
                number: D-00
                fields:
                  title: {type: string, required: true}
                  minutes: int
                  price: double
                  hot: bool
                  note: string
                  by: string
                  taste: {one-of: [Mild, Hot]}
                  diets: {type: list, of: {one-of: [Vegan, Halal]}}
                status: {values: [wanted, served]}
                due: by
                moves:
                  - {id: serve, from: wanted, to: served, hint: Serve it.}
            phases:
              - {id: cook, exit: [{id: fed, when: size(items.dish.all) > 0, otherwise: Cook.}]}
            """);

    @TempDir
    private Path root;

    private Tasks tasks;

    @BeforeEach
    void begin() {
        tasks = new Tasks(root, DISHES);
    }

    private Item add(String fields) {
        return tasks.work
                .items()
                .add("dish", Json.parse(fields).asObject(), ANA)
                .item();
    }

    private Item edit(Item item, String fields) {
        return tasks.work
                .items()
                .edit(item.id(), Json.parse(fields).asObject(), NO_TOKEN, ANA)
                .item();
    }

    private List<String> found(String where) {
        return tasks
                .work
                .now()
                .items(ItemQuery.of("dish").where(Json.parse(where).asObject()))
                .items()
                .stream()
                .map(view -> view.item().title())
                .toList();
    }

    @Test
    void aSearchTakesWordsAsAnItemDoesAndNamesThoseThatThereAre() {
        add("{\"title\": \"Soup\", \"taste\": \"HOT\", \"diets\": [\"vegan\"], \"minutes\": 5, \"note\": \"7\"}");
        add("{\"title\": \"Rice\", \"taste\": \"mild\", \"minutes\": 20}");
        assertThat(found("{\"taste\": \"hot\"}")).containsExactly("Soup");
        assertThat(found("{\"diets\": \"VEGAN\"}")).containsExactly("Soup");
        assertThat(found("{\"diets\": [\"vegan\"]}")).containsExactly("Soup");
        assertThat(found("{\"diets\": \"halal\"}")).isEmpty();
        assertThat(found("{\"taste\": null}")).isEmpty();
        assertThat(found("{\"minutes\": \"20\"}")).containsExactly("Rice");
        assertThat(found("{\"note\": 7}")).containsExactly("Soup");
        assertThatThrownBy(() -> found("{\"taste\": \"hto\"}"))
                .isInstanceOfSatisfying(
                        ItemException.class, e -> assertThat(e.code()).isEqualTo("E_ITEM_QUERY"))
                .hasMessage("A dish has no taste \"hto\". Did you mean \"Hot\"? Known here: Hot, Mild.");
        assertThatThrownBy(() -> found("{\"diets\": \"meat\"}")).hasMessageContaining("Halal, Vegan");
    }

    @Test
    void aSearchComparesNumbersByTheirValueAndRefusesWhatTheFieldCannotBe() {
        add("{\"title\": \"Soup\", \"minutes\": 5, \"price\": 1}");
        add("{\"title\": \"Rice\", \"minutes\": 20, \"price\": 2.50}");
        assertThat(found("{\"price\": 1.0}")).containsExactly("Soup");
        assertThat(found("{\"price\": \"2.5\"}")).containsExactly("Rice");
        assertThat(found("{\"minutes\": 20.0}")).containsExactly("Rice");
        assertThatThrownBy(() -> found("{\"price\": \"one\"}"))
                .hasMessage("No dish can be found by that: price must be double, but it is \"one\".");
        assertThatThrownBy(() -> found("{\"hot\": 1}")).hasMessageContaining("hot must be bool, but it is 1");
    }

    @Test
    void eachTypeOfFieldIsReadInJava() {
        ItemState soup = add("{\"title\": \"Soup\", \"minutes\": 5, \"price\": 2.5, \"hot\": true}")
                .state();
        assertThat(soup.number("minutes")).hasValue(5);
        assertThat(soup.number("price")).hasValue(2.5);
        assertThat(soup.number("title")).isEmpty();
        assertThat(soup.text("minutes")).isEmpty();
        assertThat(soup.flag("hot")).isTrue();
        assertThat(soup.flag("minutes")).isFalse();
    }

    @Test
    void longTextsBelongIntoFilesWhoeverGivesThem() {
        Json.Obj fields = Tasks.fields("Long").with("note", Json.of("x".repeat(65_536)));
        assertThatThrownBy(() -> tasks.work.items().add("dish", fields, ANA))
                .isInstanceOf(ItemException.class)
                .hasMessageContaining("the limit is 65536. Nothing was changed. Write long texts into a file");
        Item item = tasks.work.items().add("dish", Tasks.fields("Short"), ANA).item();
        assertThatThrownBy(() -> tasks.work.items().edit(item.id(), fields, NO_TOKEN, ANA))
                .isInstanceOfSatisfying(
                        ItemException.class, e -> assertThat(e.code()).isEqualTo("E_FIELD_SIZE"));
    }

    @Test
    void aRequiredTextThatIsBlankIsRefusedByName() {
        assertThatThrownBy(() -> add("{\"title\": \"  \"}"))
                .isInstanceOfSatisfying(
                        ItemException.class, e -> assertThat(e.code()).isEqualTo("E_ITEM_FIELD"))
                .hasMessage(
                        "The dish does not fit its definition: title is required, and must not be blank. Nothing was"
                                + " changed.");
        Item soup = add("{\"title\": \"Soup\", \"note\": \"\"}");
        assertThatThrownBy(() -> edit(soup, "{\"title\": \"\"}")).hasMessageContaining("title is required");
        assertThat(tasks.get(soup).title()).isEqualTo("Soup");
    }

    @Test
    void aDueDateThatIsNoDayIsRefusedWithAnExample() {
        assertThatThrownBy(() -> add("{\"title\": \"Soup\", \"by\": \"tomorrow\"}"))
                .hasMessage("The dish does not fit its definition: by must be a day such as 2026-05-31, but it is"
                        + " \"tomorrow\". Nothing was changed.");
        Item soup = add("{\"title\": \"Soup\", \"by\": \"2026-05-03\"}");
        assertThat(tasks.view(soup).isOverdue()).isTrue();
        assertThatThrownBy(() -> edit(soup, "{\"by\": \"2026-02-30\"}")).hasMessageContaining("by must be a day");
        assertThat(edit(soup, "{\"by\": null}").state().fields()).doesNotContainKey("by");
    }

    @Test
    void aTextThatIsExactlyANumberOrATruthValueIsTaken() {
        Item soup =
                add("{\"title\": \"20\", \"minutes\": \"20\", \"price\": \"2.5\", \"hot\": \"true\", \"note\": \"7\"}");

        assertThat(soup.state().fields().get("title")).isEqualTo(Json.of("20"));
        assertThat(soup.state().fields().get("minutes")).isEqualTo(Json.of(20));
        assertThat(soup.state().fields().get("price")).isEqualTo(Json.of(2.5));
        assertThat(soup.state().fields().get("hot")).isEqualTo(Json.of(true));
        assertThat(soup.state().fields().get("note")).isEqualTo(Json.of("7"));
        assertThat(edit(soup, "{\"minutes\": \"-3\"}").state().fields().get("minutes"))
                .isEqualTo(Json.of(-3));
    }

    @Test
    void aTextThatIsNotExactlyANumberIsRefused() {
        for (String minutes : new String[] {"20 min", "2.5", "020", "", "null", "99999999999999999999"}) {
            assertThatThrownBy(() -> add("{\"title\": \"Soup\", \"minutes\": \"" + minutes + "\"}"))
                    .as(minutes)
                    .hasMessageContaining("minutes must be int, but it is \"" + minutes + "\"");
        }
        assertThatThrownBy(() -> add("{\"title\": \"Soup\", \"hot\": \"yes\"}"))
                .hasMessageContaining("hot must be bool");
    }
}
