package io.workfloworchestrator.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.definition.KindDefinition;
import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** An outline: what a person wrote around the items stays, and what the items say comes back. */
class ItemOutlineFormatTest {
    private static final String YAML = """
            workflow: parts
            phases: [{id: work}]
            items:
              component:
                fields:
                  title: {type: string, required: true}
                  description: string
                  subComponents: {type: list, of: {type: object, fields: {name: string, description: string, status: string}}}
                  relatedTo: {type: list, of: string}
                  priority: string
                  notes: string
                  changeLog: {type: list, of: string}
                status: {values: [exploring, framework, finalized, archived], final: archived}
                moves:
                  - {id: explore, from: [framework, archived], to: exploring, hint: Explore.}
                  - {id: frame, from: [exploring, finalized, archived], to: framework, hint: Frame.}
                  - {id: finalize, from: [exploring, framework, archived], to: finalized, hint: Finalize.}
                  - {id: archive, from: [exploring, framework, finalized], to: archived, hint: Archive.}
                document: {path: docs/overview.md, format: outline, sections: [description, changeLog]}
            """;

    private static final String FILE = """
            ---
            project_name: Corner shop
            version: 1.0
            mood: "good"   # of ours
            ---
            # Corner shop - Project Overview

            What it is.

            ## Vision

            Hand-written, with a list:
            - Priority: none
            - #### not a heading

            ### Archived

            #### A heading of ours

            ## Components

            A word on the parts.

            ### Exploring

            #### Web Framework: the Archived one

            Serves pages.
            In two lines.

            Sub-components:
            * HTTP: reads requests
            * Routes

            **Priority:** high

            Notes: ask Ana
            A line of nobody.

            ### Framework

            *No components in this stage*

            ### Finalized

            *No components in this stage*

            ## Change Log

            - [2026-08-01] Web Framework: the Archived one: created it
            - a line of ours

            ## Afterwards

            ```
            #### in a fence
            ```
            """;

    private final KindDefinition kind = Objects.requireNonNull(
            WorkflowDefinition.parse("parts.yaml", YAML).kinds().get("component"));
    private final ItemOutlineFormat format =
            new ItemOutlineFormat("component", kind, List.of("description", "changeLog"), "docs/overview.md");

    private static Json.Obj item(String id, String status, String title, Map<String, Json> fields) {
        Json.Obj item = Json.Obj.EMPTY
                .with("uid", Json.of(id))
                .with("status", Json.of(status))
                .with("title", Json.of(title));
        return fields.isEmpty() ? item : item.with("fields", Json.object(fields));
    }

    private static Json value(Json.Obj... items) {
        Map<String, Json> all = new LinkedHashMap<>();
        for (Json.Obj item : items) {
            all.put(item.text("uid").orElseThrow(), item);
        }
        return Json.object(Map.of("items", Json.object(all)));
    }

    private static Json part(String name, String description) {
        return Json.Obj.EMPTY.with("name", Json.of(name)).with("description", Json.of(description));
    }

