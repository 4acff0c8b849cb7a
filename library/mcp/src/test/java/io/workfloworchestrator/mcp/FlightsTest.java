package io.workfloworchestrator.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class FlightsTest {
    private final Flights flights = new Flights();

    @Test
    void anIdInFlightIsNotTakenTwice() {
        assertThat(flights.depart(1, 10, null)).isNotNull();
        assertThat(flights.depart(1, 10, null)).isNull();
    }

    @Test
    void anIdIsFreeBeforeItsFlightEndsAndTheEndWaitsForTheFlight() {
        Sinks.Empty<Void> sending = Sinks.empty();
        depart(1).carry(sending.asMono());
        flights.free(1);

        Flights.Flight next = depart(1);
        CompletableFuture<Void> end = CompletableFuture.runAsync(() -> flights.awaitAll(60_000));
        next.carry(Mono.empty());
        assertThat(end).isNotDone();
        sending.tryEmitEmpty();
        assertThat(end).succeedsWithin(30, TimeUnit.SECONDS);
    }

    @Test
    void theEndOfAFlightDoesNotFreeTheIdOfTheNext() {
        Sinks.Empty<Void> sending = Sinks.empty();
        depart(1).carry(sending.asMono());
        flights.free(1);
        depart(1).carry(Mono.never());
        sending.tryEmitEmpty();

        assertThat(flights.depart(1, 10, null)).isNull();
    }

    @Test
    void aFlightThatNobodyCarriesEndsOnce() {
        Flights.Flight broken = depart(1);
        broken.end();
        broken.end();
        Flights.Flight next = depart(1);
        CompletableFuture<Void> end = CompletableFuture.runAsync(() -> flights.awaitAll(60_000));
        assertThat(end).isNotDone();
        next.end();
        assertThat(end).succeedsWithin(30, TimeUnit.SECONDS);
    }

    private Flights.Flight depart(Object id) {
        Flights.Flight flight = flights.depart(id, 10, null);
        if (flight == null) {
            throw new AssertionError("in flight: " + id);
        }
        return flight;
    }
}
