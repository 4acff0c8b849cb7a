package io.workfloworchestrator.app;

import io.workfloworchestrator.definition.Definitions;
import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.local.LocalProject;
import io.workfloworchestrator.local.ProjectPlace;
import io.workfloworchestrator.local.ServedProject;
import io.workfloworchestrator.local.Serving;
import io.workfloworchestrator.local.Surroundings;
import io.workfloworchestrator.mcp.StdioServer;
import io.workfloworchestrator.mcp.ToolCall;
import io.workfloworchestrator.mcp.WorkflowMcpServer;
import io.workfloworchestrator.projectmanagement.Planning;
import io.workfloworchestrator.projectmanagement.ProjectManagementServer;
import io.workfloworchestrator.projectmanagement.Toolset;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.WorkflowServer;
import io.workfloworchestrator.server.WorkflowTools;
import io.workfloworchestrator.specdriven.SpecDrivenServer;
import io.workfloworchestrator.specdriven.SpecToolset;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.taskexecutor.TaskExecutorServer;
import io.workfloworchestrator.taskexecutor.TaskToolset;
import io.workfloworchestrator.workflow.WorkflowOptions;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * {@code workflow mcp SERVER}: serves one client over standard input and output.
 *
 * <p>Started once per agent, so nothing here loads the command line's parser; the arguments are few enough to be read by
 * hand.
 */
final class McpCommand {
    static final String PROJECT_MANAGEMENT = ProjectManagementServer.NAME;

    static final String SPEC_DRIVEN = SpecDrivenServer.NAME;

    static final String TASK_EXECUTOR = TaskExecutorServer.NAME;

    static final String ALL = AllServers.NAME;

    /** The server of those who write servers: prompts alone, of no project. */
    static final String AUTHORING = "authoring";

    /** The workflow of each server that has a name, or again its name. */
    private static final Map<String, String> WORKFLOWS = Map.of(
            PROJECT_MANAGEMENT, Workbench.KEY,
            SPEC_DRIVEN, SpecDrivenServer.FEATURES,
            TASK_EXECUTOR, TaskExecutorServer.WORKFLOWS,
            ALL, ALL,
            AUTHORING, AUTHORING);

    static final String VERSION = "0.1.0";

    private McpCommand() {}

    /**
     * The request on the command line.
     *
     * @param workflow which workflow of the project, {@code type/id}
     * @param project the folder as it was given; empty for what {@link ServedProject} finds
     * @param client the client to print a configuration for; empty to serve
     */
    record Asked(String workflow, String project, String client, AskedToolsets offered, boolean json) {
        boolean isPlanning() {
            return isAll() || Planning.isPlanning(workflow);
        }

        boolean isAll() {
            return workflow.equals(ALL);
        }

        boolean isFeatures() {
            return workflow.equals(SpecDrivenServer.FEATURES);
        }

        boolean isTasks() {
            return workflow.equals(TaskExecutorServer.WORKFLOWS);
        }
    }

    /** Serves, and ends the process when the client has gone; or prints a configuration. */
    static int run(String[] args) {
        return run(args, AnswerStream.stdout());
    }

    /** As {@link #run(String[])}; a configuration or a refusal is printed to {@code out}. */
    static int run(String[] args, PrintWriter out) {
        try {
            return answer(args, out);
        } catch (AnswerLostException e) {
            return e.isReaderGone() ? ExitCode.READER_GONE.number() : refuse(out, false, e, "");
        }
    }

    private static int answer(String[] args, PrintWriter out) {
        boolean json = List.of(args).contains("--json");
        try {
            Asked asked = read(args);
            requireType(asked);
            if (!asked.client().isEmpty()) {
                return print(asked, out);
            }
            StdioServer stdio = StdioServer.claim();
            stdio.run(asked.workflow().equals(AUTHORING) ? authoring() : server(asked, untilTheEnd(asked)));
            return ExitCode.OK.number();
        } catch (AnswerLostException e) {
            throw e;
        } catch (UsageException e) {
            return refuse(out, json, e, "\n" + UsageWords.helpHint("workflow mcp"));
        } catch (CodedException e) {
            return refuse(out, json, e, "");
        }
    }

    /** The project to serve, closed when the process ends: also by a signal. */
    static ServedProject untilTheEnd(Asked asked) {
        return new ServedProject(asked.project(), serving(asked), Surroundings.here()).untilTheEnd();
    }

