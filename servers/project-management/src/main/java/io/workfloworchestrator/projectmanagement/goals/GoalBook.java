package io.workfloworchestrator.projectmanagement.goals;

import io.workfloworchestrator.definition.KindDefinition;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.projectmanagement.PlanningItems;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.text.Normalizer;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All goals of a project at one moment. Not thread-safe. */
final class GoalBook {
    static final String IDEA = "idea";

    private static final int SHORTEST_BEGINNING = 3;
    private static final int MOST_FINDINGS = 10;

    private final WorkflowMoment<Json> moment;
    private final Clock clock;
    private @Nullable List<Goal> goals;

    private GoalBook(WorkflowMoment<Json> moment, Clock clock) {
        this.moment = moment;
        this.clock = clock;
    }

    /** @throws GoalException {@code E_PLANNING_OLDER} if the work runs by a definition without goals */
    static GoalBook of(WorkflowMoment<Json> moment, Clock clock) {
        if (!moment.running().kinds().containsKey(Goal.KIND)) {
            throw new GoalException(
                    "E_PLANNING_OLDER",
                    "The work runs by an older definition, " + moment.running()
                            + ", which has no goals. Somebody must bring"
                            + " it to the current one, which loses nothing: workflow definition migrate");
        }
        return new GoalBook(moment, clock);
    }

    WorkflowMoment<Json> moment() {
        return moment;
    }

    KindDefinition kind() {
        return moment.running().kind(Goal.KIND).orElseThrow();
    }

    boolean passesOn() {
        return moment.running().kinds().containsKey(PassedOn.KIND);
    }

    ZoneId zone() {
        return clock.getZone();
    }

    LocalDate today() {
        return LocalDate.now(clock);
    }

    List<Goal> all() {
        List<Goal> known = goals;
        if (known == null) {
            known = PlanningItems.views(moment, Goal.KIND).stream()
                    .map(Goal::new)
                    .toList();
            goals = known;
        }
        return known;
    }

    List<Goal> only(Predicate<Goal> which) {
        return all().stream().filter(which).toList();
    }

    Concerns.Thresholds thresholds() {
        return Concerns.Thresholds.of(moment.state().value().data());
    }

    List<Concern> concerns() {
        return concerns(thresholds());
    }

    List<Concern> concerns(Concerns.Thresholds limits) {
        return new Concerns(today(), zone(), limits).of(all());
    }

    /** What is wrong with files of goals and ideas, each with its file; at most ten. */
    List<String> findings() {
        return moment.moment().notices().stream()
                .filter(notice -> notice.path().toLowerCase(Locale.ROOT).endsWith(".md"))
                .limit(MOST_FINDINGS)
                .map(notice -> notice.path() + ": " + notice.message() + " [" + notice.code() + "]")
                .toList();
    }

    /**
     * The goal that somebody names: by its number ({@code G-01}, {@code 01} or {@code 1}), its id, a beginning of its id, its exact
     * name, or its file.
     *
     * @throws GoalException {@code E_GOAL} if no goal is meant, or more than one; it names the nearest
     */
    Goal named(String name) {
        String wanted = withoutFile(name.strip());
        List<Goal> found = matches(wanted);
        if (found.size() == 1) {
            return found.get(0);
        }
        if (found.size() > 1) {
            throw new GoalException(
                            "E_GOAL",
                            "\"" + Choice.shown(name) + "\" could be " + shown(found)
                                    + ". Nothing was changed. Name it by its" + " number.")
                    .next("view_goals_dashboard", Json.Obj.EMPTY);
        }
        throw new GoalException("E_GOAL", "There is no goal \"" + Choice.shown(name) + "\"." + nearest(wanted))
                .next("view_goals_dashboard", Json.Obj.EMPTY);
    }

    private List<Goal> matches(String wanted) {
        List<Predicate<Goal>> ways = List.of(
                goal -> goal.id().equals(wanted) || ("goal:" + goal.id()).equals(wanted),
                goal -> isNumber(goal, wanted),
                goal -> goal.title().equalsIgnoreCase(wanted),
                goal -> wanted.length() >= SHORTEST_BEGINNING && goal.id().startsWith(wanted),
                goal -> slug(goal.title()).equals(wanted.toLowerCase(Locale.ROOT)));
        for (Predicate<Goal> way : ways) {
            List<Goal> found = only(way);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    private static String slug(String title) {
        return Normalizer.normalize(title, Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
    }

    private static boolean isNumber(Goal goal, String wanted) {
        String number = goal.item().number().orElse("");
        String digits = number.replaceFirst("^\\D*0*", "");
        boolean counter = wanted.matches("0*\\d{1,15}");
        return !number.isEmpty()
                && (number.equalsIgnoreCase(wanted)
                        || (counter && wanted.replaceFirst("^0+", "").equals(digits))
                        || wanted.toLowerCase(Locale.ROOT).startsWith(number.toLowerCase(Locale.ROOT) + "-"));
    }

    /** The name of a file without its folders and ending, where a file is named. */
    private static String withoutFile(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (!lower.endsWith(".md")) {
            return name;
        }
        String file = name.substring(name.lastIndexOf('/') + 1, name.length() - ".md".length());
        return file.equals("goal") && name.indexOf('/') > 0
                ? withoutFile(name.substring(0, name.lastIndexOf('/')) + ".md")
                : file;
    }

    private String nearest(String wanted) {
        Set<String> known = new LinkedHashSet<>();
        all().forEach(goal -> {
            known.add(goal.number());
            known.add(goal.title());
        });
        return Words.nearest(wanted, known, Math.max(1, Math.min(4, wanted.length() / 2)))
                .map(near -> " Did you mean \"" + near + "\"?")
                .orElse(all().isEmpty() ? " There are no goals yet: create_potential_goal makes one." : "");
    }

    private static String shown(List<Goal> goals) {
        return String.join(
                " or ",
                goals.stream()
                        .limit(5)
                        .map(goal -> goal.number() + " (" + goal.id() + ")")
                        .toList());
    }
}
