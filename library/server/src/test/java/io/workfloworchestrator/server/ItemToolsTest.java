package io.workfloworchestrator.server;

import static io.workfloworchestrator.server.TaskServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.mcp.ToolAnswer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tools for items, called as a client calls them. */
class ItemToolsTest {
    /** What a definition with items may add to the list of tools that every conversation pays for. */
    private static final int MOST_BYTES = 3_950;

    @TempDir
    private Path project;

    private TaskServer server;

    @BeforeEach
    void begin() {
        server = new TaskServer(project);
    }

    private static List<Json> items(ToolAnswer answer) {
        return answer.structured().at("items").orElseThrow().asList();
    }

    @Test
    void aTaskIsAddedClaimedProvedAndDone() {
        String id = server.task("Pay by card");

        ToolAnswer claimed = server.ok("claim_item", "{\"kind\":\"task\",\"by\":\"ana\"}");
        assertThat(text(claimed, "item", "id")).isEqualTo(id);
        assertThat(text(claimed, "item", "claimedBy")).isEqualTo("ana");
        assertThat(text(claimed, "message")).isEqualTo("Then move_item, for its move start, with this token.");
        assertThat(text(claimed, "until")).isEqualTo("2026-05-04T10:15:00Z");
        String token = text(claimed, "token");

        String write = "{\"id\":\"" + id + "\",\"token\":" + token;
        server.ok("move_item", write + ",\"move\":\"start\"}");
        ToolAnswer early = server.call("move_item", write + ",\"move\":\"complete\"}");
        assertThat(early.text()).startsWith("E_ITEM_GATE: ").contains("run the checks of Pay by card");
        assertThat(text(early, "error", "next", "tool")).isEqualTo("explain");

        server.ok(
                "add_evidence",
                write + ",\"what\":\"command\",\"result\":\"passed\",\"command\":\"mvn verify\",\"exit\":0}");
        ToolAnswer done = server.ok("move_item", write + ",\"move\":\"complete\",\"reason\":\"checks pass\"}");
        assertThat(text(done, "item", "status")).isEqualTo("done");
        assertThat(text(done, "item", "evidence", "0")).contains("command passed (exit 0), mvn verify, asserted by");
        assertThat(text(done, "item", "claimedBy")).isEmpty();
        assertThat(server.state.history(1).get(0).cause().reason())
                .isEqualTo("complete: \"Pay by card\" (T-01): checks pass");
    }

    @Test
    void theStatusOfTheProjectCountsTheItemsOfEachKindByStatus() {
        assertThat(text(server.ok("get_project_status", "{}"), "items")).isEqualTo("{\"task\":{}}");
        server.task("Login");
        server.task("Pay by card");
        String dropped = server.task("Pay by cheque");
        server.ok("move_item", "{\"id\":\"" + dropped + "\",\"move\":\"drop\"}");

        assertThat(text(server.ok("get_project_status", "{}"), "items"))
                .isEqualTo("{\"task\":{\"dropped\":1,\"open\":2}}");
    }

    @Test
    void aReviewerIsNamedWhoeverRecordsTheReview() {
        String id = server.task("Pay by card");
        String token = text(server.ok("claim_item", "{\"kind\":\"task\",\"by\":\"ana\"}"), "token");
        String review = "{\"id\":\"" + id + "\",\"what\":\"review\",\"result\":\"read\",\"token\":" + token;

        assertThat(text(server.ok("add_evidence", review + ",\"by\":\"ben\"}"), "item", "evidence", "0"))
                .contains("review read, asserted by ben");
        assertThat(text(server.ok("add_evidence", review + "}"), "item", "evidence", "1"))
                .contains("asserted by ana");
        assertThat(server.call("add_evidence", review + ",\"by\":\" \"}").text())
                .startsWith("E_EVIDENCE: ");
    }

