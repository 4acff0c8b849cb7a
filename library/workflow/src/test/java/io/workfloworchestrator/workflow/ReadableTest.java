package io.workfloworchestrator.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.definition.PhaseDefinition;
import io.workfloworchestrator.definition.RuleDefinition;
import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person reads of the built-in definition and of the cookbook's: whole sentences, and no value as Java prints it. */
class ReadableTest {
    @TempDir
    Path root;

    private Project project;

    @BeforeEach
    void begin() {
        project = new Project(root);
        project.write("docs/release-notes.md", "short")
                .write("target/surefire-reports/a.txt", "FAILURE!")
                .write("approval/request.md", "---\nowner: shop\n---\n")
                .write("approval/answers/first.md", "---\nanswer: no\n---\n")
                .write("incident/review.md", "- [ ] alarm earlier\n")
                .write("02-goals-and-roadmap/selected-goals/first/goal.md", "# First\n")
                .write("02-goals-and-roadmap/potential-goals/second/goal.md", "# Second\n");
    }

    private Workflow<Json> begun(String type) {
        Workflow<Json> workflow = project.open(
                WorkflowDefinition.isBuiltIn(type)
                        ? WorkflowDefinition.builtIn(type)
                        : WorkflowDefinition.load(Path.of("../../docs/definitions/" + type + ".yaml")));
        workflow.initialize(type, Project.ME);
        return workflow;
    }

    @ParameterizedTest
    @ValueSource(strings = {"project-planning", "release", "approval", "incident"})
    void everythingThatIsSaidOfAWorkflowReadsAsPeopleWrite(String type) {
        Workflow<Json> workflow = begun(type);
        List<String> faults = new ArrayList<>();
        for (PhaseDefinition phase : workflow.definition().phases()) {
            if (!workflow.status().phase().equals(phase.id())) {
                workflow.jumpTo(phase.id(), Project.ME);
            }
            ids(workflow.definition()).forEach(id -> {
                Why why = workflow.explain(id);
                if (!why.summary().matches("[A-Z].*\\.")) {
                    faults.add(id + " is no sentence: " + why.summary());
                }
                faults.addAll(ugly(id, why.toText()));
            });
            workflow.next()
                    .steps()
                    .forEach(step -> faults.addAll(ugly(step.id(), step.action() + "\n" + step.because())));
            workflow.next().missing().forEach(gap -> faults.addAll(ugly(gap.id(), gap.what())));
        }
        workflow.status().concerns().forEach(concern -> faults.addAll(ugly("concern", concern)));
        project.states
                .history(100)
                .forEach(c ->
                        faults.addAll(ugly("commit " + c.revision(), c.cause().reason())));
        assertThat(faults).isEmpty();
    }

    /** A map or an empty list as JSON prints it, an empty source, a need that follows from another one. */
    private static List<String> ugly(String id, String text) {
        String said = text.replaceAll("(?m)^  \\[(yes|no)] .*$", ""); // what the author wrote
        return Stream.of("{", "[]", "(state )", "every g of", "must be true or false, but", "..", "null")
                .filter(said::contains)
                .map(part -> id + " has \"" + part + "\": " + text)
                .toList();
    }

    private static Stream<String> ids(WorkflowDefinition definition) {
        Stream<String> rules = definition.rules().stream().map(RuleDefinition::id);
        Stream<String> warnings = definition.warnings().stream().map(warning -> "warning:" + warning.id());
        Stream<String> steps =
                definition.phases().stream().flatMap(p -> p.steps().stream()).map(step -> "step:" + step.id());
        Stream<String> gates =
                definition.phases().stream().flatMap(p -> p.exit().stream()).map(gate -> "gate:" + gate.id());
        return Stream.of(Stream.of("advance"), rules, warnings, steps, gates).flatMap(some -> some);
    }

    @Test
    void aStepWithoutAHintSaysWhatItsConditionLacks() {
        Workflow<Json> release = begun("release");
        project.write("target/surefire-reports/TEST-a.xml", "<x/>");
        assertThat(release.next().steps())
                .filteredOn(step -> step.id().equals("step:test"))
                .extracting(NextStep::because)
                .containsExactly("Step \"Run the tests\" completes itself when its condition holds:"
                        + " facts.failures.entries[0].mentions must be 0; it is 1 (target/surefire-reports/a.txt).");
    }
}
