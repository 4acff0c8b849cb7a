package io.workfloworchestrator.specdriven.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.interview.AskedQuestion;
import io.workfloworchestrator.interview.Interview;
import io.workfloworchestrator.interview.InterviewChange;
import io.workfloworchestrator.interview.Interviews;
import io.workfloworchestrator.interview.Question;
import io.workfloworchestrator.interview.QuestionSet;
import io.workfloworchestrator.interview.QuestionSets;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.specdriven.SpecDrivenServer;
import io.workfloworchestrator.specdriven.guide.FeatureAnswers;
import io.workfloworchestrator.state.StateManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every question of every set that the server has, answered through a real interview: each answer is where it belongs. */
final class EveryQuestionTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-02T10:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private final List<String> tokens = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"new-project", "existing-project", "add-feature", "bug-fix", "design-first"})
    void everyAnswerIsInADocumentAtAPlaceOfItsOwn(String scenario) {
        String rules = scenario.endsWith("-project") ? scenario : "add-feature";
        Json.Obj answers = Json.Obj.EMPTY
                .with("constitution", interview("constitution-" + rules))
                .with("specification", interview("specification-" + scenario))
                .with("planning", interview("planning-" + scenario));
        FeatureAnswers feature = new FeatureAnswers(answers, FeatureProject.FEATURE, scenario, Optional.empty(), false);
        try (FeatureProject project = FeatureProject.withoutItems(folder)) {
            if (!scenario.endsWith("-project")) {
                project.save(
                        "specs/.specify/memory/constitution.md",
                        "# Ours\n\n### Article I: Testing\n\nAll is tested.\n");
            }
            StringBuilder all = new StringBuilder();
            project.writeAll(feature).stream()
                    .filter(each -> !each.what().equals(Written.KEPT))
                    .forEach(each -> all.append(project.text(each.path())));
            String documents = all.toString();

            assertThat(tokens)
                    .hasSizeGreaterThan(15)
                    .allSatisfy(token -> assertThat(documents).contains(token));
            assertThat(ids).allSatisfy(id -> assertThat(documents).contains("Q-" + id));
            assertThat(documents).doesNotContain("## In detail", "## What else was said", "{{", "}}");
        }
    }

    private Json.Obj interview(String set) {
        Map<String, Supplier<QuestionSet>> sets = Map.of(set, () -> read(set));
        Interviews interviews = Interviews.of(
                StateManager.inMemory(),
                QuestionSets.of(ProjectFolder.open(folder), sets),
                CLOCK,
                () -> Json.Obj.EMPTY);
        Interview interview = interviews.start(set, "main", Optional.empty(), FeatureProject.CAUSE);
        for (int i = 0; i < 200; i++) {
            Optional<AskedQuestion> next = interview.now().next();
            if (next.isEmpty()) {
                return interview.now().answers();
            }
            InterviewChange unused =
                    interview.answer(Map.of(next.get().id(), answer(next.get())), FeatureProject.CAUSE);
        }
        throw new AssertionError("the interview " + set + " does not end");
    }

    private Json answer(AskedQuestion question) {
        ids.add(question.id());
        String token = "Zq" + question.id().replaceAll("[^a-z0-9]", "") + "X";
        return switch (question.type()) {
            case "bool" -> Json.of(true);
            case "int" -> question.min().orElse(Json.of(2));
            case "choice" -> Json.of(question.options().get(0).value());
            case "choices" ->
                Json.strings(
                        question.options().stream().map(Question.Option::value).toList());
            case "list" -> {
                tokens.add(token + "a");
                tokens.add(token + "b");
                yield Json.strings(List.of("The first is " + token + "a", "The second is " + token + "b"));
            }
            default -> {
                tokens.add(token);
                yield Json.of("The word is " + token);
            }
        };
    }

    private static QuestionSet read(String set) {
        try (InputStream in =
                Objects.requireNonNull(SpecDrivenServer.class.getResourceAsStream("questions/" + set + ".yaml"))) {
            return QuestionSet.read(set + ".yaml", in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatSomebodyLeftOutIsNoOpenQuestion() {
        try (FeatureProject project = FeatureProject.withoutItems(folder)) {
            project.write(
                    Answered.login()
                            .openQuestion("specification", "constraints", "What limits it?")
                            .skipped("specification", "open_questions", "What is still open?")
                            .of(FeatureProject.FEATURE),
                    "spec");
            assertThat(project.spec()).contains("What limits it?").doesNotContain("What is still open?");
        }
    }
}
