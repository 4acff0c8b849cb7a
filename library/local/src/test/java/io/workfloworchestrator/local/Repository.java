package io.workfloworchestrator.local;

import io.workfloworchestrator.state.files.GitSetup;
import io.workfloworchestrator.state.files.StateMerge;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A real repository of git in a folder. */
final class Repository {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private final Path folder;

    private Repository(Path folder) {
        this.folder = folder;
    }

    /** A new repository with the branch {@code main}. */
    static Repository init(Path folder) throws Exception {
        Files.createDirectories(folder);
        Repository repository = new Repository(folder);
        repository.git("init", "-q", "-b", "main");
        Files.writeString(folder.resolve(".gitignore"), ".ai-planning/.state/\n");
        return repository.configured();
    }

    Repository cloned(Path clone) throws Exception {
        git("clone", "-q", folder.toString(), clone.toString());
        return new Repository(clone).configured();
    }

    private Repository configured() throws Exception {
        git("config", "user.email", "t@example.org");
        git("config", "user.name", "t");
        git("config", "pull.rebase", "false");
        return this;
    }

    /** Sets the merge driver up for the state and the items' files, as {@code workflow init} does. */
    void installDriver() {
        List<String> command = List.of(
                JAVA, "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), Driver.class.getName());
        try (Board board = Board.at(folder)) {
            board.look();
            List<String> documents = board.project.documentPatterns();
            if (GitSetup.install(folder, LocalProject.LAYOUT, documents, command)
                    .isEmpty()) {
                throw new AssertionError("the driver was there before");
            }
        }
    }

    /** What git said. */
    String git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Process git = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        git.waitFor();
        return said;
    }

    void commit(String message) throws Exception {
        git("add", "-A");
        git("commit", "-q", "-m", message);
    }

    /** What git runs to merge two versions of a state: base, ours, theirs, path. */
    static final class Driver {
        private Driver() {}

        public static void main(String[] args) throws IOException {
            StateMerge.Result result = StateMerge.merge(
                    Path.of(args[0]),
                    Path.of(args[1]),
                    Path.of(args[2]),
                    args[3],
                    Path.of("").toAbsolutePath());
            System.exit(result.status());
        }
    }
}
