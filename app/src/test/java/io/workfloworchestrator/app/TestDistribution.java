package io.workfloworchestrator.app;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/** A copy of the launcher with jars made from what this build compiled, so that no Maven runs inside Maven. */
final class TestDistribution {
    private static final List<String> FOR_TESTS_ONLY = List.of(
            "junit",
            "assertj",
            "archunit",
            "awaitility",
            "opentest4j",
            "apiguardian",
            "hamcrest",
            "byte-buddy",
            "surefire");

    private static @Nullable TestDistribution shared;

    final Path home;
    private final Path jars;

    private TestDistribution(Path home, Path jars) {
        this.home = home;
        this.jars = jars;
    }

    /** Lays out a home in this folder: the launcher, the one source it needs, no library sources. */
    static TestDistribution in(Path home, Path jars) throws IOException {
        Path sources = Path.of("src/main/java/io/workfloworchestrator/app/Distribution.java");
        Files.createDirectories(home.resolve("app").resolve(sources).getParent());
        Files.copy(sources, home.resolve("app").resolve(sources));
        Files.copy(Path.of("../workflow"), home.resolve("workflow"));
        if (!home.resolve("workflow").toFile().setExecutable(true)) {
            throw new IOException("cannot make " + home.resolve("workflow") + " executable");
        }
        if (!Files.isDirectory(jars)) {
            makeJars(Files.createDirectories(jars));
        }
        return new TestDistribution(home, jars);
    }

    /** One that is built already, for all the tests of a run that only start it: building takes seconds. */
    static synchronized TestDistribution shared() throws IOException {
        if (shared == null) {
            Path place = Path.of("target", "distribution-for-tests").toAbsolutePath();
            if (Files.exists(place)) {
                TestFiles.delete(place);
            }
            TestDistribution made = in(Files.createDirectories(place.resolve("installed")), place.resolve("jars"));
            Outcome first = made.run(made.launcher(), place, Map.of(), "--version");
            if (first.exitCode() != 0) {
                throw new IOException(first.err());
            }
            shared = made;
        }
        return shared;
    }

    Path launcher() {
        return home.resolve("workflow");
    }

    /** What starts the program as the shared launcher does, with these words; short, since it names a file of arguments. */
    static List<String> program(String... words) {
        try (Stream<Path> files = Files.list(shared().home.resolve("dist/launch"))) {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.add("@" + files.findFirst().orElseThrow());
            command.addAll(List.of(words));
            return command;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The arguments with which the launcher starts this JVM, each as its file has it, the class to run last. */
    List<String> arguments() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("dist/launch"))) {
            return Files.readAllLines(files.findFirst().orElseThrow()).stream()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }

    /** What a process said and how it ended. */
    record Outcome(int exitCode, String out, String err) {}

    /** Runs {@code workflow} from this place, in this folder. */
    Outcome run(Path launcher, Path folder, Map<String, String> environment, String... arguments) {
        try {
            return start(launcher, folder, environment, arguments).await();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Running start(Path launcher, Path folder, Map<String, String> environment, String... arguments) throws IOException {
        Path out = Files.createTempFile(home, "out", "");
        Path err = Files.createTempFile(home, "err", "");
        Process process = command(launcher, folder, environment, arguments)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        process.getOutputStream().close();
        return new Running(process, out, err);
    }

    /** What starts it, its streams not yet connected. */
    ProcessBuilder command(Path launcher, Path folder, Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("WORKFLOW_") || name.equals("JDK_JAVA_OPTIONS"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("WORKFLOW_JARS", jars.toString());
        environment.forEach((name, value) -> {
            if (value.isEmpty()) {
                builder.environment().remove(name);
            } else {
                builder.environment().put(name, value);
            }
        });
        return builder;
    }

    /** A process on its way. */
    record Running(Process process, Path out, Path err) {
        Outcome await() throws IOException {
            try {
                if (!process.waitFor(120, TimeUnit.SECONDS)) {
                    throw new IOException("still running after 120 s");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            } finally {
                process.destroyForcibly();
            }
            return new Outcome(
                    process.exitValue(),
                    Files.readString(out, StandardCharsets.UTF_8),
                    Files.readString(err, StandardCharsets.UTF_8));
        }
    }

    private static void makeJars(Path jars) throws IOException {
        int number = 0;
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        for (String element : classPath.split(java.io.File.pathSeparator)) {
            Path path = Path.of(element);
            String name = path.getFileName().toString();
            if (Files.isDirectory(path)) {
                if (!name.equals("test-classes")) {
                    jar(path, jars.resolve("classes-" + number++ + ".jar"));
                }
            } else if (Files.exists(path) && FOR_TESTS_ONLY.stream().noneMatch(name::contains)) {
                Files.copy(path, jars.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static void jar(Path classes, Path jar) throws IOException {
        Map<String, Path> entries = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(classes)) {
            files.filter(Files::isRegularFile)
                    .sorted()
                    .forEach(file -> entries.put(classes.relativize(file).toString(), file));
        }
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream archive = new JarOutputStream(out)) {
            for (Map.Entry<String, Path> entry : entries.entrySet()) {
                ZipEntry zipEntry = new ZipEntry(entry.getKey());
                zipEntry.setTime(0);
                archive.putNextEntry(zipEntry);
                Files.copy(entry.getValue(), archive);
                archive.closeEntry();
            }
        }
    }
}
