package io.workfloworchestrator.projectmanagement.setup;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.documents.Proposal;
import io.workfloworchestrator.interview.InterviewMoment;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.mcp.ToolException;
import io.workfloworchestrator.server.News;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.ToolContext;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Done;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The tools at the end of the set-up: which goals were named, and all that comes of it. Thread-safe. */
record FinishTools(ToolContext context, Setup setup) {
    private static final int MOST_STEPS = 3;
    private static final int SHOWN = 240;
    private static final List<String> FOLDERS =
            List.of("planning", "goals", "resources", "product", "ideas", "documentation", "work", "archive");
    /** What validate_project asks for within these folders, in the usual layout. */
    private static final List<String> FOLDERS_WITHIN = List.of("""
            potential selected goals/workflow-diagrams resources/docs resources/assets resources/scripts
            brainstorming ideas/future-goals/potential-goals ideas/future-goals/selected-goals
            ideas/future-goals/archive workflows implemented shelved archivedWorkflows
            archive/brainstorming archive/deprecated""".split("\\s+"));

    record Goals(
            List<Json> mainGoals,

            @Field(untrusted = true, max = 1_000, listed = false)
            String message,

            @Field(flat = true) News news) {}

    Tool<DocumentTools.In, Goals> goals() {
        return Tool.of("extract_project_goals", DocumentTools.In.class, Goals.class)
                .description("The goals, with impact, effort, tier.")
                .readOnly()
                .answerBytes(40_000)
                .handler(context.handler("extract_project_goals", this::goals));
    }

    private Goals goals(OpenProject project, DocumentTools.In in, Cause cause) {
        SetupSession session = setup.session(project, in.projectPath());
        InterviewMoment interview = session.answered(in.conversationId(), "goals");
        List<SetupGoal> goals =
                SetupGoal.all(Said.of(interview), project.workflow().project());
        List<Json> main = new ArrayList<>();
        Set<String> alike = new TreeSet<>();
        for (int place = 0; place < goals.size(); place++) {
            SetupGoal goal = goals.get(place);
            main.add(json(GivenGoals.id(place), goal));
            for (SetupGoal other : goals.subList(0, place)) {
                if (SetupGoal.isAlike(goal.text(), other.text())) {
                    alike.add("\"" + other.title() + "\" and \"" + goal.title() + "\"");
                }
            }
        }
        String message = Texts.counted(goals.size(), "goal", "goals") + " of the set-up."
                + (alike.isEmpty() ? "" : " Nearly the same: " + String.join("; ", alike) + ".");
        return new Goals(main, message, context.told(project, interview.moment()));
    }

    private static Json json(String id, SetupGoal goal) {
        Json.Obj fields = Json.Obj.EMPTY
                .with("id", id)
                .with("name", goal.title())
                .with("suggestedImpact", goal.impact())
                .with("suggestedEffort", goal.effort())
                .with("suggestedTier", goal.tier())
                .with("reasoning", "impact: " + goal.impactReason() + "; effort: " + goal.effortReason())
                .with("extractedFrom", Json.strings(goal.source()));
        return goal.title().equals(goal.text()) ? fields : fields.with("description", Words.clip(goal.text(), SHOWN));
    }

    record In(
            @Field(listed = false) Optional<String> projectPath,
            Optional<String> conversationId,
            List<Map<String, Json>> extractedGoals,
            Optional<Boolean> createPotentialGoals) {}

    /** @param initialGoals the numbers of the goals that were added, and of those that were there */
    record Finished(
            @Field(listed = false) boolean setupComplete,
            @Field(listed = false) Json documents,
            Json initialGoals,
            @Field(listed = false) Json summary,
            @Field(untrusted = true, max = 400) List<String> nextSteps,

            @Field(untrusted = true, max = 600, listed = false)
            String message,

            @Field(flat = true) News news) {}

    Tool<In, Finished> finish() {
        return Tool.of("finalize_project_setup", In.class, Finished.class)
                .description("Check, write the missing documents, add the goals in one commit.")
                .idempotent()
                .handler(context.handler("finalize_project_setup", this::finish));
    }

