package io.workfloworchestrator.workflow;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The definitions that come with the library, read when first asked for and then kept: they never change. */
final class BuiltIn {
    private static final Map<String, WorkflowDefinition> READ = new ConcurrentHashMap<>();

    private BuiltIn() {}

    static WorkflowDefinition get(String type) {
        return READ.computeIfAbsent(type, BuiltIn::read);
    }

    private static WorkflowDefinition read(String type) {
        String file = type + ".yaml";
        try (InputStream in = BuiltIn.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the library lacks its own " + file);
            }
            return WorkflowDefinition.parse(file, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
