package io.workfloworchestrator.app.environments;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.projectmanagement.environments.EnvironmentException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a client asked a server in production, and what it got. Format: {@code environments/<server>/sessions/<name>.jsonl} has one JSON
 * object a line: first {@code {"release": …, "started": …}}, then for each call {@code {"tool": …, "arguments": …, "answer": …}}, or
 * {@code {"tool": …, "leftOut": …}} where it had a secret. The folder {@code <name>-project} beside it is the project as it was when the
 * session began. Immutable.
 *
 * @param name such as {@code 20260501-100000-4711}
 * @param project the copy of the project; it may be absent
 * @param calls in their order, without those that were left out
 */
record RecordedSession(String name, Path project, List<Recorded> calls, int leftOut) {
    static final String END = ".jsonl";
    private static final String PROJECT = "-project";
    private static final int MOST_EDITS = 6;

    /** One call, and its result or an object with {@code error}. */
    record Recorded(IssueCall call, Json.Obj answer) {
        Json.Obj json() {
            return Json.Obj.EMPTY
                    .with("tool", call.tool())
                    .with("arguments", call.arguments())
                    .with("answer", answer);
        }
    }

    /** The names of a server's sessions, the newest first. */
    static List<String> names(EnvironmentFolders places, String server) {
        return FileTree.list(places.sessions(server)).stream()
                .map(file -> String.valueOf(file.getFileName()))
                .filter(name -> name.endsWith(END))
                .map(name -> name.substring(0, name.length() - END.length()))
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    /**
     * A session.
     *
     * @param name the newest one when empty
     * @throws EnvironmentException {@code E_SESSION} if no session has that name
     */
    static RecordedSession of(EnvironmentFolders places, String server, Optional<String> name) {
        List<String> names = names(places, server);
        String meant = name.or(() -> names.stream().findFirst()).orElse("");
        if (!names.contains(meant)) {
            String hint = names.isEmpty()
                    ? " Nobody recorded one yet: a client's configuration starts 'workflow serve " + server
                            + " --record' for that."
                    : Words.nearest(meant, names, MOST_EDITS)
                            .map(near -> " Did you mean " + near + "?")
                            .orElse(" There are: " + String.join(", ", names) + ".");
            throw new EnvironmentException(
                    "E_SESSION",
                    "There is no recorded session " + (meant.isEmpty() ? "" : Words.clip(meant, 60) + " ") + "of "
                            + server + "." + hint);
        }
        return read(places.sessions(server), meant);
    }

    private static RecordedSession read(Path folder, String name) {
        List<Recorded> calls = new ArrayList<>();
        int leftOut = 0;
        for (String line : FileTree.io(() -> Files.readAllLines(folder.resolve(name + END)))) {
            Optional<Json.Obj> said = StdioProbe.message(line);
            if (said.flatMap(one -> one.text("tool")).isEmpty()) {
                continue; // The head, or half a line that a killed process left.
            }
            Optional<Recorded> call = said.flatMap(RecordedSession::recorded);
            call.ifPresent(calls::add);
            leftOut += call.isPresent() ? 0 : 1;
        }
        return new RecordedSession(name, projectOf(folder, name), calls, leftOut);
    }

    private static Optional<Recorded> recorded(Json.Obj said) {
        Optional<Json.Obj> answer = said.find("answer").map(Json::asObject);
        Json.Obj arguments = said.find("arguments").map(Json::asObject).orElse(Json.Obj.EMPTY);
        return answer.map(got -> new Recorded(new IssueCall(said.text("tool").orElse(""), arguments), got));
    }

    static Path projectOf(Path folder, String name) {
        return folder.resolve(name + PROJECT);
    }
}
