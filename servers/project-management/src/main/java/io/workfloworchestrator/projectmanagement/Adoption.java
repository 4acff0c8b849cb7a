package io.workfloworchestrator.projectmanagement;

import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.goals.GoalEstimate;
import io.workfloworchestrator.projectmanagement.goals.Level;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Done;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemChanges;
import io.workfloworchestrator.workflow.ItemException;
import io.workfloworchestrator.workflow.Workflow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Takes over what a project of the TypeScript server has beside its goal files: the goals in its index become goal items, and goals
 * learn where their specification and their tasks are. The index stays as it is, and what was taken over once is not taken again.
 * One commit, which {@code undo} takes back. Not thread-safe.
 */
public final class Adoption {
    private static final String GOAL = "goal";
    private static final String FROM = "adoptedFrom";
    private static final int MOST_BYTES = 4 << 20;
    /** Where the index is in the older folders, or one above, or where a migration moved it; a lean planning finds it there too. */
    private static final String OLDER = "brainstorming/future-goals/selected-goals";

    private final StateManager states;
    private final Workflow<Json> planning;
    private final ProjectFolder folder;
    private final Map<String, String> paths;
    private final List<String> done = new ArrayList<>();

    /**
     * What was taken over, or would be.
     *
     * @param lines what, one sentence each
     * @param commit the commit; empty if nothing was to be done, or nothing was to be changed
     */
    public record Adopted(List<String> lines, Optional<Commit> commit) {
        public Adopted {
            lines = List.copyOf(lines);
        }
    }

    /** Ends a commit that only finds out what would be done. */
    private static final class OnlyTried extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    public Adoption(StateManager states, Workflow<Json> planning) {
        this.states = states;
        this.planning = planning;
        this.folder = planning.project();
        this.paths = Planning.paths(planning);
    }

    /** What would be taken over; nothing is changed. */
    public Adopted tried(Cause cause) {
        try {
            adopt(cause, true);
            throw new IllegalStateException("a trial commits nothing");
        } catch (OnlyTried e) {
            return new Adopted(done, Optional.empty());
        }
    }

    public Adopted adopted(Cause cause) {
        return adopt(cause, false);
    }

    private Adopted adopt(Cause cause, boolean isTrial) {
        planning.now();
        Done<Boolean> commit = states.change(cause.doing("took over goals of before"), change -> {
            done.clear();
            ItemChanges items = planning.in(change, cause.actor());
            index().ifPresent(path -> takeAll(items, path, SelectedGoals.read(folder.readText(path, MOST_BYTES))));
            items.all(GOAL).forEach(goal -> place(items, goal));
            if (isTrial) {
                throw new OnlyTried();
            }
            return true;
        });
        return new Adopted(done, commit.commit());
    }

    private Optional<String> index() {
        String moved = paths.getOrDefault("ideas", "05-brainstorming") + "/future-goals";
        return List.of(
                        paths.getOrDefault("selected", OLDER),
                        OLDER,
                        "brainstorming/future-goals",
                        moved + "/selected-goals",
                        moved)
                .stream()
                .map(place -> place + "/" + SelectedGoals.NAME)
                .filter(folder::exists)
                .findFirst();
    }

    /**
     * Takes entries over that were not taken before. Where it happens for the first time, people know the goals by the numbers of
     * the index: a goal that is not selected, and is not in the index, gives its number away.
     */
    private void takeAll(ItemChanges items, String path, List<SelectedGoals.Entry> all) {
        List<Item> before = items.all(GOAL);
        boolean isFirst =
                before.stream().noneMatch(goal -> goal.state().text(FROM).isPresent());
        Map<SelectedGoals.Entry, Optional<Item>> entries = new LinkedHashMap<>();
        for (SelectedGoals.Entry entry : all) {
            if (before.stream().noneMatch(goal -> goal.state().text(FROM).equals(Optional.of(from(path, entry))))) {
                entries.put(entry, same(before, entries, entry));
            }
        }
        Map<String, String> wanted = new LinkedHashMap<>();
        Set<String> reserved = new HashSet<>();
        entries.forEach((entry, known) ->
                known.ifPresentOrElse(goal -> wanted.put(goal.id(), number(entry)), () -> reserved.add(number(entry))));
        if (isFirst) {
            Set<String> giveWay = new HashSet<>();
            before.stream().filter(goal -> !isSelected(goal)).forEach(goal -> giveWay.add(goal.id()));
            items.renumber(GOAL, wanted, giveWay, reserved)
                    .forEach((id, number) -> done.add(items.get(id).title() + " has the number " + number + " now."));
        }
        entries.forEach((entry, known) -> take(items, path, entry, known));
    }

    private static String from(String path, SelectedGoals.Entry entry) {
        return path + "#" + entry.number();
    }

    /** The number of an entry as goals have it: {@code 1} is {@code G-01}. */
    private static String number(SelectedGoals.Entry entry) {
        String digits = entry.number().replaceFirst("^0+(?=\\d\\d)", "");
        return "G-" + (digits.length() < 2 ? "0" + digits : digits);
    }

    /** The goal that an entry is about: of its title, or of the file that it came from. */
    private static Optional<Item> same(
            List<Item> goals, Map<SelectedGoals.Entry, Optional<Item>> taken, SelectedGoals.Entry entry) {
        String source = slug(entry.field("source")
                .replaceFirst("/goal\\.md$", "")
                .replaceFirst(".*/", "")
                .replaceFirst("\\.md$", ""));
        return goals.stream()
                .filter(goal -> goal.state().text(FROM).isEmpty())
                .filter(goal -> taken.values().stream()
                        .noneMatch(other -> other.map(Item::id).equals(Optional.of(goal.id()))))
                .filter(goal -> goal.title().equalsIgnoreCase(entry.title())
                        || slug(goal.title()).equals(source))
                .findFirst();
    }

