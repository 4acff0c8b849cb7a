package io.workfloworchestrator.local;

import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.state.Subscription;
import io.workfloworchestrator.state.spi.StateView.Notice;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A file for each state of a type, as {@link Rendering}: for those that there are, and for those that come. Thread-safe. */
final class Renderings<T> implements AutoCloseable {
    private final ProjectFolder folder;
    private final StateManager state;
    private final String type;
    private final Function<String, StateKey<T>> keys;
    private final UnaryOperator<String> paths;
    private final Function<T, String> renderer;
    private final Map<String, Rendering<T>> all = new HashMap<>();
    private final Rests rests;
    private final Subscription subscription;
    private boolean closed;

    Renderings(
            ProjectFolder folder,
            StateManager state,
            String type,
            Function<String, StateKey<T>> keys,
            UnaryOperator<String> paths,
            Function<T, String> renderer,
            Rests rests) {
        this.rests = rests;
        this.folder = folder;
        this.state = state;
        this.type = type;
        this.keys = keys;
        this.paths = paths;
        this.renderer = renderer;
        this.subscription = state.watch(this::committed);
        state.list(type).forEach(this::follow);
    }

    private void committed(Commit commit) {
        for (String name : commit.keys()) {
            if (name.startsWith(type + "/")) {
                if (state.find(keys.apply(name)).isPresent()) {
                    follow(name);
                } else {
                    forget(name);
                }
            }
        }
    }

    private synchronized void follow(String name) {
        if (closed) {
            return;
        }
        Rendering<T> unused = all.computeIfAbsent(
                name, key -> new Rendering<>(folder, state, paths.apply(key), keys.apply(key), renderer, false, rests));
    }

    /** The state is gone, and its file with whoever took it away. */
    private synchronized void forget(String name) {
        Rendering<T> gone = all.remove(name);
        if (gone != null) {
            gone.stop();
        }
    }

    synchronized List<Notice> notices() {
        return all.values().stream().flatMap(one -> one.notices().stream()).toList();
    }

    @Override
    public void close() {
        subscription.close();
        List<Rendering<T>> left;
        synchronized (this) {
            closed = true;
            left = List.copyOf(all.values());
            all.clear();
        }
        left.forEach(Rendering::close);
    }
}
