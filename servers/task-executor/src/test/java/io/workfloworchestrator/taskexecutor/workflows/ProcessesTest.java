package io.workfloworchestrator.taskexecutor.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes work on one workflow; some are killed. */
class ProcessesTest {
    @TempDir
    private Path folder;

    @Test
    void twoProcessesNeverGetTheSameTask() throws Exception {
        work(2, 12);
    }

    @Test
    @Tag("nightly")
    void eightProcessesNeverGetTheSameTask() throws Exception {
        work(8, 80);
    }

    private void work(int processes, int tasks) throws Exception {
        create("many", tasks);
        List<Process> started = new ArrayList<>();
        for (int i = 0; i < processes; i++) {
            started.add(start("many", "agent-" + i));
        }
        List<String> done = new ArrayList<>();
        for (Process process : started) {
            new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .forEach(done::add);
            assertThat(process.waitFor()).isZero();
        }
        assertThat(done)
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, tasks)
                        .mapToObj(String::valueOf)
                        .toList());
        try (TaskServer server = TaskServer.on(folder)) {
            server.ok("archive_workflow", "workflowName", "many");
        }
    }

    @Test
    void aKillWhileAWorkflowIsArchivedLeavesItWhole() throws Exception {
        killed(1, 20260301L);
    }

    @Test
    @Tag("nightly")
    void killsWhileAWorkflowIsArchivedLeaveItWhole() throws Exception {
        killed(40, new Random().nextLong());
    }

    /** Kills a process at a random moment of its work, then looks whether the workflow is in one place, with all that it had. */
    private void killed(int times, long seed) throws Exception {
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < times; i++) {
            String name = "w" + i;
            create(name, 3);
            try (TaskServer server = TaskServer.on(folder)) {
                for (int task = 1; task <= 3; task++) {
                    server.ok("complete_task", "workflowName", name, "taskId", task);
                }
                server.save("temp/workflows/" + name + "/artifacts/log.txt", "kept " + i);
            }
            Process process = start("archive", name);
            Path archive = folder.resolve("archive/workflows");
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (process.isAlive() && System.nanoTime() < end && !isMoving(archive, name)) {
                Thread.onSpinWait();
            }
            boolean unused = process.waitFor(random.nextInt(40), TimeUnit.MILLISECONDS);
            process.destroyForcibly().waitFor();
            assertWhole(name, "kept " + i);
        }
    }

    private static boolean isMoving(Path archive, String name) {
        try (var files = Files.list(archive)) {
            return files.anyMatch(file -> file.toString().endsWith("-" + name));
        } catch (IOException e) {
            return false;
        }
    }

    private void assertWhole(String name, String log) {
        try (TaskServer server = TaskServer.on(folder)) {
            assertThat(server.statuses(name))
                    .hasSize(3)
                    .allSatisfy((id, status) -> assertThat(status).isEqualTo("completed"));
            server.publish();
            String path = TaskServer.text(server.ok("get_workflow_status", "workflowName", name), "workflow", "folder");
            assertThat(server.names(path)).contains("artifacts", "plan.md", "state.json");
            assertThat(server.read(path + "/artifacts/log.txt")).isEqualTo(log);
            assertThat(server.read(path + "/plan.md")).contains("- [x] 3 Task 3");
            List<String> folders = new ArrayList<>(server.names("temp/workflows"));
            folders.addAll(server.names("archive/workflows"));
            assertThat(folders.stream().filter(one -> one.equals(name) || one.endsWith("-" + name)))
                    .as("one folder: %s", folders)
                    .hasSize(1);
            assertThat(server.local.state().notices()).isEmpty();
        }
    }

    private void create(String name, int tasks) {
        try (TaskServer server = TaskServer.on(folder)) {
            server.create(
                    name,
                    IntStream.rangeClosed(1, tasks).mapToObj(i -> "Task " + i).toArray(String[]::new));
        }
    }

    private Process start(String first, String second) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        TaskWorker.class.getName(),
                        folder.toString(),
                        first,
                        second)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
