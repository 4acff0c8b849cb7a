package io.workfloworchestrator.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The bom has no parent, so nothing but this holds it to the versions and modules that there are. */
class BomTest {
    private static final Path HOUSE = Path.of("..");

    private static String text(String file) throws IOException {
        return Files.readString(HOUSE.resolve(file));
    }

    private static List<String> all(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    @Test
    void itNamesEveryArtifactOfTheLibrary() throws IOException {
        try (Stream<Path> modules = Files.list(HOUSE.resolve("library"))) {
            List<String> artifacts = modules.map(module -> module.resolve("pom.xml"))
                    .filter(Files::exists)
                    .map(BomTest::artifact)
                    .filter(artifact -> !artifact.endsWith("-bom") && !artifact.endsWith("-proofs"))
                    .toList();
            assertThat(all("<artifactId>(workflow-orchestrator(?!-bom)[\\w-]*)</artifactId>", text("library/bom/pom.xml")))
                    .containsExactlyInAnyOrderElementsOf(artifacts);
        }
    }

    private static String artifact(Path pom) {
        try {
            return all("</parent>\\s*<artifactId>([\\w-]+)</artifactId>", Files.readString(pom)).stream()
                    .findFirst()
                    .orElse("-bom");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void itHasTheVersionsThatTheLibraryIsBuiltWith() throws IOException {
        String bom = text("library/bom/pom.xml");
        String parent = text("pom.xml");
        assertThat(all("<version>([^<]+)</version>\\s*<packaging>pom", bom))
                .isEqualTo(all("<version>([^<]+)</version>\\s*<packaging>pom", parent));
        assertThat(all("<artifactId>jackson-core</artifactId><version>([^<]+)<", bom))
                .isEqualTo(all("<jackson.version>([^<]+)<", parent));
        assertThat(all("<artifactId>sqlite-jdbc</artifactId><version>([^<]+)<", bom))
                .isEqualTo(all("<sqlite.version>([^<]+)<", parent));
    }
}
