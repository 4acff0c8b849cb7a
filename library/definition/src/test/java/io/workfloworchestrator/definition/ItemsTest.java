package io.workfloworchestrator.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.rules.Expression;
import io.workfloworchestrator.rules.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Kinds of items: read from YAML, built in Java, written, compared, extended, and typed. */
class ItemsTest {
    private static final String PHASE = "workflow: w\nphases:\n  - id: p\n";
    private static final String ITEMS = PHASE + """
            items:
              task:
                fields: {hours: double, after: {type: list, of: string, default: []}, until: string}
                status: {values: [open, doing, done, dropped], final: [done, dropped]}
                needs: item.after
                effort: hours
                due: item.until
                claim: 90m
                number: T000
                stale-after: 2w
                moves:
                  - {id: begin, from: open, to: doing, tool: claim_item, params: {id: "${item.id}"}}
                  - id: complete
                    from: doing
                    to: done
                    when:
                      - {id: proved, is: item.verified, otherwise: "Prove ${item.title}."}
                    hint: Say that it is done.
                  - {id: drop, from: [open, doing], to: dropped, hint: Say why.}
                document: {path: plan.md, format: checklist}
            """;

    private static WorkflowDefinition read(String yaml) {
        return WorkflowDefinition.parse("w.yaml", yaml);
    }

    private static KindDefinition task(String yaml) {
        return read(yaml).kind("task").orElseThrow();
    }

    @Test
    void aKindIsReadWithWhatItLeavesUnsaid() {
        KindDefinition task = task(ITEMS);

        assertThat(task.title()).isEqualTo("task");
        assertThat(task.status())
                .isEqualTo(new StatusDefinition(
                        List.of("open", "doing", "done", "dropped"),
                        "open",
                        List.of("done", "dropped"),
                        List.of("done")));
        assertThat(task.needs()).isEqualTo("after");
        assertThat(task.claim()).isEqualTo(Duration.ofMinutes(90));
        assertThat(task.times()).isEqualTo(new TimesDefinition("hours", "until", Duration.ofDays(14), null));
        assertThat(task.move("drop").orElseThrow().from()).containsExactly("open", "doing");
        assertThat(task.move("begin").orElseThrow().tool())
                .contains(new Call("claim_item", Map.of("id", "${item.id}")));
        assertThat(task.move("compleet")).isEmpty();
        assertThat(task.document())
                .isEqualTo(new DocumentDefinition(
                        "plan.md", "checklist", List.of(), Map.of(), Map.of(), List.of(), List.of()));
        assertThat(task.from()).isNull();
    }

    @Test
    void theLastStatusIsFinalWhenNobodySaysWhichOneIs() {
        StatusDefinition status = task(PHASE
                        + "items: {task: {status: {values: [open, closed]},"
                        + " moves: [{id: m, from: open, to: closed, hint: h}]}}\n")
                .status();

        assertThat(status.first()).isEqualTo("open");
        assertThat(status.finals()).containsExactly("closed");
        assertThat(status.isDone("closed")).isTrue();
        assertThat(status.isDone("open")).isFalse();
    }

    @Test
    void theSameIsBuiltInJava() {
        WorkflowDefinition built = WorkflowDefinition.builder("w")
                .phase("p", phase -> {})
                .items(
                        "task",
                        task -> task.field("hours", FieldShape.of(FieldShape.Type.DOUBLE))
                                .field("after", FieldShape.listOf(FieldShape.Type.STRING))
                                .field("until", FieldShape.of(FieldShape.Type.STRING))
                                .statuses("open", "doing", "done", "dropped")
                                .finals("done", "dropped")
                                .needs("after")
                                .claim(Duration.ofMinutes(90))
                                .number("T000")
                                .times(new TimesDefinition("hours", "until", Duration.ofDays(14), null))
                                .move(
                                        "begin",
                                        "doing",
                                        move -> move.from("open")
                                                .tool(new Call("claim_item", Map.of("id", "${item.id}"))))
                                .move(
                                        "complete",
                                        "done",
                                        move -> move.from("doing")
                                                .gate("proved", "item.verified", "Prove ${item.title}.")
                                                .hint("Say that it is done."))
                                .move(new MoveDefinition(
                                        "drop", List.of("open", "doing"), "dropped", List.of(), null, "Say why."))
                                .document("plan.md", "checklist"))
                .build();

        assertThat(built.kinds()).isEqualTo(read(ITEMS).kinds());
        assertThat(built.fingerprint()).isEqualTo(read(ITEMS).fingerprint());
    }

