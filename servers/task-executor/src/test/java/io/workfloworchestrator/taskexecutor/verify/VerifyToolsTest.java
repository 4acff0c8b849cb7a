package io.workfloworchestrator.taskexecutor.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.ToolAnswer;
import io.workfloworchestrator.mcp.WorkflowMcpServer;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.taskexecutor.TaskExecutorServer;
import io.workfloworchestrator.taskexecutor.TaskToolset;
import io.workfloworchestrator.workflow.Item;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Scanner;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS) // the checks here are commands of a Unix
class VerifyToolsTest {
    @TempDir
    Path folder;

    private static WorkflowMcpServer server(VerifiedProject project) {
        OpenProject open = new OpenProject(
                project.local.folder().root(),
                project.local.state(),
                project.local.workflow(TaskExecutorServer.WORKFLOWS).open());
        return TaskExecutorServer.of(
                "1", () -> open, client -> {}, EnumSet.allOf(TaskToolset.class), Clock.systemUTC());
    }

    private static Json.Obj call(WorkflowMcpServer server, String tool, String arguments) {
        ToolAnswer answer = server.call(tool, VerifiedProject.json(arguments));
        assertThat(answer.isError()).as(answer.text()).isFalse();
        return answer.structured();
    }

    private static String status(Json.Obj answer) {
        return answer.at("verification", "status").flatMap(Json::asText).orElseThrow();
    }

    private VerifiedProject project(String script) {
        VerifiedProject project = VerifiedProject.open(folder, "{'constraints': ['No new dependency']}");
        project.write("src/a.txt", "a");
        project.write("check.sh", script);
        project.checks("checks:\n  - {id: test, run: [sh, check.sh], covers: [src/**]}\n");
        return project;
    }

    @Test
    void verifyTaskRunsChecksAndTakesWhatIsConfirmed() {
        try (VerifiedProject project = project("exit 0")) {
            project.completed("{'title': 'Build it'}");
            WorkflowMcpServer server = server(project);

            Json.Obj first = call(server, "verify_task", "{'workflowName': 'login', 'taskId': '1'}");
            assertThat(status(first)).isEqualTo("partial");
            Json.Obj second = call(
                    server, "verify_task", "{'workflowName': 'login', 'taskId': 1, 'holds': ['1'], 'agent': 'ben'}");
            assertThat(status(second)).isEqualTo("passed");
            assertThat(second.get("verification").toString())
                    .as("the evidence says who confirmed it")
                    .contains("by ben");
            assertThat(second.text("taskStatus")).contains("verified");
        }
    }

    @Test
    void unknownNamesAreRefusedWithTheNearest() {
        try (VerifiedProject project = project("exit 0")) {
            WorkflowMcpServer server = server(project);

            ToolAnswer workflow =
                    server.call("verify_task", VerifiedProject.json("{'workflowName': 'logn', 'taskId': '1'}"));
            assertThat(workflow.text()).contains("E_WORKFLOW", "Did you mean \"login\"?");
            ToolAnswer path =
                    server.call("verify_task", VerifiedProject.json("{'workflowName': '../../x', 'taskId': '1'}"));
            assertThat(path.text()).contains("E_WORKFLOW");
            ToolAnswer task =
                    server.call("verify_task", VerifiedProject.json("{'workflowName': 'login', 'taskId': '7'}"));
            assertThat(task.text()).contains("E_ITEM");
        }
    }

    @Test
    void aLongVerificationGoesOnAndTheNextCallTakesItsOutcome() throws IOException {
        try (VerifiedProject project = project("while [ ! -f go ]; do sleep 0.1; done; exit 3")) {
            project.completed("{'title': 'Build it'}");
            WorkflowMcpServer server = server(project);
            String ask = "{'workflowName': 'login', 'taskId': '1', 'waitSeconds': 0}";

            assertThat(status(call(server, "verify_task", ask))).isEqualTo("running");
            ToolAnswer confirming = server.call(
                    "verify_task", VerifiedProject.json("{'workflowName': 'login', 'taskId': '1', 'holds': ['1']}"));
            assertThat(confirming.text()).contains("E_VERIFY_RUNNING");

            Files.writeString(folder.resolve("go"), "");
            Json.Obj done = call(server, "verify_task", "{'workflowName': 'login', 'taskId': '1'}");
            assertThat(status(done)).isEqualTo("failed");
            assertThat(done.at("verification", "concerns", "0").orElseThrow().toString())
                    .contains("exit 3");
        }
    }

    @Test
    void whatRunsCanBeEnded() {
        try (VerifiedProject project = project("sleep 97")) {
            Item task = project.completed("{'title': 'Build it'}");
            WorkflowMcpServer server = server(project);
            call(server, "verify_task", "{'workflowName': 'login', 'taskId': '1', 'waitSeconds': 0}");

            call(server, "verify_task", "{'workflowName': 'login', 'taskId': '1', 'cancel': true}");

            ToolAnswer ended =
                    server.call("verify_task", VerifiedProject.json("{'workflowName': 'login', 'taskId': '1'}"));
            assertThat(ended.text()).contains("E_CANCELLED", "nothing was recorded");
            assertThat(project.newest(task).state().evidence()).isEmpty();
        }
    }

