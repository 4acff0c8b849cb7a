package io.workfloworchestrator.app;

import io.workfloworchestrator.definition.Call;
import io.workfloworchestrator.json.Json;
import java.util.Optional;
import java.util.Set;

/** The commands that do the same as the tools for servers and their issues. Pure functions. */
final class EnvironmentCalls {
    private static final String TRIAGE = "triage_issue";

    /** The tools for which there is such a command. */
    static final Set<String> TOOLS = Set.of(TRIAGE);

    private EnvironmentCalls() {}

    /** The words of the command behind the program's name; empty for another tool. */
    static Optional<String> command(Call call) {
        Json.Obj params = call.json().asObject();
        return Optional.of(call.tool())
                .filter(TRIAGE::equals)
                .flatMap(triage -> params.text("issue"))
                .map(issue -> "issue triage " + ClientConfig.shellWord(issue));
    }
}
