package io.workfloworchestrator.app;

import java.util.Optional;
import picocli.CommandLine.Model.ArgSpec;

/**
 * What a command line gives for one of a command's words.
 *
 * @param usual what it means if nothing is given; empty if that has no meaning
 */
record Given<T>(ArgSpec word, Optional<T> usual) {
    /** The same word, which means this if nothing is given. */
    Given<T> or(T meant) {
        return new Given<>(word, Optional.of(meant));
    }

    /** What was given, else what is usual. */
    Optional<T> find() {
        return Optional.<T>ofNullable(word.getValue()).or(() -> usual);
    }

    boolean isGiven() {
        return find().isPresent();
    }

    /** As {@link #find}, of a word that must be given or has a usual value. */
    T get() {
        return find().orElseThrow();
    }
}
