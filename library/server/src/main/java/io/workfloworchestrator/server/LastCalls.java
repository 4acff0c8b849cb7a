package io.workfloworchestrator.server;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.mcp.ToolAnswer;
import io.workfloworchestrator.state.Secrets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Collectors;

/** The last calls of a server's tools, without secrets, for a report of a fault. Thread-safe. */
final class LastCalls {
    private static final int MOST = 10;
    private static final int MOST_ARGUMENTS = 2_000;
    private static final int MOST_SHOWN = 200;

    private final Deque<Call> calls = new ArrayDeque<>();

    /**
     * @param arguments as JSON text
     * @param error code and message of a refusal; empty if it was answered
     */
    record Call(String tool, String arguments, Optional<String> error) {
        private String words() {
            return "- " + tool + " " + Words.clip(arguments, MOST_SHOWN) + ": "
                    + error.map(said -> Words.clip(said, MOST_SHOWN)).orElse("answered");
        }
    }

    synchronized void add(String tool, Json.Obj arguments, ToolAnswer answer) {
        Optional<String> error =
                answer.isError() ? Optional.of(withoutSecrets(answer.text())) : Optional.<String>empty();
        calls.addLast(new Call(tool, withoutSecrets(Words.clip(arguments.toString(), MOST_ARGUMENTS)), error));
        if (calls.size() > MOST) {
            Object unused = calls.removeFirst();
        }
    }

    /** The newest call of a tool; of no tool in particular, the newest that was refused. */
    synchronized Optional<Call> meant(Optional<String> tool) {
        Iterator<Call> newest = calls.descendingIterator();
        while (newest.hasNext()) {
            Call call = newest.next();
            if (tool.map(call.tool()::equals).orElseGet(() -> call.error().isPresent())) {
                return Optional.of(call);
            }
        }
        return Optional.empty();
    }

    /** All of them, one line each; empty if there were none. */
    synchronized Optional<String> words() {
        return calls.isEmpty()
                ? Optional.empty()
                : Optional.of(calls.stream().map(Call::words).collect(Collectors.joining("\n")));
    }

    /** A text that looks like a secret is left out as a whole: nobody can tell where it ends. */
    static String withoutSecrets(String text) {
        return Secrets.kind(text)
                .map(kind -> "(left out, since it looks like " + kind + ")")
                .orElse(text);
    }
}
