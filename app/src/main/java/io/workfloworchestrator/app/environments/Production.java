package io.workfloworchestrator.app.environments;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.environments.EnvironmentException;
import io.workfloworchestrator.projectmanagement.environments.ReleaseEntry;
import io.workfloworchestrator.projectmanagement.environments.ServerBook;
import io.workfloworchestrator.projectmanagement.environments.ServerChanges;
import io.workfloworchestrator.projectmanagement.environments.ServerEntry;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Done;
import io.workfloworchestrator.state.Revision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What clients get: the pointers, and the state that records them. The state decides. A change is one commit for all its servers; then
 * each pointer is renamed over. Whoever dies in between leaves pointers that are older than the state, each to a whole release, and the
 * next command of any kind sets them right. Thread-safe; one process at a time changes anything.
 */
public final class Production {
    private final EnvironmentFolders places;
    private final ServerChanges changes;
    private final Readiness readiness;
    private final Health health;
    private final OneWaySteps oneWay;
    private final StoreBackup backup;
    private final Consumer<String> step;

    /** @param step is told of each step that was made, so that a test can end the process right there */
    Production(
            EnvironmentFolders places,
            ServerChanges changes,
            CheckLimits limits,
            StoreBackup backup,
            Consumer<String> step) {
        this.places = places;
        this.changes = changes;
        this.readiness = new Readiness(places);
        this.health = new Health(places, limits);
        this.oneWay = new OneWaySteps(places);
        this.backup = backup;
        this.step = step;
    }

    /**
     * What became live.
     *
     * @param releases by their servers
     * @param revision of the commit
     * @param repaired what was set right before, one sentence each
     */
    public record Moved(Map<ServerEntry, ReleaseEntry> releases, Revision revision, List<String> repaired) {
        public Moved {
            releases = Collections.unmodifiableMap(new LinkedHashMap<>(releases));
            repaired = List.copyOf(repaired);
        }
    }

    /** What is missing before these servers can be promoted together, one sentence each; empty if nothing is. */
    public List<String> missing(List<ServerEntry> servers) {
        return readiness.missing(changes.book(), servers);
    }

    /** The same without a step that has no way back. */
    public Moved promote(List<ServerEntry> servers, Optional<String> forced, Cause cause) {
        return promote(servers, forced, false, cause);
    }

    /**
     * Makes the newest checked releases of these servers live, all or none. Before a step without a way back, the store is backed up.
     *
     * @param forced why, although something is missing; empty to be refused then
     * @param isOneWay whether a step is meant after which the live release cannot read the store any more
     * @throws EnvironmentException {@code E_RELEASE_OPEN} if something is missing, {@code E_RELEASE_ONE_WAY} if such a step is not
     *     meant, {@code E_BACKUP} if the store cannot be backed up before it, {@code E_RELEASE_CHANGED} or {@code E_RELEASE_GONE} if a
     *     release is not whole, {@code E_POINTER} if a pointer cannot be written
     */
    public Moved promote(List<ServerEntry> servers, Optional<String> forced, boolean isOneWay, Cause cause) {
        requireSome(servers);
        return places.alone(() -> {
            List<String> repaired = repairAll();
            ServerBook book = changes.book();
            List<String> missing = readiness.missing(book, servers);
            Map<ServerEntry, ReleaseEntry> chosen = new LinkedHashMap<>();
            for (ServerEntry server : book.inOrder(servers)) {
                book.staged(server).ifPresent(release -> chosen.put(server, release));
            }
            if (!missing.isEmpty() && (forced.isEmpty() || chosen.size() < servers.size())) {
                throw new EnvironmentException(
                        "E_RELEASE_OPEN",
                        "Nothing was promoted. Missing: " + String.join(" ", missing)
                                + (chosen.size() < servers.size()
                                        ? ""
                                        : " To promote nevertheless, say why with --force REASON."));
            }
            chosen.forEach((server, release) -> {
                ReleaseFolder unused = ReleaseFolder.whole(folder(server, release), release.content());
            });
            keepStores(book, chosen, isOneWay, cause);
            Done<Boolean> done = swap(chosen, () -> changes.promote(chosen, forced, cause), cause);
            return new Moved(newest(chosen), done.moment().revision(), repaired);
        });
    }

