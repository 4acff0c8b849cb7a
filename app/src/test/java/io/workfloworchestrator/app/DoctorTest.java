package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.workfloworchestrator.json.Json;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Each check of the doctor, on a project where just that is broken. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class DoctorTest {
    @TempDir
    Path folder;

    private Path project;
    private Shell shell;

    @BeforeEach
    void begin() throws IOException {
        project = Files.createDirectories(folder.resolve("project"));
        shell = new Shell(project);
    }

    @Test
    void aProjectInOrderIsSaidToBe() {
        shell.run("init", "--type", "project-planning");
        for (String check : List.of("permissions", "state", "database", "files", "definitions", "git", "storage")) {
            assertThat(ok(check)).as(check).isTrue();
        }
    }

    @Test
    void anEmptyFolderIsInOrderAndStaysEmpty() {
        assertThat(ok("state")).isTrue();
        assertThat(advice("state")).contains("workflow init");
        assertThat(project).isEmptyDirectory();
    }

    @Test
    void aSynchronisedFolderIsNoPlaceForADatabase() throws IOException {
        project = Files.createDirectories(folder.resolve("Dropbox/project"));
        shell = new Shell(project);
        assertThat(ok("storage")).isFalse();
        assertThat(advice("storage")).contains("Dropbox", "Exclude the state folder");
    }

    @Test
    void aStateThatOthersMayOpenIsNamed() throws IOException {
        shell.run("init", "--type", "project-planning");
        Path state = project.resolve(".ai-planning/.state");
        Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(ok("permissions")).isFalse();
        assertThat(advice("permissions")).contains("chmod 700 " + state.toRealPath());
    }

    @Test
    void aFolderThatMayNotBeWrittenIsNamed() throws IOException {
        shell.run("init", "--type", "project-planning");
        Files.setPosixFilePermissions(project, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            assumeThat(Files.isWritable(project))
                    .as("who may write everything sees no fault")
                    .isFalse();
            assertThat(ok("permissions")).isFalse();
            assertThat(advice("permissions")).contains("chmod u+rw");
        } finally {
            Files.setPosixFilePermissions(project, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    @Test
    void aDamagedDatabaseIsNamedAndWhatBecameOfIt() throws IOException {
        shell.run("init", "--type", "project-planning");
        try (RandomAccessFile file = new RandomAccessFile(
                project.resolve(".ai-planning/.state/state.db").toFile(), "rw")) {
            file.seek(0);
            file.write("not a database at all, not any more".getBytes(StandardCharsets.UTF_8));
        }
        Json.Obj database = check("database"); // once: what is damaged is put aside when it is opened
        assertThat(database.find("ok")).contains(Json.of(false));
        assertThat(database.text("advice").orElse("")).contains("quarantine");
    }

    @Test
    void aFileThatCannotBeReadIsNamedWithItsPlace() throws IOException {
        shell.run("init", "--type", "project-planning");
        Files.writeString(project.resolve(".ai-planning/project-state.json"), "{\n  \"title\": oops\n}\n");
        assertThat(ok("files")).isFalse();
        assertThat(advice("files")).contains("project-state.json", "line 2");
    }

    @Test
    void aStateOfANewerFormatSaysSo() throws Exception {
        shell.run("init", "--type", "project-planning");
        try (var database = java.sql.DriverManager.getConnection(
                "jdbc:sqlite:" + project.resolve(".ai-planning/.state/state.db"))) {
            database.createStatement().execute("PRAGMA user_version = 99");
            database.createStatement().execute("UPDATE head SET format = 99, needs = '9.0.0'");
        }
        assertThat(ok("state")).isFalse();
        assertThat(check("state").text("found").orElse("")).contains("has format 99", "9.0.0");
    }

    @Test
    void aDefinitionWithProblemsIsNamedWithItsPlace() throws IOException {
        Path own = Files.createDirectories(project.resolve(".ai-planning/definitions"));
        Files.writeString(own.resolve("release.yaml"), "workflow: release\nversion: 1\nfases: []\nphases: []\n");
        assertThat(ok("definitions")).isFalse();
        assertThat(advice("definitions")).contains("release.yaml:", "workflow verify");
    }

    @Test
    void aDatabaseThatGitWouldTakeInIsNamed() throws Exception {
        git("init", "-q");
        shell.run("init", "--type", "project-planning");
        Files.delete(project.resolve(".ai-planning/.state/.gitignore"));
        Files.delete(project.resolve(".ai-planning/.gitignore"));
        assertThat(ok("git")).isFalse();
        assertThat(advice("git")).contains(".gitignore");
    }

    @Test
    void aCloneThatWasNotSetUpForMergingIsNamed() throws Exception {
        git("init", "-q");
        shell.run("init", "--type", "project-planning");
        assertThat(ok("merging")).isTrue();

        git("config", "merge.workflow-state.driver", "'" + folder.resolve("gone") + "' 'merge-files' %O %A %B %P");
        assertThat(ok("merging")).isFalse();
        assertThat(advice("merging")).contains("workflow init");

        git("config", "--unset", "merge.workflow-state.driver");
        assertThat(ok("merging")).isFalse();
        shell.run("init", "--type", "project-planning");
        assertThat(ok("merging")).isTrue();

        // Workflows of tasks that are begun later are merged, too.
        Path attributes = project.resolve(".gitattributes");
        String all = Files.readString(attributes);
        assertThat(all).contains("/temp/workflows/*/plan.md merge=", "/specs/*/tasks.md merge=");
        Files.writeString(attributes, all.replaceAll("(?m)^/temp/.*\\n", ""));
        assertThat(ok("merging")).isTrue();
        Files.createDirectories(project.resolve(".ai-planning/tasks"));
        assertThat(ok("merging")).isFalse();
        assertThat(advice("merging")).contains("workflow init");

        Files.delete(attributes);
        assertThat(ok("merging")).isFalse();
    }

    @Test
    void whatSetsACloneUpForMergingChangesNoStateAlsoWhereThereIsNoPlanning() throws Exception {
        git("init", "-q");
        assertThat(advice("merging")).contains("begins a workflow: none is here yet");
        Files.copy(
                Path.of("../docs/definitions/release.yaml"),
                Files.createDirectories(project.resolve(".ai-planning/definitions"))
                        .resolve("release.yaml"));
        shell.run("init", "--type", "release", "--id", "2.0");
        git("config", "--unset", "merge.workflow-state.driver");
        Matcher advised = Pattern.compile("'workflow (init [^']*)'").matcher(advice("merging"));
        assertThat(advised.find()).isTrue();
        Json before = shell.json("list").json();

        assertThat(shell.run(advised.group(1).split(" ")).code()).isZero();
        assertThat(ok("merging")).isTrue();
        assertThat(shell.json("list").json()).isEqualTo(before);
    }

    @Test
    void fewWatchesAndAFullDiskAndALostLauncherAreNamed() throws IOException {
        Path limits = Files.createDirectories(folder.resolve("sys/fs/inotify"));
        Files.writeString(limits.resolve("max_user_watches"), "128\n");
        Files.writeString(limits.resolve("max_user_instances"), "4\n");
        Machine machine = new Machine(folder.resolve("lost").toString(), folder.resolve("sys"), 17, Long.MAX_VALUE);
        assertThat(machine.watching().found()).contains("128 watched folders");
        assertThat(machine.watching().advice())
                .contains("fs.inotify.max_user_watches", "fs.inotify.max_user_instances");
        assertThat(machine.disk(project).ok()).isFalse();
        assertThat(machine.launcher().ok()).isFalse();
        assertThat(machine.java().advice()).contains("25");

        Path launcher = Files.writeString(
                Files.createDirectories(folder.resolve("lost")).resolve("workflow"), "#!/bin/sh\n");
        assertThat(machine.launcher().advice()).contains("chmod +x " + launcher);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theKernelsLimitIsReadWhole() throws IOException {
        Process cat = new ProcessBuilder("cat", "/proc/sys/fs/inotify/max_user_watches").start();
        String limit = new String(cat.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        assertThat(Machine.here().watching().found()).startsWith(limit + " watched folder");
    }

    @Test
    void aFileInPlaceOfTheStateFolderIsNamedAndTheOtherChecksAreMade() throws IOException {
        Files.writeString(project.resolve(".ai-planning"), "my notes\n");
        assertThat(shell.run("doctor").code()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(ok("state")).isFalse();
        assertThat(check("state").text("found").orElse(""))
                .contains("'.ai-planning' in", "is a file", "Rename the file");
        for (String check : List.of("java", "disk", "permissions", "definitions", "git", "watching")) {
            assertThat(check(check)).as(check).isNotNull();
        }
        for (String command : List.of("init", "status", "next", "history")) {
            assertThat(shell.json(command).text("error", "code")).as(command).isEqualTo("E_STATE_DIR");
        }
        assertThat(project.resolve(".ai-planning")).hasContent("my notes\n");
    }

    @Test
    void moreDefinitionsThanAreReadAreNamedAndTheOtherChecksAreMade() throws IOException {
        shell.run("init", "--type", "project-planning");
        Path own = Files.createDirectories(project.resolve(".ai-planning/definitions"));
        for (int i = 0; i < 201; i++) {
            Files.writeString(own.resolve("note-" + i + ".txt"), "");
        }
        assertThat(ok("definitions")).isFalse();
        assertThat(advice("definitions")).contains(".ai-planning/definitions", "more than 200 entries", "Move");
        assertThat(ok("state")).isTrue();
        assertThat(shell.run("status").code()).as("running work goes on").isZero();
    }

    @Test
    void aFileInPlaceOfTheDefinitionsIsOneCheckOfMany() throws IOException {
        shell.run("init", "--type", "project-planning");
        Files.writeString(project.resolve(".ai-planning/definitions"), "");
        assertThat(ok("definitions")).isFalse();
        assertThat(ok("state")).isTrue();
    }

    @Test
    void whatIsNotInOrderMakesTheCommandEndWithOne() throws IOException {
        Path own = Files.createDirectories(project.resolve(".ai-planning/definitions"));
        Files.writeString(own.resolve("bad.yaml"), "fases: []\n");
        assertThat(shell.run("doctor").code()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(shell.run("doctor").out()).contains("✗ definitions", "→ ", "See the advice above.");
    }

    private Json.Obj check(String name) {
        return shell.json("doctor").json().at("checks").orElseThrow().asList().stream()
                .map(Json::asObject)
                .filter(check -> check.text("name").orElse("").equals(name))
                .findFirst()
                .orElseThrow();
    }

    private boolean ok(String name) {
        return check(name).find("ok").equals(java.util.Optional.of(Json.of(true)));
    }

    private String advice(String name) {
        return check(name).text("advice").orElse("");
    }

    private void git(String... words) throws Exception {
        TestFiles.git(project, words);
    }
}
