package io.workfloworchestrator.specdriven.tasks;

import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.json.Worded;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.specdriven.SpecDrivenException;
import io.workfloworchestrator.workflow.Item;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a task of a feature stands. */
public enum TaskStatus implements Worded {
    BACKLOG("[ ]"),
    IN_PROGRESS("[~]"),
    /** Something holds it up that is no other task; the reason is kept with it. */
    BLOCKED("[!]"),
    DONE("[x]"),
    DROPPED("[-]");

    private final String symbol;

    TaskStatus(String symbol) {
        this.symbol = symbol;
    }

    public String symbol() {
        return symbol;
    }

    /**
     * The status that somebody means, in any case: {@code In Progress} is {@code in-progress}.
     *
     * @throws SpecDrivenException E_TASK_STATUS if there is no such status; the message names the nearest
     */
    public static TaskStatus of(String word) {
        String plain = word.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_]+", "-");
        return find(plain).orElseThrow(() -> {
            List<String> words = Arrays.stream(values()).map(TaskStatus::word).toList();
            String shown = Words.clip(word.replaceAll("\\p{C}", "?"), 60);
            return new SpecDrivenException(
                    "E_TASK_STATUS",
                    "a task cannot be \"" + shown + "\". Nothing was changed." + Names.hint(plain, words)
                            + " It is one of " + String.join(", ", words) + ".");
        });
    }

    static Optional<TaskStatus> find(String word) {
        return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
    }

    /** How an item stands; one of a definition of a project's own that has other words counts as in progress. */
    static TaskStatus of(Item task) {
        return find(task.status()).orElse(IN_PROGRESS);
    }
}
