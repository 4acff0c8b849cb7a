package io.workfloworchestrator.app.environments;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.environments.EnvironmentException;
import io.workfloworchestrator.projectmanagement.environments.ReleaseEntry;
import io.workfloworchestrator.projectmanagement.environments.ServerBook;
import io.workfloworchestrator.projectmanagement.environments.ServerChanges;
import io.workfloworchestrator.projectmanagement.environments.ServerEntry;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Commit;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Takes servers back to their last good releases. Clients wait for it, so what can be told in a moment is looked at before: each file
 * of the releases, their programs, and that each answered when it was started last. Then the pointers move, and only then are the
 * releases started, to show that they still answer. If one does not, what was live before is live again. Thread-safe.
 */
record Rollback(
        EnvironmentFolders places, ServerChanges changes, Pointers pointers, Health health, Consumer<String> step) {
    /** What clients got; the rollback began at {@code begun}, as {@link System#nanoTime} has it. */
    private record Swapped(
            Map<ServerEntry, ReleaseEntry> targets, Optional<Commit> commit, long begun, Production.RolledBack told) {}

    /** See {@link Production#rollBack(List, String, boolean, Cause, Consumer)}. */
    Production.RolledBack back(
            List<ServerEntry> servers,
            String reason,
            boolean isOneWay,
            Cause cause,
            Consumer<Production.RolledBack> live) {
        long begun = System.nanoTime();
        Swapped swapped = places.alone(() -> swapped(servers, reason, isOneWay, cause, begun));
        live.accept(swapped.told());
        Map<ServerEntry, GateResult> proofs = swapped.told().health();
        if (proofs.isEmpty()) {
            proofs = proved(swapped, cause);
        }
        if (isOneWay) {
            passOver(changes.book(), swapped.targets(), cause);
        }
        return new Production.RolledBack(swapped.told().moved(), swapped.told().after(), proofs);
    }

    private Map<ServerEntry, GateResult> proved(Swapped swapped, Cause cause) {
        Map<ServerEntry, GateResult> proofs = health.proofs(swapped.targets());
        step.accept("proved");
        Optional<String> fault = Health.fault(swapped.targets(), proofs);
        if (fault.isPresent()) {
            places.alone(() -> takenBack(swapped, fault.get(), proofs, cause));
        }
        return proofs;
    }

    private Swapped swapped(List<ServerEntry> servers, String reason, boolean isOneWay, Cause cause, long begun) {
        List<String> repaired = pointers.repairAll();
        ServerBook book = changes.book();
        requireUnmoved(book, servers);
        Map<ServerEntry, ReleaseEntry> targets = targets(book, servers);
        if (!isOneWay) {
            requireWayBack(book, targets);
        }
        Map<ServerEntry, GateResult> proofs = proofsBefore(targets, cause);
        step.accept("fit");
        Optional<Commit> commit = pointers.swap(targets, () -> changes.rollBack(targets, reason, cause), cause)
                .commit();
        Duration after = Duration.ofNanos(System.nanoTime() - begun);
        step.accept("live");
        Production.Moved moved = Production.Moved.of(
                changes.book(), targets, commit.orElseThrow().revision(), repaired);
        return new Swapped(targets, commit, begun, new Production.RolledBack(moved, after, proofs));
    }

    /** A release that did not answer when it was started last is started before clients get it; the others only after. */
    private Map<ServerEntry, GateResult> proofsBefore(Map<ServerEntry, ReleaseEntry> targets, Cause cause) {
        health.requireFit(targets);
        if (targets.values().stream().allMatch(Health::answeredLast)) {
            return Map.of();
        }
        Map<ServerEntry, GateResult> proofs = health.proofs(targets);
        record(targets, proofs, cause);
        Health.fault(targets, proofs).ifPresent(fault -> {
            throw Health.unhealthy("what was live still is", fault);
        });
        return proofs;
    }

    /** Takes everything back, unless somebody changed what is live meanwhile. @return never */
    private Object takenBack(Swapped swapped, String fault, Map<ServerEntry, GateResult> proofs, Cause cause) {
        String since = BoundedProcess.seconds(Duration.ofNanos(System.nanoTime() - swapped.begun()));
        ServerBook now = changes.book();
        boolean isMoved = swapped.targets().entrySet().stream()
                .anyMatch(one -> !now.server(one.getKey().id())
                        .flatMap(ServerEntry::live)
                        .equals(Optional.of(one.getValue().id())));
        if (isMoved) {
            record(swapped.targets(), proofs, cause);
            throw new EnvironmentException(
                    "E_RELEASE_UNHEALTHY",
                    "A release that was live again does not work, and somebody changed what is live meanwhile, so that"
                            + " stays: see workflow server list. " + fault);
        }
        try {
            changes.takeBack(swapped.commit().orElseThrow(), cause);
        } catch (CodedException e) {
            record(swapped.targets(), proofs, cause);
            throw new EnvironmentException(
                    "E_RELEASE_UNHEALTHY",
                    "A release that is live again does not work, and the rollback cannot be taken back: "
                            + e.getMessage() + " " + fault,
                    e);
        }
        step.accept("taken back");
        List<String> unused = pointers.repairAll();
        record(swapped.targets(), proofs, cause);
        throw Health.unhealthy(
                "what was live is live again, after " + since + " in which clients that started got the older one",
                fault);
    }

    /** The results as evidence: whoever did not answer is started first when somebody goes back to it again. */
    private void record(Map<ServerEntry, ReleaseEntry> targets, Map<ServerEntry, GateResult> proofs, Cause cause) {
        targets.forEach((server, target) -> {
            GateResult proof = proofs.get(server);
            if (proof != null) {
                Object unused = changes.proved(target, proof.evidence(), Json.Obj.EMPTY, cause);
            }
        });
    }

    private static Map<ServerEntry, ReleaseEntry> targets(ServerBook book, List<ServerEntry> servers) {
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
        return targets;
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
        targets.forEach((server, target) -> StoreGate.back(places, book, server, target).values().stream()
                .findFirst()
                .ifPresent(why -> {
                    throw new EnvironmentException(
                            "E_RELEASE_ONE_WAY",
                            "Nothing was rolled back, and what was live still is: " + why + " Mend " + server.name()
                                    + " and promote a new release. Or end its servers, and put the store back as it was,"
                                    + " which makes " + target.title() + " live: workflow server restore "
                                    + server.name() + " says what would be lost. If somebody has put it back by hand"
                                    + " already, say so with --one-way.");
                }));
    }

    /** Somebody said that the store is as the older releases need it: the steps that were in the way are not any more. */
    private void passOver(ServerBook book, Map<ServerEntry, ReleaseEntry> targets, Cause cause) {
        targets.forEach((server, target) -> StoreGate.back(places, book, server, target)
                .keySet()
                .forEach(later -> {
                    Object unused = changes.proved(
                            later,
                            GateResult.passed(StoreGate.BACKUP_GATE, StoreGate.PUT_BACK)
                                    .evidence(),
                            Json.Obj.EMPTY,
                            cause);
                }));
    }
}
