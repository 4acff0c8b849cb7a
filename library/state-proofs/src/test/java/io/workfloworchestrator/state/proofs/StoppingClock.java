package io.workfloworchestrator.state.proofs;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Random;

/** A clock that sometimes stops its process when it has read the time, which is in the middle of a commit. */
final class StoppingClock extends Clock {
    private final Clock clock;
    private final Random random;

    StoppingClock(Clock clock, Random random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Instant instant() {
        Instant now = clock.instant();
        if (random.nextInt(60) == 0) {
            ClaimWorker.stop(ClaimWorker.STOPS_IN_COMMIT);
        }
        return now;
    }

    @Override
    public ZoneId getZone() {
        return clock.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
