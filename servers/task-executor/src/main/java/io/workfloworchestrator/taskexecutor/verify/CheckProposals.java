package io.workfloworchestrator.taskexecutor.verify;

import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * The checks that a project probably has, by its build files. They are only proposals: like every check they run after a person
 * approved them. Pure functions of the folder.
 */
final class CheckProposals {
    private static final int MOST_BYTES = 1 << 20;
    private static final List<String> SCRIPTS = List.of("build", "test", "lint", "typecheck");

    private CheckProposals() {}

    static List<Check> of(ProjectFolder project) {
        List<Check> found = new ArrayList<>();
        if (project.exists("pom.xml")) {
            String program = project.exists("mvnw") ? "./mvnw" : "mvn";
            found.add(Check.of("maven-verify", List.of(program, "-B", "-q", "verify"))
                    .covering(List.of("**/src/**", "**/pom.xml"))
                    .reporting("**/target/surefire-reports/TEST-*.xml", "**/target/failsafe-reports/TEST-*.xml"));
        }
        if (project.exists("build.gradle") || project.exists("build.gradle.kts")) {
            String program = project.exists("gradlew") ? "./gradlew" : "gradle";
            found.add(Check.of("gradle-check", List.of(program, "check", "--rerun-tasks"))
                    .covering(List.of("**/src/**", "**/*.gradle", "**/*.gradle.kts"))
                    .reporting("**/build/test-results/*/TEST-*.xml"));
        }
        found.addAll(npm(project));
        if (project.exists("Cargo.toml")) {
            found.add(Check.of("cargo-test", List.of("cargo", "test"))
                    .covering(existing(project, "src", "tests", "Cargo.toml")));
        }
        if (isPython(project)) {
            found.add(Check.of("pytest", List.of("python3", "-m", "pytest", "-q", "--junitxml=build/pytest.xml"))
                    .covering(List.of("**/*.py"))
                    .reporting("build/pytest.xml"));
        }
        if (project.exists("go.mod")) {
            found.add(Check.of("go-test", List.of("go", "test", "./...")).covering(List.of("**/*.go", "go.mod")));
        }
        return found;
    }

    private static List<Check> npm(ProjectFolder project) {
        String manager = project.exists("pnpm-lock.yaml") ? "pnpm" : project.exists("yarn.lock") ? "yarn" : "npm";
        List<Check> found = new ArrayList<>();
        Json.Obj scripts = scripts(project, "package.json");
        for (String script : SCRIPTS) {
            if (scripts.text(script)
                    .filter(text -> !text.contains("no test specified"))
                    .isPresent()) {
                found.add(Check.of(manager + "-" + script, List.of(manager, "run", script))
                        .covering(existing(project, "src", "lib", "app", "test", "tests", "package.json")));
            }
        }
        return found;
    }

    /** The scripts of a package file; none if it is not there or broken. */
    static Json.Obj scripts(ProjectFolder project, String path) {
        try {
            if (!project.exists(path)) {
                return Json.Obj.EMPTY;
            }
            return Json.parse(project.read(path, MOST_BYTES))
                    .at("scripts")
                    .orElse(Json.Obj.EMPTY)
                    .asObject();
        } catch (CodedException e) { // it cannot be read, or is no JSON
            return Json.Obj.EMPTY;
        }
    }

    private static boolean isPython(ProjectFolder project) {
        List<String> projects = existing(project, "pyproject.toml", "setup.py", "setup.cfg", "pytest.ini");
        return !projects.isEmpty()
                && !existing(project, "pytest.ini", "tests", "conftest.py").isEmpty();
    }

    private static List<String> existing(ProjectFolder project, String... paths) {
        return List.of(paths).stream().filter(project::exists).toList();
    }
}
