package io.workfloworchestrator.state.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The library with one protective measure taken out: a text of its source is replaced, the source compiled, and the
 * class put in front of the class path of child processes. A text that is not there any more fails the test, so that a
 * mutant cannot outlive what it mutates.
 *
 * @param name what is missing
 * @param patches by source file below {@code library}, pairs of a text and what stands in its place
 */
record Mutant(String name, Map<String, List<String>> patches) {
    static Mutant of(String name, String source, String text, String instead) {
        return new Mutant(name, Map.of(source, List.of(text, instead)));
    }

    /** The mutant's classes, in this folder. */
    Path compile(Path folder) throws IOException {
        Path sources = Files.createDirectories(folder.resolve(name).resolve("sources"));
        Path classes = Files.createDirectories(folder.resolve(name).resolve("classes"));
        List<Path> files = new ArrayList<>();
        for (Map.Entry<String, List<String>> patch : patches.entrySet()) {
            String text = Files.readString(library().resolve(patch.getKey()));
            for (int i = 0; i < patch.getValue().size(); i += 2) {
                assertThat(text)
                        .as("source of mutant '%s'", name)
                        .contains(patch.getValue().get(i));
                text = text.replace(patch.getValue().get(i), patch.getValue().get(i + 1));
            }
            Path file = sources.resolve(Path.of(patch.getKey()).getFileName());
            Files.writeString(file, text);
            files.add(file);
        }
        javac("mutant '" + name + "'", files, classes);
        return classes;
    }

    /** Compiles sources against everything on the class path. */
    static void javac(String what, List<Path> files, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of(
                    "-proc:none",
                    "-nowarn",
                    "-d",
                    classes.toString(),
                    "-cp",
                    System.getProperty("surefire.test.class.path", System.getProperty("java.class.path", "")));
            boolean compiled = compiler.getTask(
                            said, manager, null, options, null, manager.getJavaFileObjects(files.toArray(Path[]::new)))
                    .call();
            assertThat(compiled).as("%s compiles: %s", what, said).isTrue();
        }
    }

    /** Where the sources of the modules are. */
    static Path library() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path library = folder.resolve("library");
            if (Files.isDirectory(library.resolve("state-jdbc"))) {
                return library;
            }
        }
        throw new IllegalStateException(
                "the sources are not above " + Path.of("").toAbsolutePath());
    }
}
