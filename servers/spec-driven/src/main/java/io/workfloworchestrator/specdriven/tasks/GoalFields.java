package io.workfloworchestrator.specdriven.tasks;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemChanges;
import io.workfloworchestrator.workflow.ItemException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The progress of a goal, in the fields and the form in which the planning itself keeps it. Pure functions. */
public final class GoalFields {
    private static final String PROGRESS = "progress";
    private static final String LOG = "progressLog";

    /** So many days of progress are kept, as the planning does. */
    private static final int MOST_DAYS = 60;

    public static final List<String> PLANNINGS = List.of("project-planning/main", "planning/main");

    private static final List<String> NOT_BEGUN = List.of("not-started", "planning");
    private static final List<String> OVER = List.of("completed", "implemented", "shelved");

    private GoalFields() {}

    /** How far the goal is, as its field says: 0 to 100, and 0 if the field is absent or no whole number. */
    public static int percent(Item goal) {
        return goal.state().fields().get(PROGRESS) instanceof Json.Num number && number.isInteger()
                ? number.value().intValue()
                : 0;
    }

    /** What is to be written for a goal that is so far, 0 to 100: the percent, and the log with one entry a day, the newest last. */
    public static Json.Obj at(Item goal, int percent, LocalDate today) {
        String day = today.toString();
        List<Json> days = new ArrayList<>();
        goal.state().fields().getOrDefault(LOG, Json.array(List.of())).asList().stream()
                .filter(one -> one.at("date").flatMap(Json::asText).orElse(day).compareTo(day) < 0)
                .forEach(days::add);
        days.add(Json.Obj.EMPTY.with("date", day).with("percent", percent));
        Json log = Json.array(days.subList(Math.max(0, days.size() - MOST_DAYS), days.size()));
        return Json.Obj.EMPTY.with(PROGRESS, percent).with(LOG, log);
    }

    /**
     * Whether the goal is left as it is, since somebody ended it.
     *
     * @param hasRule whether the planning completes its goals itself, by {@link GoalRule}: such a goal may go on
     */
    public static boolean isOver(Item goal, boolean hasRule) {
        return OVER.contains(goal.status()) && !(hasRule && goal.status().equals("completed"));
    }

    /**
     * What a person is told of the progress, in sentences.
     *
     * @param isSettled whether {@link GoalRule} has said what becomes of the goal
     */
    private static String told(String number, int percent, boolean isSettled) {
        String proposal = percent == 100 && !isSettled
                ? " Complete it with evidence for its measures, by update_goal_progress."
                : "";
        return number + " is at " + percent + " percent." + proposal;
    }

    /**
     * Brings a goal to where its tasks are: its progress, its beginning, and by {@link GoalRule} its end.
     *
     * @param fields what is written of it, as {@link #at} gives it
     * @return what a person should know, a sentence each
     */
    public static List<String> follow(
            ItemChanges items, Item goal, Json.Obj fields, int percent, boolean isBegun, boolean hasRule) {
        boolean isNews = fields.size() > 0;
        if (isNews) {
            items.edit(goal.id(), fields, Revision.NONE);
        }
        if (isBegun && NOT_BEGUN.contains(goal.status())) {
            try {
                items.move(goal.id(), "start", Revision.NONE);
            } catch (ItemException e) {
                // The planning of the project has gates of its own; the progress is written all the same.
            }
        }
        Optional<String> settled =
                hasRule ? GoalRule.follow(items, items.get(goal.id()), percent == 100) : Optional.empty();
        List<String> told = new ArrayList<>();
        if (isNews) {
            told.add(told(goal.called(), percent, settled.isPresent()));
        }
        settled.ifPresent(told::add);
        return told;
    }
}
