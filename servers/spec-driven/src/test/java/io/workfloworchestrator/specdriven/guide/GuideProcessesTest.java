package io.workfloworchestrator.specdriven.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes begin features at once: each has a number of its own, after those of the folders. */
class GuideProcessesTest {
    @TempDir
    private Path folder;

    @Test
    void twoProcessesNeverGetTheSameNumber() throws Exception {
        atOnce(2, 3);
    }

    @Test
    @Tag("nightly")
    void eightProcessesNeverGetTheSameNumber() throws Exception {
        atOnce(8, 3);
    }

    private void atOnce(int processes, int each) throws Exception {
        Files.createDirectories(folder.resolve("specs/004-there-already"));
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
        assertThat(numbers)
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(5, 4 + processes * each)
                        .mapToObj(number -> String.format("%03d", number))
                        .toList());
    }

    private Process start(String name, int count) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        FeatureWriter.class.getName(),
                        folder.toString(),
                        name,
                        String.valueOf(count))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
