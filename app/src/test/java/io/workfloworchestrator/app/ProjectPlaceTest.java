package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.local.ProjectPlace;
import io.workfloworchestrator.local.Surroundings;
import io.workfloworchestrator.local.Worktree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Which folder is meant: the search upward, its ends, and plans inside of plans. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class ProjectPlaceTest {
    @TempDir
    Path temporary;

    private Path top;
    private Surroundings around;

    @BeforeEach
    void enter() throws IOException {
        top = temporary.toRealPath();
        around = new Surroundings(top, Optional.empty(), Optional.empty());
    }

    private Path folder(String name) throws IOException {
        return Files.createDirectories(top.resolve(name));
    }

    private Path plan(String name) throws IOException {
        Files.createDirectories(top.resolve(name).resolve(".ai-planning"));
        return top.resolve(name);
    }

    private Path found(Path start) {
        return ProjectPlace.above(start, around).folder().root();
    }

    @Test
    void theNearestFolderWithAPlanIsMeant() throws IOException {
        Path outer = plan("shop");
        Path inner = plan("shop/parts/till");
        assertThat(found(folder("shop/src/main"))).isEqualTo(outer);
        assertThat(found(folder("shop/parts/till/src"))).isEqualTo(inner);
        assertThat(found(outer)).isEqualTo(outer);
        assertThat(ProjectPlace.above(outer.resolve("src"), around).elsewhere()).contains(outer);
        assertThat(ProjectPlace.above(outer, around).elsewhere()).isEmpty();
    }

    @Test
    void withoutAPlanAboveTheFolderItselfIsMeant() throws IOException {
        Path alone = folder("alone/src");
        assertThat(found(alone)).isEqualTo(alone);
    }

    @Test
    void aFolderThatIsNamedIsTakenAsItIs() throws IOException {
        plan("shop");
        Path inside = folder("shop/src");
        ProjectPlace named = ProjectPlace.named(inside.toString(), around);
        assertThat(named.folder().root()).isEqualTo(inside);
        assertThat(named.within()).contains(top.resolve("shop"));
    }

    @Test
    void aRepositoryInsideOfAProjectIsAProjectOfItsOwn() throws IOException {
        plan("shop");
        Path vendored = folder("shop/vendor/lib/src");
        folder("shop/vendor/lib/.git");
        assertThat(found(vendored)).isEqualTo(vendored);
        assertThat(ProjectPlace.named(vendored.toString(), around).within()).isEmpty();
        folder("shop/.git");
        assertThat(found(folder("shop/src"))).as("a plan beside .git counts").isEqualTo(top.resolve("shop"));
    }

    @Test
    void aStateInTheHomeFolderIsNotThatOfEverythingInIt() throws IOException {
        Path home = plan("home/me");
        around = new Surroundings(top, Optional.of(home), Optional.empty());
        Path work = folder("home/me/work");
        plan("home");
        assertThat(found(work)).isEqualTo(work);
        assertThat(ProjectPlace.above(home, around).home()).isTrue();
        assertThat(ProjectPlace.above(work, around).home()).isFalse();
    }

    @Test
    void aFolderInWhichEverybodyMayWriteIsPassedOver() throws IOException {
        Path shared = plan("shared");
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path inside = folder("shared/mine");
        assertThat(found(inside)).isEqualTo(inside);
        assertThat(found(shared)).as("the folder itself is somebody's choice").isEqualTo(shared);
    }

    @Test
    void aWorkingDirectoryThatWasDeletedIsCalledSo() {
        assertThatThrownBy(() -> ProjectPlace.above(Path.of("no such folder"), around))
                .isInstanceOf(PathException.class)
                .hasMessageContainingAll("the working directory was deleted", "--project DIR");
    }

    @Test
    void theEnvironmentSaysWhereHomeIsAndWhatTheClientsFolderIs() {
        assertThat(Surroundings.of(top, java.util.Map.of("HOME", "/h", "CLAUDE_PROJECT_DIR", "/p"), "/u"))
                .isEqualTo(new Surroundings(top, Optional.of(Path.of("/h")), Optional.of("/p")));
        assertThat(Surroundings.of(top, java.util.Map.of("HOME", "", "CLAUDE_PROJECT_DIR", ""), "/u"))
                .isEqualTo(new Surroundings(top, Optional.of(Path.of("/u")), Optional.empty()));
    }

    // beginning

    @Test
    void aPlanInsideOfAnotherOneIsBegunOnPurposeOnly() throws IOException {
        Path outer = folder("shop");
        assertThat(new Shell(outer).run("init", "--type", "project-planning").code())
                .isZero();
        Path inside = folder("shop/parts");
        for (String command : List.of("init", "init --type release --id 1")) {
            Shell.Outcome refused = new Shell(inside).json(command.split(" "));
            assertThat(refused.code()).as(command).isEqualTo(ExitCode.USAGE.number());
            assertThat(refused.text("error", "message")).contains(outer.toString(), "--nested");
        }
        assertThat(inside).isEmptyDirectory();

        assertThat(new Shell(inside)
                        .json("init", "--type", "project-planning", "--nested")
                        .text("project"))
                .isEqualTo(inside.toString());
        assertThat(new Shell(inside).json("init", "--type", "project-planning").text("existed"))
                .isEqualTo("true");
    }

    @Test
    void theDefaultTitleIsMadeFromAnyNameOfAFolder() throws IOException {
        assertThat(new Shell(folder("x".repeat(250)))
                        .json("init", "--type", "project-planning")
                        .text("title"))
                .hasSize(200);
        assertThat(new Shell(folder("two\nlines\tand\u202emore"))
                        .json("init", "--type", "project-planning")
                        .text("title"))
                .isEqualTo("two lines and more");
        assertThat(new Shell(folder("\n"))
                        .json("init", "--type", "project-planning")
                        .text("title"))
                .isEqualTo("Project");
        String halved = "x".repeat(199).substring(0, 61) + "\ud83d\ude00".repeat(47);
        Shell.Outcome emoji = new Shell(folder(halved)).json("init", "--type", "project-planning");
        assertThat(emoji.code()).as(emoji.out()).isZero();
        assertThat(new Shell(folder("given"))
                        .json("init", "--type", "project-planning", "--name", "x".repeat(201))
                        .text("error", "code"))
                .as("what somebody chose is not changed")
                .isEqualTo("E_WORKFLOW_TITLE");
    }

    // as a process, in its working directory

    private Shell.Outcome workflow(Path directory, String... words) throws Exception {
        return workflow(new ProcessBuilder().directory(directory.toFile()), List.of(), words);
    }

    private Shell.Outcome workflow(ProcessBuilder builder, List<String> before, String... words) throws Exception {
        List<String> command = new ArrayList<>(before);
        command.addAll(TestDistribution.program(words));
        Path err = top.resolve("errors");
        builder.environment().put("HOME", top.resolve("home").toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.command(command).redirectError(err.toFile()).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Shell.Outcome(process.waitFor(), out, Files.readString(err));
    }

    @Test
    void aCommandInASubfolderWorksOnTheProjectAndSaysWhere() throws Exception {
        Path shop = folder("shop");
        new Shell(shop).run("init", "--type", "project-planning", "--name", "Shop");
        Path src = folder("shop/src");

        Shell.Outcome status = workflow(src, "status", "--json");
        assertThat(status.text("project")).isEqualTo(shop.toString());
        assertThat(status.text("title")).isEqualTo("Shop");
        assertThat(workflow(src, "next", "--json").text("project")).isEqualTo(shop.toString());
        Shell.Outcome again = workflow(src, "init", "--type", "project-planning");
        assertThat(again.out()).contains("Already there: Shop");
        assertThat(again.err()).contains("the project is " + shop);
        assertThat(src).isEmptyDirectory();

        assertThat(workflow(src, "init", "--type", "project-planning", "--nested", "--json")
                        .text("project"))
                .isEqualTo(src.toString());
    }

    @Test
    void nothingIsBegunInTheHomeFolderUnlessItIsNamed() throws Exception {
        Path home = folder("home");
        Shell.Outcome refused = workflow(home, "init", "--type", "project-planning", "--json");
        assertThat(refused.code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(refused.text("error", "message")).contains("your home folder", "--project " + home);
        assertThat(home).isEmptyDirectory();
        assertThat(workflow(home, "init", "--type", "project-planning", "--project", home.toString())
                        .code())
                .isZero();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFolderWhoseNameIsNoTextIsRefusedWithWhatToDo() throws Exception {
        List<String> inside = List.of(
                "sh", "-c", "mkdir -p \"$(printf 'odd\\377')\" && cd \"$(printf 'odd\\377')\" && exec \"$@\"", "sh");
        Shell.Outcome refused = workflow(
                new ProcessBuilder().directory(top.toFile()), inside, "init", "--type", "project-planning", "--json");
        assertThat(refused.text("error", "code")).isEqualTo("E_ROOT_ENCODING");
        assertThat(refused.text("error", "message")).contains("Rename that folder");
        assertThatThrownBy(() -> ProjectPlace.named(top.resolve("odd\ufffd").toString(), around))
                .isInstanceOf(PathException.class)
                .extracting(e -> ((PathException) e).code())
                .isEqualTo("E_ROOT_ENCODING");
    }

    // worktrees of git

    private Path repository() throws Exception {
        Path main = folder("main");
        TestFiles.git(main, "init", "-q");
        new Shell(main).run("init", "--type", "project-planning", "--name", "Shop");
        TestFiles.git(main, "add", "-A");
        TestFiles.git(main, "commit", "-q", "-m", "begin");
        TestFiles.git(main, "worktree", "add", "-q", top.resolve("feature").toString());
        return main;
    }

    @Test
    void aFurtherWorktreeHasAStateOfItsOwnAndSaysSo() throws Exception {
        Path main = repository();
        Shell feature = new Shell(top.resolve("feature"));
        assertThat(feature.run("step", "skip", "brainstorm-ideas", "--reason", "none")
                        .code())
                .isZero();

        assertThat(feature.json("status").text("mainWorktree")).isEqualTo(main.toString());
        assertThat(feature.run("status").out()).contains("state of its own", Worktree.SHARE);
        Json check = feature.json("doctor").json().at("checks").orElseThrow().asList().stream()
                .filter(each -> each.at("name").equals(Optional.of(Json.of("worktree"))))
                .findFirst()
                .orElseThrow();
        assertThat(check.asObject().text("found").orElse("")).contains(main.toString(), "of its own");
        assertThat(check.asObject().text("advice").orElse("")).contains("git config " + Worktree.SHARE + " true");

        Shell first = new Shell(main);
        assertThat(first.json("status").text("mainWorktree")).isEmpty();
        assertThat(first.json("status").out()).doesNotContain("skipped");
        assertThat(first.json("doctor").out()).doesNotContain("\"worktree\"");
    }

    @Tag("nightly")
    @Test
    void aSettingOfGitMakesAllWorktreesOneProject() throws Exception {
        Path main = repository();
        Path feature = top.resolve("feature");
        assertThat(found(feature)).isEqualTo(feature);

        TestFiles.git(feature, "config", Worktree.SHARE, "true");
        ProjectPlace shared = ProjectPlace.above(feature, around);
        assertThat(shared.folder().root()).isEqualTo(main);
        assertThat(shared.elsewhere()).contains(main);
        assertThat(shared.worktree()).isEmpty();
        assertThat(found(Files.createDirectories(feature.resolve("only/here")))).isEqualTo(main);
        assertThat(ProjectPlace.named(feature.toString(), around).folder().root())
                .as("what is named is meant")
                .isEqualTo(feature);

        assertThat(workflow(feature, "step", "skip", "brainstorm-ideas", "--reason", "none")
                        .code())
                .isZero();
        assertThat(new Shell(main).json("status").out()).contains("skipped");

        TestFiles.git(main, "config", Worktree.SHARE, "false");
        assertThat(found(feature)).isEqualTo(feature);
    }

    @Test
    void aWorktreeOfABareRepositoryHasNoMainOneAndASubmoduleIsNone() throws Exception {
        Path main = repository();
        TestFiles.git(
                top,
                "clone",
                "-q",
                "--bare",
                main.toString(),
                top.resolve("bare.git").toString());
        Path worktree = top.resolve("of-bare");
        TestFiles.git(top.resolve("bare.git"), "worktree", "add", "-q", worktree.toString());
        TestFiles.git(worktree, "config", Worktree.SHARE, "true");
        assertThat(Worktree.of(worktree)).contains(new Worktree(worktree, Optional.empty()));
        assertThat(found(worktree)).isEqualTo(worktree);

        Path submodule = folder("with/sub");
        folder("with/.git/modules/sub");
        Files.writeString(submodule.resolve(".git"), "gitdir: ../.git/modules/sub\n");
        assertThat(Worktree.of(submodule)).isEmpty();
        Files.writeString(submodule.resolve(".git"), "nonsense\n");
        assertThat(Worktree.of(submodule)).isEmpty();
    }
}
