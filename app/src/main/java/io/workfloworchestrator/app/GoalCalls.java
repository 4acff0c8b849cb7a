package io.workfloworchestrator.app;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.goals.GoalException;
import io.workfloworchestrator.projectmanagement.goals.GoalTools;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.state.Cause;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Does for commands what the tools for goals do. Not thread-safe. */
final class GoalCalls {
    private final ToolCalls calls;
    private final OpenProject project;
    private final Clock clock = Clock.system(ZoneId.systemDefault());

    GoalCalls(Workbench bench) {
        this.calls = new ToolCalls(bench);
        this.project = calls.project();
    }

    Json.Obj call(String tool, Json.Obj arguments, Cause cause) {
        return calls.call(context -> GoalTools.of(context, clock), tool, arguments, cause);
    }

    Json.Obj board(int most) {
        return saidForPeople(() -> GoalTools.board(project, clock, most));
    }

    Json.Obj show(String name) {
        return saidForPeople(() -> GoalTools.show(project, clock, name));
    }

    private static Json.Obj saidForPeople(Supplier<Json.Obj> call) {
        try {
            return call.get();
        } catch (GoalException e) {
            throw new CodedException(e.code(), ToolCalls.said(String.valueOf(e.getMessage())), e);
        }
    }

    /** The arguments with this one, if it is given. */
    static Json.Obj with(Json.Obj arguments, String name, Optional<String> value) {
        return value.map(text -> arguments.with(name, Json.of(text))).orElse(arguments);
    }

    static Json.Obj with(Json.Obj arguments, String name, List<String> values) {
        return values.isEmpty() ? arguments : arguments.with(name, Json.strings(values));
    }

    /** What an answer says beside its values; for people. */
    static void message(Console console, Json.Obj answer) {
        answer.text("message").ifPresent(text -> console.paragraph("", "", ToolCalls.said(text)));
    }
}
