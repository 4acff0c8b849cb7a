package io.workfloworchestrator.specdriven;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.local.LocalProject;
import io.workfloworchestrator.mcp.ToolAnswer;
import io.workfloworchestrator.mcp.WorkflowMcpServer;
import io.workfloworchestrator.server.OpenProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was written from answers is analysed, clarified and derived again by the tools. */
class AnalyseToolTest {
    private static final String FEATURE = "specs/001-track-an-order/";

    @TempDir
    private Path folder;

    private @Nullable LocalProject local;
    private @Nullable WorkflowMcpServer opened;

    private WorkflowMcpServer server() {
        return Objects.requireNonNull(opened);
    }

    private void specify(String scenario) throws IOException {
        if (scenario.equals("add-feature")) {
            Files.writeString(folder.resolve("constitution.md"), "# Constitution\n\nPHI must be encrypted.\n");
        }
        LocalProject files = LocalProject.open(folder);
        local = files;
        OpenProject project = new OpenProject(
                files.folder().root(),
                files.state(),
                files.workflow(SpecDrivenServer.FEATURES).open());
        opened = SpecDrivenServer.of("test", () -> project, client -> {}, Set.of());
        Json.Obj last = call(
                "sdd_guide",
                Map.of(
                        "action", Json.of("start"),
                        "scenario", Json.of(scenario),
                        "description", Json.of("Orders cannot be tracked")));
        for (int i = 0; last.find("question").isPresent(); i++) {
            assertThat(i).isLessThan(20);
            String stage = last.text("step").orElseThrow();
            last = call("sdd_guide", Map.of("action", Json.of("answer"), "answers", SampleAnswers.of(stage, scenario)));
        }
        files.files().flush();
    }

    @AfterEach
    void close() {
        if (local != null) {
            local.close();
        }
    }

    private Json.Obj call(String tool, Map<String, Json> arguments) {
        ToolAnswer answer = server().call(tool, Json.object(arguments));
        assertThat(answer.isError()).as(answer.text()).isFalse();
        return answer.structured();
    }

    private Json.Obj analyse(String about) {
        return call("analyse", Map.of("feature", Json.of("1"), "about", Json.of(about)));
    }

    private static List<Json> findings(Json.Obj answer) {
        return answer.find("findings").orElseThrow().asList();
    }

    private static List<String> texts(List<Json> findings, String field) {
        return findings.stream()
                .map(one -> one.asObject().text(field).orElse(""))
                .toList();
    }

    private void replace(String file, String what, String by) throws IOException {
        Path path = folder.resolve(FEATURE + file);
        String before = Files.readString(path);
        assertThat(before).contains(what);
        Files.writeString(path, before.replace(what, by));
    }

    private List<String> outdated() {
        return Objects.requireNonNull(local)
                .workflow(SpecDrivenServer.FEATURES)
                .open()
                .state()
                .orElseThrow()
                .value()
                .items("feature")
                .values()
                .stream()
                .flatMap(item -> item.fields().getOrDefault("outdated", Json.array(List.of())).asList().stream())
                .flatMap(part -> part.asText().stream())
                .toList();
    }

