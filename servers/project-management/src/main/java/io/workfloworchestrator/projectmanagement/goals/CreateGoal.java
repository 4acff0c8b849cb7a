package io.workfloworchestrator.projectmanagement.goals;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.RecordCodec;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.projectmanagement.PlanningItems;
import io.workfloworchestrator.server.News;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemView;
import java.util.List;
import java.util.Optional;

/** {@code create_potential_goal}: writes a goal down, from an idea if one is named. Thread-safe. */
record CreateGoal(GoalChanges goals) {
    static final String NAME = "create_potential_goal";

    private static final int MOST_CHARACTERS = 65_536;
    private static final int MOST_SIMILAR = 5;

    /** The arguments that are kept as they are. Reasons that are given stand in the place of those that were found. */
    private static final List<String> KEPT = List.of("""
            impactReasoning effortReasoning context objective problem expectedValue effortDetails dependencies risks
            alternatives decisionCriteria notes suggestions nextSteps recommendedAction issueType baseType
            classificationReasoning autonomousConfidence autonomousEligible""".split("\\s+"));

    /** The arguments of the reference, all but the name optional; beside them an objective, measures and an idea. */
    record In(
            @Field(max = 200) String goalName,
            Optional<String> goalDescription,
            Optional<String> impactScore,
            Optional<String> effortScore,
            Optional<String> objective,
            List<String> measures,
            Optional<String> idea,
            @Field(listed = false) Optional<String> impactReasoning,
            @Field(min = 0, listed = false) Optional<Integer> peopleAffected,
            @Field(listed = false) Optional<String> problemSeverity,
            @Field(listed = false) Optional<String> strategicValue,
            @Field(listed = false) Optional<String> impactConfidence,
            @Field(listed = false) Optional<String> effortReasoning,
            @Field(listed = false) Optional<String> timeEstimate,
            @Field(listed = false) Optional<String> technicalComplexity,
            @Field(min = 0, listed = false) Optional<Integer> dependenciesCount,
            @Field(listed = false) Optional<String> scopeClarity,
            @Field(listed = false) Optional<String> effortConfidence,
            @Field(listed = false) Optional<String> suggestedTier,
            @Field(listed = false) Optional<String> userOverride,
            @Field(listed = false) Optional<String> context,
            @Field(listed = false) Optional<String> problem,
            @Field(listed = false) Optional<String> expectedValue,
            @Field(listed = false) Optional<String> effortDetails,
            @Field(listed = false) Optional<String> dependencies,
            @Field(listed = false) Optional<String> risks,
            @Field(listed = false) Optional<String> alternatives,
            @Field(listed = false) Optional<String> decisionCriteria,
            @Field(listed = false) Optional<String> notes,
            @Field(listed = false) List<String> suggestions,
            @Field(listed = false) List<String> nextSteps,
            @Field(listed = false) Optional<Double> autonomousConfidence,
            @Field(listed = false) Optional<Boolean> autonomousEligible,
            @Field(listed = false) Optional<String> recommendedAction,
            @Field(listed = false) Optional<String> issueType,
            @Field(listed = false) Optional<String> baseType,
            @Field(listed = false) Optional<String> classificationReasoning,
            @Field(listed = false) Optional<String> projectPath) {}

    record Out(
            String goalId,
            @Field(listed = false) String id,
            @Field(untrusted = true, listed = false) String goalName,
            @Field(listed = false) String tier,
            @Field(listed = false) String impact,
            @Field(listed = false) String effort,

            @Field(untrusted = true, max = 300, listed = false)
            List<String> similar,

            @Field(untrusted = true, max = 600, listed = false)
            String message,

            @Field(flat = true) News news) {}

    Out on(OpenProject project, In in, Cause cause) {
        GoalBook book = goals.now(project, in.projectPath());
        String name = in.goalName().strip().replaceAll("\\s+", " ");
        if (name.isEmpty()) {
            throw new GoalException("E_ARG_VALUE", "\"goalName\" must not be blank. Nothing was changed.");
        }
        requireNew(book, name);
        Optional<Item> idea = in.idea().map(one -> idea(book, one));
        GoalRules rules = GoalRules.of(project.workflow().project());
        Json.Obj fields = fields(rules, in, name);
        if (fields.toString().length() > MOST_CHARACTERS) {
            throw new GoalException(
                    "E_FIELD_SIZE",
                    "the goal has " + fields.toString().length() + " characters, the limit is " + MOST_CHARACTERS
                            + ". Nothing was changed. Write long texts into a file, and name the file.");
        }
        Json.Obj whole = idea.map(one -> fields.with("idea", one.id())).orElse(fields);
        GoalChanges.Changed<String> changed =
                goals.change(project, cause.doing("wrote down the goal \"" + Words.clip(name, 80) + "\""), items -> {
                    String id = items.add(Goal.KIND, whole).id();
                    idea.ifPresent(one -> {
                        Item edited = items.edit(one.id(), Json.Obj.EMPTY.with("goal", id), Revision.NONE);
                        items.move(edited.id(), "take", Revision.NONE);
                    });
                    return id;
                });
        return out(book, changed, in);
    }

