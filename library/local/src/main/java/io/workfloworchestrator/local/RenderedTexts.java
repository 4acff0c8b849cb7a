package io.workfloworchestrator.local;

import io.workfloworchestrator.files.Fingerprints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The texts that were rendered into a file, by any process and any version of a renderer: an empty file for each, named by the sums of the
 * path and of the text, in {@code .ai-planning/.state/rendered}. Making a file is atomic, so nobody waits for anybody. Line ends
 * do not count, since git may change them. Where the folder is lost, a text counts as somebody's, and is kept once more.
 */
final class RenderedTexts {
    private static final int MOST = 64;
    private static final int DIGITS = 32;

    private final Path folder;
    private final String prefix;

    RenderedTexts(Path stateFolder, String path) {
        this.folder = stateFolder.resolve("rendered");
        this.prefix = sum(path.getBytes(StandardCharsets.UTF_8)) + "-";
    }

    private Path file(byte[] text) {
        byte[] plain = new String(text, StandardCharsets.ISO_8859_1)
                .replace("\r\n", "\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        return folder.resolve(prefix + sum(plain));
    }

    private static String sum(byte[] bytes) {
        return Fingerprints.of(bytes).substring(0, DIGITS);
    }

    boolean knows(byte[] text) {
        return Files.exists(file(text));
    }

    void remember(byte[] text) {
        Path file = file(text);
        try {
            Files.createDirectories(folder);
            Files.createFile(file);
            forgetOldest();
        } catch (FileAlreadyExistsException e) {
            touch(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void touch(Path file) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        } catch (IOException e) {
            // It is only older than it could be.
        }
    }

    private void forgetOldest() throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.list(folder)) {
            all = files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .toList();
        }
        if (all.size() > MOST) {
            List<Path> newestFirst = all.stream()
                    .sorted(Comparator.comparing((Path file) -> file.toFile().lastModified())
                            .reversed())
                    .toList();
            for (Path old : newestFirst.subList(MOST / 2, newestFirst.size())) {
                Files.deleteIfExists(old);
            }
        }
    }
}
