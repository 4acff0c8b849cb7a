package io.workfloworchestrator.state.tck;

import io.workfloworchestrator.state.spi.StateStore;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;

/**
 * What every {@link StateStore} must pass. Extend it, say how a store is opened, and JUnit runs the suite:
 *
 * <pre>{@code
 * class MyStoreTest extends StateStoreContract {
 *     @Override
 *     protected StateStore open(Path folder) {
 *         return MyStore.open(folder);
 *     }
 * }
 * }</pre>
 *
 * <p>Each topic is a nested class. The suite closes every store that it opened; it takes about ten seconds. It runs in
 * one process: two stores that are open on one folder stand for two processes. It does not test what kills, stopped
 * processes and power cuts do to a store on disk.
 */
public abstract class StateStoreContract {
    /** For subclasses. */
    protected StateStoreContract() {}

    /**
     * A store of its own on this folder, which need not exist yet. Stores on one folder share what they keep; closing
     * one does not disturb another, and what was committed is there when the folder is opened again.
     */
    protected abstract StateStore open(Path folder);

    /** A commit changes all of its keys or none. */
    @Nested
    class Atomicity extends AtomicityTopic {
        @Override
        StateStore newStore(Path folder) {
            return StateStoreContract.this.open(folder);
        }
    }

    /** Revisions are counted without gaps and without repetition. */
    @Nested
    class Revisions extends RevisionsTopic {
        @Override
        StateStore newStore(Path folder) {
            return StateStoreContract.this.open(folder);
        }
    }

    /** The past can be read exactly as it was. */
    @Nested
    class History extends HistoryTopic {
        @Override
        StateStore newStore(Path folder) {
            return StateStoreContract.this.open(folder);
        }
    }

    /** Values come back as they were put in. */
    @Nested
    class Values extends ValuesTopic {
        @Override
        StateStore newStore(Path folder) {
            return StateStoreContract.this.open(folder);
        }
    }

    /** Commits can be undone. */
    @Nested
    class Undo extends UndoTopic {
        @Override
        StateStore newStore(Path folder) {
            return StateStoreContract.this.open(folder);
        }
    }

    /** Changes of different places are both kept. */
    @Nested
    class Merge extends MergeTopic {
        @Override
        StateStore newStore(Path folder) {
            return StateStoreContract.this.open(folder);
        }
    }

    /** Many may write at once. */
    @Nested
    class Concurrency extends ConcurrencyTopic {
        @Override
        StateStore newStore(Path folder) {
            return StateStoreContract.this.open(folder);
        }
    }

    /** Watchers are told of commits. */
    @Nested
    class Watch extends WatchTopic {
        @Override
        StateStore newStore(Path folder) {
            return StateStoreContract.this.open(folder);
        }
    }

    /** A change that is asked for twice is made once. */
    @Nested
    class Operations extends OperationsTopic {
        @Override
        StateStore newStore(Path folder) {
            return StateStoreContract.this.open(folder);
        }
    }

    /** The store knows what was published. */
    @Nested
    class Publications extends PublicationsTopic {
        @Override
        StateStore newStore(Path folder) {
            return StateStoreContract.this.open(folder);
        }
    }

    /** Stores are closed and opened again. */
    @Nested
    class Opening extends OpeningTopic {
        @Override
        StateStore newStore(Path folder) {
            return StateStoreContract.this.open(folder);
        }
    }
}
