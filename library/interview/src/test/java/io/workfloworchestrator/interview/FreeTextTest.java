package io.workfloworchestrator.interview;

import static io.workfloworchestrator.interview.Tracker.ANN;
import static io.workfloworchestrator.interview.Tracker.answers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.StateManager;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From words only what is certain is taken. */
class FreeTextTest {
    @TempDir
    private Path folder;

    private Interview interview;

    @BeforeEach
    void begin() {
        interview = Tracker.begun(folder, StateManager.inMemory());
    }

    private String value(String id) {
        return interview.now().standings().stream()
                .filter(s -> s.id().equals(id))
                .findFirst()
                .flatMap(Standing::answer)
                .map(answer -> answer.value().toString())
                .orElse("");
    }

    @Test
    void linesThatNameAQuestionAreTakenAndTheRestIsNamed() {
        InterviewChange change = interview.answerFreely("""
                Hello, here is what I know:
                - name: Ledger
                public: yes
                open_days: 400
                Q-kinds: bug, chore
                colour: red
                """, ANN);

        assertThat(change.taken()).containsExactly("name", "public", "kinds");
        assertThat(change.refused()).extracting(AnswerProblem::code).contains("E_ANSWER_RANGE", "E_ANSWER_UNCERTAIN");
        assertThat(change.refused().toString()).contains("colour: red");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "public | yes | true",
                "public | No | false",
                "public | I am not sure | ",
                "priorities | We use ranked | \"ranked\"",
                "priorities | three-levels or ranked | ",
                "priorities | not ranked | ",
                "priorities | ranked? | ",
                "priorities | unranked | ",
                "kinds | bug and chore please | [\"bug\",\"chore\"]",
                "kinds | everything except bug | ",
                "open_days | After 14 days | 14",
                "open_days | 14 to 20 days | ",
                "open_days | after 900 days | ",
                "open_days | version 1.2.3 | ",
                "open_days | don't use 14 | ",
                "release_day | it is 2026-04-01 | \"2026-04-01\"",
                "release_day | 2026-04-01 and 2026-05-01 | ",
                "problem | Nobody knows anything | "
            })
    void whatIsSaidToTheQuestionAskedNowIsTakenOnlyIfItIsCertain(String id, String text, String expected) {
        while (!interview.now().next().orElseThrow().id().equals(id)) {
            String at = interview.now().next().orElseThrow().id();
            Json.Obj script = Json.parse("{\"name\":\"x\",\"problem\":\"x\",\"public\":true,\"kinds\":[\"bug\"],"
                            + "\"priorities\":\"none\",\"release_day\":\"2026-03-01\"}")
                    .asObject();
            InterviewChange unused = interview.answer(Map.of(at, script.find(at).orElseThrow()), ANN);
        }

        InterviewChange change = interview.answerFreely(text, ANN);

        assertThat(value(id)).isEqualTo(expected == null ? "" : expected);
        assertThat(change.refused().isEmpty()).isEqualTo(expected != null);
    }

    @Test
    void anAnswerThatIsThereIsNotOverwrittenByWords() {
        InterviewChange unused = interview.answer(answers("{\"name\":\"Ledger\"}"), ANN);

        InterviewChange change = interview.answerFreely("name: Books", Tracker.BO);

        assertThat(change.taken()).isEmpty();
        assertThat(change.commit()).isEmpty();
        assertThat(change.refused()).extracting(AnswerProblem::code).containsExactly("E_ANSWER_EXISTS");
        assertThat(value("name")).isEqualTo("\"Ledger\"");
    }

    @Test
    void aHugeTextIsRefused() {
        assertThatThrownBy(() -> interview.answerFreely("x".repeat(5_000_000), ANN))
                .hasMessageContaining("at most 100000");
        InterviewChange many = interview.answerFreely("a: b\n".repeat(19_000), ANN);
        assertThat(many.taken()).isEmpty();
    }
}