    private String render(Json value, String file) {
        byte[] bytes = format.render(value, Optional.of(file.getBytes(StandardCharsets.UTF_8)));
        assertThat(format.read(bytes, Optional.of(value)).value()).isEqualTo(value);
        assertThat(format.render(value, Optional.of(bytes))).isEqualTo(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private Json read(String file) {
        return format.read(file.getBytes(StandardCharsets.UTF_8), Optional.empty())
                .value();
    }

    private static Json.Obj only(Json value) {
        Json.Obj items = value.at("items").orElseThrow().asObject();
        assertThat(items.size()).isEqualTo(1);
        return items.find(items.keys().get(0)).orElseThrow().asObject();
    }

    @Test
    void aNewFileHasAllStatuses() {
        Json value = value(item(
                "c-1",
                "framework",
                "Parser",
                Map.of(
                        "description", Json.of("Reads."),
                        "priority", Json.of("high"),
                        "subComponents", Json.array(List.of(part("Lexer", "cuts"))),
                        "changeLog", Json.strings(List.of("[2026-08-01] Parser: created it")))));
        byte[] bytes = format.render(value, Optional.empty());
        assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo("""
                # Overview

                ## Components

                ### Exploring

                _None yet._

                ### Framework

                #### Parser

                Reads.

                Sub-components:
                - Lexer: cuts

                Priority: high

                ### Finalized

                _None yet._

                ### Archived

                _None yet._

                ## Change log

                - [2026-08-01] Parser: created it
                """);
        assertThat(format.read(bytes, Optional.of(value)).value()).isEqualTo(value);
    }

    @Test
    void namesWithWordsOfStatusesAndColonsAreRead() {
        Json.Obj item = only(read(FILE));
        assertThat(item.text("title")).contains("Web Framework: the Archived one");
        assertThat(item.text("status")).contains("exploring");
        assertThat(item.at("fields").orElseThrow())
                .isEqualTo(Json.object(Map.of(
                        "description", Json.of("Serves pages.\nIn two lines."),
                        "subComponents",
                                Json.array(List.of(
                                        part("HTTP", "reads requests"),
                                        Json.Obj.EMPTY.with("name", Json.of("Routes")))),
                        "priority", Json.of("high"),
                        "notes", Json.of("ask Ana"),
                        "changeLog",
                                Json.strings(List.of("[2026-08-01] Web Framework: the Archived one: created it")))));
    }

    @Test
    void aChangeTouchesItsLinesAlone() {
        Json.Obj item = only(read(FILE));
        Json fields = item.at("fields").orElseThrow().asObject().with("priority", Json.of("low"));
        assertThat(render(value(item.with("fields", fields)), FILE))
                .isEqualTo(FILE.replace("**Priority:** high", "**Priority:** low"));
    }

    @Test
    void aMoveTakesTheWholeSectionAndLeavesAllElse() {
        Json.Obj item = only(read(FILE));
        String moved = render(value(item.with("status", Json.of("finalized"))), FILE);
        String section = FILE.substring(FILE.indexOf("#### Web Framework"), FILE.indexOf("### Framework"));
        assertThat(moved)
                .isEqualTo(FILE.replace(section, "_None yet._\n\n")
                        .replace("### Finalized\n\n*No components in this stage*\n\n", "### Finalized\n\n" + section));
        assertThat(render(value(item), moved)).contains("### Exploring\n\n#### Web Framework");
    }

    @Test
    void aFileWithCarriageReturnsKeepsThem() {
        String file = FILE.replace("\n", "\r\n");
        Json.Obj item = only(read(file));
        assertThat(item).isEqualTo(only(read(FILE)));
        String added = render(value(item, item("c-2", "framework", "Second", Map.of())), file);
        assertThat(added.replace("\r\n", "")).doesNotContain("\n").doesNotContain("\r");
        assertThat(added).startsWith(file.substring(0, file.indexOf("### Framework")));
        assertThat(added).endsWith(file.substring(file.indexOf("### Finalized")));
    }

    @Test
    void aRenamedHeadingIsTheSameItem() {
        Json value = value(item("c-1", "exploring", "Parser", Map.of("notes", Json.of("x"))));
        String file = new String(format.render(value, Optional.empty()), StandardCharsets.UTF_8);
        Json renamed = format.read(
                        file.replace("#### Parser", "#### Reader").getBytes(StandardCharsets.UTF_8), Optional.of(value))
                .value();
        assertThat(renamed).isEqualTo(value(item("c-1", "exploring", "Reader", Map.of("notes", Json.of("x")))));
    }

    @Test
    void aLogEntryThatIsTakenBackLeavesTheFileAndOthersStay() {
        Json.Obj item = only(read(FILE));
        Json.Obj fields = item.at("fields").orElseThrow().asObject();
        List<String> log = List.of(
                "[2026-08-02] Web Framework: the Archived one: updated its notes",
                "[2026-08-01] Web Framework: the Archived one: created it");
        String more = render(value(item.with("fields", fields.with("changeLog", Json.strings(log)))), FILE);
        assertThat(more).contains("## Change Log\n\n- " + log.get(0) + "\n- " + log.get(1) + "\n- a line of ours\n");
        byte[] back = format.render(value(item), Optional.of(more.getBytes(StandardCharsets.UTF_8)));
        assertThat(back).asString(StandardCharsets.UTF_8).isEqualTo(FILE);
    }

    @Test
    void aFileWithoutAnyOfItIsWrittenAtItsEnd() {
        String file = "Prose of ours.\n\n## Vision\n\nMore.\n";
        String written = render(value(item("c-1", "exploring", "Parser", Map.of())), file);
        assertThat(written).startsWith(file).contains("## Components", "### Exploring\n\n#### Parser");
    }

    @Test
    void anyTextComesBackAsItWasWritten() {
        long seed = 20_261_129L;
        Random random = new Random(seed);
        List<String> words = List.of(
                "a",
                "Priority: x",
                "Notes:",
                "#### injected",
                "### Archived",
                "- b: c",
                "\n",
                " ",
                "\\",
                ":",
                "[",
                "]",
                "&#10;",
                "[status:: x]",
                "```",
                "## Change log",
                "---",
                "Sub-components:",
                "**Priority:** y",
                "é",
                ": ",
                "\\:",
                "<!--",
                "&",
                "#",
                "Priority\\: z",
                "\t",
                "\n\n");
        String file = FILE;
        for (int round = 0; round < 40; round++) {
            List<Json.Obj> items = new ArrayList<>();
            int count = random.nextInt(4);
            for (int i = 0; i < count; i++) {
                items.add(item(
                        "c-" + i,
                        kind.status().values().get(random.nextInt(4)),
                        ("N" + i + text(random, words)).strip(),
                        fields(random, words)));
            }
            Json value = value(items.toArray(Json.Obj[]::new));
            try {
                file = render(value, file);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed + ", round " + round + ": " + value + "\nin\n" + file, e);
            }
        }
    }

    private static Map<String, Json> fields(Random random, List<String> words) {
        Map<String, Json> fields = new LinkedHashMap<>();
        for (String field : List.of("description", "priority", "notes")) {
            String text = text(random, words);
            String plain = field.equals("description") ? text.replaceAll("^(?:[ \\t]*\\n)+|\\s+$", "") : text;
            if (!plain.isEmpty()) {
                fields.put(field, Json.of(plain));
            }
        }
        if (random.nextBoolean()) {
            Json.Obj part = Json.Obj.EMPTY.with("name", Json.of("n" + text(random, words)));
            String description = text(random, words);
            part = description.isEmpty() ? part : part.with("description", Json.of(description));
            part = random.nextBoolean() ? part : part.with("status", Json.of("s" + text(random, words)));
            fields.put("subComponents", Json.array(List.of(part, part("other", "x"))));
        }
        return fields;
    }

    private static String text(Random random, List<String> words) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            text.append(words.get(random.nextInt(words.size())));
        }
        return text.toString();
    }
}
