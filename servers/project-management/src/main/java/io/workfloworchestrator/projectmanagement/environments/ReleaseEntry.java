package io.workfloworchestrator.projectmanagement.environments;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.PlanningItems;
import io.workfloworchestrator.workflow.Evidence;
import io.workfloworchestrator.workflow.Item;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A release of a server: what was built of it at one time. Immutable and thread-safe. */
public record ReleaseEntry(Item item) {
    public String id() {
        return item.id();
    }

    public String server() {
        return text("server");
    }

    public String title() {
        return item.title();
    }

    public long serial() {
        return PlanningItems.whole(item.state().fields().get("serial"));
    }

    /** {@code built}, {@code checked}, {@code live}, {@code retired} or {@code failed}. */
    public String status() {
        return item.status();
    }

    /** SHA-256 over the paths and bytes of its folder and the words that start it. */
    public String content() {
        return text("content");
    }

    public String folder() {
        return text("folder");
    }

    /** SHA-256 over the paths and bytes of the source that it was built of. */
    public String source() {
        return text("source");
    }

    /** The id of the release that it took the place of. */
    public Optional<String> previous() {
        return item.state().text("previous");
    }

    public boolean wasLive() {
        return item.state().text("promoted").isPresent();
    }

    public Optional<String> rolledBack() {
        return item.state().text("failed");
    }

    /** The contents of the sources of dependents whose tests passed with it, by the ids of the dependents. */
    public Map<String, String> pairs() {
        return texts("pairs");
    }

    /** What it was built with: ids of releases by the ids of their servers. */
    public Map<String, String> with() {
        return texts("with");
    }

    /** Milliseconds from its start to its first answer; 0 if that was not measured. */
    public long startMillis() {
        return PlanningItems.whole(item.state().fields().get("startMillis"));
    }

    /** What it held in memory then, in KiB; 0 if that was not measured. */
    public long memoryKb() {
        return PlanningItems.whole(item.state().fields().get("memoryKb"));
    }

    /** The results of its checks, the oldest first. */
    public List<Evidence> evidence() {
        return item.state().evidence().values().stream()
                .sorted(Comparator.comparing(Evidence::at))
                .toList();
    }

    private Map<String, String> texts(String field) {
        Map<String, String> texts = new LinkedHashMap<>();
        Json.object(item.state().fields())
                .find(field)
                .map(Json::asObject)
                .orElse(Json.Obj.EMPTY)
                .forEach((name, value) -> texts.put(name, value.asText().orElse("")));
        return texts;
    }

    private String text(String field) {
        return item.state().text(field).orElse("");
    }
}
