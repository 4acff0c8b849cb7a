package io.workfloworchestrator.state.files;

import io.workfloworchestrator.documents.DocumentFormat;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which parts of a value are also files in other formats than JSON, and where these files lie. A part is named, such as an
 * item by its id; its document's value is cut out of the key's value and put back in here, so that {@link StateFiles} knows
 * nothing of what it is about.
 *
 * <p>A place may mean something: if goals that are not chosen yet lie in {@code goals/potential}, a file there says that its
 * goal is not chosen. That meaning belongs to the document's value ({@link Place#value}), so a change of the value moves the
 * file, and a person who moves the file changes the value.
 *
 * <p>Implementations are thread-safe and do no I/O. Each method gives equal answers to equal questions. Two rules hold:
 * {@link #place} knows each path that {@link #document} gives, and {@link #with} followed by {@link #document} gives the same
 * value, unless it throws or adds what the document does not say, such as an id; then the file is written anew.
 */
public interface Documents {
    /**
     * Where documents may be, as paths relative to the project. A segment with {@code <} stands for any name that does not
     * begin with a dot, such as {@code goals/<status>/<id>/goal.md}. There may be more of them as more values are known.
     */
    List<String> patterns();

    /** What a file at this path is; empty if no document belongs there. */
    Optional<Place> place(String path);

    /** Whether values of this key may have documents; those of a key that has none for sure are not read to look for them. */
    default boolean mayHave(String key) {
        return true;
    }

    /** The names of the parts of this value that have a document, in a fixed order. */
    List<String> parts(String key, Json value);

    /**
     * The names of the parts whose documents may differ between two values of a key, whether or not both have them. After a
     * change only these are looked at, so it should be no more than what changed.
     */
    Set<String> differing(String key, Json before, Json now);

    /** The document of one part; empty if the value has no such part. It is asked for often, also for values of the past. */
    Optional<PlacedDocument> document(String key, Json value, String part);

    /**
     * The key's value with this document in it; adds the part if there is none of that name.
     *
     * @throws io.workfloworchestrator.json.CodedException if a document must not say this; the file then stays as it is and
     *     is named in the notices, and the state stays as it was
     */
    Json with(String key, Json value, String part, Json document);

    /**
     * What of a document can be taken in, where {@link #with} refuses the whole: a document of many items may say something wrong of
     * one of them.
     *
     * @return empty if all of it is refused
     */
    Optional<Acceptable> acceptable(String key, Json value, String part, Json document);

    record Acceptable(Json document, List<CodedException> refused) {
        public Acceptable {
            refused = List.copyOf(refused);
        }
    }

    /**
     * What people call that of which a document changed, such as the numbers of items; the history of an edit names it. It is
     * asked for after the change.
     *
     * @param now the key's value
     */
    List<String> changed(String key, Json now, String part, Optional<Json> documentBefore, Optional<Json> documentNow);

    interface Place {
        String key();

        DocumentFormat format();

        /** The document's value: what a file here says, as the format reads it, together with what the place means. */
        Json value(Json content);

        /**
         * Names how files here are read: as long as it is the same, the same bytes say the same. A file that was read is then
         * not read again by the next process. Empty if each process reads it.
         */
        default String reading() {
            return "";
        }

        /**
         * Whether a file here is left when its value goes, to whoever moves or removes its folder; else it is removed, unless it is
         * somebody else's.
         */
        default boolean isLeft() {
            return false;
        }

        /** The name of the part that a file here with this {@link #value} holds: by an id in it, or by the path. */
        String part(Json value);
    }
}
