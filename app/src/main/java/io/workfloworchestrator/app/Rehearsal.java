package io.workfloworchestrator.app;

import io.workfloworchestrator.mcp.StdioServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A run through what starts do, on a project of its own, so that the archive of loaded classes holds what they need:
 * the first minute of a server, and the everyday commands.
 */
final class Rehearsal {
    private static final String HELLO = "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{"
            + "\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},"
            + "\"clientInfo\":{\"name\":\"rehearsal\",\"version\":\"1\"}}}\n"
            + "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}\n"
            + "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}\n";

    private static final List<String> CALLS = List.of(
            "\"name\":\"get_next_steps\",\"arguments\":{}",
            "\"name\":\"get_project_status\",\"arguments\":{}",
            "\"name\":\"advance_workflow_phase\",\"arguments\":{}",
            "\"name\":\"complete_step\",\"arguments\":{\"step\":\"validate-deliverables\",\"reason\":\"rehearsal\"}",
            "\"name\":\"explain\",\"arguments\":{\"id\":\"advance\"}",
            "\"name\":\"get_history\",\"arguments\":{\"limit\":2}",
            "\"name\":\"undo\",\"arguments\":{}",
            "\"name\":\"get_next_steps\",\"arguments\":{\"unknown\":1}");

    private Rehearsal() {}

    /** Argument: the folder to rehearse in; it is made. */
    public static void main(String[] args) throws IOException {
        Main.quiet();
        Path project = Files.createDirectories(Path.of(args[0]));
        command(project, "init", "--name", "Rehearsal");
        new DemoFiles(project).makeFolders();
        for (String name : List.of("status", "next", "history")) {
            command(project, name);
            command(project, name, "--json");
        }
        command(project, "why", "advance");
        serve(project);
        System.exit(0);
    }

    private static void command(Path project, String... words) {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        String[] all = Arrays.copyOf(words, words.length + 2);
        all[words.length] = "--project";
        all[words.length + 1] = project.toString();
        Cli.run(all, new Console(nowhere, nowhere, true, 80));
    }

    private static void serve(Path project) {
        StringBuilder script = new StringBuilder(HELLO);
        AtomicLong id = new AtomicLong(1);
        CALLS.forEach(call -> script.append("{\"jsonrpc\":\"2.0\",\"id\":")
                .append(id.incrementAndGet())
                .append(",\"method\":\"tools/call\",\"params\":{")
                .append(call)
                .append("}}\n"));
        McpCommand.Asked asked =
                McpCommand.read(new String[] {"mcp", McpCommand.PROJECT_MANAGEMENT, "--project", project.toString()});
        StdioServer.claim();
        McpCommand.server(new ServedProject(asked.project()))
                .serveStdio(
                        new ByteArrayInputStream(script.toString().getBytes(StandardCharsets.UTF_8)),
                        OutputStream.nullOutputStream());
    }
}