    @Test
    void aListSaysHowEachItemStandsAndCanBeAskedForParts() {
        String login = server.task("Login");
        String pay = server.task("Pay by card", login);
        server.ok("edit_item", "{\"id\":\"" + pay + "\",\"fields\":{\"area\":\"shop\"}}");

        ToolAnswer all = server.ok("list_items", "{\"kind\":\"task\"}");
        assertThat(text(all, "total")).isEqualTo("2");
        assertThat(text(all, "items", "0", "is")).isEqualTo("[\"ready\"]");
        assertThat(text(all, "items", "0", "unblocks")).isEqualTo("1");
        assertThat(text(all, "items", "0", "moves")).isEqualTo("[\"start\",\"drop\"]");
        assertThat(text(all, "items", "1", "blockedBy", "0")).isEqualTo("\"Login\" (T-01, open)");
        assertThat(text(all, "items", "1", "number")).isEqualTo("T-02");

        assertThat(items(server.ok("list_items", "{\"view\":\"ready\"}"))).hasSize(1);
        assertThat(items(server.ok("list_items", "{\"view\":\"blocked\",\"where\":{\"area\":\"shop\"}}")))
                .hasSize(1);
        assertThat(items(server.ok("list_items", "{\"status\":\"doing\"}"))).isEmpty();
        assertThat(text(server.ok("list_items", "{\"sort\":\"-title\"}"), "items", "0", "title"))
                .isEqualTo("Pay by card");
        assertThat(text(server.ok("list_items", "{\"text\":\"LOG\"}"), "items", "0", "id"))
                .isEqualTo(login);
    }

    @Test
    void aListIsPagedAndFitsIntoAnAnswerWhateverIsInIt() {
        for (int i = 0; i < 40; i++) {
            Json.Obj fields = Json.Obj.EMPTY
                    .with("title", Json.of("Task " + i))
                    .with("note", Json.of("word ".repeat(2_000)))
                    .with("area", Json.of("y".repeat(900)));
            server.ok(
                    "add_item",
                    Json.Obj.EMPTY
                            .with("kind", Json.of("task"))
                            .with("fields", fields)
                            .toString());
        }
        ToolAnswer page = server.ok("list_items", "{\"limit\":100}");
        int seen = 0;
        while (true) {
            assertThat(page.structured().toString().length()).isLessThan(Tool.ANSWER_BYTES);
            seen += items(page).size();
            if (text(page, "cursor").isEmpty()) {
                break;
            }
            page = server.ok("list_items", "{\"limit\":100,\"cursor\":\"" + text(page, "cursor") + "\"}");
        }
        assertThat(seen).isEqualTo(40);
        ToolAnswer one = server.ok("list_items", "{\"text\":\"Task 17\"}");
        assertThat(text(one, "items", "0", "fields", "note").length()).isGreaterThan(3_000);
        assertThat(one.structured().toString().length()).isLessThan(Tool.ANSWER_BYTES);
    }

    @Test
    void theNextStepIsToClaimTheRightItemAndCanBeCalledWithTheCallersName() {
        server.task("Colours");
        String login = server.task("Login");
        server.task("Pay", login);

        ToolAnswer next = server.ok("get_next_steps", "{}");
        assertThat(text(next, "nextActions", "0", "action")).contains("Login");
        assertThat(text(next, "nextActions", "0", "reason")).contains("critical path", "unblocks 1");
        assertThat(text(next, "nextActions", "0", "tool")).isEqualTo("claim_item");
        assertThat(text(next, "nextActions", "0", "params", "id")).isEqualTo(login);
        String rule = text(next, "nextActions", "0", "ruleId");
        assertThat(text(server.ok("explain", "{\"id\":\"" + rule + "\"}"), "holds"))
                .isEqualTo("true");
        assertThat(text(server.ok("explain", "{\"id\":\"task:" + login + "/complete\"}"), "holds"))
                .isEqualTo("false");
    }

    @Test
    void nothingToClaimSaysWhy() {
        assertThat(text(server.ok("claim_item", "{\"kind\":\"task\",\"by\":\"ana\"}"), "message"))
                .isEqualTo("There is no task yet.");
        String login = server.task("Login");
        server.task("Pay", login);
        server.ok("claim_item", "{\"kind\":\"task\",\"by\":\"ana\"}");

        ToolAnswer nothing = server.ok("claim_item", "{\"kind\":\"task\",\"by\":\"ben\"}");
        assertThat(text(nothing, "item")).isEmpty();
        assertThat(text(nothing, "token")).isEmpty();
        assertThat(text(nothing, "message"))
                .isEqualTo("No task can be claimed now; of 2 that are not final: 1 claimed, the first until"
                        + " 2026-05-04T10:15:00Z; 1 blocked by \"Login\" (T-01, open).");
    }

