package io.workfloworchestrator.app.environments;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which differences between two answers to one call count, and which do not. */
class AnswerDifferencesTest {
    private static Json.Obj json(String text) {
        return Json.parse(text.replace('\'', '"')).asObject();
    }

    private static List<String> differences(String then, String now, String again) {
        return AnswerDifferences.of(json(then), json(now), Optional.of(json(again))).stream()
                .map(one -> (one.isBreak() ? "breaks: " : "") + one.says())
                .toList();
    }

    @Test
    void whatTheLiveReleaseAnswersInAnotherWayEachTimeDoesNotCount() {
        assertThat(differences(
                        "{'content': [{'type': 'text', 'text': '{\\'at\\': 1, \\'n\\': 2}'}]}".replace("\\'", "\\\""),
                        "{'content': [{'type': 'text', 'text': '{\\'at\\': 5, \\'n\\': 3}'}]}".replace("\\'", "\\\""),
                        "{'content': [{'type': 'text', 'text': '{\\'at\\': 4, \\'n\\': 2}'}]}".replace("\\'", "\\\"")))
                .containsExactly("content[0].text.n: 3, and was 2");
    }

    @Test
    void ofLongTextsThePlaceIsShownWhereTheyDiffer() {
        String text = "{'structuredContent': {'a': '" + "same ".repeat(30) + "END'}}";
        assertThat(differences(text, text.replace("END", "other"), text))
                .containsExactly("structuredContent.a: …same same same other\", and was …same same same END\"");
    }

    @Test
    void aFieldThatIsGoneBreaksAndAShorterListDoesNot() {
        String then = "{'structuredContent': {'a': 1, 'list': [{'x': 1, 'y': 1}, {'x': 2, 'y': 2}]}}";
        assertThat(differences(then, "{'structuredContent': {'b': 1, 'list': [{'x': 1}]}}", then))
                .containsExactly(
                        "breaks: structuredContent.a is gone",
                        "breaks: structuredContent.list[0].y is gone",
                        "structuredContent.list[1].x is gone",
                        "structuredContent.list[1].y is gone");
    }

    @Test
    void whatFailsNowBreaksUnlessTheLiveReleaseFailsAsWell() {
        String failing = "{'isError': true, 'content': [{'type': 'text', 'text': 'who?'}]}";
        assertThat(differences("{}", failing, "{}")).containsExactly("breaks: fails now: who?");
        assertThat(differences("{}", failing, failing))
                .containsExactly("fails now, with the live release as well: who?");
        assertThat(differences(failing, "{}", failing)).containsExactly("is answered now, and failed: who?");
        assertThat(differences(failing, "{'error': {'message': 'no'}}", failing))
                .isEmpty();
    }

    @Test
    void laterCallsHaveTheIdsOfThisRun() {
        Map<String, String> ids = new HashMap<>();
        AnswerDifferences.learn(
                json("{'structuredContent': {'id': 'i-aaaa11', 'n': 'ab'}}"),
                json("{'structuredContent': {'id': 'i-bbbb22', 'n': 'cd'}}"),
                ids);
        assertThat(AnswerDifferences.translated(json("{'ids': ['i-aaaa11', 'other'], 'n': 'ab'}"), ids))
                .isEqualTo(json("{'ids': ['i-bbbb22', 'other'], 'n': 'ab'}"));
    }
}
