package io.workfloworchestrator.projectmanagement.environments;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.RecordCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a server is built, tested and started. Each command is a list of words and runs without a shell. In the words stand
 * {@code ${source}} for the folder that is built, {@code ${release}} for the folder of the release, and {@code ${NAME}} for the
 * folder of the release of a server that it depends on. Immutable and thread-safe.
 *
 * @param folder its source, relative to the project
 * @param language for people, such as {@code java}
 * @param run the words that start it; empty for a library
 * @param keeps what of the built folder a release has, as paths of files and folders; everything when empty
 * @param ignores names of files and folders that are no source
 */
public record ServerCommands(
        String folder,
        String language,
        List<List<String>> build,
        List<List<String>> test,
        List<String> run,
        List<String> keeps,
        List<String> ignores) {
    public ServerCommands {
        build = build.stream().map(List::copyOf).toList();
        test = test.stream().map(List::copyOf).toList();
        run = List.copyOf(run);
        keeps = List.copyOf(keeps);
        ignores = List.copyOf(ignores);
    }

    static ServerCommands of(Json.Obj fields) {
        return new ServerCommands(
                fields.text("folder").orElse(""),
                fields.text("language").orElse(""),
                commands(fields, "build"),
                commands(fields, "test"),
                fields.texts("run"),
                fields.texts("keeps"),
                fields.texts("ignores"));
    }

    private static List<List<String>> commands(Json.Obj fields, String name) {
        return fields.find(name).map(Json::asList).orElse(List.of()).stream()
                .map(Json::texts)
                .toList();
    }

    public Json.Obj fields() {
        return RecordCodec.of(ServerCommands.class).encode(this).asObject();
    }

    /** The same, with what was given in the place of what was found. */
    public ServerCommands with(Optional<List<List<String>>> newBuild, Optional<List<List<String>>> newTest) {
        return new ServerCommands(folder, language, newBuild.orElse(build), newTest.orElse(test), run, keeps, ignores);
    }

    public ServerCommands starting(Optional<List<String>> newRun, List<String> newKeeps, List<String> moreIgnores) {
        List<String> all = new ArrayList<>(ignores);
        all.addAll(moreIgnores);
        return new ServerCommands(
                folder,
                language,
                build,
                test,
                newRun.orElse(run),
                newKeeps.isEmpty() ? newRun.isPresent() ? List.of() : keeps : newKeeps,
                all);
    }
}
