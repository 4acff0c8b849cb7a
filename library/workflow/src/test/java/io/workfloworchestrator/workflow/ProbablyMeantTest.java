package io.workfloworchestrator.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workfloworchestrator.definition.BrokenDefinitionException;
import io.workfloworchestrator.definition.WorkflowDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Mistakes that everybody makes once, and what is said of each, kept in a golden file. After a change of messages: run with
 * -Dworkflow.golden.write=true once, and read the difference.
 */
class ProbablyMeantTest {
    private static final Path GOLDEN =
            Path.of("src/test/resources/io/workfloworchestrator/workflow/probably-meant.baseline");

    /** Each a small definition with one mistake. */
    private static final List<String> MISTAKES = List.of(
            phase("exit: [{id: g, when: !x, otherwise: o}]"),
            phase("exit:\n      - id: g\n        when: !data.ok && phase == 'b'\n        otherwise: o"),
            phase("title: Prepare: the first"),
            phase("exit: [{id: g, when: phase == 'b', otherwise: Do this: that}]"),
            phase("exit: [{id: g, when: phase == \"b\" || steps[\"s\"].done, otherwise: o}]"),
            phase("steps: [{id: s, hint: one, two and three}]"),
            fact("{file: a.md}", "facts.n.textSize > 3"),
            fact("{file: a.md, read: [headings]}", "facts.n.checkboxes.open == 0"),
            fact("{file: a.md}", "facts.n.open == 0"),
            fact("{file: a.md, read: [checkboxes]}", "facts.n.open == 0"),
            fact("{file: a.md}", "facts.n.mentions > 0"),
            fact("{files: '*.md'}", "facts.n.entries.all(e, e.frontMatter.fields.status == 'done')"),
            fact("{files: '*.md'}", "facts.n.textSize > 0"),
            fact("{files: '*.md', read: [text]}", "facts.n.textSize > 0"),
            fact("{file: a.md}", "n.exists"),
            fact("{file: a.md}", "meals > 3"),
            fact("{file: a.md}", "meal > 3"),
            fact("{file: a.md}", "s1.done"),
            fact("{file: a.md}", "ready"),
            fact("{file: a.md}", "facts.n.exists == True"),
            fact("{file: a.md}", "not facts.n.exists"),
            fact("{file: a.md}", "facts.n.exists and true"),
            fact("{file: a.md}", "phase == \u201Cb\u201D"),
            fact("{file: a.md}", "data.meals \uFF1E 3"),
            "workflow: w\nphases:\n\t- id: a\n",
            "workflow: w\nphases:\n  - id: a\n\t  title: x\n",
            "workflow: w\nphases:\n  - id: a\n   title: x\n",
            "workflow: w\nfacts: {n: {files: *.md}}\nphases: [{id: a}]\n",
            "workflow: w\nfacts:\n  n:\n    files:\n      - **/*.md\nphases: [{id: a}]\n",
            phase("title: *name"),
            phase("title: &name of it"),
            phase("title: @name of it"),
            phase("title: `name` of it"),
            phase("title: %name of it"),
            phase("title: - name"),
            phase("title: > name"),
            phase("title: [draft] name"),
            phase("title: 'it's'"),
            phase("title: \"the \"first\" one\""),
            phase("title: \"C:\\path\""),
            phase("title:name"),
            "workflow:w\nphases: [{id: a}]\n",
            "workflow: w\nphases:\n  - id:a\n",
            "workflow: w\nphases: [{id:a}]\n",
            "workflow: w\nversion: 1.0\nphases: [{id: a}]\n",
            "workflow: w\nversion: v2\nphases: [{id: a}]\n",
            "workflow: w\nversion: \"3\"\nphases: [{id: a}]\n",
            phase("steps: [{id: s, optional: yes}]"),
            phase("steps: [{id: s, optional: \"off\"}]"),
            "---\n\uFEFFworkflow: w\nphases: [{id: a}]\n",
            "workflow: w\n\u00A0phases: [{id: a}]\n",
            phase("ti\u00ADtle: x"),
            phase("\"ti\u200Btle\": x"),
            "workflow: w\nphases: [{id: a\u200Bb}]\n",
            "workflow: w\u2060\nphases: [{id: a}]\n",
            "workflow: w\nfacts: {\"n\u200D\": {file: x}}\nphases: [{id: a}]\n",
            phase("next: a\u00A0"),
            phase("steps: [{id: s, optional: true\u200E}]"),
            fact("{file: a.md}", "facts.n\u00A0.exists"),
            fact("{file: a.md}", "phase == 'b\u200B'"),
            fact("{file: a.md}", "data[\"mea\u00ADls\"] > 1"),
            fact("{file: a.md}", "len(facts.n.name) > 1"),
            fact("{file: a.md}", "facts.n.name.length > 1"),
            "workflow: w\nphases:\n  - id: a\n    title: A\n    - id: b\n",
            "workflow: w\nphases:\n  a:\n    title: A\n  - id: b\n",
            "workflow: w\nphases:\n  -id: a\n   title: A\n",
            "workflow: w\nphases:\n  - id:\ta\n",
            phase("steps: [s, t]"),
            phase("steps: [{id: s title: S}]"),
            phase("steps: [{id: s, title: S"),
            phase("title: 'never closed"));

