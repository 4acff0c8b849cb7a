package io.workfloworchestrator.definition;

import java.util.List;
import java.util.stream.Collectors;

/** A definition that cannot be used; all its {@linkplain #problems problems} at once, in the order of their places. */
public final class BrokenDefinitionException extends DefinitionException {
    private static final long serialVersionUID = 1L;

    private final transient List<DefinitionProblem> problems;

    BrokenDefinitionException(List<DefinitionProblem> problems) {
        super(
                problems.get(0).code(),
                problems.stream().map(DefinitionProblem::render).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** The problems, at least one. */
    public List<DefinitionProblem> problems() {
        return problems;
    }
}
