package io.workfloworchestrator.app;

import io.workfloworchestrator.app.environments.FileTree;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.StateKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToIntBiFunction;
import picocli.CommandLine.Command;

/** The demonstration, and the writers that are a part of it. */
final class DemoCommands {
    private DemoCommands() {}

    @Command(name = "demo", description = "The main job on real files, in a temporary folder; every claim is checked.")
    static final class Play extends CliCommand implements Callable<Integer> {
        private final ToIntBiFunction<String[], Console> run;

        private final Given<Boolean> keep = flag("--keep", "Keep the folder, to look around in it.");
        private final Given<Boolean> json = flag("--json", "Answer as JSON; docs/cli-json.md describes it.");

        Play(ToIntBiFunction<String[], Console> run) {
            this.run = run;
        }

        @Override
        public Integer call() throws IOException {
            console.json(json.get());
            Path project = Files.createTempDirectory("workflow-demo").toRealPath();
            Thread cleaner = new Thread(() -> FileTree.delete(project), "demo-clean-up");
            if (!keep.get()) {
                Runtime.getRuntime().addShutdownHook(cleaner);
            }
            try {
                Demo demo = new Demo(project, json.get() ? Console.silent() : console.asksNobody(), run);
                if (!json.get()) {
                    console.line("A demonstration in " + project);
                }
                demo.play();
                Json.Obj answer = Json.Obj.EMPTY
                        .with("ok", demo.ok())
                        .with("checks", Answers.list(Demo.Check.class, demo.checks()));
                console.answer(
                        keep.get() ? answer.with("project", project.toString()) : answer, () -> end(demo, project));
                return (demo.ok() ? ExitCode.OK : ExitCode.REFUSED).number();
            } finally {
                if (!keep.get()) {
                    FileTree.delete(project);
                    Runtime.getRuntime().removeShutdownHook(cleaner);
                }
            }
        }

        private void end(Demo demo, Path project) {
            long held = demo.checks().stream().filter(Demo.Check::ok).count();
            String verdict = held + " of " + demo.checks().size() + " claims checked and true";
            List<String> server = new ArrayList<>(Program.command());
            server.addAll(List.of("mcp", McpCommand.PROJECT_MANAGEMENT));
            console.line();
            console.line(demo.ok() ? console.good(verdict) : console.bad(verdict));
            console.line();
            console.line(console.bold("Add the server to a client"));
            console.verbatim(ClientConfig.text("claude-code", ClientConfig.server(Workbench.KEY), server));
            console.line(console.dim(
                    "or, as most other clients read it (more: workflow mcp project-management --print-config CLIENT)"));
            console.verbatim(ClientConfig.text("json", ClientConfig.server(Workbench.KEY), server));
            console.line();
            console.line(console.bold("Try next"));
            console.line("  workflow init --project DIR     begin in a project of yours");
            console.line("  workflow next --project DIR     what to do first, and why");
            console.line("  workflow --help                 everything else");
            console.line(console.dim(keep.get() ? "Kept: " + project : "The folder is removed; --keep keeps it."));
        }
    }

    /** One of the writers of {@code workflow demo}: changes one shared value many times, as fast as it can. */
    @Command(name = "write-many", description = "Part of the demonstration: write many notes into one shared value.")
    static final class WriteMany extends ProjectCommand {
        static final StateKey<Json> NOTES = StateKey.json("demo/notes");

        private final Given<String> writer = needed("--writer NAME", "Who writes.");
        private final Given<Integer> count = needed("--count N", Integer.class, "How many notes, at most 10000.");

        @Override
        ExitCode run(Workbench bench) {
            long began = System.nanoTime();
            for (int i = 1; i <= Math.min(count.get(), 10_000); i++) {
                String note = writer.get() + "-" + i;
                bench.states()
                        .update(
                                NOTES,
                                notes -> notes.asObject().with(note, "written by " + writer.get()),
                                Cause.of(writer.get(), "note " + i));
            }
            long millis = (System.nanoTime() - began) / 1_000_000;
            return console.done(
                    Json.Obj.EMPTY.with("written", count.get()).with("millis", millis),
                    () -> console.line(writer.get() + " wrote " + count.get() + " notes in " + millis + " ms"));
        }
    }
}
