package io.workfloworchestrator.app;

import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.local.ProjectPlace;
import io.workfloworchestrator.projectmanagement.Planning;
import io.workfloworchestrator.server.WorkflowTools;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.workflow.Initialized;
import io.workfloworchestrator.workflow.Workflow;
import io.workfloworchestrator.workflow.WorkflowOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Command;

@Command(
        name = "init",
        description = "Begin the planning of a project, or another workflow; one that exists is left as it is.")
final class InitCommand extends ChangingCommand {
    private final Given<String> type = option(
            "--type TYPE",
            "What to begin: planning, project-planning, or a definition in .ai-planning/definitions; when"
                    + " not given, the planning that fits what is here.");
    private final Given<String> id = option("--id ID", "Which of that type, such as 2.0; main when not given.");
    private final Given<String> data = option(
            "--data JSON",
            "Fields of its data, {\"owner\": \"ann\"} or a file with that; the definition's defaults else.");
    private final Given<String> title = option("--name TITLE", "Its title; the name of the folder when not given.");
    private final Given<Boolean> noGit =
            flag("--no-git", "Leave git alone; else it is told how to merge and what to ignore.");
    private final Given<Boolean> nested =
            flag("--nested", "Begin in the folder itself, though it is inside of another project.");
    private final Given<Boolean> agents = flag("--agents", "Add a section to AGENTS.md that says how to work here.");
    private final Given<Boolean> plugin =
            flag("--plugin", "Write a plugin for Claude Code into .ai-planning/claude-plugin.");
    private final Given<String> client =
            option("--client NAME", "Say how to add the server to a client, such as cursor.");

    private Optional<String> why = Optional.empty();

    @Override
    ProjectPlace place(String given) {
        return ProjectPlace.of(given.isEmpty() && nested.get() ? "." : given);
    }

    @Override
    ExitCode run(Workbench bench) {
        bench.requireOwnPlan(nested.get());
        String name = name(bench);
        WorkflowOptions<Json> options = bench.named(name).tools(Workbench.TOOLS, WorkflowTools.STANDARD);
        Workflow<Json> workflow = bench.states().find(StateKey.json(name)).isPresent()
                ? options.open()
                : options.data(data.find().map(InitCommand::object).orElse(Json.Obj.EMPTY))
                        .open();
        Initialized<Json> begun = workflow.initialize(title.find().orElse(""), bench.cause(Optional.empty()));
        var state = begun.state();
        if (begun.existed() && state.value().definition().isEmpty()) {
            // A state of before: from now on its definition is recorded, and its goals are items.
            Object unused = workflow.migrate(Optional.empty(), bench.cause(Optional.empty()));
            unused = workflow.now();
        }
        List<String> git = noGit.get() ? List.of() : bench.setUpGit();
        List<String> offers = offers(bench);
        Json.Obj answer = Answers.at(begun.moment().revision())
                .with("workflow", state.value().workflow())
                .with("id", state.value().id())
                .with("title", state.value().title())
                .with("phase", state.value().phase())
                .with("existed", begun.existed())
                .with("git", Json.strings(git))
                .with("offers", Json.strings(offers))
                .with("project", bench.folder().root().toString());
        return console.done(answer.with("why", why), () -> {
            console.line((begun.existed() ? "Already there: " : "Begun: ")
                    + console.bold(state.value().title())
                    + console.dim(", " + name + ", phase " + state.value().phase() + ", revision "
                            + begun.moment().revision()));
            why.ifPresent(reason -> console.paragraph(console.dim("why: "), reason));
            git.forEach(line -> console.paragraph(console.dim("git: "), line));
            offers.forEach(this::offered);
            console.line(console.dim(
                    "What to do first, and why: workflow next" + bench.meant().option(name)));
        });
    }

    /** What was done or is said for agents; further lines are there to be copied, and stay as they are. */
    private void offered(String text) {
        List<String> lines = text.lines().toList();
        console.line(console.dim("for agents: ") + Console.plain(lines.get(0)));
        lines.stream().skip(1).map(Console::escaped).forEach(console::verbatim);
    }

