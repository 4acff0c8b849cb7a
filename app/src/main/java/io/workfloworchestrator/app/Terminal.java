package io.workfloworchestrator.app;

import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Asks the system about the terminal. */
final class Terminal {
    /** The width if the system does not tell it. */
    static final int USUAL = 80;

    private Terminal() {}

    @SuppressWarnings("SystemConsoleNull") // From Java 22 on the console itself says whether it is a terminal.
    static boolean isPresent() {
        java.io.Console console = System.console();
        if (console == null || Runtime.version().feature() < 22) {
            return console != null;
        }
        try {
            return (boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    /** The character set in which the terminal sends what a person types (JEP 400: it may differ from the default one). */
    static Charset charset() {
        String name = System.getProperty("stdin.encoding", System.getProperty("sun.stdin.encoding", ""));
        try {
            return name.isEmpty() ? StandardCharsets.UTF_8 : Charset.forName(name);
        } catch (IllegalArgumentException e) {
            return StandardCharsets.UTF_8;
        }
    }

    /** Whether stderr is a terminal. Java cannot tell, so this runs {@code test}; false if there is no {@code test}. */
    static boolean isErr() {
        return said(new ProcessBuilder("test", "-t", "2").redirectError(ProcessBuilder.Redirect.INHERIT))
                .isPresent();
    }

    /** What a program says that ends well within a second; empty if it does not, or is not there. */
    private static Optional<String> said(ProcessBuilder program) {
        try {
            Process process = program.start();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            boolean isEnded = process.waitFor(1, TimeUnit.SECONDS) && process.exitValue() == 0;
            process.destroy();
            return isEnded ? Optional.of(answer) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /**
     * Whether stdout is a terminal, though stdin may be a pipe. Java cannot tell, and running {@code test} would slow down every
     * command of a script, so this reads a link of Linux; false on other systems.
     */
    static boolean isOut() {
        try {
            String stdout = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
            return stdout.startsWith("/dev/pts/") || stdout.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    static boolean hasColumns() {
        String columns = System.getenv("COLUMNS");
        return columns != null && columns.matches("[1-9]\\d{0,4}");
    }

    /** The width if the output is no terminal: COLUMNS if it is set, else 80. */
    static int columns() {
        return hasColumns() ? Integer.parseInt(System.getenv("COLUMNS")) : USUAL;
    }

    /** The terminal's width in columns: COLUMNS if it is set, else what {@code stty} says, else 80. */
    static int width() {
        if (hasColumns()) {
            return columns();
        }
        return said(new ProcessBuilder("stty", "size")
                        .redirectInput(new File("/dev/tty"))
                        .redirectError(ProcessBuilder.Redirect.DISCARD))
                .filter(size -> size.matches("\\d+ [1-9]\\d{0,4}"))
                .map(size -> Integer.parseInt(size.substring(size.indexOf(' ') + 1)))
                .orElse(USUAL);
    }
}
