package io.workfloworchestrator.state.spi;

import io.workfloworchestrator.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * A second representation of the state that people may read and edit, such as files. The {@code StateManager} calls its
 * methods; a view commits the edits that it finds through its own store. Implementations are thread-safe.
 */
public interface StateView extends AutoCloseable {
    /** Looks for edits of people since the last look and commits them. Cheap if there are none. */
    void absorb();

    /**
     * The texts that will be published after these changes are committed, by path; the same commit records them. A view may
     * leave out a text that is too large to render now, and record it before it publishes.
     */
    Map<String, Proposal.Announcement> announce(SortedMap<String, Optional<Json>> changes);

    /** Called after this process committed these keys, or saw that another one did: publishes them now or soon. */
    void committed(List<String> keys);

    /** Messages for people: edits in conflict, quarantined files, files that could not be written. */
    List<Notice> notices();

    /** Waits until everything that was committed is published; does nothing in a view that publishes at once. */
    default void flush() {}

    /**
     * Told before a caller of this process writes a text into a file that people edit too, so that the commit which takes the text
     * in can name the caller. A view that does not tell its commits apart ignores it.
     *
     * @param path relative to the project
     */
    default void writing(String path, String text, String caller) {}

    /** The path, relative to the project, of the file that shows a key; empty if this view has no such file. */
    default Optional<String> file(String key) {
        return Optional.empty();
    }

    /**
     * The paths, relative to the project, of all files that show some of the state, as of the last look; empty if this view has
     * no files. They change by commits, whoever makes them. Cheap.
     */
    default Set<String> files() {
        return Set.of();
    }

    /** Publishes what is pending and stops. A second call does nothing. */
    @Override
    void close();

    /**
     * A message for people.
     *
     * @param code stable, such as E_JSON_SYNTAX or E_EDIT_CONFLICT
     * @param path the file, relative to the project
     * @param message what is so, where, and what to do
     */
    record Notice(String code, String path, String message) {}
}
