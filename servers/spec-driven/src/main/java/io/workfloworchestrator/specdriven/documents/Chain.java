package io.workfloworchestrator.specdriven.documents;

import io.workfloworchestrator.documents.Derivation;
import io.workfloworchestrator.json.RecordCodec;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.StateManager;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the documents of a feature were derived from, as the shared state keeps it under {@code derivation/<feature>}, and for the
 * constitution under {@code derivation/constitution}. Immutable.
 *
 * @param documents by path the text that was derived last: the base that tells what people changed since
 * @param parts by name, such as {@code plan.md#Phase 1} or {@code tasks.md#T003}, what a section or line was derived from
 * @param sources by name, such as {@code spec.md#FR-002} or {@code answer#Q-want.1}, the texts that parts were derived from
 * @param numbers the numbers that were given to requirements and tasks, by the key of each
 * @param replaced by path what stood there before a document was derived again
 * @param proposals by path the fingerprint of each proposal that was written, until it is taken or solved
 */
record Chain(
        Map<String, String> documents,
        Map<String, Derivation> parts,
        Map<String, String> sources,
        Map<String, String> numbers,
        Map<String, Replaced> replaced,
        Map<String, String> proposals) {
    static final String TYPE = "derivation";
    static final Chain EMPTY = new Chain(Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of());

    Chain {
        documents = sorted(documents);
        parts = sorted(parts);
        sources = sorted(sources);
        numbers = sorted(numbers);
        replaced = sorted(replaced);
        proposals = sorted(proposals);
    }

    /** @param base what had been derived before that */
    record Replaced(String before, String after, String base) {}

    private static <T> Map<String, T> sorted(Map<String, T> map) {
        return Collections.unmodifiableMap(new TreeMap<>(map));
    }

    static StateKey<Chain> key(String id) {
        return StateKey.of(TYPE + "/" + id, RecordCodec.of(Chain.class));
    }

    static Chain of(StateManager state, String id) {
        return state.find(key(id)).map(found -> found.value()).orElse(EMPTY);
    }

    /** With a document that was derived and says this text now: its parts and numbers in place of those that it had. */
    Chain with(StageText.Document document, String text) {
        Map<String, String> texts = new TreeMap<>(documents);
        texts.put(document.path(), document.text());
        Map<String, Derivation> all = new TreeMap<>(parts);
        all.keySet().removeIf(name -> name.startsWith(DocumentParts.file(document.path()) + "#"));
        all.putAll(document.derivations(text));
        Map<String, String> known = new TreeMap<>(sources);
        known.putAll(document.known(text));
        known.keySet()
                .retainAll(all.values().stream()
                        .flatMap(part -> part.sources().stream())
                        .map(Derivation.Source::name)
                        .toList());
        Map<String, String> given = new TreeMap<>(numbers);
        given.values().removeIf(document::isNumbered);
        given.putAll(document.numbers());
        return new Chain(texts, all, known, given, replaced, proposals);
    }

    Chain with(String path, Replaced what) {
        Map<String, Replaced> all = new TreeMap<>(replaced);
        all.put(path, what);
        return new Chain(documents, parts, sources, numbers, all, proposals);
    }

    List<String> proposals(String path) {
        String start = path.replaceFirst("\\.md$", ".proposed");
        return proposals.keySet().stream()
                .filter(name -> name.startsWith(start))
                .toList();
    }

    Chain withProposal(String path, Map<String, String> proposal) {
        Map<String, String> all = new TreeMap<>(proposals);
        all.keySet().removeAll(proposals(path));
        all.putAll(proposal);
        return new Chain(documents, parts, sources, numbers, replaced, all);
    }

    /** As it was before a document was derived again; what its parts were derived from is not known then. */
    Chain takenBack(String path) {
        Map<String, Replaced> all = new TreeMap<>(replaced);
        Replaced what = all.remove(path);
        Map<String, String> texts = new TreeMap<>(documents);
        if (what != null) {
            texts.put(path, what.base());
        }
        return new Chain(texts, parts, sources, numbers, all, proposals);
    }
}
