package io.workfloworchestrator.app.environments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A process that promotes or rolls back, and is gone at one step as if the system killed it: nothing of it is closed or undone. */
final class HaltedMove {
    /** As a shell tells of a process that was killed by signal 9. */
    static final int KILLED = 137;

    private static final List<String> BOUND = List.of("setpriv", "--bounding-set=-dac_override,-dac_read_search");

    private HaltedMove() {}

    /** @param args the project, {@code promote}, {@code one-way} or {@code rollback}, and the step */
    public static void main(String[] args) {
        try (TinyProject project = new TinyProject(Path.of(args[0]))) {
            Production production = project.environments()
                    .telling(step -> {
                        if (step.equals(args[2])) {
                            Runtime.getRuntime().halt(KILLED);
                        }
                    })
                    .production();
            Object unused = args[1].equals("rollback")
                    ? production.rollBack(project.servers("core", "extra"), "slow", TinyProject.ANA)
                    : production.promote(
                            project.servers("core", "extra"),
                            Optional.empty(),
                            args[1].equals("one-way"),
                            TinyProject.ANA);
        }
    }

    /** How such a process ended, and what it wrote. */
    record Outcome(int code, String said) {}

    /** @param before words that start the process, before its own */
    static Outcome run(List<String> before, Path project, String move, String step) throws Exception {
        List<String> words = new ArrayList<>(before);
        words.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                HaltedMove.class.getName(),
                project.toString(),
                move,
                step));
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), said);
    }

    /** The words that start a process for which permissions hold, whoever runs the tests; empty if there are none here. */
    static Optional<List<String>> withoutPrivileges() {
        if (!System.getProperty("user.name", "").equals("root")) {
            return Optional.of(List.of());
        }
        List<String> trial = new ArrayList<>(BOUND);
        trial.add("true");
        try {
            boolean works = new ProcessBuilder(trial).start().waitFor() == 0;
            return works ? Optional.of(BOUND) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
