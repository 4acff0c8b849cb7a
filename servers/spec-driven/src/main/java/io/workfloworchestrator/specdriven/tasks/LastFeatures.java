package io.workfloworchestrator.specdriven.tasks;

import io.workfloworchestrator.server.OpenProject;
import org.jspecify.annotations.Nullable;

/**
 * The features of the project that was asked about last. A workflow remembers what it last saw of files and items, so a call that takes
 * the same one compares where another would read everything again. A project whose definitions changed is another one. Thread-safe.
 */
final class LastFeatures {
    /** What a workflow remembers grows with its items, so only the last few stay. */
    private static final int MOST_OPENED = 12;

    private volatile @Nullable Known last;

    private record Known(OpenProject project, Features features) {}

    @SuppressWarnings("ReferenceEquality") // the identical project has the identical definitions
    Features of(OpenProject project) {
        Known known = last;
        if (known == null || known.project != project || known.features.opened() > MOST_OPENED) {
            known = new Known(project, new Features(project.workflow().project(), project.state()));
            last = known;
        }
        return known.features;
    }
}
