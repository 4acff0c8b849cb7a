package io.workfloworchestrator.specdriven.guide;

import io.workfloworchestrator.interview.InterviewChange;
import io.workfloworchestrator.interview.InterviewMoment;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.server.InterviewAnswers;
import io.workfloworchestrator.server.News;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.ToolContext;
import io.workfloworchestrator.specdriven.SpecDrivenException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What {@code sdd_guide} answers: where the session stands, the next question, whole, and what was written. Thread-safe. */
record GuideReplies(ToolContext context) {
    record Document(
            String path,
            String what,
            @Field(untrusted = true, max = 600) List<String> findings) {}

    /**
     * @param step where its interview stands
     * @param status where its feature stands, as all lists of features say it
     */
    record Listed(
            String session,
            @Field(untrusted = true) String title,
            String scenario,
            String step,
            String status,
            @Field(untrusted = true) Optional<String> folder) {}

    record Out(
            @Field(listed = false) String session,
            String step,
            @Field(listed = false) String scenario,

            @Field(untrusted = true, max = 3_000) String message,

            Optional<InterviewAnswers.Asked> question,
            @Field(listed = false) String progress,
            @Field(listed = false) Optional<InterviewAnswers.Progress> counts,
            boolean completed,
            List<Document> documents,
            @Field(listed = false) Optional<String> artifactCreated,
            @Field(listed = false) List<String> taken,
            @Field(named = false, listed = false) List<InterviewAnswers.NotTaken> notTaken,
            @Field(listed = false) List<String> setAside,
            @Field(named = false, listed = false) List<InterviewAnswers.Topic> coverage,
            @Field(named = false, listed = false) List<Listed> list,
            @Field(flat = true) News news) {}

    /** @param topic for a review, the topic whose questions are shown, or an empty text; empty for other steps */
    Out of(OpenProject project, Guide guide, Guide.Outcome outcome, Optional<String> topic) {
        Session session = outcome.session();
        Stage stage = session.state().stage();

        Optional<InterviewMoment> asking = outcome.asking();
        List<Document> documents = outcome.written().stream()
                .map(one -> new Document(one.path(), one.what(), one.findings()))
                .toList();
        return new Out(
                session.number(),
                stage.word(),
                session.state().scenario(),
                message(outcome),
                topic.isPresent() || session.isCancelled()
                        ? Optional.empty()
                        : asking.flatMap(InterviewMoment::next).map(InterviewAnswers::asked),
                stage.progress(),
                asking.map(InterviewAnswers::progress),
                stage == Stage.COMPLETE,
                documents,
                documents.stream().reduce((one, other) -> other).map(Document::path),
                outcome.change().map(InterviewChange::taken).orElse(List.of()),
                InterviewAnswers.notTaken(
                        outcome.change().map(InterviewChange::refused).orElse(List.of())),
                outcome.change().map(InterviewChange::setAside).orElse(List.of()),
                topic.map(one -> coverage(guide, session, one)).orElse(List.of()),
                List.of(),
                context.told(project, project.state().now(), guide.own()));
    }

    private static String message(Guide.Outcome outcome) {
        Session session = outcome.session();
        List<String> said = new ArrayList<>(outcome.said());
        if (said.isEmpty()) {
            said.add(session.number() + ", " + session.item().title() + ": "
                    + session.state().stage().progress() + ".");
        }
        session.goal()
                .filter(goal -> session.state().stage() == Stage.CONSTITUTION
                        && outcome.change().isEmpty())
                .ifPresent(goal -> said.add(
                        "It serves the goal " + goal.id().or(goal::name).orElse("that was handed over")
                                + (goal.weight().isEmpty() ? "" : " (" + goal.weight() + ")") + "."));
        return String.join(" ", said);
    }

    /** @param topic its id, or its title as questions show it; empty for all of them */
    private static List<InterviewAnswers.Topic> coverage(Guide guide, Session session, String topic) {
        List<InterviewMoment> moments =
                List.copyOf(guide.interviews(session).now().values());
        List<InterviewAnswers.Topic> known = moments.stream()
                .flatMap(moment -> InterviewAnswers.coverage(moment, Optional.empty()).stream())
                .toList();
        if (topic.isEmpty()) {
            return known;
        }
        String id = known.stream()
                .filter(one -> one.id().equals(topic) || one.title().equalsIgnoreCase(topic.strip()))
                .map(InterviewAnswers.Topic::id)
                .findFirst()
                .orElseThrow(() -> new SpecDrivenException(
                        "E_ARG_VALUE",
                        "there is no topic of this name. There are: "
                                + String.join(
                                        ", ",
                                        known.stream()
                                                .map(one -> one.id() + " (" + one.title() + ")")
                                                .distinct()
                                                .toList())
                                + "."));
        return moments.stream()
                .flatMap(moment -> InterviewAnswers.coverage(moment, Optional.of(id)).stream())
                .toList();
    }

    Out list(OpenProject project, Guide guide) {

        List<Listed> list = guide.sessions.all().stream()
                .map(session -> new Listed(
                        session.number(),
                        session.item().title(),
                        session.state().scenario(),
                        session.state().stage().word(),
                        FeatureStatus.of(session.item()),
                        session.folder()))
                .toList();
        return new Out(
                "",
                "",
                "",
                list.isEmpty() ? "No feature was begun. Begin one with action start." : list.size() + " in all.",
                Optional.empty(),
                "",
                Optional.empty(),
                false,
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                list,
                context.told(project, project.state().now(), guide.own()));
    }
}
