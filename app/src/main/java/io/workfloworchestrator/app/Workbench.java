package io.workfloworchestrator.app;

import io.workfloworchestrator.definition.DefinitionException;
import io.workfloworchestrator.definition.Definitions;
import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.ProjectManagementServer;
import io.workfloworchestrator.projectmanagement.ReferenceFormat;
import io.workfloworchestrator.server.WorkflowTools;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateException;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.state.files.Layout;
import io.workfloworchestrator.state.files.StateFiles;
import io.workfloworchestrator.state.jdbc.JdbcStateStore;
import io.workfloworchestrator.state.spi.Entry;
import io.workfloworchestrator.state.spi.StateStore;
import io.workfloworchestrator.state.spi.StateView;
import io.workfloworchestrator.workflow.Workflow;
import io.workfloworchestrator.workflow.WorkflowCheck;
import io.workfloworchestrator.workflow.WorkflowException;
import io.workfloworchestrator.workflow.WorkflowMoment;
import io.workfloworchestrator.workflow.WorkflowOptions;
import io.workfloworchestrator.workflow.WorkflowState;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A project, opened for one command: its folder, its state, its workflow. Not thread-safe. */
final class Workbench implements AutoCloseable {
    /** What a person can do by a command of the same meaning: {@code workflow step done} and {@code workflow advance}. */
    static final Set<String> TOOLS = Set.of(WorkflowTools.STANDARD.complete(), WorkflowTools.STANDARD.advance());

    /** The key of the project's planning. */
    static final String KEY = ProjectManagementServer.PLANNING;

    /** The type of the project's planning. */
    static final String TYPE = StateKey.json(KEY).type();

    /** Which workflow of its type is meant where none is named. */
    static final String MAIN = StateKey.json(KEY).id();

    /** The variable of the environment that lets texts in that look like secrets. */
    static final String ALLOW_SECRETS = "WORKFLOW_ALLOW_SECRETS";

    private final ProjectPlace place;
    private final ProjectFolder folder;
    private final JdbcStateStore database;
    private final StateFiles files;
    private final StateManager states;
    private final NewNotices news;
    private final Optional<String> asked;
    private Optional<String> named = Optional.empty();
    private @Nullable Workflow<Json> workflow;
    private boolean cut;

    private Workbench(ProjectPlace place, Optional<String> asked) {
        this.place = place;
        this.folder = place.folder();
        this.database = JdbcStateStore.at(folder.root().resolve(Layout.STATE_FOLDER));
        this.files = StateFiles.builder(folder.root(), database)
                .importer(Workbench::imported)
                .check(check(Map.of())::check)
                .build();
        StateView view = new RecordedFiles(files);
        this.states = refusesSecrets()
                ? StateManager.of(files.store(), view, Clock.systemUTC())
                : StateManager.allowingSecrets(files.store(), Optional.of(view), Clock.systemUTC());
        this.news = new NewNotices(states, files.store());
        this.asked = asked;
    }

    /** Opens the project in a folder; that of the working directory when the name is empty. Creates nothing. */
    static Workbench open(String project) {
        return open(project, Optional.empty());
    }

    /** As {@link #open(String)}, for this workflow of the project: {@code type/id}, or {@code type}. */
    static Workbench open(String project, Optional<String> asked) {
        return open(ProjectPlace.of(project), asked);
    }

    /** As {@link #open(String, Optional)}, where the folder was found already. */
    static Workbench open(ProjectPlace place, Optional<String> asked) {
        return new Workbench(place, asked);
    }

    /**
     * A workflow of the project, {@code type/id}, for a caller that offers these tools, with everything ready for the first question that can be: two
     * threads share the work.
     */
    static Workbench openAhead(Path root, String name, Set<String> tools) throws InterruptedException {
        Workbench bench = open(ProjectPlace.named(root.toString(), Surroundings.here()), Optional.of(name));
        Thread store = new Thread(() -> ahead(bench.states), "open-state");
        store.setDaemon(true);
        store.start();
        try {
            Workflow<Json> workflow =
                    bench.named(name).tools(tools, WorkflowTools.STANDARD).open();
            workflow.prepare();
            bench.workflow = workflow;
        } catch (WorkflowException | DefinitionException | PathException e) {
            // The first question meets it again, and says it; it may be mended by then.
        }
        store.join();
        return bench;
    }

    private static void ahead(StateManager states) {
        try {
            Revision unused = states.head();
        } catch (CodedException e) {
            // The first question meets it again, and says it.
        }
    }

