package io.workfloworchestrator.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workfloworchestrator.definition.BrokenDefinitionException;
import io.workfloworchestrator.definition.Definitions;
import io.workfloworchestrator.definition.WorkflowDefinition;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file of definitions that is wrong stops its own type and what extends it, and nothing else. */
@SuppressWarnings("NullAway.Init")
class BrokenDefinitionsTest {
    private static final String GOOD = "workflow: good\nphases: [{id: p, steps: [{id: s}]}]\n";

    @TempDir
    Path root;

    private Project project;

    @BeforeEach
    void open() {
        project = new Project(root);
        define("good.yaml", GOOD);
    }

    private void define(String name, String yaml) {
        project.write(Definitions.FOLDER + "/" + name, yaml);
    }

    private Definitions definitions() {
        return Definitions.of(project.folder());
    }

    private void begins(String name) {
        Workflow.of(project.folder(), name, project.states).open().initialize("", Project.ME);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "workflow: bad\nphases: [",
                "workflow: bad\nphases: [{id: p, stepz: []}]\n",
                "workflow: bad\nversion: one\nphases: [{id: p}]\n",
                "# a comment\n\"workflow\": bad\n\tphases:\n",
                "\uFEFFworkflow: bad\nphases: x\n",
                "--- \n\uFEFFworkflow: bad\nphases: x\n",
                "",
                "- no mapping\n",
                "workflow: bad\nextends: gone\n",
                "no yaml: [at {all",
            })
    void theOthersWork(String yaml) {
        define("bad.yaml", yaml);

        begins("good/1");
        begins("project-planning/main");
        assertThat(definitions().types()).containsExactly("environments", "good", "planning", "project-planning");
        assertThat(definitions().broken()).contains("bad");
        assertThat(definitions().problems())
                .isNotEmpty()
                .allMatch(problem -> problem.file().equals(Definitions.FOLDER + "/bad.yaml"));
        assertThatThrownBy(() -> begins("bad/1"))
                .isInstanceOf(BrokenDefinitionException.class)
                .hasMessageContaining(Definitions.FOLDER + "/bad.yaml");
    }

    @Test
    void whatExtendsItCannotBeUsedEither() {
        define("base.yaml", "workflow: base\nphases: [");
        define("middle.yaml", "workflow: middle\nextends: base\n");
        define("top.yaml", "workflow: top\nextends: middle\n");
        define("proved.yaml", "workflow: proved\nphases: [{id: p, stepz: []}]\n");
        define("over.yaml", "workflow: over\nextends: proved\n");

        begins("good/1");
        assertThat(definitions().broken()).containsExactly("base", "middle", "over", "proved", "top");
        assertThatThrownBy(() -> begins("top/1"))
                .hasMessageContaining("middle.yaml:2:1: E_RULE_EXTENDS")
                .hasMessageContaining("cannot be used")
                .hasMessageContaining("base.yaml:2:");
        assertThatThrownBy(() -> begins("over/1")).hasMessageContaining("proved.yaml:2:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "extends: project-planning\nphases: [",
                "extends: project-plannin\nversion: 2\n",
                "extend: project-planning\nversion: 2\n",
                "extends: project-planning\nversion: two\n",
            })
    void noTypeIsUsedAsItWasWhileWhatOverridesItIsBroken(String yaml) {
        define("ours.yaml", yaml);

        begins("good/1");
        assertThatThrownBy(() -> begins("project-planning/main"))
                .isInstanceOf(BrokenDefinitionException.class)
                .hasMessageContaining("ours.yaml");
    }

    @Test
    void whoAsksForATypeThatIsNotThereHearsOfBrokenFiles() {
        define("unfinished.yaml", "workflow: [");

        assertThatThrownBy(() -> definitions().get("other"))
                .hasMessageContaining("There is no workflow type \"other\"")
                .hasMessageContaining("unfinished.yaml:");
    }

    /** The parser reads in pieces of 1,024; a character of two units across the end of a piece broke it. */
    @Test
    void charactersOfTwoUnitsMayStandAnywhere() {
        for (int at = 31; at < 9_000; at += (at + 9) % 1_024 < 18 || at < 100 ? 1 : 9) {
            String before = "workflow: w\nphases: [{id: p, title: '";
            String text = before + "x".repeat(Math.max(0, at - before.length())) + "\uD83D\uDE00'}]\n";
            assertThat(WorkflowDefinition.parse("w.yaml", text).phases().get(0).title())
                    .as("at character %d", at)
                    .endsWith("\uD83D\uDE00");
        }
        String all = "workflow: w\nphases: [{id: p, title: '" + "\uD83D\uDE00\uD835\uDD38".repeat(9_000) + "'}]\n";
        assertThatThrownBy(() -> WorkflowDefinition.parse("w.yaml", all)).hasMessageContaining("20000 are allowed");
    }

    @Test
    void theLargestFileOfSuchCharactersIsRead() {
        StringBuilder text = new StringBuilder("workflow: w\nphases: [{id: p}]\n");
        while (text.length() < 120_000) {
            text.append("# \uD83D\uDE00\uD83D\uDE00")
                    .append(text.length() % 7 == 0 ? "x" : "")
                    .append('\n');
        }
        assertThat(WorkflowDefinition.parse("w.yaml", text.toString()).type()).isEqualTo("w");
    }
}
