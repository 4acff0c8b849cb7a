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
 * <p>Each topic is a nested class. The suite closes every store that it opened; it needs about ten seconds. It runs in
 * one process: two stores open on one folder stand for two processes. What kills, stopped processes and power cuts do to
 * a store on disk is not its subject.
 */
public abstract class StateStoreContract {
    /** For subclasses. */
    protected StateStoreContract() {}

    /**
     * A store of its own on this folder, which need not exist yet. Stores on one folder share what they keep; closing
     * one does not disturb another, and what was committed is there when the folder is opened again.
     */
    protected abstract StateStore open(Path folder);

    /** All keys of a commit, or none. */
    @Nested
    class Atomicity extends AtomicityTopic {
        @Override
        StateStore newStore(Path folder) {
            return StateStoreContract.this.open(folder);
        }
    }

    /** One counter, without gaps, without repetition. */
    @Nested
    class Revisions extends RevisionsTopic {
        @Override
        StateStore newStore(Path folder) {
            return StateStoreContract.this.open(folder);
        }
    }

    /** What was, exactly as it was. */
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

    /** Taking back a commit. */
    @Nested
    class Undo extends UndoTopic {
        @Override
        StateStore newStore(Path folder) {
            return StateStoreContract.this.open(folder);
        }
    }

    /** Two who changed different places. */
    @Nested
    class Merge extends MergeTopic {
        @Override
        StateStore newStore(Path folder) {
            return StateStoreContract.this.open(folder);
        }
    }

    /** Many at once. */
    @Nested
    class Concurrency extends ConcurrencyTopic {
        @Override
        StateStore newStore(Path folder) {
            return StateStoreContract.this.open(folder);
        }
    }

    /** Being told. */
    @Nested
    class Watch extends WatchTopic {
        @Override
        StateStore newStore(Path folder) {
            return StateStoreContract.this.open(folder);
        }
    }

    /** A change asked for twice. */
    @Nested
    class Operations extends OperationsTopic {
        @Override
        StateStore newStore(Path folder) {
            return StateStoreContract.this.open(folder);
        }
    }

    /** What was shown to people. */
    @Nested
    class Publications extends PublicationsTopic {
        @Override
        StateStore newStore(Path folder) {
            return StateStoreContract.this.open(folder);
        }
    }

    /** Closing and opening. */
    @Nested
    class Opening extends OpeningTopic {
        @Override
        StateStore newStore(Path folder) {
            return StateStoreContract.this.open(folder);
        }
    }
}
