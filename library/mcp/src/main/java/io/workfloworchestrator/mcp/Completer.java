package io.workfloworchestrator.mcp;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Completes what a person types into an argument of a prompt or a variable of a resource template. */
@FunctionalInterface
public interface Completer {
    /**
     * Returns the values that begin with the typed text. The client gets at most the first 100.
     *
     * @param argument the name of the argument or variable
     * @param chosen the other arguments that are filled in already
     * @throws Exception any exception; the client then gets an error instead of values
     */
    List<String> complete(String argument, String typed, Map<String, String> chosen) throws Exception;

    /** Those of the values that begin with the typed text, each once. */
    static List<String> beginning(String typed, Stream<String> values) {
        return values.filter(value -> value.startsWith(typed)).distinct().toList();
    }
}
