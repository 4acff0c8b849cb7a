package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.Planning;
import io.workfloworchestrator.specdriven.SpecDrivenServer;
import io.workfloworchestrator.taskexecutor.TaskExecutorServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** How to add a server to a client: the text to paste, and the place for it. {@code docs/clients.md} has the details. */
final class ClientConfig {
    /** The client puts {@code mcp__} before the name, and {@code __} and a tool's name behind it: 64 characters at most. */
    private static final int LONGEST_SERVER = 25;

    private static final Map<String, Client> CLIENTS = new LinkedHashMap<>();

    static {
        CLIENTS.put(
                "claude-code",
                new Client(
                        "Run this in any folder:",
                        (server, command) -> "claude mcp add " + server + " -- " + shellLine(command)));
        CLIENTS.put(
                "claude-desktop",
                new Client("Settings, Developer, Edit Config (claude_desktop_config.json):", ClientConfig::mcpServers));
        CLIENTS.put(
                "cursor", new Client("In .cursor/mcp.json of the project or of your home:", ClientConfig::mcpServers));
        CLIENTS.put(
                "vscode",
                new Client(
                        "In .vscode/mcp.json of the project:",
                        (server, command) -> nested(server, stdio(command).with("type", "stdio"), "servers")));
        CLIENTS.put("windsurf", new Client("In ~/.codeium/windsurf/mcp_config.json:", ClientConfig::mcpServers));
        CLIENTS.put("gemini", new Client("In ~/.gemini/settings.json:", ClientConfig::mcpServers));
        CLIENTS.put(
                "codex",
                new Client(
                        "In ~/.codex/config.toml:",
                        (server, command) -> "[mcp_servers." + server + "]\ncommand = " + Json.of(command.get(0))
                                + "\nargs = " + Json.strings(command.subList(1, command.size()))));
        CLIENTS.put(
                "zed",
                new Client(
                        "In Zed's settings.json:",
                        (server, command) ->
                                nested(server, stdio(command).with("source", "custom"), "context_servers")));
        CLIENTS.put("json", new Client("The form that most clients read:", ClientConfig::mcpServers));
    }

    private record Client(String where, BiFunction<String, List<String>, String> text) {}

    private ClientConfig() {}

    static List<String> names() {
        return List.copyOf(CLIENTS.keySet());
    }

    static String where(String client) {
        return known(client).where();
    }

    static String text(String client, String server, List<String> command) {
        return known(client).text().apply(server, command);
    }

    /**
     * The name under which a client shows the server of a workflow, and which it puts before those of the tools: {@code
     * mcp__plugin_PLUGIN_SERVER__TOOL} in Claude Code. Models take names of at most 64 letters, digits, {@code _} and
     * {@code -}, so it is short and has no others.
     */
    static String server(String workflow) {
        if (Planning.isPlanning(workflow) || workflow.equals(AllServers.NAME)) {
            return "workflow";
        }
        if (workflow.equals(SpecDrivenServer.FEATURES)) {
            return SpecDrivenServer.NAME;
        }
        if (workflow.equals(TaskExecutorServer.WORKFLOWS)) {
            return TaskExecutorServer.NAME;
        }
        String name = workflow.replaceAll("[^A-Za-z0-9_-]", "-");
        if (name.length() <= LONGEST_SERVER) {
            return name;
        }
        String rest = String.format(Locale.ROOT, "-%06x", workflow.hashCode() & 0xffffff);
        return name.substring(0, LONGEST_SERVER - rest.length()) + rest;
    }

    private static Client known(String client) {
        Client found = CLIENTS.get(client);
        if (found == null) {
            throw new UsageException("there is no client '" + Console.plain(client) + "'; known are "
                    + String.join(", ", CLIENTS.keySet()) + ".");
        }
        return found;
    }

    private static String mcpServers(String server, List<String> command) {
        return nested(server, stdio(command), "mcpServers");
    }

    private static Json.Obj stdio(List<String> command) {
        return Json.Obj.EMPTY
                .with("command", command.get(0))
                .with("args", Json.strings(command.subList(1, command.size())));
    }

    private static String nested(String server, Json.Obj stdio, String field) {
        return Json.Obj.EMPTY
                .with(field, Json.Obj.EMPTY.with(server, stdio))
                .toPrettyText()
                .stripTrailing();
    }

    static String shellLine(List<String> command) {
        return command.stream().map(ClientConfig::shellWord).collect(Collectors.joining(" "));
    }

    /** The word as a POSIX shell reads it back. */
    static String shellWord(String word) {
        return word.matches("[A-Za-z0-9_./:=@%+,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
