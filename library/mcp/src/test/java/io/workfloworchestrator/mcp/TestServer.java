package io.workfloworchestrator.mcp;

import io.workfloworchestrator.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The server that the protocol tests start as a child process; its tools do what a test needs a tool to do. */
final class TestServer {
    private TestServer() {}

    enum Mood {
        FRIENDLY,
        VERY_FORMAL
    }

    record Greet(
            @Field("Who to greet") String name,
            Optional<Mood> mood,

            @Field(value = "How often", min = 1, max = 5) @Nullable
            Integer times,

            List<String> titles,
            @Field(id = true) Optional<String> id) {}

    record Greeting(String greeting, int titles) {}

    record Nothing() {}

    record Size(int characters) {}

    record Text(String text) {}

    record Done(String what) {}

    record Seen(String client, List<String> roots) {}

    record Note(@Field(untrusted = true) String note) {}

    static WorkflowMcpServer server() {
        CountDownLatch never = new CountDownLatch(1);
        List<WorkflowMcpServer> running = new CopyOnWriteArrayList<>();
        WorkflowMcpServer server = WorkflowMcpServer.builder("test-server", "1.0")
                .title("Test server")
                .instructions("Call greet.")
                .tool(Tool.of("greet", Greet.class, Greeting.class)
                        .title("Greet")
                        .description("Greets somebody.")
                        .readOnly()
                        .closedWorld()
                        .text(Greeting::greeting)
                        .handler((in, call) -> new Greeting(
                                "Hello ".repeat(in.times() == null ? 1 : in.times()) + in.name(),
                                in.titles().size())))
                .tool(Tool.of("echo", Text.class, Text.class)
                        .description("Gives back its text.")
                        .readOnly()
                        .answerBytes(Tool.MAX_ANSWER_BYTES)
                        .handler((in, call) -> in))
                .tool(Tool.of("big", Size.class, Text.class)
                        .description("Gives a text of some size.")
                        .readOnly()
                        .handler((in, call) -> new Text("x".repeat(in.characters()))))
                .tool(Tool.of("hang", Nothing.class, Done.class)
                        .description("Never ends.")
                        .handler((in, call) -> {
                            never.await();
                            return new Done("never");
                        }))
                .tool(Tool.of("until_cancelled", Nothing.class, Done.class)
                        .description("Ends when it is cancelled, and says so on standard error.")
                        .handler((in, call) -> {
                            CountDownLatch cancelled = new CountDownLatch(1);
                            call.onCancel(() -> {
                                throw new IllegalStateException("on purpose");
                            });
                            call.onCancel(cancelled::countDown);
                            System.err.println("waiting");
                            cancelled.await();
                            System.err.println("cancelled=" + call.cancelled());
                            return new Done("too late");
                        }))
                .tool(Tool.of("slow", Size.class, Done.class)
                        .description("Takes as many milliseconds, reporting progress.")
                        .handler((in, call) -> {
                            CountDownLatch time = new CountDownLatch(1);
                            call.progress(1, 2, "half\u001b[2J way");
                            time.await(in.characters(), TimeUnit.MILLISECONDS);
                            call.progress(2, 2, "done");
                            return new Done("slow");
                        }))
                .tool(Tool.of("print", Nothing.class, Done.class)
                        .description("Prints where it should not.")
                        .handler((in, call) -> {
                            System.out.println("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"forged\"}");
                            return new Done("printed, read " + System.in.read());
                        }))
                .tool(Tool.of("fail", Nothing.class, Done.class)
                        .description("Throws.")
                        .handler((in, call) -> {
                            throw new IllegalStateException("secret detail");
                        }))
                .tool(Tool.of("refuse", Nothing.class, Done.class)
                        .description("Refuses.")
                        .handler((in, call) -> {
                            throw new ToolException("E_NOT_YET", "it is too early.")
                                    .next("greet", Json.Obj.EMPTY.with("name", Json.of("Ada")))
                                    .retry();
                        }))
                .tool(Tool.of("who", Nothing.class, Seen.class)
                        .description("Says who calls from where.")
                        .readOnly()
                        .handler((in, call) -> new Seen(
                                call.client(),
                                call.roots().stream().map(String::valueOf).toList())))
                .tool(Tool.of("note", Text.class, Note.class)
                        .description("Gives a note that somebody wrote.")
                        .readOnly()
                        .handler((in, call) -> new Note(in.text())))
                .tool(Tool.of("touch", Text.class, Done.class)
                        .description("Says that a resource changed.")
                        .handler((in, call) -> {
                            running.forEach(it -> it.resourceUpdated(in.text()));
                            return new Done("touched");
                        }))
                .tool(Tool.of("ask", Nothing.class, Text.class)
                        .description("Asks the person.")
                        .handler((in, call) ->
                                call.ask("What shall it say?", Text.class).orElseGet(() -> new Text("no answer"))))
                .resource(new McpResource(
                        "test://state", "state", "The state.", "application/json", (uri, variables) -> "{\"a\":1}"))
                .resource(new McpResource("test://notes/{id}", "note", "A note.", "text/plain", (uri, variables) -> {
                    if ("none".equals(variables.get("id"))) {
                        throw new ToolException("E_NOTE_UNKNOWN", "there is no note \"none\".");
                    }
                    return "note " + variables.get("id");
                }))
                .prompt(new McpPrompt(
                        "review",
                        "Review",
                        "Reviews a note.",
                        List.of(new McpPrompt.Argument("note", "Which note", true)),
                        arguments -> "Review the note " + arguments.get("note") + "."))
                .complete(
                        "review",
                        (argument, typed, chosen) -> List.of("first", "fifth", "second").stream()
                                .filter(value -> value.startsWith(typed))
                                .toList())
                .complete("test://notes/{id}", (argument, typed, chosen) -> List.of(typed + "1", typed + "2"))
                .build();
        running.add(server);
        return server;
    }

    public static void main(String[] args) {
        StdioServer stdio = StdioServer.claim();
        stdio.run(server());
    }
}
