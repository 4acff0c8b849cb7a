package io.workfloworchestrator.server;

import static io.workfloworchestrator.server.TaskServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.mcp.ToolAnswer;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no honest client sends, or only by mistake: each is refused in words, and nothing changes. */
class HostileItemsTest {
    @TempDir
    private Path project;

    private TaskServer server;
    private long before;

    @BeforeEach
    void begin() {
        server = new TaskServer(project);
        server.task("Login");
        before = server.state.head().number();
    }

    private ToolAnswer refused(String tool, Json.Obj arguments) {
        ToolAnswer answer = server.call(tool, arguments.toString());
        assertThat(answer.isError()).as(answer.text()).isTrue();
        assertThat(answer.text()).doesNotContain("E_INTERNAL").doesNotContain("Exception");
        assertThat(answer.text().length()).isLessThan(1_000);
        assertThat(server.state.head().number()).isEqualTo(before);
        return answer;
    }

    private static Json.Obj fields(String name, Json value) {
        return Json.Obj.EMPTY
                .with("kind", Json.of("task"))
                .with("fields", Json.Obj.EMPTY.with("title", Json.of("x")).with(name, value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../../etc/passwd",
                "task:../../x",
                "t-",
                "",
                " ",
                "${item.id}",
                "constructor",
                "t-000000/../t-111111",
                "\u202Et-7f3a9c",
                "T-99"
            })
    void aNameThatMeansNoItemIsRefused(String id) {
        for (String tool : ItemTools.NAMES) {
            if (!tool.equals("list_items") && !tool.equals("add_item")) {
                Json.Obj arguments = Json.Obj.EMPTY.with("id", Json.of(id));
                arguments = switch (tool) {
                    case "edit_item" -> arguments.with("fields", Json.Obj.EMPTY.with("area", Json.of("x")));
                    case "move_item" -> arguments.with("move", Json.of("start"));
                    case "claim_item" -> arguments.with("by", Json.of("ana"));
                    case "add_evidence" ->
                        arguments.with("what", Json.of("note")).with("result", Json.of("seen"));
                    default -> arguments;
                };
                assertThat(refused(tool, arguments).text()).startsWith("E_ITEM: ");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "add_item|{\"kind\":\"task\",\"fields\":{\"title\":\"x\",\"hours\":\"many\"}}|E_ITEM_FIELD",
                "add_item|{\"kind\":\"task\",\"fields\":{\"title\":[1]}}|E_ITEM_FIELD",
                "add_item|{\"kind\":\"task\",\"fields\":{}}|E_ITEM_FIELD",
                "add_item|{\"kind\":\"__proto__\",\"fields\":{\"title\":\"x\"}}|E_ITEM_KIND",
                "add_item|{\"kind\":\"task\",\"fields\":\"title\"}|E_ARG_TYPE",
                "add_item|{\"kind\":\"task\",\"fields\":{\"title\":\"x\",\"status\":\"done\"}}|E_ITEM_FIELD",
                "add_item|{\"kind\":\"task\",\"fields\":{\"title\":\"x\",\"needs\":[7]}}|E_ITEM_FIELD",
                "edit_item|{\"id\":\"T-01\",\"fields\":{\"title\":null}}|E_ITEM_FIELD",
                "edit_item|{\"id\":\"T-01\",\"fields\":{\"needs\":\"T-01\"}}|E_ITEM_CIRCLE",
                "move_item|{\"id\":\"T-01\",\"move\":\"complete\"}|E_ITEM_MOVE",
                "move_item|{\"id\":\"T-01\",\"move\":\"start\",\"token\":99}|E_CLAIM_TOKEN",
                "move_item|{\"id\":\"T-01\",\"move\":\"start\",\"token\":-1}|E_ARG_VALUE",
                "move_item|{\"id\":\"T-01\",\"move\":\"start\",\"token\":\"x\"}|E_ARG_TYPE",
                "claim_item|{\"kind\":\"task\",\"by\":\" \"}|E_CLAIM_HOLDER",
                "claim_item|{\"kind\":\"task\",\"by\":\"an\\na\"}|E_CLAIM_HOLDER",
                "claim_item|{\"by\":\"ana\"}|E_ARG_MISSING",
                "claim_item|{\"kind\":\"task\",\"id\":\"T-01\",\"by\":\"ana\"}|E_ARG_VALUE",
                "release_item|{\"id\":\"T-01\",\"token\":4}|E_CLAIM_TOKEN",
                "add_evidence|{\"id\":\"T-01\",\"what\":\"proof\",\"result\":\"x\"}|E_ARG_VALUE",
                "add_evidence|{\"id\":\"T-01\",\"what\":\"note\",\"result\":\"\"}|E_EVIDENCE",
                "list_items|{\"cursor\":\"../..\"}|E_ITEM_QUERY",
                "list_items|{\"status\":\"opne\"}|E_ITEM_QUERY",
                "list_items|{\"sort\":\"__class__\"}|E_ITEM_QUERY",
                "list_items|{\"view\":\"mine\"}|E_ARG_VALUE"
            })
    void whatDoesNotFitIsRefused(String tool, String arguments, String code) {
        assertThat(refused(tool, Json.parse(arguments).asObject()).text()).startsWith(code + ": ");
    }

    @Test
    void evidenceCoversNoFileOutsideOfTheProject() {
        for (String path : new String[] {"../secret", "/etc/passwd", ".git/config", ".ai-planning/x", "a/../../b"}) {
            ToolAnswer answer = refused(
                    "add_evidence",
                    Json.Obj.EMPTY
                            .with("id", Json.of("T-01"))
                            .with("what", Json.of("note"))
                            .with("result", Json.of("seen"))
                            .with("covers", Json.of(path)));
            assertThat(answer.text()).as(path).startsWith("E_");
        }
    }

    @Test
    void aFieldOfFiveMegabytesIsRefusedWhereverItIs() {
        Json huge = Json.of("x".repeat(1_000_000));
        assertThat(refused("add_item", fields("area", huge)).text()).startsWith("E_FIELD_SIZE: ");
        assertThat(refused("add_item", fields("needs", Json.array(Collections.nCopies(5, huge))))
                        .text())
                .startsWith("E_FIELD_SIZE: ");
        assertThat(refused(
                                "edit_item",
                                Json.Obj.EMPTY
                                        .with("id", Json.of("T-01"))
                                        .with("fields", Json.Obj.EMPTY.with("note", huge)))
                        .text())
                .startsWith("E_FIELD_SIZE: ");
    }

    @Test
    void textsOfOthersSteerNoTerminalAndFitIntoAnAnswer() {
        server.ok(
                "add_item",
                fields("note", Json.of("\u001b[2Jhidden\u202E" + "word ".repeat(3_000)))
                        .toString());
        ToolAnswer list = server.ok("list_items", "{}");
        assertThat(list.structured().toString()).doesNotContain("\\u001b").doesNotContain("\u202E");
        assertThat(text(list, "items", "1", "fields", "note"))
                .startsWith("hidden")
                .endsWith("characters)");
        assertThat(list.structured().toString().length()).isLessThan(Tool.ANSWER_BYTES);
    }
}