    private Out out(GoalBook before, GoalChanges.Changed<String> changed, In in) {
        Goal goal = changed.goal(changed.result());
        List<String> similar = Duplicates.of(goal.title(), before.all(), Goal::title).stream()
                .limit(MOST_SIMILAR)
                .map(one -> one.number() + " " + one.title() + " (" + one.status() + ")")
                .toList();
        boolean evaluated = in.impactScore().isEmpty() || in.effortScore().isEmpty();
        String message =
                goal.number() + " is written down as " + goal.text("tier").orElse("") + "."
                        + (evaluated ? " What was not given was judged by its words." : "")
                        + (in.measures().isEmpty()
                                ? " It has no measures yet: say what shows that it is reached, by update_goal_progress with measures, a list of texts, or as measures in its file's front matter."
                                : "")
                        + (similar.isEmpty() ? "" : " Its name is close to that of others: see similar.");
        return new Out(
                goal.number(),
                goal.id(),
                goal.title(),
                goal.text("tier").orElse(""),
                goal.text("impact").orElse(""),
                goal.text("effort").orElse(""),
                similar,
                message,
                changed.news());
    }

    private static void requireNew(GoalBook book, String name) {
        book.all().stream()
                .filter(goal -> !goal.isArchived() && goal.title().equalsIgnoreCase(name))
                .findFirst()
                .ifPresent(goal -> {
                    throw new GoalException(
                                    "E_GOAL_EXISTS",
                                    "There is a goal of this name already: " + goal.number() + ", " + goal.status()
                                            + ". Nothing was changed. Work on that one, or choose a name that tells them"
                                            + " apart.")
                            .next("evaluate_goal", Json.Obj.EMPTY.with("goalId", goal.number()));
                });
    }

    private static Item idea(GoalBook book, String named) {
        String wanted = named.strip();
        List<ItemView> ideas = PlanningItems.views(book.moment(), GoalBook.IDEA);
        Item idea = ideas.stream()
                .map(ItemView::item)
                .filter(one -> one.id().equals(wanted)
                        || one.number().filter(wanted::equalsIgnoreCase).isPresent()
                        || one.title().equalsIgnoreCase(wanted))
                .findFirst()
                .orElseThrow(() -> unknownIdea(ideas, wanted));
        if (!idea.status().equals("open")) {
            throw new GoalException(
                    "E_GOAL_IDEA",
                    idea.called() + " is " + idea.status() + " already"
                            + idea.state()
                                    .text("goal")
                                    .map(goal -> ", for the goal " + goal)
                                    .orElse("")
                            + ". Nothing was changed. Open its box in the list of ideas first, or leave idea out.");
        }
        return idea;
    }

    private static GoalException unknownIdea(List<ItemView> ideas, String wanted) {
        List<String> numbers = ideas.stream().map(view -> view.item().called()).toList();
        String near = Words.nearest(wanted, numbers, 2)
                .map(one -> " Did you mean " + one + "?")
                .orElse("");
        return new GoalException(
                "E_GOAL_IDEA",
                "There is no idea \"" + Choice.shown(wanted) + "\"." + near
                        + " Nothing was changed. extract_ideas with save keeps those of your notes.");
    }

    /** What is given, and for the rest what the words say. */
    private static Json.Obj fields(GoalRules rules, In in, String name) {
        Json.Obj given = RecordCodec.of(In.class).encode(in).asObject();
        String text = name
                + in.goalDescription().map(more -> "\n" + more).orElse("")
                + in.context().map(more -> "\n" + more).orElse("");
        Json.Obj fields = Evaluation.of(rules, text, Factors.of(given))
                .fields()
                .with("title", name)
                .with("measures", Json.strings(Measures.require(in.measures())))
                .with("description", in.goalDescription().filter(words -> !words.isBlank()));
        for (String field : List.of("impactConfidence", "effortConfidence")) {
            fields = fields.with(
                    field, given.text(field).map(word -> Level.of(field, word).word()));
        }
        for (String field : KEPT) {
            Json value = given.find(field).orElse(Json.Null.VALUE);
            fields = saysNothing(value) ? fields : fields.with(field, value);
        }
        return fields;
    }

    private static boolean saysNothing(Json value) {
        return value instanceof Json.Null
                || value.asText().filter(String::isBlank).isPresent()
                || value instanceof Json.Arr list && list.elements().isEmpty();
    }
}