    /** How the project's folder was found. */
    ProjectPlace place() {
        return place;
    }

    ProjectFolder folder() {
        return folder;
    }

    /** Whether a change that brings what looks like a secret is refused. */
    static boolean refusesSecrets() {
        return System.getenv(ALLOW_SECRETS) == null;
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

    /** The workflow that is asked about; it may not exist yet. */
    Workflow<Json> workflow() {
        Workflow<Json> opened = workflow;
        return opened == null ? workflow(states.now()) : opened;
    }

    private Workflow<Json> workflow(Moment now) {
        Workflow<Json> opened = workflow;
        if (opened == null) {
            opened = named(workflowName(now))
                    .tools(TOOLS, WorkflowTools.STANDARD)
                    .open();
            workflow = opened;
        }
        return opened;
    }

    /** The workflow that is asked about at this moment: for an answer of which all is of one look. */
    WorkflowMoment<Json> now() {
        Moment now = states.now();
        return workflow(now).in(now);
    }

    /** The workflow, if it was opened. */
    Optional<Workflow<Json>> ready() {
        return Optional.ofNullable(workflow);
    }

    /** A workflow of the project, {@code type/id}, as it can be opened. */
    WorkflowOptions<Json> named(String name) {
        return Workflow.of(folder, name, states, new OwnCommands())
                .keptIn(folder.root().resolve(Layout.STATE_FOLDER));
    }

    /** The workflow that was named on the command line, if one was. */
    Optional<String> asked() {
        return asked.map(name -> workflowName());
    }

    /**
     * The workflow that was named on the command line, if one was, and is or was here.
     *
     * @throws NotFoundException if there never was one of that name
     */
    Optional<String> asked(Moment now) {
        Optional<String> name = asked.map(given -> workflowName(now));
        name.ifPresent(one -> requireEver(now, StateKey.json(one)));
        return name;
    }

    /** Refuses to go on with a state that never was. */
    void requireEver(Moment now, StateKey<Json> key) {
        if (now.history(key, 1).isEmpty()) {
            throw new NotFoundException("there is no " + key + " here, and there never was; there are: "
                    + String.join(", ", now.list()) + ".");
        }
    }

    /**
     * The workflow that is asked about. Where only a type is named, or nothing, it is {@code main} of that type, or of the
     * planning, if it is there; else the only one there is.
     *
     * @throws UsageException if there are several to choose from
     */
    String workflowName() {
        return workflowName(states.now());
    }

    /** As {@link #workflowName()}, at a moment. */
    String workflowName(Moment now) {
        if (asked.isPresent() && asked.get().contains("/")) {
            return StateKey.checkName(asked.get());
        }
        List<String> all = meant(asked, now);
        if (all.size() > 1) {
            throw new UsageException(
                    "there are several workflows here: " + String.join(", ", all) + ". Say which one with -w TYPE/ID.");
        }
        return all.isEmpty() ? asked.orElse(TYPE) + "/" + MAIN : all.get(0);
    }

    /** The workflows that may be meant by a type, or by nothing. */
    private List<String> meant(Optional<String> type, Moment now) {
        String main = type.orElse(TYPE) + "/" + MAIN;
        if (now.find(StateKey.json(main)).isPresent()) {
            return List.of(main);
        }
        return workflows(now).stream()
                .filter(name -> type.isEmpty() || name.startsWith(type.get() + "/"))
                .toList();
    }

    /** What a command line needs that is about this workflow: nothing where it is the one that is meant without. */
    String option(String name) {
        return meant(Optional.empty(), states.now()).equals(List.of(name)) ? "" : " -w " + name;
    }

    /** The names of all workflows of the project, sorted. */
    List<String> workflows() {
        return workflows(states.now());
    }

    /** As {@link #workflows()}, at a moment. */
    List<String> workflows(Moment now) {
        return now.list().stream().filter(key -> isWorkflow(now, key)).toList();
    }

    /** Other state may be kept beside workflows; what these are is known by their shape. */
    private static boolean isWorkflow(Moment now, String key) {
        StateKey<Json> found = StateKey.json(key);
        return !Definitions.isRecord(key)
                && now.find(found)
                        .map(snapshot -> snapshot.json().asObject())
                        .filter(state -> state.text("workflow").equals(Optional.of(found.type()))
                                && state.text("phase").isPresent())
                        .isPresent();
    }

    /** Which keys a command is about: all, or the workflow that was named and the definitions of its type. */
    Predicate<String> keys() {
        return asked().<Predicate<String>>map(name -> key -> key.equals(name)
                        || Definitions.isRecord(key, StateKey.json(name).type()))
                .orElse(key -> true);
    }

    /** A command line that asks of the same workflow. */
    String command(String words) {
        return "workflow " + words + asked.map(name -> " -w " + name).orElse("");
    }

    /** The state file of the reference server becomes the planning's state. */
    private static Optional<Json> imported(String key, Json document) {
        return key.equals(KEY) && ReferenceFormat.isReference(document)
                ? Optional.of(WorkflowState.codec(Json.class).encode(ReferenceFormat.importState(document)))
                : Optional.empty();
    }

    /** What may become state from outside; these values come with it, and so do the definitions among them. */
    WorkflowCheck check(Map<String, Json> beside) {
        return WorkflowCheck.of(
                folder,
                key -> Optional.ofNullable(beside.get(key))
                        .or(() -> database.read(key).flatMap(Entry::value)));
    }

    /** Whether a reason was too long to be kept whole. */
    boolean hasCutReason() {
        return cut;
    }

    /** Names who makes the changes; without a name it is {@linkplain Person whoever} sits at the terminal. */
    void as(Optional<String> name) {
        named = name;
    }

    /** Who makes a change, and why where a reason was given. */
    Cause cause(Optional<String> reason) {
        String person = Person.name(named, folder.root(), System.getenv());
        Cause cause = reason.filter(text -> !text.isBlank())
                .map(text -> Cause.fitting(person, text))
                .orElseGet(() -> Cause.by(person));
        cut = cut
                || reason.filter(text -> text.length() > cause.reason().length())
                        .isPresent();
        return cause;
    }

    /** Who makes a change, and why. */
    Cause cause(String reason) {
        return cause(Optional.of(reason));
    }

    /** The state of this name as plain JSON; that of the workflow at this moment when none is named. */
    StateKey<Json> key(Optional<String> name, Moment now) {
        return StateKey.json(name.orElseGet(() -> workflowName(now)));
    }

    /** Refuses to go on where nothing was initialised. */
    void requireState() {
        if (states.list().isEmpty()) {
            requireReadable();
            throw nothingHere();
        }
    }

    /**
     * Refuses to begin here what belongs elsewhere; {@code nested} says that a plan inside of another one is meant.
     *
     * @throws UsageException inside of another project, and in the home folder unless it was named
     */
    void requireOwnPlan(boolean nested) {
        if (!states.list().isEmpty()) {
            return;
        }
        if (place.home() && !place.named()) {
            throw new UsageException(
                    folder.root() + " is your home folder. Go to the project's folder, or name this one with"
                            + " --project " + folder.root() + " if it is what you mean.");
        }
        Optional<Path> around = nested ? Optional.empty() : place.within();
        if (around.isPresent()) {
            throw new UsageException(folder.root() + " is inside of the project " + around.get()
                    + ". Leave --project out, or name that one, to work on it; --nested begins a plan of its"
                    + " own here.");
        }
    }

    /** What may be state and cannot be read is never taken for absent. */
    private void requireReadable() {
        List<StateView.Notice> notices = states.notices();
        news.told(notices);
        notices.stream().findFirst().ifPresent(notice -> {
            throw new StateException(
                    notice.code(),
                    "no state can be read in " + folder.root() + ". " + notice.path() + ": " + notice.message());
        });
    }

    /** Refuses to go on where nothing was ever committed; a state that was taken back has a history all the same. */
    void requireHistory(Moment now) {
        if (now.revision().equals(Revision.NONE)) {
            requireReadable();
            throw nothingHere();
        }
    }

    private NotFoundException nothingHere() {
        return new NotFoundException("there is no workflow in " + folder.root()
                + ". Start one with 'workflow init', or name another folder with --project DIR.");
    }

    /** What the files have to say, as a part of an answer; it is told then. */
    Json noticesJson(Moment now) {
        news.told(now.notices());
        return Answers.list(
                now.notices(),
                notice -> Json.Obj.EMPTY
                        .with("code", Json.of(notice.code()))
                        .with("path", Json.of(notice.path()))
                        .with("message", Json.of(notice.message())));
    }

    static void printNotices(Console console, Moment now) {
        now.notices().forEach(notice -> console.paragraph(console.warn("! "), "  ", NewNotices.words(notice)));
    }

    /** What the files have to say that no command told yet. */
    NewNotices news() {
        return news;
    }

    @Override
    public void close() {
        states.close();
    }
}