    private String firstRequirement() throws IOException {
        return Files.readString(folder.resolve(FEATURE + "spec.md"))
                .lines()
                .filter(line -> line.contains(" FR-001 "))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"new-project", "existing-project", "add-feature", "bug-fix", "design-first"})
    void whatTheGuideWritesIsConsistent(String scenario) throws IOException {
        specify(scenario);
        Json.Obj answer = analyse("consistency");
        assertThat(texts(findings(answer), "severity")).as(answer.toString()).doesNotContain("error");
        assertThat(answer.text("verdict")).contains("consistent");
        assertThat(findings(analyse("drift"))).isEmpty();
        assertThat(findings(analyse("stale"))).isEmpty();
    }

    @Test
    void anEditUpstreamMakesTasksStaleAndTheyAreDerivedAgainAndTakenBack() throws IOException {
        specify("new-project");
        assertThat(analyse("consistency").text("verdict")).contains("consistent");
        String line = firstRequirement();
        String text = line.replaceFirst("^.* FR-001 ", "").replaceFirst(" \\[.*$", "");
        replace("spec.md", text, text + " within 5 s");
        String own = Files.readString(folder.resolve(FEATURE + "tasks.md")) + "\nA note by hand.\n";
        Files.writeString(folder.resolve(FEATURE + "tasks.md"), own);

        Json.Obj stale = analyse("stale");
        assertThat(stale.text("verdict")).contains("expired");
        assertThat(texts(findings(stale), "message")).isNotEmpty().allMatch(one -> one.contains("spec.md#FR-001"));
        assertThat(texts(findings(stale), "message").get(0)).contains("within 5 s\" now");
        assertThat(outdated()).isNotEmpty().allMatch(part -> part.startsWith("tasks.md T"));
        assertThat(texts(findings(stale), "place")).allMatch(one -> one.matches(FEATURE + "tasks\\.md:\\d+"));

        Map<String, Json> tasks = Map.of("feature", Json.of("001"), "stage", Json.of("tasks"));
        Json.Obj preview = call("derive_again", tasks);
        assertThat(preview.at("documents", "0", "what").flatMap(Json::asText)).contains("would be merged");
        assertThat(preview.at("documents", "0", "difference")
                        .flatMap(Json::asText)
                        .orElse(""))
                .contains("within 5 s");
        assertThat(Files.readString(folder.resolve(FEATURE + "tasks.md"))).isEqualTo(own);

        Json.Obj taken = call(
                "derive_again", Map.of("feature", Json.of("001"), "stage", Json.of("tasks"), "take", Json.of(true)));
        assertThat(taken.at("documents", "0", "what").flatMap(Json::asText)).contains("merged");
        assertThat(outdated()).as("what next goes by").isEmpty();
        assertThat(Files.readString(folder.resolve(FEATURE + "tasks.md"))).contains("within 5 s", "A note by hand.");
        assertThat(findings(analyse("stale"))).isEmpty();

        call("derive_again", Map.of("feature", Json.of("001"), "back", Json.of(FEATURE + "tasks.md")));
        Objects.requireNonNull(local).files().flush();
        assertThat(Files.readString(folder.resolve(FEATURE + "tasks.md")))
                .contains("A note by hand.")
                .doesNotContain("within 5 s");
    }

    @Test
    void aVagueAnswerIsAskedAgainByTheQuestionThatItCameFrom() throws IOException {
        specify("new-project");
        call(
                "sdd_guide",
                Map.of(
                        "action", Json.of("edit"),
                        "session", Json.of("001"),
                        "question", Json.of("performance_requirements"),
                        "response", Json.of("The system shall be fast")));
        List<Json> asked = findings(analyse("clarity")).stream()
                .filter(one -> one.toString().contains("\"question\":\"performance_requirements\""))
                .toList();
        assertThat(texts(asked, "fix"))
                .anyMatch(fix -> fix.contains("sdd_guide with action edit, question performance_requirements"));
        assertThat(texts(asked, "message")).anyMatch(one -> one.contains("How fast"));
    }

    @Test
    void wrongArgumentsAreRefusedWithWhatToDo() throws IOException {
        specify("bug-fix");
        assertThat(error("analyse", Map.of("feature", Json.of("../..")))).contains("there is no feature");
        assertThat(error("analyse", Map.of("about", Json.of("taste")))).contains("consistency", "overlap");
        assertThat(error("derive_again", Map.of("feature", Json.of("1")))).contains("\"stage\" is missing");
        assertThat(error("derive_again", Map.of("feature", Json.of("1"), "back", Json.of("specs/none.md"))))
                .contains("nothing was derived again");
        Path kit = Files.createDirectories(folder.resolve("specs/002-kit"));
        Files.writeString(kit.resolve("spec.md"), "- **FR-001**: System MUST sing\n");
        assertThat(error("derive_again", Map.of("feature", Json.of("2"), "stage", Json.of("spec"))))
                .contains("were not written by the guide");
        assertThat(error("analyse", Map.of())).contains("\"feature\" is missing", "002-kit");
    }

    private String error(String tool, Map<String, Json> arguments) {
        ToolAnswer answer = server().call(tool, Json.object(arguments));
        assertThat(answer.isError()).as(answer.text()).isTrue();
        return answer.text();
    }

    @Test
    void aLongAnswerIsGivenInParts() throws IOException {
        specify("new-project");
        Path spec = folder.resolve(FEATURE + "spec.md");
        Files.writeString(spec, Files.readString(spec) + "\n- [ ] FR-091 One form\n- [ ] FR-092 Another page\n");
        Json.Obj first =
                call("analyse", Map.of("feature", Json.of("1"), "about", Json.of("lint"), "limit", Json.of(1)));
        assertThat(findings(first)).hasSize(1);
        assertThat(first.text("message").orElse("")).contains("More with offset 1");
        Json.Obj second = call(
                "analyse",
                Map.of("feature", Json.of("1"), "about", Json.of("lint"), "limit", Json.of(1), "offset", Json.of(1)));
        assertThat(findings(second)).isNotEqualTo(findings(first));
    }
}