    private static String phase(String field) {
        return "workflow: w\ndata: {ok: bool}\nphases:\n  - id: a\n    " + field
                + "\n  - id: b\n    steps: [{id: t}]\n";
    }

    private static String fact(String fact, String condition) {
        return "workflow: w\ndata: {meals: int}\nfacts:\n  n: " + fact
                + "\nphases:\n  - {id: a, steps: [{id: s1}]}\n  - id: b\n  - id: ready\n    exit:\n      - id: g\n        when: "
                + condition + "\n        otherwise: o\n";
    }

    @Test
    void eachMistakeIsNamedWithItsPlaceAndWhatWasProbablyMeant() throws IOException {
        StringBuilder text = new StringBuilder();
        for (String mistake : MISTAKES) {
            assertThatThrownBy(() -> WorkflowDefinition.parse("own.yaml", mistake))
                    .as(mistake)
                    .isInstanceOfSatisfying(BrokenDefinitionException.class, refused -> {
                        assertThat(refused.problems()).allMatch(problem -> problem.line() > 0);
                        text.append(refused.getMessage()).append("\n\n");
                    });
        }
        if (Boolean.getBoolean("workflow.golden.write")) {
            Files.writeString(GOLDEN, text);
        }
        assertThat(text.toString()).isEqualTo(Files.readString(GOLDEN));
    }

    /** YAML 1.2 takes these for texts, and so do we. */
    @ParameterizedTest
    @ValueSource(strings = {"no", "yes", "on", "off", "null-", "1.0", "1.10", "0o7", "12e3"})
    void wordsThatOtherReadersTakeForValuesAreIds(String id) {
        WorkflowDefinition definition = WorkflowDefinition.parse(
                "w.yaml", "workflow: w\nphases: [{id: " + id.replace("null-", "nulls") + "}]\n");
        assertThat(definition.phases().get(0).id()).isEqualTo(id.replace("null-", "nulls"));
    }

    @Test
    void anAnchorThatIsReferredToIsNoMistake() {
        assertThat(WorkflowDefinition.parse("w.yaml", "workflow: w\ntitle: &t same\nphases: [{id: a, title: *t}]\n")
                        .phases()
                        .get(0)
                        .title())
                .isEqualTo("same");
    }

    @Test
    void whoAsksWithACharacterThatNobodySeesIsTold(@TempDir Path root) {
        Project project = new Project(root);
        Workflow<io.workfloworchestrator.json.Json> work =
                project.open(WorkflowDefinition.parse("w.yaml", "workflow: w\nphases: [{id: a, steps: [{id: s}]}]\n"));
        work.initialize("w", Project.ME);

        assertThatThrownBy(() -> work.complete("s\u200B", "", Project.ME))
                .hasMessageContaining("\"s<U+200B>\"")
                .hasMessageContaining("U+200B (zero width space) as its character 2");
        assertThatThrownBy(() -> work.explain("step:\u00A0s")).hasMessageContaining("U+00A0 (no-break space)");
        assertThatThrownBy(() -> Workflow.of(project.folder(), "rel\u00ADease/1", project.states))
                .hasMessageContaining("Its character 4 is U+00AD");
    }
}
