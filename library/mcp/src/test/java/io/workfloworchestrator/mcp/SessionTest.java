package io.workfloworchestrator.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client sends in one session, line by line, and what comes back; in this process. */
class SessionTest {
    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":\"ping\",\"method\":\"ping\"}";

    /** As {@link #session(int, String, String...)}, of which one line is expected. */
    private static List<Json> session(String version, String... lines) {
        return session(1, version, lines);
    }

    /**
     * All lines that the server answers to these, after its answer to {@code initialize}. The input stays open until so
     * many are there, since its end does not wait long for what hangs.
     */
    private static List<Json> session(int expected, String version, String... lines) {
        List<Json> answers =
                session(TestServer.server(), expected, Child.INITIALIZE.replace("2025-11-25", version), lines);
        assertThat(answers.get(0).at("result", "protocolVersion")).contains(Json.of(version));
        return answers.subList(1, answers.size());
    }

    private static List<Json> session(WorkflowMcpServer server, int expected, String initialize, String... lines) {
        String all = initialize + "\n" + Child.INITIALIZED + "\n" + String.join("\n", lines) + "\n";
        CountDownLatch open = new CountDownLatch(expected + 1);
        ByteArrayOutputStream out = new ByteArrayOutputStream() {
            @Override
            public synchronized void write(byte[] bytes, int from, int length) {
                super.write(bytes, from, length);
                for (int i = from; i < from + length; i++) {
                    if (bytes[i] == '\n') {
                        open.countDown();
                    }
                }
            }
        };
        InputStream rest = new InputStream() {
            @Override
            public int read() {
                try {
                    open.await(30, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return -1;
            }

            @Override
            public int read(byte[] into, int from, int length) {
                return read();
            }
        };
        InputStream in = new SequenceInputStream(new ByteArrayInputStream(all.getBytes(StandardCharsets.UTF_8)), rest);
        server.serveStdio(in, out);
        return out.toString(StandardCharsets.UTF_8).lines().map(Json::parse).toList();
    }

    private static Json only(List<Json> answers) {
        assertThat(answers).hasSize(1);
        return answers.get(0);
    }

    private static String request(String id, String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + params + "}";
    }

    private static String greet(String id, String name) {
        return request(id, "tools/call", "{\"name\":\"greet\",\"arguments\":{\"name\":\"" + name + "\"}}");
    }

    // batches

    @ParameterizedTest
    @ValueSource(strings = {"2024-11-05", "2025-03-26"})
    void aBatchIsAnsweredByOneArrayWhereTheVersionHasBatches(String version) {
        Json answer = only(session(
                version,
                "[" + greet("1", "Ada") + "," + PING + ",{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\"},"
                        + greet("\"b\"", "Bob") + ",5]"));

        assertThat(answer.asList()).hasSize(4);
        assertThat(answer.asList())
                .filteredOn(each ->
                        each.at("result", "structuredContent", "greeting").isPresent())
                .extracting(each -> each.at("id").orElseThrow())
                .containsExactlyInAnyOrder(Json.of(1), Json.of("b"));
        assertThat(answer.asList())
                .filteredOn(each -> each.at("error").isPresent())
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.at("id")).contains(Json.Null.VALUE);
                    assertThat(each.at("error", "data", "code")).contains(Json.of("E_RPC_MESSAGE"));
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-06-18", "2025-11-25"})
    void aBatchIsRefusedWhereTheVersionHasNone(String version) {
        Json answer = only(session(version, "[" + PING + "]"));

        assertThat(answer.at("error", "data", "code")).contains(Json.of("E_RPC_BATCH"));
        assertThat(answer.at("error", "message").flatMap(Json::asText).orElse(""))
                .contains("on its own line");
    }

    @Test
    void aBatchOfNotificationsAloneIsNotAnswered() {
        assertThat(session("2025-03-26", "[{\"jsonrpc\":\"2.0\",\"method\":\"notifications/nonsense\"}]", PING))
                .singleElement()
                .satisfies(answer -> assertThat(answer.at("id")).contains(Json.of("ping")));
    }

    @Test
    void anEmptyBatchAndOneThatIsTooLongAreRefusedAsAWhole() {
        assertThat(only(session("2025-03-26", "[]")).at("error", "data", "code"))
                .contains(Json.of("E_RPC_BATCH"));
        String many = "[" + (PING + ",").repeat(Incoming.MOST_MESSAGES) + PING + "]";
        assertThat(only(session("2025-03-26", many)).at("error", "message").flatMap(Json::asText))
                .hasValueSatisfying(message -> assertThat(message).contains("1 to 100 messages, not 101"));
    }

    @Test
    void aCancelledRequestDoesNotKeepItsBatchFromBeingAnswered() {
        Json answer = only(
                session(
                        "2025-03-26",
                        "[" + request("1", "tools/call", "{\"name\":\"until_cancelled\",\"arguments\":{}}") + ","
                                + greet("2", "Ada")
                                + ",{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}]"));

        assertThat(answer.asList())
                .singleElement()
                .satisfies(each -> assertThat(each.at("id")).contains(Json.of(2)));
    }

    @Test
    void theSameIdTwiceInABatchIsRefusedInTheBatch() {
        Json answer = only(session(
                "2025-03-26",
                "[" + request("7", "tools/call", "{\"name\":\"slow\",\"arguments\":{\"characters\":200}}") + ","
                        + greet("7", "Ada") + "]"));

        assertThat(answer.asList()).hasSize(2);
        assertThat(answer.asList())
                .filteredOn(each -> each.at("error").isPresent())
                .singleElement()
                .satisfies(each -> assertThat(each.at("error", "data", "code")).contains(Json.of("E_RPC_ORDER")));
    }

    // names that are not ours

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "resources/subscribe   | {\"uri\":\"file:///etc/passwd\"} | E_RESOURCE_UNKNOWN | file:///etc/passwd",
                "resources/subscribe   | {\"uri\":\"test://notes\"}       | E_RESOURCE_UNKNOWN | test://notes",
                "resources/unsubscribe | {\"uri\":\"file:///etc/passwd\"} | E_RESOURCE_UNKNOWN | file:///etc/passwd",
                "resources/read        | {\"uri\":\"file:///etc/passwd\"} | E_RESOURCE_UNKNOWN | file:///etc/passwd",
                "prompts/get           | {\"name\":\"no_such\"}           | E_PROMPT_UNKNOWN   | no_such",
                "completion/complete   |"
                        + " {\"ref\":{\"type\":\"ref/prompt\",\"name\":\"no_such\"},\"argument\":{\"name\":\"a\",\"value\":\"\"}}"
                        + " | E_REF_UNKNOWN | no_such",
                "completion/complete   |"
                        + " {\"ref\":{\"type\":\"ref/resource\",\"uri\":\"file:///{x}\"},\"argument\":{\"name\":\"x\",\"value\":\"\"}}"
                        + " | E_REF_UNKNOWN | file:///{x}",
                "completion/complete   |"
                        + " {\"ref\":{\"type\":\"ref/prompt\",\"name\":\"review\"},\"argument\":{\"name\":\"no_such\",\"value\":\"\"}}"
                        + " | E_ARG_UNKNOWN | no_such",
                "completion/complete   |"
                        + " {\"ref\":{\"type\":\"ref/resource\",\"uri\":\"test://notes/{id}\"},\"argument\":{\"name\":\"no_such\",\"value\":\"\"}}"
                        + " | E_ARG_UNKNOWN | no_such",
            })
    void whatIsNotOursIsRefusedByItsName(String method, String params, String code, String name) {
        Json answer = only(session("2025-11-25", request("1", method, params)));

        assertThat(answer.at("error", "data", "code")).contains(Json.of(code));
        assertThat(answer.at("error", "message").flatMap(Json::asText).orElse(""))
                .contains(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "resources/subscribe",
                "resources/unsubscribe",
                "resources/read",
                "prompts/get",
                "completion/complete"
            })
    void aRequestThatNamesNothingIsRefused(String method) {
        assertThat(only(session("2025-11-25", request("1", method, "{}"))).at("error", "code"))
                .contains(Json.of(-32602));
    }

