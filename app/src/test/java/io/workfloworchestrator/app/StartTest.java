package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.workfloworchestrator.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What makes starts slow unseen: a class that is not in the archive (half a millisecond), or that is spun at run time by
 * a lambda the archive cannot hold, a proxy or reflection (one or two). Counted, since time says nothing on a busy machine.
 */
@EnabledOnOs(
        value = {OS.LINUX, OS.MAC},
        disabledReason = "the launcher is a POSIX shell script")
@Isolated
class StartTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "project-management, project-planning, get_next_steps, {}",
        "all, planning, get_next_steps, {}",
        "spec-driven, planning, sdd_guide, '{\"action\":\"list\"}'",
        "task-executor, planning, next_task, '{\"agent\":\"ann\"}'"
    })
    void aServersFirstAnswersComeFromArchivedClasses(String server, String planning, String tool, String arguments)
            throws IOException {
        int java = Runtime.version().feature();
        assumeThat(java == 17 || java >= 25)
                .as("counted on 17 and 25 only; this is %d", java)
                .isTrue();
        Path project = Files.createDirectory(folder.resolve("project"));
        assertThat(new Shell(project).run("init", "--type", planning).code()).isZero();
        if (planning.equals("project-planning")) {
            new DemoFiles(project).makeFolders();
        }

        List<String> loaded = loadedByFirstAnswers(project, server, tool, arguments);

        List<String> elsewhere = loaded.stream()
                .filter(line -> !line.contains("source: shared objects file"))
                .map(line -> line.replaceFirst("^.*?\\] ", ""))
                .toList();
        assertThat(loaded).as("the log was written").hasSizeGreaterThan(1_000);
        assertThat(elsewhere)
                .as("loaded or spun instead of mapped:\n%s", String.join("\n", elsewhere))
                .hasSizeLessThanOrEqualTo(java == 17 ? 22 : 13);
    }

    private List<String> loadedByFirstAnswers(Path project, String called, String tool, String arguments)
            throws IOException {
        List<String> jvm = new ArrayList<>(TestDistribution.shared().arguments());
        Path log = folder.resolve("classes.log");
        jvm.add(jvm.size() - 1, "\"-Xlog:class+load:file=" + log + "\""); // after what turns logs off
        Path file = Files.write(folder.resolve("start.args"), jvm);
        ProcessBuilder server = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + file,
                "mcp",
                called,
                "--project",
                project.toString());
        try (Talk talk = new Talk(server, true)) {
            talk.send(Talk.INITIALIZE);
            talk.answer("init");
            talk.send(Talk.INITIALIZED);
            talk.send("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}");
            talk.answer(1);
            talk.call(2, tool, arguments);
            Json.Obj answer = talk.answer(2);
            assertThat(answer.at("result", "structuredContent")).isPresent();
            assertThat(answer.at("result", "isError")).isEmpty();
            return Files.readAllLines(log);
        }
    }
}
