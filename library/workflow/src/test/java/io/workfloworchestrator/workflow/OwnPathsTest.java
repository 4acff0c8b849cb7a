package io.workfloworchestrator.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.Json;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workflows of one type have files of their own where a path names the workflow's id. */
class OwnPathsTest {
    private static final WorkflowDefinition FEATURE = WorkflowDefinition.parse("feature.yaml", """
            workflow: feature
            version: 1
            paths:
              folder: specs/${workflow.id}
              spec: ${folder}/spec.md
            facts:
              spec: {file: "${spec}", read: [text]}
              plan: {file: "specs/${ workflow.id }/plan.md"}
            phases:
              - id: write
                steps:
                  - {id: specify, title: Specify, done: facts.spec.textSize > 3, hint: "Write ${spec}."}
                  - {id: plan, title: Plan, done: facts.plan.exists, hint: "Plan ${workflow.id}."}
            """);

    @TempDir
    private Path root;

    @Test
    void eachWorkflowReadsItsOwnFiles() {
        Project project = new Project(root);
        Workflow<Json> login = open(project, "001-login");
        Workflow<Json> pay = open(project, "002-pay");
        project.write("specs/001-login/spec.md", "# Login").write("specs/002-pay/plan.md", "# Plan");

        assertThat(login.now().state().value().step("specify").status().word()).isEqualTo("complete");
        assertThat(pay.now().state().value().step("specify").status().word()).isEqualTo("pending");
        assertThat(pay.now().state().value().step("plan").status().word()).isEqualTo("complete");
        assertThat(pay.next().steps())
                .anySatisfy(step -> assertThat(step.toString()).contains("specs/002-pay/spec.md"));
    }

    private static Workflow<Json> open(Project project, String id) {
        Workflow<Json> workflow = Workflow.at(project.folder(), FEATURE, project.states)
                .id(id)
                .tools(Project.TOOLS, Project.STANDARD)
                .open();
        workflow.initialize(id, Project.ME);
        return workflow;
    }
}
