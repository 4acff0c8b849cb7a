package io.workfloworchestrator.app.environments;

import java.nio.file.Path;
import java.util.Optional;

/** A process that promotes or rolls back, and is gone at one step as if the system killed it: nothing of it is closed or undone. */
final class HaltedMove {
    /** As a shell tells of a process that was killed by signal 9. */
    static final int KILLED = 137;

    private HaltedMove() {}

    /** @param args the project, {@code promote} or {@code rollback}, and the step */
    public static void main(String[] args) {
        try (TinyProject project = new TinyProject(Path.of(args[0]))) {
            Production production = project.environments()
                    .telling(step -> {
                        if (step.equals(args[2])) {
                            Runtime.getRuntime().halt(KILLED);
                        }
                    })
                    .production();
            Object unused = args[1].equals("promote")
                    ? production.promote(project.servers("core", "extra"), Optional.empty(), TinyProject.ANA)
                    : production.rollBack(project.servers("core", "extra"), "slow", TinyProject.ANA);
        }
    }
}
