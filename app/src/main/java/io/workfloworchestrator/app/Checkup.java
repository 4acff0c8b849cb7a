package io.workfloworchestrator.app;

import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.StateException;
import io.workfloworchestrator.state.spi.StateView;
import io.workfloworchestrator.workflow.DefinitionException;
import io.workfloworchestrator.workflow.DefinitionProblem;
import io.workfloworchestrator.workflow.WorkflowDefinition;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What the doctor looks at. Nothing is written. */
final class Checkup {
    private static final long SCARCE = 100L << 20;
    private static final int FEW_WATCHES = 1_000;
    private static final Set<String> NETWORK =
            Set.of("nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afpfs", "virtiofs", "ceph", "fuse");
    private static final Path INOTIFY = Path.of("/proc/sys/fs/inotify/max_user_watches");

    private Checkup() {}

    /**
     * One thing that was looked at.
     *
     * @param name what
     * @param ok whether it is in order
     * @param found what is so
     * @param advice what to do; empty where nothing is to be done
     */
    record Check(String name, boolean ok, String found, String advice) {}

    static List<Check> all(Workbench bench) {
        List<Check> checks = new ArrayList<>();
        checks.add(java());
        Path root = bench.folder().root();
        checks.add(folder(root));
        checks.add(disk(root));
        checks.add(state(bench));
        checks.add(files(bench));
        checks.add(definitions(root));
        checks.add(git(root));
        checks.add(watching());
        return checks;
    }

    private static Check java() {
        Runtime.Version version = Runtime.version();
        String home = System.getProperty("workflow.home");
        return new Check(
                "java",
                true,
                version + " in " + System.getProperty("java.home") + (home == null ? "" : ", started from " + home),
                version.feature() >= 25 ? "" : "Java 25 starts servers faster; 17 is fine.");
    }

    private static Check folder(Path root) {
        boolean writable = Files.isWritable(root);
        return new Check(
                "folder",
                writable,
                root + (writable ? " is writable" : " cannot be written"),
                writable
                        ? ""
                        : "Give yourself the right to write there; until then, questions work and changes do not.");
    }

    private static Check disk(Path root) {
        try {
            FileStore store = Files.getFileStore(root);
            long free = store.getUsableSpace();
            String found = store.type() + ", " + (free >> 20) + " MB free";
            if (NETWORK.contains(store.type())) {
                return new Check(
                        "disk",
                        false,
                        found,
                        "Locks and durability of network and shared file systems differ; keep the project on a local"
                                + " disk.");
            }
            return new Check("disk", free >= SCARCE, found, free >= SCARCE ? "" : "Make room: changes need some.");
        } catch (IOException e) {
            return new Check("disk", false, "cannot be asked: " + e, "See that " + root + " is there.");
        }
    }

    private static Check state(Workbench bench) {
        try {
            List<String> keys = bench.states().list();
            if (keys.isEmpty()) {
                return new Check("state", true, "nothing here yet", "Begin with 'workflow init'.");
            }
            List<Commit> newest = bench.states().history(1);
            return new Check(
                    "state",
                    true,
                    keys.size() + (keys.size() == 1 ? " key" : " keys") + ", revision "
                            + bench.states().head() + ", last changed by "
                            + newest.get(0).cause().actor(),
                    "");
        } catch (StateException e) {
            return new Check("state", false, e.getMessage() + " [" + e.code() + "]", "");
        }
    }

    private static Check files(Workbench bench) {
        List<StateView.Notice> notices = bench.states().notices();
        if (notices.isEmpty()) {
            return new Check("files", true, "nothing in conflict, nothing unreadable", "");
        }
        StateView.Notice first = notices.get(0);
        return new Check(
                "files",
                false,
                notices.size() + (notices.size() == 1 ? " thing" : " things") + " to look at",
                first.path() + ": " + first.message() + (notices.size() > 1 ? " (all of them: workflow status)" : ""));
    }

    private static Check definitions(Path root) {
        List<DefinitionProblem> problems = new ArrayList<>();
        int count = WorkflowDefinition.BUILT_IN.size();
        for (String type : WorkflowDefinition.BUILT_IN) {
            problems.addAll(WorkflowDefinition.builtIn(type).verify(Workbench.TOOLS));
        }
        try (Stream<Path> own = Files.list(root.resolve(".ai-planning/definitions"))) {
            for (Path file : own.filter(f -> f.toString().matches(".*\\.ya?ml"))
                    .sorted()
                    .limit(100)
                    .toList()) {
                count++;
                problems.addAll(verify(file));
            }
        } catch (IOException e) {
            // No folder of own definitions: the usual case.
            count = WorkflowDefinition.BUILT_IN.size();
        }
        return new Check(
                "definitions",
                problems.isEmpty(),
                count
                        + (count == 1 ? " definition, " : " definitions, ")
                        + (problems.isEmpty() ? "no problems" : problems.size() + " problems"),
                problems.isEmpty() ? "" : problems.get(0).headline() + " (all of them: workflow verify FILE)");
    }

    private static List<DefinitionProblem> verify(Path file) {
        try {
            return WorkflowDefinition.load(file).verify(Workbench.TOOLS);
        } catch (DefinitionException e) {
            return e.problems();
        }
    }

    private static Check git(Path root) {
        if (!Files.exists(root.resolve(".git"))) {
            return new Check("git", true, "not a git repository", "");
        }
        try {
            Process process = new ProcessBuilder("git", "check-ignore", "-q", ".ai-planning/.state/state.db")
                    .directory(root.toFile())
                    .redirectErrorStream(true)
                    .start();
            process.getInputStream().readAllBytes();
            boolean ignored = process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
            return new Check(
                    "git",
                    ignored || !Files.exists(root.resolve(".ai-planning/.state")),
                    ignored ? "the database is kept out of git" : "the database is not ignored by git",
                    ignored
                            ? ""
                            : "Put a file .gitignore with the one line * into .ai-planning/.state, where it was"
                                    + " removed.");
        } catch (IOException e) {
            return new Check("git", true, "a repository, but git cannot be run here", "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Check("git", true, "interrupted", "");
        }
    }

    private static Check watching() {
        try {
            long watches = Long.parseLong(Files.readString(INOTIFY).strip());
            return new Check(
                    "watching",
                    true,
                    watches + " folders may be watched",
                    watches >= FEW_WATCHES
                            ? ""
                            : "Large projects are polled instead; fs.inotify.max_user_watches raises the limit.");
        } catch (IOException | NumberFormatException e) {
            return new Check("watching", true, "no limit known on this system", "");
        }
    }
}
