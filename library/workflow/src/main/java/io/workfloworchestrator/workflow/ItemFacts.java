package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.Environment;
import io.workfloworchestrator.definition.FieldShape;
import io.workfloworchestrator.definition.Shapes;
import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What conditions read of an item. Thread-safe. */
final class ItemFacts extends LazyMap {
    private final ItemView view;

    ItemFacts(ItemView view) {
        this.view = view;
    }

    @Override
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>(Environment.ITEM_NAMES);
        names.addAll(view.kind().fields().keySet());
        names.addAll(view.item().state().fields().keySet());
        names.removeIf(name -> value(name) == null);
        return names;
    }

    @Override
    @Nullable
    Object value(String name) {
        return switch (name) {
            case "id" -> view.item().id();
            case "kind" -> view.item().kind();
            case "number" -> view.item().number().orElse("");
            case "title" -> view.item().title();
            case "status" -> view.item().status();
            case "final" -> view.isFinal();
            case "done" -> view.isDone();
            case "ready" -> view.isReady();
            case "blocked" -> view.isBlocked();
            case "blockedBy" ->
                view.isBlocked() ? view.unmet().stream().map(Need::id).toList() : List.of();
            case "unblocks" -> (long) view.unblocks();
            case "stale" -> view.isStale();
            case "stuck" -> view.isStuck();
            case "overdue" -> view.isOverdue();
            case "verified" -> view.isVerified();
            case "missing" -> view.isMissing();
            case "claim" -> claim();
            case "evidence" -> evidence();
            case "created" -> view.item().state().created().toEpochMilli();
            case "changed" -> view.item().state().changed().toEpochMilli();
            case "ageDays" -> view.ageDays();
            case "idleDays" -> view.idleDays();
            default -> field(name);
        };
    }

    private @Nullable Object field(String name) {
        Json value = view.item().state().fields().get(name);
        FieldShape declared = view.kind().fields().get(name);
        if (value == null) {
            return declared == null ? null : declared.initial();
        }
        Object plain = Shapes.plain(value);
        boolean real = declared != null && declared.type() == FieldShape.Type.DOUBLE;
        return real && plain instanceof Long whole ? (Object) whole.doubleValue() : plain;
    }

    private Map<String, Object> claim() {
        Optional<Claim> claim = view.claim().filter(c -> c.released().isEmpty());
        return Map.of(
                "by",
                claim.map(Claim::by).orElse(""),
                "until",
                claim.map(c -> c.until().toEpochMilli()).orElse(0L),
                "held",
                view.isHeld());
    }

    private List<Map<String, Object>> evidence() {
        List<Map<String, Object>> all = new ArrayList<>();
        view.item().state().evidence().forEach((id, evidence) -> {
            List<String> changed = view.changed(evidence);
            all.add(Map.of(
                    "id", id,
                    "what", evidence.what().word(),
                    "level", evidence.level().word(),
                    "result", evidence.result(),
                    "passed", evidence.isPassed(),
                    "by", evidence.by(),
                    "at", evidence.at().toEpochMilli(),
                    "fresh", changed.isEmpty(),
                    "changed", changed));
        });
        return all;
    }
}