    private String name(Workbench bench) {
        if (!type.isGiven() && !id.isGiven()) {
            return bench.meant()
                    .asked()
                    .or(() -> Planning.begun(bench.states()))
                    .orElseGet(() -> chosen(bench));
        }
        if (bench.meant().asked().isPresent()) {
            throw new UsageException("-w TYPE/ID says what to begin, and so do --type and --id: leave one out.");
        }
        String named =
                type.find().orElseGet(() -> Planning.choice(bench.folder()).type());
        return StateKey.checkName(named + "/" + id.find().orElse(MeantWorkflow.MAIN));
    }

    /** The planning that fits what is here, and what a person at a terminal says to it. */
    private String chosen(Workbench bench) {
        Planning.Choice choice = Planning.choice(bench.folder());
        String other = choice.isLean() ? Planning.FULL : Planning.LEAN;
        String reason = choice.reason();
        if (isAnswered("Take " + reason + "? [Y/n] ", true)) {
            why = Optional.of(reason + ". The other way: workflow init --type "
                    + StateKey.json(other).type());
            return choice.key();
        }
        why = Optional.of((choice.isLean() ? "the full" : "the lean") + " planning, as you said.");
        return other;
    }

    /** What a person at a terminal says; {@code otherwise} if nobody is there, or nothing is typed. */
    private boolean isAnswered(String question, boolean otherwise) {
        if (console.isJson() || console.input().isEmpty()) {
            return otherwise;
        }
        String said = console.ask(question).orElse("").toLowerCase(Locale.ROOT);
        return said.isEmpty() ? otherwise : said.startsWith("y");
    }

    /** Offers what agents need; at a terminal it is asked for, unless the command line says something. */
    private List<String> offers(Workbench bench) {
        InitOffers offers = new InitOffers(bench.folder(), new ArrayList<>());
        boolean isAsking = !agents.get() && !plugin.get() && !client.isGiven();
        if (agents.get() || isAsking && isAnswered("Add a section to AGENTS.md for agents? [y/N] ", false)) {
            offers.agents();
        }
        if (plugin.get() || isAsking && isAnswered("Write a plugin for Claude Code? [y/N] ", false)) {
            offers.plugin();
        }
        client.find().ifPresent(offers::client);
        return offers.done();
    }

    private static Json.Obj object(String given) {
        byte[] text;
        try {
            text = given.startsWith("{") || given.startsWith("[")
                    ? given.getBytes(StandardCharsets.UTF_8)
                    : Files.readAllBytes(Path.of(given));
        } catch (NoSuchFileException e) {
            throw new NotFoundException(
                    "there is no file " + given + "; --data takes a JSON object or a file with one.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (Json.parse(text) instanceof Json.Obj object) {
            return object;
        }
        throw new UsageException("--data takes a JSON object, such as {\"owner\": \"ann\"}.");
    }

    /**
     * What {@code workflow init} offers for agents: a section of AGENTS.md, a plugin for Claude Code, and a client's configuration.
     * Nothing that a person wrote is changed, and a second run does nothing. Not thread-safe.
     *
     * @param done what was done, one line for each thing
     */
    record InitOffers(ProjectFolder folder, List<String> done) {
        static final String AGENTS = "AGENTS.md";
        static final String PLUGIN = ".ai-planning/claude-plugin";
        private static final String BEGIN = "<!-- workflow: begin -->";
        private static final String END = "<!-- workflow: end -->";
        private static final int MOST_BYTES = 1 << 20;

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
                    + (before.isEmpty()
                            ? " written"
                            : begin < 0 ? ": a section was added" : ": our section was renewed"));
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

        void plugin() {
            List<String> command = new ArrayList<>(Program.command());
            command.addAll(List.of("mcp", McpCommand.PROJECT_MANAGEMENT));
            Map<String, String> files = new LinkedHashMap<>();
            files.put(
                    ".claude-plugin/plugin.json",
                    Json.Obj.EMPTY
                            .with("name", "w")
                            .with("version", McpCommand.VERSION)
                            .with("description", "What is next in this project, and why.")
                            .toPrettyText());
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

        private static String command(String description, String text) {
            return "---\ndescription: " + description + "\n---\n" + text + "\n";
        }

        void client(String name) {
            List<String> command = new ArrayList<>(Program.command());
            command.addAll(List.of("mcp", McpCommand.PROJECT_MANAGEMENT));
            done.add(ClientConfig.where(name) + "\n" + ClientConfig.text(name, "workflow", command));
        }
    }
}