    /** A ping waited for the whole build in the forerunner. */
    @Test
    void noOtherCallIsBlockedAndACancelledCallEndsItsCheck() throws IOException {
        try (VerifiedProject project = project("echo $$ > pid; sleep 97");
                PipedOutputStream toServer = new PipedOutputStream();
                PipedInputStream fromServer = new PipedInputStream(1 << 16)) {
            project.completed("{'title': 'Build it'}");
            WorkflowMcpServer server = server(project);
            PipedInputStream in = new PipedInputStream(toServer, 1 << 16);
            PrintStream out = new PrintStream(new PipedOutputStream(fromServer), true, StandardCharsets.UTF_8);
            Thread serving = new Thread(() -> server.serveStdio(in, out), "serving");
            serving.setDaemon(true);
            serving.start();
            Scanner answers = new Scanner(fromServer, StandardCharsets.UTF_8);
            send(
                    toServer,
                    "{'jsonrpc':'2.0','id':1,'method':'initialize','params':{'protocolVersion':'2025-06-18',"
                            + "'capabilities':{},'clientInfo':{'name':'t','version':'1'}}}");
            assertThat(answers.nextLine()).contains("\"id\":1");
            send(toServer, "{'jsonrpc':'2.0','method':'notifications/initialized'}");
            send(
                    toServer,
                    "{'jsonrpc':'2.0','id':2,'method':'tools/call','params':{'name':'verify_task','arguments':"
                            + "{'workflowName':'login','taskId':'1'},'_meta':{'progressToken':'p'}}}");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> project.folder.resolve("pid").toFile().length() > 0);
            String pid = Files.readString(project.folder.resolve("pid")).strip();

            long start = System.nanoTime();
            send(toServer, "{'jsonrpc':'2.0','id':3,'method':'ping'}");
            send(
                    toServer,
                    "{'jsonrpc':'2.0','id':4,'method':'tools/call','params':{'name':'list_checks','arguments':{}}}");
            String seen = "";
            while (!seen.contains("\"id\":3")
                    || !seen.contains("\"id\":4")
                    || !seen.contains("notifications/progress")) {
                seen += answers.nextLine();
            }
            assertThat(seen).doesNotContain("\"id\":2");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));

            send(toServer, "{'jsonrpc':'2.0','method':'notifications/cancelled','params':{'requestId':2}}");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> ProcessHandle.of(Long.parseLong(pid))
                            .filter(ProcessHandle::isAlive)
                            .isEmpty());
        }
    }

    private static void send(PipedOutputStream out, String message) throws IOException {
        out.write((message.replace('\'', '"') + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Test
    void theChecksOfAProjectAreListedWithTheirApproval() {
        try (VerifiedProject project = project("exit 0")) {
            project.write(
                    VerificationRules.FILE, "checks:\n  - {id: test, run: [sh, check.sh]}\n  - {id: new, run: [x]}\n");
            Json.Obj answer = call(server(project), "list_checks", "{}");

            List<Json> checks = answer.find("checks").orElseThrow().asList();
            assertThat(checks.get(0).at("approved")).contains(Json.of(true));
            assertThat(checks.get(1).at("approved")).contains(Json.of(false));
            assertThat(answer.text("message").orElseThrow()).contains("workflow tasks approve NAME");
        }
    }

    @Test
    void evidenceIsExportedAsInTotoStatements() {
        try (VerifiedProject project = VerifiedProject.open(folder, "{}")) {
            project.write("src/a.txt", "a");
            project.write("check.sh", "printf '1..3\\nok 1 - a\\nnot ok 2 - b\\nok 3 - c # SKIP\\n' > r.tap; exit 1");
            project.checks("checks:\n  - {id: test, run: [sh, check.sh], covers: [src/**], reports: [r.tap]}\n");
            project.completed("{'title': 'Build it'}");
            WorkflowMcpServer server = server(project);
            call(server, "verify_task", "{'workflowName': 'login', 'taskId': '1'}");

            Json.Obj answer = call(server, "export_evidence", "{'workflowName': 'login', 'taskId': '1'}");

            List<Json> statements = answer.find("statements").orElseThrow().asList();
            assertThat(statements).hasSize(1);
            assertThat(statements.get(0)).hasToString("""
                {"_type":"https://in-toto.io/Statement/v1","predicate":{"configuration":[{"annotations":\
                {"command":"sh check.sh"},"digest":{"sha256":"860140bda5d6cbf77da03b0f6767b2932aa871a902d07928e97c85fc565b4b75"},\
                "name":"check:test"}],"failedTests":["b"],"passedTests":["a"],"result":"FAILED","warnedTests":[]},\
                "predicateType":"https://in-toto.io/attestation/test-result/v0.1","subject":[{"digest":{"sha256":\
                "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"},"name":"src/a.txt"}]}\
                """);
        }
    }
}
