package io.workfloworchestrator.specdriven.tasks;

import io.workfloworchestrator.documents.Proposal;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.mcp.ToolException;
import io.workfloworchestrator.server.News;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.ToolContext;
import io.workfloworchestrator.specdriven.SpecDrivenException;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Done;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.workflow.ItemQuery;
import io.workfloworchestrator.workflow.ItemView;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code update_task_status}: moves a task, and the feature and goal with it, in one commit. Thread-safe. */
public final class UpdateTask {
    public static final String NAME = "update_task_status";

    private static final int MOST_READY = 5;
    /** What a workflow remembers grows with its items, so only the last few stay. */
    private static final int MOST_OPENED = 12;

    private final ToolContext context;
    private final Clock clock;
    /**
     * The features of the project that was asked about last. A workflow remembers what it last saw of files and items, so a call that
     * takes the same one compares where another would read everything again. A project whose definitions changed is another one.
     */
    private volatile @Nullable Known last;

    private UpdateTask(ToolContext context, Clock clock) {
        this.context = context;
        this.clock = clock;
    }

    record In(
            @Field("Number, folder or title") String featureId,
            Optional<String> taskId,

            @Field("backlog, in-progress, done, blocked, dropped")
            Optional<String> status,

            @Field("Empty: cleared") Optional<String> notes,
            @Field("Needed for blocked") Optional<String> blockedReason,
            @Field(listed = false) Optional<String> projectPath,
            @Field(listed = false, min = 0) Optional<Long> token,
            @Field(listed = false) Optional<Boolean> takeOver) {}

    record Out(
            @Field(named = false) Optional<TaskAnswers.Task> taskState,
            TaskAnswers.Progress progress,

            @Field(untrusted = true, max = 1_500) String message,

            @Field(listed = false) String featureId,

            @Field(untrusted = true, max = 500, listed = false)
            List<String> findings,

            @Field(flat = true) News news) {}

    private record Known(OpenProject project, Features features) {}

    /** One call, with the commits that it made. */
    private record Call(OpenProject project, Features features, In in, Cause cause, List<Revision> own) {}

    /** @param clock its zone is that of people's calendar days */
    public static Tool<?, ?> of(ToolContext context, Clock clock) {
        return Tool.of(NAME, In.class, Out.class)
                .description("Moves a task; its feature and goal follow.")
                .handler(context.handler(NAME, new UpdateTask(context, clock)::on));
    }

    @SuppressWarnings("ReferenceEquality") // the identical project has the identical definitions
    private Features features(OpenProject project) {
        Known known = last;
        if (known == null || known.project != project || known.features.opened() > MOST_OPENED) {
            known = new Known(project, Features.of(project));
            last = known;
        }
        return known.features;
    }

    private Out on(OpenProject project, In in, Cause cause) {
        ToolContext.check(project, in.projectPath());
        Features features = features(project);
        Call call = new Call(project, features, in, cause, new ArrayList<>());
        FeatureLook found = FeatureLook.of(project, features, in.featureId());
        requireReadable(found);
        boolean takesOver = in.takeOver().orElse(false);
        if (!takesOver) { // A call that nothing could follow from is refused before anything is begun for it.
            required("taskId", in.taskId());
            TaskStatus.of(required("status", in.status()));
        }
        try {
            FeatureLook look = begun(call, found);
            return takesOver ? takenOver(call, look) : moved(call, look);
        } catch (CodedException e) {
            throw call.own.isEmpty() ? e : withBegun(e, found);
        }
    }

    /** What was refused after the feature was begun: the tasks are as they were, and the caller hears what is not. */
    private static SpecDrivenException withBegun(CodedException why, FeatureLook look) {
        return new SpecDrivenException(
                why.code(),
                String.valueOf(why.getMessage()).replace("Nothing was changed.", "No task was changed.")
                        + " The call began the workflow " + Features.TYPE + "/" + look.featureId()
                        + ", so that the tasks of " + look.path() + " are state.",
                why);
    }

    private Out moved(Call call, FeatureLook look) {
        requireTasks(call.project, look);
        In in = call.in;
        String task = required("taskId", in.taskId());
        TaskStatus status = TaskStatus.of(required("status", in.status()));
        TaskChange change = new TaskChange(status, in.notes(), in.blockedReason(), ToolContext.token(in.token()));
        FeatureProgress progress = new FeatureProgress(call.features, clock);
        String what = Words.clip(task, 40).replaceAll("\\p{C}", "?") + " of " + look.featureId() + ": " + status.word();
        Done<FeatureProgress.Moved> done = call.project
                .state()
                .change(
                        call.cause.doing(what),
                        commit -> progress.move(commit, look.featureId(), task, change, call.cause.actor()));
        done.commit().map(Commit::revision).ifPresent(call.own::add);
        return out(call, look, done);
    }

    private static String required(String name, Optional<String> value) {
        return value.filter(text -> !text.isBlank())
                .orElseThrow(() -> new ToolException(
                        "E_ARG_MISSING",
                        "\"" + name
                                + "\" is missing. Nothing was changed. Give taskId, such as T001, and status: backlog,"
                                + " in-progress, done, blocked or dropped."));
    }

