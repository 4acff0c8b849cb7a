package io.workfloworchestrator.mcp;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/**
 * The requests that are being answered, by id; bounded in number and in bytes. Thread-safe.
 *
 * <p>An id is free again just before its answer can be read; its flight ends a little later. So a client that has
 * read an answer may use the id again at once.
 */
final class Flights {
    private static final int MAX_REQUESTS = 1024;

    /** The limit for the messages as they were read. A parsed message takes several times as much memory. */
    private static final long MAX_BYTES =
            Math.min(32 << 20, Runtime.getRuntime().maxMemory() / 10);

    private final Map<Object, Flight> byId = new HashMap<>();
    private int flying;
    private long bytes;
    private long landed;

    final class Flight {
        private final Object id;
        private final long size;
        private final @Nullable Batch batch;
        private boolean over;
        private @Nullable Disposable subscription;

        private Flight(Object id, long size, @Nullable Batch batch) {
            this.id = id;
            this.size = size;
            this.batch = batch;
        }

        /** Sends the answer, on a line of its own or with the other answers of its batch. */
        void answer(String json, Consumer<String> out) {
            if (batch == null) {
                out.accept(json);
            } else {
                batch.answered(this, json);
            }
        }

        /** Runs the work that answers the request. The flight ends when the work ends. */
        void carry(Mono<Void> answering) {
            Disposable running = answering.doFinally(signal -> end()).subscribe(done -> {}, failed -> {
                // The session has answered it as an error already.
            });
            synchronized (byId) {
                subscription = running;
            }
        }

        /** Ends the flight, even if its work could not start. Calling this again does nothing. */
        void end() {
            synchronized (byId) {
                if (!over) {
                    over = true;
                    land(this);
                }
            }
            if (batch != null) {
                batch.over(this);
            }
        }
    }

    /**
     * Notes a request, and waits while there are too many. Null if a request with this id is in flight.
     *
     * @param size in bytes
     * @param batch the batch that holds the request, which is told of it; null if the request came alone
     */
    @Nullable
    Flight depart(Object id, long size, @Nullable Batch batch) {
        boolean interrupted = false;
        try {
            synchronized (byId) {
                if (byId.containsKey(id)) {
                    return null;
                }
                while (flying >= MAX_REQUESTS || bytes > 0 && bytes + size > MAX_BYTES) {
                    try {
                        byId.wait();
                    } catch (InterruptedException e) {
                        interrupted = true;
                    }
                }
                Flight flight = new Flight(id, size, batch);
                if (batch != null) {
                    batch.begun(flight);
                }
                byId.put(id, flight);
                flying++;
                bytes += size;
                return flight;
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Frees the id of a request whose answer is about to be sent. The flight goes on until the answer is sent.
     *
     * @return the flight; null if no request with this id is in flight
     */
    @Nullable
    Flight free(Object id) {
        synchronized (byId) {
            return byId.remove(id);
        }
    }

    private void land(Flight flight) {
        byId.remove(flight.id, flight);
        flying--;
        bytes -= flight.size;
        landed++;
        byId.notifyAll();
    }

    /** Cancels the request with this id. Does nothing if the request is already answered. */
    void cancel(Object id) {
        Disposable running;
        synchronized (byId) {
            Flight flight = byId.get(id);
            running = flight == null ? null : flight.subscription;
        }
        if (running != null) {
            running.dispose();
        }
    }

    /** Waits until all flights have ended, or until no flight has ended for {@code stallMillis}. */
    void awaitAll(long stallMillis) {
        synchronized (byId) {
            long seen = landed;
            long end = System.nanoTime() + stallMillis * 1_000_000;
            while (flying > 0) {
                if (seen != landed) {
                    seen = landed;
                    end = System.nanoTime() + stallMillis * 1_000_000;
                }
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return;
                }
                try {
                    byId.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }
}
