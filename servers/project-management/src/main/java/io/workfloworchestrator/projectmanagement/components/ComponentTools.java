package io.workfloworchestrator.projectmanagement.components;

import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.mcp.ToolException;
import io.workfloworchestrator.projectmanagement.OfProject;
import io.workfloworchestrator.server.News;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.ToolContext;
import io.workfloworchestrator.state.Done;
import io.workfloworchestrator.workflow.Item;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The tools for components. Each call is one commit, which {@code undo} takes back. Thread-safe. */
public record ComponentTools(ToolContext context, Clock clock) {
    private static final int MOST_OTHERS = 40;

    public List<Tool<?, ?>> all() {
        return List.of(
                tool(
                        "create_component",
                        CreateIn.class,
                        tool -> tool.description("Add a component."),
                        in -> "created component " + quoted(in.name()),
                        ComponentTools::create),
                tool(
                        "update_component",
                        UpdateIn.class,
                        tool -> tool.description("Change a component.").destructive(),
                        in -> "updated component " + quoted(in.name()),
                        ComponentTools::update),
                tool(
                        "move_component",
                        MoveIn.class,
                        tool -> tool.description("Change its stage.").destructive(),
                        in -> "moved component " + quoted(in.componentName()) + " to "
                                + in.toStage().strip(),
                        ComponentTools::move),
                tool(
                        "split_component",
                        SplitIn.class,
                        tool -> tool.description("Several in place of one.").destructive(),
                        in -> "split component " + quoted(in.componentName()),
                        ComponentTools::split),
                tool(
                        "merge_components",
                        MergeIn.class,
                        tool -> tool.description("One in place of several.").destructive(),
                        in -> "merged components into " + quoted(in.mergedName()),
                        ComponentTools::merge),
                tool(
                        "component_to_goal",
                        GoalIn.class,
                        tool -> tool.description("A potential goal of a FINALIZED one."),
                        in -> "made a goal of component " + quoted(in.componentName()),
                        ComponentTools::toGoal));
    }

    /**
     * What a call came to.
     *
     * @param component the component after it; of a split the first of the new ones
     * @param others the other components that it made or ended
     * @param goal the number of the goal that it made
     */
    record Answer(
            @Field(untrusted = true) Json component,
            @Field(untrusted = true, listed = false) List<Json> others,
            @Field(listed = false) Optional<String> goal,

            @Field(untrusted = true, max = 600, listed = false)
            String message,

            @Field(untrusted = true, max = 400, listed = false)
            List<String> nextActions,

            @Field(flat = true) News news) {}

    /** What a change made: the first is the component, the others are shown beside it. */
    private record Made(List<Item> items, Optional<String> goal, String message, List<String> nextActions) {
        static Made of(List<Item> items, String message) {
            return new Made(items, Optional.empty(), message, next(items.get(0)));
        }
    }

    private interface Work<I> {
        Made on(Components components, I input);
    }

    private <I extends Record & OfProject> Tool<I, Answer> tool(
            String name,
            Class<I> input,
            UnaryOperator<Tool.Builder<I, Answer>> described,
            Function<I, String> doing,
            Work<I> work) {
        Tool.Builder<I, Answer> tool = described.apply(Tool.of(name, input, Answer.class));
        return tool.handler(context.handler(name, (project, in, cause) -> {
            ToolContext.check(project, in.projectPath());
            requireKinds(project);
            LocalDate today = LocalDate.now(clock);
            Done<Made> done = project.state()
                    .change(
                            cause.doing(doing.apply(in)),
                            commit -> work.on(new Components(project.workflow().in(commit, cause.actor()), today), in));
            return answer(project, done, today, name);
        }));
    }

    private static void requireKinds(OpenProject project) {
        var kinds = project.workflow().now().running().kinds();
        if (!kinds.containsKey(Components.KIND) || !kinds.containsKey("goal")) {
            throw new ToolException(
                    "E_PLANNING_OLDER",
                    "This project's planning runs by a definition without components. A person brings it up to date with"
                            + " \"workflow definition migrate\"; nothing is lost by that.");
        }
    }

