package io.workfloworchestrator.state.files;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.spi.Proposal;
import io.workfloworchestrator.state.spi.StateView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** The files of a process that is killed after each commit, right after it acknowledged and before it wrote a file. */
final class Unpublished implements StateView {
    private final StateFiles files;

    Unpublished(StateFiles files) {
        this.files = files;
    }

    @Override
    public void absorb() {
        files.absorb();
    }

    @Override
    public Map<String, Proposal.Announcement> announce(SortedMap<String, Optional<Json>> changes) {
        return files.announce(changes);
    }

    @Override
    public void committed(List<String> keys) {
        // Killed here.
    }

    @Override
    public List<Notice> notices() {
        return files.notices();
    }

    @Override
    public void close() {
        // Who was killed closes nothing.
    }
}
