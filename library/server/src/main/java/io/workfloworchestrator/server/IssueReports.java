package io.workfloworchestrator.server;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.mcp.ToolAnswer;
import io.workfloworchestrator.mcp.ToolCall;
import io.workfloworchestrator.mcp.ToolException;
import io.workfloworchestrator.mcp.WorkflowMcpServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The tool {@value #NAME}: a server in production reports its own faults to the project that builds it.
 *
 * <p>It is offered where {@code workflow serve} started the server, unless the variable {@value #SETTING} is {@code off}. A report is a
 * JSON file in the folder that the variable {@value #FOLDER} names; {@code workflow issue} and {@code workflow server} take reports in as
 * issues. Any other server may write such files too: {@code title} and {@code server} are needed, and {@code severity}, {@code
 * symptom}, {@code expected}, {@code tool}, {@code arguments}, {@code error}, {@code lastCalls}, {@code serverVersion}, {@code
 * libraryVersion}, {@code runtime}, {@code client}, {@code release}, {@code revision}, {@code reproduction} and {@code reported} may be
 * there. Thread-safe.
 */
final class IssueReports implements WorkflowMcpServer.CallListener {
    static final String NAME = "report_issue";
    /** The folder in which the project that builds the server looks for reports. */
    static final String FOLDER = "WORKFLOW_ISSUES";
    /** {@code off} takes the tool away. */
    static final String SETTING = "WORKFLOW_REPORT_ISSUE";

    private static final String SERVER = "WORKFLOW_SERVER";
    private static final String RELEASE = "WORKFLOW_RELEASE";
    private static final int MOST_WAITING = 500;
    private static final int MOST_TEXT = 4_000;

    private final Map<String, String> environment;
    private final String version;
    private final Clock clock;
    private final LongSupplier random;
    private final Supplier<OpenProject> project;
    private final LastCalls calls = new LastCalls();

    private IssueReports(
            Map<String, String> environment,
            String version,
            Clock clock,
            LongSupplier random,
            Supplier<OpenProject> project) {
        this.environment = environment;
        this.version = version;
        this.clock = clock;
        this.random = random;
        this.project = project;
    }

    record In(
            @Field("What is wrong, in a few words.") String title,
            Optional<String> symptom,
            Optional<String> expected,
            @Field("critical, high, medium or low.") Optional<String> severity,

            @Field("The tool that failed; the one that failed last when not given.")
            Optional<String> tool,

            @Field("How often: always, sometimes or once.") Optional<String> frequency) {}

    record Out(String report, String message) {}

    /**
     * Reports where this process may write some.
     *
     * @return empty if nobody takes reports, or they are off
     */
    static Optional<IssueReports> of(
            Map<String, String> environment,
            String version,
            Clock clock,
            LongSupplier random,
            Supplier<OpenProject> project) {
        boolean isOffered = environment.containsKey(FOLDER)
                && environment.containsKey(SERVER)
                && !"off".equals(environment.get(SETTING));
        return isOffered
                ? Optional.of(new IssueReports(environment, version, clock, random, project))
                : Optional.empty();
    }

    @Override
    public void answered(String tool, Json.Obj arguments, ToolAnswer answer) {
        if (!tool.equals(NAME)) {
            calls.add(tool, arguments, answer);
        }
    }

    Tool<In, Out> tool() {
        return Tool.of(NAME, In.class, Out.class)
                .description(
                        "Reports a fault of this server to the people who build it, with its version and last calls.")
                .closedWorld()
                .handler(this::report);
    }

    private Out report(In in, ToolCall call) {
        if (in.title().isBlank()) {
            throw new ToolException("E_ARG_VALUE", "title is blank: say what is wrong in a few words.");
        }
        Optional<LastCalls.Call> failed = calls.meant(in.tool());
        Json.Obj report = Json.Obj.EMPTY
                .with("title", text(Words.clip(in.title().strip(), 120)))
                .with("server", text(environment.getOrDefault(SERVER, "")))
                .with("serverVersion", text(version))
                .with("libraryVersion", text(libraryVersion()))
                .with(
                        "runtime",
                        text("Java " + System.getProperty("java.version") + ", " + System.getProperty("os.name") + " "
                                + System.getProperty("os.version")))
                .with("client", text(call.client()))
                .with("reported", text(clock.instant().toString()))
                .with("release", said(Optional.ofNullable(environment.get(RELEASE))))
                .with("symptom", said(in.symptom()))
                .with("expected", said(in.expected()))
                .with("severity", said(in.severity()))
                .with("frequency", said(in.frequency()))
                .with("tool", said(in.tool().or(() -> failed.map(LastCalls.Call::tool))))
                .with("arguments", said(failed.map(LastCalls.Call::arguments)))
                .with("error", said(failed.flatMap(LastCalls.Call::error)))
                .with("lastCalls", said(calls.words()));
        Optional<Long> revision = revision();
        return written(revision.isPresent() ? report.with("revision", Json.of(revision.get())) : report);
    }

    /** The revision of the project's state; empty if the fault is that it cannot be opened. */
    private Optional<Long> revision() {
        try {
            return Optional.of(project.get().state().head().number());
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private static String libraryVersion() {
        return Optional.ofNullable(WorkflowServer.class.getPackage().getImplementationVersion())
                .orElse("of this build");
    }

    private static String text(String value) {
        return LastCalls.withoutSecrets(Words.clip(value, MOST_TEXT));
    }

    private static Optional<String> said(Optional<String> value) {
        return value.filter(given -> !given.isBlank()).map(IssueReports::text);
    }

    /** Writes the report under another name first, so that nobody reads half of it. */
    private Out written(Json.Obj report) {
        String name = clock.millis() + "-" + Long.toHexString(random.getAsLong()) + ".json";
        try {
            Path folder = Files.createDirectories(Path.of(environment.getOrDefault(FOLDER, "")));
            try (Stream<Path> waiting = Files.list(folder)) {
                if (waiting.limit(MOST_WAITING).count() == MOST_WAITING) {
                    throw new ToolException(
                            "E_ISSUE_MANY",
                            MOST_WAITING
                                    + " reports wait to be taken in already. Somebody who builds this server must run"
                                    + " 'workflow issue list' first.");
                }
            }
            Path fresh = folder.resolve("." + name);
            Object unused = Files.write(fresh, report.toString().getBytes(StandardCharsets.UTF_8));
            unused = Files.move(fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            return new Out(name, "Reported. It becomes an issue of " + environment.getOrDefault(SERVER, "") + ".");
        } catch (IOException e) {
            throw new ToolException(
                    "E_ISSUE_WRITE", "The report cannot be written: " + e.getMessage() + ". Tell a person instead.");
        }
    }
}
