package io.workfloworchestrator.projectmanagement.completion;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.projectmanagement.PlanningFixture;
import io.workfloworchestrator.projectmanagement.handoff.HandoffTools;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.workflow.Item;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The planning with numbered folders can be wrapped up with the files that it itself asks for. */
class FullReadinessTest {
    @TempDir
    private Path folder;

    private static String text(Json answer, String... path) {
        return answer.at(path).flatMap(Json::asText).orElseThrow(() -> new AssertionError(answer.toString()));
    }

    private void writeDocuments(PlanningFixture planning) throws IOException {
        String text = "What is said here is said in full, so that it can be relied on. ".repeat(6);
        for (String path : List.of(
                "01-planning/CONSTITUTION.md",
                "02-goals-and-roadmap/ROADMAP.md",
                "03-resources-docs-assets-tools/STAKEHOLDERS.md",
                "03-resources-docs-assets-tools/RESOURCE-INDEX.md",
                "04-product-under-development/README.md",
                "05-brainstorming/future-goals/brainstorming/notes.md",
                "06-project-documentation/guide.md",
                "07-temp/.keep",
                "08-archive/.keep",
                "README.md")) {
            planning.write(path, path.equals("README.md") ? text + "\n\nTODO: a picture\n" : text);
        }
    }

    @Test
    void itsOwnFilesAreEnough() throws IOException {
        try (PlanningFixture planning =
                PlanningFixture.begun(folder, WorkflowDefinition.builtIn("project-planning"), (context, clock) -> {
                    List<Tool<?, ?>> tools = new ArrayList<>(new CompletionTools(context, clock).all());
                    tools.addAll(HandoffTools.of(context));
                    return tools;
                })) {
            writeDocuments(planning);
            Item goal = planning.selected("Invoices");
            planning.days(2);
            planning.write("specs/001-invoices/tasks.md", "- [ ] T001 Render one page\n");
            planning.call("prepare_spec_handoff", "{'goalId': 'G-01'}");
            planning.move(planning.workflow().items().named("H-01"), "take", "finish");
            planning.call("prepare_task_executor_handoff", "{'goalId': 'G-01'}");
            assertThat(text(planning.call("validate_project_readiness", "{}"), "checks", "3", "blockers", "0"))
                    .contains("H-02", "task-executor");
            planning.move(planning.workflow().items().named("H-02"), "take", "finish");
            planning.edit(
                    goal,
                    Json.Obj.EMPTY
                            .with("spec", Json.of("specs/001-invoices"))
                            .with("retrospective", Json.of("Begin with the fonts.")));
            planning.move(goal, "start", "complete", "implement");

            Json answer = planning.call("validate_project_readiness", "{}");

            assertThat(answer.at("ready")).as("%s", answer).contains(Json.of(true));
            assertThat(answer.toString()).contains("README.md:3: TODO: a picture");
            Json list = planning.call("generate_completion_checklist", "{}");
            assertThat(text(list, "checklistPath")).isEqualTo("PROJECT-WRAP-UP-CHECKLIST.md");
            Json ended = planning.call("wrap_up_project", "{}");
            assertThat(text(ended, "completionReportPath")).isEqualTo("PROJECT-COMPLETION-REPORT.md");
            assertThat(ended.at("validationPassed")).contains(Json.of(true));
            assertThat(planning.workflow().status().finished()).isTrue();
            assertThat(planning.workflow().status().phases())
                    .allSatisfy(phase -> assertThat(phase.steps())
                            .noneMatch(step -> step.status().equals("skipped") && !step.optional()));
        }
    }

    @Test
    void whatIsInTheWayIsAdvisedBeforeTheCheckThatFindsIt() throws IOException {
        try (PlanningFixture planning = PlanningFixture.begun(
                folder,
                WorkflowDefinition.builtIn("project-planning"),
                (context, clock) -> new CompletionTools(context, clock).all())) {
            writeDocuments(planning);
            Files.delete(folder.resolve("README.md"));
            planning.move(planning.selected("Invoices"), "start", "complete", "implement");
            Object unused = planning.workflow().jumpTo("completion", Cause.of("test", "all is done"));
            OpenProject open =
                    new OpenProject(planning.workflow().project().root(), planning.state(), planning.workflow());

            assertThat(ReadinessAdvice.of(open, Set::of).get(0).action()).isEqualTo("There is no README.md.");
            assertThat(ReadinessAdvice.of(open, Set::of).get(0).salience()).isGreaterThan(90);

            planning.write("README.md", "What is said here is said in full, so that it can be relied on. ".repeat(6));
            assertThat(ReadinessAdvice.of(open, Set::of)).isEmpty();
        }
    }
}
