package io.workfloworchestrator.specdriven.research;

import io.workfloworchestrator.documents.Templates;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.RecordCodec;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.specdriven.documents.DocumentFile;
import io.workfloworchestrator.specdriven.tasks.Features;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Done;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateKey;
import java.time.Year;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The {@code research.md} of a feature. What was written last is remembered apart from what was found, under {@code
 * research-file/<feature>}: so a finding that is taken back leaves the file with its next writing, and what people wrote stays. For one
 * call. Not thread-safe.
 */
final class ResearchFile {
    private static final RecordCodec<Research.Found> FOUND = RecordCodec.of(Research.Found.class);

    private final OpenProject project;
    private final Features.Named feature;
    private final Year year;
    final List<Revision> own = new ArrayList<>();

    ResearchFile(OpenProject project, Features.Named feature, Year year) {
        this.project = project;
        this.feature = feature;
        this.year = year;
    }

    record Written(String text) {}

    String path() {
        return feature.folder() + "/research.md";
    }

    /**
     * Writes it before the findings are committed: then their commit is the newest, and is what undo takes back.
     *
     * @return what a person should know, a sentence each
     * @throws io.workfloworchestrator.documents.DocumentException E_TEMPLATE_… for what is wrong in a template
     */
    List<String> write(Research research, Cause cause) {
        ProjectFolder disk = project.workflow().project();
        StateKey<Written> key = StateKey.of("research-file/" + feature.id(), RecordCodec.of(Written.class));
        String text = text(disk, research);
        Optional<String> base =
                project.state().find(key).map(found -> found.value().text());
        DocumentFile.Outcome outcome = new DocumentFile(disk, path(), base).write(text, any -> {});
        boolean isNews = outcome.written().proposal().isEmpty() && !base.equals(Optional.of(text));
        if (isNews) {
            Done<Boolean> done = project.state().change(cause.doing("wrote " + path()), commit -> {
                commit.put(key, new Written(text));
                return true;
            });
            done.commit().map(Commit::revision).ifPresent(own::add);
        }
        return outcome.written().findings();
    }

    private String text(ProjectFolder disk, Research research) {
        List<Json> topics = new ArrayList<>();
        research.topics()
                .forEach(topic -> topics.add(topic(topic, ResearchPlan.of(topic.asked(), year, feature.isHealth()))));
        Json.Obj values = Json.Obj.EMPTY
                .with("feature", feature.id())
                .with("title", feature.title())
                .with("topics", Json.array(topics));
        return Templates.beside(disk, ResearchFile.class)
                        .render("research.md", values)
                        .replaceAll("\n{3,}", "\n\n")
                        .strip()
                + "\n";
    }

    private static Json topic(Research.Topic topic, ResearchPlan plan) {
        Research.Asked asked = topic.asked();
        return Json.Obj.EMPTY
                .with("topic", asked.topic())
                .with("context", asked.context())
                .with("hasQuestions", !asked.questions().isEmpty())
                .with("questions", Json.strings(asked.questions()))
                .with("hasConstraints", !asked.constraints().isEmpty())
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
