package io.workfloworchestrator.local;

import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.mcp.StdioServer;
import io.workfloworchestrator.mcp.ToolCall;
import io.workfloworchestrator.mcp.ToolException;
import io.workfloworchestrator.server.OpenProject;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The project that a server serves: the folder it was started for; else the one that the client's root leads to; else the
 * one of the client's session ({@link Surroundings#CLIENT_VARIABLE}); else that of the working directory.
 *
 * <p>If the first of these that is given cannot be used, the server takes no other in its place: that would be somebody
 * else's project. The server goes on, and every call that needs a project is refused with the reason, until the
 * reason is gone. The home folder is only served when it was named.
 *
 * <p>Opening starts at once, on a thread of its own, so that it is done when the client and the server have shaken hands:
 * without a named folder that of the working directory, which is the client's root as a rule. Opening creates nothing.
 * Closing closes every project that was opened, so that nothing is written into their folders afterwards. Thread-safe.
 */
public final class ServedProject implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 2;

    private final String named;
    private final Serving serving;
    private final Surroundings around;
    private final Map<Path, FutureTask<ServedWorkflow>> opened = new HashMap<>();
    private volatile Set<String> added = Set.of();
    private @Nullable ToolCall client;
    private @Nullable ProjectPlace place;

    /**
     * Begins to open the folder of this name; of the working directory when it is empty.
     *
     * @param serving which workflow of it
     */
    public ServedProject(String project, Serving serving, Surroundings around) {
        this.named = project;
        this.serving = serving;
        this.around = around;
        try {
            ProjectPlace ahead = named.isEmpty() ? ofWorkingDirectory() : ofName();
            FutureTask<ServedWorkflow> unused = opening(ahead.folder().root());
        } catch (ToolException e) {
            if (!named.isEmpty()) {
                tell(e); // Whoever tries the command in a terminal sees it at once.
            }
        }
    }

    /** Has this closed when the process ends, also by a signal. */
    public ServedProject untilTheEnd() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "close-project"));
        return this;
    }

    /** The server has these tools too, beside those of {@link Serving}; they are advised as calls from now on. */
    void offer(Set<String> tools) {
        added = Set.copyOf(tools);
    }

    /** Chooses by the client's roots, when it is ready and when they changed. */
    public void choose(ToolCall ready) {
        synchronized (this) {
            client = ready;
            place = null;
        }
        try {
            FutureTask<ServedWorkflow> unused = opening(place().folder().root());
        } catch (ToolException e) {
            tell(e);
        }
    }

    private static void tell(ToolException e) {
        StdioServer.tell("workflow", e.getMessage() + " [" + e.code() + "]");
    }

    /** Chosen once for a client's roots; after a refusal each call chooses again. */
    private synchronized ProjectPlace place() {
        ProjectPlace known = place;
        if (known == null) {
            known = chosen();
            place = known;
        }
        return known;
    }

    private ProjectPlace chosen() {
        if (!named.isEmpty()) {
            return ofName();
        }
        ToolCall asking = client;
        List<Path> roots = asking == null ? List.of() : roots(asking);
        if (!roots.isEmpty()) {
            return ofRoots(roots);
        }
        return around.client()
                .map(folder -> above("the folder in " + Surroundings.CLIENT_VARIABLE, folder))
                .orElseGet(this::ofWorkingDirectory);
    }

    private static List<Path> roots(ToolCall client) {
        try {
            return client.roots();
        } catch (ToolException e) {
            throw refused(e.code(), String.valueOf(e.getMessage()), e);
        }
    }

    private ProjectPlace ofName() {
        return found("the folder given with --project", named, true);
    }

    /** Several roots are one project when they lead to the same one; else nobody can say which is meant. */
    private ProjectPlace ofRoots(List<Path> roots) {
        List<ProjectPlace> places = roots.stream()
                .map(root -> above("the client's root", root.toString()))
                .toList();
        List<Path> folders =
                places.stream().map(place -> place.folder().root()).distinct().toList();
        if (folders.size() > 1) {
            throw refused(
                    "E_ROOT_SEVERAL",
                    "the client has several roots, and a server serves one project: "
                            + folders.stream().map(Path::toString).collect(Collectors.joining(", ")) + ".",
                    null);
        }
        return places.get(0);
    }

    private ProjectPlace ofWorkingDirectory() {
        String what = "the working directory";
        return served(what, found(what, around.workingDirectory().toString(), false));
    }

    private ProjectPlace above(String what, String folder) {
        String shown = what + " " + folder;
        return served(shown, found(shown, folder, false));
    }

    private static ProjectPlace served(String what, ProjectPlace place) {
        if (place.home()) {
            throw refused(
                    "E_ROOT_HOME",
                    what + " is your home folder, " + place.folder().root()
                            + ", which is no project unless it is named.",
                    null);
        }
        return place;
    }

    /** Written without a lambda: one that only some starts need is not in the archive of classes. */
    private ProjectPlace found(String what, String folder, boolean exactly) {
        try {
            return exactly ? ProjectPlace.named(folder, around) : ProjectPlace.above(Path.of(folder), around);
        } catch (CodedException e) {
            throw refused(e.code(), what + " cannot be used: " + e.getMessage(), e);
        } catch (InvalidPathException e) {
            throw refused("E_PATH_CHAR", what + " is no path: " + e.getReason() + ".", e);
        }
    }

    private static ToolException refused(String code, String message, @Nullable Throwable cause) {
        return new ToolException(
                code,
                message
                        + " Nothing was begun or changed. Open the project's folder in the client, or start the server"
                        + " with --project DIR.",
                cause);
    }

    /** One for each folder, kept until this is closed: the client may come back to it. */
    private FutureTask<ServedWorkflow> opening(Path folder) {
        synchronized (opened) {
            return opened.computeIfAbsent(folder, root -> {
                FutureTask<ServedWorkflow> task =
                        new FutureTask<>(() -> ServedWorkflow.ahead(root, serving, () -> added));
                Thread thread = new Thread(task, "open-project");
                thread.setDaemon(true);
                thread.start();
                return task;
            });
        }
    }

    /**
     * The folder of the project that is served now; does not wait for it to be opened.
     *
     * @throws ToolException when no project can be served, with the reason and what to do
     */
    public ProjectFolder folder() {
        return place().folder();
    }

    /**
     * The open project; waits for it.
     *
     * @throws ToolException when no project can be served, with the reason and what to do
     */
    public OpenProject get() {
        ProjectPlace chosen = place();
        Path root = chosen.folder().root();
        FutureTask<ServedWorkflow> opening = opening(root);
        try {
            OpenProject open = opening.get().project();
            return new OpenProject(
                    root,
                    open.state(),
                    open.workflow(),
                    chosen.asked(),
                    chosen.within(),
                    chosen.worktree().map(Worktree::remark).stream().toList());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the project was opened", e);
        } catch (ExecutionException e) {
            synchronized (opened) {
                opened.remove(root, opening); // The next call tries again: it may be mended by then.
            }
            if (e.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Closes all that was opened, after waiting a short time for what is still being opened. */
    @Override
    public void close() {
        List<FutureTask<ServedWorkflow>> all;
        synchronized (opened) {
            all = List.copyOf(opened.values());
            opened.clear();
        }
        for (FutureTask<ServedWorkflow> opening : all) {
            try {
                opening.get(PATIENCE_SECONDS, TimeUnit.SECONDS).close();
            } catch (ExecutionException | TimeoutException e) {
                // It was not opened.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
