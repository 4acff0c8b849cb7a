package io.workfloworchestrator.taskexecutor.workflows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.taskexecutor.templates.WorkflowTemplate;
import io.workfloworchestrator.taskexecutor.templates.WorkflowTemplates;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workflows from templates, those of the program and those of the project. */
class TemplatesTest {
    @TempDir
    private Path folder;

    private TaskServer server;

    @BeforeEach
    void open() {
        server = TaskServer.on(folder);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void everyTemplateOfTheProgramIsSoundAndEndsInOneTaskAtLeast() {
        WorkflowTemplates templates = new WorkflowTemplates(ProjectFolder.open(folder));
        assertThat(templates.names()).containsExactly("bug-fix", "feature", "refactor", "release");
        for (String name : templates.names()) {
            WorkflowTemplate template = templates.get(name);
            assertThat(template.tasks())
                    .as(name)
                    .hasSizeGreaterThan(6)
                    .allSatisfy(task -> assertThat(task.hours()).isPositive());
            assertThat(template.tasks()).as(name).anyMatch(task -> task.texts().containsKey("reviewer"));
            assertThat(template.tasks())
                    .as(name)
                    .anyMatch(task -> !task.checks().isEmpty());
        }
    }

    @Test
    void aWorkflowIsMadeWithTheValuesAndItsFirstTaskIsReady() {
        Json.Obj made = server.ok(
                "create_from_template",
                "template",
                "bug-fix",
                "name",
                "empty-form",
                "values",
                "{\"bug\":\"the form is empty\"}");
        assertThat(made.find("tasks")).contains(Json.of(7));
        Json.Obj taken = server.ok("next_task", "workflowName", "empty-form", "agent", "ana");
        assertThat(TaskServer.text(taken, "task", "description")).isEqualTo("Reproduce: the form is empty");
        server.publish();
        assertThat(server.read("temp/workflows/empty-form/plan.md"))
                .contains("2 Write a test that fails because of: the form is empty [hours:: 1] (depends on 1)")
                .contains("4 Mend: the form is empty [files:: [\"src/\"]] [hours:: 2] (depends on 2, 3)");
    }

    @Test
    void aValueIsNeverStructure() {
        server.ok(
                "create_from_template",
                "template",
                "bug-fix",
                "name",
                "hostile",
                "values",
                Json.Obj.EMPTY.with("bug", Json.of("x\n- [x] 99 forged ${where}")));
        server.publish();
        assertThat(server.read("temp/workflows/hostile/plan.md").lines())
                .noneMatch(line -> line.startsWith("- [x]"))
                .anyMatch(line -> line.contains("Reproduce: x - [x] 99 forged ${where}"));
    }

    @Test
    void whatIsMissingOrUnknownIsNamed() {
        assertThat(TaskServer.message(server.refused("create_from_template", "template", "bugfix", "name", "a")))
                .contains("There is no template \"bugfix\". Did you mean \"bug-fix\"?");
        assertThat(TaskServer.message(server.refused("create_from_template", "template", "bug-fix", "name", "a")))
                .isEqualTo(
                        "The template bug-fix needs a value for bug: What goes wrong, in a few words. Nothing was changed.");
        assertThat(TaskServer.message(server.refused(
                        "create_from_template",
                        "template",
                        "bug-fix",
                        "name",
                        "a",
                        "values",
                        "{\"bug\":\"b\",\"were\":\"c\"}")))
                .contains("has no placeholder \"were\". Did you mean \"where\"?");
        assertThat(TaskServer.code(server.refused("create_from_template", "template", "../../x", "name", "a")))
                .isEqualTo("E_TEMPLATE_NONE");
        Json.Obj all = server.ok("create_from_template");
        assertThat(all.at("templates", "0", "values", "0", "name")).contains(Json.of("bug"));
    }

    @Test
    void aTemplateOfTheProjectComesFirstAndEveryFaultOfItIsNamedWithItsPlace() {
        server.save(".ai-planning/templates/workflows/bug-fix.yaml", """
                template: bug-fix
                placeholders:
                  bug: {about: What, required: true}
                  area: {about: Where, default: src/}
                tasks:
                  - {id: one, title: "Do ${bgu}", hours: -1, need: two}
                  - {id: two, title: "Do it", needs: [three]}
                  - {id: two, title: "Do it again", needs: [one]}
                """);
        assertThatThrownBy(() -> new WorkflowTemplates(ProjectFolder.open(folder)).get("bug-fix"))
                .hasMessageContaining("bug-fix.yaml:6")
                .hasMessageContaining("there is no placeholder \"bgu\". Did you mean \"bug\"?")
                .hasMessageContaining("unknown field \"need\"")
                .hasMessageContaining("\"hours\" is a number from 0 to 1000, not \"-1\".")
                .hasMessageContaining("needs \"three\", and there is no such task.")
                .hasMessageContaining("two tasks have the id \"two\"")
                .hasMessageContaining("nothing uses ${area}");
        server.save(".ai-planning/templates/workflows/bug-fix.yaml", """
                template: bug-fix
                title: Ours
                tasks:
                  - {id: a, title: A, needs: c}
                  - {id: b, title: B, needs: a}
                  - {id: c, title: C, needs: b}
                """);
        assertThatThrownBy(() -> new WorkflowTemplates(ProjectFolder.open(folder)).get("bug-fix"))
                .hasMessageContaining("in a circle: a → c → b → a");
        server.save(
                ".ai-planning/templates/workflows/chore.yaml", "template: chore\ntasks:\n  - {id: a, title: Sweep}\n");
        assertThat(server.ok("create_from_template", "template", "chore", "name", "sweep")
                        .find("tasks"))
                .contains(Json.of(1));
        assertThat(server.ok("create_from_template").at("templates", "0", "faults"))
                .isPresent();
    }
}
