package io.workfloworchestrator.specdriven.tasks;

import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.server.News;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.ToolContext;
import io.workfloworchestrator.specdriven.SpecDrivenException;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code get_task_progress}: how far a feature is, its tasks page by page, or one task with its history. Thread-safe. */
public final class ShowProgress {
    public static final String NAME = "get_task_progress";

    private static final int USUAL = 40;
    private static final int ANSWER_BYTES = 30_000;
    private static final int MOST_FINDINGS = 15;

    private ShowProgress() {}

    record In(
            @Field("Number, folder or title") String featureId,
            Optional<String> taskId,
            @Field(listed = false) Optional<String> projectPath,
            @Field(listed = false) Optional<String> status,
            @Field(listed = false) Optional<String> after,
            @Field(listed = false, min = 1, max = 100) Optional<Integer> limit) {}

    record Summary(
            String featureId,
            @Field(untrusted = true) String featureName,
            int totalTasks,
            int completedTasks,
            int inProgressTasks,
            int blockedTasks,
            int percentComplete,
            @Field(listed = false) Optional<String> lastUpdated) {}

    /** @param next the number of the last task of this page, for {@code after}; empty on the last page */
    record Out(
            Summary summary,
            @Field(named = false) List<TaskAnswers.Task> tasks,
            @Field(listed = false) Optional<TaskAnswers.Task> task,
            @Field(untrusted = true, max = 500) List<String> findings,

            @Field(untrusted = true, lines = true, max = 8_000, listed = false)
            String formatted,

            @Field(untrusted = true, max = 800, listed = false)
            String message,

            @Field(listed = false) Optional<String> next,
            @Field(flat = true) News news) {}

    public static Tool<?, ?> of(ToolContext context) {
        return Tool.of(NAME, In.class, Out.class)
                .description("How far a feature is. Filter by status; page by after and limit.")
                .readOnly()
                .answerBytes(ANSWER_BYTES)
                .handler(context.handler(NAME, (project, in, cause) -> on(context, project, in)));
    }

    private static Out on(ToolContext context, OpenProject project, In in) {
        ToolContext.check(project, in.projectPath());
        FeatureLook look = FeatureLook.of(project, Features.of(project), in.featureId());
        Optional<TaskStatus> only = in.status().map(TaskStatus::of);
        List<TaskAnswers.Task> all = look.isOfFile()
                ? look.file().tasks().stream().map(TaskAnswers::of).toList()
                : look.tasks().stream().map(TaskAnswers::brief).toList();
        List<TaskAnswers.Task> page = in.taskId().isPresent() ? List.of() : page(all, only, in);
        Optional<TaskAnswers.Task> task = in.taskId().map(name -> one(look, name));
        Optional<String> next = page.isEmpty() || isLast(all, only, page.get(page.size() - 1))
                ? Optional.empty()
                : Optional.of(page.get(page.size() - 1).id());
        List<String> findings = findings(project, look);
        return new Out(
                summary(look),
                page,
                task,
                findings,
                formatted(look, Stream.concat(task.stream(), page.stream()).toList()),
                message(look, next),
                next,
                context.told(project, look.moment()));
    }

    private static TaskAnswers.Task one(FeatureLook look, String name) {
        if (look.isOfFile()) {
            return look.file().tasks().stream()
                    .filter(task -> task.label().equalsIgnoreCase(name.strip())
                            || task.title().equals(name.strip()))
                    .findFirst()
                    .map(TaskAnswers::of)
                    .orElseGet(() -> TaskAnswers.brief(missing(look, name)));
        }
        Item item = TaskNames.in(
                look.featureId(), look.tasks().stream().map(ItemView::item).toList(), name);
        ItemView view = look.tasks().stream()
                .filter(one -> one.item().id().equals(item.id()))
                .findFirst()
                .orElseThrow();
        return TaskAnswers.whole(
                view, TaskHistory.of(look.moment(), Features.TYPE + "/" + look.featureId(), item.id()));
    }

    private static ItemView missing(FeatureLook look, String name) {
        throw new SpecDrivenException(
                "E_TASK",
                look.featureId() + " has no task \"" + Words.clip(name.replaceAll("\\p{C}", "?"), 60) + "\". "
                        + look.path() + " has " + look.file().tasks().size() + " tasks; get_task_progress lists them.");
    }

