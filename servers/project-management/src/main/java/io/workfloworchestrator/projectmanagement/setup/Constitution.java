package io.workfloworchestrator.projectmanagement.setup;

import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the constitution says: the values for its template. Pure functions of answers and rules. */
record Constitution(Said said, SetupRules.Constitution rules, String type, boolean isDeep) {
    /** The questions whose answers have a place of their own. */
    private static final Set<String> PLACED = Set.of(
            "name", "type", "mode", "description", "problem", "success", "constraints", "principles", "anything_else");

    /** @param custom further principles, before all others */
    static Json.Obj of(Said said, SetupRules rules, Optional<Boolean> deep, List<String> custom) {
        boolean isDeep = deep.orElse(said.word("mode").equals("deep"));
        return new Constitution(said, rules.constitution(), said.word("type"), isDeep).values(custom);
    }

    private Json.Obj values(List<String> custom) {
        Json.Obj data = Json.Obj.EMPTY.with("name", said.text("name"));
        data = Texts.some(data, "glance", glance());
        data = Texts.one(data, "description", said, "description");
        data = Texts.one(data, "problem", said, "problem");
        data = Texts.one(data, "more", said, "anything_else");
        data = Texts.some(data, "principles", principles(custom));
        data = Texts.some(data, "constraints", constraints(), said.source("constraints"));
        data = Texts.some(data, "success", Texts.each(said.lines("success"), Json::of), said.source("success"));
        if (isDeep) {
            data = Texts.some(data, "decisions", decisions());
            data = Texts.some(data, "guidelines", guidelines());
            data = ethics().isPresent() ? data.with("ethics", ethics().get()) : data;
        }
        return Texts.others(data, said, SetupDocument.CONSTITUTION, PLACED);
    }

    private List<Json> glance() {
        return Stream.of(glance("name", "Name"), glance("type", "Sort of project"), glance("mode", "Set-up"))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Json> glance(String question, String title) {
        return said.find(question)
                .map(one -> Json.Obj.EMPTY
                        .with("title", title)
                        .with("text", one.text())
                        .with("source", one.source()));
    }

    // principles

    private List<Json> principles(List<String> custom) {
        Map<String, Json> byName = new LinkedHashMap<>();
        custom.forEach(text -> add(byName, text, "given with the call"));
        said.find("principles").ifPresent(one -> one.lines().forEach(text -> add(byName, text, one.source())));
        int most = isDeep ? rules.mostDeep() : rules.mostQuick();
        int own = byName.size();
        for (SetupRules.Sentence each : rules.principles()) {
            if (byName.size() < Math.max(most, own)) {
                reason(each.types(), each.words(), each.of())
                        .ifPresent(because ->
                                byName.putIfAbsent(key(each.name()), principle(each.name(), each.text(), because)));
            }
        }
        return List.copyOf(byName.values());
    }

    /** A principle of somebody's own: a name, a colon and what it asks for, or one sentence. */
    private static void add(Map<String, Json> byName, String text, String because) {
        int colon = text.indexOf(": ");
        boolean hasName = colon > 0 && colon <= 80;
        String name = hasName ? text.substring(0, colon) : text;
        byName.putIfAbsent(key(name), principle(name, hasName ? text.substring(colon + 2) : "", because));
    }

    private static String key(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    private static Json principle(String name, String text, String because) {
        return Json.object(Map.of("name", Json.of(name), "text", Json.of(text), "because", Json.of(because)));
    }

    private Optional<String> reason(Collection<String> types, Collection<String> words, List<String> of) {
        if (types.contains(type)) {
            return Optional.of("for every project of this sort");
        }
        return words.isEmpty() ? Optional.empty() : trigger(words, of);
    }

    /** The answer in which a word was said. */
    private Optional<String> trigger(Collection<String> words, List<String> of) {
        for (Said.One one : said.all()) {
            String question = one.id().replaceFirst("^Q-", "").replaceFirst("\\..*", "");
            Optional<String> word =
                    of.isEmpty() || of.contains(question) ? WholeWords.first(words, one.text()) : Optional.empty();
            if (word.isPresent() && !question.equals("type") && !question.equals("mode")) {
                return Optional.of("since \"" + word.get() + "\" was said in " + one.id());
            }
        }
        return Optional.empty();
    }

    // limits

    private List<Json> constraints() {
        Map<String, List<Json>> byKind = new LinkedHashMap<>();
        rules.constraintKinds().forEach(kind -> byKind.put(kind.title(), new ArrayList<>()));
        for (String line : said.lines("constraints")) {
            String kind = SetupRules.Kind.of(rules.constraintKinds(), line);
            byKind.computeIfAbsent(kind, k -> new ArrayList<>()).add(Json.of(line));
        }
        byKind.values().removeIf(List::isEmpty);
        return Texts.each(
                byKind.entrySet(),
                kind -> Json.Obj.EMPTY.with("title", kind.getKey()).with("lines", Json.array(kind.getValue())));
    }

    // what only a deep one has

    private List<Json> decisions() {
        return rules.decisions().stream()
                .filter(each -> each.words().isEmpty()
                        || trigger(each.words(), each.of()).isPresent())
                .<Json>map(each -> Json.Obj.EMPTY.with("name", each.name()).with("text", each.text()))
                .toList();
    }

    private List<Json> guidelines() {
        return rules.guidelines().stream()
                .filter(each -> each.types().isEmpty() || each.types().contains(type))
                .filter(each -> each.words().isEmpty()
                        || trigger(each.words(), List.of()).isPresent())
                .<Json>map(each -> Json.of(each.text()))
                .toList();
    }

    private Optional<Json> ethics() {
        return rules.ethics().stream()
                .filter(each -> each.types().contains(type)
                        || each.types().isEmpty() && each.words().isEmpty()
                        || trigger(each.words(), List.of()).isPresent())
                .findFirst()
                .map(each -> Json.object(Map.of("title", Json.of(each.title()), "text", Json.of(each.text()))));
    }
}
