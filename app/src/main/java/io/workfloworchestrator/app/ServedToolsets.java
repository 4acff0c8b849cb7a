package io.workfloworchestrator.app;

import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.local.ProjectPlace;
import io.workfloworchestrator.local.ServedProject;
import io.workfloworchestrator.mcp.ToolException;
import io.workfloworchestrator.projectmanagement.PlanningSettings;
import io.workfloworchestrator.projectmanagement.Toolset;
import java.util.Optional;
import java.util.Set;

/**
 * Which toolsets a server of the planning lists: those of the command line, else those of the project's settings, else the usual
 * ones. A server that is started in no project hears its folder from the client, and lists that project's toolsets from then on.
 * Thread-safe.
 */
final class ServedToolsets {
    private final Optional<Set<Toolset>> known;
    private volatile Set<Toolset> listed = Toolset.DEFAULT;

    private ServedToolsets(Optional<Set<Toolset>> known) {
        this.known = known;
    }

    static ServedToolsets of(McpCommand.Asked asked) {
        return new ServedToolsets(asked.offered().planning().or(() -> ofFolder(asked)));
    }

    /** Those of the folder in which the server was started; empty if no project is there. */
    private static Optional<Set<Toolset>> ofFolder(McpCommand.Asked asked) {
        try {
            ProjectFolder folder = ProjectPlace.of(asked.project()).folder();
            boolean isProject = !asked.project().isEmpty() || folder.exists(".ai-planning") || folder.exists(".git");
            return isProject ? Optional.of(ofProject(folder)) : Optional.empty();
        } catch (CodedException e) {
            return Optional
                    .empty(); // The client may name another folder; if it does not, each call says what is wrong.
        }
    }

    /** Those of a project, and the usual ones if its settings are broken, which {@code init} says. */
    static Set<Toolset> ofProject(ProjectFolder folder) {
        try {
            return PlanningSettings.of(folder).toolsets().orElse(Toolset.DEFAULT);
        } catch (CodedException e) {
            return Toolset.DEFAULT;
        }
    }

    /** What is known before the client says anything. */
    Optional<Set<Toolset>> known() {
        return known;
    }

    Set<Toolset> listed() {
        return known.orElse(listed);
    }

    /** Takes over what the project says that the client has chosen. */
    void choose(ServedProject project) {
        if (known.isPresent()) {
            return;
        }
        try {
            listed = ofProject(project.folder());
        } catch (ToolException e) {
            listed = Toolset.DEFAULT; // No project can be served, as each call says.
        }
    }
}
