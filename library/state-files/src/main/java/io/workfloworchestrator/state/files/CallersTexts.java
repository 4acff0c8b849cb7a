package io.workfloworchestrator.state.files;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The last {@value #MOST} texts that callers of this process had written into files that people edit too. Thread-safe.
 */
final class CallersTexts {
    private static final int MOST = 500;

    private record Text(String path, String fingerprint) {}

    private final Map<Text, String> callers = new LinkedHashMap<>();

    synchronized void add(String path, String text, String caller) {
        String fingerprint = Rendered.fingerprint(text.getBytes(StandardCharsets.UTF_8));
        Text written = new Text(path, fingerprint);
        callers.remove(written);
        callers.put(written, caller);
        if (callers.size() > MOST) {
            callers.remove(callers.keySet().iterator().next());
        }
    }

    /** The caller who had this text written; empty if somebody else wrote it. */
    synchronized Optional<String> caller(String path, String fingerprint) {
        return Optional.ofNullable(callers.get(new Text(path, fingerprint)));
    }
}
