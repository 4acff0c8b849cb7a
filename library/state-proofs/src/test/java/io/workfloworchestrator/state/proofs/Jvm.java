package io.workfloworchestrator.state.proofs;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.sqlite.SQLiteJDBCLoader;

/**
 * How a child process is started: small, fast, and readable for any user. What it needs is laid out once: jars only, the
 * native library, and an archive of loaded classes. Immutable.
 */
final class Jvm {
    /** What children do not need of the class path, by parts of names. */
    private static final List<String> TOOLS = List.of(
            "junit", "assertj", "opentest4j", "apiguardian", "byte-buddy", "awaitility", "hamcrest", "surefire");

    private final Path folder;
    private final List<String> front;
    private final String classPath;

    private Jvm(Path folder, List<String> front, String classPath) {
        this.folder = folder;
        this.front = front;
        this.classPath = classPath;
    }

    /** Gives every test that asks for one the same, and removes it after the last. */
    static final class LaidOut implements ParameterResolver {
        private static final ExtensionContext.Namespace OURS = ExtensionContext.Namespace.create(LaidOut.class);

        /** The folder of all, which is closed with the run. */
        private record Folder(Jvm jvm) implements AutoCloseable {
            static Folder make() {
                try {
                    return new Folder(in(Files.createTempDirectory("proofs-jvm-")));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public void close() throws IOException {
                try (Stream<Path> all = Files.walk(jvm.folder)) {
                    for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(path);
                    }
                }
            }
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Jvm.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(OURS)
                    .computeIfAbsent(Folder.class, any -> Folder.make(), Folder.class)
                    .jvm();
        }
    }

    /** Lays out what children need in this folder. */
    private static Jvm in(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        List<String> jars = new ArrayList<>();
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path", ""));
        for (String entry : all.split(File.pathSeparator)) {
            Path path = Path.of(entry);
            boolean needed = TOOLS.stream().noneMatch(path.getFileName().toString()::contains);
            if (Files.exists(path) && needed) {
                Path jar = folder.resolve(jars.size() + ".jar");
                if (Files.isDirectory(path)) {
                    pack(path, jar);
                } else {
                    Files.copy(path, jar);
                }
                jars.add(jar.toString());
            }
        }
        String library = "libsqlitejdbc.so";
        try (InputStream in = SQLiteJDBCLoader.class.getResourceAsStream(
                "/org/sqlite/native/Linux/" + (isArm() ? "aarch64" : "x86_64") + "/" + library)) {
            if (in != null) {
                Files.copy(in, folder.resolve(library));
            }
        }
        Jvm jvm = new Jvm(folder, List.of(), String.join(File.pathSeparator, jars));
        jvm.archive();
        return jvm;
    }

    private static boolean isArm() {
        return System.getProperty("os.arch", "").contains("aarch64");
    }

    private static void pack(Path classes, Path jar) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream packed = new JarOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                packed.putNextEntry(
                        new ZipEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, packed);
            }
        }
    }

    /** Runs a worker once, so that the next ones find its classes loaded. */
    private void archive() throws IOException {
        Path project = Files.createDirectories(folder.resolve("warm"));
        List<String> command =
                command(List.of("-XX:ArchiveClassesAtExit=" + folder.resolve("classes.jsa")), Worker.class);
        command.addAll(List.of(project.toString(), "warm"));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("warm.log").toFile())
                .start();
        try (OutputStream out = process.getOutputStream()) {
            out.write("first t/warm\ncount t/warm 3\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The same, with these classes in front of all others. */
    Jvm with(Path classes) {
        List<String> more = new ArrayList<>(front);
        more.add(0, classes.toString());
        return new Jvm(folder, more, classPath);
    }

    /** The command that runs a main class, to which arguments may be added. */
    List<String> command(List<String> options, Class<?> main) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m", "-Xlog:disable"));
        Path archive = folder.resolve("classes.jsa");
        if (front.isEmpty() && Files.exists(archive)) {
            command.addAll(List.of("-Xshare:auto", "-XX:SharedArchiveFile=" + archive));
        }
        if (Runtime.version().feature() >= 24) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        if (Files.exists(folder.resolve("libsqlitejdbc.so"))) {
            command.addAll(List.of("-Dorg.sqlite.lib.path=" + folder, "-Dorg.sqlite.lib.name=libsqlitejdbc.so"));
        }
        command.addAll(options);
        List<String> path = new ArrayList<>(front);
        path.add(classPath);
        command.addAll(List.of("-cp", String.join(File.pathSeparator, path), main.getName()));
        return command;
    }

    /** A worker on this project. */
    Child worker(Path project, String name) {
        return worker(List.of(), project, name);
    }

    /** A worker that user 65534 runs, who must be let through to the project. */
    Child workerOfNobody(Path project, String name) {
        return worker(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"), project, name);
    }

    /** A worker in whose session new files are everybody's, unless it says otherwise. */
    Child workerWithoutUmask(Path project, String name) {
        return worker(List.of("sh", "-c", "umask 000; exec \"$@\"", "sh"), project, name);
    }

    /** A worker that has, as it sees it, the process id 1, as others have too. */
    Child workerOfNumberOne(Path project, String name) {
        return worker(List.of("unshare", "--pid", "--fork", "--kill-child", "--mount-proc"), project, name);
    }

    private Child worker(List<String> prefix, Path project, String name) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(command(List.of(), Worker.class));
        command.addAll(List.of(project.toString(), name));
        return start(name, command, Map.of());
    }

    /** Any process that talks in lines. */
    static Child start(String name, List<String> command, Map<String, String> environment) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().putAll(environment);
            return new Child(name, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
