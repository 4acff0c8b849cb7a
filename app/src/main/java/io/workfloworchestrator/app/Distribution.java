package io.workfloworchestrator.app;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Builds the program that the launcher starts. It is run as a source file, so it needs the JDK alone; and it is one file,
 * however long, since Java 17 runs no program of several source files.
 *
 * <p>The folder it fills:
 *
 * <pre>
 * dist/stamp               empty; it has the time at which the newest build began, so newer sources are not in the build
 * dist/lock                held (a kernel lock, never deleted) while anything here is made
 * dist/no-C.UTF-8         there on a machine that lacks that locale: the launcher then leaves the person's as it is
 * dist/ID/lib/*.jar        the class path; ID is the checksum of the jars, so a build never changes one that is in use
 * dist/ID/native/          the SQLite library, laid out here once instead of unpacked at every start
 * dist/ID/JDK.jsa or .aot  the archive of loaded classes for one version of the JDK
 * dist/launch/JAVA.args    the arguments for one java command: three lines of comment that the launcher compares
 *                          (this place, the file that names the JDK's version, the versions in it), then JVM arguments
 * </pre>
 *
 * <p>Every file appears by renaming, the arguments last: two first starts at the same time both find a whole build, one
 * of them after waiting. An older build is removed once it is a day old, because a running server may still open a jar.
 */
record Distribution(Path home, Path dist, Path launch, PrintStream progress) {
    private static final String MAIN_CLASS = "io.workfloworchestrator.app.Main";
    /** The jars of the built-in definitions, of the database, and of classes that are too old for an archive. */
    private static final List<String> READ_AT_STARTS =
            List.of("workflow-orchestrator-project-management", "sqlite-jdbc", "picocli");

    private static final String REHEARSAL_CLASS = "io.workfloworchestrator.app.Rehearsal";
    private static final Duration REHEARSAL_LIMIT = Duration.ofMinutes(2);
    private static final Duration OLD = Duration.ofDays(1);

