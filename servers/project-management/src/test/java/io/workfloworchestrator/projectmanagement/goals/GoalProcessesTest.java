package io.workfloworchestrator.projectmanagement.goals;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes write goals down at once: each goal is there once, with a number and a file of its own. */
class GoalProcessesTest {
    @TempDir
    private Path folder;

    @Test
    void twoProcessesAtOnceLoseNothing() throws Exception {
        atOnce(2, 5);
    }

    @Test
    @Tag("nightly")
    void eightProcessesOfTwentyFiveGoalsAtOnceLoseNothing() throws Exception {
        atOnce(8, 25);
    }

    private void atOnce(int processes, int each) throws Exception {
        int all = processes * each;
        try (PlannedProject project = PlannedProject.open(folder)) {
            List<Process> started = new ArrayList<>();
            for (int i = 0; i < processes; i++) {
                started.add(start("writer " + i, each));
            }
            List<String> numbers = new ArrayList<>();
            for (Process process : started) {
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .forEach(numbers::add);
                assertThat(process.waitFor()).isZero();
            }
            assertThat(numbers).hasSize(all).doesNotHaveDuplicates().allMatch(number -> number.matches("G-\\d+"));
            Json.Obj dashboard = project.call("view_goals_dashboard", "{}");
            assertThat(dashboard.at("stats", "totalPotential")).contains(Json.of(all));
            assertThat(dashboard.find("findings").orElseThrow().asList()).isEmpty();
            List<String> files = project.files();
            assertThat(files.stream().filter(file -> file.startsWith("planning/goals/")))
                    .hasSize(all);
            assertThat(files.stream()
                            .filter(file -> file.startsWith("planning/goals/"))
                            .map(file -> file.replaceAll(".*/(G-\\d+)-.*", "$1")))
                    .containsExactlyInAnyOrderElementsOf(new TreeSet<>(numbers));
        }
    }

    private Process start(String name, int count) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        GoalWriter.class.getName(),
                        folder.toString(),
                        name,
                        String.valueOf(count))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
