package io.workfloworchestrator.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Faults sown into the release definition of the documentation, one at a time, and all that is said of each, kept in a
 * golden file. After a change of messages: run with -Dworkflow.golden.write=true once, and read the difference.
 */
class SeededFaultsTest {
    private static final Path DOCS = Path.of("../../docs/definitions");
    private static final Path GOLDEN =
            Path.of("src/test/resources/io/workfloworchestrator/definition/expected-problems.baseline");

    private static final List<SownFault> FAULTS = List.of(
            new SownFault(
                    "unknown field of a rule",
                    "    when:\n      - {id: no-reports",
                    "    wehn:\n      - {id: no-reports",
                    "E_RULE_FIELD"),
            new SownFault("unknown field at the top", "warnings:", "warning:", "E_RULE_FIELD"),
            new SownFault("unknown field of a fact", "read: [headings]", "reads: [headings]", "E_RULE_FIELD"),
            new SownFault(
                    "option that a kind of fact does not take",
                    "changelog: {file: \"${changelog}\", read: [headings]}",
                    "changelog: {file: \"${changelog}\", exclude: [x]}",
                    "E_RULE_FIELD"),
            new SownFault("unknown part to read", "read: [headings]", "read: [heading]", "E_RULE_TYPE"),
            new SownFault(
                    "fact of two kinds", "testReports: {files:", "testReports: {directories: x, files:", "E_RULE_TYPE"),
            new SownFault(
                    "fact without a path", "{file: \"${notes}\", read: [text]}", "{read: [text]}", "E_RULE_MISSING"),
            new SownFault(
                    "unknown path in a fact",
                    "{files: \"${reports}/TEST-*.xml\"}",
                    "{files: \"${report}/TEST-*.xml\"}",
                    "E_RULE_PATH"),
            new SownFault(
                    "path that leads out of the project",
                    "changelog: CHANGELOG.md",
                    "changelog: ../CHANGELOG.md",
                    "E_PATH_TRAVERSAL"),
            new SownFault("absolute path", "changelog: CHANGELOG.md", "changelog: /etc/passwd", "E_PATH_TRAVERSAL"),
            new SownFault(
                    "paths that name each other",
                    "changelog: CHANGELOG.md",
                    "changelog: ${notes}/x\n  other: ${changelog}",
                    ""),
            new SownFault(
                    "path that names itself", "changelog: CHANGELOG.md", "changelog: ${changelog}/x", "E_RULE_CYCLE"),
            new SownFault("glob with three **", "${reports}/TEST-*.xml", "**/**/**/TEST-*.xml", "E_RULE_GLOB"),
            new SownFault(
                    "unknown fact",
                    "is: facts.testReports.count == 0",
                    "is: facts.testReport.count == 0",
                    "E_RULE_EXPR"),
            new SownFault(
                    "unknown field of a fact's value",
                    "done: facts.notes.exists",
                    "done: facts.notes.exist",
                    "E_RULE_EXPR"),
            new SownFault(
                    "unknown field of the data",
                    "size(data.approvers) >= 2",
                    "size(data.aprovers) >= 2",
                    "E_RULE_EXPR"),
            new SownFault(
                    "unknown field of a for-each element",
                    "is: report.mentions > 0",
                    "is: report.mention > 0",
                    "E_RULE_EXPR"),
            new SownFault(
                    "unknown step in a condition",
                    "when: facts.notes.textSize > 200",
                    "when: steps[\"write-note\"].done",
                    "E_RULE_EXPR"),
            new SownFault(
                    "comparison of a number with a text",
                    "facts.notes.textSize > 200",
                    "facts.notes.textSize > \"200\"",
                    "E_RULE_EXPR"),
            new SownFault(
                    "condition that is no truth value",
                    "when: facts.notes.textSize > 200",
                    "when: facts.notes.textSize",
                    "E_RULE_EXPR"),
            new SownFault(
                    "condition with a fault of syntax",
                    "facts.notes.textSize > 200",
                    "facts.notes.textSize >> 200",
                    "E_RULE_EXPR"),
            new SownFault(
                    "unknown name in a text",
                    "No test report found in ${reports}.",
                    "No test report found in ${report}.",
                    "E_RULE_EXPR"),
            new SownFault(
                    "text whose brace is not closed",
                    "No test report found in ${reports}.",
                    "No test report found in ${reports.",
                    "E_RULE_EXPR"),
            new SownFault(
                    "unknown name in an argument",
                    "params: {path: \"${report.path}\"}",
                    "params: {path: \"${reprot.path}\"}",
                    "E_RULE_EXPR"),
            new SownFault(
                    "for-each over what is no list",
                    "{report: facts.failures.entries}",
                    "{report: facts.failures.count}",
                    "E_RULE_EXPR"),
            new SownFault(
                    "for-each that hides a name", "for-each: {report: facts", "for-each: {notes: facts", "E_RULE_NAME"),
            new SownFault(
                    "unknown phase of a rule",
                    "    phase: prepare\n    step: test",
                    "    phase: prepar\n    step: test",
                    "E_RULE_PHASE"),
            new SownFault("unknown step of a rule", "    step: test", "    step: tests", "E_RULE_STEP"),
            new SownFault("step of another phase", "    step: test", "    step: review", "E_RULE_NEVER"),
            new SownFault("unknown next phase", "next: [ship, prepare]", "next: [shipp, prepare]", "E_RULE_PHASE"),
            new SownFault(
                    "phase that nothing leads to", "next: [ship, prepare]", "next: [prepare]", "E_RULE_UNREACHABLE"),
            new SownFault(
                    "circle of phases without end",
                    "  - id: ship\n    title: Ship\n",
                    "  - id: ship\n    title: Ship\n    next: approve\n",
                    "E_RULE_CYCLE"),
            new SownFault(
                    "phase that leads to itself", "next: [ship, prepare]", "next: [ship, approve]", "E_RULE_CYCLE"),
            new SownFault("unknown tool", "      tool: open_file", "      tool: opn_file", "E_RULE_TOOL"),
            new SownFault(
                    "argument that a tool does not take",
                    "params: {path: \"${report.path}\"}",
                    "params: {path: \"${report.path}\", lines: 3}",
                    "E_RULE_TOOL"),
            new SownFault(
                    "argument that a tool needs",
                    "      tool: open_file\n      params: {path: \"${report.path}\"}",
                    "      tool: open_file",
                    "E_RULE_TOOL"),
            new SownFault("two rules of one id", "- id: fix-failing", "- id: run-tests", "E_RULE_ID"),
            new SownFault("two steps of one id", "id: review, title", "id: test, title", "E_RULE_ID"),
            new SownFault("id with blanks", "- id: fix-failing", "- id: fix failing", "E_RULE_ID"),
            new SownFault("rule without id", "  - id: run-tests\n    salience: 80", "  - salience: 80", "E_RULE_ID"),
            new SownFault(
                    "rule that can never apply",
                    "is: facts.testReports.count == 0",
                    "is: facts.testReports.count == 0 && facts.testReports.count > 2",
                    "E_RULE_NEVER"),
            new SownFault(
                    "rule for a phase that its condition excludes",
                    "is: facts.testReports.count == 0",
                    "is: phase == \"ship\"",
                    "E_RULE_NEVER"),
            new SownFault(
                    "rule of which two conditions exclude each other",
                    "      - {id: no-reports, is: facts.testReports.count == 0}",
                    "      - {id: no-reports, is: facts.testReports.count == 0}\n"
                            + "      - {id: noted, is: facts.notes.exists}\n"
                            + "      - {id: many, is: facts.testReports.count > 2}\n"
                            + "      - {id: long, is: facts.notes.textSize > 20}",
                    "E_RULE_NEVER"),
            new SownFault(
                    "rule that always applies",
                    "    phase: prepare\n"
                            + "    step: test\n"
                            + "    when:\n"
                            + "      - {id: no-reports, is: facts.testReports.count == 0}",
                    "    phase: prepare\n    when:\n      - {id: no-reports, is: facts.testReports.count >= 0}",
                    "E_RULE_ALWAYS"),
            new SownFault(
                    "gate that can never open",
                    "when: facts.notes.textSize > 200",
                    "when: facts.notes.textSize < 0",
                    "E_RULE_NEVER"),
            new SownFault(
                    "gate that is always open",
                    "when: facts.notes.textSize > 200",
                    "when: facts.notes.exists || !facts.notes.exists",
                    "E_RULE_ALWAYS"),
            new SownFault(
                    "step that nobody can complete",
                    "done: facts.notes.exists",
                    "done: facts.notes.exists && !facts.notes.exists",
                    "E_RULE_DEAD_STEP"),
            new SownFault(
                    "step that is complete from the start", "done: facts.notes.exists", "done: 1 < 2", "E_RULE_ALWAYS"),
            new SownFault(
                    "step that waits for itself",
                    "done: facts.notes.exists",
                    "done: steps[\"write-notes\"].done",
                    "E_RULE_CYCLE"),
            new SownFault(
                    "default of another type",
                    "approvers: {type: list, of: string, default: []}",
                    "approvers: {type: list, of: string, default: [1]}",
                    "E_RULE_TYPE"),
            new SownFault("unknown type of data", "tag: string", "tag: strng", "E_RULE_TYPE"),
            new SownFault("salience that is no number", "salience: 80", "salience: high", "E_RULE_TYPE"),
            new SownFault("flag that is no truth value", "optional: true", "optional: yes", "E_RULE_TYPE"),
            new SownFault(
                    "gate without its other half",
                    "        otherwise: Two people approve a release; so far ${size(data.approvers)} did.\n",
                    "",
                    "E_RULE_MISSING"),
            new SownFault(
                    "warning that always shows",
                    "when: \"!facts.changelog.exists\"",
                    "when: \"true\"",
                    "E_RULE_ALWAYS"),
            new SownFault(
                    "name that is a reserved word", "  changelog: CHANGELOG.md", "  in: CHANGELOG.md", "E_RULE_NAME"));

