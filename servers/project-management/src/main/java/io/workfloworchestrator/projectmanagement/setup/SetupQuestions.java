package io.workfloworchestrator.projectmanagement.setup;

import io.workfloworchestrator.files.BuiltInFiles;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.interview.QuestionSet;
import io.workfloworchestrator.json.Json;
import java.util.Map;
import java.util.function.Supplier;

/** The questions of the set-up, for the tools of this server and {@code workflow ask setup}. Pure functions of resources and disk. */
public final class SetupQuestions {
    public static final String ID = "setup";

    private SetupQuestions() {}

    public static Map<String, Supplier<QuestionSet>> sets() {
        return Map.of(ID, () -> QuestionSet.read("setup.yaml", BuiltInFiles.bytes(SetupQuestions.class, "setup.yaml")));
    }

    /** What a project's folder says, as {@code facts.repository.…}, each value with its file: README, build files, licence, authors. */
    public static Json.Obj facts(ProjectFolder project) {
        return RepositoryFindings.of(project);
    }
}
