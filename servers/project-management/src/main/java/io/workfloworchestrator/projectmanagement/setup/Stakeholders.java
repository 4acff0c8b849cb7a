package io.workfloworchestrator.projectmanagement.setup;

import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Who is concerned by a project, and how they are kept in the picture. Pure functions of answers and rules. */
final class Stakeholders {
    private static final Set<String> PLACED = Set.of("stakeholders", "influence", "interest", "concerns");

    /** The questions of other documents whose answers say who uses the outcome, and who pays for it. */
    private static final List<String> CUSTOMERS = List.of("first_users", "revenue");

    private static final int MOST_CONCERNS = 3;
    private static final String NOBODY_SAID = "nobody said";
    private static final Pattern USE =
            Pattern.compile("\\b(?:will|would|shall|to|can) use\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern ALL =
            Pattern.compile("\\ball of (?:them|these)\\b|\\beverybody\\b|\\beveryone\\b", Pattern.CASE_INSENSITIVE);

    private Stakeholders() {}

    private record Judged(String level, String because) {
        boolean isHigh() {
            return level.equals("high");
        }
    }

    /**
     * @param type primary, secondary or external
     * @param influence high, medium or low
     * @param said the id of the answer with the concerns; empty if they were found in other answers
     */
    record Stakeholder(
            String name,
            String type,
            String influence,
            String interest,
            String because,
            List<String> concerns,
            String said,
            SetupRules.Strategy strategy) {}

    static List<Stakeholder> all(Said said, SetupRules.People rules) {
        List<Stakeholder> all = new ArrayList<>();
        for (String name : said.lines("stakeholders")) {
            Said.About about = said.about("stakeholder", name);
            Judged influence = influence(name, about, rules);
            Judged interest = interest(name, about, said, rules);
            Optional<Said.One> concerns = about.find("concerns");
            all.add(new Stakeholder(
                    name,
                    type(name, rules),
                    influence.level(),
                    interest.level(),
                    "influence: " + influence.because() + "; interest: " + interest.because(),
                    concerns.map(Said.One::lines).orElseGet(() -> heard(name, said, rules)),
                    concerns.map(Said.One::id).orElse(""),
                    strategy(influence.isHigh(), interest.isHigh(), rules)));
        }
        return all;
    }

    private static String type(String name, SetupRules.People rules) {
        if (WholeWords.any(rules.primary(), name)) {
            return "primary";
        }
        return WholeWords.any(rules.external(), name) ? "external" : "secondary";
    }

    /** A number of people makes a group of users matter more than a single one. */
    private static Judged influence(String name, Said.About about, SetupRules.People rules) {
        Judged judged = judged(about, "influence", name, rules.highInfluence(), rules.lowInfluence());
        boolean isMany = judged.level().equals("low")
                && name.matches(".*\\p{Nd}.*")
                && about.find("influence").isEmpty();
        return isMany ? new Judged("medium", "estimated by their number") : judged;
    }

    /** Whoever will use the outcome, as another answer says, is interested in it. */
    private static Judged interest(String name, Said.About about, Said said, SetupRules.People rules) {
        Judged judged = judged(about, "interest", name, rules.highInterest(), rules.lowInterest());
        List<String> words = words(name);
        boolean isUser = judged.because().equals(NOBODY_SAID)
                && said.all().stream()
                        .flatMap(one -> Sentences.of(one.text()).stream())
                        .anyMatch(sentence -> USE.matcher(sentence).find()
                                && (WholeWords.any(words, sentence)
                                        || ALL.matcher(sentence).find()));
        return isUser ? new Judged("high", "they will use it, as another answer says") : judged;
    }

    private static Judged judged(Said.About about, String question, String name, List<String> high, List<String> low) {
        Optional<Said.One> answer = about.find(question);
        if (answer.isPresent()) {
            return new Judged(about.word(question), answer.get().source());
        }
        Optional<String> isHigh = WholeWords.first(high, name);
        Optional<String> isLow = WholeWords.first(low, name);
        return isHigh.map(word -> new Judged("high", "estimated by \"" + word + "\""))
                .or(() -> isLow.map(word -> new Judged("low", "estimated by \"" + word + "\"")))
                .orElse(new Judged("medium", NOBODY_SAID));
    }

    private static SetupRules.Strategy strategy(boolean influence, boolean interest, SetupRules.People rules) {
        if (influence) {
            return interest ? rules.manageClosely() : rules.keepSatisfied();
        }
        return interest ? rules.keepInformed() : rules.monitor();
    }

    /** Sentences of other answers that name them with a worry. */
    private static List<String> heard(String name, Said said, SetupRules.People rules) {
        List<String> named = words(name);
        return said.all().stream()
                .filter(one -> !one.id().startsWith("Q-stakeholders"))
                .flatMap(one -> Sentences.of(one.text()).stream())
                .filter(sentence -> WholeWords.any(named, sentence) && WholeWords.any(rules.concernWords(), sentence))
                .distinct()
                .limit(MOST_CONCERNS)
                .toList();
    }

    /** The words of a name by which a sentence means it. */
    private static List<String> words(String name) {
        return Stream.of(name.replaceAll("[^\\p{L}\\s-]", " ").strip().split("\\s+"))
                .filter(word -> word.length() > 3)
                .toList();
    }

    static Json.Obj of(Said said, SetupRules rules) {
        List<Stakeholder> all = all(said, rules.people());
        Json.Obj data = Json.Obj.EMPTY
                .with("name", said.text("name"))
                .with("source", said.source("stakeholders"))
                .with("counted", Texts.counted(all.size(), "person or group", "people and groups"));
        data = matrix(data, all);
        SetupRules.People people = rules.people();
        List<Json> strategies = new ArrayList<>();
        for (SetupRules.Strategy strategy :
                List.of(people.manageClosely(), people.keepSatisfied(), people.keepInformed(), people.monitor())) {
            List<Stakeholder> of =
                    all.stream().filter(one -> one.strategy().equals(strategy)).toList();
            if (!of.isEmpty()) {
                strategies.add(Json.object(Map.of(
                        "title", Json.of(strategy.name()),
                        "rhythm", Json.of(strategy.rhythm()),
                        "how", Json.of(strategy.how()),
                        "people", Json.array(Texts.each(of, Stakeholders::json)))));
            }
        }
        data = data.with("strategies", Json.array(strategies));
        data = Texts.some(
                data,
                "customers",
                CUSTOMERS.stream()
                        .flatMap(question -> said.find(question).stream())
                        .map(Texts::answer)
                        .toList());
        return Texts.others(data, said, SetupDocument.STAKEHOLDERS, PLACED);
    }

    private static Json.Obj matrix(Json.Obj data, List<Stakeholder> all) {
        return data.with("highHigh", names(all, true, true))
                .with("highLow", names(all, true, false))
                .with("lowHigh", names(all, false, true))
                .with("lowLow", names(all, false, false));
    }

    private static String names(List<Stakeholder> all, boolean influence, boolean interest) {
        List<String> names = all.stream()
                .filter(one -> one.influence().equals("high") == influence
                        && one.interest().equals("high") == interest)
                .map(Stakeholder::name)
                .toList();
        return names.isEmpty() ? "nobody" : String.join("; ", names);
    }

    private static Json json(Stakeholder one) {
        Json.Obj data = Json.object(Map.of(
                "who", Json.of(one.name()),
                "type", Json.of(one.type()),
                "influence", Json.of(one.influence()),
                "interest", Json.of(one.interest()),
                "because", Json.of(one.because())));
        return Texts.some(
                data,
                "concerns",
                Texts.each(one.concerns(), Json::of),
                one.said().isEmpty() ? "found in other answers" : one.said());
    }
}
