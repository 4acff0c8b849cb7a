package io.workfloworchestrator.specdriven.documents;

import io.workfloworchestrator.documents.Derivation;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;

/** Proposals that lie beside a document since it was derived before. Pure functions of the files. */
final class OldProposals {
    private OldProposals() {}

    /** Removes those that nobody has changed: the document is derived again, so they are taken, solved, or written anew. */
    static void remove(FeaturePlaces places, Chain chain, String path) {
        for (String proposal : chain.proposals(path)) {
            Optional<String> now = places.text(proposal).map(Derivation::fingerprint);
            if (now.equals(Optional.ofNullable(chain.proposals().get(proposal)))) {
                delete(places, proposal);
            }
        }
    }

    private static void delete(FeaturePlaces places, String proposal) {
        try {
            boolean unused = Files.deleteIfExists(places.project().root().resolve(proposal));
        } catch (IOException e) {
            // Then it stays, and is advised to be looked at.
        }
    }

    /** A proposal as the state remembers it; empty if there is none. */
    static Map<String, String> known(FeaturePlaces places, Optional<String> proposal) {
        return proposal.flatMap(path -> places.text(path).map(text -> Map.of(path, Derivation.fingerprint(text))))
                .orElse(Map.of());
    }
}
