package io.workfloworchestrator.app;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** How others start this program: git its merge driver, a shell its completion, a client its server. */
final class Program {
    /** By name, since the entry knows every command, and some commands ask how they are started. */
    private static final String ENTRY = "io.workfloworchestrator.app.Main";

    private Program() {}

    /** A text that comes with the program; {@code what} says what it is. */
    static String text(String path, String what) {
        try (InputStream in = Program.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IOException(what + " is not in the distribution");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The launcher if there is one, else Java as this process was started. */
    static List<String> command() {
        String home = System.getProperty("workflow.home");
        if (home != null) {
            boolean windows = File.separatorChar == '\\';
            return List.of(Path.of(home, windows ? "workflow.cmd" : "workflow").toString());
        }
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                ENTRY);
    }
}
