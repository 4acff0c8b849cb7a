package io.workfloworchestrator.specdriven.delta;

import java.util.List;

/**
 * A living specification with a change merged into it. Immutable.
 *
 * @param retired whether no requirement is left, so that the specification has had its day
 * @param remarks what a reader should know, a sentence each; nothing was lost
 */
public record MergedSpec(String text, boolean retired, List<String> remarks) {
    public MergedSpec {
        remarks = List.copyOf(remarks);
    }
}
