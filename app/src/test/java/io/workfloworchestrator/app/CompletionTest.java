package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
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
        new Shell(project).run("init", "--type", "project-planning", "--name", "Corner shop");
    }

    /** What is typed, and the word that Tab makes of its last one. */
    private record Typed(String line, String word) {
        String completed() {
            return line.substring(0, line.lastIndexOf(' ') + 1) + word;
        }
    }

    private static final List<Typed> TYPED = List.of(
            new Typed("workflow stat", "status"),
            new Typed("workflow why step:generate-con", "step:generate-constitution"),
            new Typed("workflow step do", "done"),
            new Typed("workflow next --ma", "--max"));

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void bashCompletesCommandsOptionsAndIdsWithColons() throws Exception {
        StringBuilder script = new StringBuilder(new Shell(project).bareText("completion", "bash"));
        script.append("complete -p workflow\n");
        TYPED.forEach(typed -> script.append("COMP_LINE='")
                .append(typed.line())
                .append("'; COMP_POINT=${#COMP_LINE}; COMPREPLY=(); _workflow; echo \"${COMPREPLY[*]}\"\n"));
        List<String> said = ask("bash", "--norc", script.toString());
        assertThat(said.get(0)).contains("complete").contains("-F _workflow workflow");
        // bash takes a colon for the end of a word, and wants what comes after it
        assertThat(said.subList(1, said.size()))
                .containsExactlyElementsOf(TYPED.stream()
                        .map(typed -> typed.word().substring(typed.word().indexOf(':') + 1))
                        .toList());
    }

    /** In a terminal of its own, since zsh completes only what is typed into one. */
    @Tag("nightly")
    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void zshCompletesCommandsOptionsAndIdsWithColons() throws Exception {
        Path script = Files.writeString(project.resolve("_workflow"), new Shell(project).bareText("completion", "zsh"));
        StringBuilder driver = new StringBuilder("""
            zmodload zsh/zpty
            zpty z zsh -f -i
            zpty -w z 'PS1=; autoload -Uz compinit; compinit -u -D; source @SCRIPT@'
            zpty -w z 'typed() { print -r -- "line=$BUFFER=" ; BUFFER= }; zle -N typed; bindkey "^Xd" typed'
            zpty -w z 'print rea""dy'
            zpty -r z said '*ready*'
            """.replace("@SCRIPT@", script.toString()));
        TYPED.forEach(typed -> driver.append("zpty -w -n z $'")
                .append(typed.line())
                .append("\\t\\Cxd'; zpty -r z said '*line=*=*'; print -r -- \"${${said#*line=}%%=*}\"\n"));
        driver.append("zpty -d z\n");

        List<String> said = ask("zsh", "-f", driver.toString());

        assertThat(said.stream().map(String::stripTrailing))
                .containsExactlyElementsOf(TYPED.stream().map(Typed::completed).toList());
    }

    @Tag("nightly")
    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void fishCompletesCommandsOptionsAndIdsWithColons() throws Exception {
        StringBuilder script = new StringBuilder(new Shell(project).bareText("completion", "fish"));
        TYPED.forEach(
                typed -> script.append("complete -C '").append(typed.line()).append("'\n"));

        List<String> said = ask("fish", "--no-config", script.toString());

        assertThat(said.stream().map(line -> line.replaceFirst("\t.*", "")))
                .containsExactlyElementsOf(TYPED.stream().map(Typed::word).toList());
        assertThat(said.get(0)).as("with what it is").contains("\t");
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
        assertThat(words("advance", "--to", "wrap")).containsExactly("wrap-up");
        assertThat(words("export", "--format", "")).containsExactly("workflow-1", "reference-1.0");
        assertThat(words("simulate", "--set", "facts.road")).containsExactly("facts.roadmap.");
        assertThat(words("plan", "")).containsExactly("report", "diagram", "readiness", "checklist", "wrap-up");
        assertThat(words("plan", "diagram", "ti")).containsExactly("timeline");
        assertThat(words("plan", "diagram", "--format", "")).containsExactly("drawio", "mermaid", "svg");
        assertThat(words("plan", "report", "--period", "")).containsExactly("weekly", "monthly", "quarterly");
        assertThat(words("mcp", ""))
                .containsExactly("project-management", "spec-driven", "task-executor", "all", "authoring");
        assertThat(words("mcp", "project-management", "--print-config", "claude"))
                .containsExactly("claude-code", "claude-desktop");
    }

    @Test
    void serversReleasesAndIssuesAreOffered(@TempDir Path other) {
        Shell shell = new Shell(other);
        TinyServer unused = TinyServer.in(other.resolve("notes"));
        assertThat(shell.run("server", "add", "notes", "--source", "notes").code())
                .isZero();
        assertThat(shell.run("server", "add", "core", "--source", "notes", "--library")
                        .code())
                .isZero();
        assertThat(shell.run("issue", "report", "slow", "--server", "notes").code())
                .isZero();
        String here = other.toString();
        assertThat(words("server", "check", "--project", here, "")).containsExactly("core", "notes");
        assertThat(words("server", "promote", "core", "--project", here, "")).containsExactly("notes");
        assertThat(words("server", "check", "core", "--project", here, "")).isEmpty();
        assertThat(words("serve", "--project", here, "n")).containsExactly("notes");
        assertThat(words("issue", "show", "--project", here, "")).containsExactly("I-001");
        assertThat(words("issue", "triage", "I-001", "--project", here, "--duplicate-of", ""))
                .containsExactly("I-001");
        assertThat(words("issue", "report", "x", "--project", here, "--server", "co"))
                .containsExactly("core");
        assertThat(words("server", "prune", "notes", "--project", here, "--release", ""))
                .isEmpty();
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
        return Completion.of(Cli.model(), List.of(before)).stream()
                .map(Completion.Candidate::word)
                .toList();
    }

    /** What a shell says to a script; the test is skipped where there is no such shell. */
    private static List<String> ask(String shell, String option, String script) throws Exception {
        Path file = Files.writeString(project.resolve("script." + shell), script);
        Path out = project.resolve("said." + shell);
        Process process;
        try {
            process = new ProcessBuilder(shell, option, file.toString())
                    .directory(project.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
        } catch (IOException e) {
            assumeTrue(false, shell + " is not installed");
            return List.of();
        }
        process.getOutputStream().close();
        boolean ended = process.waitFor(120, TimeUnit.SECONDS);
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        String said = Files.readString(out);
        assertThat(ended).as(said).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said.lines().toList();
    }
}
