package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The set-up of a project, asked on a terminal. */
class AskSetupTest {
    @TempDir
    private Path folder;

    @Test
    void theServersQuestionsAreAskedAndWhatTheRepositorySaysIsRecommended() throws IOException {
        Files.writeString(folder.resolve("README.md"), "# Keys\n\nKeys finds what you lost, wherever it is.\n");
        Files.writeString(folder.resolve("go.mod"), "module keys\n");
        StringWriter out = new StringWriter();
        Console console = new Console(new PrintWriter(out), new PrintWriter(out), false, 80)
                .reading(new BufferedReader(new StringReader("Keys\nproduct\nquick\nKeys are lost.\n\n.\n")));

        int code = Cli.run(new String[] {"ask", "setup", "--project", folder.toString()}, console);

        console.out().flush();
        assertThat(code).as(out.toString()).isZero();
        assertThat(out.toString().replaceAll("\\s+", " "))
                .contains("What is the project called?", "What sort of project is it?")
                .contains("Keys finds what you lost, wherever it is.", "the first paragraph of README.md");
        Json.Obj review =
                new Shell(folder).json("ask", "setup", "--review").json().asObject();
        assertThat(review.at("answers", "answers", "project", "problem", "text"))
                .contains(Json.of("Keys are lost."));
        assertThat(review.at("answers", "answers", "project", "type", "value")).contains(Json.of("product"));
    }
}