    /** A workflow of a project, with the tools that a server of it has. */
    static Serving serving(Asked asked) {
        return new Serving(
                project -> workflow(asked, project),
                project -> asked.isPlanning() ? planning(asked, project) : asked.workflow(),
                folder -> likely(asked, folder),
                project -> tools(asked, project),
                Workbench::imported,
                TaskStateFiles::follow);
    }

    /** The planning, with the reason for it if the server has chosen it. */
    private static WorkflowOptions<Json> workflow(Asked asked, LocalProject project) {
        return chosen(asked, project).movedFiles(undone -> PlanningMoves.goingBack(project, undone));
    }

    private static WorkflowOptions<Json> chosen(Asked asked, LocalProject project) {
        if (!asked.isPlanning()) {
            return project.workflow(asked.workflow(), OwnCommands.ofServer(Optional.empty()));
        }
        boolean isChosen = !asked.workflow().equals(Planning.LEAN)
                && Planning.begun(project.state()).isEmpty();
        Optional<Planning.Choice> choice = isChosen ? Optional.of(Planning.choice(project.folder())) : Optional.empty();
        OwnCommands commands = OwnCommands.ofServer(choice);
        return project.workflow(
                choice.map(Planning.Choice::key).orElseGet(() -> planning(asked, project)),
                asked.isAll() ? commands.ofAll() : commands);
    }

    /** The planning that the project has, or would begin with, unless the lean one was asked for by its name. */
    private static String planning(Asked asked, LocalProject project) {
        return asked.workflow().equals(Planning.LEAN) ? Planning.LEAN : Planning.of(project.state(), project.folder());
    }

    /** The definition of the asked workflow's type; of the planning that a project has by its folders. */
    private static WorkflowDefinition likely(Asked asked, ProjectFolder folder) {
        String type = asked.isPlanning()
                ? Planning.choice(folder).type()
                : StateKey.json(asked.workflow()).type();
        return Definitions.of(folder).get(type);
    }

    private static Set<String> tools(Asked asked, LocalProject project) {
        if (asked.isTasks()) {
            return TaskToolset.tools(asked.offered().tasks());
        }
        if (asked.isFeatures()) {
            return SpecToolset.tools(asked.offered().features());
        }
        if (!asked.isPlanning()) {
            return WorkflowTools.NAMES_WITH_ITEMS;
        }
        Set<String> planning = Toolset.tools(
                ServedToolsets.of(asked).known().orElseGet(() -> ServedToolsets.ofProject(project.folder())));
        return asked.isAll() ? AllServers.tools(planning, asked.offered()) : planning;
    }

