package io.workfloworchestrator.state.jdbc;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** A process that uses a store as told on its standard input, one word a line, and answers each with a line. */
final class Child implements AutoCloseable {
    private final Process process;
    private final BufferedReader answers;

    private Child(Process process) {
        this.process = process;
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** A process of this user. */
    static Child start(Path folder) throws IOException {
        return start(List.of(), System.getProperty("java.class.path"), folder);
    }

    /** A process of user 65534, who can read the classes that are copied to {@code classes}. */
    static Child asNobody(Path folder, Path classes) throws IOException {
        List<String> path = new ArrayList<>();
        int number = 0;
        for (String entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
            if (entry.matches(".*(sqlite-jdbc|jackson-core|jspecify).*\\.jar") || Files.isDirectory(Path.of(entry))) {
                path.add(copy(Path.of(entry), classes.resolve(Integer.toString(number++)))
                        .toString());
            } else if (entry.matches(".*workflow-orchestrator-(state|json).*")) {
                path.add(
                        copy(Path.of(entry), classes.resolve(number++ + ".jar")).toString());
            }
        }
        return start(
                List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"),
                String.join(java.io.File.pathSeparator, path),
                folder);
    }

    private static Path copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = file.equals(from)
                        ? to
                        : to.resolve(from.relativize(file).toString());
                Files.copy(file, target);
                Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
        return to;
    }

    private static Child start(List<String> prefix, String classPath, Path folder) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                Child.class.getName(),
                folder.toString()));
        return new Child(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    String ask(String word) throws IOException {
        tell(word);
        return answer();
    }

    void tell(String word) throws IOException {
        process.getOutputStream().write((word + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    String answer() throws IOException {
        return Objects.requireNonNull(answers.readLine(), "the process ended");
    }

    long pid() {
        return process.pid();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.getOutputStream().close();
        process.waitFor();
    }

    public static void main(String[] args) throws IOException {
        try (JdbcStateStore store = JdbcStateStore.at(Path.of(args[0]));
                BufferedReader words = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String word = words.readLine(); word != null; word = words.readLine()) {
                String answer;
                try {
                    answer = answer(store, word);
                } catch (CodedException e) {
                    answer = e.code() + " " + e.getMessage();
                }
                System.out.println(answer);
            }
        }
    }

    private static String answer(JdbcStateStore store, String word) {
        return switch (word) {
            case "head" -> store.head().toString();
            case "put" -> Changes.put(store, "a/b", Json.of(7)).revision().toString();
            case "read" ->
                store.read("a/b").map(entry -> entry.value().toString()).orElse("nothing");
            case "enter" -> {
                // Never closed: this process is stuck with its turn.
                store.enter();
                yield "entered";
            }
            default -> "what?";
        };
    }
}
