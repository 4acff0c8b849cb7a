package io.workfloworchestrator.state.files;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** What people, editors, git and trouble do to files, with a document in place of the JSON file. */
final class OnDocumentsTest {
    @Nested
    final class StaleEdits extends StaleEditTest {
        @Override
        Form form() {
            return Form.DOCUMENT;
        }

        @Override
        int saves() {
            return 60;
        }
    }

    @Nested
    final class Faults extends FaultTest {
        @Override
        Form form() {
            return Form.DOCUMENT;
        }

        @Override
        int stride() {
            return 11;
        }
    }

    @Nested
    @Tag("nightly")
    final class WaysOfSaving extends WaysOfSavingTest {
        @Override
        Form form() {
            return Form.DOCUMENT;
        }
    }

    @Nested
    @Tag("nightly")
    final class UnpublishedChanges extends UnpublishedChangeTest {
        @Override
        Form form() {
            return Form.DOCUMENT;
        }
    }

    @Nested
    @Tag("nightly")
    final class FilesHeldOpen extends FileHeldOpenTest {
        @Override
        Form form() {
            return Form.DOCUMENT;
        }
    }

    @Nested
    @Tag("nightly")
    final class ConflictMarkers extends ConflictMarkersInGitTest {
        @Override
        Form form() {
            return Form.DOCUMENT;
        }
    }

    @Nested
    @Tag("nightly")
    final class StaleSaves extends StaleSaveInGitTest {
        @Override
        Form form() {
            return Form.DOCUMENT;
        }
    }

    @Nested
    @Tag("nightly")
    final class UnbornHeads extends UnbornHeadTest {
        @Override
        Form form() {
            return Form.DOCUMENT;
        }
    }
}
