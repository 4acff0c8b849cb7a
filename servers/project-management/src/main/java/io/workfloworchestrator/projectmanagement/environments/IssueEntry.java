package io.workfloworchestrator.projectmanagement.environments;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.PlanningItems;
import io.workfloworchestrator.workflow.Item;
import java.util.Optional;

/** An issue: what went wrong with a server, and what became of it. Immutable and thread-safe. */
public record IssueEntry(Item item) {
    public String number() {
        return item.called();
    }

    public Optional<String> text(String field) {
        return item.state().text(field).filter(text -> !text.isBlank());
    }

    public String server() {
        return text("server").orElse("");
    }

    /** {@code critical}, {@code high}, {@code medium} or {@code low}. */
    public String severity() {
        return text("severity").orElse("medium");
    }

    public long times() {
        return Math.max(1, PlanningItems.whole(item.state().fields().get("times")));
    }

    public boolean isOver() {
        return switch (item.status()) {
            case "released", "duplicate", "rejected" -> true;
            default -> false;
        };
    }

    public boolean isMended() {
        return item.status().equals("fixed") || item.status().equals("released");
    }

    /** Whether an error is the one that was reported, numbers, ids and paths aside. */
    public boolean isSameFault(String error) {
        return text("error").map(IssueText::shape).equals(Optional.of(IssueText.shape(error)));
    }

    public Json.Obj fields() {
        return Json.object(item.state().fields());
    }
}
