package io.workfloworchestrator.server;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/**
 * The time of this machine, in its zone. The zone is looked up when somebody asks for it: the first look at zones in a process opens
 * every jar of the class path, which the start of a server need not wait for. Thread-safe.
 */
public final class LocalClock extends Clock {
    private LocalClock() {}

    /** This machine's clock. */
    public static Clock here() {
        return new LocalClock();
    }

    @Override
    public ZoneId getZone() {
        return ZoneId.systemDefault();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.system(zone);
    }

    @Override
    public Instant instant() {
        return Instant.now();
    }
}
