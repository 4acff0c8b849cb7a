package io.workfloworchestrator.app;

import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.local.LocalProject;
import io.workfloworchestrator.local.ProjectPlace;
import io.workfloworchestrator.projectmanagement.ProjectManagementServer;
import io.workfloworchestrator.projectmanagement.ReferenceFormat;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.WorkflowTools;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateException;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.state.files.GitSetup;
import io.workfloworchestrator.state.spi.StateView;
import io.workfloworchestrator.workflow.Workflow;
import io.workfloworchestrator.workflow.WorkflowMoment;
import io.workfloworchestrator.workflow.WorkflowOptions;
import io.workfloworchestrator.workflow.WorkflowState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A project, opened for one command: its folder, its state, its workflow. Not thread-safe. */
final class Workbench implements AutoCloseable {
    /** The tools for which there is a command: {@code workflow step done}, {@code workflow advance}, {@code workflow item …}, {@code workflow goals …}. */
    static final Set<String> TOOLS = tools();

    /** The key of the full planning, which a document of the reference server becomes. */
    static final String KEY = ProjectManagementServer.PLANNING;

    /** Where documents are of what is begun later: workflows of tasks, and features. A numbered project has its folders besides. */
    private static final List<String> LATER = List.of(
            "temp/workflows/<name>/plan.md",
            "temp/workflows/<name>/state.json",
            "archive/workflows/<name>/plan.md",
            "archive/workflows/<name>/state.json",
            "specs/<name>/spec.md",
            "specs/<name>/tasks.md");

    private static final List<String> LATER_NUMBERED = LATER.stream()
            .filter(pattern -> !pattern.startsWith("specs"))
            .map(pattern -> (pattern.startsWith("temp") ? "07-" : "08-") + pattern)
            .toList();

    private static Set<String> tools() {
        Set<String> tools = new HashSet<>(CommandsOfTools.tools());
        tools.add(WorkflowTools.STANDARD.complete());
        tools.add(WorkflowTools.STANDARD.advance());
        return Set.copyOf(tools);
    }

    private final ProjectPlace place;
    private final LocalProject project;
    private final NewNotices news;
    private final MeantWorkflow meant;
    private Optional<String> named = Optional.empty();
    private @Nullable Workflow<Json> workflow;
    private boolean cut;

    private Workbench(ProjectPlace place, Optional<String> asked) {
        this.place = place;
        this.project = LocalProject.open(place.folder(), Workbench::imported);
        TaskStateFiles.follow(project);
        this.news = new NewNotices(project.state(), project.files().store());
        this.meant = new MeantWorkflow(project.state(), project.folder(), asked);
    }

    /** Opens the project in a folder; that of the working directory when the name is empty. Creates nothing. */
    static Workbench open(String project) {
        return open(ProjectPlace.of(project), Optional.empty());
    }

    /** As {@link #open(String)}, in a folder that was found already, for this workflow of it: {@code type/id}, or {@code type}. */
    static Workbench open(ProjectPlace place, Optional<String> asked) {
        return new Workbench(place, asked);
    }

    ProjectPlace place() {
        return place;
    }

    ProjectFolder folder() {
        return project.folder();
    }

    LocalProject local() {
        return project;
    }

    /** Tells git how to merge and what to ignore, and returns what was done; empty if there is no repository. */
    List<String> setUpGit() {
        if (!Files.exists(folder().root().resolve(".git"))) {
            return List.of();
        }
        publish();
        List<String> driver = new ArrayList<>(Program.command());
        driver.add("merge-files");
        return GitSetup.install(folder().root(), LocalProject.LAYOUT, documents(), driver);
    }

    /** Where documents are and may be: also those of workflows and features that are begun after git was told. */
    private List<String> documents() {
        List<String> documents = new ArrayList<>(LATER);
        if (Files.isDirectory(folder().root().resolve("07-temp"))) {
            documents.addAll(LATER_NUMBERED);
        }
        List<String> later = List.copyOf(documents);
        project.documentPatterns().stream()
                .filter(pattern -> later.stream().noneMatch(any -> pattern.matches(any.replace("<name>", "[^/]+"))))
                .forEach(documents::add);
        return documents;
    }

    /** Waits until the files say what the state says. */
    void publish() {
        project.files().flush();
    }

    StateManager states() {
        return project.state();
    }

    /** The workflow that the command is about; it may not exist yet. */
    Workflow<Json> workflow() {
        Workflow<Json> opened = workflow;
        return opened == null ? workflow(states().now()) : opened;
    }

