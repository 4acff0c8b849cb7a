package io.workfloworchestrator.projectmanagement.setup;

import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Values for templates: a list says whether it is there, and an answer comes with its source. Pure functions. */
final class Texts {
    private Texts() {}

    /** A section of a template that is there only if the list has something: {@code {{#name}} {{#list}}…}. */
    static Json.Obj some(Json.Obj data, String name, List<Json> list) {
        return list.isEmpty() ? data : data.with(name, Json.object(Map.of("list", Json.array(list))));
    }

    static Json.Obj some(Json.Obj data, String name, List<Json> list, String source) {
        return list.isEmpty()
                ? data
                : data.with(name, Json.object(Map.of("list", Json.array(list), "source", Json.of(source))));
    }

    /** An answer as a text of its own with its source; absent without an answer. */
    static Json.Obj one(Json.Obj data, String name, Said said, String question) {
        return said.find(question)
                .map(one -> data.with(
                        name,
                        Json.object(Map.of(
                                "text", Json.of(one.text()),
                                "source", Json.of(one.source()),
                                "question", Json.of(one.question())))))
                .orElse(data);
    }

    static <T> List<Json> each(Collection<T> all, Function<T, Json> one) {
        List<Json> list = new ArrayList<>();
        all.forEach(each -> list.add(one.apply(each)));
        return list;
    }

    static Json.Obj others(Json.Obj data, Said said, SetupDocument document, Set<String> placed) {
        return some(data, "others", each(said.others(document.section(), placed), Texts::answer));
    }

    static Json answer(Said.One one) {
        return Json.object(Map.of(
                "question", Json.of(one.question()), "text", Json.of(one.text()), "source", Json.of(one.source())));
    }

    /** "1 goal", "3 goals". */
    static String counted(int count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }
}
