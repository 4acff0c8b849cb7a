package io.workfloworchestrator.local;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.server.WorkflowTools;
import io.workfloworchestrator.state.files.Importer;
import io.workfloworchestrator.workflow.Commands;
import io.workfloworchestrator.workflow.WorkflowOptions;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Which workflow of a project a server serves.
 *
 * @param workflow finds it in an open project; called again when the project's definitions or the name changed
 * @param name what the workflow that is meant is called now, where that may change while a server runs; otherwise always the same
 * @param likely the definition that it probably runs by, found without the state: it is compiled while the state is opened, and when
 *     it turns out to be another one, only time is lost
 * @param tools the names of the tools that the server offers for an open project; only these are advised as calls
 * @param importer takes in documents of another product
 * @param opened called once for each project that is opened, before it is served
 */
public record Serving(
        Function<LocalProject, WorkflowOptions<Json>> workflow,
        Function<LocalProject, String> name,
        Function<ProjectFolder, WorkflowDefinition> likely,
        Function<LocalProject, Set<String>> tools,
        Importer importer,
        Consumer<LocalProject> opened) {
    /** All tools that a server of any workflow can have. */
    static final Set<String> TOOLS = WorkflowTools.NAMES_WITH_ITEMS;

    /** The command line does not have the definition that is in the jar of a server. */
    private static final Commands COMMANDS = new Commands() {
        @Override
        public Optional<String> migrate() {
            return Optional.of("java -jar SERVER.jar " + LocalServer.MIGRATE);
        }
    };

    /** A workflow by the definition that the program brings, {@code main} of its type, with all tools. */
    public static Serving of(WorkflowDefinition definition) {
        return of(definition, project -> {});
    }

    /** The same, with something to be done when a project is opened. */
    public static Serving of(WorkflowDefinition definition, Consumer<LocalProject> opened) {
        return new Serving(
                project -> project.workflow(definition).commands(COMMANDS),
                project -> definition.type(),
                folder -> definition,
                project -> TOOLS,
                Importer.NONE,
                opened);
    }
}
