package io.workfloworchestrator.local;

import io.workfloworchestrator.definition.Definitions;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.WorkflowTools;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.workflow.Workflow;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The workflow that a server serves, by the project's definitions as they are now: a server lives for hours, and somebody may
 * edit them, break them and mend them meanwhile. Thread-safe.
 */
final class ServedWorkflow implements AutoCloseable {
    private final LocalProject local;
    private final Serving serving;
    private final Supplier<Set<String>> added;
    private List<String> read;
    private Set<String> offered = Set.of();
    private String name = "";
    private @Nullable OpenProject project;

    private ServedWorkflow(LocalProject local, Serving serving, Supplier<Set<String>> added) {
        this.local = local;
        this.serving = serving;
        this.added = added;
        this.read = Definitions.glance(local.folder().root());
    }

    /**
     * Opens what can be opened before the first question; two threads share the work.
     *
     * @param added the tools that the server offers beside those of {@code serving}
     */
    static ServedWorkflow ahead(Path root, Serving serving, Supplier<Set<String>> added) throws InterruptedException {
        LocalProject local = LocalProject.open(ProjectFolder.open(root), serving.importer());
        try {
            serving.opened().accept(local);
        } catch (RuntimeException | Error e) {
            local.close(); // The next call opens it again.
            throw e;
        }
        ServedWorkflow served = new ServedWorkflow(local, serving, added);
        Thread store = new Thread(() -> ahead(local.state()), "open-state");
        store.setDaemon(true);
        store.start();
        try {
            Workflow.prepare(serving.likely().apply(local.folder()));
            served.project().workflow().prepare();
        } catch (CodedException e) {
            // The first question meets it again and says it; it may be mended by then.
        }
        store.join();
        return served;
    }

    private static void ahead(StateManager state) {
        try {
            Revision unused = state.head();
        } catch (CodedException e) {
            // The first question meets it again and says it.
        }
    }

    /**
     * The open project.
     *
     * @throws CodedException while its definitions have problems and no work runs
     */
    synchronized OpenProject project() {
        Path root = local.folder().root();
        List<String> now = Definitions.glance(root);
        OpenProject known = project;
        String named = serving.name().apply(local);
        Set<String> more = added.get();
        if (known == null || !now.equals(read) || !named.equals(name) || !more.equals(offered)) {
            project = null;
            read = now;
            name = named;
            offered = more;
            Set<String> tools = new HashSet<>(serving.tools().apply(local));
            tools.addAll(more);
            Workflow<Json> workflow = serving.workflow()
                    .apply(local)
                    .tools(tools, WorkflowTools.STANDARD)
                    .open();
            known = new OpenProject(root, local.state(), workflow);
            project = known;
        }
        return known;
    }

    @Override
    public void close() {
        local.close();
    }
}
