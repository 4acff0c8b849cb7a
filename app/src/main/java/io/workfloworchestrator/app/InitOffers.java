package io.workfloworchestrator.app;

import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What {@code workflow init} offers for agents: a section of AGENTS.md, a plugin for Claude Code, and a client's configuration.
 * Nothing that a person wrote is changed, and a second run does nothing. Not thread-safe.
 */
final class InitOffers {
    static final String AGENTS = "AGENTS.md";
    static final String PLUGIN = ".ai-planning/claude-plugin";
    private static final String BEGIN = "<!-- workflow: begin -->";
    private static final String END = "<!-- workflow: end -->";
    private static final int MOST_BYTES = 1 << 20;

    private final ProjectFolder folder;
    private final List<String> done = new ArrayList<>();

    InitOffers(ProjectFolder folder) {
        this.folder = folder;
    }

    /** What was done, one line for each thing. */
    List<String> done() {
        return List.copyOf(done);
    }

    /**
     * Puts our section into AGENTS.md: in place of an older one between the same marks, else at the end.
     *
     * @throws UsageException if one of the two marks is there without the other
     */
    void agents() {
        String before = read(AGENTS);
        String newline = before.contains("\r\n") ? "\r\n" : "\n";
        String section = section().replace("\n", newline);
        int begin = before.indexOf(BEGIN);
        int end = before.indexOf(END, Math.max(0, begin));
        if (begin < 0 != before.indexOf(END) < 0 || begin >= 0 && end < 0) {
            throw new UsageException(AGENTS + " has only one of the marks \"" + BEGIN + "\" and \"" + END
                    + "\", so nobody knows where our section is. Nothing was changed in it: put the other mark back, or"
                    + " take this one away.");
        }
        String gap = before.isEmpty() || before.endsWith(newline + newline)
                ? ""
                : before.endsWith("\n") ? newline : newline + newline;
        String after = begin < 0
                ? before + gap + section + newline
                : before.substring(0, begin) + section + before.substring(end + END.length());
        if (after.equals(before)) {
            done.add(AGENTS + " says already how to work here");
            return;
        }
        write(AGENTS, after);
        done.add(AGENTS
                + (before.isEmpty() ? " written" : begin < 0 ? ": a section was added" : ": our section was renewed"));
    }

    private static String section() {
        return BEGIN + """

                ## How work is planned here
                The state of this project is shared by everybody who works on it: people, agents, servers.

                - Before you work and after, ask what is next and why: the tool `get_next_steps`, or `workflow next`.
                - Do what is suggested by its tool or command. Goals and ideas are Markdown files too, and an edit counts.
                - Leave `.ai-planning/` to the tools. Nothing is lost: `workflow history`, `workflow undo`.
                """ + END;
    }

    /** Writes a plugin for Claude Code, whose tools and commands have short names. */
    void plugin() {
        List<String> command = new ArrayList<>(Program.command());
        command.addAll(List.of("mcp", McpCommand.PROJECT_MANAGEMENT));
        Map<String, String> files = new LinkedHashMap<>();
        files.put(".claude-plugin/plugin.json", manifest());
        files.put(".mcp.json", ClientConfig.text("json", "w", command) + "\n");
        files.put(
                "commands/next.md",
                command(
                        "What is next, and why",
                        "Call get_next_steps, and tell me what is next and why. Change nothing."));
        files.put(
                "commands/go.md",
                command(
                        "Work on what is next",
                        "Call get_next_steps, do what the first suggestion says, and ask again, until something needs me."));
        files.put(
                "commands/status.md",
                command(
                        "Where the project stands",
                        "Call get_project_status, and tell me in five lines where the project stands."));
        List<String> kept = new ArrayList<>();
        files.forEach((name, text) -> {
            String path = PLUGIN + "/" + name;
            String before = read(path);
            if (before.isEmpty()) {
                write(path, text);
            } else if (!before.equals(text)) {
                kept.add(path);
            }
        });
        done.add("a plugin for Claude Code is in " + PLUGIN + ": claude --plugin-dir " + PLUGIN
                + (kept.isEmpty() ? "" : "; what differs was left alone: " + String.join(", ", kept)));
    }

    private String read(String path) {
        return folder.exists(path) ? folder.readText(path, MOST_BYTES) : "";
    }

    /**
     * Writes a file that tells agents how to work, which no tool may write: a person asked for it on the command line.
     *
     * @throws UsageException if something on the way to it is a symbolic link
     */
    private void write(String path, String text) {
        Path file = folder.root().resolve(path);
        try {
            Path parent = Objects.requireNonNull(file.getParent());
            Files.createDirectories(parent);
            if (Files.isSymbolicLink(file) || !parent.toRealPath().equals(parent)) {
                throw new UsageException(
                        path + " is reached by a symbolic link, and nothing was written. Write it by hand.");
            }
            Path fresh = parent.resolve(".workflow-" + file.getFileName() + ".tmp");
            Files.writeString(fresh, text);
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String manifest() {
        return Json.Obj.EMPTY
                .with("name", Json.of("w"))
                .with("version", Json.of(McpCommand.VERSION))
                .with("description", Json.of("What is next in this project, and why."))
                .toPrettyText();
    }

    private static String command(String description, String text) {
        return "---\ndescription: " + description + "\n---\n" + text + "\n";
    }

    /** Says how to add the server to a client. */
    void client(String name) {
        List<String> command = new ArrayList<>(Program.command());
        command.addAll(List.of("mcp", McpCommand.PROJECT_MANAGEMENT));
        done.add(ClientConfig.where(name) + " "
                + ClientConfig.text(name, "workflow", command).lines().collect(Collectors.joining("\n")));
    }
}
