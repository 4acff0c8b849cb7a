package io.workfloworchestrator.taskexecutor.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.local.LocalProject;
import io.workfloworchestrator.state.Cause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApprovalsTest {
    private static final Cause PERSON = Cause.by("dora");
    private static final Check CHECK = Check.of("test", List.of("sh", "check.sh"));

    @TempDir
    Path folder;

    private static Approvals approvals(LocalProject project) {
        return new Approvals(project.state(), project.folder(), Clock.systemUTC());
    }

    @Test
    void anApprovalSaysWhoGaveItAndHoldsForThisCommandAlone() {
        try (LocalProject project = LocalProject.open(folder)) {
            Approvals approvals = approvals(project);
            assertThat(approvals.find(CHECK)).isEmpty();

            approvals.approve(CHECK, PERSON);

            assertThat(approvals.find(CHECK).orElseThrow().by()).isEqualTo("dora");
            assertThat(approvals.find(Check.of("renamed", CHECK.run()))).isPresent();
            assertThat(approvals.find(Check.of("test", List.of("sh", "check.sh", "-x"))))
                    .isEmpty();
            assertThat(project.state().history(1).get(0).cause().reason()).startsWith("approved the check test (");
        }
    }

    @Test
    void theScriptOfAPackageFileIsApprovedWithIt() throws IOException {
        Check npm = Check.of("npm-test", List.of("npm", "test"));
        Files.writeString(folder.resolve("package.json"), "{\"scripts\": {\"test\": \"jest\"}}");
        try (LocalProject project = LocalProject.open(folder)) {
            Approvals approvals = approvals(project);
            approvals.approve(npm, PERSON);
            assertThat(approvals.find(npm)).isPresent();

            Files.writeString(
                    folder.resolve("package.json"), "{\"scripts\": {\"test\": \"jest\", \"pretest\": \"rm -r x\"}}");
            assertThat(approvals.find(npm)).isEmpty();
        }
    }

    @Test
    void aProgramThatLiesInTheProjectIsApprovedWithItsContent() throws IOException {
        Check own = Check.of("own", List.of("./check"));
        Files.writeString(folder.resolve("check"), "#!/bin/sh\nexit 0\n");
        try (LocalProject project = LocalProject.open(folder)) {
            Approvals approvals = approvals(project);
            approvals.approve(own, PERSON);
            assertThat(approvals.find(own)).isPresent();

            Files.writeString(folder.resolve("check"), "#!/bin/sh\nexit 1\n");
            assertThat(approvals.find(own)).isEmpty();
        }
    }

    @Test
    void whoeverEditsTheFileByHandApprovesNothing() throws IOException {
        Check wanted = Check.of("bad", List.of("sh", "bad.sh"));
        try (LocalProject project = LocalProject.open(folder)) {
            Approvals approvals = approvals(project);
            approvals.approve(CHECK, PERSON);
            project.files().flush();
            Path file = folder.resolve(project.state().file(Approvals.KEY).orElseThrow());
            String fingerprint = Approvals.fingerprint(wanted, project.folder());
            String forged = Files.readString(file)
                    .replace(
                            "\"commands\": {",
                            "\"commands\": {\n    \"" + fingerprint
                                    + "\": {\"check\": \"bad\", \"command\": \"sh bad.sh\","
                                    + " \"by\": \"dora\", \"at\": \"2026-03-02T09:00:00Z\"},");
            Files.writeString(file, forged);

            assertThat(approvals.find(wanted)).isEmpty();
            assertThat(project.state().get(Approvals.KEY).value().commands())
                    .as("the line was taken in, and does not count")
                    .containsKey(fingerprint);
            assertThat(approvals.find(CHECK)).isPresent();
        }
    }
}
