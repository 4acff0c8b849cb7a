package io.workfloworchestrator.specdriven.documents;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What became of one document. Immutable.
 *
 * @param what "written" if it is new, "unchanged", "merged" if what people changed in it was kept, "proposed" if it was left alone, "kept"
 *     if it is not to be written at all
 * @param proposal the file beside it that has the new text; empty unless it was proposed
 * @param difference from what was there to the new text, in unified format; empty if nothing was there or nothing changed
 * @param findings what a reader should know, a sentence each
 */
public record Written(String path, String what, Optional<String> proposal, String difference, List<String> findings) {
    static final String NEW = "written";
    static final String UNCHANGED = "unchanged";
    static final String MERGED = "merged";
    static final String PROPOSED = "proposed";
    static final String KEPT = "kept";

    public Written {
        findings = List.copyOf(findings);
    }

    static Written of(String path, String what, List<String> findings) {
        return new Written(path, what, Optional.empty(), "", findings);
    }

    Written with(List<String> more) {
        List<String> all = new ArrayList<>(findings);
        all.addAll(more);
        return new Written(path, what, proposal, difference, all);
    }
}
