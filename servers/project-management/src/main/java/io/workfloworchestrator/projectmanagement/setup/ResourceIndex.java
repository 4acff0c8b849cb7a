package io.workfloworchestrator.projectmanagement.setup;

import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** With what a project is carried out: people, tools, technologies, money and assets. Pure functions of answers and rules. */
final class ResourceIndex {
    private static final Set<String> PLACED =
            Set.of("team", "tools", "technologies", "budget", "existing", "needed", "external");
    private static final Pattern SHARE = Pattern.compile("(\\d{1,3})\\s?%");
    private static final List<String> HALF = List.of("part-time", "part time", "half-time", "half time");

    private ResourceIndex() {}

    static Json.Obj of(Said said, SetupRules rules) {
        SetupRules.Resources kinds = rules.resources();
        Json.Obj data = Json.Obj.EMPTY.with("name", said.text("name"));
        data = Texts.some(
                data,
                "team",
                Texts.each(
                        said.lines("team"),
                        who -> Json.object(Map.of("who", Json.of(who), "share", Json.of(share(who))))),
                said.source("team"));
        data = Texts.some(data, "tools", byKind(said.lines("tools"), kinds.toolKinds()), said.source("tools"));
        data = Texts.some(
                data,
                "technologies",
                byKind(said.lines("technologies"), kinds.technologyKinds()),
                said.source("technologies"));
        data = Texts.one(data, "budget", said, "budget");
        for (String assets : List.of("existing", "needed", "external")) {
            data = Texts.some(data, assets, assets(said.lines(assets), kinds), said.source(assets));
        }
        return Texts.others(data, said, SetupDocument.RESOURCES, PLACED);
    }

    /** How much of their time somebody gives: a percentage that was named, half for "part-time", else what nobody said. */
    static String share(String who) {
        Matcher named = SHARE.matcher(who);
        if (named.find()) {
            return named.group(1) + " %";
        }
        return WholeWords.any(HALF, who) ? "50 %" : "not said";
    }

    private static List<Json> byKind(List<String> lines, List<SetupRules.Kind> kinds) {
        Map<String, List<String>> byKind = new LinkedHashMap<>();
        kinds.forEach(kind -> byKind.put(kind.title(), new ArrayList<>()));
        lines.forEach(line -> byKind.computeIfAbsent(SetupRules.Kind.of(kinds, line), k -> new ArrayList<>())
                .add(line));
        byKind.values().removeIf(List::isEmpty);
        return Texts.each(
                byKind.entrySet(),
                kind -> Json.Obj.EMPTY.with("title", kind.getKey()).with("names", String.join(", ", kind.getValue())));
    }

    private static List<Json> assets(List<String> lines, SetupRules.Resources kinds) {
        return Texts.each(
                lines,
                line -> Json.object(Map.of(
                        "what", Json.of(line),
                        "sort", Json.of(SetupRules.Kind.of(kinds.assetKinds(), line)),
                        "priority", Json.of(SetupRules.Kind.of(kinds.priorities(), line)))));
    }
}
