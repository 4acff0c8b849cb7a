package io.workfloworchestrator.state.tck;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.InMemoryStateStore;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.spi.CommitOutcome;
import io.workfloworchestrator.state.spi.Entry;
import io.workfloworchestrator.state.spi.Proposal;
import io.workfloworchestrator.state.spi.Publication;
import io.workfloworchestrator.state.spi.StateStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Stores with one deliberate fault each, and the contract run against them. Only {@link ContractBitesTest} runs these. */
final class FaultyStores {
    private FaultyStores() {}

    /** The contract against a store with a fault. */
    abstract static class Faulty extends StateStoreContract {
        private final Folders folders = new Folders();
        private final UnaryOperator<StateStore> fault;

        Faulty(UnaryOperator<StateStore> fault) {
            this.fault = fault;
        }

        @Override
        protected StateStore open(Path folder) {
            return fault.apply(folders.open(folder));
        }
    }

    /** A commit of several keys is several commits. */
    static final class TornCommit extends Faulty {
        TornCommit() {
            super(real -> new ForwardingStore(real) {
                @Override
                public CommitOutcome commit(Proposal p) {
                    CommitOutcome last = new CommitOutcome.Conflict(Map.of());
                    for (String key : p.changes().keySet()) {
                        last = super.commit(only(p, key));
                        if (!(last instanceof CommitOutcome.Committed)) {
                            return last;
                        }
                    }
                    return last;
                }
            });
        }
    }

    /** What was only read is not checked. */
    static final class UncheckedReads extends Faulty {
        UncheckedReads() {
            super(real -> new ForwardingStore(real) {
                @Override
                public CommitOutcome commit(Proposal p) {
                    SortedMap<String, Revision> expected = new TreeMap<>(p.expected());
                    expected.keySet().retainAll(p.changes().keySet());
                    return super.commit(with(p, expected, p.changes(), p.cause()));
                }
            });
        }
    }

    /** A refused commit uses up a revision. */
    static final class BurntRevisions extends Faulty {
        BurntRevisions() {
            super(real -> new ForwardingStore(real) {
                @Override
                public CommitOutcome commit(Proposal p) {
                    CommitOutcome outcome = super.commit(p);
                    if (outcome instanceof CommitOutcome.Conflict) {
                        Topic.put(real, "tck/burnt", Json.Null.VALUE);
                    }
                    return outcome;
                }
            });
        }
    }

    /** Of the commits of a key, the third is left out. */
    static final class SkippingHistory extends Faulty {
        SkippingHistory() {
            super(real -> new ForwardingStore(real) {
                @Override
                public List<Commit> commitsOf(String key, Revision upTo, int limit) {
                    List<Commit> commits = new ArrayList<>(super.commitsOf(key, upTo, limit));
                    if (commits.size() > 2 && commits.size() < 100) {
                        commits.remove(2);
                    }
                    return commits;
                }
            });
        }
    }

    /** As of revision n is as of revision n + 1, where that is another value. */
    static final class AsOfOffByOne extends Faulty {
        AsOfOffByOne() {
            super(real -> new ForwardingStore(real) {
                @Override
                public Optional<Entry> readAsOf(String key, Revision revision) {
                    Revision later = Revision.of(Math.min(revision.number(), Long.MAX_VALUE - 1) + 1);
                    Optional<Entry> entry = super.readAsOf(key, later);
                    boolean step = entry.flatMap(Entry::value)
                            .flatMap(value -> value.at("step"))
                            .isPresent();
                    return step ? entry : super.readAsOf(key, revision);
                }
            });
        }
    }

    /** Numbers are kept as doubles. */
    static final class RoundedNumbers extends Faulty {
        RoundedNumbers() {
            super(real -> new ForwardingStore(real) {
                @Override
                public CommitOutcome commit(Proposal p) {
                    SortedMap<String, Optional<Json>> changes = new TreeMap<>(p.changes());
                    changes.replaceAll((key, value) -> value.map(json ->
                            json instanceof Json.Num number && number.digits().length() > 9
                                    ? Json.of(number.value().doubleValue())
                                    : json));
                    return super.commit(with(p, p.expected(), changes, p.cause()));
                }
            });
        }
    }

    /** A deletion takes the past with it. */
    static final class ForgetfulDeletion extends Faulty {
        ForgetfulDeletion() {
            super(real -> new ForwardingStore(real) {
                @Override
                public Optional<Entry> readAsOf(String key, Revision revision) {
                    boolean deleted = super.commitsOf(key, Revision.of(Long.MAX_VALUE), 1_000).stream()
                            .map(Commit::revision)
                            .filter(later -> later.compareTo(revision) > 0)
                            .anyMatch(later -> super.readAsOf(key, later)
                                    .flatMap(Entry::value)
                                    .isEmpty());
                    return deleted ? Optional.empty() : super.readAsOf(key, revision);
                }
            });
        }
    }

