package io.workfloworchestrator.taskexecutor.verify;

import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        maven(project).ifPresent(found::add);
        gradle(project).ifPresent(found::add);
        found.addAll(npm(project));
        if (project.exists("Cargo.toml")) {
            found.add(Check.of("cargo-test", List.of("cargo", "test"))
                    .covering(existing(project, "src", "tests", "Cargo.toml")));
        }
        pytest(project).ifPresent(found::add);
        if (project.exists("go.mod")) {
            found.add(Check.of("go-test", List.of("go", "test", "./...")).covering(List.of("**/*.go", "go.mod")));
        }
        return found;
    }

    private static Optional<Check> maven(ProjectFolder project) {
        if (!project.exists("pom.xml")) {
            return Optional.empty();
        }
        String program = project.exists("mvnw") ? "./mvnw" : "mvn";
        return Optional.of(Check.of("maven-verify", List.of(program, "-B", "-q", "verify"))
                .covering(List.of("**/src/**", "**/pom.xml"))
                .reporting("**/target/surefire-reports/TEST-*.xml", "**/target/failsafe-reports/TEST-*.xml"));
    }

    private static Optional<Check> gradle(ProjectFolder project) {
        if (!project.exists("build.gradle") && !project.exists("build.gradle.kts")) {
            return Optional.empty();
        }
        String program = project.exists("gradlew") ? "./gradlew" : "gradle";
        return Optional.of(Check.of("gradle-check", List.of(program, "check", "--rerun-tasks"))
                .covering(List.of("**/src/**", "**/*.gradle", "**/*.gradle.kts"))
                .reporting("**/build/test-results/*/TEST-*.xml"));
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
        } catch (PathException e) {
            return Json.Obj.EMPTY;
        } catch (CodedException e) { // it is no JSON
            return Json.Obj.EMPTY;
        }
    }

    private static Optional<Check> pytest(ProjectFolder project) {
        boolean python = project.exists("pyproject.toml") || project.exists("setup.py") || project.exists("setup.cfg");
        boolean tests = project.exists("pytest.ini") || project.exists("tests") || project.exists("conftest.py");
        if (!tests || !(python || project.exists("pytest.ini"))) {
            return Optional.empty();
        }
        return Optional.of(Check.of("pytest", List.of("python3", "-m", "pytest", "-q", "--junitxml=build/pytest.xml"))
                .covering(List.of("**/*.py"))
                .reporting("build/pytest.xml"));
    }

    private static List<String> existing(ProjectFolder project, String... paths) {
        return List.of(paths).stream().filter(project::exists).toList();
    }
}