    @Test
    void aLateTokenIsRefusedAndTheItemIsOfferedAgain() {
        String id = server.task("Login");
        String old = text(server.ok("claim_item", "{\"kind\":\"task\",\"by\":\"ana\"}"), "token");
        server.clock.pass(Duration.ofMinutes(16));
        ToolAnswer taken = server.ok("claim_item", "{\"kind\":\"task\",\"by\":\"ben\"}");
        assertThat(text(taken, "item", "id")).isEqualTo(id);

        ToolAnswer late = server.call("move_item", "{\"id\":\"" + id + "\",\"move\":\"start\",\"token\":" + old + "}");
        assertThat(late.text()).startsWith("E_CLAIM_TOKEN: ").contains("ben holds it");
        assertThat(text(late, "error", "next", "tool")).isEqualTo("claim_item");
        assertThat(text(late, "error", "next", "arguments", "kind")).isEqualTo("task");

        ToolAnswer without = server.call("edit_item", "{\"id\":\"" + id + "\",\"fields\":{\"area\":\"x\"}}");
        assertThat(without.text()).startsWith("E_CLAIM_HELD: ").contains("The holder itself gives its token.");
        assertThat(server.call("claim_item", "{\"id\":\"" + id + "\",\"by\":\"cem\"}")
                        .text())
                .startsWith("E_CLAIM_HELD: ")
                .contains("ben holds it until");
    }

    @Test
    void aHeldItemIsHandedOverOrGivenBack() {
        String id = server.task("Login");
        String first = text(server.ok("claim_item", "{\"id\":\"T-01\",\"by\":\"ana\"}"), "token");
        assertThat(server.call("release_item", "{\"id\":\"T-01\",\"to\":\"ben\"}")
                        .text())
                .startsWith("E_ARG_MISSING: ");
        ToolAnswer handed = server.ok("release_item", "{\"id\":\"T-01\",\"to\":\"ben\",\"token\":" + first + "}");
        assertThat(text(handed, "item", "claimedBy")).isEqualTo("ben");
        String second = text(handed, "token");
        assertThat(server.call("release_item", "{\"id\":\"T-01\",\"token\":" + first + "}")
                        .text())
                .startsWith("E_CLAIM_TOKEN: ");

        ToolAnswer free = server.ok("release_item", "{\"id\":\"T-01\",\"token\":" + second + "}");
        assertThat(text(free, "token")).isEmpty();
        assertThat(text(free, "item", "is")).isEqualTo("[\"ready\"]");
        assertThat(text(server.ok("claim_item", "{\"kind\":\"task\",\"by\":\"cem\"}"), "item", "id"))
                .isEqualTo(id);
    }

    @Test
    void anItemIsReorderedAndRemovedAndWhatNeedsItIsNamed() {
        String login = server.task("Login");
        String pay = server.task("Pay", "T-01");
        server.ok("edit_item", "{\"id\":\"" + pay + "\",\"before\":\"T-01\"}");
        assertThat(text(server.ok("list_items", "{}"), "items", "0", "id")).isEqualTo(pay);

        ToolAnswer removed = server.ok("edit_item", "{\"id\":\"T-01\",\"remove\":true,\"reason\":\"twice\"}");
        assertThat(text(removed, "item")).isEmpty();
        assertThat(text(removed, "message")).contains("Removed Login (" + login + ")", pay);
        assertThat(text(server.ok("list_items", "{\"view\":\"blocked\"}"), "items", "0", "blockedBy", "0"))
                .contains("removed");
        ToolAnswer gone = server.call("move_item", "{\"id\":\"" + login + "\",\"move\":\"start\"}");
        assertThat(gone.text()).startsWith("E_ITEM: ").contains("removed at");
        assertThat(server.call("edit_item", "{\"id\":\"" + pay + "\"}").text()).startsWith("E_ARG_MISSING: ");
        assertThat(server.call("edit_item", "{\"id\":\"" + pay + "\",\"remove\":true,\"before\":\"x\"}")
                        .text())
                .startsWith("E_ARG_VALUE: ");
    }

    @Test
    void aFieldIsTakenAwayByNull() {
        server.task("Login");
        server.ok("edit_item", "{\"id\":\"T-01\",\"fields\":{\"area\":\"shop\"}}");
        ToolAnswer without = server.ok("edit_item", "{\"id\":\"T-01\",\"fields\":{\"area\":null}}");
        assertThat(text(without, "item", "fields", "area")).isEmpty();
    }

