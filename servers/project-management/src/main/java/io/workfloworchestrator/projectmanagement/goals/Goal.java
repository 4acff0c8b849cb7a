package io.workfloworchestrator.projectmanagement.goals;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemView;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** A goal as it stands, with its fields by their meaning. Immutable and thread-safe. */
public record Goal(ItemView view) {
    static final String KIND = "goal";

    static final String POTENTIAL = "potential";
    static final String PLANNING = "planning";
    static final String NOT_STARTED = "not-started";
    static final String IN_PROGRESS = "in-progress";
    static final String BLOCKED = "blocked";
    static final String COMPLETED = "completed";
    static final String IMPLEMENTED = "implemented";
    static final String SHELVED = "shelved";

    Item item() {
        return view.item();
    }

    String id() {
        return item().id();
    }

    String number() {
        return item().called();
    }

    String title() {
        return item().title();
    }

    String status() {
        return item().status();
    }

    boolean isPotential() {
        return status().equals(POTENTIAL);
    }

    boolean isArchived() {
        return status().equals(IMPLEMENTED) || status().equals(SHELVED);
    }

    boolean isSelected() {
        return !isPotential() && !isArchived();
    }

    boolean isCompleted() {
        return status().equals(COMPLETED);
    }

    boolean isActive() {
        return status().equals(IN_PROGRESS);
    }

    /** The text of a field; tiers and levels, which a person may write in any case, as answers have them. */
    Optional<String> text(String field) {
        Optional<String> text = item().state().text(field).filter(written -> !written.isBlank());
        return switch (field) {
            case "tier" ->
                text.map(written -> Tier.find(written).map(Tier::word).orElse(written));
            case "impact", "effort", "confidence", "priority" ->
                text.map(written -> Level.find(written).map(Level::word).orElse(written));
            default -> text;
        };
    }

    Optional<Integer> number(String field) {
        Json value = item().state().fields().get(field);
        return value instanceof Json.Num number && number.isInteger()
                ? Optional.of(number.value().intValue())
                : Optional.empty();
    }

    /** The percentage that was recorded, 0 to 100. */
    int progress() {
        return Math.max(0, Math.min(100, number("progress").orElse(0)));
    }

    List<String> measures() {
        return item().state().texts("measures");
    }

    ProgressLog log() {
        return ProgressLog.of(item().state().fields().get("progressLog"));
    }

    LocalDate changed(ZoneId zone) {
        return LocalDate.ofInstant(item().state().changed(), zone);
    }

    LocalDate created(ZoneId zone) {
        return LocalDate.ofInstant(item().state().created(), zone);
    }

    LocalDate since(ZoneId zone) {
        return LocalDate.ofInstant(item().state().since(), zone);
    }

    /** The day on which it was selected; that of its status if nobody wrote it. */
    LocalDate promoted(ZoneId zone) {
        return text("promoted").flatMap(Days::of).orElse(since(zone));
    }
}