    @Test
    void sectionsOfADocumentAreReadBuiltAndWritten() {
        String yaml = PHASE + """
                items:
                  task:
                    fields: {whyNow: string, done_when: string}
                    status: {values: [open, done]}
                    moves: [{id: m, from: open, to: done, hint: h}]
                    document: {path: "tasks/${item.id}.md", format: document, sections: [whyNow, done_when]}
                """;
        WorkflowDefinition built = WorkflowDefinition.builder("w")
                .phase("p", phase -> {})
                .items(
                        "task",
                        task -> task.field("whyNow", FieldShape.of(FieldShape.Type.STRING))
                                .field("done_when", FieldShape.of(FieldShape.Type.STRING))
                                .statuses("open", "done")
                                .move("m", "done", move -> move.from("open").hint("h"))
                                .document("tasks/${item.id}.md", "document", "whyNow", "done_when"))
                .build();

        assertThat(built.kinds()).isEqualTo(read(yaml).kinds());
        assertThat(WorkflowDefinition.ofJson("again", built.toJson()).kinds()).isEqualTo(built.kinds());
        assertThat(built.changesFrom(read(yaml.replace("whyNow, done_when]", "whyNow]"))))
                .extracting(DefinitionChange::fields)
                .containsExactly(List.of("document"));
        assertThat(DocumentDefinition.heading("whyNow")).isEqualTo("Why now");
        assertThat(DocumentDefinition.heading("done_when")).isEqualTo("Done when");
    }

    @Test
    void whatIsBuiltInJavaIsProvedTheSameWay() {
        assertThatThrownBy(() -> WorkflowDefinition.builder("w")
                        .phase("p", phase -> {})
                        .items(
                                "task",
                                task -> task.statuses("open", "done")
                                        .move(
                                                "finish",
                                                "doen",
                                                move -> move.from("open").hint("Do it.")))
                        .build())
                .hasMessageContaining("E_RULE_STATUS task has no status \"doen\". Did you mean \"done\"?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tracker", "release"})
    void whatWasWrittenAsJsonIsReadAsTheSame(String type) {
        WorkflowDefinition definition = WorkflowDefinition.load(Path.of("../../docs/definitions/" + type + ".yaml"));

        WorkflowDefinition again = WorkflowDefinition.ofJson("again", definition.toJson());

        assertThat(again.kinds()).isEqualTo(definition.kinds());
        assertThat(again.toJson()).isEqualTo(definition.toJson());
        assertThat(again.fingerprint()).isEqualTo(definition.fingerprint());
    }

    @Test
    void whatWasWrittenAsJsonIsProvedAsYaml() {
        Json.Obj written = WorkflowDefinition.load(Path.of("../../docs/definitions/tracker.yaml"))
                .toJson();

        assertThat(read(written.toString()).toJson()).isEqualTo(written);
    }

    @Test
    void aDefinitionWithoutItemsKeepsItsFingerprint() {
        // That of the release of the documentation before there were items: running work has recorded such ones.
        assertThat(WorkflowDefinition.load(Path.of("../../docs/definitions/release.yaml"))
                        .fingerprint())
                .isEqualTo("c080d0f3ba221b403754");
        assertThat(read(PHASE).toJson().find("items")).isEmpty();
    }

    @Test
    void wordsForPeopleDoNotChangeTheFingerprint() {
        String other = ITEMS.replace("Say why.", "Tell why.")
                .replace("Prove ${item.title}.", "Prove it.")
                .replace("  task:\n", "  task:\n    title: work item\n");

        assertThat(read(other).fingerprint()).isEqualTo(read(ITEMS).fingerprint());
        assertThat(read(ITEMS.replace("item.verified", "item.ready")).fingerprint())
                .isNotEqualTo(read(ITEMS).fingerprint());
        assertThat(read(ITEMS.replace("claim: 90m", "claim: 91m")).fingerprint())
                .isNotEqualTo(read(ITEMS).fingerprint());
    }

    @Test
    void aFieldThatIsCalledTitleCountsForTheFingerprint() {
        String titled = ITEMS.replace("fields: {", "fields: {title: string, ");

        assertThat(read(titled).fingerprint()).isNotEqualTo(read(ITEMS).fingerprint());
    }

    @ParameterizedTest
    @CsvSource({"90m, 90m", "60m, 1h", "24h, 1d", "45s, 45s", "1 h, 1h", "3600s, 1h"})
    void aSpanIsWrittenInItsLargestUnit(String given, String written) {
        Json json = read(ITEMS.replace("90m", given)).toJson();

        assertThat(json.at("items", "task", "claim", "for")).contains(Json.of(written));
    }

    @Test
    void changesAreNamedByKindAndMove() {
        String after = ITEMS.replace("claim: 90m", "claim: 5m")
                .replace("item.verified", "\"item.evidence.exists(e, e.fresh)\"")
                .replace("- {id: drop,", "- {id: cancel,");

        assertThat(read(after).changesFrom(read(ITEMS)))
                .extracting(DefinitionChange::toString)
                .containsExactly(
                        "kind \"task\" changed: claim",
                        "move \"task/complete\" changed: when",
                        "move \"task/drop\" removed",
                        "move \"task/cancel\" added");
        assertThat(read(ITEMS).changesFrom(read(PHASE)))
                .extracting(DefinitionChange::toString)
                .contains("kind \"task\" added", "move \"task/begin\" added");
    }

