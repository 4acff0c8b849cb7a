package io.workfloworchestrator.specdriven.guide;

import io.workfloworchestrator.interview.InterviewMoment;
import io.workfloworchestrator.json.Json;
import java.util.Map;
import java.util.Optional;

/** What was answered for a feature so far, as those who write its documents need it. Pure functions of one look. */
final class AnswersSoFar {
    private AnswersSoFar() {}

    static FeatureAnswers of(FeatureSessions sessions, Session session, StageInterviews interviews) {
        Json.Obj answers = Json.Obj.EMPTY;
        Map<Stage, InterviewMoment> moments = interviews.now();
        for (Map.Entry<Stage, InterviewMoment> one : moments.entrySet()) {
            answers = answers.with(one.getKey().word(), one.getValue().answers());
        }
        String featureId = session.featureId()
                .orElseGet(() -> FeatureSessions.provisional(
                        session.item(), session.item().title()));
        return new FeatureAnswers(
                answers,
                featureId,
                session.state().scenario(),
                session.state().goal().filter(Json.Obj.class::isInstance).map(Json::asObject),
                isHealth(sessions, session, moments));
    }

    /** A feature inherits from the constitution that it handles health data, however that came about. */
    private static boolean isHealth(FeatureSessions sessions, Session session, Map<Stage, InterviewMoment> moments) {
        boolean isSaid = moments.values().stream()
                .flatMap(moment -> moment.standings().stream())
                .filter(standing -> standing.id().equals("phi_handling") && standing.counts())
                .flatMap(standing -> standing.answer().stream())
                .anyMatch(answer -> answer.value().equals(Json.of(true)));
        boolean ofItem = Json.of(true).equals(session.item().state().fields().get(Session.HEALTH));
        boolean ofFile = sessions.folder
                .constitution()
                .flatMap(sessions.folder::text)
                .filter(HealthData::isIn)
                .isPresent();
        return isSaid || ofItem || ofFile;
    }

    /** The feature's name as it was answered, or what it is called until then. */
    static String title(Session session, StageInterviews interviews) {
        return Optional.ofNullable(interviews.now().get(Stage.SPECIFICATION))
                .flatMap(moment -> moment.standings().stream()
                        .filter(standing -> standing.id().equals("feature_name") && standing.counts())
                        .flatMap(standing -> standing.answer().stream())
                        .flatMap(answer -> answer.value().asText().stream())
                        .findFirst())
                .orElse(session.item().title());
    }
}