    /** The encoding in which the java command reads its argument files. */
    private static final Charset NATIVE = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));

    /** Arguments: the folder of the sources, the folder to fill, the file of arguments to make, the command asked for. */
    public static void main(String[] args) {
        Path home = Path.of(args[0]);
        Path dist = Path.of(args[1]).toAbsolutePath();
        Path launch = Path.of(args[2]).toAbsolutePath();
        String command = args.length > 3 ? args[3] : "";
        try {
            new Distribution(home, dist, launch, System.err).prepare(command);
        } catch (BuildException | IOException e) {
            System.err.println("workflow: " + e.getMessage());
            System.exit(70);
        }
    }

    /**
     * Makes what is missing or old.
     *
     * @throws BuildException when it cannot, and nothing older can stand in
     */
    void prepare(String command) throws IOException {
        try {
            Files.createDirectories(launch.getParent());
        } catch (IOException e) {
            throw new BuildException("cannot write to " + dist + " (" + e.getMessage()
                    + "). Set WORKFLOW_DIST to a folder that can be written, and run this again.");
        }
        try (FileChannel channel =
                FileChannel.open(dist.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock(); // until the channel is closed
            tellLocale();
            Optional<Path> older = current();
            Path build = older.isPresent() && !sourcesAreNewer() ? older.get() : buildOr(older, command);
            if (!Files.exists(launch) || !isFor(build)) {
                arguments(build);
            }
            removeOld(build);
        }
    }

    /** Tells the launcher if the machine lacks C.UTF-8, in which the launcher started this program. */
    private void tellLocale() throws IOException {
        boolean windows = File.separatorChar == '\\';
        if (!windows && !NATIVE.equals(StandardCharsets.UTF_8) && "C.UTF-8".equals(System.getenv("LC_ALL"))) {
            Files.writeString(dist.resolve("no-C.UTF-8"), "");
        }
    }

    // ---- the jars

    private Path buildOr(Optional<Path> older, String command) throws IOException {
        try {
            return build();
        } catch (BuildException e) {
            // For agents a server from the last build is better than no server; a person is told to mend the build.
            // The launcher waits for this build only if that one was never started with this JDK.
            if (older.isEmpty() || !command.equals("mcp")) {
                throw e;
            }
            progress.println("workflow: " + e.getMessage());
            progress.println("workflow: starting the last build that worked instead; it lacks the newest changes.");
            return older.get();
        }
    }

    private Path build() throws IOException {
        Instant began = Instant.now();
        Path staging = dist.resolve("build");
        delete(staging);
        Files.createDirectories(staging);
        try {
            String jars = System.getenv("WORKFLOW_JARS");
            if (jars == null) {
                maven();
                Path target = home.resolve("app/target");
                copyJars(target.resolve("distribution"), staging);
                copyJars(target, staging);
            } else {
                copyJars(Path.of(jars), staging);
            }
            Path build = dist.resolve(checksum(staging));
            if (!Files.isDirectory(build)) {
                Path lib = Files.createDirectories(staging.resolve("lib"));
                for (Path jar : jarsIn(staging)) {
                    Files.move(jar, lib.resolve(jar.getFileName()));
                }
                layOutNative(lib, staging.resolve("native"));
                Files.move(staging, build);
                forgetArguments();
            }
            replace(dist.resolve("current"), build.getFileName() + "\n");
            Path stamp = dist.resolve("stamp");
            replace(stamp, "");
            Files.setLastModifiedTime(stamp, FileTime.from(began));
            return build;
        } finally {
            delete(staging);
        }
    }

    private void maven() throws IOException {
        List<String> command = new ArrayList<>(List.of(mavenCommand(), "-q", "-B", "-Dmaven.test.skip=true"));
        // Looking for null pointers takes half as long again as compiling; `verify` does it.
        command.add("-Derrorprone=-parameters");
        command.addAll(List.of("-Pdistribution", "-pl", "app", "-am", "package"));
        progress.println(
                "workflow: building from the sources; the first time takes a minute or two, and Maven downloads "
                        + "what it does not have yet.");
        long began = System.nanoTime();
        Path log = Files.createTempFile(dist, "maven", ".log");
        try {
            // Into a file, or the output of some Maven plugin would end up between our lines.
            int code = run(command, home, log, Duration.ofMinutes(30));
            if (code != 0) {
                progress.print(tail(log, 60));
                throw new BuildException("the build failed (Maven's exit code " + code
                        + ", its last lines are above). If a download failed, try again with a network; to see"
                        + " everything, run ./mvnw verify in " + home + ".");
            }
        } finally {
            Files.deleteIfExists(log);
        }
        tellTime("built", began);
    }

    private void tellTime(String done, long began) {
        progress.printf(Locale.ROOT, "workflow: %s in %.0f s%n", done, (System.nanoTime() - began) / 1e9);
    }

    private String mavenCommand() {
        boolean windows = File.separatorChar == '\\';
        if (onPath(windows ? "mvn.cmd" : "mvn")) {
            return windows ? "mvn.cmd" : "mvn";
        }
        if (System.getenv("MVNW_REPOURL") != null) {
            return home.resolve(windows ? "mvnw.cmd" : "mvnw").toString();
        }
        throw new BuildException(
                "no Maven found. Install Maven 3.8.7 or newer (on Debian: apt-get install maven), or set "
                        + "MVNW_REPOURL to a Maven repository so that ./mvnw can fetch one, and run this again.");
    }

    private static boolean onPath(String name) {
        String path = System.getenv("PATH");
        return path != null
                && Stream.of(path.split(File.pathSeparator))
                        .anyMatch(folder -> !folder.isEmpty() && Files.isExecutable(Path.of(folder, name)));
    }

    private static void copyJars(Path from, Path to) throws IOException {
        if (!Files.isDirectory(from)) {
            throw new BuildException("the build left no jars in " + from + ".");
        }
        for (Path jar : jarsIn(from)) {
            Files.copy(jar, to.resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** In the order of the class path: a start opens every jar before the ones that it reads a resource of. */
    private static List<Path> jarsIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted(Comparator.comparing((Path jar) -> !isReadAtStarts(jar))
                            .thenComparing(jar -> jar))
                    .toList();
        }
    }

    private static boolean isReadAtStarts(Path jar) {
        String name = jar.getFileName().toString();
        return READ_AT_STARTS.stream().anyMatch(name::startsWith);
    }

    private static String checksum(Path folder) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path jar : jarsIn(folder)) {
                digest.update(jar.getFileName().toString().getBytes(StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(jar));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Copies the SQLite library of this platform out of its jar; without one, the driver unpacks it at each start. */
    private void layOutNative(Path lib, Path natives) throws IOException {
        Optional<Path> jar = jarsIn(lib).stream()
                .filter(file -> file.getFileName().toString().startsWith("sqlite-jdbc"))
                .findFirst();
        if (jar.isEmpty()) {
            return;
        }
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {jar.get().toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            String folder = (String) loader.loadClass("org.sqlite.util.OSInfo")
                    .getMethod("getNativeLibFolderPathForCurrentOS")
                    .invoke(null);
            String name = System.mapLibraryName("sqlitejdbc");
            try (InputStream library = loader.getResourceAsStream("org/sqlite/native/" + folder + "/" + name)) {
                if (library != null) {
                    Files.createDirectories(natives);
                    Files.copy(library, natives.resolve(name));
                }
            }
        } catch (ReflectiveOperationException | LinkageError e) {
            progress.println("workflow: the SQLite library is not laid out (" + e + "); starts will be slower.");
        }
    }

    // ---- the archive and the arguments

    private void arguments(Path build) throws IOException {
        List<String> jvm = new ArrayList<>(List.of(
                "-XX:+UseSerialGC",
                "-Xmn10m", // the objects of a start fill 13 MB, and each collection stops it for 10 ms
                "-Xms26m", // a 64th of the machine's memory otherwise, filled before anything is collected; it grows
                "-XX:TieredStopAtLevel=1",
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:ArchiveRelocationMode=0", // 17.0.15 and newer move the archive at each start, which takes 20 ms
                "-XX:CompileThresholdScaling=5", // code that runs once or twice at a start is not worth compiling
                "-XX:-UsePerfData",
                "-Xlog:disable",
                "-Xlog:all=warning:stderr"));
        // Records are made by native code: a class is spun for each kind of them otherwise, up to thirty at a start.
        jvm.add(
                Runtime.version().feature() >= 18
                        ? "-Djdk.reflect.useNativeAccessorOnly=true"
                        : "-Dsun.reflect.inflationThreshold=" + Integer.MAX_VALUE);
        if (Runtime.version().feature() < 21) {
            jvm.add("-Djava.locale.providers=COMPAT"); // the newer data, for a date format of the database's driver,
            // takes longer
        }
        if (Runtime.version().feature() >= 22) {
            jvm.add("-Djdk.console=java.base"); // the other one loads a line editor that nothing here needs
        }
        if (Runtime.version().feature() >= 24) {
            jvm.add("--enable-native-access=ALL-UNNAMED");
        }
        // Nobody logs: without a named provider slf4j opens every jar to find one.
        jvm.add("-Dslf4j.internal.verbosity=ERROR");
        jvm.add("-Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider");
        Path natives = build.resolve("native");
        if (Files.isDirectory(natives)) {
            jvm.add("-Dorg.sqlite.lib.path=" + natives);
        }
        jvm.add("-Dworkflow.home=" + home);
        jvm.addAll(List.of(
                "-cp",
                jarsIn(build.resolve("lib")).stream()
                        .map(Path::toString)
                        .collect(Collectors.joining(File.pathSeparator))));
        archive(build, List.copyOf(jvm))
                .ifPresent(archive -> jvm.add(
                        0,
                        (archive.toString().endsWith(".aot") ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + archive));
        jvm.add(MAIN_CLASS);
        Path release = Path.of(System.getProperty("java.home"), "release");
        String head = "# " + home + "\n# " + release + "\n# " + versions(release) + "\n";
        replace(launch, head + jvm.stream().map(Distribution::quoted).collect(Collectors.joining("\n", "", "\n")));
    }

    /** The archive for this JDK, made if need be; empty if it cannot be made, and then starts are slower. */
    private Optional<Path> archive(Path build, List<String> jvm) throws IOException {
        boolean aot = Runtime.version().feature() >= 25;
        String version = Runtime.version().toString().replaceAll("[^A-Za-z0-9.+-]", "_");
        Path archive = build.resolve(version + (aot ? ".aot" : ".jsa"));
        if (Files.exists(archive)) {
            return Optional.of(archive);
        }
        progress.println("workflow: making the archive of loaded classes for Java "
                + Runtime.version().feature()
                + ", once, so that later starts are fast. Every server is tried out for that in a"
                + " folder of its own: some seconds, on a busy machine up to a minute.");
        long began = System.nanoTime();
        Path scratch = Files.createTempDirectory("workflow-rehearsal");
        Path fresh = build.resolve(archive.getFileName() + ".new");
        Path log = scratch.resolve("log");
        try {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString()));
            command.add((aot ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + fresh);
            command.addAll(jvm);
            command.addAll(List.of(REHEARSAL_CLASS, scratch.resolve("project").toString()));
            int code = run(command, scratch, log, REHEARSAL_LIMIT);
            if (code != 0 || !Files.exists(fresh)) {
                progress.print(tail(log, 20));
                progress.println("workflow: no archive (exit code " + code + "); starts will be slower.");
                return Optional.empty();
            }
            move(fresh, archive);
            tellTime("archive made", began);
            return Optional.of(archive);
        } catch (BuildException e) {
            progress.println("workflow: no archive (" + e.getMessage() + "); starts will be slower.");
            return Optional.empty();
        } finally {
            Files.deleteIfExists(fresh);
            delete(scratch);
        }
    }

    /** Removes the argument files of all JDKs, since they name the build before this one. */
    private void forgetArguments() throws IOException {
        try (Stream<Path> files = Files.list(launch.getParent())) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    /** The lines that name the version, joined without line ends, as the launcher reads them. */
    private static String versions(Path release) throws IOException {
        if (!Files.isReadable(release)) {
            return "";
        }
        return Files.readAllLines(release).stream()
                .filter(line -> line.startsWith("JAVA_RUNTIME_VERSION=") || line.startsWith("JAVA_VERSION="))
                .collect(Collectors.joining());
    }

    /** A line of a java argument file, whose quoting is that of the java command's documentation. */
    static String quoted(String argument) {
        return '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    // ---- the builds that are there

    private Optional<Path> current() throws IOException {
        Path file = dist.resolve("current");
        if (!Files.exists(file) || !Files.exists(dist.resolve("stamp"))) {
            return Optional.empty();
        }
        Path build = dist.resolve(Files.readString(file).strip());
        return Files.isDirectory(build.resolve("lib")) ? Optional.of(build) : Optional.empty();
    }

    /** The launcher asks this too; under the lock it is asked again, since another start may have built meanwhile. */
    private boolean sourcesAreNewer() throws IOException {
        if (!Files.isDirectory(home.resolve("library"))) {
            return false;
        }
        FileTime stamp = Files.getLastModifiedTime(dist.resolve("stamp"));
        for (String root : List.of("pom.xml", "app/pom.xml", "app/src/main", "library", "servers")) {
            Path start = home.resolve(root);
            try (Stream<Path> files = Files.walk(start)) {
                if (files.filter(file -> isSource(home.relativize(file))).anyMatch(file -> isNewer(file, stamp))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isSource(Path file) {
        String path = "/" + file.toString().replace('\\', '/');
        return (path.contains("/src/") || path.endsWith("/pom.xml"))
                && !path.contains("/target/")
                && !path.contains("/test/");
    }

    private static boolean isNewer(Path file, FileTime stamp) {
        try {
            return Files.getLastModifiedTime(file).compareTo(stamp) > 0;
        } catch (IOException e) {
            return true;
        }
    }

    private boolean isFor(Path build) throws IOException {
        List<String> lines = Files.readAllLines(launch, NATIVE);
        Path release = Path.of(System.getProperty("java.home"), "release");
        return lines.size() > 3
                && lines.get(0).equals("# " + home)
                && lines.get(2).equals("# " + versions(release))
                && lines.stream()
                        .anyMatch(line -> line.contains(build.getFileName().toString()));
    }

    private void removeOld(Path build) throws IOException {
        Instant limit = Instant.now().minus(OLD);
        try (Stream<Path> files = Files.list(dist)) {
            for (Path file : files.toList()) {
                boolean ours = file.getFileName().toString().matches("[0-9a-f]{16}");
                if (ours
                        && !file.equals(build)
                        && Files.getLastModifiedTime(file).toInstant().isBefore(limit)) {
                    delete(file);
                }
            }
        }
    }

    // ---- files and processes

    private static void replace(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, text, NATIVE);
        move(fresh, file);
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException | FileAlreadyExistsException | DirectoryNotEmptyException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static int run(List<String> command, Path folder, Path log, Duration limit) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File(File.separatorChar == '\\' ? "NUL" : "/dev/null")))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                return process.exitValue();
            }
            throw new BuildException(command.get(0) + " did not end within " + limit.toMinutes() + " minutes.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BuildException("interrupted.");
        } finally {
            process.destroyForcibly();
        }
    }

    private static String tail(Path log, int lines) throws IOException {
        List<String> all = new String(Files.readAllBytes(log), NATIVE).lines().toList();
        return all.subList(Math.max(0, all.size() - lines), all.size()).stream()
                .map(line -> line + System.lineSeparator())
                .collect(Collectors.joining());
    }

    private static final class BuildException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BuildException(String message) {
            super(message);
        }
    }
}
