package io.workfloworchestrator.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.mcp.WorkflowMcpServer;
import io.workfloworchestrator.state.Cause;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An author's server whose definition changes while work is under way. */
class LocalServerTest {
    private static final Cause ANA = Cause.by("ana");

    @TempDir
    private Path folder;

    private static WorkflowDefinition definition(int version, String title) {
        return WorkflowDefinition.parse("work.yaml", """
                workflow: work
                version: %d
                phases:
                  - id: all
                    steps: [{id: one, title: %s, hint: Do it.}]
                """.formatted(version, title));
    }

    private static LocalServer server(WorkflowDefinition definition) {
        return LocalServer.of("work-server", "1.0", () -> definition);
    }

    private ServedProject served(WorkflowDefinition definition) {
        return new ServedProject(
                folder.toString(),
                Serving.of(definition),
                new Surroundings(folder, Optional.empty(), Optional.empty()));
    }

    @Test
    void workGoesOnByTheNewDefinitionWhenSomebodySaysSo() {
        WorkflowDefinition first = definition(1, "First");
        try (ServedProject project = served(first)) {
            assertThatThrownBy(() -> server(first).migrate(project, ANA))
                    .isInstanceOf(CodedException.class)
                    .hasMessageContaining("work/main");
            project.get().workflow().initialize("Work", ANA);
            assertThat(server(first).migrate(project, ANA)).contains("already", "Nothing was changed");
        }
        WorkflowDefinition second = definition(2, "Second");
        try (ServedProject project = served(second)) {
            WorkflowMcpServer server = server(second).serving(project);
            assertThat(server.call("get_project_status", Json.Obj.EMPTY)
                            .structured()
                            .toString())
                    .contains("goes on by version 1", "java -jar SERVER.jar --migrate");

            assertThat(server(second).migrate(project, ANA))
                    .startsWith("work/main goes on by the definition of work-server, version 2")
                    .contains("changed step one", "workflow undo -w work/main");
            assertThat(server.call("get_project_status", Json.Obj.EMPTY)
                            .structured()
                            .toString())
                    .doesNotContain("--migrate");
        }
    }

    record Ask(String book) {}

    record Said(String words) {}

    @Test
    void aToolOfOnesOwnIsAdvisedAsACallWhereTheServerHasIt() {
        WorkflowDefinition books = WorkflowDefinition.parse("books.yaml", """
                workflow: books
                items:
                  book:
                    status: {values: [unread, read], final: read}
                    moves: [{id: finish, from: unread, to: read, tool: move_item, params: {id: "${item.id}", move: finish}}]
                tools: {reading_time: [book]}
                phases: [{id: read, steps: [{id: begin, title: Begin, tool: add_item, params: {kind: book}}]}]
                rules:
                  - id: how-long
                    salience: 90
                    for-each: {b: items.book.ready}
                    suggest: {action: Ask, because: It helps., tool: reading_time, params: {book: "${b.title}"}}
                """);
        LocalServer server = LocalServer.of("books", "1.0", () -> books);
        try (ServedProject project = served(books)) {
            project.get().workflow().initialize("Books", ANA);
            project.get()
                    .workflow()
                    .items()
                    .add("book", Json.parse("{\"title\": \"Emma\"}").asObject(), ANA);
            WorkflowMcpServer without = server.serving(project);
            assertThat(first(without)).doesNotContain("reading_time");
            assertThat(LocalServer.lacking(books, without).orElseThrow())
                    .contains("\"books\" declares tools that this server has not: reading_time.");

            server.tool(open -> Tool.of("reading_time", Ask.class, Said.class)
                    .description("Says how long a book takes.")
                    .handler((ask, call) -> new Said("an hour")));
            WorkflowMcpServer with = server.serving(project);
            assertThat(first(with)).contains("\"tool\":\"reading_time\"", "\"book\":\"Emma\"");
            assertThat(LocalServer.lacking(books, with)).isEmpty();
        }
    }

    private static String first(WorkflowMcpServer server) {
        return server.call("get_next_steps", Json.Obj.EMPTY).structured().toString();
    }
}
