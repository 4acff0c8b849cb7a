package io.workfloworchestrator.specdriven.delta;

import java.util.List;

/**
 * @param retired whether no requirement is left
 * @param remarks what a reader should know, a sentence each; nothing was lost
 */
public record MergedSpec(String text, boolean retired, List<String> remarks) {
    public MergedSpec {
        remarks = List.copyOf(remarks);
    }
}