    private void take(ItemChanges items, String path, SelectedGoals.Entry entry, Optional<Item> same) {
        String from = from(path, entry);
        Json.Obj fields = evaluated(entry, fields(entry, from), same);
        Item goal = same.map(known -> items.edit(known.id(), fields, Revision.NONE))
                .orElseGet(() -> items.add(GOAL, fields.with("title", entry.title()), number(entry)));
        String wanted = status(entry.fields().getOrDefault("status", "Not Started"));
        String reached = moved(items, goal, wanted);
        done.add(path + ":" + entry.line() + " Goal " + entry.number() + ", " + entry.title() + ", is "
                + (same.isPresent() ? "the goal " : "the new goal ")
                + goal.called() + ", " + reached
                + (reached.equals(wanted) ? "." : "; the index says " + wanted + "."));
    }

    /** With an estimate of what the index does not say: it selected the goal, and a goal is not selected before it is evaluated. */
    private Json.Obj evaluated(SelectedGoals.Entry entry, Json.Obj said, Optional<Item> same) {
        Optional<String> impact =
                said.text("impact").or(() -> same.flatMap(goal -> goal.state().text("impact")));
        Optional<String> effort =
                said.text("effort").or(() -> same.flatMap(goal -> goal.state().text("effort")));
        if (impact.isPresent() && effort.isPresent()) {
            return said;
        }
        String text = entry.title() + "\n" + entry.field("description");
        GoalEstimate estimate = GoalEstimate.of(folder, text, impact, effort);
        Json.Obj fields = impact.isPresent()
                ? said
                : said.with("impact", estimate.impact()).with("impactReasoning", estimate.impactReason());
        return effort.isPresent()
                ? fields
                : fields.with("effort", estimate.effort()).with("effortReasoning", estimate.effortReason());
    }

    private static Json.Obj fields(SelectedGoals.Entry entry, String from) {
        Json.Obj fields = Json.Obj.EMPTY.with(FROM, from);
        for (String text : List.of("owner", "description", "dependencies", "blockers")) {
            fields = with(fields, text, entry.field(text));
        }
        for (String word : List.of("impact", "effort")) {
            // Another word is judged anew, as one that is missing.
            Optional<Level> level = Level.find(entry.field(word).replaceFirst("\\s+-\\s.*", ""));
            fields = with(fields, word, level.map(Level::word).orElse(""));
        }
        fields = with(fields, "tier", entry.tier());
        fields = with(fields, "priority", PlanningItems.capital(entry.field("priority")));
        fields = with(fields, "target", entry.field("target date"));
        fields = with(fields, "nextAction", entry.field("next action"));
        String progress = entry.field("progress").replaceFirst("\\s*%.*", "");
        return progress.matches("\\d{1,3}") && Integer.parseInt(progress) <= 100
                ? fields.with("progress", Integer.parseInt(progress))
                : fields;
    }

    private static Json.Obj with(Json.Obj fields, String name, String value) {
        return value.isEmpty() ? fields : fields.with(name, value);
    }

    private static String status(String words) {
        return words.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", "-");
    }

    /** Moves a goal as near to a status as its moves lead, by way of "planning". */
    private String moved(ItemChanges items, Item goal, String wanted) {
        String now = goal.status();
        for (String to : List.of("planning", wanted)) {
            String from = now;
            Optional<String> move = Objects.requireNonNull(
                            planning.running().kinds().get(GOAL))
                    .moves()
                    .stream()
                    .filter(way -> way.from().contains(from) && way.to().equals(to))
                    .map(way -> way.id())
                    .findFirst();
            try {
                now = move.isPresent()
                        ? items.move(goal.id(), move.get(), Revision.NONE).status()
                        : now;
            } catch (ItemException e) {
                return now; // A gate is closed: the goal waits before it, and the answer says so.
            }
        }
        return now;
    }

    private static boolean isSelected(Item goal) {
        return !List.of("potential", "implemented", "shelved").contains(goal.status());
    }

    /** Says in a selected goal where its specification and its tasks are, if folders of its name are there. */
    private void place(ItemChanges items, Item goal) {
        if (!isSelected(goal)) {
            return;
        }
        String slug = slug(goal.title());
        Json.Obj fields = Json.Obj.EMPTY;
        String spec = paths.getOrDefault("selected", OLDER) + "/" + slug + "/spec";
        if (goal.state().text("spec").isEmpty() && folder.exists(spec + "/specification.md")) {
            fields = fields.with("spec", spec);
        }
        for (String place : List.of("workflows", "archivedWorkflows")) {
            String workflow = "goal-" + slug + "-implementation";
            if (goal.state().text("workflow").isEmpty()
                    && folder.exists(paths.getOrDefault(place, place) + "/" + workflow)) {
                fields = fields.with("workflow", workflow);
            }
        }
        if (fields.size() > 0) {
            items.edit(goal.id(), fields, Revision.NONE);
            done.add(goal.called() + ", " + goal.title() + ", has " + String.join(" and ", fields.keys())
                    + " here already.");
        }
    }

    /** The name of a goal's file in the format of before. */
    static String slug(String title) {
        return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }
}
