package io.workfloworchestrator.app;

import io.workfloworchestrator.detect.ProjectFolder;
import io.workfloworchestrator.mcp.ToolCall;
import io.workfloworchestrator.mcp.ToolException;
import io.workfloworchestrator.projectmanagement.OpenProject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The project that a server serves: the folder it was started for, else the client's first root, else the working
 * directory.
 *
 * <p>Opening starts at once, on a thread of its own, so that it is done when the client and the server have shaken hands:
 * without a named folder that of the working directory, which is the client's root as a rule. Opening creates nothing. Thread-safe.
 */
final class ServedProject {
    private final boolean fixed;
    private final Path start;
    private final String workflow;
    private final Map<Path, FutureTask<ServedWorkflow>> opened = new HashMap<>();
    private volatile FutureTask<ServedWorkflow> chosen;

    /**
     * Begins to open the folder of this name; of the working directory when it is empty.
     *
     * @param workflow which workflow of it, {@code type/id}
     *
     * @throws io.workfloworchestrator.detect.PathException when it is no folder that can be opened
     */
    ServedProject(String project, String workflow) {
        this.workflow = workflow;
        fixed = !project.isEmpty();
        start = Workbench.folder(project).root();
        chosen = opening(start);
    }

    /** Chooses by the client's roots, when it is ready and when they changed. */
    void choose(ToolCall client) {
        if (fixed) {
            return;
        }
        chosen = opening(root(client));
    }

    private Path root(ToolCall client) {
        try {
            return client.roots().stream()
                    .filter(Files::isDirectory)
                    .findFirst()
                    .map(root -> ProjectFolder.open(root).root())
                    .orElse(start);
        } catch (RuntimeException e) {
            String why = e instanceof ToolException ? String.valueOf(e.getMessage()) : String.valueOf(e);
            System.err.println("workflow: the client's root cannot be used, so this serves " + start + ": " + why);
            return start;
        }
    }

    /** One for each folder, kept until the process ends: the client may come back to it. */
    private FutureTask<ServedWorkflow> opening(Path folder) {
        synchronized (opened) {
            return opened.computeIfAbsent(folder, root -> {
                FutureTask<ServedWorkflow> task = new FutureTask<>(() -> ServedWorkflow.ahead(root, workflow));
                Thread thread = new Thread(task, "open-project");
                thread.setDaemon(true);
                thread.start();
                return task;
            });
        }
    }

    /** The open project; waits for it. */
    OpenProject get() {
        try {
            return chosen.get().project();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the project was opened", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
