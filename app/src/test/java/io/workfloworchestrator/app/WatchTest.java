package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.workfloworchestrator.json.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchTest {
    @TempDir
    Path project;

    @Test
    void whatOthersDoIsShownAsItHappensAlsoWithFiles() throws Exception {
        Shell shell = new Shell(project);
        shell.run("init", "--type", "project-planning");
        StringWriter out = new StringWriter();
        Console console = new Console(new PrintWriter(out), new PrintWriter(out), false, 80);
        CompletableFuture<Integer> watching = CompletableFuture.supplyAsync(
                () -> Cli.run(new String[] {"watch", "--count", "2", "--project", project.toString()}, console));
        await().atMost(20, TimeUnit.SECONDS).until(() -> out.toString().contains("Watching from revision 1"));

        new DemoFiles(project).makeFolders();
        await().atMost(20, TimeUnit.SECONDS).until(() -> out.toString().contains("detected on disk"));
        shell.run("step", "done", "validate-deliverables", "--note", "told the owner");

        assertThat(watching.get(30, TimeUnit.SECONDS)).isZero();
        assertThat(out.toString()).contains("told the owner");
    }

    @Test
    void forProgramsItIsOneCommitPerLine() throws Exception {
        Shell shell = new Shell(project);
        shell.run("init", "--type", "project-planning");
        StringWriter out = new StringWriter();
        Console console = new Console(new PrintWriter(out), new PrintWriter(out), false, 80);
        CompletableFuture<Integer> watching = CompletableFuture.supplyAsync(() ->
                Cli.run(new String[] {"watch", "--json", "--count", "1", "--project", project.toString()}, console));
        // A watcher shows what comes after it began, and says nothing before: so change until it does.
        await().atMost(30, TimeUnit.SECONDS).until(() -> {
            shell.run("step", "done", "validate-deliverables", "--note", "a");
            shell.run("step", "reopen", "validate-deliverables");
            return watching.isDone();
        });
        assertThat(out.toString().strip().lines()).hasSize(1);
        assertThat(Json.parse(out.toString()).at("actor")).isPresent();
    }
}
