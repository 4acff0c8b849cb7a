package io.workfloworchestrator.specdriven.research;

import io.workfloworchestrator.documents.Templates;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.RecordCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Year;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The text of a feature's {@code research.md}; a project's own template {@code research.md.mustache} comes first. Pure functions. */
final class ResearchText {
    private static final RecordCodec<Research.Found> FOUND = RecordCodec.of(Research.Found.class);

    private ResearchText() {}

    /** @throws io.workfloworchestrator.documents.DocumentException E_TEMPLATE_… for what is wrong in a template */
    static String of(
            ProjectFolder project, String featureId, String title, Research research, Year year, boolean health) {
        List<Json> topics = new ArrayList<>();
        research.topics().forEach(topic -> topics.add(topic(topic, ResearchPlan.of(topic.asked(), year, health))));
        Json.Obj values = Json.Obj.EMPTY
                .with("feature", Json.of(featureId))
                .with("title", Json.of(title))
                .with("topics", Json.array(topics));
        return Templates.of(project, ResearchText::own)
                        .render("research.md", values)
                        .replaceAll("\n{3,}", "\n\n")
                        .strip()
                + "\n";
    }

    private static Optional<String> own(String name) {
        try (InputStream in = ResearchText.class.getResourceAsStream(name + ".mustache")) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a resource of this jar
        }
    }

    private static Json topic(Research.Topic topic, ResearchPlan plan) {
        Research.Asked asked = topic.asked();
        return Json.Obj.EMPTY
                .with("topic", Json.of(asked.topic()))
                .with("context", Json.of(asked.context()))
                .with("hasQuestions", Json.of(!asked.questions().isEmpty()))
                .with("questions", Json.strings(asked.questions()))
                .with("hasConstraints", Json.of(!asked.constraints().isEmpty()))
                .with("constraints", Json.strings(asked.constraints()))
                .with("queries", Json.strings(plan.searchQueries()))
                .with("keyTopics", Json.strings(plan.keyTopics()))
                .with("criteria", Json.strings(plan.evaluationCriteria()))
                .with("resources", Json.strings(plan.resourceTypes()))
                .with("cautions", Json.strings(plan.cautionaryNotes()))
                .with(
                        "found",
                        Json.array(topic.found().stream().map(FOUND::encode).toList()));
    }
}