    /** Backs the store up before each step without a way back, all of which must be meant. */
    private void keepStores(ServerBook book, Map<ServerEntry, ReleaseEntry> chosen, boolean isOneWay, Cause cause) {
        Map<ServerEntry, String> steps = new LinkedHashMap<>();
        chosen.forEach((server, release) ->
                oneWay.over(book, server, release).ifPresent(why -> steps.put(server, release.title() + ": " + why)));
        if (!steps.isEmpty() && !isOneWay) {
            throw new EnvironmentException(
                    "E_RELEASE_ONE_WAY",
                    "Nothing was promoted: this is one way. " + String.join(". ", steps.values())
                            + ". A rollback would not bring the store back. Promote a release first that reads both"
                            + " formats, or say that you mean it with --one-way; a backup of the store is taken then.");
        }
        for (ServerEntry server : steps.keySet()) {
            ReleaseEntry live = book.live(server).orElseThrow();
            ReleaseEntry release = Objects.requireNonNull(chosen.get(server));
            String kept = backup.before(server, live, release);
            step.accept("kept " + server.name());
            Object unused = changes.proved(
                    release, GateResult.passed(OneWaySteps.BACKUP_GATE, kept).evidence(), Json.Obj.EMPTY, cause);
        }
    }

    /** The same, over no step that has no way back. */
    public Moved rollBack(List<ServerEntry> servers, String reason, Cause cause) {
        return rollBack(servers, reason, false, cause);
    }

    /**
     * Takes these servers back to their last good releases, all or none, and writes an issue for each.
     *
     * @param reason what is wrong with the live ones
     * @param isOneWay whether the store is as the older releases need it, after a step without a way back
     * @throws EnvironmentException {@code E_RELEASE_MOVED} if what is live of one changed since {@code servers} was read, {@code
     *     E_RELEASE_NONE} without a release to go back to, {@code E_RELEASE_ONE_WAY} if one of them
     *     cannot read the store, {@code E_RELEASE_UNHEALTHY} if one of them does not work, and then nothing was changed
     */
    public Moved rollBack(List<ServerEntry> servers, String reason, boolean isOneWay, Cause cause) {
        requireSome(servers);
        return places.alone(() -> {
            List<String> repaired = repairAll();
            ServerBook book = changes.book();
            requireUnmoved(book, servers);
            Map<ServerEntry, ReleaseEntry> targets = new LinkedHashMap<>();
            for (ServerEntry server : book.inOrder(servers)) {
                targets.put(
                        server,
                        book.lastGood(server)
                                .orElseThrow(() -> new EnvironmentException(
                                        "E_RELEASE_NONE",
                                        server.name()
                                                + " was not rolled back: there is no release before the live one. Mend it and"
                                                + " promote a new one: workflow server check " + server.name() + ".")));
            }
            if (!isOneWay) {
                requireWayBack(book, targets);
            }
            health.require(targets);
            step.accept("healthy");
            Done<Boolean> done = swap(targets, () -> changes.rollBack(targets, reason, cause), cause);
            if (isOneWay) {
                passOver(book, targets, cause);
            }
            return new Moved(newest(targets), done.moment().revision(), repaired);
        });
    }

    private static void requireSome(List<ServerEntry> servers) {
        if (servers.isEmpty()) {
            throw new EnvironmentException("E_ARG_MISSING", "Nothing was changed: name at least one server.");
        }
    }

