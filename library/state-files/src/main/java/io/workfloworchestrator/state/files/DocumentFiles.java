package io.workfloworchestrator.state.files;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.StateException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The documents of a project as files. Thread-safe. */
final class DocumentFiles {
    private final Optional<Documents> documents;

    DocumentFiles(@Nullable Documents documents) {
        this.documents = Optional.ofNullable(documents);
    }

    boolean areThere() {
        return documents.isPresent();
    }

    /** Whether a value of this key may have documents. */
    boolean mayHave(String key) {
        return documents.filter(some -> some.mayHave(key)).isPresent();
    }

    List<String> patterns() {
        return documents.map(Documents::patterns).orElse(List.of());
    }

    /** What a file at this path is; which part it holds is not known before it is read. */
    Optional<Target> at(String path) {
        return documents
                .filter(any -> Layout.isInside(path))
                .flatMap(some -> some.place(path)
                        .map(place -> new Target(path, place.key(), new DocumentPortion(some, place, ""))));
    }

    Optional<Target> of(String key, Optional<Json> value, String part) {
        return value.flatMap(json -> documents.flatMap(some -> some.document(key, json, part)))
                .map(document -> target(key, part, document.path()));
    }

    private Target target(String key, String part, String path) {
        Target place = at(path).filter(some -> some.key().equals(key))
                .orElseThrow(() -> new StateException(
                        "E_LAYOUT",
                        "'" + path.replaceAll("\\p{C}", "?") + "' is no place for the document '" + part + "' of '"
                                + key
                                + "'. A document needs a path inside the project, relative and with '/', not in .git or "
                                + Layout.STATE_FOLDER + ", where the next look finds it again."));
        return new Target(path, key, ((DocumentPortion) place.portion()).with(part));
    }

    /** Where the documents of a key belong, for somebody who follows its values. */
    DocumentPlaces places(String key) {
        return new DocumentPlaces(this, documents.orElseThrow(), key);
    }

    /** Whether this is where a file belongs, or belonged when the value still had it. */
    boolean isPlace(Target target, Optional<Json> value) {
        return target.portion().isWhole()
                || of(target.key(), value, partOf(target))
                        .map(Target::path)
                        .orElse(target.path())
                        .equals(target.path());
    }

    /** The name of the part that a file holds; empty if it holds everything, or nobody knows yet. */
    static String partOf(Target target) {
        return partOf(target.portion());
    }

    static String partOf(Portion portion) {
        return portion instanceof DocumentPortion document ? document.part() : "";
    }
}
