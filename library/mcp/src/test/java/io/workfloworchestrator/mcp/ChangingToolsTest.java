package io.workfloworchestrator.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server whose list of tools changes while a client talks to it. */
class ChangingToolsTest {
    private static final String LIST_CHANGED = "notifications/tools/list_changed";

    record Nobody() {}

    record Done(boolean done) {}

    private final AtomicBoolean listed = new AtomicBoolean();
    private final AtomicInteger calls = new AtomicInteger();
    private final CountDownLatch released = new CountDownLatch(1);
    private final PipedOutputStream toServer = new PipedOutputStream();
    private BufferedReader fromServer;
    private Thread serving;

    @BeforeEach
    void serve() throws IOException {
        WorkflowMcpServer server = WorkflowMcpServer.builder("changing", "1")
                .tool(tool("turn", () -> {
                    listed.set(!listed.get());
                    calls.incrementAndGet();
                    released.countDown();
                }))
                .offeredElsewhere(name -> Optional.of(isReleased() ? "another server" : "nobody who was asked"))
                .toolsWhile(listed::get, List.of(tool("extra", () -> {})))
                .toolsWhile(() -> calls.get() > 6, List.of(tool("late", () -> {})))
                .build();
        PipedInputStream in = new PipedInputStream(toServer);
        PipedOutputStream out = new PipedOutputStream();
        fromServer =
                new BufferedReader(new InputStreamReader(new PipedInputStream(out, 65_536), StandardCharsets.UTF_8));
        serving = new Thread(() -> server.serveStdio(in, out));
        serving.start();
        send(Child.INITIALIZE);
        assertThat(read().at("result", "capabilities", "tools", "listChanged")).contains(Json.of(true));
        send(Child.INITIALIZED);
    }

    @AfterEach
    void end() throws Exception {
        toServer.close();
        serving.join();
    }

    private static Tool<Nobody, Done> tool(String name, Runnable work) {
        return Tool.of(name, Nobody.class, Done.class).handler((in, call) -> {
            work.run();
            return new Done(true);
        });
    }

    private void send(String line) throws IOException {
        toServer.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        toServer.flush();
    }

    private Json read() throws IOException {
        return Json.parse(fromServer.readLine());
    }

    private List<String> tools() throws IOException {
        send("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}");
        return read().at("result", "tools").orElseThrow().asList().stream()
                .map(tool -> tool.asObject().text("name").orElse(""))
                .toList();
    }

    private Json call(String tool) throws IOException {
        send("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool
                + "\",\"arguments\":{}}}");
        return read();
    }

    private boolean isReleased() {
        try {
            return released.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whoOffersAnotherToolIsFoundWhileMessagesAreRead() throws IOException {
        send("{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"tools/call\",\"params\":{\"name\":\"absent\"}}");
        List<Json> answers = List.of(call("turn"), read());
        assertThat(answers)
                .extracting(answer ->
                        answer.at("error", "message").flatMap(Json::asText).orElse(""))
                .anySatisfy(message -> assertThat(message).contains("it is offered by another server"));
    }

    @Test
    void aClientHearsOnceOfEachChangeOfTheListThatItHas() throws IOException {
        assertThat(tools()).containsExactly("turn");
        for (List<String> expected : List.of(List.of("turn", "extra"), List.of("turn"))) {
            assertThat(call("turn").at("result", "structuredContent", "done")).contains(Json.of(true));
            assertThat(read().asObject().text("method")).contains(LIST_CHANGED);
            assertThat(tools()).isEqualTo(expected);
            assertThat(call("extra").at("id")).as("no change, no word of it").contains(Json.of(2));
            assertThat(tools()).isEqualTo(expected);
        }
    }

    @Test
    void toolsThatWereAddedWithAnotherConditionFollowTheirOwn() throws IOException {
        assertThat(tools()).containsExactly("turn");
        for (int i = 0; i < 6; i++) {
            assertThat(call("turn").at("id")).contains(Json.of(2));
            assertThat(read().asObject().text("method")).contains(LIST_CHANGED);
        }
        assertThat(tools()).containsExactly("turn");
        assertThat(call("turn").at("id")).contains(Json.of(2));
        assertThat(read().asObject().text("method")).contains(LIST_CHANGED);
        assertThat(tools()).containsExactly("turn", "extra", "late");
    }

    @Test
    void aClientThatNeverListedTheToolsIsToldNothing() throws IOException {
        assertThat(call("turn").at("id")).contains(Json.of(2));
        assertThat(call("turn").at("id")).contains(Json.of(2));
        assertThat(tools()).containsExactly("turn");
    }
}
