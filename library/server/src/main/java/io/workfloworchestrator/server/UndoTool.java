package io.workfloworchestrator.server;

import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.TakenBack;
import io.workfloworchestrator.workflow.Workflow;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The tool that takes a change back. Thread-safe. */
final class UndoTool {
    static final String NAME = "undo";
    private static final int MOST_PASSED_OVER = 20;

    private final ToolContext context;

    private UndoTool(ToolContext context) {
        this.context = context;
    }

    record In(
            @Field(value = "Default: newest", min = 1) Optional<Long> revision,
            Optional<String> reason,
            @Field(listed = false) Optional<String> projectPath) {}

    static Tool<?, ?> of(ToolContext context) {
        UndoTool tool = new UndoTool(context);
        return Tool.of(NAME, In.class, Answers.Undone.class)
                .description("Take back one commit by a new one; later changes elsewhere stay.")
                .destructive()
                .handler(context.handler(NAME, tool::undo));
    }

    private Answers.Undone undo(OpenProject project, In in, Cause cause) {
        ToolContext.check(project, in.projectPath());
        Moment now = project.state().now();
        Optional<NewestChange> chosen = in.revision().isPresent() || isOfServed()
                ? Optional.empty()
                : NewestChange.of(now, context.undoScope(), cause);
        Revision asked = in.revision()
                .map(Revision::of)
                .or(() -> chosen.map(change -> change.commit().revision()))
                .orElseGet(() -> newestOfServed(project, now));
        TakenBack done = project.workflow().takeBack(asked, ToolContext.because(cause, in.reason()));
        boolean isRedo = done.redo() && in.revision().isEmpty();
        return new Answers.Undone(
                done.commit().isPresent(),
                asked.number(),
                done.toText()
                        + (isRedo ? " To take back an earlier change, give its revision." : "")
                        + chosen.map(NewestChange::words).orElse("")
                        + stale(project),
                context.told(project, done.moment(), done.commit()));
    }

    /** Documents that do not follow what was taken back: the server advises to derive them again. */
    private String stale(OpenProject project) {
        return context.beside(project, "").stream()
                .filter(step -> step.id().startsWith("stale:"))
                .map(step -> " " + step.action() + ": " + step.because())
                .collect(Collectors.joining());
    }

    private boolean isOfServed() {
        return context.undoScope().types().isEmpty();
    }

    /** The newest change of the workflow that is served; a client names any other change by its revision. */
    private static Revision newestOfServed(OpenProject project, Moment now) {
        List<Commit> commits = now.history(project.workflow().key(), MOST_PASSED_OVER);
        return Workflow.newestMeant(project.workflow().project(), project.state(), commits)
                .or(() -> commits.stream().findFirst())
                .map(Commit::revision)
                .orElse(now.revision());
    }
}
