package io.workfloworchestrator.specdriven.analysis;

import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.mcp.ToolException;
import io.workfloworchestrator.server.News;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.ToolContext;
import io.workfloworchestrator.specdriven.documents.Written;
import io.workfloworchestrator.state.Cause;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code derive_again}: documents that are stale, derived again; with a preview and a way back. Thread-safe. */
public record DeriveTool(ToolContext context, Clock clock) {
    public static final String NAME = "derive_again";

    private static final int ANSWER_BYTES = 20_000;

    enum Stage {
        CONSTITUTION,
        SPEC,
        PLAN,
        TASKS
    }

    record In(
            String feature,
            Optional<Stage> stage,
            @Field("Write it; else a preview") Optional<Boolean> take,

            @Field(value = "A path: take its last derivation back", listed = false)
            Optional<String> back,

            @Field(listed = false) Optional<String> project_path) {}

    record Document(
            String path,
            String what,

            @Field(untrusted = true, lines = true, max = 4_000)
            String difference,

            @Field(untrusted = true, max = 400, listed = false)
            List<String> findings) {}

    record Out(List<Document> documents, @Field(flat = true) News news) {}

    public Tool<?, ?> tool() {
        return Tool.of(NAME, In.class, Out.class)
                .description(
                        "Derives the stale documents of a stage again; hand-made changes stay. back takes it back.")
                .answerBytes(ANSWER_BYTES)
                .handler(context.handler(NAME, this::call));
    }

    private Out call(OpenProject project, In in, Cause cause) {
        ToolContext.check(project, in.project_path());
        ProjectFeatures features = new ProjectFeatures(project);
        String id = features.find(in.feature());
        DerivedDocuments derived = new DerivedDocuments(project, features, clock);
        List<Document> shown = in.back().isPresent()
                ? List.of(new Document(
                        in.back().get(),
                        "taken-back",
                        derived.takeBack(id, in.back().get(), cause),
                        List.of()))
                : derived(derived, id, in, cause);
        return new Out(shown, context.told(project, project.state().now()));
    }

    private static List<Document> derived(DerivedDocuments derived, String id, In in, Cause cause) {
        String stage = in.stage()
                .map(one -> one.name().toLowerCase(Locale.ROOT))
                .orElseThrow(() -> new ToolException(
                        "E_ARG_MISSING", "\"stage\" is missing: constitution, spec, plan or tasks; or say back."));
        List<Written> written = in.take().orElse(false) ? derived.take(id, stage, cause) : derived.preview(id, stage);
        return written.stream()
                .map(one -> new Document(one.path(), one.what(), one.difference(), one.findings()))
                .toList();
    }
}
