package io.workfloworchestrator.projectmanagement.setup;

import io.workfloworchestrator.files.BuiltInFiles;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.interview.QuestionSet;
import io.workfloworchestrator.json.Json;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The questions of the set-up, for whoever leads interviews: the tools of this server, and {@code workflow ask setup} on a terminal.
 * Pure functions of the resources and the disk.
 */
public final class SetupQuestions {
    public static final String ID = "setup";

    private SetupQuestions() {}

    public static Map<String, Supplier<QuestionSet>> sets() {
        return Map.of(ID, () -> QuestionSet.read("setup.yaml", BuiltInFiles.bytes(SetupQuestions.class, "setup.yaml")));
    }

    /**
     * What a project's folder says already, for recommendations: {@code facts.repository.…} beside {@link
     * io.workfloworchestrator.server.RepositoryFacts}. It reads the README, build files, the licence, the folder of workflows, and asks
     * git for authors; each of its values comes with the file that it was found in.
     */
    public static Json.Obj facts(ProjectFolder project) {
        return RepositoryFindings.of(project);
    }
}
