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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The demonstration, with its real processes. */
class DemoTest {
    private final StringWriter out = new StringWriter();
    private final Console console = new Console(new PrintWriter(out), new PrintWriter(out), false, 100);

    @Test
    void everyClaimHoldsAndTheFolderIsGoneAfterwards() {
        StringReader typed = new StringReader("y\ny\n");
        int code = Cli.run(new String[] {"demo"}, console.reading(new BufferedReader(typed)));
        assertThat(out.toString()).as("it plays by itself, also at a terminal").doesNotContain("[y/N]");
        assertThat(code).as(out.toString()).isZero();
        assertThat(out.toString())
                .contains("Not yet", "no update was lost: 100", "claude mcp add", "\"mcpServers\"", "Try next")
                .doesNotContain("✗ no update");
        List<String> server = new ArrayList<>(Program.command());
        server.addAll(List.of("mcp", McpCommand.PROJECT_MANAGEMENT));
        for (String client : List.of("claude-code", "json")) {
            assertThat(out.toString())
                    .as("pasted as it is, however narrow the terminal")
                    .contains(ClientConfig.text(client, ClientConfig.server(Workbench.KEY), server));
        }
        String folder = out.toString().lines().findFirst().orElseThrow().replace("A demonstration in ", "");
        assertThat(Path.of(folder)).doesNotExist();
    }

    @Test
    @Tag("nightly")
    void asJsonItIsItsClaims() throws IOException {
        int code = Cli.run(new String[] {"demo", "--json", "--keep"}, console);
        Json answer = Json.parse(out.toString());
        Path project = Path.of(answer.asObject().text("project").orElseThrow());
        try {
            assertThat(code).isZero();
            assertThat(answer.at("ok")).contains(Json.of(true));
            assertThat(answer.at("checks").orElseThrow().asList()).hasSizeGreaterThan(15);
            assertThat(Files.readString(project.resolve(".ai-planning/project-state.json")))
                    .contains("Corner shop");
        } finally {
            TestFiles.delete(project);
        }
    }
}
