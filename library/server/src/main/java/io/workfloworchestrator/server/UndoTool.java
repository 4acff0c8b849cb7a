package io.workfloworchestrator.server;

import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.DiskChange;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.TakenBack;
import io.workfloworchestrator.workflow.Workflow;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The tool that takes a change back. Thread-safe. */
record UndoTool(ToolContext context) {
    static final String NAME = "undo";
    private static final int MOST_PASSED_OVER = 20;

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

    /**
     * The change that a caller means who takes back "the newest one" of a server of many workflows: its own newest, or else that of
     * somebody else. What was detected on disk, and what only records what somebody saw, is passed over.
     *
     * @param passedOver newer commits that are not meant, newest first
     */
    private record NewestChange(Commit commit, List<Commit> passedOver) {
        private static final int LOOKED_AT = 200;
        private static final int NAMED = 3;

        /** Empty if nobody made a change in the scope lately, or if all that was made lately has to be named to be taken back. */
        static Optional<NewestChange> of(Moment now, UndoScope scope, Cause caller) {
            List<Commit> all =
                    now.history(LOOKED_AT).stream().filter(scope::has).toList();
            List<Commit> made = all.stream()
                    .filter(commit -> DiskChange.of(commit.cause()).isEmpty()
                            && !scope.isLook().test(commit))
                    .toList();
            String client = client(caller);
            return made.stream()
                    .filter(commit -> client(commit.cause()).equals(client))
                    .findFirst()
                    .or(() -> made.stream().findFirst())
                    .map(commit -> new NewestChange(commit, all.subList(0, all.indexOf(commit))));
        }

        /** Who acted: the actor without the tool that it called. */
        private static String client(Cause cause) {
            return cause.actor().replaceFirst(" \\([^()]*\\)$", "");
        }

        /** A sentence about what was passed over; empty if the change is the newest. */
        String words() {
            if (passedOver.isEmpty()) {
                return "";
            }
            String named = passedOver.stream()
                    .limit(NAMED)
                    .map(other -> other.revision() + " (" + other.cause().actor() + ": "
                            + Words.clip(other.cause().headline(), 80) + ")")
                    .collect(Collectors.joining(", "));
            int more = passedOver.size() - NAMED;
            return " Newer changes were passed over: revision " + named + (more > 0 ? " and " + more + " more" : "")
                    + ". To take one of them back, give its revision.";
        }
    }
}
