package io.workfloworchestrator.app;

import io.workfloworchestrator.detect.ProjectFolder;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Json;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateException;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.state.files.Layout;
import io.workfloworchestrator.state.files.StateFiles;
import io.workfloworchestrator.state.jdbc.JdbcStateStore;
import io.workfloworchestrator.state.spi.StateStore;
import io.workfloworchestrator.state.spi.StateView;
import io.workfloworchestrator.workflow.Definitions;
import io.workfloworchestrator.workflow.ReferenceFormat;
import io.workfloworchestrator.workflow.Workflow;
import io.workfloworchestrator.workflow.WorkflowDefinition;
import io.workfloworchestrator.workflow.WorkflowException;
import io.workfloworchestrator.workflow.WorkflowState;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A project, opened for one command: its folder, its state, its workflow. Not thread-safe. */
final class Workbench implements AutoCloseable {
    /** What a person can do by a command of the same meaning: {@code workflow step done}. */
    static final Set<String> TOOLS = Set.of("complete_step");

    /** The type of the project's planning. */
    static final String TYPE = "project-planning";

    /** The key of the project's planning. */
    static final String KEY = TYPE + "/main";

    private final ProjectFolder folder;
    private final JdbcStateStore database;
    private final StateFiles files;
    private final StateManager states;
    private final Workflow<Json> workflow;

    private Workbench(
            ProjectFolder folder,
            JdbcStateStore database,
            StateFiles files,
            StateManager states,
            Workflow<Json> workflow) {
        this.folder = folder;
        this.database = database;
        this.files = files;
        this.states = states;
        this.workflow = workflow;
    }

    /** Opens the project in a folder; the working directory when the name is empty. Creates nothing. */
    static Workbench open(String project) {
        return open(project, TOOLS);
    }

    /** As {@link #open(String)}, for a caller that offers these tools. */
    static Workbench open(String project, Set<String> tools) {
        ProjectFolder folder = folder(project);
        return open(folder, Definitions.of(folder).get(TYPE), tools);
    }

    /** By the built-in definition, whatever the project's own say: for finding out what is wrong with them. */
    static Workbench openBuiltIn(String project) {
        return open(folder(project), WorkflowDefinition.builtIn(TYPE), TOOLS);
    }

    private static Workbench open(ProjectFolder folder, WorkflowDefinition definition, Set<String> tools) {
        JdbcStateStore database = database(folder);
        StateFiles files = files(folder, database);
        StateManager states = StateManager.of(files.store(), files, Clock.systemUTC());
        return new Workbench(folder, database, files, states, workflow(folder, definition, states, tools));
    }

    /** As {@link #open(String, Set)}, with everything ready for the first question: two threads share the work. */
    static Workbench openAhead(String project, Set<String> tools) throws InterruptedException {
        ProjectFolder folder = folder(project);
        JdbcStateStore database = database(folder);
        StateFiles files = files(folder, database);
        StateManager states = StateManager.of(files.store(), files, Clock.systemUTC());
        Thread store = new Thread(() -> ahead(states), "open-state");
        store.setDaemon(true);
        store.start();
        Workflow<Json> workflow = workflow(folder, Definitions.of(folder).get(TYPE), states, tools);
        workflow.prepare();
        store.join();
        return new Workbench(folder, database, files, states, workflow);
    }

    private static void ahead(StateManager states) {
        try {
            Revision unused = states.head();
        } catch (StateException e) {
            // The first question meets it again, and says it.
        }
    }

    private static JdbcStateStore database(ProjectFolder folder) {
        return JdbcStateStore.at(folder.root().resolve(Layout.STATE_FOLDER));
    }

    private static StateFiles files(ProjectFolder folder, JdbcStateStore database) {
        return StateFiles.builder(folder.root(), database)
                .importer(Workbench::imported)
                .check(Workbench::check)
                .build();
    }

    private static Workflow<Json> workflow(
            ProjectFolder folder, WorkflowDefinition definition, StateManager states, Set<String> tools) {
        return Workflow.at(folder, definition, states).tools(tools).open();
    }

    /** The project's folder; the working directory when the name is empty. */
    static ProjectFolder folder(String project) {
        return ProjectFolder.open(project.isEmpty() ? "." : project);
    }

    ProjectFolder folder() {
        return folder;
    }

    /** The store below {@link #states()}: for what goes by revision, not by value. */
    StateStore store() {
        return files.store();
    }

    /** The database itself: for what is asked of files, not of state. */
    JdbcStateStore database() {
        return database;
    }

    /** Writes every state file again that is not there. */
    void repair() {
        files.repair();
    }

    /** Waits until the files say what the state says. */
    void publish() {
        files.flush();
    }

    StateManager states() {
        return states;
    }

    Workflow<Json> workflow() {
        return workflow;
    }

    /** The state file of the reference server becomes the planning's state. */
    private static Optional<Json> imported(String key, Json document) {
        if (!key.equals(KEY) || !ReferenceFormat.isReference(document)) {
            return Optional.empty();
        }
        try {
            return Optional.of(WorkflowState.codec(Json.class).encode(ReferenceFormat.importState(document)));
        } catch (WorkflowException e) {
            throw new StateException(e.code(), String.valueOf(e.getMessage()), e);
        }
    }

    /** An edited file becomes the planning's state only when it still has its shape. */
    static void check(String key, Json value) {
        if (key.equals(KEY)) {
            WorkflowState.codec(Json.class).decode(value);
        }
    }

    /** Why a command changes something; who is the person at the terminal. */
    Cause cause(String reason) {
        String person = System.getProperty("user.name", "somebody");
        return Cause.of(person + " (command line)", reason);
    }

    /** The state of this name as plain JSON; the project's planning when none is named. */
    StateKey<Json> key(Optional<String> name) {
        return StateKey.json(name.orElse(KEY));
    }

    /** Refuses to go on where nothing was initialised. */
    void requireState() {
        if (states.list().isEmpty()) {
            throw new NotFoundException("there is no workflow in " + folder.root()
                    + ". Start one with 'workflow init', or name another folder with --project DIR.");
        }
    }

    Json noticesJson() {
        return Answers.list(
                states.notices(),
                notice -> Json.Obj.EMPTY
                        .with("code", Json.of(notice.code()))
                        .with("path", Json.of(notice.path()))
                        .with("message", Json.of(notice.message())));
    }

    void printNotices(Console console) {
        List<StateView.Notice> notices = states.notices();
        for (StateView.Notice notice : notices) {
            console.paragraph(
                    console.warn("! "), "  ", notice.path() + ": " + notice.message() + " [" + notice.code() + "]");
        }
    }

    @Override
    public void close() {
        states.close();
    }
}
