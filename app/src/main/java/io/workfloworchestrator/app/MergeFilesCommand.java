package io.workfloworchestrator.app;

import io.workfloworchestrator.state.files.StateMerge;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "merge-files", description = "Merges a state file by structure; git runs it.")
final class MergeFilesCommand extends CliCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "BASE", description = "What both sides started from (git's %%O).")
    private Path base = Path.of("");

    @Parameters(index = "1", paramLabel = "OURS", description = "Our side; the result is written here (%%A).")
    private Path ours = Path.of("");

    @Parameters(index = "2", paramLabel = "THEIRS", description = "Their side (%%B).")
    private Path theirs = Path.of("");

    @Parameters(index = "3", paramLabel = "PATH", description = "Where the merged file belongs (%%P).")
    private String path = "";

    @Override
    public Integer call() throws IOException {
        StateMerge.Result result =
                StateMerge.merge(base, ours, theirs, path, Path.of("").toAbsolutePath());
        if (result.status() != 0) {
            console.error("E_STATE_MERGE_CONFLICT", result.message());
        }
        return result.status();
    }
}
