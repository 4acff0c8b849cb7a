package io.workfloworchestrator.projectmanagement;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.mcp.WorkflowMcpServer;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.WorkflowTools;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.workflow.Workflow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the tools take, as strict clients read it, and that what they list is what they check. */
class InputSchemasTest {
    /** What the function declarations of all models understand; one other keyword, and some refuse the whole list. */
    private static final Set<String> KEYWORDS = Set.of(
            "type",
            "description",
            "properties",
            "required",
            "additionalProperties",
            "items",
            "enum",
            "minimum",
            "maximum");

    private static final Set<String> TYPES = Set.of("object", "array", "string", "integer", "number", "boolean");

    /** So many arguments of all tools are whole numbers. */
    private static final int NUMBERS = 6;

    @TempDir
    private Path project;

    private WorkflowMcpServer server() {
        ProjectFolder folder = ProjectFolder.open(project);
        StateManager state = StateManager.inMemory();
        Workflow<Json> workflow = Workflow.at(folder, WorkflowDefinition.builtIn("project-planning"), state)
                .tools(WorkflowTools.NAMES, WorkflowTools.STANDARD)
                .open();
        OpenProject open = new OpenProject(folder.root(), state, workflow);
        WorkflowMcpServer server =
                ProjectManagementServer.of("test", () -> open, client -> {}, EnumSet.allOf(Toolset.class));
        assertThat(server.call("initialize_project_orchestration", Json.Obj.EMPTY)
                        .isError())
                .isFalse();
        return server;
    }

    @Test
    void everySchemaIsOneThatStrictClientsTake() {
        List<String> faults = new ArrayList<>();
        for (Tool<?, ?> tool : server().tools()) {
            assertThat(tool.name()).matches("[a-zA-Z_][a-zA-Z0-9_-]{0,63}");
            check(tool.inputSchema(), tool.name(), faults);
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void aToolForbidsOtherArgumentsExactlyIfItListsAllThatItTakes() {
        WorkflowMcpServer server = server();
        for (Tool<?, ?> tool : server.tools()) {
            Set<String> listed = Set.copyOf(
                    tool.inputSchema().at("properties").orElseThrow().asObject().keys());
            boolean closed = tool.inputSchema().at("additionalProperties").isPresent();
            Set<String> taken = taken(server, tool.name());
            assertThat(taken).as(tool.name()).containsAll(listed).contains("projectPath");
            assertThat(closed).as(tool.name()).isEqualTo(taken.equals(listed));
        }
    }

    /** The arguments that a tool names to a caller who gives an unknown one. */
    private static Set<String> taken(WorkflowMcpServer server, String tool) {
        String refusal =
                server.call(tool, Json.Obj.EMPTY.with("zzzzzzzzzz", Json.of(1))).text();
        assertThat(refusal).startsWith("E_ARG_UNKNOWN").contains(" Known: ");
        String names = refusal.lines().findFirst().orElseThrow();
        return Set.of(names.substring(names.indexOf(" Known: ") + 8, names.length() - 1)
                .split(", "));
    }

    private static void check(Json schema, String at, List<String> faults) {
        Json.Obj fields = schema.asObject();
        fields.keys().stream()
                .filter(keyword -> !KEYWORDS.contains(keyword))
                .forEach(keyword -> faults.add(at + " has " + keyword));
        String type = fields.text("type").orElse("none");
        if (!TYPES.contains(type)) {
            faults.add(at + " has type " + type);
        }
        if (type.equals("array")) {
            check(fields.find("items").orElse(Json.Null.VALUE), at + "[]", faults);
        }
        if (type.equals("object")) {
            Json.Obj properties = fields.find("properties").map(Json::asObject).orElse(Json.Obj.EMPTY);
            if (properties.size() == 0) {
                faults.add(at + " is an object without properties");
            }
            boolean inside = at.contains(".") || at.contains("[");
            Json others = fields.find("additionalProperties").orElse(Json.of(inside));
            if (!Json.of(false).equals(others)) {
                faults.add(at + " takes properties that it does not name");
            }
            properties.forEach((name, property) -> check(property, at + "." + name, faults));
        }
    }

    @Test
    void everyNumberHasARangeAndSaysItWhenItIsLeft() {
        WorkflowMcpServer server = server();
        int numbers = 0;
        for (Tool<?, ?> tool : server.tools()) {
            Json.Obj properties =
                    tool.inputSchema().find("properties").orElseThrow().asObject();
            for (String name : properties.keys()) {
                Json property = properties.at(name).orElseThrow();
                if (!property.at("type").equals(java.util.Optional.of(Json.of("integer")))) {
                    continue;
                }
                numbers++;
                assertThat(property.at("minimum")).as(tool.name() + "." + name).isPresent();
                saysWhenItIsLeft(server, tool.name(), name);
            }
        }
        assertThat(numbers).isEqualTo(NUMBERS);
    }

    @Test
    void aNumberThatIsNotListedHasARangeToo() {
        WorkflowMcpServer server = server();
        saysWhenItIsLeft(server, "get_next_steps", "since");
        saysWhenItIsLeft(server, "get_project_status", "since");
        saysWhenItIsLeft(server, "evaluate_goal", "peopleAffected");
    }

    private static void saysWhenItIsLeft(WorkflowMcpServer server, String tool, String name) {
        for (String value :
                List.of("-1", "-2147483649", "9223372036854775808", "-9223372036854775809", "1e30", "\"-1\"")) {
            String text = server.call(tool, Json.Obj.EMPTY.with(name, Json.parse(value)))
                    .text();
            assertThat(text)
                    .as(tool + "." + name + " " + value)
                    .startsWith("E_ARG_RANGE")
                    .contains("\"" + name + "\" must be");
        }
    }

    @Test
    void aRevisionThatIsNotThereIsNoFaultOfOurs() {
        WorkflowMcpServer server = server();
        for (String call : List.of("undo revision 99", "undo revision 9223372036854775807", "get_history since 99")) {
            String[] words = call.split(" ");
            String text = server.call(words[0], Json.Obj.EMPTY.with(words[1], Json.parse(words[2])))
                    .text();
            assertThat(text).as(call).doesNotContain("E_INTERNAL");
        }
    }

    @Test
    void whatIsAssumedMayBePairsOrAnObjectOrItsText() {
        WorkflowMcpServer server = server();
        Json.Obj object = Json.Obj.EMPTY.with("facts.constitution.exists", Json.of(true));
        List<Json> forms = List.of(
                object,
                Json.of(object.toString()),
                Json.parse("[\"facts.constitution.exists=true\"]"),
                Json.parse("[{\"name\":\"facts.constitution.exists\",\"value\":\"true\"}]"),
                Json.of("[{\"name\":\"facts.constitution.exists\",\"value\":true}]"));
        assertThat(forms)
                .extracting(form -> server.call("simulate", Json.Obj.EMPTY.with("assume", form))
                        .structured())
                .allSatisfy(answer -> assertThat(answer.find("error")).isEmpty())
                .containsOnly(server.call("simulate", Json.Obj.EMPTY.with("assume", object))
                        .structured());
    }
}
