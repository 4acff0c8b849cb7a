package io.workfloworchestrator.taskexecutor.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workfloworchestrator.definition.BrokenDefinitionException;
import io.workfloworchestrator.files.ProjectFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerificationRulesTest {
    @TempDir
    Path folder;

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private VerificationRules rules() {
        return VerificationRules.of(ProjectFolder.open(folder));
    }

    private VerificationRules rules(String yaml) throws IOException {
        write(VerificationRules.FILE, yaml);
        return rules();
    }

    @Test
    void everyFieldIsRead() throws IOException {
        Files.createDirectories(folder.resolve("server"));
        VerificationRules rules = rules("""
                checks:
                  - id: test
                    run: [mvn, -B, "it's", verify]
                    in: server
                    timeout: 90s
                    at: [task, archive]
                    for: [feature]
                    covers: [src/**]
                    reports: [target/*.xml]
                    tests: [src/test/*Test.java]
                    environment: [MAVEN_OPTS]
                  - {id: lint, run: lint}
                requires:
                  - {for: [docs], constraints: false, review: true, files: true}
                documentation:
                  - {id: cli, words: [command], update: [docs/cli.md]}
                """);

        Check test = rules.check("test");
        assertThat(test.line()).isEqualTo("mvn -B 'it'\\''s' verify");
        assertThat(test.timeout()).isEqualTo(Duration.ofSeconds(90));
        assertThat(test.folder()).isEqualTo("server");
        assertThat(test.environment()).containsExactly("MAVEN_OPTS");
        assertThat(rules.proposed()).isFalse();
        assertThat(rules.checks(Check.Stage.TASK, "feature")).hasSize(2);
        assertThat(rules.checks(Check.Stage.TASK, "docs")).containsExactly(rules.check("lint"));
        assertThat(rules.checks(Check.Stage.ARCHIVE, "feature")).containsExactly(test);
        assertThat(rules.requirement("docs"))
                .isEqualTo(new VerificationRules.Requirement(List.of("docs"), false, true, true));
        assertThat(rules.requirement("feature")).isEqualTo(VerificationRules.Requirement.USUAL);
        assertThat(rules.documentation()).hasSize(1);
    }

    @Test
    void everyFaultIsNamedWithItsPlace() {
        assertThatThrownBy(() -> rules("""
                        checks:
                          - {id: Test, run: [mvn], timeout: soon, at: [tasks], in: ../out}
                          - {id: a, run: "mvn -B verify", tests: [x]}
                          - {id: a, run: []}
                          - {id: b, run: [x], environment: [A=1], cover: [src]}
                        requires:
                          - {review: maybe}
                        documentation:
                          - {id: api}
                        """))
                .isInstanceOf(BrokenDefinitionException.class)
                .hasMessageContainingAll(
                        "checks.yaml:2:",
                        "small letters",
                        "such as 90s or 10m",
                        "there is no stage \"tasks\"",
                        "checks.yaml:3:",
                        "Write each word for itself: [mvn, -B, verify]",
                        "Name the \"reports\" too",
                        "there are two checks \"a\"",
                        "\"run\" is missing or empty",
                        "names of variables, not values",
                        "unknown field \"cover\"",
                        "\"review\" of requirement must be true or false",
                        "\"update\" is missing or empty");
    }

    @Test
    void hostileYamlIsRefused() {
        assertThatThrownBy(() -> rules("a: &a [x]\nb: [*a, *a]\n")).isInstanceOf(BrokenDefinitionException.class);
        assertThatThrownBy(() -> rules("[".repeat(10_000))).isInstanceOf(BrokenDefinitionException.class);
        assertThatThrownBy(() -> rules("checks: !!java.net.URL [\"http://x\"]\n"))
                .isInstanceOf(BrokenDefinitionException.class);
        assertThatThrownBy(() -> rules("")).isInstanceOf(BrokenDefinitionException.class);
    }

    @Test
    void anUnknownCheckIsRefusedWithTheNearestName() throws IOException {
        VerificationRules rules = rules("checks:\n  - {id: test, run: [x]}\n");

        assertThatThrownBy(() -> rules.check("tset"))
                .hasMessage("There is no check \"tset\". Did you mean \"test\"? There are: test.");
    }

    @Test
    void withoutTheFileTheChecksAreThoseThatTheBuildFilesPropose() throws IOException {
        assertThat(rules().checks()).isEmpty();
        write("pom.xml", "<project/>");
        write("mvnw", "");
        write("package.json", "{\"scripts\": {\"test\": \"jest\", \"start\": \"x\", \"lint\": \"eslint .\"}}");
        write("build.gradle.kts", "");
        write("Cargo.toml", "");
        write("pyproject.toml", "");
        write("tests/test_a.py", "");
        write("go.mod", "");
        write("src/a.js", "");

        VerificationRules rules = rules();

        assertThat(rules.proposed()).isTrue();
        assertThat(rules.checks().stream().map(Check::line))
                .containsExactly(
                        "./mvnw -B -q verify",
                        "gradle check --rerun-tasks",
                        "npm run test",
                        "npm run lint",
                        "cargo test",
                        "python3 -m pytest -q --junitxml=build/pytest.xml",
                        "go test ./...");
        assertThat(rules.check("npm-test").covers()).containsExactly("src", "tests", "package.json");
    }

    @Test
    void aBrokenPackageFileProposesNothing() throws IOException {
        write("package.json", "{\"scripts\": ");

        assertThat(rules().checks()).isEmpty();
    }
}
