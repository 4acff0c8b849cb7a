package io.workfloworchestrator.definition;

import io.workfloworchestrator.json.CodedException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A definition that cannot be used, with all its {@linkplain #problems problems} at once in the order of their places; or a
 * type or a value that no definition describes, such as {@code E_WORKFLOW_TYPE}.
 */
public final class DefinitionException extends CodedException {
    private static final long serialVersionUID = 1L;

    private final transient List<DefinitionProblem> problems;

    DefinitionException(List<DefinitionProblem> problems) {
        super(
                problems.get(0).code(),
                problems.stream().map(DefinitionProblem::render).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    DefinitionException(String code, String message) {
        super(code, message);
        this.problems = List.of();
    }

    /** The problems of a definition; empty where none was at fault. */
    public List<DefinitionProblem> problems() {
        return problems;
    }
}
