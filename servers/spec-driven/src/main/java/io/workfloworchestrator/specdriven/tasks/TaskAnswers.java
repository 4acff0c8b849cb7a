package io.workfloworchestrator.specdriven.tasks;

import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemView;
import io.workfloworchestrator.workflow.Need;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tasks and their counts as tools answer them. Pure functions. */
final class TaskAnswers {
    private TaskAnswers() {}

    /** The counts, by the names that clients of the forerunner read. */
    record Progress(
            int totalTasks,
            int completedTasks,
            int inProgressTasks,
            int blockedTasks,
            @Field(listed = false) Optional<Integer> droppedTasks,
            int percentComplete) {
        static Progress of(TaskCounts counts) {
            return new Progress(
                    counts.total(),
                    counts.done(),
                    counts.inProgress(),
                    counts.blocked(),
                    Optional.of(counts.dropped()).filter(count -> count > 0),
                    counts.percent());
        }
    }

    /**
     * @param waitsFor what it needs and is not done
     * @param history through which statuses it came; only where it is shown alone
     */
    record Task(
            String id,
            @Field(untrusted = true, max = 300) String title,
            String status,
            @Field(listed = false) String symbol,
            @Field(listed = false) Optional<String> startedAt,
            @Field(listed = false) Optional<String> completedAt,

            @Field(untrusted = true, max = 2_000, listed = false)
            Optional<String> notes,

            @Field(untrusted = true, max = 600, listed = false)
            Optional<String> blockedReason,

            @Field(untrusted = true, max = 400, listed = false)
            Optional<List<String>> waitsFor,

            @Field(untrusted = true, max = 200, listed = false)
            Optional<String> phase,

            @Field(untrusted = true, listed = false) Optional<List<String>> covers,
            @Field(untrusted = true, listed = false) Optional<List<String>> files,
            @Field(untrusted = true, listed = false) Optional<String> heldBy,

            @Field(untrusted = true, max = 300, listed = false)
            Optional<List<String>> history) {}

    static Task brief(ItemView view) {
        return of(view, Optional.empty());
    }

    static Task whole(ItemView view, TaskHistory history) {
        return of(view, Optional.of(history));
    }

    private static Task of(ItemView view, Optional<TaskHistory> history) {
        Item item = view.item();
        TaskStatus status = TaskStatus.of(item);
        Instant since = item.state().since();
        TaskTitle title = TaskTitle.of(item.title());
        List<String> files = item.state().texts("files");
        return new Task(
                item.called(),
                item.title(),
                item.status(),
                status.symbol(),
                history.isPresent()
                        ? history.flatMap(TaskHistory::startedAt).map(Instant::toString)
                        : Optional.of(since.toString()).filter(time -> status == TaskStatus.IN_PROGRESS),
                history.isPresent()
                        ? history.flatMap(TaskHistory::completedAt).map(Instant::toString)
                        : Optional.of(since.toString()).filter(time -> status == TaskStatus.DONE),
                item.state().text("notes").map(text -> history.isPresent() ? text : Words.clip(text, 200)),
                item.state().text(Features.REASON),
                present(view.unmet().stream().limit(5).map(Need::toText).toList()),
                item.state().text("phase"),
                present(item.state().texts("covers")),
                present(files.isEmpty() ? title.files() : files),
                Optional.of(view.holder()).filter(holder -> view.isHeld()),
                history.map(TaskAnswers::lines));
    }

    private static List<String> lines(TaskHistory history) {
        return history.steps().stream()
                .map(step -> step.at() + " " + step.status() + ", " + step.by() + ", revision " + step.revision())
                .toList();
    }

    static Task of(TaskFile.FileTask task) {
        return new Task(
                task.label(),
                task.title(),
                task.status().word(),
                task.status().symbol(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                present(task.needs()),
                Optional.empty(),
                Optional.empty(),
                present(TaskTitle.of(task.title()).files()),
                Optional.empty(),
                Optional.empty());
    }

    private static Optional<List<String>> present(List<String> some) {
        return Optional.of(some).filter(list -> !list.isEmpty());
    }
}
