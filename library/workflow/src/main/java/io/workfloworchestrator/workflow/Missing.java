package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.Call;
import java.util.List;
import java.util.Optional;

/**
 * What keeps a phase from being left: a pending step or a closed gate. A step and the gates about the same file are one thing
 * to do, and are one entry.
 *
 * @param id {@code step:<id>} or {@code gate:<id>}, to be given to {@link Workflow#explain}
 * @param call the tool that provides it, when it is offered
 * @param path the file to create or edit by hand, when that does it
 * @param also the gates that need something of the same file, each with its own words
 */
public record Missing(String id, String what, Optional<Call> call, Optional<String> path, List<Also> also) {
    /** A gate that needs something of the same file; its id is {@code gate:<id>}. */
    public record Also(String id, String what) {
        @Override
        public String toString() {
            return id + ": " + what;
        }
    }

    public Missing {
        also = List.copyOf(also);
    }

    Missing and(Also more) {
        List<Also> all = new java.util.ArrayList<>(also);
        all.add(more);
        return new Missing(id, what, call, path, all);
    }
}
