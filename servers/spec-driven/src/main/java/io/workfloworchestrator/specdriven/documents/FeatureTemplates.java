package io.workfloworchestrator.specdriven.documents;

import io.workfloworchestrator.documents.DocumentFinding;
import io.workfloworchestrator.documents.Templates;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The templates of a feature's documents; a project's own in {@code .ai-planning/templates} come first, such as {@code
 * spec.md.mustache}. What was answered and has no place in a template comes at its end, in {@code others}.
 */
final class FeatureTemplates {
    static final List<String> NAMES =
            List.of("constitution.md", "spec.md", "plan.md", "tasks.md", "data-model.md", "contract.md");

    private final Templates templates;

    FeatureTemplates(ProjectFolder project) {
        this.templates = Templates.beside(project, FeatureTemplates.class);
    }

    static Optional<String> own(String name) {
        return Templates.builtIn(FeatureTemplates.class, name);
    }

    /**
     * @param answers that have to be in it, unless {@code elsewhere} has them
     * @throws io.workfloworchestrator.documents.DocumentException E_TEMPLATE_… with line and column for what is wrong in a template
     */
    String render(String name, Json.Obj values, List<GivenAnswer> answers, String elsewhere) {
        String first = tidy(templates.render(name, values));
        List<GivenAnswer> missing = missing(answers, first + "\n" + elsewhere);
        if (missing.isEmpty()) {
            return first;
        }
        Json others = Json.object(Map.of(
                "list", Json.array(missing.stream().map(GivenAnswer::data).toList())));
        return tidy(templates.render(name, values.with("others", others)));
    }

    List<DocumentFinding> lint(String name, Json example) {
        return templates.lint(name, example);
    }

    String text(String name) {
        return templates.find(name).orElse("");
    }

    static List<GivenAnswer> missing(List<GivenAnswer> answers, String text) {
        return answers.stream()
                .filter(answer -> !answer.text().isBlank())
                .filter(answer -> !Pattern.compile("(?<![\\w.-])" + Pattern.quote(answer.id()) + "(?![\\w-]|\\.\\w)")
                        .matcher(text)
                        .find())
                .toList();
    }

    /** No more than one empty line in a row outside of fences, and one line end at the end. */
    private static String tidy(String text) {
        StringBuilder out = new StringBuilder();
        int empty = 0;
        for (SourceLine line : SourceLine.of(text.strip())) {
            empty = line.text().isBlank() && line.isProse() ? empty + 1 : 0;
            if (empty < 2) {
                out.append(line.text()).append('\n');
            }
        }
        return out.toString();
    }
}
