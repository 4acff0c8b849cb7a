package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.local.ServedProject;
import io.workfloworchestrator.local.Surroundings;
import io.workfloworchestrator.mcp.WorkflowMcpServer;
import io.workfloworchestrator.server.WorkflowTools;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A prompt that a server offers names only tools that it lists, or says by which toolset they are offered. */
class PromptsNameToolsTest {
    private static final Pattern WORD = Pattern.compile("[a-z]+(?:_[a-z]+)+|analyse");
    private static final Pattern ELSEWHERE = Pattern.compile("offered \\(toolset [a-z]+\\)");

    @TempDir
    private Path folder;

    /** What a server lists: its tools, and the text of each of its prompts. */
    private record Listed(Set<String> tools, Map<String, String> prompts) {}

    private Listed listed(String... words) {
        List<String> arguments = new ArrayList<>(List.of("mcp"));
        arguments.addAll(List.of(words));
        arguments.addAll(List.of("--project", folder.toString()));
        McpCommand.Asked asked = McpCommand.read(arguments.toArray(String[]::new));
        try (ServedProject project =
                new ServedProject(folder.toString(), McpCommand.serving(asked), Surroundings.here())) {
            WorkflowMcpServer server = McpCommand.server(asked, project);
            Map<String, Json> first = answers(server, List.of(request("tools/list"), request("prompts/list")));
            Map<String, String> requests = new LinkedHashMap<>();
            for (Json prompt : list(first, "prompts/list", "prompts")) {
                Json.Obj arguments2 = Json.Obj.EMPTY;
                for (Json argument : prompt.at("arguments").map(Json::asList).orElse(List.of())) {
                    arguments2 = arguments2.with(name(argument), Json.of("1"));
                }
                requests.put(
                        name(prompt),
                        request("prompts/get", name(prompt), Json.Obj.EMPTY.with("name", Json.of(name(prompt))).with("arguments", arguments2)));
            }
            Map<String, String> texts = new LinkedHashMap<>();
            answers(server, List.copyOf(requests.values()))
                    .forEach((prompt, answer) -> texts.put(prompt, String.valueOf(answer.at("result", "messages").orElse(answer))));
            Set<String> tools = list(first, "tools/list", "tools").stream()
                    .map(PromptsNameToolsTest::name)
                    .collect(Collectors.toCollection(TreeSet::new));
            return new Listed(tools, texts);
        }
    }

    private static List<Json> list(Map<String, Json> answers, String request, String what) {
        return answers.get(request).at("result", what).orElseThrow().asList();
    }

    private static String name(Json named) {
        return named.at("name").flatMap(Json::asText).orElseThrow();
    }

    private static String request(String method) {
        return request(method, method, Json.Obj.EMPTY);
    }

    private static String request(String method, String id, Json.Obj params) {
        return Json.Obj.EMPTY
                .with("jsonrpc", Json.of("2.0"))
                .with("id", Json.of(id))
                .with("method", Json.of(method))
                .with("params", params)
                .toString();
    }

    private static Map<String, Json> answers(WorkflowMcpServer server, List<String> requests) {
        String begin = """
                {"jsonrpc":"2.0","id":"begin","method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}
                {"jsonrpc":"2.0","method":"notifications/initialized"}
                """;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String all = begin + String.join("\n", requests) + "\n";
        server.serveStdio(new ByteArrayInputStream(all.getBytes(StandardCharsets.UTF_8)), out);
        Map<String, Json> answers = new LinkedHashMap<>();
        out.toString(StandardCharsets.UTF_8)
                .lines()
                .map(Json::parse)
                .forEach(answer -> answer.at("id")
                        .flatMap(Json::asText)
                        .filter(id -> !id.equals("begin"))
                        .ifPresent(id -> answers.put(id, answer)));
        return answers;
    }

    @Test
    void everyPromptOfEveryServerNamesOnlyToolsThatItsClientSees() {
        Map<String, Listed> servers = new LinkedHashMap<>();
        Set<String> known = new TreeSet<>(WorkflowTools.NAMES_WITH_ITEMS);
        for (String server : List.of("project-management", "spec-driven", "task-executor", "all")) {
            servers.put(server, listed(server));
            servers.put(server + " with everything", listed(server, "--toolsets", "all"));
        }
        servers.values().forEach(listed -> known.addAll(listed.tools()));
        servers.forEach((server, listed) -> listed.prompts().forEach((prompt, text) -> {
            Set<String> named = WORD.matcher(text)
                    .results()
                    .map(match -> match.group())
                    .filter(known::contains)
                    .collect(Collectors.toCollection(TreeSet::new));
            named.removeAll(listed.tools());
            assertThat(named.isEmpty() || ELSEWHERE.matcher(text).find())
                    .as("%s: %s names %s, which are not listed: %s", server, prompt, named, text)
                    .isTrue();
        }));
        assertThat(servers.get("spec-driven").prompts()).containsOnlyKeys("specify", "clarify", "analyse");
        assertThat(servers.get("task-executor").prompts()).containsOnlyKeys("work_through", "verify_workflow");
        assertThat(servers.get("project-management").prompts())
                .containsKeys("begin_project", "work_on", "why", "catch_up", "leave_phase", "work_on_goal")
                .doesNotContainKeys("fix_issue");
        assertThat(servers.get("project-management with everything").prompts()).containsKeys("fix_issue");
        assertThat(servers.get("all").prompts()).containsKeys("work_on", "specify", "work_through");
    }
}