    private Answer answer(OpenProject project, Done<Made> done, LocalDate today, String tool) {
        Made made = done.result();
        String message = made.message();
        if (done.commit().isPresent()) {
            message += files(project, today, tool, made.message());
        }
        List<Json> others = new ArrayList<>();
        made.items().stream().skip(1).limit(MOST_OTHERS).forEach(item -> others.add(Components.brief(item)));
        return new Answer(
                Components.whole(made.items().get(0)),
                others,
                made.goal(),
                message,
                made.nextActions(),
                context.told(project, done.moment(), done.commit()));
    }

    /** Keeps the README's section and the event log up; what could not be written is said. */
    private static String files(OpenProject project, LocalDate today, String tool, String event) {
        ProjectFolder folder = project.workflow().project();
        List<String> written = new ArrayList<>();
        try {
            List<Item> all = project.workflow()
                    .state()
                    .map(state -> state.value().all(Components.KIND))
                    .orElse(List.of());
            ReadmeComponents.refresh(folder, all).ifPresent(written::add);
            if (!tool.equals("update_component")) {
                EventLog.add(folder, today, event.replaceAll("\\s+", " ")).ifPresent(written::add);
            }
        } catch (PathException | io.workfloworchestrator.documents.DocumentException e) {
            return " A file beside could not be brought up to date: " + e.getMessage();
        }
        return written.isEmpty() ? "" : " Also brought up to date: " + String.join(", ", written) + ".";
    }

    private static List<String> next(Item component) {
        String name = component.title();
        return switch (Components.stage(component)) {
            case EXPLORING -> List.of("move_component " + name + " to FRAMEWORK once its parts are known");
            case FRAMEWORK -> List.of("move_component " + name + " to FINALIZED once it is agreed");
            case FINALIZED -> List.of("component_to_goal " + name);
            case ARCHIVED -> List.of();
        };
    }

    private static String quoted(String name) {
        return "\"" + name.strip() + "\"";
    }

    private static String names(List<Item> items) {
        return String.join(", ", items.stream().map(one -> quoted(one.title())).toList());
    }

    // create and update

    record CreateIn(
            @Field(listed = false) Optional<String> projectPath,
            String name,

            @Field("EXPLORING, FRAMEWORK, FINALIZED, ARCHIVED")
            String stage,

            String description,

            @Field("{name, description, status}") List<Json> subComponents,

            @Field("As requires=[\"Parser\"]; requiredBy, relatedTo")
            Map<String, List<String>> dependencies,

            Optional<String> priority,
            Optional<String> notes)
            implements OfProject {}

    private static Made create(Components components, CreateIn in) {
        ComponentFields fields = new ComponentFields(
                Optional.of(in.description()),
                Optional.of(in.subComponents()),
                Optional.of(ComponentFields.Dependencies.of(in.dependencies())),
                in.priority(),
                in.notes());
        Item made = components.create(in.name(), Stage.of(in.stage()), fields, "created");
        return Made.of(
                List.of(made),
                "Created component " + quoted(made.title()) + " in stage " + Components.stage(made) + ".");
    }

    record UpdateIn(
            @Field(listed = false) Optional<String> projectPath,
            String name,
            @Field("As priority=low") Map<String, Json> updates)
            implements OfProject {}

    private static Made update(Components components, UpdateIn in) {
        Item before = components.named(in.name());
        List<String> changed = components.update(
                before, ComponentFields.textIn(in.updates(), "name"), ComponentFields.of(in.updates()));
        Item after = components.named(before.id());
        return Made.of(
                List.of(after),
                changed.isEmpty()
                        ? quoted(after.title()) + " says all of that already."
                        : "Changed of " + quoted(after.title()) + ": " + String.join(", ", changed) + ".");
    }

    // move

    record MoveIn(
            @Field(listed = false) Optional<String> projectPath,
            String componentName,
            String toStage,
            Optional<String> notes)
            implements OfProject {}