    @Test
    void aSubscriptionToWhatATemplateCoversIsTaken() {
        assertThat(only(session("2025-11-25", request("1", "resources/subscribe", "{\"uri\":\"test://notes/17\"}")))
                        .at("result"))
                .contains(Json.Obj.EMPTY);
    }

    // notifications

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":[1]}",
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":5}",
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":null}",
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1.5}}",
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{\"progressToken\":{}}}",
                "{\"jsonrpc\":\"1.0\",\"method\":\"notifications/progress\"}",
                "{\"method\":\"notifications/roots/list_changed\"}",
                "{\"jsonrpc\":\"2.0\",\"method\":\"tools/call\",\"params\":\"x\"}",
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{\"__proto__\":1}}",
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{\"a\":1,\"a\":2}}",
            })
    void aNotificationThatCannotBeTakenIsNotAnswered(String notification) {
        assertThat(session("2025-11-25", notification, PING))
                .singleElement()
                .satisfies(answer -> assertThat(answer.at("id")).contains(Json.of("ping")));
    }

    /** What to say of an unknown tool may wait for the client, whose answer the same thread has to read. */
    @Test
    void whoAsksForAnUnknownToolHoldsUpNobody() {
        CountDownLatch listed = new CountDownLatch(1);
        WorkflowMcpServer server = WorkflowMcpServer.builder("waits", "1")
                .listing(() -> {
                    listed.countDown();
                    return List.of();
                })
                .offeredElsewhere(tool -> arrives(listed) ? Optional.of("another server") : Optional.empty())
                .build();
        assertThat(session(
                        server,
                        2,
                        Child.INITIALIZE,
                        request("1", "tools/call", "{\"name\":\"nowhere\"}"),
                        request("2", "resources/list", "{}")))
                .hasSize(3)
                .anySatisfy(answer -> assertThat(answer.at("error", "message").flatMap(Json::asText))
                        .hasValueSatisfying(said -> assertThat(said).contains("is offered by another server")));
    }

    @Test
    void aSilentClientIsAskedOnceAndAllWhoWaitForItHearTheSame() {
        String who = "{\"name\":\"who\",\"arguments\":{}}";
        List<Json> lines = session(
                TestServer.server(),
                4,
                Child.INITIALIZE.replace("\"capabilities\":{}", "\"capabilities\":{\"roots\":{}}"),
                request("1", "tools/call", who),
                request("2", "tools/call", who),
                request("3", "tools/call", who));
        assertThat(lines)
                .filteredOn(line -> line.at("method").equals(Optional.of(Json.of("roots/list"))))
                .hasSize(1);
        assertThat(lines)
                .filteredOn(line -> line.toString().contains("E_CLIENT_SILENT"))
                .hasSize(3)
                .allSatisfy(line -> assertThat(line.toString()).contains("did not answer in 5 s"));
    }

    private static boolean arrives(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    // arguments

    @Test
    void argumentsAsJsonTextAreTaken() {
        String call = request(
                "1",
                "tools/call",
                "{\"name\":\"greet\",\"arguments\":\"{\\\"name\\\":\\\"Ada\\\",\\\"times\\\":\\\"2\\\"}\"}");
        assertThat(only(session("2025-11-25", call)).at("result", "structuredContent", "greeting"))
                .contains(Json.of("Hello Hello Ada"));
    }

    @ParameterizedTest
    @CsvSource({"'\"p\"', 2", "5, 2", "'{}', 0", "1.5, 0", "true, 0", "null, 0"})
    void progressIsToldUnderATokenThatIsOne(String token, int times) {
        List<Json> answers = session(
                times + 1,
                "2025-11-25",
                request(
                        "1",
                        "tools/call",
                        "{\"name\":\"slow\",\"arguments\":{\"characters\":1},\"_meta\":{\"progressToken\":" + token
                                + "}}"));
        assertThat(answers)
                .filteredOn(answer -> answer.at("method").equals(Optional.of(Json.of("notifications/progress"))))
                .hasSize(times);
        assertThat(answers.get(answers.size() - 1).at("result", "structuredContent", "what"))
                .contains(Json.of("slow"));
    }
}
