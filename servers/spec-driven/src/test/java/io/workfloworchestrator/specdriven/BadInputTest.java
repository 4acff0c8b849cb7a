package io.workfloworchestrator.specdriven;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.local.LocalProject;
import io.workfloworchestrator.mcp.ToolAnswer;
import io.workfloworchestrator.mcp.WorkflowMcpServer;
import io.workfloworchestrator.server.OpenProject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong, the error is clear, nothing is lost, and the session ends with its documents. */
class BadInputTest {
    private static final String FEATURE = "specs/001-track-an-order";

    @TempDir
    private Path folder;

    private LocalProject local;
    private WorkflowMcpServer server;

    @BeforeEach
    void open() throws IOException {
        save("constitution.md", "# Constitution\n\nKeep it simple.\n".getBytes(StandardCharsets.UTF_8));
        local = LocalProject.open(folder);
        OpenProject project = new OpenProject(
                local.folder().root(),
                local.state(),
                local.workflow(SpecDrivenServer.FEATURES).open());
        server = SpecDrivenServer.of("test", () -> project, client -> {}, Set.of());
    }

    @AfterEach
    void close() {
        local.close();
    }

    private void save(String path, byte[] bytes) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(Optional.ofNullable(file.getParent()).orElse(folder));
        Files.write(file, bytes);
    }

    private ToolAnswer call(Map<String, Json> arguments) {
        return server.call("sdd_guide", Json.object(arguments));
    }

    private Json.Obj ok(Map<String, Json> arguments) {
        ToolAnswer answer = call(arguments);
        assertThat(answer.isError()).as(answer.text()).isFalse();
        return answer.structured();
    }

    private Json.Obj begun() {
        return ok(Map.of(
                "action", Json.of("start"),
                "scenario", Json.of("add-feature"),
                "description", Json.of("Where is my parcel?")));
    }

    private static Map<String, Json> answers(String stage) {
        return Map.of("action", Json.of("answer"), "answers", SampleAnswers.of(stage, "add-feature"));
    }

    private void endsWithDocuments(Json.Obj at) throws IOException {
        Json.Obj last = at;
        for (int i = 0; last.find("question").isPresent(); i++) {
            assertThat(i).isLessThan(10);
            last = ok(answers(last.text("step").orElseThrow()));
        }
        assertThat(last.find("completed")).as(last.toString()).contains(Json.of(true));
        for (String document : new String[] {"spec.md", "plan.md", "tasks.md"}) {
            assertThat(folder.resolve(FEATURE).resolve(document)).isNotEmptyFile();
        }
    }

    @Test
    void anAnswerOfFiveMegabytesIsRefusedAndTheSessionEndsWithItsDocuments() throws IOException {
        Json.Obj at = begun();
        Json huge = Json.strings(Collections.nCopies(5, "x".repeat(1 << 20)));
        for (String action : new String[] {"answer", "edit", "draft"}) {
            ToolAnswer refused = call(Map.of("action", Json.of(action), "response", huge));
            assertThat(refused.isError()).isTrue();
            assertThat(refused.text()).hasSizeLessThan(2_000);
        }
        assertThat(ok(Map.of("action", Json.of("status"))).at("question", "id")).isEqualTo(at.at("question", "id"));
        endsWithDocuments(at);
    }

    @ParameterizedTest
    @ValueSource(strings = {"spec.md", "plan.md"})
    void aDocumentThatIsEditedToNonsenseIsKeptAndTheSessionGoesOn(String document) throws IOException {
        Json.Obj at = ok(answers(begun().text("step").orElseThrow()));
        while (at.text("step").equals(Optional.of("specification"))) {
            at = ok(answers("specification"));
        }
        byte[] nonsense = new byte[4_000];
        Arrays.fill(nonsense, (byte) 0xC3); // no text in any encoding that is read
        boolean isThere = Files.exists(folder.resolve(FEATURE).resolve(document));
        save(FEATURE + "/" + document, nonsense);
        ToolAnswer next = call(answers("planning"));
        if (next.isError()) {
            assertThat(next.text()).contains("E_", document);
            assertThat(folder.resolve(FEATURE).resolve(document)).hasBinaryContent(nonsense);
            Files.delete(folder.resolve(FEATURE).resolve(document));
            if (isThere) {
                local.close();
                open();
                Json.Obj unused = ok(Map.of("action", Json.of("resume")));
            }
            next = call(Map.of("action", Json.of("resume")));
        }
        assertThat(next.isError()).as(next.text()).isFalse();
        assertThat(ok(Map.of("action", Json.of("review"))).toString()).contains("known");
    }

    @ParameterizedTest
    @ValueSource(strings = {"```\n{{{\n# FR-\n- [ ] ", "- [x] FR-001\n- [x] FR-001\n---\n<!--\n- [ ] FR-001 x\n"})
    void aSpecificationOfBrokenMarkdownLosesNothing(String text) throws IOException {
        Json.Obj at = ok(answers(begun().text("step").orElseThrow()));
        while (at.text("step").equals(Optional.of("specification"))) {
            at = ok(answers("specification"));
        }
        save(FEATURE + "/spec.md", text.getBytes(StandardCharsets.UTF_8));
        Json.Obj last = ok(answers("planning"));
        assertThat(last.find("completed")).as(last.toString()).contains(Json.of(true));
        assertThat(folder.resolve(FEATURE + "/plan.md")).isNotEmptyFile();
        assertThat(ok(Map.of("action", Json.of("list"))).toString()).contains("Track an order");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{#open}}\n", "{{#a}}{{#b}}{{/a}}{{/b}}\n", "{{/closed}}\n"})
    void aTemplateWithAWrongMarkIsNamedWithItsLineAndTheAnswersAreKept(String template) throws IOException {
        Path file = folder.resolve(".ai-planning/templates/spec.md.mustache");
        save(".ai-planning/templates/spec.md.mustache", ("# {{title}}\n" + template).getBytes(StandardCharsets.UTF_8));
        Json.Obj at = ok(answers(begun().text("step").orElseThrow()));
        ToolAnswer refused = call(answers("specification"));
        assertThat(refused.isError()).isTrue();
        assertThat(refused.text()).contains("E_TEMPLATE").containsPattern("(line 2|:2)");
        assertThat(at.text("step")).contains("specification");
        Files.delete(file);
        endsWithDocuments(ok(Map.of("action", Json.of("resume"))));
        assertThat(Files.readString(folder.resolve(FEATURE + "/spec.md"))).contains("see where my parcel is");
    }

    @Test
    void namesThatAreEmptyOrTooLongAreRefused() throws IOException {
        Json.Obj at = ok(answers(begun().text("step").orElseThrow()));
        for (String name : new String[] {"", "   ", "x".repeat(300), "\u0001\u0002"}) {
            ToolAnswer refused = call(Map.of(
                    "action", Json.of("answer"), "question", Json.of("feature_name"), "response", Json.of(name)));
            assertThat(refused.isError()).as("'" + name + "'").isTrue();
            assertThat(refused.text()).contains("E_ANSWER");
        }
        endsWithDocuments(at);
    }
}