    @Test
    void everyFaultIsFoundAndSaidWithItsPlace() throws IOException {
        Map<String, String> found = SownFault.found(DOCS.resolve("release.yaml"), FAULTS);
        assertThat(found).hasSizeGreaterThanOrEqualTo(50);
        SownFault.assertGolden(GOLDEN, found);
    }

    @Test
    void allFaultsOfAFileAreReportedAtOnceInTheOrderOfTheirPlaces() throws IOException {
        String sown = Files.readString(DOCS.resolve("release.yaml"))
                .replace("salience: 80", "salience: high")
                .replace("next: [ship, prepare]", "next: [shipp, prepare]")
                .replace("done: facts.notes.exists", "done: facts.notes.exist")
                .replace("tag: string", "tag: strng");

        BrokenDefinitionException refused = org.assertj.core.api.Assertions.catchThrowableOfType(
                BrokenDefinitionException.class, () -> WorkflowDefinition.parse("release.yaml", sown));

        assertThat(refused.problems())
                .extracting(DefinitionProblem::code)
                .containsExactly("E_RULE_TYPE", "E_RULE_EXPR", "E_RULE_PHASE", "E_RULE_TYPE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"release", "approval", "incident", "tracker"})
    void thereIsNoFalseAlarmOnTheDefinitionsOfTheDocumentation(String type) {
        WorkflowDefinition definition = WorkflowDefinition.load(DOCS.resolve(type + ".yaml"));

        assertThat(definition.type()).isEqualTo(type);
        assertThat(definition.verify(Set.of())).isEmpty();
    }

    @Test
    void aToolThatNobodyOffersIsAProblemOnceTheToolsAreKnown() {
        WorkflowDefinition definition = WorkflowDefinition.parse(
                "w.yaml", "workflow: w\nphases:\n  - id: a\n    steps:\n      - {id: s, tool: complet_step}\n");

        assertThat(definition.verify(Set.of())).isEmpty();
        assertThat(definition.verify(Set.of("complete_step")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.render())
                        .isEqualTo("w.yaml:5:23: E_RULE_TOOL unknown tool \"complet_step\". Did you mean"
                                + " \"complete_step\"? Declare a tool of your own server under \"tools:\", with its"
                                + " arguments; those of every server are known.\n"
                                + "          - {id: s, tool: complet_step}\n"
                                + "                          ^"));
    }

    @Test
    void theBuilderInJavaIsProvedTheSameWay() {
        BrokenDefinitionException refused = org.assertj.core.api.Assertions.catchThrowableOfType(
                BrokenDefinitionException.class,
                () -> WorkflowDefinition.builder("approval")
                        .fact("request", "file", "request.md")
                        .phase("ask", phase -> phase.step("write", "Write the request", "facts.reqest.exists"))
                        .build());

        assertThat(refused.getMessage()).startsWith("approval: E_RULE_EXPR").contains("did you mean \"request\"");
    }

    @Test
    void whatHasNoIdHasItsOtherFaultsInTheirPlaces() {
        assertThatThrownBy(() -> WorkflowDefinition.parse("w.yaml", """
                        workflow: w
                        data: {n: int}
                        phases: [{id: p, steps: [{id: s, hint: x}]}]
                        rules:
                          - id: r
                            step: s
                            when:
                              - is: data.m == 1
                              - is: data.n >
                            suggest: {action: a, because: b}
                        """))
                .isInstanceOfSatisfying(
                        BrokenDefinitionException.class,
                        e -> assertThat(e.problems())
                                .extracting(problem -> problem.line() + ":" + problem.column() + " " + problem.code())
                                .containsExactly(
                                        "8:9 E_RULE_ID", "8:18 E_RULE_EXPR", "9:9 E_RULE_ID", "9:21 E_RULE_EXPR"));
    }
}
