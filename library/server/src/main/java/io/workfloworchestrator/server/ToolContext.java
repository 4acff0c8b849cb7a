package io.workfloworchestrator.server;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.mcp.ToolCall;
import io.workfloworchestrator.mcp.ToolException;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.workflow.NextStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * What every tool needs: the open project, the cause of a change, what others did, errors as answers. A server makes one and gives it
 * to all of its tools, so that each client hears of a change of others once. Thread-safe.
 */
public final class ToolContext {
    private static final int LONGEST_CLIENT = 120;

    private final BiFunction<String, ToolCall, Cause> causes;
    private final Supplier<OpenProject> opened;
    private final ChangesShown shown;
    private final UndoScope undoScope;
    private final Optional<FirstCall> first;
    private final BiFunction<OpenProject, String, List<NextStep>> beside;
    private final BiFunction<OpenProject, List<NextStep>, List<NextStep>> sifted;

    /**
     * What the tools of one server share.
     *
     * @param server the name for causes of a client without a name
     * @param opened gives the project; it is opened by the first call that needs it
     */
    public ToolContext(String server, Supplier<OpenProject> opened) {
        this((tool, call) -> cause(server, tool, call), opened);
    }

    private ToolContext(BiFunction<String, ToolCall, Cause> causes, Supplier<OpenProject> opened) {
        this(
                causes,
                opened,
                new ChangesShown(),
                UndoScope.SERVED,
                Optional.empty(),
                (project, caller) -> List.of(),
                (project, steps) -> steps);
    }

    private ToolContext(
            BiFunction<String, ToolCall, Cause> causes,
            Supplier<OpenProject> opened,
            ChangesShown shown,
            UndoScope undoScope,
            Optional<FirstCall> first,
            BiFunction<OpenProject, String, List<NextStep>> beside,
            BiFunction<OpenProject, List<NextStep>, List<NextStep>> sifted) {
        this.causes = causes;
        this.opened = opened;
        this.shown = shown;
        this.undoScope = undoScope;
        this.first = first;
        this.beside = beside;
        this.sifted = sifted;
    }

    /** The same client, for a server of many workflows: {@code undo} without a revision means the newest change of any of them. */
    public ToolContext undoing(UndoScope scope) {
        return new ToolContext(causes, opened, shown, scope, first, beside, sifted);
    }

    /** The same client, for a server whose workflow begins by one of its own tools: that call is advised until it has begun. */
    public ToolContext beginningBy(FirstCall call) {
        return new ToolContext(causes, opened, shown, undoScope, Optional.of(call), beside, sifted);
    }

    /**
     * The same client, for a server of many workflows: {@code get_next_steps} also names what is next in others than the one served.
     *
     * @param steps of the project, for a caller of this name, as a claim would have it
     */
    public ToolContext advisingBeside(BiFunction<OpenProject, String, List<NextStep>> steps) {
        return new ToolContext(causes, opened, shown, undoScope, first, steps, sifted);
    }

    /**
     * The same client, for a server of many workflows whose rules do not see each other: {@code sift} gives, of the steps that all of
     * them advise, those that still make sense.
     */
    public ToolContext sifting(BiFunction<OpenProject, List<NextStep>, List<NextStep>> sift) {
        return new ToolContext(causes, opened, shown, undoScope, first, beside, sift);
    }

    List<NextStep> sifted(OpenProject project, List<NextStep> steps) {
        return sifted.apply(project, steps);
    }

    /** What is next in other workflows than the one that is served. */
    List<NextStep> beside(OpenProject project, String caller) {
        return beside.apply(project, caller);
    }

    UndoScope undoScope() {
        return undoScope;
    }

    Optional<FirstCall> first() {
        return first;
    }

    /** For a person who does what a tool does, such as by a command line: each change has exactly this cause. */
    public static ToolContext of(OpenProject project, Cause cause) {
        return new ToolContext((tool, call) -> cause, () -> project);
    }

