package io.workfloworchestrator.workflow;

import static io.workfloworchestrator.workflow.Tasks.ANA;
import static io.workfloworchestrator.workflow.Tasks.NO_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceTest {
    @TempDir
    private Path root;

    private Project project;
    private Tasks tasks;
    private Item item;

    @BeforeEach
    void begin() {
        project = new Project(root).write("src/a/Login.java", "class Login {}").write("src/Pay.java", "class Pay {}");
        tasks = new Tasks(root);
        item = tasks.task("Login");
    }

    private Evidence only() {
        Map<String, Evidence> evidence = tasks.get(item).state().evidence();
        assertThat(evidence).hasSize(1);
        return evidence.values().iterator().next();
    }

    @Test
    void coversTheFilesThatItsPatternsStandFor() {
        tasks.prove(item, "src/**");

        assertThat(only().files().keySet()).containsExactly("src/Pay.java", "src/a/Login.java");
        assertThat(only().covers()).containsExactly("src/**");
        assertThat(only().by()).isEqualTo("ana");
        assertThat(tasks.view(item).changed(only())).isEmpty();
    }

    @Test
    void goesStaleWhenACoveredFileChangesAndNamesIt() {
        tasks.prove(item, "src/**");
        project.write("src/a/Login.java", "class Login { int changed; }");

        assertThat(tasks.view(item).changed(only())).containsExactly("src/a/Login.java");
        project.write("src/a/Login.java", "class Login {}");
        assertThat(tasks.view(item).changed(only())).isEmpty();
        project.delete("src/Pay.java");
        assertThat(tasks.view(item).changed(only())).containsExactly("src/Pay.java");
    }

    @Test
    void goesStaleAlsoWhenTheFileHasTheSameSizeAndTime() throws Exception {
        tasks.prove(item, "src/Pay.java");
        Path file = root.resolve("src/Pay.java");
        FileTime time = Files.getLastModifiedTime(file);

        project.write("src/Pay.java", "class Bay {}");
        Files.setLastModifiedTime(file, time);

        assertThat(tasks.view(item).changed(only())).containsExactly("src/Pay.java");
    }

    @Test
    void fileThatIsAsItWasIsNotReadAgain() throws Exception {
        Path file = root.resolve("src/Pay.java");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
        tasks.prove(item, "src/Pay.java");
        assertThat(tasks.view(item).changed(only())).isEmpty();

        // Nobody can see this change but who reads the file again: size and time are as they were.
        project.write("src/Pay.java", "class Bay {}");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));

        assertThat(tasks.view(item).changed(only())).isEmpty();
    }

    @Test
    void gateOpensByFreshEvidenceOnly() {
        tasks.move(item, "start");
        tasks.prove(item, "src/**");
        project.write("src/Pay.java", "class Pay { int more; }");

        assertThatThrownBy(() -> tasks.move(item, "complete")).hasMessageContaining("No fresh evidence yet");
        tasks.prove(item, "src/**");
        assertThat(tasks.move(item, "complete").status()).isEqualTo("done");
    }

    @Test
    void ownFilesAndGitsAreRefused() {
        project.write(".git/HEAD", "ref: refs/heads/main").write(".ai-planning/work/main.json", "{}");

        assertThatThrownBy(() -> tasks.prove(item, ".git/HEAD"))
                .isInstanceOfSatisfying(
                        ItemException.class, e -> assertThat(e.code()).isEqualTo("E_EVIDENCE_FILES"))
                .hasMessage(
                        "The evidence was not added: \".git/HEAD\" changes with every commit, so it proves nothing. Name the"
                                + " files that the proof is about, such as src/**.");
        assertThatThrownBy(() -> tasks.prove(item, ".ai-planning/**"))
                .hasMessageContaining("changes with every commit");
        assertThatThrownBy(() -> tasks.prove(item, "lib/**"))
                .hasMessageContaining("there is no file \"lib/**\" (case counts)");
        assertThatThrownBy(() -> tasks.prove(item, "../secrets")).hasMessageContaining("The evidence was not added:");
    }

    @Test
    void filesThatGitIgnoresAreLeftOut() {
        project.write(".gitignore", "# built\n*.class\n/out/\n!Keep.class\n[Tt]mp?\ndocs/**/draft.md\n")
                .write("src/Login.class", "x")
                .write("src/Keep.class", "x")
                .write("out/report.txt", "x")
                .write("src/out/report.txt", "x")
                .write("src/tmp1", "x")
                .write("docs/a/b/draft.md", "x")
                .write("docs/plan.md", "x");
        tasks.prove(item, "src/**", "docs/**");

        assertThat(only().files().keySet())
                .containsExactly(
                        "docs/plan.md", "src/Keep.class", "src/Pay.java", "src/a/Login.java", "src/out/report.txt");
        assertThatThrownBy(() -> tasks.prove(item, "out/report.txt"))
                .hasMessageContaining("git ignores \"out/report.txt\"");
    }

    @Test
    void outputIsBoundedAndItsEndIsKept() {
        String output = "begin\n" + "x".repeat(100_000) + "\nTests run: 7, Failures: 0";
        EvidenceDraft draft = EvidenceDraft.of(Evidence.What.COMMAND, "passed")
                .command("mvn verify")
                .exit(0)
                .output(output);

        tasks.work.items().addEvidence(item.id(), draft, NO_TOKEN, ANA);

        String kept = only().output().orElseThrow();
        assertThat(kept.length()).isLessThanOrEqualTo(Evidence.MOST_OUTPUT);
        assertThat(kept).startsWith("begin").contains("are left out").endsWith("Failures: 0");
    }

    @Test
    void whatSomebodySaysIsNotVerified() {
        tasks.prove(item, "src/**");
        assertThat(tasks.view(item).isVerified()).isFalse();

        EvidenceDraft recomputed = EvidenceDraft.of(Evidence.What.CONSTRAINT, "holds")
                .covering("src/**")
                .verified();
        tasks.work.items().addEvidence(item.id(), recomputed, NO_TOKEN, ANA);

        assertThat(tasks.view(item).isVerified()).isTrue();
        project.write("src/Pay.java", "class Pay { int more; }");
        assertThat(tasks.view(item).isVerified()).isFalse();
    }

    @Test
    void moreFilesThanAreKeptAreRefused() {
        for (int i = 0; i <= Evidence.MOST_FILES; i++) {
            project.write("many/" + i + ".txt", "x");
        }
        assertThatThrownBy(() -> tasks.prove(item, "many/*")).hasMessageContaining("it covers more than 500 files");
        assertThatThrownBy(() -> EvidenceDraft.of(Evidence.What.NOTE, " ")).hasMessageContaining("1 to 200 are needed");
    }
}