    /** Two who see the same fault roll back once: whoever comes second is told, instead of going back one release more. */
    private static void requireUnmoved(ServerBook book, List<ServerEntry> servers) {
        for (ServerEntry server : servers) {
            Optional<String> now = book.server(server.id()).flatMap(ServerEntry::live);
            if (!now.equals(server.live())) {
                throw new EnvironmentException(
                        "E_RELEASE_MOVED",
                        "Nothing was rolled back: somebody else changed what is live of " + server.name()
                                + " at the same time; it is "
                                + now.flatMap(book::release)
                                        .map(ReleaseEntry::title)
                                        .orElse("nothing")
                                + " now. If that is not good either, roll back again.");
            }
        }
    }

    private void requireWayBack(ServerBook book, Map<ServerEntry, ReleaseEntry> targets) {
        targets.forEach((server, target) -> oneWay.back(book, server, target).values().stream()
                .findFirst()
                .ifPresent(why -> {
                    throw new EnvironmentException(
                            "E_RELEASE_ONE_WAY",
                            "Nothing was rolled back, and what was live still is: " + why + " Mend " + server.name()
                                    + " and promote a new release. Or end its servers, put the backup in the place of"
                                    + " the store (the state with it, so that all changes since are lost), and say with"
                                    + " --one-way that the store is as " + target.title() + " needs it.");
                }));
    }

    /** Somebody said that the store is as the older releases need it: the steps that were in the way are not any more. */
    private void passOver(ServerBook book, Map<ServerEntry, ReleaseEntry> targets, Cause cause) {
        targets.forEach((server, target) -> oneWay.back(book, server, target)
                .keySet()
                .forEach(later -> {
                    Object unused = changes.proved(
                            later,
                            GateResult.passed(OneWaySteps.BACKUP_GATE, OneWaySteps.PUT_BACK)
                                    .evidence(),
                            Json.Obj.EMPTY,
                            cause);
                }));
    }

    private Map<ServerEntry, ReleaseEntry> newest(Map<ServerEntry, ReleaseEntry> before) {
        ServerBook book = changes.book();
        Map<ServerEntry, ReleaseEntry> now = new LinkedHashMap<>();
        before.forEach(
                (server, release) -> now.put(server, book.release(release.id()).orElse(release)));
        return now;
    }

    /** Commits, and then renames the pointers; everything that may fail is tried before the commit. */
    private Done<Boolean> swap(Map<ServerEntry, ReleaseEntry> to, Supplier<Done<Boolean>> commit, Cause cause) {
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
     * @return what was done, and which pointers cannot be written, one sentence each
     */
    public List<String> repair() {
        return changes.book().servers().isEmpty()
                ? List.of()
                : places.alone(() -> repairAll(e -> String.valueOf(e.getMessage())));
    }

    /** The same before a change of what is live, which must not begin while a pointer cannot be written. */
    private List<String> repairAll() {
        return repairAll(e -> {
            throw e;
        });
    }

    private List<String> repairAll(Function<EnvironmentException, String> unwritten) {
        List<String> said = new ArrayList<>();
        ServerBook book = changes.book();
        for (ServerEntry server : book.servers()) {
            try {
                repair(book, server).ifPresent(said::add);
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

    private Optional<String> repair(ServerBook book, ServerEntry server) throws IOException {
        Path folder = server(server);
        LivePointer.forget(folder);
        Optional<ReleaseEntry> live = book.live(server);
        Optional<LivePointer> found = readable(folder);
        if (found.equals(live.map(Production::pointer)) && found.isPresent() == LivePointer.exists(folder)) {
            return Optional.empty();
        }
        if (live.isPresent() && !Files.isDirectory(folder(server, live.get()))) {
            return Optional.of(
                    "The live release of " + server.name() + ", " + live.get().serial()
                            + ", is not on this machine. Make one here: workflow server check " + server.name() + ".");
        }
        set(folder, live.map(Production::pointer));
        return Optional.of("The pointer of " + server.name() + " said "
                + found.map(LivePointer::folder).orElse("nothing that can be read") + ", and the state "
                + live.map(ReleaseEntry::folder).orElse("that nothing is live")
                + ": a command was ended before it was done. The pointer was set right.");
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

    private Path folder(ServerEntry server, ReleaseEntry release) {
        return places.releases(server.name()).resolve(release.folder());
    }
}