    @Test
    void aSourceIsWrittenShortOrWhole() {
        String facts = ITEMS + "    from: %s\nfacts: {specs: {files: \"specs/*.md\"}}\n";

        assertThat(task(facts.formatted("facts.specs.entries")).from())
                .isEqualTo(new SourceDefinition("facts.specs.entries", "match", Map.of()));
        assertThat(task(facts.formatted("{each: facts.specs.entries, key: path, fields: {title: name}}"))
                        .from())
                .isEqualTo(new SourceDefinition("facts.specs.entries", "path", Map.of("title", "name")));
    }

    @Test
    void theExampleOfTheGuideIsADefinitionWithoutAFault() throws IOException {
        String guide = Files.readString(Path.of("../../docs/definitions.md"));
        int begin = guide.indexOf("```yaml\nitems:\n") + "```yaml\n".length();
        String example = guide.substring(begin, guide.indexOf("```", begin));

        assertThat(task(PHASE + example).moves()).hasSize(3);
    }

    @Test
    void theGuideNamesEveryListAndEveryNameOfAnItem() throws IOException {
        String guide = Files.readString(Path.of("../../docs/definitions.md"));
        String section = guide.substring(guide.indexOf("### Items\n"), guide.indexOf("### Track\n"));

        assertThat(ItemTypes.LISTS).allSatisfy(list -> assertThat(section).contains("| `" + list + "` |"));
        assertThat(ItemTypes.reserved()).allSatisfy(name -> assertThat(section).contains("`" + name + "`"));
        assertThat(DocumentVerifier.FORMATS)
                .allSatisfy(format -> assertThat(section).contains("`" + format + "`"));
    }

    @Test
    void theExampleInJavaIsADefinitionWithoutAFault() {
        WorkflowDefinition chores = WorkflowDefinition.builder("chores")
                .phase("p", phase -> {})
                .items(
                        "chore",
                        chore -> chore.statuses("open", "done")
                                .move(
                                        "finish",
                                        "done",
                                        move -> move.from("open").tool("move_item")))
                .build();

        assertThat(chores.kinds()).containsOnlyKeys("chore");
    }

    @Test
    void conditionsAreCheckedAgainstTheDeclaredFields() {
        WorkflowDefinition definition = read(ITEMS);

        assertThat(Expression.compile("items.task.all[0].hours", definition.types())
                        .type())
                .isEqualTo(Type.DOUBLE);
        assertThat(Expression.compile("items.task.byStatus[\"doing\"].map(t, t.after)", definition.types())
                        .type())
                .isEqualTo(Type.list(Type.list(Type.STRING)));
        assertThat(Expression.compile("items.task.byId[\"t-1\"].claim.held", definition.types())
                        .type())
                .isEqualTo(Type.BOOL);
        assertThat(Expression.compile("item.title", definition.types("task")).type())
                .isEqualTo(Type.STRING);
        assertThatThrownBy(() -> Expression.compile("item.title", definition.types()))
                .hasMessageContaining("nothing is named \"item\" here");
        assertThatThrownBy(() -> definition.types("tsk"))
                .hasMessageContaining("has no items of kind \"tsk\". Did you mean \"task\"?");
    }

    @Test
    void aPathMayBeCalledItemsWhereThereAreNone() {
        String path = PHASE + "paths: {items: docs/items}\n";

        assertThat(read(path).paths()).containsEntry("items", "docs/items");
        assertThatThrownBy(() -> read(ITEMS + "paths: {items: docs/items}\n"))
                .hasMessageContaining("\"items\" means something else in conditions. Rename the path.");
        assertThatThrownBy(() -> read(ITEMS + "paths: {item: docs/items}\n"))
                .hasMessageContaining("\"item\" means something else in conditions. Rename the path.");
    }

    @Test
    void anUnknownToolOfAMoveIsFoundOnceTheToolsAreKnown() {
        assertThat(read(ITEMS.replace("claim_item", "clam_item")).verify(Set.of("claim_items")))
                .extracting(DefinitionProblem::message)
                .singleElement()
                .asString()
                .contains("unknown tool \"clam_item\". Did you mean \"claim_item\"?");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mood: {one-of: []} | needs words
            mood: {one-of: [low, ' high']} | needs words
            mood: {one-of: [Low, low]} | names a word twice
            mood: {type: list, of: {one-of: [low, high]}, default: [hihg]} | Did you mean "high"
            """)
    void whatIsWrongWithTheWordsOfAFieldIsNamed(String field, String said) {
        String yaml = "workflow: tea\nphases: [{id: drink}]\ndata:\n  " + field + "\n";

        assertThatThrownBy(() -> WorkflowDefinition.parse("tea.yaml", yaml))
                .isInstanceOf(BrokenDefinitionException.class)
                .hasMessageContaining(said);
    }
}
