package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that goes away, or thinks better of it, while the server commits: a commit is whole or is not there. */
class CutOffTest {
    private static final int CALLS = 40;

    @TempDir
    Path folder;

    private Path project = Path.of("");

    @BeforeEach
    void begin() throws IOException {
        project = Files.createDirectory(folder.resolve("project"));
        assertThat(new Shell(project).run("init", "--type", "project-planning").code())
                .isZero();
    }

    @Test
    void whatWasSentBeforeTheEndOfInputIsCommittedWholeAndAnswered() throws Exception {
        List<String> lines = new ArrayList<>();
        for (int i = 1; i <= CALLS; i++) {
            lines.add(change(i));
        }

        Set<Long> answered = serve(lines);

        assertThat(answered).hasSize(CALLS).containsAll(committed());
        assertFileAndDatabaseAgree();
    }

    @Test
    void aCancelledChangeIsCommittedWholeOrNotAtAll() throws Exception {
        List<String> lines = new ArrayList<>();
        for (int i = 1; i <= CALLS; i++) {
            lines.add(change(i));
            lines.add("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":" + i
                    + "}}");
        }

        serve(lines);

        assertThat(committed().size()).isLessThanOrEqualTo(CALLS);
        assertFileAndDatabaseAgree();
    }

    /** Calls run side by side, so one may find the step as it wants it: it is answered and commits nothing. */
    private static String change(int id) {
        String action = id % 2 == 0 ? "reopen" : "complete";
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id
                + ",\"method\":\"tools/call\",\"params\":{\"name\":\"complete_step\","
                + "\"arguments\":{\"step\":\"validate-deliverables\",\"action\":\"" + action
                + "\",\"reason\":\"call " + id + "\"}}}";
    }

    /** A server reads these lines and the end behind them; gives the ids of the changes that it says it made. */
    private Set<Long> serve(List<String> lines) throws IOException, InterruptedException {
        Path out = folder.resolve("answers");
        Path err = folder.resolve("errors");
        Process server = new ProcessBuilder(
                        TestDistribution.program("mcp", "project-management", "--project", project.toString()))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try (BufferedWriter in = server.outputWriter(StandardCharsets.UTF_8)) {
            in.write("{\"jsonrpc\":\"2.0\",\"id\":\"hello\",\"method\":\"initialize\",\"params\":{\"protocolVersion\":"
                    + "\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}\n"
                    + "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}\n");
            for (String line : lines) {
                in.write(line + "\n");
            }
        }
        try {
            assertThat(server.waitFor(60, TimeUnit.SECONDS)).as("it ends").isTrue();
            assertThat(server.exitValue()).as(Files.readString(err)).isZero();
        } finally {
            server.destroyForcibly();
        }
        Set<Long> changed = new HashSet<>();
        for (String line : Files.readAllLines(out)) {
            Json.Obj answer = Json.parse(line).asObject();
            if (answer.at("result", "structuredContent", "step").isPresent()) {
                changed.add(Long.parseLong(answer.find("id").orElseThrow().toString()));
            }
        }
        return changed;
    }

    /** The ids of the calls whose changes are in the history, which has no gaps. */
    private Set<Long> committed() {
        Json history = new Shell(project).json("history", "--limit", "1000").json();
        List<Json> commits = history.at("commits").orElseThrow().asList();
        assertThat(history.at("revision")).as("no gaps").contains(Json.of(commits.size()));
        Set<Long> ids = new HashSet<>();
        for (Json commit : commits) {
            String reason = commit.at("reason").flatMap(Json::asText).orElse("");
            int number = reason.lastIndexOf("call ");
            if (number >= 0) {
                ids.add(Long.parseLong(reason.substring(number + "call ".length())));
            }
        }
        assertThat(ids).as("each change once").hasSize(commits.size() - 1);
        return ids;
    }

    private void assertFileAndDatabaseAgree() throws IOException {
        Shell shell = new Shell(project);
        Json shown = shell.json("show").json();
        assertThat(shell.json("doctor").code()).isZero();
        Json file = Json.parse(Files.readString(project.resolve(".ai-planning/project-state.json")));
        assertThat(shown.at("value").orElseThrow().toString()).isNotBlank();
        assertThat(file).isEqualTo(shown.at("value").orElseThrow());
    }
}
