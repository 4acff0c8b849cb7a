package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import java.util.List;
import java.util.Optional;

/** The answer of a tool to the arguments {@code asked}, and how it is printed for a person. Texts of an answer are plain. */
record ToolReply(Console console, Workbench bench, Json.Obj asked, Json.Obj answer) {
    /** A value of the answer as text; empty if it is not there. */
    String text(String... path) {
        return text(answer, path);
    }

    static String text(Json json, String... path) {
        return json.at(path)
                .map(value -> Console.plain(value.asText().orElseGet(value::toString)))
                .orElse("");
    }

    List<Json> list(String... path) {
        return list(answer, path);
    }

    static List<Json> list(Json json, String... path) {
        return json.at(path).map(Json::asList).orElse(List.of());
    }

    List<String> texts(String... path) {
        return texts(answer, path);
    }

    static List<String> texts(Json json, String... path) {
        return list(json, path).stream().map(one -> text(one)).toList();
    }

    static boolean isTrue(Json json, String... path) {
        return json.at(path).filter(Json.of(true)::equals).isPresent();
    }

    void line(String bold, String rest) {
        console.line(console.bold(bold) + rest);
    }

    /** Prints what the answer says beside its values. */
    void message() {
        answer.text("message").ifPresent(text -> console.paragraph("", ToolWords.said(text)));
    }

    /** Prints how the next page is asked for, if there is one. */
    void more(String argument) {
        answer.text(argument).ifPresent(next -> console.line(console.dim("More: --" + argument + " " + next)));
    }

    /** Prints what somebody should do something about. */
    void findings() {
        texts("findings").forEach(console::warning);
    }

    /** Prints what the answer recommends, each with the command that does it. */
    void recommended() {
        for (Json one : list("recommendations")) {
            console.paragraph("- ", ToolWords.said(text(one, "action")));
            command(one).ifPresent(line -> console.labelled("  ", "do", line));
        }
    }

    private Optional<String> command(Json recommended) {
        Optional<String> line = recommended.at("command").flatMap(Json::asText);
        String tool = text(recommended, "tool");
        if (line.isPresent() || tool.isEmpty()) {
            return line.map(Console::plain);
        }
        Json.Obj params = recommended.at("params").orElse(Json.Obj.EMPTY).asObject();
        if (tool.equals("get_next_steps")) {
            return Optional.of(bench.meant().command("next"));
        }
        if (tool.equals("complete_step")) {
            return Optional.of(
                    bench.meant().command("step done " + params.text("step").orElse("")));
        }
        return CommandsOfTools.ofPlanning(tool, params).map(bench.meant()::command);
    }
}
