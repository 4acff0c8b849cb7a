package io.workfloworchestrator.server;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.workflow.NextStep;
import io.workfloworchestrator.workflow.Simulation;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tools that ask the state (why, what if, who did what), beside the tool that takes a change back. Thread-safe. */
record StateTools(ToolContext context) {
    List<Tool<?, ?>> all() {
        return List.of(explain(), simulate(), history(), UndoTool.of(context));
    }

    // why

    record ExplainIn(
            @Field("A ruleId, step:ID, gate:ID, advance, item or ITEM/MOVE")
            String id,

            @Field(listed = false) Optional<String> projectPath) {}

    private Tool<ExplainIn, Answers.Explained> explain() {
        return Tool.of("explain", ExplainIn.class, Answers.Explained.class)
                .description("Why something is suggested, done or open, or why not.")
                .text(Views::text)
                .handler(context.handler("explain", (project, in, cause) -> {
                    ToolContext.check(project, in.projectPath());
                    WorkflowMoment<Json> now = project.workflow().now();
                    return Views.explained(now.explain(in.id()), now.revision().number());
                }));
    }

    // what if

    record SimulateIn(
            @Field("As facts.notes.exists=true") Map<String, Json> assume,
            @Field(listed = false) Optional<String> projectPath) {}

    private Tool<SimulateIn, Answers.Simulated> simulate() {
        return Tool.of("simulate", SimulateIn.class, Answers.Simulated.class)
                .description("What would be advised or open if something were so.")
                .readOnly()
                .handler(context.handler("simulate", (project, in, cause) -> {
                    ToolContext.check(project, in.projectPath());
                    WorkflowMoment<Json> now = project.workflow().now();
                    Simulation then = now.simulate(Json.object(in.assume()));
                    return new Answers.Simulated(
                            then.changes(),
                            then.opened(),
                            then.closed(),
                            then.suggested().stream()
                                    .map(step -> step.id() + ": " + step.action())
                                    .toList(),
                            then.withdrawn().stream().map(NextStep::id).toList(),
                            then.advances(),
                            now.revision().number());
                }));
    }

    // history

    record HistoryIn(
            @Field(min = 1, max = 100) Optional<Integer> limit,

            @Field(value = "Revision you know", min = 0) Optional<Long> since,

            @Field(value = "Only older, to page", min = 1) Optional<Long> before,

            @Field(listed = false) Optional<String> projectPath) {}

    private Tool<HistoryIn, Answers.History> history() {
        return Tool.of("get_history", HistoryIn.class, Answers.History.class)
                .description("Who changed what, when and why, newest first.")
                .readOnly()
                .handler(context.handler("get_history", (project, in, cause) -> history(project, in)));
    }

    private static Answers.History history(OpenProject project, HistoryIn in) {
        ToolContext.check(project, in.projectPath());
        Moment now = project.state().now();
        long head = now.revision().number();
        long since = in.since().orElse(0L);
        long upTo = Math.min(head, in.before().map(before -> before - 1).orElse(head));
        List<Commit> commits = now
                .at(Revision.of(Math.max(0, upTo)))
                .history(in.limit().orElse(20))
                .stream()
                .filter(commit -> commit.revision().number() > since)
                .toList();
        long oldest = commits.isEmpty()
                ? 0
                : commits.get(commits.size() - 1).revision().number();
        return new Answers.History(
                commits.stream().map(Views::line).toList(),
                oldest > since + 1 ? Optional.of(oldest) : Optional.empty(),
                head);
    }
}
