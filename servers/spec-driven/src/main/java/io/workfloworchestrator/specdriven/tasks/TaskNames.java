package io.workfloworchestrator.specdriven.tasks;

import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.specdriven.SpecDrivenException;
import io.workfloworchestrator.workflow.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Finds the task that somebody names. Whatever could mean two tasks means neither. Pure functions. */
final class TaskNames {
    private static final int MOST_SAID = 5;

    private TaskNames() {}

    /**
     * The task of this id or number, else the one with this number in front of its words, else the one of these words, else the one whose
     * number has these digits, or has them with other zeros in front. Throws E_TASK.
     */
    static Item in(String featureId, List<Item> tasks, String name) {
        String plain = name.strip();
        List<Predicate<Item>> ways = List.of(
                task -> task.id().equals(plain) || ("task:" + task.id()).equals(plain),
                task -> task.number().filter(plain::equalsIgnoreCase).isPresent(),
                task -> TaskTitle.of(task.title())
                        .label()
                        .filter(plain::equalsIgnoreCase)
                        .isPresent(),
                task -> task.title().equalsIgnoreCase(plain),
                task -> task.number().filter(number -> isNumber(plain, number)).isPresent(),
                task -> plain.matches("(?i)T\\d{4,15}")
                        && task.number()
                                .filter(number -> isNumber(plain.substring(1), number))
                                .isPresent());
        for (Predicate<Item> way : ways) {
            List<Item> meant = tasks.stream().filter(way).toList();
            if (meant.size() == 1) {
                return meant.get(0);
            }
            if (meant.size() > 1) {
                throw several(plain, meant);
            }
        }
        throw unknown(featureId, tasks, plain);
    }

    /** Whether digits alone mean a number: 1 is T001, as it is for features. */
    private static boolean isNumber(String digits, String number) {
        return Features.isNumber(digits, number.replaceFirst("^\\D+", ""));
    }

    private static SpecDrivenException several(String name, List<Item> meant) {
        return new SpecDrivenException(
                "E_TASK",
                "\"" + Words.clip(name, 60) + "\" could be "
                        + meant.stream().limit(MOST_SAID).map(Item::shown).collect(Collectors.joining(", or "))
                        + ". Nothing was changed. Name the task by its number.");
    }

    private static SpecDrivenException unknown(String featureId, List<Item> tasks, String name) {
        String shown = Words.clip(name.replaceAll("\\p{C}", "?"), 60);
        List<String> known = new ArrayList<>();
        tasks.forEach(task -> {
            task.number().ifPresent(known::add);
            TaskTitle.of(task.title()).label().ifPresent(known::add);
        });
        String hint = known.isEmpty()
                ? " It has no tasks yet: sdd_guide derives them, or write them into its tasks.md, a line \"- [ ] …\" each."
                : Names.hint(shown.toUpperCase(Locale.ROOT), known) + " get_task_progress lists them.";
        return new SpecDrivenException(
                "E_TASK", featureId + " has no task \"" + shown + "\". Nothing was changed." + hint);
    }
}
