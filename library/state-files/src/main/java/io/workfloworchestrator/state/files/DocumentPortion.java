package io.workfloworchestrator.state.files;

import io.workfloworchestrator.documents.DocumentException;
import io.workfloworchestrator.documents.DocumentFormat;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonMerge;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A part of a value as a document. Immutable but for a memory of the last reading, which decides nothing. */
final class DocumentPortion implements Portion {
    private final Documents documents;
    private final Documents.Place place;
    private final String part;
    private volatile @Nullable LastReading lastReading;

    /** @param part the part's name; empty while it is not known what the file is */
    DocumentPortion(Documents documents, Documents.Place place, String part) {
        this.documents = documents;
        this.place = place;
        this.part = part;
    }

    /** One look asks several times what a text says. */
    @SuppressWarnings("ArrayRecordComponent") // Compared by identity.
    private record LastReading(byte[] bytes, Optional<Json> last, Text text) {}

    String key() {
        return place.key();
    }

    String part() {
        return part;
    }

    /** Names how files at this place are read; empty if they are always read anew. */
    String reading() {
        return place.reading();
    }

    DocumentPortion with(String name) {
        if (name.equals(part)) {
            return this;
        }
        DocumentPortion other = new DocumentPortion(documents, place, name);
        other.lastReading = lastReading; // What a text says depends on its place alone.
        return other;
    }

    String partOf(byte[] bytes, Optional<Json> last) {
        return place.part(read(bytes, last).value());
    }

    @Override
    public Text read(byte[] bytes, Optional<Json> last) {
        LastReading known = lastReading;
        if (known != null && known.bytes == bytes && known.last.equals(last)) {
            return known.text;
        }
        DocumentFormat.Content content = content(bytes, last);
        Text text = new Text(place.value(content.value()), content.findings());
        lastReading = new LastReading(bytes, last, text);
        return text;
    }

    /** Nobody who empties a file means its document: many programs empty a file before they write it. */
    private DocumentFormat.Content content(byte[] bytes, Optional<Json> last) {
        if (isBlank(bytes)) {
            throw new DocumentException("E_DOCUMENT_EMPTY", "line 1, column 1: this document is empty.");
        }
        if (MarkedText.isMarked(bytes)) {
            throw new DocumentException(
                    MarkedText.CODE,
                    "line " + MarkedText.line(bytes) + ", column 1: git left its conflict markers here.");
        }
        return place.format().read(bytes, last);
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte one : bytes) {
            if (one > ' ' || one < 0) {
                return false;
            }
        }
        return true;
    }

    /** Empty also for a text of another document: two branches may have put different ones at the same path. */
    @Override
    public Optional<Json> value(byte[] bytes, Optional<Json> last) {
        return Portion.super
                .value(bytes, last)
                .filter(value -> part.isEmpty() || place.part(value).equals(part));
    }

    @Override
    public Optional<Json> of(Optional<Json> keyValue) {
        return part.isEmpty()
                ? Optional.empty()
                : keyValue.flatMap(value -> documents.document(key(), value, part))
                        .map(PlacedDocument::value);
    }

    @Override
    public Json in(Optional<Json> keyValue, Json portion) {
        return documents.with(key(), keyValue.orElse(Json.Obj.EMPTY), part, portion);
    }

    @Override
    public Optional<Documents.Acceptable> acceptable(Optional<Json> keyValue, Json portion) {
        return documents.acceptable(key(), keyValue.orElse(Json.Obj.EMPTY), part, portion);
    }

    @Override
    public Rendered render(Json value, Optional<byte[]> existing) {
        return Rendered.of(value, place.format().render(value, existing));
    }

    @Override
    public JsonMerge merge(Optional<Json> base, Optional<Json> ours, Optional<Json> theirs) {
        return base.isPresent() && ours.isPresent() && theirs.isPresent()
                ? place.format().merge(base.get(), ours.get(), theirs.get())
                : JsonMerge.of(base, ours, theirs);
    }

    @Override
    public List<String> changed(Optional<Json> before, Json now) {
        return documents.changed(key(), now, part, of(before), of(Optional.of(now)));
    }

    @Override
    public boolean isLeft() {
        return place.isLeft();
    }

    @Override
    public boolean isWhole() {
        return false;
    }

    @Override
    public String noteName(String path) {
        return part.isEmpty() ? path : key() + "#" + part;
    }
}
