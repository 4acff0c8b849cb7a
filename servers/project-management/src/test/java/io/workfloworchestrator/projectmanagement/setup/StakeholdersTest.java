package io.workfloworchestrator.projectmanagement.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is concerned: class, influence, interest and what follows from them. */
class StakeholdersTest {
    @TempDir
    private Path folder;

    private Json.Obj identified(Map<String, Json> answers) {
        SetupServer server = SetupServer.begun(folder, "planning");
        Json.Obj unused = server.ok(
                "start_project_setup",
                Map.of(
                        "projectName",
                        Json.of("Clinic portal"),
                        "projectType",
                        Json.of("product"),
                        "constitutionMode",
                        Json.of("deep")));
        unused = server.answers(answers);
        return server.ok("identify_stakeholders");
    }

    private List<String> told(String... names) {
        Json.Obj answer = identified(Map.of("stakeholders", Json.strings(List.of(names))));
        return answer.at("content", "stakeholders").orElseThrow().asList().stream()
                .map(Json::asObject)
                .map(one ->
                        one.text("name").orElse("") + ": " + one.text("type").orElse("") + ", "
                                + one.text("influence").orElse("") + "/"
                                + one.text("interest").orElse("") + ", "
                                + one.text("strategy").orElse(""))
                .toList();
    }

    @Test
    void rolesAreWholeWords() {
        assertThat(told(
                        "the CTO",
                        "our doctors",
                        "50,000 patients",
                        "patients",
                        "the board of directors",
                        "an insurance company",
                        "Ada Lang"))
                .containsExactly(
                        "the CTO: primary, high/medium, Keep satisfied",
                        "our doctors: secondary, medium/high, Keep informed",
                        "50,000 patients: primary, medium/high, Keep informed",
                        "patients: primary, low/high, Keep informed",
                        "the board of directors: external, high/low, Keep satisfied",
                        "an insurance company: external, medium/medium, Monitor",
                        "Ada Lang: secondary, medium/medium, Monitor");
    }

    @Test
    void whatWasSaidCountsMoreThanAnEstimate() throws IOException {
        Json.Obj answer = identified(Map.of(
                "stakeholders", Json.parse("[\"doctors\"]"),
                "influence[doctors]", Json.of("high"),
                "interest[doctors]", Json.of("high"),
                "concerns[doctors]", Json.parse("[\"It takes their time\"]")));
        assertThat(answer.at("content", "matrix")).contains(Json.parse("{\"Manage closely\": 1}"));
        String text = document();
        assertThat(text)
                .contains("## Manage closely, every week", "- **doctors**: secondary, high influence, high interest")
                .contains("  - Concern: It takes their time (Q-concerns.doctors)")
                .contains("influence: Q-influence.doctors; interest: Q-interest.doctors");
    }

    @Test
    void whoWillUseItIsInterested() throws IOException {
        Json.Obj answer = identified(Map.of(
                "stakeholders", Json.parse("[\"30 tea houses\", \"Ada Lang\"]"),
                "problem", Json.of("All of the tea houses will use it.")));
        assertThat(answer.at("content", "matrix")).contains(Json.parse("{\"Keep informed\": 1, \"Monitor\": 1}"));
        assertThat(document()).contains("interest: they will use it, as another answer says");
    }

    @Test
    void aWorryThatWasSaidElsewhereIsFound() throws IOException {
        Json.Obj unused = identified(Map.of(
                "stakeholders", Json.parse("[\"12 nurses\"]"),
                "problem", Json.of("The portal is slow. The nurses worry that it takes even more time. It rains.")));
        assertThat(document())
                .contains("Concern: The nurses worry that it takes even more time. (found in other answers)")
                .doesNotContain("It rains");
    }

    @Test
    void whoUsesItAndWhoPaysIsThereTooIfAnotherAnswerSaysSo() throws IOException {
        Json.Obj unused = identified(Map.of(
                "stakeholders", Json.parse("[\"retail customers\", \"wholesale customers\"]"),
                "first_users", Json.of("Retail customers of the two shops; they write lists on paper.")));
        assertThat(document())
                .contains("**retail customers**", "**wholesale customers**")
                .containsSubsequence("## Customers and users", "they write lists on paper.", "Source: Q-first_users");
    }

    private String document() throws IOException {
        return Files.readString(folder.resolve("planning/STAKEHOLDERS.md"));
    }
}
