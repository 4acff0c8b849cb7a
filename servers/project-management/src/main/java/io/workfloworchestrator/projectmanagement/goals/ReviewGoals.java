package io.workfloworchestrator.projectmanagement.goals;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.RecordCodec;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.server.News;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.state.Cause;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** {@code check_review_needed}: which goals want attention, why, and what to do; and how healthy the whole is. Thread-safe. */
record ReviewGoals(GoalChanges goals) {
    static final String NAME = "check_review_needed";

    private static final int USUAL = 20;
    private static final int MOST = 50;
    private static final int ROOM = 15_000;

    enum Check {
        ALL,
        SELECTED,
        POTENTIAL
    }

    record In(
            Optional<String> checkType,
            @Field(min = 1, listed = false) Optional<Integer> staleDays,
            @Field(min = 1, listed = false) Optional<Integer> longRunningDays,
            @Field(min = 1, listed = false) Optional<Integer> noProgressDays,
            @Field(min = 1, listed = false) Optional<Integer> blockedDays,
            @Field(min = 1, listed = false) Optional<Integer> limit,
            Optional<String> cursor,
            @Field(listed = false) Optional<String> projectPath) {}

    record Out(
            @Field(untrusted = true, listed = false) List<Json> reviewsNeeded,
            @Field(listed = false) Json summary,
            Json health,
            @Field(listed = false) Optional<String> cursor,
            @Field(flat = true) News news) {}

    Out on(OpenProject project, In in, Cause cause) {
        GoalBook book = goals.now(project, in.projectPath());
        Check check = in.checkType()
                .map(text -> Choice.of("checkType", text, Check.values(), one -> Choice.plain(one.name())))
                .orElse(Check.ALL);
        Predicate<Goal> looked = switch (check) {
            case ALL -> goal -> true;
            case SELECTED -> Goal::isSelected;
            case POTENTIAL -> Goal::isPotential;
        };
        Concerns.Thresholds limits =
                book.thresholds().with(in.staleDays(), in.longRunningDays(), in.noProgressDays(), in.blockedDays());
        List<Concern> all = book.concerns(limits);
        List<Concern> found =
                all.stream().filter(one -> looked.test(one.goal())).toList();
        Page<Json> page = Page.of(
                found.stream().<Json>map(one -> json(one, book)).toList(),
                in.cursor(),
                Math.min(MOST, in.limit().orElse(USUAL)),
                ROOM,
                one -> one.toString().length());
        GoalHealth health = GoalHealth.of(book.all(), all);
        return new Out(
                page.shown(),
                summary(found),
                RecordCodec.of(GoalHealth.class).encode(health),
                page.next(),
                goals.context().told(project, book.moment().moment()));
    }

    private static Json.Obj json(Concern concern, GoalBook book) {
        return Json.Obj.EMPTY
                .with("goalId", concern.goal().number())
                .with("goalName", Choice.shown(concern.goal().title()))
                .with("type", concern.type().word())
                .with("reason", concern.reason())
                .with("daysSince", concern.days())
                .with("lastUpdated", concern.goal().changed(book.zone()).toString())
                .with("recommendedAction", concern.action())
                .with("call", concern.callJson())
                .with("urgency", concern.urgencyWord());
    }

    private static Json.Obj summary(List<Concern> concerns) {
        Json.Obj byReason = Json.Obj.EMPTY;
        for (Concern.Type type : Concern.Type.values()) {
            byReason = byReason.with(
                    type.word(),
                    concerns.stream().filter(one -> one.type() == type).count());
        }
        Json.Obj byUrgency = Json.Obj.EMPTY;
        for (Level level : Level.values()) {
            byUrgency = byUrgency.with(
                    Choice.plain(level.word()),
                    concerns.stream().filter(one -> one.urgency() == level).count());
        }
        return Json.Obj.EMPTY
                .with("total", concerns.size())
                .with("byReason", byReason)
                .with("byUrgency", byUrgency);
    }
}
