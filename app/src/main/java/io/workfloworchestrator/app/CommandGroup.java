package io.workfloworchestrator.app;

import java.util.Map;
import java.util.function.Function;

/** A command that only groups others, such as {@code workflow goals}. */
interface CommandGroup {
    /** The commands below it by their names, in the order of the help. */
    Map<String, Function<Console, Object>> commands();
}