    /** A field that is gone comes back: what is put is laid over what was there. */
    static final class ReturningFields extends Faulty {
        ReturningFields() {
            super(real -> new ForwardingStore(real) {
                @Override
                public CommitOutcome commit(Proposal p) {
                    SortedMap<String, Optional<Json>> changes = new TreeMap<>(p.changes());
                    changes.replaceAll((key, value) -> value.map(
                            json -> json instanceof Json.Obj object ? over(Topic.valueOf(real, key), object) : json));
                    return super.commit(with(p, p.expected(), changes, p.cause()));
                }
            });
        }

        private static Json over(Optional<Json> before, Json.Obj after) {
            Json.Obj[] all = {before.map(Json::asObject).orElse(Json.Obj.EMPTY)};
            after.forEach((name, value) -> all[0] =
                    all[0].with(name, value instanceof Json.Obj object ? over(all[0].find(name), object) : value));
            return all[0];
        }
    }

    /** The last writer wins. */
    static final class LostUpdates extends Faulty {
        LostUpdates() {
            super(real -> new ForwardingStore(real) {
                @Override
                public CommitOutcome commit(Proposal p) {
                    if (p.expected().size() > 1) {
                        return super.commit(p);
                    }
                    synchronized (real) {
                        SortedMap<String, Revision> newest = new TreeMap<>(p.expected());
                        newest.replaceAll((key, revision) -> Topic.revisionOf(real, key));
                        return super.commit(with(p, newest, p.changes(), p.cause()));
                    }
                }
            });
        }
    }

    /** A turn is waited for as long as it takes. */
    static final class EndlessTurn extends Faulty {
        EndlessTurn() {
            super(real -> new ForwardingStore(real) {
                @Override
                public Turn enter() {
                    if (!Thread.currentThread().isInterrupted()) {
                        Turn first = super.enter();
                        Turn second = super.enter();
                        Turn third = super.enter();
                        Turn fourth = super.enter();
                        return () -> {
                            fourth.close();
                            third.close();
                            second.close();
                            first.close();
                        };
                    }
                    return super.enter();
                }
            });
        }
    }

    /** Changes of others are noticed when the patience has run out. */
    static final class DeafWatch extends Faulty {
        DeafWatch() {
            super(real -> new ForwardingStore(real) {
                @Override
                public boolean awaitChange(Revision after, Duration patience) {
                    return real.head().compareTo(after) > 0 && after.number() % 5 != 4
                            || super.awaitChange(Revision.of(Long.MAX_VALUE - 1), patience);
                }
            });
        }
    }

    /** Operation ids are not looked at. */
    static final class IgnoredOperations extends Faulty {
        IgnoredOperations() {
            super(real -> new ForwardingStore(real) {
                @Override
                public CommitOutcome commit(Proposal p) {
                    Cause plain = Cause.of(p.cause().actor(), p.cause().reason());
                    return super.commit(with(p, p.expected(), p.changes(), plain));
                }
            });
        }
    }

    /** Only the newest publications are recognised. */
    static final class ForgottenPublications extends Faulty {
        ForgottenPublications() {
            super(real -> new ForwardingStore(real) {
                @Override
                public Optional<Publication> publication(String path, String fingerprint) {
                    return super.publications(path, 10).stream()
                            .filter(publication -> publication.fingerprint().equals(fingerprint))
                            .findFirst();
                }
            });
        }
    }

    /** Nothing is there when it is opened again after the last was closed. */
    static final class Volatile extends StateStoreContract {
        private final Map<Path, InMemoryStateStore> stores = new java.util.concurrent.ConcurrentHashMap<>();

        @Override
        protected StateStore open(Path folder) {
            return new ForwardingStore(stores.computeIfAbsent(folder, path -> new InMemoryStateStore())) {
                @Override
                public void close() {
                    stores.remove(folder);
                }
            };
        }
    }

    private static Proposal only(Proposal p, String key) {
        SortedMap<String, Revision> expected = new TreeMap<>(p.expected());
        if (p.changes().size() > 1) {
            expected.keySet().retainAll(List.of(key));
        }
        SortedMap<String, Optional<Json>> changes = new TreeMap<>(p.changes());
        changes.keySet().retainAll(List.of(key));
        return with(p, expected, changes, p.cause());
    }

    private static Proposal with(
            Proposal p, SortedMap<String, Revision> expected, SortedMap<String, Optional<Json>> changes, Cause cause) {
        return new Proposal(expected, changes, cause, p.time(), p.publications());
    }
}
