package io.workfloworchestrator.workflow;

import io.workfloworchestrator.files.Fingerprints;
import io.workfloworchestrator.files.PathAttributes;
import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.ProjectFolder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The fingerprints of files that evidence covers. A file is read again only when its size or time of modification changed, or
 * when it was written so shortly before it was read that a later write may bear the same time. Thread-safe.
 */
final class CoveredFiles {
    /** The largest file that evidence may cover, in bytes. */
    static final int MOST_BYTES = 64 << 20;

    /** Behind a path: only its words are covered, so that a box that is ticked does not make evidence stale. */
    static final String WORDS = "#words";

    /** Times of modification are at least this exact on every file system in use (FAT has 2 seconds). */
    private static final Duration EXACT = Duration.ofSeconds(2);

    private static final Pattern BOX = Pattern.compile("(?m)^([ \\t]*(?:[-*+]|\\d{1,9}[.)])[ \\t]+\\[)[xX/~!](?=\\])");
    private static final Pattern PROGRESS = Pattern.compile(
            "[ \\t]+(?:\\((?:in-progress|blocked|doing|done)\\)|\\[(?:notes|blockedReason|owner):: ?[^\\]\\n]*\\]|✅ \\d{4}-\\d{2}-\\d{2})");

    private final ProjectFolder project;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    CoveredFiles(ProjectFolder project) {
        this.project = project;
    }

    private record Known(PathAttributes attributes, String fingerprint, boolean certain) {}

    /** One look: what it saw, and whether that is still so. Each file is looked at once. Thread-safe. */
    final class Look {
        private final Map<String, Optional<Known>> seen = new ConcurrentHashMap<>();

        /** The fingerprint of a file; empty if there is no readable file. */
        Optional<String> fingerprint(String path) {
            return seen.computeIfAbsent(path, CoveredFiles.this::read).map(Known::fingerprint);
        }

        boolean isCurrent() {
            return seen.entrySet().stream()
                    .allMatch(entry -> entry.getValue()
                            .map(file ->
                                    file.certain() && attributes(entry.getKey()).equals(Optional.of(file.attributes())))
                            .orElseGet(() -> attributes(entry.getKey()).isEmpty()));
        }
    }

    Look look() {
        return new Look();
    }

    private Optional<Known> read(String path) {
        Optional<PathAttributes> found = attributes(path);
        if (found.isEmpty()) {
            known.remove(path);
            return Optional.empty();
        }
        Known before = known.get(path);
        if (before != null && before.certain() && before.attributes().equals(found.get())) {
            return Optional.of(before);
        }
        try {
            byte[] content = project.read(file(path), MOST_BYTES);
            content = isOfWords(path) ? words(content) : content;
            // The file system's own clock wrote that time, so the real time is what it is compared with.
            boolean certain = found.get().modified().isBefore(Instant.now().minus(EXACT));
            Known fresh = new Known(found.get(), Fingerprints.of(content), certain);
            known.put(path, fresh);
            return Optional.of(fresh);
        } catch (PathException e) {
            return Optional.empty();
        }
    }

    /**
     * The words of a list with boxes, as in {@code docs/items-in-files.md}, without what changes while its items are worked on: ticks,
     * the words for items that are begun or wait, notes, reasons, owners and days. That an item is dropped stays.
     */
    private static byte[] words(byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        String plain = PROGRESS.matcher(BOX.matcher(text).replaceAll("$1 ")).replaceAll("");
        return plain.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isOfWords(String path) {
        return path.endsWith(WORDS);
    }

    private static String file(String path) {
        return isOfWords(path) ? path.substring(0, path.length() - WORDS.length()) : path;
    }

    private Optional<PathAttributes> attributes(String path) {
        try {
            return project.attributes(file(path)).filter(found -> found.kind() == PathAttributes.Kind.FILE);
        } catch (PathException e) {
            return Optional.empty();
        }
    }
}
