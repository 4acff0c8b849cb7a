package io.workfloworchestrator.taskexecutor.schedule;

import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.json.CodedException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How a schedule treats tasks that change the same files. */
public enum Strategy {
    /** Two tasks with a common file never run at the same time, even if an agent has to wait. */
    CONSERVATIVE,
    /** An agent takes a task without a common file where there is one; no agent waits for a file. */
    BALANCED,
    AGGRESSIVE;

    public static List<String> words() {
        return Arrays.stream(values()).map(Strategy::word).toList();
    }

    /** @throws CodedException E_STRATEGY if there is none; it names the nearest */
    public static Strategy require(String word) {
        return Arrays.stream(values())
                .filter(one -> one.word().equalsIgnoreCase(word.strip()))
                .findFirst()
                .orElseThrow(() -> new CodedException(
                        "E_STRATEGY",
                        "There is no strategy \"" + TaskOrder.shown(word) + "\"." + Names.hint(word, words())
                                + " There are " + String.join(", ", words()) + "."));
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
