package io.workfloworchestrator.projectmanagement.setup;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.mcp.ToolException;
import java.util.List;

/** A word that must be one of a few, in any case. Pure functions. */
final class Choice {
    private Choice() {}

    /**
     * The word as the list writes it.
     *
     * @throws ToolException E_ARG_VALUE if it is none of them
     */
    static Json of(String argument, String given, List<String> words) {
        return words.stream()
                .filter(word -> word.equalsIgnoreCase(given.strip()))
                .findFirst()
                .map(Json::of)
                .orElseThrow(() -> new ToolException(
                        "E_ARG_VALUE",
                        argument + " is one of " + String.join(", ", words) + ", not \""
                                + Words.clip(given.replaceAll("\\p{C}", "?"), 40) + "\"."
                                + Words.nearest(given, words, 3)
                                        .map(near -> " Did you mean \"" + near + "\"?")
                                        .orElse("")));
    }
}
