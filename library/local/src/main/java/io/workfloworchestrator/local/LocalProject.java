package io.workfloworchestrator.local;

import io.workfloworchestrator.definition.Definitions;
import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Snapshot;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.state.files.Importer;
import io.workfloworchestrator.state.files.Layout;
import io.workfloworchestrator.state.files.StateFiles;
import io.workfloworchestrator.state.jdbc.JdbcStateStore;
import io.workfloworchestrator.state.spi.Entry;
import io.workfloworchestrator.state.spi.StateView;
import io.workfloworchestrator.workflow.Commands;
import io.workfloworchestrator.workflow.Workflow;
import io.workfloworchestrator.workflow.WorkflowCheck;
import io.workfloworchestrator.workflow.WorkflowOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The shared state of a project folder: the embedded store in {@code .ai-planning/.state}, and beside it one readable JSON file for
 * each key, which people may edit and git may merge. The items of workflows are Markdown too, where their definitions say so.
 *
 * <pre>{@code
 * try (LocalProject project = LocalProject.open(folder)) {
 *     project.state().update(key, change, cause);
 *     Workflow<Json> release = project.workflow(definition).open();
 * }
 * }</pre>
 *
 * <p>Opening creates nothing; the first change does. Any number of processes may have the same project open, the
 * {@code workflow} command among them. What looks like a secret is refused, unless the variable {@value #ALLOW_SECRETS} is set
 * in the environment. Thread-safe.
 */
public final class LocalProject implements AutoCloseable {
    /** The variable of the environment that lets texts in that look like secrets. */
    public static final String ALLOW_SECRETS = "WORKFLOW_ALLOW_SECRETS";

    /**
     * Where the files of a project's state are: those of the project management server's state where its forerunner kept them,
     * and all others in {@code .ai-planning/<type>/<id>.json}. Every program that has a project open must have the same places.
     */
    public static final Layout LAYOUT =
            Layout.standard().withKey("project-planning/main", Layout.FOLDER + "/project-state.json");

    private final ProjectFolder folder;
    private final JdbcStateStore database;
    private final ItemDocuments documents;
    private final StateFiles files;
    private final StateManager state;
    private final Rests rests = new Rests();
    private final List<Rendering<?>> renderings = new CopyOnWriteArrayList<>();

    private LocalProject(ProjectFolder folder, Importer importer) {
        this.folder = folder;
        this.database = JdbcStateStore.at(folder.root().resolve(Layout.STATE_FOLDER));
        this.documents = new ItemDocuments(this::value, this::current, folder::exists, Clock.systemUTC());
        this.files = StateFiles.builder(folder.root(), database)
                .layout(LAYOUT)
                .importer(importer)
                .documents(documents)
                .check(check(Map.of())::check)
                .build();
        RecordedFiles view = new RecordedFiles(files, this::moreNotices, this::rendered);
        this.state = refusesSecrets()
                ? StateManager.of(files.store(), view, Clock.systemUTC())
                : StateManager.allowingSecrets(files.store(), Optional.of(view), Clock.systemUTC());
    }

    /**
     * The project in this folder.
     *
     * @throws io.workfloworchestrator.files.PathException when it is no folder that can be opened
     */
    public static LocalProject open(Path folder) {
        return open(ProjectFolder.open(folder), Importer.NONE);
    }

    /** The project in this folder, with documents of another product taken in by the importer. */
    public static LocalProject open(ProjectFolder folder, Importer importer) {
        return new LocalProject(folder, importer);
    }

    /** Whether a change that brings what looks like a secret is refused. */
    public static boolean refusesSecrets() {
        return System.getenv(ALLOW_SECRETS) == null;
    }

    /** The folder that nothing here reads or writes outside of. */
    public ProjectFolder folder() {
        return folder;
    }

    /** The state, and everything that can be asked of it. */
    public StateManager state() {
        return state;
    }

    /** The readable files of the state. */
    public StateFiles files() {
        return files;
    }

    /** The database itself: for questions about its files, not about state. */
    public JdbcStateStore database() {
        return database;
    }

    /**
     * A workflow by a definition that the caller has, such as one from his own jar. What was seen of the disk is kept for the next
     * process.
     */
    public WorkflowOptions<Json> workflow(WorkflowDefinition definition) {
        return Workflow.at(folder, definition, state).keptIn(stateFolder());
    }

    /**
     * A workflow by its name, {@code type/id}, and by the definition that this project has for its type, or that was recorded when it
     * began.
     *
     * @throws io.workfloworchestrator.json.CodedException when the project has no definition for it, or a broken one
     */
    public WorkflowOptions<Json> workflow(String name) {
        return Workflow.of(folder, name, state).keptIn(stateFolder());
    }

    /** The same, for a program whose command lines answers may name. */
    public WorkflowOptions<Json> workflow(String name, Commands commands) {
        return Workflow.of(folder, name, state, commands).keptIn(stateFolder());
    }

    private Path stateFolder() {
        return folder.root().resolve(Layout.STATE_FOLDER);
    }

    /**
     * Keeps a file that is made from one state, while this project is open: it is written now, and after each change of the state by
     * whatever process. What others change while no program has the project open is rendered when one opens it. For people or
     * programs that want another form of the state than JSON. The file is not read. What something else writes into it is kept
     * beside, as {@code NAME.kept-<8 hex>}, and named in the notices, as is everything that goes wrong with the file.
     *
     * @param path of the file, relative to the project; outside of {@code .ai-planning}
     * @param renderer makes the text of a value; it must make equal texts of equal values
     * @throws io.workfloworchestrator.files.PathException when the path leaves the project
     */
    public <T> LocalProject render(String path, StateKey<T> key, Function<T, String> renderer) {
        renderings.add(new Rendering<>(folder, state, path, key, renderer, rests));
        return this;
    }

    /**
     * Keeps a file of the caller's form for each workflow of a type, and takes what is saved in it. Every program that has the project open
     * must have the same ones; to be called before anything is asked of the state.
     */
    public LocalProject itemsFile(ItemsFile file) {
        documents.add(file);
        return this;
    }

    /**
     * The files that have to move when a workflow goes on as another one: those of its items, and those that both definitions have
     * a path for. Nothing is moved yet.
     *
     * @param from the workflow that goes on, with the definition that it runs by
     * @param to the workflow as which it goes on, with its definition
     */
    public FileMoves moves(
            StateKey<Json> from, WorkflowDefinition running, StateKey<Json> to, WorkflowDefinition definition) {
        FileMoves moves = new FileMoves(folder);
        Json value = state.find(from).map(Snapshot::value).orElse(Json.Obj.EMPTY);
        Map<String, String> places = documents.places(to, definition, value);
        documents
                .places(from, running, value)
                .forEach((part, path) -> moves.add(path, places.getOrDefault(part, path)));
        Map<String, String> paths =
                definition.resolvedPaths(definition.layout(folder::exists).orElse(null));
        running.resolvedPaths(running.layout(folder::exists).orElse(null)).forEach((name, path) -> {
            String elsewhere = paths.getOrDefault(name, path);
            moves.add(path, elsewhere);
            notes(path).forEach(file -> moves.add(path + "/" + file, elsewhere + "/" + file));
        });
        return moves;
    }

    /** The Markdown files right in a folder that has no other folders. */
    private List<String> notes(String path) {
        Path there = folder.root().resolve(path);
        try (Stream<Path> files = Files.isDirectory(there) ? Files.list(there) : Stream.empty()) {
            List<Path> all = files.toList();
            return all.stream().anyMatch(Files::isDirectory)
                    ? List.of()
                    : all.stream()
                            .map(file -> String.valueOf(file.getFileName()))
                            .filter(name -> name.endsWith(".md"))
                            .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Set<String> rendered() {
        return renderings.stream().map(Rendering::path).collect(Collectors.toSet());
    }

    private List<StateView.Notice> moreNotices() {
        List<StateView.Notice> more = new ArrayList<>(documents.notices());
        renderings.forEach(one -> more.addAll(one.notices()));
        return more;
    }

    /**
     * Where the items of the workflows that were opened so far may have files, relative to the project; a segment with
     * {@code <} stands for any name.
     */
    public List<String> documentPatterns() {
        return documents.patterns();
    }

    /** The definition of a type; empty if there is none that can be used. */
    private Optional<WorkflowDefinition> current(String type) {
        try {
            return Optional.of(Definitions.of(folder).get(type));
        } catch (CodedException e) {
            return Optional.empty(); // The workflow's own answers say what is wrong with it.
        }
    }

    /** What the state has, or what the files say while it has nothing. */
    private Optional<Json> value(String key) {
        return files.store().read(key).flatMap(Entry::value);
    }

    /** Decides what may become state from outside; these values come with it, and so do the definitions among them. */
    public WorkflowCheck check(Map<String, Json> beside) {
        return WorkflowCheck.of(
                folder,
                key -> Optional.ofNullable(beside.get(key))
                        .or(() -> database.read(key).flatMap(Entry::value)));
    }

    /** Publishes what is pending and closes the store. A second call does nothing. */
    @Override
    public void close() {
        try {
            rests.close();
            renderings.forEach(Rendering::close);
            renderings.clear();
        } finally {
            state.close();
        }
    }
}
