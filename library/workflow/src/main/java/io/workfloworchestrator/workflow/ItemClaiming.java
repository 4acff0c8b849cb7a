package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.KindDefinition;
import io.workfloworchestrator.state.Revision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Gives claims of items within one commit, which has the revision {@code next}. Confined to its thread. */
record ItemClaiming(ItemChanges items, Supplier<Revision> next, Instant now) {
    Item claim(Item item, String holder) {
        KindDefinition kind = items.kind(item.kind());
        Duration unused = lasts(item.kind());
        if (kind.status().isFinal(item.status())) {
            throw new ItemException(
                    "E_CLAIM_FINAL",
                    item.shown() + " is " + item.status() + ", so nothing is left to do. Claim another one.");
        }
        boolean own = item.state().claim().filter(c -> c.by().equals(holder)).isPresent();
        if (isHeld(item) && !own) {
            throw Claims.held(item, now);
        }
        List<Need> needs = items.unmet(item);
        if (item.status().equals(kind.status().first()) && !needs.isEmpty()) {
            throw new ItemException(
                    "E_ITEM_BLOCKED",
                    item.shown() + " was not claimed: it cannot be begun before what it needs is done: "
                            + ItemMoves.said(needs));
        }
        return give(item, holder);
    }

    Optional<Item> claimNext(ItemGraph graph, String holder, Predicate<Item> wanted) {
        Duration unused = lasts(graph.kind);
        return graph.items.entrySet().stream()
                .filter(entry -> graph.isFree(entry.getKey(), entry.getValue(), now))
                .map(entry -> new Item(graph.kind, entry.getKey(), entry.getValue()))
                .filter(wanted)
                .min(graph.offering(holder, now))
                .map(item -> give(item, holder));
    }

    /** A new claim, whatever there was before. */
    Item give(Item item, String holder) {
        if (holder.isBlank() || holder.length() > Claim.MOST_NAME) {
            throw new ItemException(
                    "E_CLAIM_HOLDER",
                    item.shown() + " was not claimed: the holder's name has " + holder.length() + " characters; 1 to "
                            + Claim.MOST_NAME + " are needed.");
        }
        if (holder.chars().anyMatch(Character::isISOControl)) {
            throw new ItemException(
                    "E_CLAIM_HOLDER",
                    item.shown()
                            + " was not claimed: the holder's name has a line break or another character that is not"
                            + " shown. A name is one line of text.");
        }
        // The state was read before, so the revision is higher than that of every claim in it; but a claim may have
        // come from
        // another clone, whose revisions are others.
        long before = item.state().claim().map(Claim::token).orElse(0L);
        long token = Math.max(next.get().number(), before + 1);
        Claim claim = new Claim(holder, token, now, now, now.plus(lasts(item.kind())), Optional.empty());
        return items.put(item.with(item.state().withClaim(Optional.of(claim))));
    }

    private boolean isHeld(Item item) {
        return item.state().claim().filter(claim -> claim.isHeld(now)).isPresent();
    }

    Duration lasts(String kind) {
        Duration claim = items.kind(kind).claim();
        if (claim == null) {
            throw new ItemException(
                    "E_CLAIM_KIND",
                    "A " + kind
                            + " is not claimed: its definition does not say how long a claim lasts (claim: {for: 15m}).");
        }
        return claim;
    }
}
