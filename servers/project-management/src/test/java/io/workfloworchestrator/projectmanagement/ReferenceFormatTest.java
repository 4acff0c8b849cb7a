package io.workfloworchestrator.projectmanagement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Codec;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.workflow.Workflow;
import io.workfloworchestrator.workflow.WorkflowState;
import io.workfloworchestrator.workflow.WorkflowState.StepState;
import io.workfloworchestrator.workflow.WorkflowState.StepStatus;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceFormatTest {
    private static final String FRESH = """
            {"version":"1.0","projectName":"Clinic","created":"2025-11-01T09:00:00.000Z","lastUpdated":"2025-11-02T10:30:00.123Z",
             "currentPhase":"initialization","currentStep":"generate-constitution",
             "phases":{
              "initialization":{"status":"in-progress","startedAt":"2025-11-01T09:00:00.000Z","steps":[
                {"name":"create-structure","status":"complete","completedAt":"2025-11-02T10:30:00.000Z"},
                {"name":"generate-constitution","status":"in-progress"},{"name":"identify-stakeholders","status":"pending"},
                {"name":"identify-resources","status":"pending"},{"name":"generate-roadmap","status":"skipped"}]},
              "goal-development":{"status":"pending","steps":[{"name":"brainstorm-ideas","status":"pending"},
                {"name":"evaluate-goals","status":"pending"},{"name":"create-potential-goals","status":"pending"},
                {"name":"promote-to-selected","status":"pending"}]},
              "execution":{"status":"pending","steps":[{"name":"create-specification","status":"pending"},
                {"name":"create-tasks","status":"pending"},{"name":"execute-workflow","status":"pending"},
                {"name":"update-progress","status":"pending"}]},
              "completion":{"status":"pending","steps":[{"name":"validate-deliverables","status":"pending"},
                {"name":"complete-documentation","status":"pending"},{"name":"archive-goals","status":"pending"},
                {"name":"wrap-up-project","status":"pending"}]}},
             "goals":{"potential":["zeta","alpha"],"selected":["login"],"completed":[]},
             "integrations":{"specDriven":{"used":true,"lastHandoff":"2025-11-02T10:00:00Z","goalsWithSpecs":["goal-01"]},
              "taskExecutor":{"activeWorkflows":["goal-01-implementation"],"lastCreated":null,"totalWorkflowsCreated":4}},
             "myOwn":{"note":"kept","big":12345678901234567890}}
            """;

    @TempDir
    Path root;

    @Test
    void aFileIsReadAsWhatItSays() {
        WorkflowState<Json> state = ReferenceFormat.importState(Json.parse(FRESH));

        assertThat(state.title()).isEqualTo("Clinic");
        assertThat(state.phase()).isEqualTo("initialization");
        assertThat(state.step("create-structure").status()).isEqualTo(StepStatus.COMPLETE);
        assertThat(state.step("generate-constitution").status()).isEqualTo(StepStatus.PENDING);
        assertThat(state.step("generate-roadmap").status()).isEqualTo(StepStatus.SKIPPED);
        assertThat(state.tracked().get("goals")).containsOnlyKeys("zeta", "alpha", "login");
        assertThat(state.tracked().get("workflows")).containsOnlyKeys("goal-01-implementation");
    }

    @Test
    void anUntouchedFileComesBackExactly() {
        Json file = Json.parse(FRESH);

        assertThat(ReferenceFormat.exportState(ReferenceFormat.importState(file)))
                .isEqualTo(file);
    }

    @Test
    void thousandsOfGeneratedFilesComeBackExactlyAlsoThroughTheStore() {
        long seed = 20260301;
        Random random = new Random(seed);
        Codec<WorkflowState<Json>> codec = WorkflowState.codec(Json.class);
        for (int i = 0; i < 3_000; i++) {
            Json file = generated(random);
            WorkflowState<Json> state = codec.decode(codec.encode(ReferenceFormat.importState(file)));

            assertThat(ReferenceFormat.exportState(state))
                    .as("seed %d, run %d", seed, i)
                    .isEqualTo(file);
        }
    }

    @Test
    void changesShowInTheExportAndEverythingElseStays() {
        WorkflowState<Json> state = ReferenceFormat.importState(Json.parse(FRESH));
        Instant when = Instant.parse("2026-01-01T00:00:00Z");
        WorkflowState<Json> changed = state.withStep(
                "generate-constitution",
                new StepState(StepStatus.COMPLETE, Optional.of(when), Optional.of("me"), Optional.empty()));

        Json exported = ReferenceFormat.exportState(changed);

        assertThat(exported.at("phases", "initialization", "steps", "1", "status"))
                .contains(Json.of("complete"));
        assertThat(exported.at("phases", "initialization", "steps", "1", "completedAt"))
                .contains(Json.of("2026-01-01T00:00:00Z"));
        assertThat(exported.at("currentStep")).contains(Json.of("identify-stakeholders"));
        assertThat(exported.at("lastUpdated")).contains(Json.of("2026-01-01T00:00:00Z"));
        assertThat(exported.at("phases", "initialization", "steps", "0", "completedAt"))
                .contains(Json.of("2025-11-02T10:30:00.000Z"));
        assertThat(exported.at("goals", "potential")).contains(Json.strings(List.of("zeta", "alpha")));
        assertThat(exported.at("myOwn", "big")).contains(new Json.Num("12345678901234567890"));
    }

    @Test
    void anImportedStateGoesOnAsAWorkflow() {
        StateManager states = StateManager.inMemory();
        Workflow<Json> planning =
                Workflow.open(ProjectFolder.open(root), WorkflowDefinition.builtIn("project-planning"), states);
        states.create(planning.key(), ReferenceFormat.importState(Json.parse(FRESH)), Cause.of("me", "import"));

        assertThat(planning.status().title()).isEqualTo("Clinic");
        assertThat(planning.next().steps()).isNotEmpty();
        assertThat(planning.state().orElseThrow().json().at("tracked", "goals", "login"))
                .as("kept for the export, until the goals' files are items")
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{\"version\":\"9.9\",\"currentPhase\":\"initialization\"}",
                "{\"version\":\"1.0\",\"currentPhase\":\"nowhere\"}"
            })
    void whatIsNoStateOfTheReferenceIsRefusedByName(String file) {
        assertThatThrownBy(() -> ReferenceFormat.importState(Json.parse(file)))
                .isInstanceOf(CodedException.class)
                .satisfies(e -> assertThat(((CodedException) e).code()).startsWith("E_STATE_"));
    }

    /** A file as the reference, a newer version of it or a person might have left it. */
    private static Json generated(Random random) {
        Json.Obj file = Json.parse(FRESH).asObject();
        List<List<String>> paths = new ArrayList<>();
        collect(file, List.of(), paths);
        for (int edits = random.nextInt(8); edits > 0; edits--) {
            List<String> path = paths.get(random.nextInt(paths.size()));
            if (path.equals(List.of("version")) || path.equals(List.of("currentPhase"))) {
                continue;
            }
            boolean objectsOnly = file.at(path.subList(0, path.size() - 1).toArray(new String[0]))
                            .orElse(Json.Obj.EMPTY)
                    instanceof Json.Obj;
            if (objectsOnly && path.stream().noneMatch(p -> p.matches("\\d+"))) {
                file = random.nextInt(4) == 0
                        ? without(file, path)
                        : file.withAt(
                                random.nextBoolean() ? path : plus(path.subList(0, path.size() - 1), "extra"),
                                value(random));
            }
        }
        return file;
    }

    private static Json.Obj without(Json.Obj owner, List<String> path) {
        return path.size() == 1
                ? owner.without(path.get(0))
                : owner.with(
                        path.get(0),
                        without(
                                owner.find(path.get(0)).orElse(Json.Obj.EMPTY).asObject(),
                                path.subList(1, path.size())));
    }

    private static void collect(Json json, List<String> path, List<List<String>> paths) {
        if (json instanceof Json.Obj object) {
            object.forEach((key, value) -> {
                paths.add(plus(path, key));
                collect(value, plus(path, key), paths);
            });
        }
    }

    private static List<String> plus(List<String> path, String key) {
        List<String> longer = new ArrayList<>(path);
        longer.add(key);
        return longer;
    }

    private static Json value(Random random) {
        return switch (random.nextInt(7)) {
            case 0 -> Json.Null.VALUE;
            case 1 -> Json.of(random.nextLong());
            case 2 -> Json.of("complete");
            case 3 -> Json.strings(List.of("b", "a", "b"));
            case 4 -> Json.Obj.EMPTY.with("x", Json.of(true));
            case 5 -> Json.of("2025-12-24T18:00:00.000+01:00");
            default -> Json.of("2025-12-24T18:00:00.000Z");
        };
    }
}