    /** What one tool does on the project. */
    @FunctionalInterface
    public interface Work<I, O> {
        /**
         * Answers one call.
         *
         * @param cause who calls by which tool; pass it to every change
         * @throws Exception as a tool's handler throws: coded ones become refusals
         */
        O on(OpenProject project, I input, Cause cause) throws Exception;
    }

    /** As {@link Work}, of a tool that may ask its client back. */
    @FunctionalInterface
    public interface AskingWork<I, O> {
        /**
         * Answers one call.
         *
         * @param call asks the client back
         * @throws Exception as a tool's handler throws: coded ones become refusals
         */
        O on(OpenProject project, I input, Cause cause, ToolCall call) throws Exception;
    }

    /** Opens the project and turns the library's errors into answers. */
    public <I, O> Tool.Handler<I, O> handler(String tool, Work<I, O> work) {
        return askingHandler(tool, (project, input, cause, call) -> work.on(project, input, cause));
    }

    /** As {@link #handler}, for a tool that may ask its client back. */
    public <I, O> Tool.Handler<I, O> askingHandler(String tool, AskingWork<I, O> work) {
        return (input, call) -> {
            try {
                return work.on(opened.get(), input, causes.apply(tool, call), call);
            } catch (CodedException e) {
                throw refusal(e);
            }
        };
    }

    private ToolException refusal(CodedException e) {
        boolean isNotBegun = e.code().equals("E_WORKFLOW_NOT_INITIALIZED");
        if (isNotBegun && first.isPresent()) {
            return new ToolException(
                            e.code(),
                            "nothing was begun in this project yet. "
                                    + first.get().because(),
                            e)
                    .next(first.get().tool(), first.get().arguments());
        }
        ToolException refused = new ToolException(e);
        return switch (e.code()) {
            case "E_WORKFLOW_NOT_INITIALIZED" -> refused.next("initialize_project_orchestration", Json.Obj.EMPTY);
            case "E_WORKFLOW_STEP", "E_WORKFLOW_PHASE", "E_WORKFLOW_ID" ->
                refused.next("get_project_status", Json.Obj.EMPTY);
            case "E_INTERVIEW", "E_QUESTION_SET" ->
                refused.next(InterviewTool.NAME, Json.Obj.EMPTY.with("action", Json.of("list")));
            case "E_STATE_BUSY" -> refused.retry();
            default -> refused;
        };
    }

    /**
     * Names the client and the tool that it called. The change itself says the rest, unless the call gives a reason
     * too.
     */
    private static Cause cause(String server, String tool, ToolCall call) {
        String client = call.client().strip();
        String named = client.length() > LONGEST_CLIENT ? client.substring(0, LONGEST_CLIENT) : client;
        return Cause.by((named.isEmpty() ? server : named) + " (" + tool + ")");
    }

    /** The cause with the reason that the call gives; the cause itself if it gives no reason. */
    public static Cause because(Cause cause, Optional<String> reason) {
        return reason.filter(text -> !text.isBlank())
                .map(text -> Cause.fitting(cause.actor(), text))
                .orElse(cause);
    }

    /**
     * The token of a claim that a call gives; {@link Revision#NONE} without one.
     *
     * @throws ToolException {@code E_ARG_VALUE} if no claim has such a token
     */
    public static Revision token(Optional<Long> given) {
        return revision("token", "a token is a number above 0, which the call that claims answers", given)
                .orElse(Revision.NONE);
    }

    /**
     * The revision that a call gives.
     *
     * @param argument its name
     * @param what what it has to be, as a clause
     * @throws ToolException {@code E_ARG_VALUE} if there is no such revision
     */
    public static Optional<Revision> revision(String argument, String what, Optional<Long> given) {
        if (given.filter(number -> number < 0).isPresent()) {
            throw new ToolException(
                    "E_ARG_VALUE",
                    "\"" + argument + "\" is " + given.get() + ", and " + what
                            + ". Nothing was changed. Give that, or leave it out.");
        }
        return given.map(Revision::of);
    }

