package io.workfloworchestrator.specdriven.guide;

import java.util.List;

/**
 * A document that a stage wrote. Immutable.
 *
 * @param path relative to the project
 * @param what such as written, unchanged, merged or proposed; a proposal lies beside a file that was there
 * @param findings what a reader should know of it, a sentence each
 */
public record WrittenDocument(String path, String what, List<String> findings) {
    public WrittenDocument {
        findings = List.copyOf(findings);
    }
}
