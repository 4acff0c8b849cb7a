package io.workfloworchestrator.state.files;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** The tests of which a few rounds run always, with all of them. */
@Tag("nightly")
final class ManyRoundsTest {
    @Nested
    final class StaleEdits extends StaleEditTest {
        @Override
        int saves() {
            return 1_000 * Integer.getInteger("proofs.scale", 1);
        }
    }

    @Nested
    final class StaleEditsOfDocuments extends StaleEditTest {
        @Override
        Form form() {
            return Form.DOCUMENT;
        }

        @Override
        int saves() {
            return 1_000 * Integer.getInteger("proofs.scale", 1);
        }
    }

    @Nested
    final class Faults extends FaultTest {
        @Override
        int stride() {
            return 1;
        }
    }

    @Nested
    final class FaultsOfDocuments extends FaultTest {
        @Override
        Form form() {
            return Form.DOCUMENT;
        }

        @Override
        int stride() {
            return 1;
        }
    }

    @Nested
    final class WaysOfSaving extends WaysOfSavingTest {
        @Override
        Onlooker[] onlookers() {
            return Onlooker.values();
        }
    }

    @Nested
    final class UnpublishedChanges extends UnpublishedChangeTest {
        @Override
        Move[] moves() {
            return Move.values();
        }
    }

    @Nested
    final class UnpublishedChangesOfDocuments extends UnpublishedChangeTest {
        @Override
        Form form() {
            return Form.DOCUMENT;
        }

        @Override
        Move[] moves() {
            return Move.values();
        }
    }

    @Nested
    final class Documents extends DocumentTest {
        @Override
        int stride() {
            return 1;
        }
    }
}
