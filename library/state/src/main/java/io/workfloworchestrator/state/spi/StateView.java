package io.workfloworchestrator.state.spi;

import io.workfloworchestrator.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A second representation of the state that people may read and edit, such as files. The {@code StateManager} calls it
 * at these points; a view commits what it finds through the store it was given. Implementations are thread-safe.
 */
public interface StateView extends AutoCloseable {
    /** Looks for foreign edits since the last look and commits them. Cheap when there are none. */
    void absorb();

    /**
     * What will be published when these changes are committed, by path, to be recorded in the same commit. A view may
     * leave out what is too large to render now, and record it before it publishes.
     */
    Map<String, Proposal.Announcement> announce(SortedMap<String, Optional<Json>> changes);

    /** These keys were committed by this process, or seen to have been by another: publish them, now or soon. */
    void committed(List<String> keys);

    /** What people should know: conflicts kept beside, quarantined files, files that could not be written. */
    List<Notice> notices();

    /** Publishes what is pending and stops. A second call does nothing. */
    @Override
    void close();

    /**
     * Something that a person should know of.
     *
     * @param code stable, such as E_JSON_SYNTAX or E_EDIT_CONFLICT
     * @param path the file, relative to the project
     * @param message what is so, where, and what to do
     */
    record Notice(String code, String path, String message) {}
}
