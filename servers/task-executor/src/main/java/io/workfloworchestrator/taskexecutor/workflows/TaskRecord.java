package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.taskexecutor.verify.TaskItems;
import io.workfloworchestrator.workflow.Claim;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemState;
import io.workfloworchestrator.workflow.ItemView;
import io.workfloworchestrator.workflow.Need;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A task as answers show it. What it does not have is left out. Immutable and thread-safe.
 *
 * @param id its number, by which calls name it
 * @param featureTask the number that it has in its feature, such as {@code T001}
 * @param complexity {@code {score, level, emoji}}, and the reasons where it is shown whole
 * @param waitsFor the needs that are not met, each with its title and status
 * @param holder who holds it until when, or whose it was
 */
record TaskRecord(
        String id,
        Optional<String> featureTask,
        @Field(untrusted = true, max = 300) String description,
        String status,
        Optional<Json> complexity,
        Optional<Double> estimatedHours,
        Optional<List<String>> needs,

        @Field(untrusted = true, max = 300) Optional<List<String>> waitsFor,

        @Field(untrusted = true, max = 300) Optional<String> holder,

        @Field(untrusted = true, max = 4_000) Optional<Map<String, Json>> more) {
    private static final int MOST_WAITS = 5;

    static TaskRecord brief(ItemView view, Map<String, String> numbers) {
        return of(view, numbers, List.of("skill", "reviewer", "blockedReason"), false);
    }

    static TaskRecord whole(ItemView view, Map<String, String> numbers) {
        return of(view, numbers, StateFileReading.FIELDS, true);
    }

    private static TaskRecord of(ItemView view, Map<String, String> numbers, List<String> fields, boolean isWhole) {
        Item item = view.item();
        Map<String, Json> more = new TreeMap<>();
        for (String field : fields) {
            Json value = item.state().fields().get(field);
            if (value != null && !isEmpty(value)) {
                more.put(field, value);
            }
        }
        if (isWhole && !item.state().evidence().isEmpty()) {
            more.put("evidence", evidence(view));
        }
        return new TaskRecord(
                TaskItems.number(item),
                TaskItems.featureNumber(item),
                item.title(),
                item.status(),
                complexity(item.state(), isWhole),
                TaskItems.hours(item),
                present(TaskItems.texts(item, "needs").stream()
                        .map(id -> numbers.getOrDefault(id, id))
                        .toList()),
                present(waits(view)),
                Optional.of(view.holder()).filter(text -> !text.isEmpty() && !view.isFinal()),
                Optional.of(more).filter(some -> !some.isEmpty()));
    }

    private static boolean isEmpty(Json value) {
        return value.asText().filter(String::isBlank).isPresent()
                || value instanceof Json.Arr && value.asList().isEmpty()
                || value instanceof Json.Obj object && object.size() == 0;
    }

    private static Json evidence(ItemView view) {
        return Json.strings(view.item().state().evidence().values().stream()
                .sorted((a, b) -> a.at().compareTo(b.at()))
                .map(one -> {
                    List<String> changed = view.changed(one);
                    return one.what().word() + ": " + one.result() + ", "
                            + one.level().word() + " by " + one.by()
                            + (changed.isEmpty() ? "" : ", stale since a change of " + String.join(", ", changed));
                })
                .toList());
    }

    private static Optional<Json> complexity(ItemState state, boolean isWhole) {
        return Optional.ofNullable(state.fields().get("complexity")).map(score -> {
            Json.Obj complexity = TaskJudgement.shown(score, state.text("level").orElse(""));
            Json reasons = state.fields().get("complexityReasons");
            return isWhole && reasons != null ? complexity.with("reasons", reasons) : complexity;
        });
    }

    private static List<String> waits(ItemView view) {
        List<Need> unmet = view.isBlocked() ? view.unmet() : List.of();
        return unmet.stream().limit(MOST_WAITS).map(Need::toText).toList();
    }

    private static Optional<List<String>> present(List<String> some) {
        return Optional.of(some).filter(list -> !list.isEmpty());
    }

    static boolean isHeldBy(ItemView view, String name) {
        return held(view).filter(claim -> claim.by().equals(name)).isPresent();
    }

    static Optional<Claim> held(ItemView view) {
        return view.claim().filter(claim -> view.isHeld());
    }
}