    private Finished finish(OpenProject project, In in, Cause cause) {
        SetupSession session = setup.session(project, in.projectPath());
        boolean addsGoals = in.createPotentialGoals().orElse(true);
        WorkflowDefinition running = project.workflow().now().running();
        if (addsGoals && running.kind(SetupItems.GOAL).isEmpty()) {
            throw older(running);
        }
        InterviewMoment interview = session.answered(in.conversationId());
        SetupPlan plan = SetupPlan.of(session, interview, in.extractedGoals());
        Json.Obj documents = documents(session, plan);
        Done<Map<String, String>> done = commit(session, plan, running, addsGoals, cause);
        return finished(project, plan, documents, done, project.workflow().now());
    }

    /** Adds what is not there yet, and gives what was added, by what was said. */
    private static Done<Map<String, String>> commit(
            SetupSession session, SetupPlan plan, WorkflowDefinition running, boolean addsGoals, Cause cause) {
        OpenProject project = session.project();
        Cause why =
                cause.doing("finished the set-up of " + Words.clip(plan.said().text("name"), 80));
        return project.state().change(why, transaction -> {
            SetupItems.SetupState before =
                    transaction.find(SetupItems.SetupState.KEY).orElse(SetupItems.SetupState.EMPTY);
            SetupItems items = new SetupItems(running, project.workflow().in(transaction, cause.actor()), before);
            if (addsGoals) {
                items.goals(plan.roadmap(), plan.rules().roadmap());
                items.milestones(plan.roadmap());
            }
            items.stakeholders(Stakeholders.all(plan.said(), plan.rules().people()));
            transaction.put(
                    SetupItems.SetupState.KEY,
                    before.with(items.made()).finishedAt(session.clock().instant()));
            Map<String, String> added = new LinkedHashMap<>(items.made());
            added.keySet().removeAll(before.items().keySet());
            return added;
        });
    }

    private static ToolException older(WorkflowDefinition running) {
        return new ToolException(
                "E_PLANNING_OLDER",
                "the work here runs by " + running
                        + ", which has no goals as items, so none can be added and nothing was"
                        + " changed. Somebody must run: workflow definition migrate. Or finish without goals, with"
                        + " createPotentialGoals false.");
    }

    /** Writes the documents that are missing, and the folders that a definition wants; what is there stays. */
    private static Json.Obj documents(SetupSession session, SetupPlan plan) {
        SetupFiles files = session.files(session.project().workflow().now());
        Json.Obj documents = Json.Obj.EMPTY;
        for (SetupDocument document : SetupDocument.values()) {
            boolean isThere = files.exists(document);
            String what = isThere
                    ? "was there"
                    : files.write(document, plan.values(document)) instanceof Proposal.Written
                            ? "written"
                            : "was there";
            documents = documents.with(files.path(document), what);
        }
        if (session.project()
                .workflow()
                .now()
                .running()
                .step("create-structure")
                .isPresent()) {
            files.createFolders(FOLDERS);
            if (files.isUsualLayout()) {
                files.createFolders(FOLDERS_WITHIN);
            }
        }
        return documents;
    }

    private Finished finished(
            OpenProject project,
            SetupPlan plan,
            Json.Obj documents,
            Done<Map<String, String>> done,
            WorkflowMoment<Json> after) {
        List<String> added = new ArrayList<>();
        done.result().forEach((key, id) -> {
            if (key.startsWith(SetupItems.GOAL + ":")) {
                added.add(after.state()
                        .value()
                        .item(id)
                        .flatMap(item -> item.number())
                        .orElse(id));
            }
        });
        int goals = plan.roadmap().goals().size();
        Json initial = Json.object(Map.of("created", Json.of(added.size()), "goalIds", Json.strings(added)));
        Json summary = Json.object(Map.of(
                "projectName", Json.of(Words.clip(plan.said().text("name"), 120)),
                "projectType", Json.of(plan.said().word("type")),
                "weeks", Json.of(plan.roadmap().weeks()),
                "phases", Json.of(plan.roadmap().phases().size()),
                "mainGoals", Json.of(goals),
                "stakeholders", Json.of(plan.said().lines("stakeholders").size())));
        List<String> steps = after.next(MOST_STEPS).steps().stream()
                .limit(MOST_STEPS)
                .map(step -> step.action()
                        + step.call().map(call -> ": " + call.tool()).orElse(""))
                .toList();
        String message = done.commit().isPresent()
                ? "The set-up is finished: " + Texts.counted(added.size(), "goal", "goals") + " added."
                : "The set-up was finished before; nothing was added.";
        return new Finished(
                true,
                documents,
                initial,
                summary,
                steps,
                message,
                context.told(project, after.moment(), done.commit()));
    }
}
