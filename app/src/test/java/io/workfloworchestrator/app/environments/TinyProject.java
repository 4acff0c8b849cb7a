package io.workfloworchestrator.app.environments;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.local.LocalProject;
import io.workfloworchestrator.projectmanagement.environments.ServerBook;
import io.workfloworchestrator.projectmanagement.environments.ServerCommands;
import io.workfloworchestrator.projectmanagement.environments.ServerEntry;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.workflow.Workflow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A project with small servers and libraries for Node, whose commands take fractions of a second. */
final class TinyProject implements AutoCloseable {
    static final Cause ANA = Cause.by("ana");
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-05-01T10:00:00Z"), ZoneOffset.UTC);
    private static final List<List<String>> NOTHING = List.of(List.of("node", "--version"));
    private static final CheckLimits LIMITS = new CheckLimits(Duration.ofSeconds(60), Duration.ofSeconds(30), 4L << 20);

    private final Path folder;
    private final LocalProject project;
    private final Environments environments;

    TinyProject(Path folder) {
        this.folder = folder;
        this.project = LocalProject.open(folder);
        Workflow<Json> workflow = project.workflow(ServerBook.WORKFLOW).open();
        this.environments = Environments.of(
                        project.folder(), project.state(), workflow, project.database()::backup, CLOCK)
                .within(LIMITS);
    }

    Environments environments() {
        return environments;
    }

    LocalProject project() {
        return project;
    }

    ServerEntry server(String name) {
        return environments.book().named(name);
    }

    List<ServerEntry> servers(String... names) {
        return Arrays.stream(names).map(this::server).toList();
    }

    TinyProject file(String path, String text) {
        try {
            Path file = folder.resolve(path);
            Object unused = Files.createDirectories(FileTree.parent(file));
            unused = Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A library whose test is that Node starts. */
    ServerEntry library(String name) {
        file(name + "/lib.js", "module.exports = 1;\n");
        return add(name, NOTHING, List.of());
    }

    /** What is tested so and started so; {@code run} is empty for a library. */
    ServerEntry add(String name, List<List<String>> test, List<String> run, String... depends) {
        return environments.add(
                name,
                name,
                found -> new ServerCommands(
                        found.folder(), "javascript", List.of(), test, run, List.of(), found.ignores()),
                List.of(depends),
                ANA);
    }

    Staging.Checked check(String name) {
        return environments.staging().check(server(name), ANA, result -> {});
    }

    /** The results of a check, one line each. */
    List<String> lines(String name) {
        List<String> lines = new ArrayList<>();
        Staging.Checked unused = environments
                .staging()
                .check(server(name), ANA, result -> lines.add((result.isPassed() ? "ok " : "NO ") + result.line()));
        return lines;
    }

    /** Checks and promotes one. */
    void release(String name) {
        Staging.Checked checked = check(name);
        if (!checked.isPassed()) {
            throw new AssertionError(checked.results());
        }
        Production.Moved unused = environments.production().promote(servers(name), Optional.empty(), false, ANA);
    }

    /** The number that the pointer names; 0 if there is no pointer. */
    long pointed(String name) {
        return LivePointer.read(folder.resolve("environments").resolve(name))
                .map(pointer -> Long.parseLong(pointer.folder().replaceFirst("-.*", "")))
                .orElse(0L);
    }

    /** The number that the state has as live; 0 if no release is live. */
    long recorded(String name) {
        return environments
                .book()
                .live(server(name))
                .map(release -> release.serial())
                .orElse(0L);
    }

    @Override
    public void close() {
        project.close();
    }
}
