package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import java.util.List;
import java.util.stream.Stream;

/** The documents of a project that work may have to bring up to date. Pure functions of the folder. */
final class ProjectDocuments {
    private static final List<String> USUAL = List.of("README.md", "CHANGELOG.md", "API.md", "CONTRIBUTING.md", "docs");

    private ProjectDocuments() {}

    /** Which of the usual documents there are when a workflow begins. */
    static Json.Obj of(ProjectFolder folder) {
        Stream<String> there = USUAL.stream().filter(folder::exists).map(name -> name.equals("docs") ? "docs/" : name);
        return Json.Obj.EMPTY
                .with("existing", Json.strings(there.toList()))
                .with("needsUpdate", Json.array(List.of()))
                .with("updated", Json.array(List.of()));
    }
}
