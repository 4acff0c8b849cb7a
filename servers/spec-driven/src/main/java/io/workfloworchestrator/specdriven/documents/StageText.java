package io.workfloworchestrator.specdriven.documents;

import io.workfloworchestrator.documents.Derivation;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The documents of a stage as they are derived now.
 *
 * @param remarks about documents that are not written
 */
record StageText(FeaturePlaces places, String title, List<Document> documents, List<Written> remarks) {
    /** The name under which the constitution's own chain is kept: it belongs to all features. */
    static final String CONSTITUTION = "constitution";

    /**
     * @param chain the id under which it is remembered
     * @param upstream by name the texts that its parts may refer to
     * @param prefix of the numbers in it, such as {@code FR-}; empty if it gives none
     * @param numbers all that were given with this prefix, by key
     */
    record Document(
            String chain,
            String path,
            String text,
            Map<String, String> upstream,
            String prefix,
            Map<String, String> numbers,
            List<String> findings) {

        boolean isNumbered(String number) {
            return !prefix.isEmpty() && number.startsWith(prefix);
        }

        Map<String, Derivation> derivations(String written) {
            return DocumentParts.derivations(path, written, upstream);
        }

        Map<String, String> known(String written) {
            Map<String, String> known = new TreeMap<>();
            DocumentParts.of(path, written)
                    .values()
                    .forEach(part -> known.putAll(DocumentParts.sources(path, part, upstream)));
            return known;
        }
    }
}