    /** As every command does: on stderr for people, or as the answer with --json. */
    private static int refuse(PrintWriter out, boolean json, CodedException why, String hint) {
        Console console = Console.here(out, new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        console.json(json);
        console.error(why.code(), why.getMessage() + hint);
        out.flush();
        return ExitCode.of(why.code()).number();
    }

    /**
     * Refuses a workflow of a type that the project does not have, if the project is known already. Else the client's root
     * names it later, and the tools refuse.
     */
    private static void requireType(Asked asked) {
        boolean known = !asked.client().isEmpty() || !asked.project().isEmpty();
        if (asked.isPlanning() || asked.workflow().equals(AUTHORING) || !known) {
            return;
        }
        try {
            String type = StateKey.json(asked.workflow()).type();
            if (Definitions.of(ProjectPlace.of(asked.project()).folder())
                    .types()
                    .contains(type)) {
                return;
            }
        } catch (CodedException e) {
            return; // Definitions with problems: mended, or said by the tools, while the server runs.
        }
        try (Workbench bench = Workbench.open(asked.project())) {
            // Work may run by a definition that is no longer there.
            WorkflowOptions<Json> unused = bench.named(asked.workflow());
        }
    }

    static WorkflowMcpServer server(Asked asked, ServedProject project) {
        if (asked.isFeatures()) {
            return SpecDrivenServer.of(
                    VERSION, project::get, project::choose, asked.offered().features());
        }
        if (asked.isTasks()) {
            return TaskExecutorServer.of(
                    VERSION, project::get, project::choose, asked.offered().tasks());
        }
        if (!asked.isPlanning()) {
            return WorkflowServer.of(
                            PROJECT_MANAGEMENT, VERSION, project::get, project::choose, WorkflowTools.NAMES_WITH_ITEMS)
                    .build();
        }
        ServedToolsets toolsets = ServedToolsets.of(asked);
        if (asked.isAll()) {
            return AllServers.of(VERSION, project::get, project::choose, toolsets.listed(), asked.offered());
        }
        Supplier<OpenProject> opened = project::get;
        Consumer<ToolCall> ready = client -> {
            project.choose(client);
            toolsets.choose(project);
        };
        return toolsets.known().isPresent()
                ? ProjectManagementServer.of(VERSION, opened, ready, toolsets.listed())
                : ProjectManagementServer.ofAny(VERSION, opened, ready, toolsets::listed);
    }

    static WorkflowMcpServer authoring() {
        WorkflowMcpServer.Builder server = WorkflowMcpServer.builder(AUTHORING, VERSION);
        AuthoringPrompts.all().forEach(server::prompt);
        return server.build();
    }

    static Asked read(String[] args) {
        for (String argument : args) {
            if (GivenWords.isBroken(argument)) {
                throw new UsageException(GivenWords.notUtf8(argument));
            }
        }
        String server = "";
        String project = "";
        String client = "";
        Optional<String> toolsets = Optional.empty();
        boolean json = false;
        for (int i = 1; i < args.length; i++) {
            switch (args[i]) {
                case "--project" -> project = value(args, ++i);
                case "--print-config" -> client = value(args, ++i);
                case "--toolsets" -> toolsets = Optional.of(value(args, ++i));
                case "--json" -> json = true;
                default -> {
                    if (args[i].startsWith("-")) {
                        throw new UsageException("there is no option '" + args[i] + "'"
                                + UsageWords.meant(
                                        args[i], List.of("--project", "--print-config", "--toolsets", "--json")));
                    }
                    if (!server.isEmpty()) {
                        throw new UsageException("'" + args[i] + "' is one word too many.");
                    }
                    server = args[i];
                }
            }
        }
        String workflow = workflow(server);
        return new Asked(workflow, project, client, AskedToolsets.of(workflow, toolsets), json);
    }

    private static String workflow(String server) {
        String known = WORKFLOWS.get(server);
        if (known != null) {
            return known;
        }
        if (!server.contains("/")) {
            throw new UsageException(
                    (server.isEmpty() ? "no server is named" : "there is no server '" + server + "'") + "; there is: "
                            + PROJECT_MANAGEMENT + ", " + SPEC_DRIVEN + ", " + TASK_EXECUTOR + ", " + ALL
                            + " of these in one, for every other workflow TYPE/ID, such as release/2.0, and "
                            + AUTHORING + " for who writes servers.");
        }
        return StateKey.checkName(server);
    }

    private static String value(String[] args, int index) {
        if (index >= args.length || args[index].isEmpty()) {
            throw new UsageException(args[index - 1] + " needs a value.");
        }
        return args[index];
    }

    private static String name(Asked asked) {
        return WORKFLOWS.entrySet().stream()
                .filter(one -> one.getValue().equals(asked.workflow()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(asked.isPlanning() ? PROJECT_MANAGEMENT : asked.workflow());
    }

    private static int print(Asked asked, PrintWriter out) {
        String where = ClientConfig.where(asked.client());
        List<String> command = new ArrayList<>(Program.command());
        command.addAll(List.of("mcp", name(asked)));
        asked.offered().words().ifPresent(words -> {
            command.add("--toolsets");
            command.add(words);
        });
        if (!asked.project().isEmpty()) {
            command.add("--project");
            // What the client fills in, such as ${workspaceFolder}, is no path yet.
            boolean isFilledIn = asked.project().startsWith("${");
            command.add(
                    isFilledIn
                            ? asked.project()
                            : Path.of(asked.project())
                                    .toAbsolutePath()
                                    .normalize()
                                    .toString());
        }
        String text = ClientConfig.text(asked.client(), ClientConfig.server(asked.workflow()), command);
        if (asked.json()) {
            out.println(Json.Obj.EMPTY
                    .with("client", asked.client())
                    .with("where", where)
                    .with("text", text));
        } else {
            // Beside the answer, so that what is redirected into the client's file is what the file has to be.
            new PrintWriter(System.err, true, StandardCharsets.UTF_8).println(where);
            out.println(text);
        }
        out.flush();
        return ExitCode.OK.number();
    }
}
