package io.workfloworchestrator.taskexecutor.verify;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * How whoever asked for a verification stays in touch with it.
 *
 * @param cancelled whether the outcome is no longer wanted; asked again and again
 * @param progress told what is running and for how long
 */
public record RunControl(BooleanSupplier cancelled, Consumer<String> progress) {
    /** For whoever waits to the end. */
    public static final RunControl WAITING = new RunControl(() -> false, text -> {});
}
