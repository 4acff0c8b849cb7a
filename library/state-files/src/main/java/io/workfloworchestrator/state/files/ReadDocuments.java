package io.workfloworchestrator.state.files;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.spi.Entry;
import io.workfloworchestrator.state.spi.Publication;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which documents were read before, in whatever process, without anything to be said about them, and had the value that
 * the state has: a new process need not read thousands of files again. The store keeps, under {@code read:PATH}, the
 * SHA-256 of all that it depends on. Guarded by the absorber's lock.
 */
final class ReadDocuments {
    private static final String READ = "read:";

    /** Goes up when files are read in another way by the same definition. */
    private static final String FORMAT = "1";

    private final ShadowStore store;
    private final Map<String, Publication> fresh = new HashMap<>();

    ReadDocuments(ShadowStore store) {
        this.store = store;
    }

    boolean has(Portion portion, String path, Reading.Content content, Optional<Json> keyValue) {
        return !store.isUnwritten()
                && proof(portion, content, keyValue)
                        .filter(proof -> store.publication(READ + path, proof).isPresent())
                        .isPresent();
    }

    void add(FileState.Known file, Reading.Content content, Entry head) {
        if (!store.isUnwritten()) {
            proof(file.portion(), content, head.value())
                    .ifPresent(proof -> fresh.put(
                            file.path(),
                            new Publication(
                                    READ + file.path(),
                                    file.key(),
                                    head.commit().revision(),
                                    proof)));
        }
    }

    /** Keeps what was read for the processes to come. */
    void keep() {
        try {
            store.publish(List.copyOf(fresh.values()));
        } catch (CodedException e) {
            // The next process reads these files once more.
        }
        fresh.clear();
    }

    /** Empty for a file that is always read. */
    private static Optional<String> proof(Portion portion, Reading.Content content, Optional<Json> keyValue) {
        if (!(portion instanceof DocumentPortion document) || document.reading().isEmpty()) {
            return Optional.empty();
        }
        return document.of(keyValue)
                .map(value -> String.join("\n", FORMAT, document.reading(), document.part(), content.fingerprint())
                        + "\n" + value)
                .map(all -> Rendered.fingerprint(all.getBytes(StandardCharsets.UTF_8)));
    }
}
