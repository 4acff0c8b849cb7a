package io.workfloworchestrator.projectmanagement;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.workflow.Workflow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The two ways in which a project may be planned, and which of them a project has, or would begin with. Pure functions. */
public final class Planning {
    /** The lean planning: one folder, three phases. */
    public static final String LEAN = "planning/main";

    /** The full planning: numbered folders, four phases, seventeen steps. */
    public static final String FULL = "project-planning/main";

    private static final List<String> WORK = List.of(
            ("src lib app docs test pom.xml build.gradle build.gradle.kts package.json pyproject.toml Cargo.toml go.mod"
                            + " Makefile README.md")
                    .split(" "));

    private static final List<String> NUMBERED = List.of(
            "01-planning",
            "02-goals-and-roadmap",
            "03-resources-docs-assets-tools",
            "04-product-under-development",
            "05-brainstorming",
            "06-project-documentation",
            "07-temp",
            "08-archive");

    /** What only a project of the full planning has. */
    private static final List<String> OLDER =
            List.of("brainstorming/future-goals", ".ai-planning/project-state.json", "project-setup");

    private Planning() {}

    /**
     * What a project begins with.
     *
     * @param key {@link #LEAN} or {@link #FULL}
     * @param why the reason, as a clause
     */
    public record Choice(String key, String why) {
        public String type() {
            return StateKey.json(key).type();
        }

        public boolean isLean() {
            return key.equals(LEAN);
        }

        /** Which planning it is and why, such as "the lean planning, since nothing is here yet that asks for more". */
        public String reason() {
            return "the " + (isLean() ? "lean" : "full") + " planning, since " + why;
        }
    }

    public static boolean isPlanning(String key) {
        return key.equals(LEAN) || key.equals(FULL);
    }

    /** The planning that a project has; the full one if it has both. Empty if it has none. */
    public static Optional<String> begun(StateManager states) {
        return Stream.of(FULL, LEAN)
                .filter(key -> states.find(StateKey.json(key)).isPresent())
                .findFirst();
    }

    /** The planning that a project has, or else the one that it would begin with. */
    public static String of(StateManager states, ProjectFolder folder) {
        return begun(states).orElseGet(() -> choice(folder).key());
    }

    /**
     * What a project begins with: what its settings say, else the full planning where its folders are, else the lean one.
     *
     * @throws io.workfloworchestrator.json.CodedException if its settings cannot be read
     */
    public static Choice choice(ProjectFolder folder) {
        Optional<String> set = PlanningSettings.of(folder).type();
        if (set.isPresent()) {
            return new Choice(set.get() + "/main", PlanningSettings.FILE + " says so");
        }
        List<String> full = Stream.concat(NUMBERED.stream(), OLDER.stream())
                .filter(folder::exists)
                .toList();
        boolean isFull = full.stream().filter(NUMBERED::contains).count() > 1
                || full.stream().anyMatch(OLDER::contains);
        if (isFull) {
            return new Choice(FULL, "its folders are here: " + shown(full));
        }
        List<String> work = WORK.stream().filter(folder::exists).toList();
        return new Choice(
                LEAN,
                work.isEmpty()
                        ? "nothing is here yet that asks for more"
                        : "there is work here already (" + shown(work)
                                + "), and it asks for nothing that is not needed");
    }

    private static String shown(List<String> names) {
        int most = 3;
        return String.join(", ", names.subList(0, Math.min(most, names.size())))
                + (names.size() > most ? " and " + (names.size() - most) + " more" : "");
    }

    /** The paths of a planning by name, in the layout that its folder has. */
    public static Map<String, String> paths(Workflow<Json> planning) {
        WorkflowDefinition running = planning.running();
        return running.resolvedPaths(running.layout(planning.project()::exists).orElse(null));
    }
}
