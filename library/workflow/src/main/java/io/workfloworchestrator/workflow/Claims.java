package io.workfloworchestrator.workflow;

import io.workfloworchestrator.state.Revision;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Who may write to an item that somebody claimed. A writer with an old token comes too late, whatever it wants to write;
 * one whose claim ran out while nobody else took the item has the newest token, and goes on. Pure functions.
 */
final class Claims {
    private Claims() {}

    /**
     * The item with its claim renewed, if the writer may write to it.
     *
     * @param token of the writer's claim; {@link Revision#NONE} without one
     * @throws ItemException {@code E_CLAIM_TOKEN}, {@code E_CLAIM_HELD} if somebody else holds it and no token is given
     */
    static ItemState written(Item item, Optional<Duration> lasts, Instant now, String by, Revision token) {
        Optional<Claim> claim = item.state().claim();
        boolean given = !token.equals(Revision.NONE);
        if (given && !isCurrent(claim, token)) {
            throw late(item, now, token);
        }
        boolean held = claim.filter(c -> c.isHeld(now)).isPresent();
        boolean own = claim.filter(c -> c.by().equals(by)).isPresent();
        if (!given && held && !own) {
            throw held(item, now);
        }
        Duration time = lasts.orElse(Duration.ZERO);
        return given || held ? item.state().withClaim(claim.map(c -> c.renewed(now, time))) : item.state();
    }

    /** Whether this is the token of the newest claim, which was not given back. */
    static boolean isCurrent(Optional<Claim> claim, Revision token) {
        return claim.filter(c -> c.released().isEmpty() && c.token() == token.number())
                .isPresent();
    }

    static ItemException late(Item item, Instant now, Revision token) {
        String claimed = item.state()
                .claim()
                .map(claim -> claim.isHeld(now)
                        ? claim.by() + " holds it until " + claim.until() + "."
                        : claim.released().isPresent()
                                ? "The claim of " + claim.by() + " was given back "
                                        + ago(claim.released().get(), now) + "."
                                : claim.by() + " held it last.")
                .orElse("Nobody holds it.");
        boolean free = item.state().claim().filter(c -> c.isHeld(now)).isEmpty();
        return new ItemException(
                "E_CLAIM_TOKEN",
                item.shown() + " was not changed: "
                        + (token.equals(Revision.NONE)
                                ? "that takes the token of its claim, and none was given. "
                                : "token " + token + " is not that of its claim. ")
                        + claimed + " "
                        + (free
                                ? "Claim it anew, and repeat the change with the new token."
                                : "Leave it to the holder, and claim another one."));
    }

    static ItemException held(Item item, Instant now) {
        return new ItemException(
                "E_CLAIM_HELD",
                item.shown() + " was not changed: " + holder(item, now)
                        + " Claim another one; or wait, or have the holder release it or hand it over.");
    }

    /** Who holds an item, or held it last, in a sentence; empty if nobody ever did. */
    static String holder(Item item, Instant now) {
        Optional<Claim> claim = item.state().claim();
        if (claim.isEmpty() || claim.get().released().isPresent()) {
            return "";
        }
        Claim is = claim.get();
        return is.isHeld(now)
                ? is.by() + " holds it until " + is.until() + "."
                : "It was " + is.by() + "'s, last sign " + ago(is.seen(), now) + ".";
    }

    static String ago(Instant then, Instant now) {
        Duration since = Duration.between(then, now);
        if (since.compareTo(Duration.ofMinutes(1)) < 0) {
            return Math.max(0, since.truncatedTo(ChronoUnit.SECONDS).toSeconds()) + " s ago";
        }
        if (since.compareTo(Duration.ofHours(2)) < 0) {
            return since.toMinutes() + " min ago";
        }
        return since.compareTo(Duration.ofDays(2)) < 0 ? since.toHours() + " h ago" : since.toDays() + " days ago";
    }
}