    /** A feature whose tasks are only in a file is begun, so that they are state. */
    private static FeatureLook begun(Call call, FeatureLook look) {
        if (look.now().isPresent()
                || look.file().isHeadings()
                || look.file().tasks().isEmpty()) {
            return look;
        }
        begin(call, look);
        return FeatureLook.of(call.project, call.features, look.featureId());
    }

    private static void begin(Call call, FeatureLook look) {
        call.own.add(call.features
                .feature(look.featureId())
                .initialize(Words.clip(look.title(), 200), call.cause)
                .moment()
                .revision());
    }

    /** Refuses a file that the state could not take over, before anything of it is begun. */
    private static void requireReadable(FeatureLook look) {
        if (look.now().isPresent()) {
            return; // The state has the tasks, and says itself what becomes of the file.
        }
        look.file().fault().ifPresent(why -> {
            throw new SpecDrivenException(
                    "E_TASK_FILE",
                    look.path() + " cannot be read: " + why + " Nothing was changed. Mend the file, and call again.");
        });
        if (!look.text().isEmpty() && look.file().tasks().isEmpty()) {
            throw new SpecDrivenException(
                    "E_TASK_FILE",
                    look.path() + " has no line that can be read as a task. Nothing was changed. "
                            + String.join(
                                    " ",
                                    look.findings().isEmpty()
                                            ? List.of("Write a line \"- [ ] …\" for each.")
                                            : look.findings().stream().limit(3).toList()));
        }
    }

    private static void requireTasks(OpenProject project, FeatureLook look) {
        if (look.isOfFile() && look.file().isHeadings()) {
            Proposal proposal = Proposal.write(
                    project.workflow().project(), look.path(), look.file().asChecklist(look.text()));
            String path = proposal instanceof Proposal.Proposed beside ? beside.proposed() : proposal.path();
            throw new SpecDrivenException(
                    "E_TASK_HEADINGS",
                    "the tasks of " + look.path()
                            + " are headings, which are read and not changed. Nothing was changed."
                            + " The same tasks as a list of check boxes are in " + path
                            + ": put that in the place of the file, and call again.");
        }
        if (look.isOfFile()) {
            throw new SpecDrivenException(
                    "E_TASK_FILE",
                    look.path() + " has " + look.file().tasks().size()
                            + " tasks that the state could not take over. Nothing was changed. "
                            + String.join(" ", look.findings().stream().limit(3).toList()));
        }
    }

    private Out takenOver(Call call, FeatureLook look) {
        OpenProject project = call.project;
        Features features = call.features;
        ForerunnerTasks old = ForerunnerTasks.read(
                project.workflow().project(), features.specs() + "/.specify/state", look.featureId());
        FeatureProgress progress = new FeatureProgress(features, clock);
        if (look.now().isEmpty()) {
            begin(call, look);
        }
        Done<List<String>> done = project.state()
                .change(
                        call.cause.doing("took over " + old.path()),
                        commit -> old.takeOver(commit, progress, features, look.featureId(), call.cause.actor()));
        done.commit().map(Commit::revision).ifPresent(call.own::add);
        FeatureLook after = FeatureLook.of(project, features, look.featureId());
        return new Out(
                Optional.empty(),
                TaskAnswers.Progress.of(after.counts()),
                done.commit().isPresent()
                        ? "Taken over from " + old.path() + "."
                        : "Nothing of " + old.path() + " is new.",
                look.featureId(),
                done.result(),
                context.told(project, done.moment(), call.own));
    }

    private Out out(Call call, FeatureLook look, Done<FeatureProgress.Moved> done) {
        WorkflowMoment<Json> after = call.features.feature(look.featureId()).in(done.moment());
        FeatureProgress.Moved moved = done.result();
        ItemView view = after.item(moved.task().id()).orElseThrow();
        return new Out(
                Optional.of(TaskAnswers.brief(view)),
                TaskAnswers.Progress.of(moved.counts()),
                message(moved, after),
                look.featureId(),
                look.findings(),
                context.told(call.project, done.moment(), call.own));
    }

    private static String message(FeatureProgress.Moved moved, WorkflowMoment<Json> after) {
        String called = moved.task().called();
        List<String> said = new ArrayList<>();
        said.add(
                moved.isChanged()
                        ? called + " is " + moved.task().status() + "."
                        : called + " was so already: " + moved.task().status() + ".");
        said.add(moved.counts().said() + ".");
        String ready = String.join(
                ", ",
                after
                        .items(ItemQuery.of(Features.TASK)
                                .only(ItemQuery.Standing.READY)
                                .limit(MOST_READY))
                        .items()
                        .stream()
                        .map(task -> task.item().called())
                        .toList());
        if (!ready.isEmpty() && moved.task().status().equals(TaskStatus.DONE.word())) {
            said.add("Ready: " + ready + ".");
        }
        said.addAll(moved.said());
        return String.join(" ", said);
    }
}
