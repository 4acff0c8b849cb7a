package io.workfloworchestrator.projectmanagement.goals;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.RecordCodec;
import io.workfloworchestrator.server.OpenProject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The goals as a board, and one goal as a whole, for the command line. Pure functions. */
public final class GoalBoard {
    private GoalBoard() {}

    private record Column(String title, List<String> statuses) {}

    private static final List<Column> COLUMNS = List.of(
            new Column("Potential", List.of(Goal.POTENTIAL)),
            new Column("To do", List.of(Goal.PLANNING, Goal.NOT_STARTED)),
            new Column("Doing", List.of(Goal.IN_PROGRESS)),
            new Column("Waiting", List.of(Goal.BLOCKED, "on-hold")),
            new Column("Done", List.of(Goal.COMPLETED)));

    /**
     * A column for each part of the way, with its first goals and how many there are; and how many are archived.
     *
     * @param most the most goals of a column, at least 1
     * @throws GoalException {@code E_PLANNING_OLDER}
     */
    public static Json.Obj of(OpenProject project, Clock clock, int most) {
        GoalBook book = GoalBook.of(project.workflow().now(), clock);
        List<Json> columns = COLUMNS.stream()
                .<Json>map(column -> {
                    List<Goal> goals = book.only(goal -> column.statuses().contains(goal.status()));
                    return Json.Obj.EMPTY
                            .with("title", column.title())
                            .with("total", goals.size())
                            .with(
                                    "goals",
                                    Json.array(goals.stream()
                                            .limit(most)
                                            .map(goal -> row(goal, project, book))
                                            .toList()));
                })
                .toList();
        return Json.Obj.EMPTY
                .with("columns", Json.array(columns))
                .with("implemented", count(book, Goal.IMPLEMENTED))
                .with("shelved", count(book, Goal.SHELVED))
                .with("revision", book.moment().revision().number());
    }

    /**
     * @param name its number, its id, a beginning of its id, or its name
     * @throws GoalException {@code E_GOAL}, {@code E_PLANNING_OLDER}
     */
    public static Json.Obj whole(OpenProject project, Clock clock, String name) {
        GoalBook book = GoalBook.of(project.workflow().now(), clock);
        Goal goal = book.named(name);
        List<Json> concerns = book.concerns().stream()
                .filter(one -> one.goal().id().equals(goal.id()))
                .<Json>map(one -> Json.of(one.reason() + " " + one.action()))
                .toList();
        return Json.Obj.EMPTY
                .with("goal", row(goal, project, book))
                .with("fields", Json.object(goal.item().state().fields()))
                .with(
                        "measures",
                        Json.array(Measures.of(goal).stream()
                                .map(Measures.Measure::json)
                                .toList()))
                .with("velocity", Velocity.of(goal.log(), book.today()))
                .with("concerns", Json.array(concerns))
                .with("revision", book.moment().revision().number());
    }

    private static Json row(Goal goal, OpenProject project, GoalBook book) {
        Optional<TaskCount> tasks = TaskCount.of(goal, project, book.moment().moment());
        return RecordCodec.of(GoalRow.class).encode(GoalRow.of(goal, book, tasks));
    }

    private static long count(GoalBook book, String status) {
        return book.only(goal -> goal.status().equals(status)).size();
    }
}
