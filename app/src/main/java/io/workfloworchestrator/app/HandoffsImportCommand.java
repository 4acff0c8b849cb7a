package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.handoff.HandoffInbox;
import io.workfloworchestrator.projectmanagement.handoff.protocol.HandoffMessage;
import io.workfloworchestrator.projectmanagement.handoff.protocol.HandoffProtocol;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code workflow handoffs import FILE}: what a message of another server would change, and does it when told to. */
@Command(name = "import", description = "Say what a message of another server changes; --apply does it, in one commit.")
final class HandoffsImportCommand extends ChangingCommand {
    private static final int MOST_BYTES = 1 << 20;

    @Parameters(paramLabel = "FILE", description = "The message as JSON; - is stdin.")
    private String file = "";

    @Option(names = "--apply", description = "Do it; without it nothing is changed.")
    private boolean apply;

    @Override
    ExitCode run(Workbench bench) {
        Json sent = Json.parse(bytes());
        HandoffInbox inbox = new HandoffInbox(bench.project(), Clock.systemDefaultZone());
        HandoffMessage message = HandoffProtocol.read(sent, bench.folder().root());
        Optional<HandoffInbox.Taken> taken =
                apply ? Optional.of(inbox.take(message, bench.cause(Optional.empty()))) : Optional.empty();
        HandoffInbox.Plan plan = taken.map(HandoffInbox.Taken::plan).orElseGet(() -> inbox.plan(message));
        Json.Obj answer = Json.Obj.EMPTY
                .with("type", Json.of(plan.type().word()))
                .with("changes", Json.strings(plan.changes()))
                .with("notes", Json.strings(plan.notes()))
                .with("applied", Json.of(apply && !plan.changes().isEmpty()))
                .with("revision", Json.of(bench.states().head().number()));
        answer = Answers.with(answer, "goalId", plan.goal().map(Json::of));
        answer = Answers.with(answer, "response", taken.map(one -> HandoffProtocol.write(one.response())));
        return console.done(answer, () -> print(plan));
    }

    private void print(HandoffInbox.Plan plan) {
        plan.changes().forEach(change -> console.paragraph("", "  ", Console.plain(change)));
        plan.notes()
                .forEach(note ->
                        console.paragraph(console.dim("Note: "), "      ", ToolWords.said(Console.plain(note))));
        if (plan.changes().isEmpty()) {
            console.line("Nothing changes by it.");
        } else if (!apply) {
            console.line(console.dim(
                    "Nothing was changed. To do it: workflow handoffs import --apply " + ClientConfig.shellWord(file)));
        }
    }

    private byte[] bytes() {
        try (InputStream in = file.equals("-") ? System.in : Files.newInputStream(Path.of(file))) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new UsageException(file + " has more than " + MOST_BYTES + " bytes, which no message has.");
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
