package io.workfloworchestrator.detect;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs a main class of these tests in a JVM of its own, under limits that this one must not have. */
final class ChildJvm {

    private static final String NOBODY = "65534";

    private ChildJvm() {}

    /**
     * What came of it.
     *
     * @param started whether the main class ran; if not, {@code out} says why
     */
    record Result(boolean started, int code, String out) {}

    /** As another user, with a copy of the classes that he may read. */
    static Result asNobody(Class<?> main, String... args) throws IOException, InterruptedException {
        if (!isRoot()) {
            return new Result(false, -1, "only root can run a process as another user");
        }
        Path classes = Files.createTempDirectory("classes");
        try {
            List<String> paths = new ArrayList<>();
            for (String path : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                Path source = Path.of(path);
                boolean needed =
                        path.contains("classes") || path.contains("workflow-orchestrator") || path.contains("jspecify");
                if (needed && Files.exists(source)) {
                    Path copy = classes.resolve(String.valueOf(paths.size()) + source.getFileName());
                    copy(source, copy);
                    paths.add(copy.toString());
                }
            }
            run(List.of("chmod", "-R", "a+rX", classes.toString()));
            List<String> command = new ArrayList<>(
                    List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", java()));
            command.addAll(List.of("-cp", String.join(File.pathSeparator, paths), main.getName()));
            command.addAll(List.of(args));
            return run(command);
        } finally {
            new Project(classes).delete("");
        }
    }

    /**
     * In a user namespace of its own with these inotify limits; a negative one is left as it is. The limits are those of
     * the namespace ({@code user.max_inotify_*}): {@code fs.inotify.*} would be the whole machine's.
     */
    static Result withInotifyLimits(int watches, int instances, Class<?> main, String... args)
            throws IOException, InterruptedException {
        String script = (watches < 0 ? "" : "echo " + watches + " > /proc/sys/user/max_inotify_watches || exit 99; ")
                + (instances < 0 ? "" : "echo " + instances + " > /proc/sys/user/max_inotify_instances || exit 99; ")
                + "exec \"$@\"";
        List<String> command = new ArrayList<>(List.of("unshare", "-U", "-r", "sh", "-c", script, "sh", java()));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(args));
        Result result = run(command);
        boolean refused = result.code() == 99 || result.out().contains("unshare:") || result.code() == 127;
        return new Result(!refused && result.started(), result.code(), result.out());
    }

    /** With so small a heap. */
    static Result withHeap(String size, Class<?> main, String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(java(), "-Xmx" + size, "-XX:+UseSerialGC"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(args));
        return run(command);
    }

    /** In a mount namespace of its own, with a small memory file system in the place of a folder. */
    static Result onSmallDisk(Path folder, String size, Class<?> main, String... args)
            throws IOException, InterruptedException {
        String script = "mount -t tmpfs -o size=" + size + " tmpfs \"$0\" || exit 99; exec \"$@\"";
        List<String> command =
                new ArrayList<>(List.of("unshare", "-U", "-r", "-m", "sh", "-c", script, folder.toString(), java()));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(args));
        Result result = run(command);
        boolean refused = result.code() == 99 || result.out().contains("unshare:") || result.code() == 127;
        return new Result(!refused && result.started(), result.code(), result.out());
    }

    private static boolean isRoot() throws IOException {
        return Files.getOwner(Path.of("/proc/self")).getName().equals("root");
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static void copy(Path source, Path target) throws IOException {
        try (Stream<Path> all = Files.walk(source)) {
            for (Path each : all.toList()) {
                Path to = target.resolve(source.relativize(each).toString());
                Files.copy(each, to);
            }
        }
    }

    private static Result run(List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("child", ".out");
        try {
            Process process;
            try {
                process = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(out.toFile())
                        .start();
            } catch (IOException e) {
                return new Result(false, -1, String.valueOf(e.getMessage()));
            }
            boolean ended = process.waitFor(30, TimeUnit.SECONDS);
            process.destroyForcibly().waitFor();
            String text = new String(Files.readAllBytes(out), UTF_8);
            return new Result(true, ended ? process.exitValue() : -1, ended ? text : "did not end: " + text);
        } finally {
            Files.delete(out);
        }
    }
}