    private static List<TaskAnswers.Task> page(List<TaskAnswers.Task> all, Optional<TaskStatus> only, In in) {
        int from = 0;
        for (int i = 0; in.after().isPresent() && i < all.size(); i++) {
            from = all.get(i).id().equals(in.after().get()) ? i + 1 : from;
        }
        return all.subList(from, all.size()).stream()
                .filter(task -> isOf(task, only))
                .limit(in.limit().orElse(USUAL))
                .toList();
    }

    private static boolean isOf(TaskAnswers.Task task, Optional<TaskStatus> only) {
        return only.isEmpty() || task.status().equals(only.get().word());
    }

    private static boolean isLast(List<TaskAnswers.Task> all, Optional<TaskStatus> only, TaskAnswers.Task last) {
        return all.subList(all.indexOf(last) + 1, all.size()).stream().noneMatch(task -> isOf(task, only));
    }

    private static Summary summary(FeatureLook look) {
        TaskCounts counts = look.counts();
        return new Summary(
                look.featureId(),
                look.title(),
                counts.total(),
                counts.done(),
                counts.inProgress(),
                counts.blocked(),
                counts.percent(),
                look.tasks().stream()
                        .map(task -> task.item().state().changed())
                        .max(Comparator.naturalOrder())
                        .map(Instant::toString));
    }

    private static List<String> findings(OpenProject project, FeatureLook look) {
        List<String> findings = new ArrayList<>(look.findings());
        Features.of(project)
                .ofFolder(look.moment(), look.featureId())
                .map(Item::status)
                .filter(status -> look.counts().isComplete() && !status.equals("done") && !status.equals("dropped"))
                .ifPresent(
                        status -> findings.add(
                                "All tasks are done, and the feature is " + status
                                        + ": somebody ticked them by hand. Say done once more of one by update_task_status, and it follows."));
        if (look.isOfFile()) {
            String how = look.file().isHeadings()
                    ? "Its tasks are headings, which are read and not changed; update_task_status writes the same as a list"
                            + " beside it."
                    : look.now().isEmpty()
                            ? "The first update_task_status takes them over."
                            : "The state could not take them over; what is wrong is named here. Mend it, and they are.";
            findings.add(0, "These tasks are read from " + look.path() + ". " + how);
        }
        if (findings.size() > MOST_FINDINGS) {
            int more = findings.size() - MOST_FINDINGS;
            findings.subList(MOST_FINDINGS, findings.size()).clear();
            findings.add(more + " more.");
        }
        return findings;
    }

    private static String message(FeatureLook look, Optional<String> next) {
        TaskCounts counts = look.counts();
        if (counts.total() == 0 && look.file().fault().isPresent()) {
            return look.path() + " cannot be read, so nobody can tell which tasks it has: "
                    + look.file().fault().get();
        }
        if (counts.total() == 0 && !look.file().findings().isEmpty()) {
            return look.path() + " has no line that can be read as a task; what looks like one is named here.";
        }
        if (counts.total() == 0) {
            return look.featureId()
                    + " has no tasks yet. sdd_guide derives them from its plan; or write a line \"- [ ] …\" each into "
                    + look.path() + ".";
        }
        String ready = String.join(
                ", ",
                look.tasks().stream()
                        .filter(ItemView::isReady)
                        .limit(5)
                        .map(task -> task.item().called())
                        .toList());
        return counts.said() + "."
                + (ready.isEmpty() ? "" : " Ready: " + ready + ".")
                + next.map(id -> " More with after: " + id + ".").orElse("");
    }

    private static String formatted(FeatureLook look, List<TaskAnswers.Task> tasks) {
        StringBuilder out = new StringBuilder("# " + Words.clip(look.title(), 200) + "\n\n");
        TaskCounts counts = look.counts();
        out.append(counts.said() + ", " + counts.inProgress() + " in progress, " + counts.blocked() + " blocked\n\n");
        for (TaskAnswers.Task task : tasks) {
            out.append("- " + task.symbol() + " " + task.id() + " " + Words.clip(task.title(), 120));
            task.blockedReason().ifPresent(reason -> out.append(": " + Words.clip(reason, 120)));
            out.append('\n');
        }
        return out.toString();
    }
}
