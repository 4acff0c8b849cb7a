package io.workfloworchestrator.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.mcp.ToolAnswer;
import io.workfloworchestrator.mcp.ToolException;
import io.workfloworchestrator.mcp.WorkflowMcpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server in production reports its own faults. */
class IssueReportsTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-05-01T10:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private final AtomicLong random = new AtomicLong();

    record In(String name) {}

    record Out(String text) {}

    private Optional<IssueReports> reports(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "WORKFLOW_ISSUES", folder.resolve("reports").toString(),
                "WORKFLOW_SERVER", "notes",
                "WORKFLOW_RELEASE", "3-0123456789ab"));
        environment.putAll(more);
        return IssueReports.of(environment, "1.2", CLOCK, random::incrementAndGet, () -> {
            throw new IllegalStateException("the project cannot be opened");
        });
    }

    private WorkflowMcpServer server() {
        IssueReports reports = reports(Map.of()).orElseThrow();
        return WorkflowMcpServer.builder("notes", "1.2")
                .tool(Tool.of("greet", In.class, Out.class).handler((in, call) -> {
                    if (in.name().startsWith("z")) {
                        throw new ToolException("E_GREETING", "no greeting for " + in.name());
                    }
                    return new Out("Hello, " + in.name());
                }))
                .tool(reports.tool())
                .whenAnswered(reports)
                .build();
    }

    private static Json.Obj named(String name) {
        return Json.Obj.EMPTY.with("name", Json.of(name));
    }

    private List<Json.Obj> written() {
        try (Stream<Path> files = Files.list(folder.resolve("reports"))) {
            return files.sorted().map(IssueReportsTest::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Json.Obj read(Path file) {
        try {
            return Json.parse(Files.readAllBytes(file)).asObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aReportHasTheCallThatFailedLastAndAllBeforeIt() {
        WorkflowMcpServer server = server();
        ToolAnswer unused = server.call("greet", named("ana"));
        unused = server.call("greet", named("zoe"));
        unused = server.call("greet", named("ben"));
        ToolAnswer reported = server.call("report_issue", Json.Obj.EMPTY.with("title", Json.of("zoe is not greeted")));
        assertThat(reported.isError()).as(reported.text()).isFalse();
        assertThat(written()).singleElement().satisfies(report -> {
            assertThat(report.text("tool")).contains("greet");
            assertThat(report.text("arguments")).contains("{\"name\":\"zoe\"}");
            assertThat(report.text("error").orElse("")).contains("E_GREETING", "no greeting for zoe");
            assertThat(report.text("lastCalls").orElse("").lines()).hasSize(3);
            assertThat(report.text("serverVersion")).contains("1.2");
            assertThat(report.text("release")).contains("3-0123456789ab");
            assertThat(report.find("revision")).isEmpty();
        });
    }

    @Test
    void aSecretInArgumentsIsLeftOut() {
        WorkflowMcpServer server = server();
        String secret = "z ghp_" + "a1B2".repeat(9);
        ToolAnswer unused = server.call("greet", named(secret));
        unused = server.call("report_issue", Json.Obj.EMPTY.with("title", Json.of("It fails")));
        assertThat(written().get(0).toString())
                .contains("looks like a GitHub token")
                .doesNotContain("a1B2a1B2");
    }

    @Test
    void nobodyIsOfferedTheToolWhereNobodyReadsReportsOrItIsOff() {
        assertThat(reports(Map.of())).isPresent();
        assertThat(reports(Map.of("WORKFLOW_REPORT_ISSUE", "off"))).isEmpty();
        assertThat(IssueReports.of(Map.of(), "1", CLOCK, random::incrementAndGet, () -> {
                    throw new IllegalStateException();
                }))
                .isEmpty();
    }

    @Test
    void aReportWithoutATitleIsRefused() {
        ToolAnswer blank = server().call("report_issue", Json.Obj.EMPTY.with("title", Json.of(" ")));
        assertThat(blank.text()).contains("E_ARG_VALUE", "title is blank");
        assertThat(folder.resolve("reports")).doesNotExist();
    }
}
