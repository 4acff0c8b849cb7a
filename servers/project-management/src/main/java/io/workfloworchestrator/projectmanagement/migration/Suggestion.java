package io.workfloworchestrator.projectmanagement.migration;

import java.util.List;

/**
 * Where a file could go.
 *
 * @param source the file, relative to the project
 * @param destination where it would go, relative to the project
 * @param links the links that the move would break, each as {@code FILE:LINE -> TARGET}
 */
record Suggestion(
        String source, String destination, String what, Confidence confidence, String because, List<String> links) {
    Suggestion {
        links = List.copyOf(links);
    }

    Suggestion withLinks(List<String> broken) {
        return new Suggestion(source, destination, what, confidence, because, broken);
    }
}
