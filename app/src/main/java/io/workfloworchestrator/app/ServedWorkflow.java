package io.workfloworchestrator.app;

import io.workfloworchestrator.definition.Definitions;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.WorkflowTools;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The workflow that a server serves, by the project's definitions as they are now: a server lives for hours, and somebody may
 * edit them, break them and mend them meanwhile. Thread-safe.
 */
final class ServedWorkflow implements AutoCloseable {
    private final Workbench bench;
    private final String name;
    private List<String> read;
    private @Nullable OpenProject project;

    private ServedWorkflow(Workbench bench, String name, List<String> read) {
        this.name = name;
        this.bench = bench;
        this.read = read;
    }

    /** Opens what can be opened before the first question. */
    static ServedWorkflow ahead(Path root, String name) throws InterruptedException {
        List<String> read = Definitions.glance(root);
        Workbench bench = Workbench.openAhead(root, name, tools(name));
        ServedWorkflow planning = new ServedWorkflow(bench, name, read);
        bench.ready().ifPresent(workflow -> planning.project = new OpenProject(root, bench.states(), workflow));
        return planning;
    }

    /**
     * The open project.
     *
     * @throws io.workfloworchestrator.workflow.WorkflowException while its definitions have problems and no work runs
     */
    synchronized OpenProject project() {
        List<String> now = Definitions.glance(bench.folder().root());
        OpenProject known = project;
        if (known == null || !now.equals(read)) {
            project = null;
            read = now;
            known = new OpenProject(
                    bench.folder().root(),
                    bench.states(),
                    bench.named(name).tools(tools(name), WorkflowTools.STANDARD).open());
            project = known;
        }
        return known;
    }

    @Override
    public void close() {
        bench.close();
    }

    private static Set<String> tools(String name) {
        return name.equals(Workbench.KEY) ? WorkflowTools.NAMES : WorkflowTools.NAMES_WITH_DATA;
    }
}
