package io.workfloworchestrator.workflow;

import io.workfloworchestrator.state.Revision;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The command lines that answers name. Each is empty where there is none; the answer then says what to do without it.
 */
public interface Commands {
    /** Begins a workflow; the key is {@code type/id}. */
    default Optional<String> begin(String key) {
        return Optional.empty();
    }

    /** Why a workflow begins with the type that it has, as a clause; empty where the program has not chosen it. */
    default Optional<String> whyChosen() {
        return Optional.empty();
    }

    /** Begins a plan of its own in a folder inside of another project. */
    default Optional<String> beginInside(String folder) {
        return Optional.empty();
    }

    /** Where a tool is offered that the caller does not offer, such as "a server that is started with --toolsets setup". */
    default Optional<String> offering(String tool) {
        return Optional.empty();
    }

    /** What does the same as a tool that the caller does not offer, such as "the command 'workflow tasks reopen'". */
    default Optional<String> instead(String tool) {
        return Optional.empty();
    }

    default Optional<String> show(String key, Revision at) {
        return Optional.empty();
    }

    /** Shows all problems of the project's definitions. */
    default Optional<String> verify() {
        return Optional.empty();
    }

    /** The tools that a definition may name without declaring them; empty where any may be. */
    default Set<String> knownTools() {
        return Set.of();
    }

    /** Shows what {@link #migrate} would change. */
    default Optional<String> difference() {
        return Optional.empty();
    }

    /** Takes fields of the workflow's data away. */
    default Optional<String> withoutData(List<String> fields) {
        return Optional.empty();
    }

    /** Has the work go on by the current definition. */
    default Optional<String> migrate() {
        return Optional.empty();
    }

    /** As {@link #migrate}, in another phase, which the reader puts in. */
    default Optional<String> migrateToPhase() {
        return Optional.empty();
    }
}
