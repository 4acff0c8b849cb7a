package io.workfloworchestrator.taskexecutor.verify;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** How whoever asked for a verification stays in touch with it: {@code cancelled} is asked again and again. */
public record RunControl(BooleanSupplier cancelled, Consumer<String> progress) {
    /** For whoever waits to the end. */
    public static final RunControl WAITING = new RunControl(() -> false, text -> {});
}
