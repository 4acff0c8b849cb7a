package io.workfloworchestrator.app;

import static io.workfloworchestrator.app.ToolReply.text;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.handoff.Handoff;
import io.workfloworchestrator.projectmanagement.handoff.HandoffInbox;
import io.workfloworchestrator.projectmanagement.handoff.HandoffOutbox;
import io.workfloworchestrator.projectmanagement.handoff.protocol.HandoffMessage;
import io.workfloworchestrator.projectmanagement.handoff.protocol.HandoffProtocol;
import io.workfloworchestrator.server.LocalClock;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;

/** {@code workflow handoffs …}: goals that are passed on, and the messages of other servers about them. */
final class HandoffCommands {
    private HandoffCommands() {}

    static CommandGroup group() {
        return new CommandGroup(
                "What was passed on to other servers: pass goals on, and take what they tell.",
                Listed::new,
                () -> passing("prepare_spec_handoff", "spec", "Pass goals on to be specified."),
                () -> passing("prepare_task_executor_handoff", "tasks", "Pass the open tasks of specified goals on."),
                Import::new,
                Export::new);
    }

    private static ToolCommand passing(String tool, String name, String description) {
        return new ToolCommand(ToolFamily.HANDOFFS, tool, name, description)
                .changing()
                .operands("goalIds", "GOAL", "1..25", "The goals.")
                .accepting(answer -> !ToolReply.list(answer, "handoffs").isEmpty())
                .printing(HandoffCommands::printPassed);
    }

    private static void printPassed(ToolReply reply) {
        Console console = reply.console();
        for (Json one : reply.list("handoffs")) {
            reply.line(
                    text(one, "handoffId"),
                    " " + text(one, "goalId") + " " + text(one, "goalName") + ": " + text(one, "status") + ".");
        }
        for (Json one : reply.list("blocked")) {
            String why = text(one, "goalId") + " " + text(one, "goalName") + ": " + text(one, "why") + " "
                    + text(one, "who") + " acts.";
            console.paragraph(console.bad("✗ "), ToolWords.said(why));
            clearing(one.at("call").orElse(Json.Obj.EMPTY)).ifPresent(line -> console.labelled("  ", "do", line));
        }
        reply.findings();
        reply.message();
    }

    private static Optional<String> clearing(Json call) {
        return call.at("command")
                .flatMap(Json::asText)
                .or(() -> CommandsOfTools.ofPlanning(
                                text(call, "tool"),
                                call.at("params").orElse(Json.Obj.EMPTY).asObject())
                        .map(line -> "workflow " + line));
    }

    @Command(name = "list", description = "What was passed on and is not finished: who waits for whom.")
    static final class Listed extends ProjectCommand {
        @Override
        ExitCode run(Workbench bench) {
            WorkflowMoment<Json> now = bench.now();
            List<Handoff> waiting = Handoff.waiting(now);
            return console.done(
                    Answers.at(now.revision()).with("handoffs", Answers.list(waiting, Listed::json)), () -> {
                        if (waiting.isEmpty()) {
                            console.line("Nothing is waiting. Pass a goal on with 'workflow handoffs spec GOAL'.");
                        }
                        waiting.forEach(one -> console.paragraph(Console.plain(one.line())));
                    });
        }

        private static Json json(Handoff one) {
            return Json.Obj.EMPTY
                    .with("handoffId", one.called())
                    .with("what", one.kind().word())
                    .with("from", one.from().word())
                    .with("to", one.to().word())
                    .with("status", one.status().word())
                    .with("goalId", one.context().goalId())
                    .with("goalName", one.context().goalName())
                    .with("tasks", one.tasks().size())
                    .with("source", one.source());
        }
    }

    @Command(
            name = "import",
            description = "Say what a message of another server changes; --apply does it, in one commit.")
    static final class Import extends ChangingCommand {
        private static final int MOST_BYTES = 1 << 20;

        private final Given<String> file = operand("FILE", "The message as JSON; - is stdin.");
        private final Given<Boolean> apply = flag("--apply", "Do it; without it nothing is changed.");

        @Override
        ExitCode run(Workbench bench) {
            Json sent = Json.parse(AnswersFile.bytes(file.get(), MOST_BYTES, "which no message has"));
            HandoffInbox inbox = new HandoffInbox(bench.project(), LocalClock.here());
            HandoffMessage message = HandoffProtocol.read(sent, bench.folder().root());
            Optional<HandoffInbox.Taken> taken =
                    apply.get() ? Optional.of(inbox.take(message, bench.cause(Optional.empty()))) : Optional.empty();
            HandoffInbox.Plan plan = taken.map(HandoffInbox.Taken::plan).orElseGet(() -> inbox.plan(message));
            Json.Obj answer = Answers.at(bench.states().head())
                    .with("type", plan.type().word())
                    .with("changes", Json.strings(plan.changes()))
                    .with("notes", Json.strings(plan.notes()))
                    .with("applied", apply.get() && !plan.changes().isEmpty())
                    .with("goalId", plan.goal());
            answer = Answers.with(answer, "response", taken.map(one -> HandoffProtocol.write(one.response())));
            return console.done(answer, () -> print(plan));
        }

        private void print(HandoffInbox.Plan plan) {
            plan.changes().forEach(change -> console.paragraph(change));
            plan.notes().forEach(note -> console.paragraph(console.dim("Note: "), ToolWords.said(Console.plain(note))));
            if (plan.changes().isEmpty()) {
                console.line("Nothing changes by it.");
            } else if (!apply.get()) {
                console.line(console.dim("Nothing was changed. To do it: workflow handoffs import --apply "
                        + ClientConfig.shellWord(file.get())));
            }
        }
    }

    @Command(
            name = "export",
            description = "Write a hand-off to stdout as a message for a server that does not read this state.")
    static final class Export extends ProjectCommand {
        private final Given<String> handoff = operand("HANDOFF", "Its number, such as H-01, or its id.");

        @Override
        ExitCode run(Workbench bench) {
            Json message = HandoffProtocol.write(HandoffOutbox.message(bench.project(), handoff.get()));
            Json.Obj answer = Json.Obj.EMPTY.with("message", message);
            return console.done(answer, () -> console.out().println(message));
        }
    }
}