    /**
     * Refuses a call that names another project: the reference's tools name it each time, but this server serves
     * only one.
     */
    public static void check(OpenProject project, Optional<String> projectPath) {
        if (projectPath.isEmpty()) {
            return;
        }
        Path meant;
        try {
            meant = Path.of(projectPath.get());
            meant = meant.isAbsolute()
                    ? meant.toRealPath()
                    : project.root().resolve(meant).toRealPath();
        } catch (IOException | InvalidPathException e) {
            throw otherProject(project, projectPath.get());
        }
        if (!belongs(project, meant)) {
            throw otherProject(project, projectPath.get());
        }
    }

    /**
     * Whether a folder is the project's, or the one that led to it, or lies inside one of them and in no other
     * project.
     */
    private static boolean belongs(OpenProject project, Path meant) {
        for (Path folder = meant; folder != null; folder = folder.getParent()) {
            if (folder.equals(project.root()) || folder.equals(project.asked())) {
                return true;
            }
            if (Files.exists(folder.resolve(".ai-planning")) || Files.exists(folder.resolve(".git"))) {
                return false;
            }
        }
        return false;
    }

    /** Refuses to begin a plan inside of another project. People begin such a plan on purpose, on the command line. */
    static void checkOwnPlan(OpenProject project) {
        Optional<Path> around = project.within();
        if (around.isPresent() && project.state().list().isEmpty()) {
            throw new ToolException(
                    "E_PROJECT_NESTED",
                    project.root() + " is inside of the project " + around.get() + ", and nothing was begun. To work on"
                            + " that one, start the server with --project " + around.get() + ". For a plan of its own, "
                            + project.workflow()
                                    .commands()
                                    .beginInside(project.root().toString())
                                    .map(line -> "somebody must run: " + line)
                                    .orElse("somebody must begin it on purpose."));
        }
    }

    private static ToolException otherProject(OpenProject project, String path) {
        String shown = Words.clip(path, 80);
        return new ToolException(
                "E_PROJECT",
                "this server serves " + project.root() + ", not '" + shown.replaceAll("\\p{C}", "?")
                        + "'. Leave projectPath out, or start a server with --project for the other folder.");
    }

    /**
     * What others did up to this moment, after the revision that the client says it knows, or else after this
     * client's last answer.
     */
    public List<String> news(OpenProject project, Moment moment, Optional<Long> since) {
        return shown.news(project.state(), moment, since);
    }

    /** What others did up to this moment, for a call that itself made the commit {@code own}. */
    public List<String> newsAfter(OpenProject project, Moment moment, Optional<Revision> own) {
        return newsAfterAll(project, moment, own.stream().toList());
    }

    /** As {@link #newsAfter}, for a call that made several commits. */
    public List<String> newsAfterAll(OpenProject project, Moment moment, List<Revision> own) {
        own.forEach(shown::own);
        return shown.news(project.state(), moment, Optional.empty());
    }

    /** What an answer about this moment ends with, for a call that changed nothing. */
    public News told(OpenProject project, Moment moment) {
        return told(project, moment, List.of());
    }

    /** The same, for a call that itself made this commit. */
    public News told(OpenProject project, Moment moment, Optional<Commit> own) {
        return told(project, moment, own.map(Commit::revision).stream().toList());
    }

    /** The same, for a call that made these commits. */
    public News told(OpenProject project, Moment moment, List<Revision> own) {
        return new News(moment.revision().number(), newsAfterAll(project, moment, own));
    }

    /** The same, for a client that may say which revision it knows. */
    News toldSince(OpenProject project, Moment moment, Optional<Long> since) {
        return new News(moment.revision().number(), news(project, moment, since));
    }
}
