package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One interview, answered by several processes: at once, killed between answers, and resumed by another one. */
class AskProcessesTest {
    private static final int QUESTIONS = 24;

    @TempDir
    private Path project;

    private Shell shell;

    @BeforeEach
    void write() throws IOException {
        Path sets = Files.createDirectories(project.resolve(".ai-planning/questions"));
        StringBuilder set = new StringBuilder("interview: many\ntopics:\n  - id: all\n    questions:\n");
        for (int i = 0; i < QUESTIONS; i++) {
            set.append("      - {id: q")
                    .append(i)
                    .append(", text: \"What is ")
                    .append(i)
                    .append("?\"}\n");
        }
        Files.writeString(sets.resolve("many.yaml"), set);
        shell = new Shell(project);
    }

    private Process start(String who) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        AnsweringProcess.class.getName(),
                        project.toString(),
                        "many",
                        who)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static BufferedReader lines(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private Json review() {
        return shell.json("ask", "many", "--review").json();
    }

    /** Who said what to a question. */
    private static String said(Json review, String id) {
        return review.at("answers", "answers", "all", id, "value")
                .flatMap(Json::asText)
                .orElse("");
    }

    @Test
    void twoProcessesAtOnceLoseNoAnswerAndOverwriteNone() throws Exception {
        Process ann = start("ann");
        Process bo = start("bo");
        Map<String, String> answers = new TreeMap<>();
        Set<String> taken = new TreeSet<>();
        for (Process process : List.of(ann, bo)) {
            String who = process == ann ? "ann" : "bo";
            for (String line :
                    lines(process).lines().filter(l -> l.startsWith("took")).toList()) {
                assertThat(taken.add(line.split(" ")[1])).as(line).isTrue();
                answers.put(line.split(" ")[1], who + " on " + line.split(" ")[1]);
            }
            assertThat(process.waitFor()).isZero();
        }

        assertThat(taken).hasSize(QUESTIONS);
        Json review = review();
        answers.forEach((id, value) -> assertThat(said(review, id)).isEqualTo(value));
        assertThat(review.asObject().text("status")).contains("done");
    }

    @Test
    void whatWasAnsweredBeforeAKillIsThereAndAnotherProcessGoesOn() throws Exception {
        List<String> told = new ArrayList<>();
        for (int run = 0; run < 3; run++) {
            Process process = start("run" + run);
            BufferedReader lines = lines(process);
            String line = lines.readLine();
            for (int i = 0; i < 2 + run * 3 && line != null; i++) {
                line = lines.readLine();
                if (line != null && line.startsWith("took")) {
                    told.add(line.split(" ")[1] + "=run" + run + " on " + line.split(" ")[1]);
                }
            }
            assertThat(process.destroyForcibly().waitFor()).isNotZero();
        }

        Json review = review();
        assertThat(told).hasSizeGreaterThanOrEqualTo(2 + 5 + 8);
        for (String each : told) {
            String id = each.substring(0, each.indexOf('='));
            assertThat(said(review, id)).isEqualTo(each.substring(each.indexOf('=') + 1));
        }
        Process last = start("last");
        assertThat(lines(last).lines().filter(l -> l.startsWith("took")).count())
                .isLessThanOrEqualTo(QUESTIONS - told.size());
        assertThat(last.waitFor()).isZero();
        assertThat(review().asObject().text("status")).contains("done");
    }
}
