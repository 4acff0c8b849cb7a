package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What Tab offers: asked of the shell itself, and for the many cases of the program that the shell asks. */
class CompletionTest {
    @TempDir
    static Path project;

    @BeforeAll
    static void begin() {
        new Shell(project).run("init", "--name", "Corner shop");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void bashCompletesCommandsOptionsAndIdsWithColons() throws Exception {
        Map<String, List<String>> expected = Map.of(
                "workflow stat", List.of("status"),
                "workflow why step:generate-con", List.of("generate-constitution"),
                "workflow step do", List.of("done"),
                "workflow next --ma", List.of("--max"));
        StringBuilder script = new StringBuilder(new Shell(project).bareText("completion", "bash"));
        script.append("complete -p workflow\n");
        List<String> lines = new ArrayList<>(expected.keySet());
        lines.forEach(line -> script.append("COMP_LINE='")
                .append(line)
                .append("'; COMP_POINT=${#COMP_LINE}; COMPREPLY=(); _workflow; echo \"${COMPREPLY[*]}\"\n"));
        List<String> said = bash(script.toString());
        assertThat(said.get(0)).contains("complete").contains("-F _workflow workflow");
        for (int i = 0; i < lines.size(); i++) {
            assertThat(said.get(i + 1)).as(lines.get(i)).isEqualTo(String.join(" ", expected.get(lines.get(i))));
        }
    }

    @Test
    void commandsAndTheirOptionsAreOffered() {
        assertThat(words("")).contains("init", "status", "import", "completion").doesNotContain("merge-files");
        assertThat(words("--")).contains("--help", "--version");
        assertThat(words("status", "--")).contains("--project", "--json", "--help");
        assertThat(words("status", "--json", "--")).contains("--project").doesNotContain("--json");
        assertThat(words("no-such-command", "")).isEmpty();
    }

    @Test
    void whatTheProjectHasIsOffered() {
        assertThat(words("show", "--project", project.toString(), "")).containsExactly("project-planning/main");
        assertThat(words("undo", "--project", project.toString(), "")).containsExactly("1");
        assertThat(words("show", "--project", project.toString(), "--at", "")).containsExactly("1");
        assertThat(words("diff", "--project", project.toString(), "1", "1", "pro"))
                .containsExactly("project-planning/main");
        assertThat(words("undo", "--project", project.resolve("nothing").toString(), ""))
                .isEmpty();
    }

    @Test
    void whatTheDefinitionHasIsOffered() {
        assertThat(words("step", "")).containsExactly("done", "skip", "reopen");
        assertThat(words("step", "done", "arch")).containsExactly("archive-goals");
        assertThat(words("step", "done", "archive-goals", "")).isEmpty();
        assertThat(words("why", "gate:")).isNotEmpty().allMatch(word -> word.startsWith("gate:"));
        assertThat(words("advance", "--to", "goal")).containsExactly("goal-development");
        assertThat(words("export", "--format", "")).containsExactly("workflow-1", "reference-1.0");
        assertThat(words("simulate", "--set", "facts.const")).containsExactly("facts.constitution.");
        assertThat(words("mcp", "")).containsExactly("project-management");
        assertThat(words("mcp", "project-management", "--print-config", "claude"))
                .containsExactly("claude-code", "claude-desktop");
    }

    @Test
    void filesAreLeftToTheShell() {
        assertThat(words("import", "")).isEmpty();
        assertThat(words("verify", "")).isEmpty();
        assertThat(words("export", "--out", "")).isEmpty();
        assertThat(words("status", "--project", "")).isEmpty();
    }

    @Test
    void zshAndFishHearWhatACandidateIs() {
        assertThat(new Shell(project).bareText("complete-words", "zsh", "--", "why", "step:arch"))
                .startsWith("step\\:archive-goals:");
        assertThat(new Shell(project).bareText("complete-words", "fish", "--", "stat"))
                .startsWith("status\t");
        assertThat(new Shell(project).bareText("completion", "zsh")).contains("compdef _workflow workflow");
        assertThat(new Shell(project).bareText("completion", "fish")).contains("complete -c workflow");
    }

    @Test
    void anUnknownShellIsAnsweredWithTheKnownOnes() {
        assertThat(new Shell(project).bare("completion", "csh").text("error", "message"))
                .contains("bash, zsh, fish");
    }

    private static List<String> words(String... before) {
        return Completion.of(List.of(before)).stream()
                .map(Completion.Candidate::word)
                .toList();
    }

    private static List<String> bash(String script) throws IOException, InterruptedException {
        Path file = Files.writeString(project.resolve("script.bash"), script);
        Process bash = new ProcessBuilder("bash", "--norc", file.toString())
                .directory(project.toFile())
                .redirectErrorStream(true)
                .start();
        bash.getOutputStream().close();
        String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(said).isZero();
        return said.lines().toList();
    }
}
