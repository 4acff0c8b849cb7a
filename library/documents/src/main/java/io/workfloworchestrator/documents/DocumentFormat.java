package io.workfloworchestrator.documents;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonMerge;
import java.util.List;
import java.util.Optional;

/**
 * How a value is written as a file that people read and edit, and read back. Implementations are thread-safe, do no I/O, and
 * keep two promises: {@code read(render(value, existing), value)} gives {@code value}, and {@code render} of a value that the
 * existing bytes already say gives exactly these bytes.
 */
public interface DocumentFormat {
    /** The name that a definition gives the format, such as {@code checklist}. */
    String name();

    /** The ending of its files, such as {@code .md}. */
    String extension();

    /**
     * The file for a value. Every byte that the format does not own stays as it is in {@code existing}.
     *
     * @param existing the file as it is; empty when there is none
     * @throws DocumentException if the value cannot be written in this format, or the existing file cannot be read, so that
     *     nothing may be replaced in it
     */
    byte[] render(Json value, Optional<byte[]> existing);

    /**
     * What a file says.
     *
     * @param last the value that the file was last written for, which tells what a person renamed or moved; empty when unknown
     * @throws DocumentException if the file as a whole cannot be read
     */
    Content read(byte[] bytes, Optional<Json> last);

    /** Merges what two sides made of {@code base}; ours stays where both changed the same place. */
    default JsonMerge merge(Json base, Json ours, Json theirs) {
        return JsonMerge.of(base, ours, theirs);
    }

    /**
     * What was read.
     *
     * @param findings what the format could not take, in the order of the file; nothing of it is in the value
     */
    record Content(Json value, List<DocumentFinding> findings) {
        public Content {
            findings = List.copyOf(findings);
        }
    }
}
