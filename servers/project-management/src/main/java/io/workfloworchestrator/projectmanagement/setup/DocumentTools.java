package io.workfloworchestrator.projectmanagement.setup;

import io.workfloworchestrator.documents.Proposal;
import io.workfloworchestrator.interview.InterviewMoment;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.projectmanagement.PlanningItems;
import io.workfloworchestrator.server.News;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.ToolContext;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tools that write the documents of the set-up, each from the answers as they are now. Thread-safe. */
record DocumentTools(ToolContext context, Setup setup) {
    record ConstitutionIn(
            @Field(listed = false) Optional<String> projectPath,
            Optional<String> conversationId,
            Optional<ConstitutionMode> mode,
            List<String> customPrinciples) {}

    record RoadmapIn(
            @Field(listed = false) Optional<String> projectPath,
            Optional<String> conversationId,
            List<Map<String, Json>> extractedGoals,
            Optional<String> timeframe) {}

    record In(@Field(listed = false) Optional<String> projectPath, Optional<String> conversationId) {}

    /**
     * @param path where it lies
     * @param proposed the file beside it, if it was there with another text
     */
    record Written(
            String path,
            @Field(listed = false) Optional<String> proposed,

            @Field(untrusted = true, max = 4_000, listed = false)
            Optional<String> difference,

            @Field(untrusted = true, max = 600, listed = false)
            String message,

            @Field(listed = false) Json content,
            @Field(flat = true) News news) {}

    Tool<ConstitutionIn, Written> constitution() {
        return Tool.of("generate_project_constitution", ConstitutionIn.class, Written.class)
                .description("Write the constitution.")
                .handler(context.handler("generate_project_constitution", this::constitution));
    }

    private Written constitution(OpenProject project, ConstitutionIn in, Cause cause) {
        SetupSession session = setup.session(project, in.projectPath());
        Said said = Said.of(session.answered(in.conversationId(), "name", "type", "mode", "problem", "success"));
        Json.Obj values = Constitution.of(
                said, session.rules(), in.mode().map(ConstitutionMode.DEEP::equals), in.customPrinciples());
        Json.Obj content = Json.Obj.EMPTY.with("ethics", values.find("ethics").isPresent());
        for (String part : List.of("principles", "decisions", "guidelines", "constraints", "success")) {
            content = content.with(
                    part,
                    values.at(part, "list").map(list -> list.asList().size()).orElse(0));
        }
        return written(session, SetupDocument.CONSTITUTION, values, content);
    }

    Tool<RoadmapIn, Written> roadmap() {
        return Tool.of("generate_initial_roadmap", RoadmapIn.class, Written.class)
                .description("Write the roadmap.")
                .handler(context.handler("generate_initial_roadmap", this::roadmap));
    }

    private Written roadmap(OpenProject project, RoadmapIn in, Cause cause) {
        SetupSession session = setup.session(project, in.projectPath());
        InterviewMoment interview = session.answered(in.conversationId(), "name", "goals");
        SetupPlan plan = SetupPlan.of(session, interview, in.extractedGoals());
        List<Json> phases = new ArrayList<>();
        for (RoadmapPlan.Phase phase : plan.roadmap().phases()) {
            phases.add(Json.object(Map.of(
                    "number", Json.of(phase.number()),
                    "name", Json.of(phase.name()),
                    "duration", Json.of(phase.duration()),
                    "goalsCount", Json.of(phase.goals().size()),
                    "milestonesCount", Json.of(phase.milestones().size()))));
        }
        Json content = Json.object(Map.of(
                "phases", Json.array(phases),
                "weeks", Json.of(plan.roadmap().weeks()),
                "toSettle", Json.of(plan.roadmap().remarks().size())));
        return written(session, SetupDocument.ROADMAP, plan.values(in.timeframe()), content);
    }

    Tool<In, Written> stakeholders() {
        return Tool.of("identify_stakeholders", In.class, Written.class)
                .description("Write the stakeholders.")
                .handler(context.handler("identify_stakeholders", this::stakeholders));
    }

    private Written stakeholders(OpenProject project, In in, Cause cause) {
        SetupSession session = setup.session(project, in.projectPath());
        Said said = Said.of(session.answered(in.conversationId(), "name", "stakeholders"));
        SetupRules rules = session.rules();
        List<Json> people = new ArrayList<>();

        List<Stakeholders.Stakeholder> all = Stakeholders.all(said, rules.people());
        for (Stakeholders.Stakeholder one : all) {

            people.add(Json.object(Map.of(
                    "name", Json.of(Words.clip(one.name(), 200)),
                    "type", Json.of(one.type()),
                    "influence", Json.of(one.influence()),
                    "interest", Json.of(one.interest()),
                    "strategy", Json.of(one.strategy().name()))));
        }
        Json content = Json.Obj.EMPTY
                .with("stakeholders", Json.array(people))
                .with(
                        "matrix",
                        PlanningItems.counts(
                                all.stream().map(one -> one.strategy().name())));
        return written(session, SetupDocument.STAKEHOLDERS, Stakeholders.of(said, rules), content);
    }

    Tool<In, Written> resources() {
        return Tool.of("identify_resources_and_assets", In.class, Written.class)
                .description("Write the resources and assets.")
                .handler(context.handler("identify_resources_and_assets", this::resources));
    }

    private Written resources(OpenProject project, In in, Cause cause) {
        SetupSession session = setup.session(project, in.projectPath());
        Said said = Said.of(session.answered(in.conversationId(), "name", "team"));
        Json.Obj content = Json.Obj.EMPTY.with("budget", said.find("budget").isPresent());
        for (String part : List.of("team", "tools", "technologies", "existing", "needed", "external")) {
            content = content.with(part, said.lines(part).size());
        }
        return written(session, SetupDocument.RESOURCES, ResourceIndex.of(said, session.rules()), content);
    }

    private Written written(SetupSession session, SetupDocument document, Json values, Json content) {
        OpenProject project = session.project();
        Proposal proposal = session.files(project.workflow().now()).write(document, values);
        WorkflowMoment<Json> after = project.workflow().now(); // completes the step that reads the document
        Optional<Proposal.Proposed> beside =
                proposal instanceof Proposal.Proposed proposed ? Optional.of(proposed) : Optional.empty();
        return new Written(
                proposal.path(),
                beside.map(Proposal.Proposed::proposed),
                beside.map(Proposal.Proposed::difference),
                message(proposal),
                content,
                context.told(project, after.moment()));
    }

    static String message(Proposal proposal) {
        if (proposal instanceof Proposal.Proposed proposed) {
            return proposed.path() + " is there with another text and was left alone; the new text is in "
                    + proposed.proposed() + ". Take over what you want, and delete it.";
        }
        return proposal instanceof Proposal.Written
                ? "Wrote " + proposal.path() + "."
                : proposal.path() + " says so already.";
    }
}
