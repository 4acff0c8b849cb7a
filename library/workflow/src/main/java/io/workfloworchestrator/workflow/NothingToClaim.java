package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.Names;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says why no item of a kind can be claimed, and when that may change. Pure functions. */
final class NothingToClaim {
    private static final int MOST_SAID = 3;

    private NothingToClaim() {}

    static String why(KindItems items) {
        String kind = items.graph.kind;
        List<ItemView> open = items.only(view -> !view.isFinal());
        if (open.isEmpty()) {
            return items.all().isEmpty()
                    ? "There is no " + kind + " yet."
                    : "No " + kind + " is left to do: "
                            + (items.all().size() == 1
                                    ? "the only one is final."
                                    : "all " + items.all().size() + " are final.");
        }
        List<ItemView> held = open.stream().filter(ItemView::isHeld).toList();
        List<ItemView> blocked =
                open.stream().filter(view -> !view.isHeld() && view.isBlocked()).toList();
        int other = open.size() - held.size() - blocked.size();
        List<String> parts = new ArrayList<>();
        if (!held.isEmpty()) {
            parts.add(held.size() + " claimed" + soonest(held));
        }
        if (!blocked.isEmpty()) {
            parts.add(blocked.size() + " blocked" + blockedBy(blocked));
        }
        if (other > 0) {
            parts.add(other + (other == 1 ? " other" : " others") + ", which can be claimed by id");
        }
        return "No " + kind + " can be claimed now; of " + open.size() + " that are not final: "
                + String.join("; ", parts) + ".";
    }

    private static String soonest(List<ItemView> held) {
        Optional<Instant> until = held.stream()
                .flatMap(view -> view.claim().stream())
                .map(Claim::until)
                .min(Instant::compareTo);
        return until.map(time -> ", the first until " + time).orElse("");
    }

    private static String blockedBy(List<ItemView> blocked) {
        List<String> needs = blocked.stream()
                .flatMap(view -> view.unmet().stream())
                .map(need -> (need.toText() + " " + need.wayOut()).strip())
                .distinct()
                .toList();
        return " by " + Names.first(MOST_SAID, needs);
    }
}
