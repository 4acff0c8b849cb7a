package io.workfloworchestrator.state.files;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Revision;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a file's content means to us. */
sealed interface Finding {
    /** Nothing changed since the last look. */
    record Same() implements Finding {}

    record Gone() implements Finding {}

    /** Nothing is there, and the document is at another place. */
    record MovedAway() implements Finding {}

    /** The file says that it is a document that another file says it is, too. */
    record Twice(List<String> others) implements Finding {}

    /** Something that we do not read. */
    record NoFile(Reading.Unfit unfit) implements Finding {}

    /** The newest value, published by us or equal to it. */
    record Current(Revision revision) implements Finding {}

    /**
     * The file of an older value, which we published or took over from a person then.
     *
     * @param parsed null if it is large, and the value that the key had at this revision
     */
    record Older(Reading.Content content, @Nullable Json parsed, Revision revision) implements Finding {
        Json value() {
            return parsed == null ? Json.parse(content.bytes()) : parsed;
        }
    }

    /** The value of an older revision, when every change since came from the file itself, by hand or by git. */
    record SetBack(Reading.Content content, Json value, Revision revision) implements Finding {}

    record Foreign(Reading.Content content, Json value) implements Finding {}

    /**
     * Of a key that goes on as another one, and not what was taken over then.
     *
     * @param own the fields that each of both keys has for itself, since they did not come over as they were
     * @param base what git says that the content was made from
     */
    record Inherited(Reading.Content content, Json value, Json last, String heir, Set<String> own, Optional<Json> base)
            implements Finding {}

    /** Not acceptable as state. */
    record Bad(Reading.Content content, CodedException why) implements Finding {}

    /** Git could not merge the file and left its markers in it. */
    record Unmerged(Reading.Content content, CodedException why, Sides sides) implements Finding {}

    /** The base, both sides, and their files, of which theirs is kept. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Sides(Optional<Json> base, Json ours, Json other, byte[] mine, byte[] theirs) {}

    /** Whether somebody else may have written the content, which may then become state. */
    default boolean mayCommit() {
        return this instanceof SetBack
                || this instanceof Foreign
                || this instanceof Inherited
                || this instanceof Bad
                || this instanceof Unmerged;
    }

    /** Whether the content is not the one that should be there. */
    default boolean isStrange() {
        return this instanceof Older || mayCommit();
    }
}
