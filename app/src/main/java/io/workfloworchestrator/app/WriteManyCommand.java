package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.StateKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** One of the writers of {@code workflow demo}: changes one shared value many times, as fast as it can. */
@Command(name = "write-many", description = "Part of the demonstration: write many notes into one shared value.")
final class WriteManyCommand extends ProjectCommand {
    /** The value that all writers change. */
    static final StateKey<Json> NOTES = StateKey.json("demo/notes");

    @Option(names = "--writer", paramLabel = "NAME", required = true, description = "Who writes.")
    private String writer = "";

    @Option(names = "--count", paramLabel = "N", required = true, description = "How many notes, at most 10000.")
    private int count;

    @Override
    ExitCode run(Workbench bench) {
        long began = System.nanoTime();
        for (int i = 1; i <= Math.min(count, 10_000); i++) {
            String note = writer + "-" + i;
            bench.states()
                    .update(
                            NOTES,
                            notes -> notes.asObject().with(note, Json.of("written by " + writer)),
                            Cause.of(writer, "note " + i));
        }
        long millis = (System.nanoTime() - began) / 1_000_000;
        return console.done(
                Json.Obj.EMPTY.with("written", Json.of(count)).with("millis", Json.of(millis)),
                () -> console.line(writer + " wrote " + count + " notes in " + millis + " ms"));
    }
}
