package io.workfloworchestrator.app;

import io.workfloworchestrator.definition.BrokenDefinitionException;
import io.workfloworchestrator.definition.DefinitionProblem;
import io.workfloworchestrator.definition.Definitions;
import io.workfloworchestrator.files.ProjectFolder;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What is wrong with definitions of workflows. */
final class DefinitionProblems {
    private DefinitionProblems() {}

    /** The problems of the built-in definitions and of the project's own. */
    static List<DefinitionProblem> all(ProjectFolder project) {
        return found(() -> all(Definitions.of(project)));
    }

    /** The problems of all these definitions. */
    static List<DefinitionProblem> all(Definitions definitions) {
        return Stream.concat(
                        definitions.problems().stream(),
                        definitions.types().stream()
                                .flatMap(type -> definitions.get(type).verify(Workbench.TOOLS).stream()))
                .toList();
    }

    /** Why definitions of the project cannot be used. */
    static List<DefinitionProblem> faults(ProjectFolder project) {
        return found(() -> Definitions.of(project).problems());
    }

    /** What a check finds, whether it answers or throws. */
    static List<DefinitionProblem> found(Supplier<List<DefinitionProblem>> check) {
        try {
            return check.get();
        } catch (BrokenDefinitionException e) {
            return e.problems();
        }
    }
}
