package io.workfloworchestrator.diagram;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Programs of others for Node, installed into the user's cache, which a {@code clean} leaves alone; one folder for each
 * package.json. A test is skipped, with the reason, where Node or its registry is not to be had.
 */
final class NodePackages {
    private static final Path SCRIPTS = Path.of("src", "test", "readers");

    private final Path installed;

    private NodePackages(Path installed) {
        this.installed = installed;
    }

    record Outcome(int code, String out, String err) {}

    /** The packages and scripts of {@code src/test/readers/<name>}. */
    static NodePackages of(String name) throws Exception {
        Path work = Files.createDirectories(Path.of("target", "readers"));
        assumeTrue(isThere("node", work) && isThere("npm", work), "Node is not installed");
        Path scripts = SCRIPTS.resolve(name);
        byte[] wanted = Files.readAllBytes(scripts.resolve("package.json"));
        String key =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(wanted), 0, 8);
        Path cache = Files.createDirectories(cache().resolve("workflow-orchestrator"));
        Path installed = cache.resolve("readers-" + key);
        if (!Files.isDirectory(installed)) {
            install(wanted, cache, installed);
        }
        try (var files = Files.newDirectoryStream(scripts, "*.mjs")) {
            for (Path script : files) {
                Files.copy(
                        script, installed.resolve(script.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return new NodePackages(installed);
    }

    private static boolean isThere(String program, Path work) throws Exception {
        try {
            return run(30, work, "", program, "--version").code() == 0;
        } catch (IOException notInstalled) {
            return false;
        }
    }

    private static void install(byte[] wanted, Path cache, Path installed) throws Exception {
        Path fresh = Files.createTempDirectory(cache, "installing");
        Files.write(fresh.resolve("package.json"), wanted);
        Outcome outcome = run(
                300, fresh, "", "npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts");
        assumeTrue(
                outcome.code() == 0,
                () -> "the readers are neither in " + cache + " nor can they be installed: " + outcome.err());
        try {
            Files.move(fresh, installed);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException another) {
            // Another build was faster.
        }
    }

    private static Path cache() {
        String named = System.getenv("XDG_CACHE_HOME");
        return named == null || named.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(named);
    }

    /** Runs a script with this input. */
    Outcome run(int seconds, String input, String script, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("node", script));
        command.addAll(List.of(arguments));
        return run(seconds, installed, input, command.toArray(String[]::new));
    }

    private static Outcome run(int seconds, Path folder, String input, String... command) throws Exception {
        Path in = Files.createTempFile("reader", ".in");
        Path out = Files.createTempFile("reader", ".out");
        Path err = Files.createTempFile("reader", ".err");
        try {
            Files.writeString(in, input);
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectInput(in.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly().waitFor();
            }
            return new Outcome(
                    ended ? process.exitValue() : -1,
                    Files.readString(out, StandardCharsets.UTF_8),
                    Files.readString(err, StandardCharsets.UTF_8));
        } finally {
            for (Path file : List.of(in, out, err)) {
                Files.deleteIfExists(file);
            }
        }
    }
}
