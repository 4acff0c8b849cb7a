package io.workfloworchestrator.state.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each test that {@code docs/reliability.md} names is there. */
class ReliabilityPageTest {
    private static final Pattern NAMED =
            Pattern.compile("`(?:([a-z-]+)/)?([A-Z][A-Za-z]*(?:Test|Topic))(?:#([a-zA-Z]+))?`");

    @Test
    void everyTestThatThePageNamesExists() throws IOException {
        Path repository = Objects.requireNonNull(Mutant.library().getParent());
        List<Path> sources = new ArrayList<>();
        for (String modules : List.of("library", "servers", "app", "examples")) {
            Files.walkFileTree(repository.resolve(modules), new SimpleFileVisitor<>() {
                /** Other tests write into the folders of what is built at this moment. */
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return folder.endsWith("target") ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (file.toString().matches(".*/src/.*(Test|Topic)\\.java")) {
                        sources.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        }
        Matcher named = NAMED.matcher(Files.readString(repository.resolve("docs/reliability.md")));
        List<MatchResult> names = named.results().toList();
        assertThat(names).hasSizeGreaterThan(50);
        for (MatchResult name : names) {
            List<Path> found = sources.stream()
                    .filter(source -> source.endsWith(name.group(2) + ".java"))
                    .filter(source -> name.group(1) == null
                            || repository.relativize(source).toString().contains("/" + name.group(1) + "/"))
                    .toList();
            assertThat(found).as("%s is one class", name.group()).hasSize(1);
            if (name.group(3) != null) {
                assertThat(Files.readString(found.get(0)))
                        .as(name.group())
                        .containsPattern("void " + name.group(3) + "\\(");
            }
        }
    }
}
