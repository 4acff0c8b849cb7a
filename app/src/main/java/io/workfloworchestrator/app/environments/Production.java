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
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What clients get: the pointers, and the state that records them. The state decides. A change is one commit for all its servers; then
 * each pointer is renamed over. Whoever dies in between leaves pointers that are older than the state, each to a whole release, and the
 * next command of any kind sets them right. Thread-safe; one process at a time changes anything.
 */
public record Production(
        EnvironmentFolders places,
        ServerChanges changes,
        CheckLimits limits,
        StoreBackup backup,
        Consumer<String> step) {
    /** What became live, and what was set right before, one sentence each. */
    public record Moved(Map<ServerEntry, ReleaseEntry> releases, Revision revision, List<String> repaired) {
        /** The same releases as they are after the commit. */
        static Moved of(
                ServerBook book, Map<ServerEntry, ReleaseEntry> chosen, Revision revision, List<String> repaired) {
            Map<ServerEntry, ReleaseEntry> now = new LinkedHashMap<>();
            chosen.forEach((server, release) ->
                    now.put(server, book.release(release.id()).orElse(release)));
            return new Moved(now, revision, repaired);
        }
    }

    /** What is missing before these servers can be promoted together, one sentence each; empty if nothing is. */
    public List<String> missing(List<ServerEntry> servers) {
        return new Readiness(places).missing(changes.book(), servers);
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
            Readiness readiness = new Readiness(places);
            List<String> repaired = pointers().repairAll();
            ServerBook book = changes.book();
            List<ServerEntry> wanted = readiness.withoutLive(book, servers);
            List<String> missing = readiness.missing(book, wanted);
            Map<ServerEntry, ReleaseEntry> chosen = new LinkedHashMap<>();
            for (ServerEntry server : book.inOrder(wanted)) {
                book.staged(server).ifPresent(release -> chosen.put(server, release));
            }
            if (!missing.isEmpty() && (forced.isEmpty() || chosen.size() < wanted.size())) {
                throw new EnvironmentException(
                        "E_RELEASE_OPEN",
                        "Nothing was promoted. Missing: " + String.join(" ", missing)
                                + (chosen.size() < wanted.size()
                                        ? ""
                                        : " To promote nevertheless, say why with --force REASON."));
            }
            chosen.forEach(places::whole);
            keepStores(book, chosen, isOneWay, cause);
            Done<Boolean> done = pointers().swap(chosen, () -> changes.promote(chosen, forced, cause), cause);
            return Moved.of(changes.book(), chosen, done.moment().revision(), repaired);
        });
    }

    /** Backs the store up before each step without a way back, all of which must be meant. */
    private void keepStores(ServerBook book, Map<ServerEntry, ReleaseEntry> chosen, boolean isOneWay, Cause cause) {
        Map<ServerEntry, String> steps = new LinkedHashMap<>();
        chosen.forEach((server, release) -> StoreGate.over(places, book, server, release)
                .ifPresent(why -> steps.put(server, release.title() + ": " + why)));
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
                    release, GateResult.passed(StoreGate.BACKUP_GATE, kept).evidence(), Json.Obj.EMPTY, cause);
        }
    }

    /**
     * How servers went back.
     *
     * @param after how long that took from the command on
     * @param health how each release answered when it was started then, by their servers; empty until that is known
     */
    public record RolledBack(Moved moved, Duration after, Map<ServerEntry, GateResult> health) {}

    /** The same, over no step that has no way back, and telling nobody meanwhile. */
    public RolledBack rollBack(List<ServerEntry> servers, String reason, Cause cause) {
        return rollBack(servers, reason, false, cause, live -> {});
    }

    /**
     * Takes these servers back to their last good releases, all or none, and writes an issue for each.
     *
     * @param isOneWay whether the store is as the older releases need it, after a step without a way back
     * @param live is told as soon as clients get the older releases, before these have shown that they still answer
     * @throws EnvironmentException {@code E_RELEASE_MOVED} if what is live of one changed since {@code servers} was read, {@code
     *     E_RELEASE_NONE} without a release to go back to, {@code E_RELEASE_ONE_WAY} if one of them
     *     cannot read the store, {@code E_RELEASE_UNHEALTHY} if one of them does not work, and then what was live before still is,
     *     or is again
     */
    public RolledBack rollBack(
            List<ServerEntry> servers, String reason, boolean isOneWay, Cause cause, Consumer<RolledBack> live) {
        requireSome(servers);
        return new Rollback(places, changes, pointers(), new Health(places, limits), step)
                .back(servers, reason, isOneWay, cause, live);
    }

    private Pointers pointers() {
        return new Pointers(places, changes, step);
    }

    private static void requireSome(List<ServerEntry> servers) {
        if (servers.isEmpty()) {
            throw new EnvironmentException("E_ARG_MISSING", "Nothing was changed: name at least one server.");
        }
    }

    /**
     * Sets pointers right that do not say what the state says.
     *
     * @return what was done, and which pointers cannot be written, one sentence each
     */
    public List<String> repair() {
        return pointers().repair(Pointers.ENDED);
    }

    /** The same after the state was put back as it was before, which says what is live. */
    public List<String> followState() {
        return pointers().repair("the state was put back");
    }
}
