package io.workfloworchestrator.mcp;

import java.util.List;
import java.util.Map;

/** Completes what a person types into an argument of a prompt or a variable of a resource template. */
@FunctionalInterface
public interface Completer {
    /**
     * The values that begin with what was typed; of more than 100 the client gets the first 100.
     *
     * @param argument the name of the argument or variable
     * @param typed so far
     * @param chosen the other arguments, as far as they are filled in
     * @throws Exception anything thrown completes nothing
     */
    List<String> complete(String argument, String typed, Map<String, String> chosen) throws Exception;
}
