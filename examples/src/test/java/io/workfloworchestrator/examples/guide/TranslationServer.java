package io.workfloworchestrator.examples.guide;

import io.workfloworchestrator.examples.guide.Translation.Data;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.mcp.StdioServer;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.mcp.WorkflowMcpServer;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.workflow.NextSteps;
import io.workfloworchestrator.workflow.Workflow;
import java.nio.file.Path;
import java.util.List;

// tag::server
/** What is next, why, and saying that something is done. */
final class TranslationServer {
    record None() {}

    record Step(String id, String action, String because) {}

    record Next(String phase, List<Step> steps, long revision) {}

    record Ask(@Field("The id of a step, rule or gate") String id) {}

    record Because(boolean holds, String text) {}

    record Done(
            @Field(value = "The step's id", id = true) String step,
            @Field("What proves it") String note) {}

    private TranslationServer() {}

    static WorkflowMcpServer of(Workflow<Data> translation) {
        GlossaryDetector glossary = new GlossaryDetector(translation);
        return WorkflowMcpServer.builder("translation", "1.0")
                .instructions("Call next before you translate and after.")
                .tool(Tool.of("next", None.class, Next.class)
                        .description("What to do next, the most important first.")
                        .handler((in, call) -> {
                            glossary.look();
                            return next(translation);
                        }))
                .tool(Tool.of("why", Ask.class, Because.class)
                        .description("Why something is advised or missing, or why not.")
                        .readOnly()
                        .handler((in, call) -> {
                            var why = translation.explain(in.id());
                            return new Because(why.holds(), why.toText());
                        }))
                .tool(Tool.of("done", Done.class, Next.class)
                        .description("Say that a step is done; answers what is next.")
                        .handler((in, call) -> {
                            translation.complete(in.step(), in.note(), Cause.of(call.client(), in.note()));
                            return next(translation);
                        }))
                .build();
    }

    private static Next next(Workflow<Data> translation) {
        NextSteps next = translation.next();
        List<Step> steps = next.steps().stream()
                .map(step -> new Step(step.id(), step.action(), step.because()))
                .toList();
        return new Next(next.phase(), steps, next.revision().number());
    }

    public static void main(String[] args) {
        StdioServer stdio = StdioServer.claim(); // first: from here on nothing else reaches standard output
        Path folder = Path.of(args.length > 0 ? args[0] : "");
        Workflow<Data> translation = Translation.open(folder, Translation.states(folder));
        translation.initialize("", Cause.of("translation server", "first start"));
        stdio.run(of(translation));
    }
}
// end::server
