package io.workfloworchestrator.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.files.ProjectFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A project in a temporary folder, edited as a person would: by other means than the library. */
record Project(Path root) {

    /** A look at files that were made just now is racy; seen from here they are old. */
    static final Clock LATER = Clock.fixed(Instant.parse("2100-01-01T00:00:00Z"), ZoneOffset.UTC);

    Project file(String path, String text) {
        return file(path, text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    Project file(String path, byte[] content) {
        try {
            Path file = root.resolve(path);
            Path parent = file.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.write(file, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new empty file in a folder that is there: the quickest way to thousands. */
    Project empty(String path) {
        try {
            Files.createFile(root.resolve(path));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Project folder(String path) {
        try {
            Files.createDirectories(root.resolve(path));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Project link(String path, String target) {
        try {
            Files.createSymbolicLink(root.resolve(path), Path.of(target));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Project time(String path, Instant time) {
        try {
            Files.setLastModifiedTime(root.resolve(path), FileTime.from(time));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Project delete(String path) {
        try (Stream<Path> all = Files.walk(root.resolve(path))) {
            for (Path each : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    StateDetector detector(Map<String, FactDeclaration> facts) {
        return StateDetector.of(ProjectFolder.open(root), facts);
    }

    /** One whose looks never are racy. */
    StateDetector settled(Map<String, FactDeclaration> facts) {
        return StateDetector.of(ProjectFolder.open(root), facts, ScanLimits.DEFAULT, LATER);
    }

    Map<String, Object> value(FactDeclaration fact) {
        return scan(fact).fact("f").value();
    }

    Detection scan(FactDeclaration fact) {
        return detector(Map.of("f", fact)).scan();
    }

    static List<String> codes(Detection detection) {
        return detection.findings().stream().map(ScanFinding::code).toList();
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Map<String, Object> value, String key) {
        Object inner = value.get(key);
        assertThat(inner).as(key).isInstanceOf(Map.class);
        return (Map<String, Object>) java.util.Objects.requireNonNull(inner);
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> entries(Map<String, Object> value, String key) {
        Object inner = value.get(key);
        assertThat(inner).as(key).isInstanceOf(List.class);
        return (List<Map<String, Object>>) java.util.Objects.requireNonNull(inner);
    }
}