    @Test
    void whatIsWrongIsRefusedWithTheNearestNameAndChangesNothing() {
        String id = server.task("Login");
        server.task("Pay", id);
        long before = server.state.head().number();
        assertThat(server.call("list_items", "{\"kind\":\"tasks\"}").text())
                .startsWith("E_ITEM_KIND: ")
                .contains("Did you mean \"task\"");
        assertThat(server.call("add_item", "{\"kind\":\"task\",\"fields\":{\"titel\":\"x\"}}")
                        .text())
                .startsWith("E_ITEM_FIELD: ")
                .contains("Did you mean \"title\"");
        assertThat(server.call("move_item", "{\"id\":\"T-01\",\"move\":\"strat\"}")
                        .text())
                .startsWith("E_ITEM_MOVE: ")
                .contains("Did you mean \"start\"");
        assertThat(server.call("list_items", "{\"where\":{\"aria\":\"x\"}}").text())
                .startsWith("E_ITEM_QUERY: ")
                .contains("area");
        ToolAnswer blocked = server.call("move_item", "{\"id\":\"T-02\",\"move\":\"start\"}");
        assertThat(blocked.text()).startsWith("E_ITEM_BLOCKED: ").contains("Login");
        assertThat(text(blocked, "error", "next", "arguments", "id")).startsWith("task:t-");
        ToolAnswer circle = server.call("edit_item", "{\"id\":\"T-01\",\"fields\":{\"needs\":\"T-02\"}}");
        assertThat(circle.text()).startsWith("E_ITEM_CIRCLE: ");
        assertThat(server.call("edit_item", "{\"id\":\"T-01\",\"fields\":{\"needs\":[\"T-09\"]}}")
                        .text())
                .startsWith("E_ITEM_NEED: ");
        assertThat(server.state.head().number()).isEqualTo(before);
    }

    @Test
    void aServersOwnToolTakesThePlaceOfTheKits() {
        record In(String kind) {}
        record Out(String own) {}
        var own = server.another()
                .tool(Tool.of("list_items", In.class, Out.class)
                        .description("Its own.")
                        .handler((in, call) -> new Out(in.kind())))
                .build();
        assertThat(own.call("list_items", Json.parse("{\"kind\":\"x\"}").asObject())
                        .structured()
                        .text("own"))
                .contains("x");
        assertThat(own.tools()).extracting(Tool::name).doesNotHaveDuplicates().contains("claim_item");
    }

    @Test
    void theToolsForItemsAreListedOnlyWhereThereAreItemsAndCostLittle() {
        List<Json> tools = TaskServer.listed(server.another().build()).asList();
        assertThat(tools)
                .extracting(tool -> tool.asObject().text("name").orElseThrow())
                .containsExactlyElementsOf(WorkflowTools.NAMES_WITH_ITEMS);
        int bytes = tools.stream()
                .filter(tool ->
                        ItemTools.NAMES.contains(tool.asObject().text("name").orElseThrow()))
                .mapToInt(tool -> tool.toString().getBytes(StandardCharsets.UTF_8).length + 1)
                .sum();
        assertThat(bytes).isLessThan(MOST_BYTES);
        assertThat(tools)
                .allSatisfy(tool -> assertThat(tool.at("outputSchema", "properties")
                                .orElseThrow()
                                .asObject()
                                .size())
                        .isPositive());

        TaskServer plain = new TaskServer(
                project.resolve("."),
                io.workfloworchestrator.definition.WorkflowDefinition.parse(
                        "plain.yaml", "workflow: plain\nversion: 1\nphases: [{id: one}]\n"));
        assertThat(TaskServer.listed(plain.another().build()).asList())
                .extracting(tool -> tool.asObject().text("name").orElseThrow())
                .containsExactlyElementsOf(WorkflowTools.NAMES_WITH_DATA);
    }

    @Test
    void aDefinitionThatDeclaresAToolOfItsOwnNeedNotDeclareThoseOfEveryServer() {
        for (String tool : WorkflowTools.NAMES_WITH_ITEMS) {
            assertThat(WorkflowDefinition.parse("own.yaml", """
                            workflow: own
                            tools: {brew_tea: []}
                            phases: [{id: all, steps: [{id: one, title: One, tool: %s}]}]
                            """.formatted(tool)).type())
                    .isEqualTo("own");
        }
    }
}
