package io.workfloworchestrator.app;

import io.workfloworchestrator.state.Json;
import io.workfloworchestrator.state.JsonException;
import io.workfloworchestrator.workflow.WorkflowState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code workflow data [FIELD=VALUE…]}: what the workflow's author keeps in it. */
@Command(name = "data", description = "The workflow's own data; FIELD=VALUE changes fields, in one commit.")
final class DataCommand extends ProjectCommand {
    @Parameters(
            paramLabel = "FIELD=VALUE",
            arity = "0..*",
            description = "Such as tag=v2.0 or approvers='[\"ann\", \"bo\"]'. VALUE is JSON, else text.")
    private List<String> settings = new ArrayList<>();

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept in the history.")
    private Optional<String> reason = Optional.empty();

    DataCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run(Workbench bench) {
        SortedMap<String, Json> given = new TreeMap<>();
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            if (equals < 1) {
                throw new UsageException("a change is FIELD=VALUE, such as tag=v2.0, not '" + setting + "'.");
            }
            given.put(setting.substring(0, equals), value(setting.substring(equals + 1)));
        }
        String changes = "set " + String.join(", ", given.keySet());
        var state = given.isEmpty()
                ? bench.workflow().sync().state()
                : bench.workflow().update(data -> changed(data, given), bench.cause(reason.orElse(changes)));
        answer(state.value(), state.revision().number(), given.isEmpty());
        return ExitCode.OK;
    }

    private static Json changed(Json data, SortedMap<String, Json> given) {
        Json.Obj changed = data.asObject();
        for (var field : given.entrySet()) {
            changed = changed.with(field.getKey(), field.getValue());
        }
        return changed;
    }

    /** JSON as it is written, else text: nobody wants to quote for a shell and for JSON. */
    static Json value(String text) {
        try {
            return Json.parse(text);
        } catch (JsonException e) {
            return Json.of(text);
        }
    }

    private void answer(WorkflowState<Json> state, long revision, boolean asked) {
        console.answer(Json.Obj.EMPTY.with("data", state.data()).with("revision", Json.of(revision)), () -> {
            state.data().toPrettyText().lines().forEach(line -> console.line(Console.plain(line)));
            if (!asked) {
                console.line(console.dim("revision " + revision));
            }
        });
    }
}
