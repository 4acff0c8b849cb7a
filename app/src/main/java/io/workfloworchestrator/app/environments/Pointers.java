package io.workfloworchestrator.app.environments;

import io.workfloworchestrator.projectmanagement.environments.EnvironmentException;
import io.workfloworchestrator.projectmanagement.environments.ReleaseEntry;
import io.workfloworchestrator.projectmanagement.environments.ServerBook;
import io.workfloworchestrator.projectmanagement.environments.ServerChanges;
import io.workfloworchestrator.projectmanagement.environments.ServerEntry;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Done;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The pointers of all servers, which follow the state. Whoever calls a method holds the lock of {@link EnvironmentFolders#alone}.
 */
record Pointers(EnvironmentFolders places, ServerChanges changes, Consumer<String> step) {
    /** Why a pointer differs from the state, as far as anybody knows. */
    static final String ENDED = "a command was ended before it was done";

    /** Commits, and then renames the pointers; everything that may fail is tried before the commit. */
    Done<Boolean> swap(Map<ServerEntry, ReleaseEntry> to, Supplier<Done<Boolean>> commit, Cause cause) {
        Map<ServerEntry, Optional<LivePointer>> before = new LinkedHashMap<>();
        try {
            for (Map.Entry<ServerEntry, ReleaseEntry> one : to.entrySet()) {
                before.put(one.getKey(), LivePointer.read(server(one.getKey())));
                pointer(one.getValue()).prepare(server(one.getKey()));
                step.accept("prepared " + one.getKey().name());
            }
        } catch (IOException e) {
            before.keySet().forEach(this::forget);
            throw new EnvironmentException(
                    "E_POINTER", "A pointer cannot be written: " + e + " Nothing was changed.", e);
        }
        Done<Boolean> done;
        try {
            done = commit.get();
        } catch (RuntimeException e) {
            before.keySet().forEach(this::forget);
            throw e;
        }
        step.accept("committed");
        List<ServerEntry> swapped = new ArrayList<>();
        try {
            for (ServerEntry server : to.keySet()) {
                LivePointer.swap(server(server));
                swapped.add(server);
                step.accept("swapped " + server.name());
            }
        } catch (IOException e) {
            takeBack(before, swapped, done, cause);
            throw new EnvironmentException(
                    "E_POINTER", "A pointer cannot be replaced: " + e + " Everything is as it was before.", e);
        }
        return done;
    }

    private void takeBack(
            Map<ServerEntry, Optional<LivePointer>> before,
            List<ServerEntry> swapped,
            Done<Boolean> done,
            Cause cause) {
        before.keySet().forEach(this::forget);
        done.commit().ifPresent(commit -> changes.takeBack(commit, cause));
        try {
            for (ServerEntry server : swapped) {
                set(server(server), before.getOrDefault(server, Optional.empty()));
            }
        } catch (IOException e) {
            throw new EnvironmentException(
                    "E_POINTER",
                    "The pointers cannot be set back: " + e + " The state has the releases of before; 'workflow server"
                            + " list' sets the pointers right when they can be written.",
                    e);
        }
    }

    private static void set(Path server, Optional<LivePointer> pointer) throws IOException {
        if (pointer.isEmpty()) {
            LivePointer.delete(server);
            return;
        }
        pointer.get().prepare(server);
        LivePointer.swap(server);
    }

    private void forget(ServerEntry server) {
        try {
            LivePointer.forget(server(server));
        } catch (IOException e) {
            // What was prepared lies beside the pointer and means nothing; the next command takes it away.
            step.accept("left " + server.name());
        }
    }

    /**
     * Sets pointers right that do not say what the state says.
     *
     * @param why they may differ, as a clause
     * @return what was done, and which pointers cannot be written, one sentence each
     */
    List<String> repair(String why) {
        return changes.book().servers().isEmpty()
                ? List.of()
                : places.alone(() -> repairAll(why, e -> String.valueOf(e.getMessage())));
    }

    /** The same before a change of what is live, which must not begin while a pointer cannot be written. */
    List<String> repairAll() {
        return repairAll(ENDED, e -> {
            throw e;
        });
    }

    private List<String> repairAll(String why, Function<EnvironmentException, String> unwritten) {
        List<String> said = new ArrayList<>();
        ServerBook book = changes.book();
        for (ServerEntry server : book.servers()) {
            try {
                repair(book, server, why).ifPresent(said::add);
            } catch (IOException e) {
                forget(server);
                said.add(unwritten.apply(unwritten(server, e)));
            }
        }
        return said;
    }

    private EnvironmentException unwritten(ServerEntry server, IOException why) {
        String clients = readable(server(server))
                .map(pointer -> "get " + pointer.folder())
                .orElse("get nothing");
        return new EnvironmentException(
                "E_POINTER",
                "The pointer of " + server.name() + " does not say what the state says, and cannot be written: " + why
                        + ". Clients " + clients + " until somebody may write it.",
                why);
    }

    private Optional<String> repair(ServerBook book, ServerEntry server, String why) throws IOException {
        Path folder = server(server);
        LivePointer.forget(folder);
        Optional<ReleaseEntry> live = book.live(server);
        Optional<LivePointer> found = readable(folder);
        if (found.equals(live.map(Pointers::pointer)) && found.isPresent() == LivePointer.exists(folder)) {
            return Optional.empty();
        }
        if (live.isPresent() && !Files.isDirectory(places.release(server, live.get()))) {
            return Optional.of(
                    "The live release of " + server.name() + ", " + live.get().serial()
                            + ", is not on this machine. Make one here: workflow server check " + server.name() + ".");
        }
        set(folder, live.map(Pointers::pointer));
        return Optional.of("The pointer of " + server.name() + " said "
                + found.map(LivePointer::folder).orElse("nothing that can be read") + ", and the state "
                + live.map(ReleaseEntry::folder).orElse("that nothing is live")
                + ": " + why + ". The pointer was set right.");
    }

    private static Optional<LivePointer> readable(Path folder) {
        try {
            return LivePointer.read(folder);
        } catch (EnvironmentException e) {
            return Optional.empty();
        }
    }

    private static LivePointer pointer(ReleaseEntry release) {
        return new LivePointer(release.folder(), release.content());
    }

    private Path server(ServerEntry server) {
        return places.server(server.name());
    }
}
