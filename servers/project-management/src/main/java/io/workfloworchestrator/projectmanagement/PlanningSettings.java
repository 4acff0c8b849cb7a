package io.workfloworchestrator.projectmanagement;

import io.workfloworchestrator.definition.Fields;
import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.definition.YamlText;
import io.workfloworchestrator.files.ProjectFolder;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a project says about its planning in {@value #FILE}:
 *
 * <pre>{@code
 * type: project-planning      # what init begins: planning or project-planning
 * toolsets: [goals, setup]    # what the server offers, beside the orchestration; or all
 * }</pre>
 *
 * @param type the type that the project begins with; empty if it does not say
 * @param toolsets what its server offers; empty if it does not say
 */
public record PlanningSettings(Optional<String> type, Optional<Set<Toolset>> toolsets) {
    public static final String FILE = ".ai-planning/planning.yaml";

    private static final int MOST_BYTES = 64 * 1024;
    private static final List<String> TYPES = List.of("planning", "project-planning");

    /**
     * What a project says; nothing if it has no such file.
     *
     * @throws io.workfloworchestrator.definition.BrokenDefinitionException naming every fault with line and column
     */
    public static PlanningSettings of(ProjectFolder folder) {
        if (!folder.exists(FILE)) {
            return new PlanningSettings(Optional.empty(), Optional.empty());
        }
        YamlText text = YamlText.of(FILE, folder.read(FILE, MOST_BYTES));
        Fields fields = text.fields("the settings of the planning");
        Optional<String> type = Optional.ofNullable(fields.text("type"));
        type.filter(some -> !TYPES.contains(some))
                .ifPresent(some -> text.problem(
                        "E_RULE_TYPE", "type", "there is no planning \"" + some + "\"." + Names.hint(some, TYPES)));
        List<String> words = fields.texts("toolsets");
        words.stream()
                .filter(word -> !Toolset.isWord(word))
                .forEach(word -> text.problem(
                        "E_RULE_TYPE",
                        "toolsets",
                        "there is no toolset \"" + word + "\"." + Names.hint(word, Toolset.words())));
        fields.done();
        text.throwIfAny();
        return new PlanningSettings(
                type, words.isEmpty() ? Optional.empty() : Optional.of(EnumSet.copyOf(Toolset.of(words))));
    }
}
