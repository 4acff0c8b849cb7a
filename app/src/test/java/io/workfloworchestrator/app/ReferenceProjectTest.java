package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A project that the reference's server began, opened and given back. */
class ReferenceProjectTest {
    static final String STATE = """
        {
          "version": "1.0",
          "projectName": "Corner shop",
          "created": "2025-11-01T09:00:00.000Z",
          "lastUpdated": "2025-11-03T10:30:00.000Z",
          "currentPhase": "goal-development",
          "currentStep": "evaluate-goals",
          "phases": {
            "initialization": {
              "status": "complete",
              "startedAt": "2025-11-01T09:00:00.000Z",
              "completedAt": "2025-11-02T08:00:00.000Z",
              "steps": [
                {"name": "create-structure", "status": "complete", "completedAt": "2025-11-01T09:10:00.000Z"},
                {"name": "generate-constitution", "status": "complete"},
                {"name": "identify-stakeholders", "status": "skipped"},
                {"name": "identify-resources", "status": "complete"},
                {"name": "generate-roadmap", "status": "complete"}
              ]
            },
            "goal-development": {
              "status": "in-progress",
              "startedAt": "2025-11-02T08:00:00.000Z",
              "steps": [
                {"name": "brainstorm-ideas", "status": "complete"},
                {"name": "evaluate-goals", "status": "in-progress"},
                {"name": "create-potential-goals", "status": "pending"},
                {"name": "promote-to-selected", "status": "pending"}
              ]
            },
            "execution": {"status": "pending", "steps": [
                {"name": "create-specification", "status": "pending"},
                {"name": "create-tasks", "status": "pending"},
                {"name": "execute-workflow", "status": "pending"},
                {"name": "update-progress", "status": "pending"}
            ]},
            "completion": {"status": "pending", "steps": [
                {"name": "validate-deliverables", "status": "pending"},
                {"name": "complete-documentation", "status": "pending"},
                {"name": "archive-goals", "status": "pending"},
                {"name": "wrap-up-project", "status": "pending"}
            ]}
          },
          "goals": {"potential": [], "selected": [], "completed": []},
          "integrations": {
            "specDriven": {"used": true, "lastHandoff": "2025-11-03T10:00:00.000Z", "goalsWithSpecs": ["01"]},
            "taskExecutor": {"activeWorkflows": [], "lastCreated": null, "totalWorkflowsCreated": 3}
          },
          "ownersNote": {"keep": ["this", 12345678901234567890]}
        }
        """;

    @TempDir
    Path project;

    private Shell shell;

    @BeforeEach
    void layDown() throws IOException {
        Files.createDirectories(project.resolve(".ai-planning"));
        Files.writeString(project.resolve(".ai-planning/project-state.json"), STATE);
        shell = new Shell(project);
    }

    @Test
    void itOpensWhereItStood() {
        Shell.Outcome status = shell.json("status");
        assertThat(status.code()).as(status.out()).isZero();
        assertThat(status.text("title")).isEqualTo("Corner shop");
        assertThat(status.text("phase")).isEqualTo("goal-development");
        assertThat(status.text("phases", "0", "steps", "2", "status")).isEqualTo("skipped");
    }

    @Test
    void afterWorkAnExportStillHasEveryFieldOfOthers() {
        shell.run("step", "done", "validate-deliverables", "--note", "seen by the owner");
        Json given = Json.parse(STATE);
        Json exported = shell.json("export", "--format", "reference-1.0").json();
        for (String field : new String[] {"version", "projectName", "created", "integrations", "ownersNote"}) {
            assertThat(exported.at(field)).as(field).isEqualTo(given.at(field));
        }
        assertThat(exported.at("phases", "completion", "steps", "0", "status")).contains(Json.of("complete"));
    }

    @Test
    void anExportIsWrittenToANewFileOnly() {
        Path file = project.resolve("export.json");
        assertThat(shell.json("export", "--format", "reference-1.0", "--out", file.toString())
                        .code())
                .isZero();
        assertThat(file).isRegularFile();
        Shell.Outcome again = shell.json("export", "--format", "reference-1.0", "--out", file.toString());
        assertThat(again.code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(again.text("error", "message")).contains("exists already");
    }
}