    private Workflow<Json> workflow(Moment now) {
        Workflow<Json> opened = workflow;
        if (opened == null) {
            opened = named(meant.name(now)).tools(TOOLS, WorkflowTools.STANDARD).open();
            workflow = opened;
        }
        return opened;
    }

    /** The workflow that the command is about, at this moment, so that an answer is all of one revision. */
    WorkflowMoment<Json> now() {
        Moment now = states().now();
        return workflow(now).in(now);
    }

    WorkflowOptions<Json> named(String name) {
        return project.workflow(name, new OwnCommands());
    }

    /** The project with the workflow that the command is about, as tools see it. */
    OpenProject project() {
        return new OpenProject(folder().root(), states(), workflow());
    }

    /** The project with this workflow, {@code type/id}, as tools see it. */
    OpenProject project(String name) {
        return new OpenProject(folder().root(), states(), named(name).open());
    }

    MeantWorkflow meant() {
        return meant;
    }

    /** Which other workflows of the project have a kind of items that the command's has not, and what to say then; empty if none has. */
    Optional<String> elsewhere(String kind) {
        Moment now = states().now();
        String here = meant.name(now);
        List<String> all = MeantWorkflow.all(now).stream()
                .filter(name -> hasKind(name, kind, now))
                .toList();
        return all.isEmpty() || all.contains(here)
                ? Optional.empty()
                : Optional.of(" " + Names.first(3, all) + (all.size() == 1 ? " has" : " have") + " that kind: -w "
                        + all.get(0) + ".");
    }

    /** False also where a workflow cannot be read: what to say about one that was not asked for is no reason to fail. */
    private boolean hasKind(String name, String kind, Moment now) {
        try {
            return named(name).open().in(now).running().kinds().containsKey(kind);
        } catch (CodedException e) {
            return false;
        }
    }

    /** The state file of the reference server becomes the planning's state. */
    static Optional<Json> imported(String key, Json document) {
        return key.equals(KEY) && ReferenceFormat.isReference(document)
                ? Optional.of(WorkflowState.codec(Json.class).encode(ReferenceFormat.importState(document)))
                : Optional.empty();
    }

    boolean hasCutReason() {
        return cut;
    }

    /** Names the person who makes the changes; without a name, {@link Person} finds it. */
    void as(Optional<String> name) {
        named = name;
    }

    /** Who makes a change, and why if a reason was given. */
    Cause cause(Optional<String> reason) {
        String person = Person.name(named, folder().root(), System.getenv());
        Cause cause = reason.filter(text -> !text.isBlank())
                .map(text -> Cause.fitting(person, text))
                .orElseGet(() -> Cause.by(person));
        cut = cut
                || reason.filter(text -> text.length() > cause.reason().length())
                        .isPresent();
        return cause;
    }

    Cause cause(String reason) {
        return cause(Optional.of(reason));
    }

    void requireState() {
        if (states().list().isEmpty()) {
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
        if (!states().list().isEmpty()) {
            return;
        }
        if (place.home() && !place.named()) {
            throw new UsageException(
                    folder().root() + " is your home folder. Go to the project's folder, or name this one with"
                            + " --project " + folder().root() + " if it is what you mean.");
        }
        Optional<Path> around = nested ? Optional.empty() : place.within();
        if (around.isPresent()) {
            throw new UsageException(folder().root() + " is inside of the project " + around.get()
                    + ". Leave --project out, or name that one, to work on it; --nested begins a plan of its"
                    + " own here.");
        }
    }

    /** Refuses to go on if a file that may be state cannot be read: it is not absent. */
    private void requireReadable() {
        List<StateView.Notice> notices = states().notices();
        news.told(notices);
        notices.stream().findFirst().ifPresent(notice -> {
            throw new StateException(
                    notice.code(),
                    "no state can be read in " + folder().root() + ". " + notice.path() + ": " + notice.message());
        });
    }

    /** Refuses to go on if nothing was ever committed; a state that was taken back still has a history. */
    void requireHistory(Moment now) {
        if (now.revision().equals(Revision.NONE)) {
            requireReadable();
            throw nothingHere();
        }
    }

    private NotFoundException nothingHere() {
        return new NotFoundException("there is no workflow in " + folder().root()
                + ". Start one with 'workflow init', or name another folder with --project DIR.");
    }

    /** The notices about the files as a part of an answer, which count as shown then. */
    Json noticesJson(Moment now) {
        news.told(now.notices());
        return Answers.list(StateView.Notice.class, now.notices());
    }

    NewNotices news() {
        return news;
    }

    @Override
    public void close() {
        project.close();
    }
}
