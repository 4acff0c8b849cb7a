package io.workfloworchestrator.workflow;

import io.workfloworchestrator.state.Revision;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Who holds an item, until when. A claim that ran out or was released stays, so that people can be told whose it was.
 *
 * @param by the holder: a tool, an agent or a person
 * @param token what fences late writers: the revision of the claiming commit, so a later claim always has a higher one
 * @param seen the last sign of the holder: the claim, or a write with the token
 * @param until when it runs out unless the holder writes before
 * @param released when the holder gave it back, or somebody took it away; empty otherwise
 * @param releasedToken the token of the claim that was given back; empty otherwise, and in states of older versions
 */
public record Claim(
        String by,
        long token,
        Instant since,
        Instant seen,
        Instant until,
        Optional<Instant> released,
        Optional<Long> releasedToken) {
    /** The longest name of a holder, in characters. */
    public static final int MOST_NAME = 200;

    /**
     * Drops the release of another claim: a merge of two branches, of which one gave the item back and the other claimed it anew,
     * puts both beside each other.
     */
    public Claim {
        if (releasedToken.filter(of -> of != token).isPresent()) {
            released = Optional.empty();
            releasedToken = Optional.empty();
        }
    }

    /** A claim that was given back, if {@code released} is there, or is still held. */
    public Claim(String by, long token, Instant since, Instant seen, Instant until, Optional<Instant> released) {
        this(by, token, since, seen, until, released, released.map(when -> token));
    }

    /** Whether somebody holds the item by this claim now. */
    public boolean isHeld(Instant now) {
        return released.isEmpty() && now.isBefore(until);
    }

    /** Whether the holder let it run out: it neither wrote in time nor gave the item back. */
    public boolean ranOut(Instant now) {
        return released.isEmpty() && !now.isBefore(until);
    }

    public Revision revision() {
        return Revision.of(token);
    }

    Claim renewed(Instant now, Duration lasts) {
        return new Claim(by, token, since, now, now.plus(lasts), Optional.empty());
    }

    Claim released(Instant now) {
        return new Claim(by, token, since, seen, until, Optional.of(now));
    }
}
