package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The public types of the library and the servers are a promise, so each says what it is. */
class PublicTypesTest {
    private static final Pattern TYPE = Pattern.compile(
            "\\s*public (?:static |final |abstract |sealed |non-sealed )*(?:class|interface|record|enum|@interface) (\\w+).*");

    @Test
    void everyPublicTypeSaysWhatItIs() throws IOException {
        List<String> silent = new ArrayList<>();
        int types = 0;
        for (Path source : sources()) {
            List<String> lines = Files.readAllLines(source);
            for (int i = 0; i < lines.size(); i++) {
                Matcher type = TYPE.matcher(lines.get(i));
                if (type.matches()) {
                    types++;
                    if (!lines.get(above(lines, i)).strip().endsWith("*/")) {
                        silent.add(source + ":" + (i + 1) + " " + type.group(1));
                    }
                }
            }
        }

        assertThat(silent).isEmpty();
        assertThat(types).isGreaterThan(500);
    }

    /** The last line above a type that is no annotation. */
    private static int above(List<String> lines, int type) {
        int above = type - 1;
        while (above > 0 && lines.get(above).strip().startsWith("@")) {
            above--;
        }
        return above;
    }

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (Path floor : List.of(Path.of("../library"), Path.of("../servers"))) {
            try (Stream<Path> files = Files.walk(floor)) {
                files.filter(file -> file.toString().contains("/src/main/java/")
                                && file.toString().endsWith(".java"))
                        .forEach(sources::add);
            }
        }
        return sources;
    }
}
