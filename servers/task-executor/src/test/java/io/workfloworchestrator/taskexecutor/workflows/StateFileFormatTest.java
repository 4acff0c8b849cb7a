package io.workfloworchestrator.taskexecutor.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.documents.DocumentFormat;
import io.workfloworchestrator.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which task of the state a task in a {@code state.json} is: two branches may give one number to different tasks. */
class StateFileFormatTest {
    private static final StateFileFormat FORMAT = new StateFileFormat();
    private static final String BASE = task("t-a", "1", "Base", "[]");

    private static String task(String id, String number, String title, String needs) {
        return "\"" + id + "\":{\"number\":\"" + number + "\",\"status\":\"pending\",\"title\":\"" + title
                + "\",\"fields\":{\"needs\":" + needs + "}}";
    }

    private static Json items(String... tasks) {
        return Json.parse("{\"items\":{" + String.join(",", tasks) + "}}");
    }

    private static Json read(Json state, String... tasks) {
        byte[] text = ("{\"tasks\":[" + String.join(",", tasks) + "]}").getBytes(StandardCharsets.UTF_8);
        DocumentFormat.Content content = FORMAT.read(text, Optional.of(state));
        assertThat(content.findings()).isEmpty();
        return content.value();
    }

    private static String line(String number, String title, String more) {
        return "{\"id\":\"" + number + "\",\"description\":\"" + title + "\",\"status\":\"pending\"" + more + "}";
    }

    @Test
    void aTaskIsKnownByItsWordsWhereItsNumberIsThatOfAnother() {
        Json state = items(BASE, task("t-m", "2", "Of main", "[]"), task("t-s", "3", "Of side", "[\"t-a\"]"));
        assertThat(read(
                        state,
                        line("1", "Base", ""),
                        line("2", "Of side", ",\"dependsOn\":[\"1\"]"),
                        line("3", "Of main", "")))
                .isEqualTo(state);
        assertThat(read(
                                items(BASE, task("t-m", "2", "Of main", "[]")),
                                line("1", "Base", ",\"dependsOn\":[\"3\"]"),
                                line("2", "Of side", ",\"estimatedHours\":3"),
                                line("3", "Of main", ""))
                        .at("items"))
                .hasValueSatisfying(read -> {
                    assertThat(read.at("t-a", "fields", "needs")).contains(Json.strings(List.of("t-m")));
                    assertThat(read.at("t-m", "title")).contains(Json.of("Of main"));
                    assertThat(read.at("t-m", "fields", "hours")).isEmpty();
                    assertThat(read.at("t-2", "title")).contains(Json.of("Of side"));
                });
    }

    @Test
    void aTaskWithWordsThatNoneHasIsTheOneWithItsNumberReworded() {
        assertThat(read(items(BASE, task("t-m", "2", "Of main", "[]")), line("1", "Base", ""), line("2", "Else", ""))
                        .at("items", "t-m", "title"))
                .contains(Json.of("Else"));
    }

    @Test
    void twoTasksOfOneNumberAreNotMixedByAMerge() {
        Json ours = items(BASE, task("t-m", "2", "Of main", "[]"));
        Json theirs = items(BASE, task("t-m", "2", "Of side", "[\"t-a\"]"));
        assertThat(FORMAT.merge(items(BASE), ours, theirs).merged()).contains(ours);
        assertThat(FORMAT.merge(items(BASE), ours, theirs).isClean()).isTrue();
    }
}