    private static Made move(Components components, MoveIn in) {
        Item before = components.named(in.componentName());
        Stage from = Components.stage(before);
        Stage to = Stage.of(in.toStage());
        String why = in.notes()
                .filter(text -> !text.isBlank())
                .map(text -> ", " + text)
                .orElse("");
        String logged = (to == Stage.ARCHIVED ? "archived" : "moved") + " from " + from + " to " + to;
        Item after = components.move(before, to, logged + why);
        return Made.of(
                List.of(after), "Moved component " + quoted(after.title()) + " from " + from + " to " + to + ".");
    }

    // split and merge

    record SplitIn(
            @Field(listed = false) Optional<String> projectPath,
            String componentName,
            @Field("{name, description, subComponents}") List<Json> newComponents,

            Optional<Boolean> keepOriginal,
            Optional<String> targetStage)
            implements OfProject {}

    private static Made split(Components components, SplitIn in) {
        Item original = components.named(in.componentName());
        List<Components.NewPart> parts =
                in.newComponents().stream().map(Components.NewPart::of).toList();
        List<Item> made = components.split(
                original, parts, target(in.targetStage()), in.keepOriginal().orElse(false));
        List<Item> shown = new ArrayList<>(made);
        shown.add(components.named(original.id()));
        return Made.of(
                shown,
                "Split component " + quoted(original.title()) + " into " + names(made) + "." + untaken(original, made));
    }

    /** The sub-components of the original that no new component has. */
    private static String untaken(Item original, List<Item> made) {
        List<String> taken = new ArrayList<>();
        made.forEach(one -> ComponentFields.list(one, ComponentFields.PARTS)
                .forEach(part -> taken.add(part.asObject().text("name").orElse(""))));
        List<String> left = ComponentFields.list(original, ComponentFields.PARTS).stream()
                .map(part -> part.asObject().text("name").orElse(""))
                .filter(name -> !taken.contains(name))
                .toList();
        return left.isEmpty() ? "" : " Sub-components that none of them took: " + String.join(", ", left) + ".";
    }

    private static Stage target(Optional<String> given) {
        Stage stage = given.map(Stage::of).orElse(Stage.EXPLORING);
        if (stage == Stage.ARCHIVED) {
            throw new ComponentException(
                    "E_COMPONENT_STAGE",
                    "New components cannot begin as ARCHIVED. Choose EXPLORING, FRAMEWORK or FINALIZED.");
        }
        return stage;
    }

    record MergeIn(
            @Field(listed = false) Optional<String> projectPath,
            List<String> componentNames,
            String mergedName,
            String mergedDescription,
            Optional<String> targetStage,
            Optional<Boolean> keepOriginals)
            implements OfProject {}

    private static Made merge(Components components, MergeIn in) {
        List<Item> originals =
                in.componentNames().stream().map(components::named).toList();
        Item merged = components.merge(
                originals,
                in.mergedName(),
                in.mergedDescription(),
                target(in.targetStage()),
                in.keepOriginals().orElse(false));
        List<Item> shown = new ArrayList<>(List.of(merged));
        originals.forEach(one -> shown.add(components.named(one.id())));
        return Made.of(shown, "Merged components " + names(originals) + " into " + quoted(merged.title()) + ".");
    }

    // goal

    record GoalIn(
            @Field(listed = false) Optional<String> projectPath,
            String componentName,

            Optional<String> goalType,
            Optional<String> priority,
            Optional<Boolean> archiveComponent)
            implements OfProject {}

    private static Made toGoal(Components components, GoalIn in) {
        Item before = components.named(in.componentName());
        Item goal = components.toGoal(
                before,
                ComponentGoal.type(in.goalType()),
                in.priority(),
                in.archiveComponent().orElse(true));
        Item after = components.named(before.id());
        String number = goal.called();
        return new Made(
                List.of(after),
                Optional.of(number),
                "Component " + quoted(after.title()) + " is the goal " + number + ".",
                List.of("evaluate_goal, then promote_to_selected " + number));
    }
}
