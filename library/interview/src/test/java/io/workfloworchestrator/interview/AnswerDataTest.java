package io.workfloworchestrator.interview;

import static io.workfloworchestrator.interview.Tracker.ANN;
import static io.workfloworchestrator.interview.Tracker.answers;
import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.StateManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a template gets: no answer is lost on the way, and each has its id. */
class AnswerDataTest {
    @TempDir
    private Path folder;

    private Interview interview;

    @BeforeEach
    void begin() {
        interview = Tracker.begun(folder, StateManager.inMemory());
    }

    /** A value that no other question has. */
    private static Json token(AskedQuestion asked, int number) {
        return switch (QuestionType.valueOf(asked.type().toUpperCase(Locale.ROOT))) {
            case STRING, TEXT -> Json.of("Token" + (char) ('A' + number / 26) + (char) ('a' + number % 26));
            case INT -> Json.of(100 + number);
            case DOUBLE -> Json.of(100.5 + number);
            case BOOL -> Json.of(!asked.id().equals("public"));
            case DATE -> Json.of("2026-04-" + (10 + number));
            case CHOICE ->
                Json.of(asked.options().get(asked.options().size() - 1).value());
            case CHOICES -> Json.strings(List.of("bug", asked.options().get(3).value()));
            case LIST -> Json.strings(List.of("Element " + number + " one", "Element " + number + " {{two}}"));
        };
    }

    @Test
    void everyAnswerIsInTheDataByItsTopicAndInItsListWithItsId() {
        Map<String, Json> given = new LinkedHashMap<>();
        for (Optional<AskedQuestion> next = interview.now().next();
                next.isPresent();
                next = interview.now().next()) {
            Json value = token(next.get(), given.size());
            given.put(next.get().id(), value);
            InterviewChange unused = interview.answer(Map.of(next.get().id(), value), ANN);
        }
        assertThat(given).hasSize(16);

        Json.Obj data = interview.now().answers();

        List<Json> listed = new ArrayList<>();
        data.at("topics")
                .orElseThrow()
                .asList()
                .forEach(
                        topic -> listed.addAll(topic.at("answers").orElseThrow().asList()));
        assertThat(listed).hasSize(given.size());
        for (Json answer : listed) {
            String id = answer.asObject().text("id").orElseThrow();
            Json value = answer.at("value").orElseThrow();
            assertThat(id).startsWith("Q-");
            assertThat(value).isEqualTo(given.get(id.substring(2)));
            assertThat(answer.asObject().text("quote").orElseThrow()).endsWith("» (" + id + ")");
            String nested = data.at("answers").orElseThrow().toString();
            assertThat(nested).contains(answer.toString());
        }
    }

    @Test
    void whatIsOpenSkippedOrDecidedIsMarked() {
        InterviewChange unused = interview.answer(answers("{\"priorities\":\"ranked\",\"public\":true}"), ANN);
        unused = interview.skip(Optional.of("release_day"), ANN);
        unused = interview.decide(Optional.of("kinds"), ANN);

        Json.Obj data = interview.now().answers();

        assertThat(data.at("answers", "work", "priorities", "text")).contains(Json.of("one list in order"));
        assertThat(data.at("answers", "work", "priorities", "value")).contains(Json.of("ranked"));
        assertThat(data.at("answers", "work", "kinds", "assumed")).contains(Json.of(true));
        assertThat(data.at("answers", "work", "kinds", "because")).contains(Json.of("the default of the question"));
        assertThat(data.at("answers", "project", "public", "text")).contains(Json.of("yes"));
        assertThat(data.at("topics", "1", "open").orElseThrow().toString()).contains("Q-release_day", "skipped by ann");
        assertThat(data.at("topics", "1", "open", "0", "skipped")).contains(Json.of(true));
        assertThat(data.at("topics", "0", "open", "0", "skipped")).contains(Json.of(false));
        assertThat(data.at("topics", "0", "open", "0", "question")).contains(Json.of("What is the project called?"));
        assertThat(data.at("topics", "0", "section")).contains(Json.of("Overview"));
        assertThat(data.at("answers", "access")).contains(Json.Obj.EMPTY);
    }
}
