package io.workfloworchestrator.specdriven.analysis;

import io.workfloworchestrator.definition.BrokenDefinitionException;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.interview.InterviewException;
import io.workfloworchestrator.interview.QuestionSets;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.specdriven.documents.TemplateOverrides;
import io.workfloworchestrator.specdriven.guide.GuideQuestions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What is wrong in the files by which a project replaces templates, sets of questions and the list of vague words. Pure functions. */
final class Overrides {
    private static final int NEAR = 3;

    private Overrides() {}

    static List<Finding> lint(ProjectFolder project) {
        List<Finding> all = new ArrayList<>();
        TemplateOverrides.lint(project)
                .forEach((path, findings) -> findings.forEach(each -> all.add(Finding.at(path, each.line(), each.code())
                        .error("template", each.message(), "Mend the template."))));
        QuestionSets sets = QuestionSets.of(project, GuideQuestions.sets());
        Set<String> ours = GuideQuestions.sets().keySet();
        for (String id : sets.ids()) {
            String path = QuestionSets.FOLDER + "/" + id + ".yaml";
            if (project.exists(path)) {
                all.addAll(set(sets, id, path));
                Words.nearest(id, ours, NEAR)
                        .filter(near -> !ours.contains(id))
                        .ifPresent(near -> all.add(Finding.at(path, 0, id)
                                .warning(
                                        "question-set",
                                        "Nothing asks by the set \"" + id + "\".",
                                        "Call it " + near + ".yaml, if that is meant.")));
            }
        }
        all.addAll(vague(project));
        return all;
    }

    private static List<Finding> set(QuestionSets sets, String id, String path) {
        try {
            sets.get(id);
            return List.of();
        } catch (BrokenDefinitionException e) {
            return problems(e, "question-set", path);
        } catch (InterviewException e) {
            return List.of(Finding.at(path, 1, id)
                    .error("question-set", String.valueOf(e.getMessage()), "Mend the set of questions."));
        }
    }

    private static List<Finding> vague(ProjectFolder project) {
        try {
            VagueWords.of(project);
            return List.of();
        } catch (BrokenDefinitionException e) {
            return problems(e, "vague-words", VagueWords.FILE);
        } catch (CodedException e) {
            return List.of(Finding.at(VagueWords.FILE, 0, e.code())
                    .error("vague-words", String.valueOf(e.getMessage()), "Mend the file."));
        }
    }

    private static List<Finding> problems(BrokenDefinitionException e, String check, String path) {
        return e.problems().stream()
                .map(problem -> Finding.at(path, problem.line(), problem.code())
                        .error(check, problem.message(), "Mend the file."))
                .toList();
    }
}
