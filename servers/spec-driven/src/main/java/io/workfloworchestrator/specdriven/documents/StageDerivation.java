package io.workfloworchestrator.specdriven.documents;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.specdriven.SpecDrivenException;
import io.workfloworchestrator.specdriven.guide.FeatureAnswers;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Derives the documents of a stage from the answers and from the documents before it, as they stand. For one call. */
final class StageDerivation {
    private static final List<String> STAGES = List.of("constitution", "spec", "plan", "tasks");
    private static final Pattern RATIFIED = Pattern.compile("ratified (\\d{4}-\\d{2}-\\d{2})");
    private static final Pattern AMENDED = Pattern.compile("last amended (\\d{4}-\\d{2}-\\d{2})");
    /** The questions of a constitution that is written; others add rules to one feature only. */
    private static final Set<String> RULES = Set.of(("project_name project_type tech_stack existing_tech_stack"
                    + " testing_requirements code_quality_standards test_first_mandatory")
            .split(" "));

    private final FeaturePlaces places;
    private final FeatureAnswers feature;
    private final AnswerBook book;
    private final Chain chain;
    private final Clock clock;
    private final FeatureTemplates templates;
    private final Constitution constitution;
    private final boolean health;
    private final boolean testsFirst;
    private final Json.Obj head;
    private final Set<String> given;

    /** @param given the numbers that items of the feature have or had */
    StageDerivation(FeaturePlaces places, FeatureAnswers feature, Chain chain, Set<String> given, Clock clock) {
        this.given = given;
        this.places = places;
        this.feature = feature;
        this.book = new AnswerBook(feature);
        this.chain = chain;
        this.clock = clock;
        this.templates = new FeatureTemplates(places.project());
        this.constitution = places.readConstitution();
        this.health = feature.health() || book.isYes("phi_handling") || constitution.protectsHealth();
        this.testsFirst = book.isYes("test_first_mandatory") || constitution.testsFirst();
        this.head = SpecificationText.head(feature, book).with("health", health).with("testsFirst", testsFirst);
    }

    /** @throws SpecDrivenException E_STAGE */
    StageText of(String stage) {
        return switch (stage) {
            case "constitution" -> constitution();
            case "spec" -> text(List.of(spec()));
            case "plan" -> text(plan());
            case "tasks" -> text(List.of(tasks()));
            default -> throw unknown(stage);
        };
    }

    private static SpecDrivenException unknown(String stage) {
        String shown = Words.clip(stage.replaceAll("\\p{C}", "?"), 60);
        String near = Words.nearest(shown, STAGES, 3)
                .map(word -> " Did you mean " + word + "?")
                .orElse("");
        return new SpecDrivenException(
                "E_STAGE",
                "there is no stage \"" + shown + "\"." + near + " It is one of " + String.join(", ", STAGES) + ".");
    }

    private StageText text(List<StageText.Document> documents) {
        return new StageText(places, head.text("title").orElse(feature.featureId()), documents, List.of());
    }

    private Json.Obj whole(Json.Obj own) {
        Json.Obj whole = own;
        for (String key : head.keys()) {
            whole = whole.with(key, head.find(key).orElseThrow());
        }
        return whole;
    }

    /** With a flag for each of these lists that says whether there is something in it, such as {@code hasStories} for {@code stories}. */
    private static Json.Obj having(Json.Obj data, String... lists) {
        Json.Obj all = data;
        for (String list : lists) {
            all = all.with(
                    "has" + list.substring(0, 1).toUpperCase(Locale.ROOT) + list.substring(1), isFilled(data, list));
        }
        return all;
    }

    private static boolean isFilled(Json.Obj data, String list) {
        return data.find(list).filter(some -> !some.asList().isEmpty()).isPresent();
    }

    private Json.Obj assumed(Json.Obj data, String set) {
        Set<String> own = Set.copyOf(book.of(set).stream().map(GivenAnswer::id).toList());
        List<Json> assumptions = SpecificationText.assumptions(book).asList().stream()
                .filter(each -> own.contains(each.asObject().text("id").orElse("")))
                .toList();
        return data.with("assumptions", Json.array(assumptions)).with("assumed", !assumptions.isEmpty());
    }

    // the constitution

    private StageText constitution() {
        List<GivenAnswer> answers = book.of("constitution");
        boolean isAsked = answers.stream().anyMatch(answer -> RULES.contains(answer.question()));
        String path = places.constitutionPath();
        if (!isAsked) {
            boolean isThere = places.project().exists(path);
            String finding = isThere
                    ? "The constitution is as it was; the feature inherits from it."
                    : "There is no constitution. Begin with the scenario existing-project to write one.";
            return new StageText(
                    places, feature.featureId(), List.of(), List.of(Written.of(path, Written.KEPT, List.of(finding))));
        }
        LocalDate today = LocalDate.now(clock);
        String now = places.text(path).orElse("");
        String ratified = found(RATIFIED, now).orElse(today.toString());
        String text = constitution(answers, ratified, found(AMENDED, now).orElse(today.toString()));
        if (!text.equals(now)) {
            text = constitution(answers, ratified, today.toString());
        }
        Map<String, String> known = new LinkedHashMap<>();
        answers.forEach(answer -> known.put(DocumentParts.ANSWER + answer.id(), answer.text()));
        return text(List.of(new StageText.Document(
                StageText.CONSTITUTION, path, text, known, "", Map.of(), unplaced("constitution.md", answers, text))));
    }

    private static Optional<String> found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private String constitution(List<GivenAnswer> answers, String ratified, String amended) {
        String name = book.text("project_name");
        String folder = Optional.ofNullable(places.project().root().getFileName())
                .map(Object::toString)
                .orElse("this project");
        Json.Obj data = whole(assumed(book.data(), "constitution"))
                .with("projectName", name.isBlank() ? folder : ItemLines.cut(name, 200))
                .with("ratified", ratified)
                .with("amended", amended)
                .with("hipaa", health && book.isYes("hipaa_compliance"));
        return templates.render("constitution.md", data, answers, "");
    }

    // the specification

    private StageText.Document spec() {
        List<Story> stories = Story.of(book);
        Optional<String> protection = health
                ? Optional.of(
                        constitution.protection().map(Constitution.Article::id).orElse("health data"))
                : Optional.empty();
        List<Requirement> found = new Requirements(book, stories, protection).all();
        Numbering numbering = numbering("FR-", FeaturePlaces.SPEC);
        List<String> keys = found.stream().map(Requirement::key).toList();
        Map<String, String> owners = new LinkedHashMap<>();
        found.forEach(each -> owners.put(each.key(), each.source()));
        Map<String, String> numbers = numbering.number(keys, owners);
        List<Requirement> requirements = found.stream()
                .map(each -> each.numbered(numbers.getOrDefault(each.key(), "")))
                .toList();
        Json.Obj data =
                whole(new SpecificationText(book, stories, requirements).data()).with("articles", articles());
        data = having(data, "stories", "functional", "quality", "limits")
                .with("hasInherited", isFilled(data, "articles"))
                .with(
                        "isOpen",
                        isFilled(data, "questions")
                                || book.find("open_questions").isPresent());
        data = assumed(data, "specification");
        List<GivenAnswer> answers = new ArrayList<>(book.of("specification"));
        boolean isAdding = book.of("constitution").stream().noneMatch(answer -> RULES.contains(answer.question()));
        answers.addAll(isAdding ? book.of("constitution") : List.of());
        String text = templates.render("spec.md", data, answers, "");
        List<String> findings = new ArrayList<>(unplaced("spec.md", answers, text));
        Map<String, List<String>> advice = new LinkedHashMap<>();
        requirements.stream()
                .filter(each -> Ears.isSentence(each.source()))
                .forEach(each -> Ears.lint(each.text())
                        .ifPresent(said -> advice.computeIfAbsent(said, any -> new ArrayList<>())
                                .add(each.number())));
        advice.forEach((said, these) -> findings.add(String.join(", ", these) + ": " + said));
        return document(FeaturePlaces.SPEC, text, "FR-", numbering, findings);
    }

    private Json articles() {
        return Json.array(
                constitution.articles().stream().map(Constitution.Article::data).toList());
    }

    private static List<String> unplaced(String template, List<GivenAnswer> answers, String text) {
        List<String> ids = FeatureTemplates.missing(answers, text).stream()
                .map(GivenAnswer::id)
                .toList();
        return ids.isEmpty()
                ? List.of()
                : List.of("The template " + template + " has no place for " + String.join(", ", ids)
                        + ". Add {{#others}}{{#list}}…{{/list}}{{/others}}.");
    }

    private Numbering numbering(String prefix, String file) {
        Map<String, String> before = new LinkedHashMap<>();
        chain.numbers().forEach((key, number) -> {
            if (number.startsWith(prefix)) {
                before.put(key, number);
            }
        });
        List<String> taken =
                new ArrayList<>(lines(file).stream().map(ItemLines.Line::number).toList());
        taken.addAll(given);
        return new Numbering(prefix, before, taken);
    }

    private List<ItemLines.Line> lines(String file) {
        return places.text(places.path(file)).map(ItemLines::of).orElse(List.of());
    }

    private Json.Obj lawful(Json.Obj data) {
        List<String> found =
                places.constitutionText().map(ConstitutionRules::of).orElse(List.of());
        Json.Obj all = data.with("constitutionLink", places.constitutionLink());
        return having(all.with("rules", Json.strings(found)), "rules");
    }

    private StageText.Document document(
            String file, String text, String prefix, Numbering numbering, List<String> findings) {
        return new StageText.Document(
                feature.featureId(),
                places.path(file),
                text,
                LivingChain.upstream(places, Optional.of(feature)),
                prefix,
                numbering.all(),
                findings);
    }

    // the plan

    private List<StageText.Document> plan() {
        SpecReading spec = places.readSpec();
        Json.Obj data = lawful(whole(new PlanText(book, spec, constitution).data()));
        boolean hasData = book.find("data_storage").isPresent()
                || book.find("data_requirements").isPresent();
        boolean hasContract = book.isYes("api_contracts_needed");
        data = having(data, "articles", "requirements")
                .with("isOpen", isFilled(data, "questions"))
                .with("dataModel", hasData)
                .with("contracts", hasContract);
        data = having(assumed(data, "planning").with("research", Json.array(places.readResearch())), "research");
        Map<String, String> more = new LinkedHashMap<>();
        if (hasData) {
            more.put(FeaturePlaces.DATA_MODEL, templates.render("data-model.md", data, List.of(), ""));
        }
        if (hasContract) {
            more.put(FeaturePlaces.CONTRACT, templates.render("contract.md", data, List.of(), ""));
        }
        String elsewhere = String.join("\n", more.values());
        List<StageText.Document> documents = new ArrayList<>();
        Numbering none = new Numbering("", Map.of(), List.of());
        String text = templates.render("plan.md", data, book.of("planning"), elsewhere);
        List<String> findings = new ArrayList<>(unplaced("plan.md", book.of("planning"), text + elsewhere));
        if (spec.requirements().isEmpty()) {
            findings.add("spec.md has no requirements yet, so the plan carries none.");
        }
        documents.add(document(FeaturePlaces.PLAN, text, "", none, findings));
        more.forEach((file, other) -> documents.add(document(file, other, "", none, List.of())));
        return documents;
    }

    // the tasks

    private StageText.Document tasks() {
        SpecReading spec = places.readSpec();
        List<PlanPhase> phases = places.readPhases();
        List<String> findings = new ArrayList<>();
        if (phases.isEmpty()) {
            phases = PlanPhase.of(book);
            findings.add("plan.md has no section \"Phase 1: …\", so the phases are those of the answers.");
        }
        if (spec.requirements().isEmpty()) {
            findings.add("spec.md has no requirements, so no task covers one.");
        }
        TaskList.Rules rules = new TaskList.Rules(testsFirst, health, places.path(FeaturePlaces.CONTRACT));
        List<DerivedTask> derived = TaskDerivation.of(spec, phases, book, rules);
        Numbering numbering = numbering("T", FeaturePlaces.TASKS);
        Map<String, String> texts = new LinkedHashMap<>();
        derived.forEach(task -> texts.put(task.key(), ItemLines.title(task.text())));
        Map<String, String> lines = new LinkedHashMap<>();
        lines(FeaturePlaces.TASKS).forEach(line -> lines.put(line.number(), line.text()));
        numbering.keep(texts, lines);
        Map<String, String> numbers =
                numbering.number(derived.stream().map(DerivedTask::key).toList(), Map.of());
        List<DerivedTask> tasks = derived.stream()
                .map(task -> task.numbered(
                        numbers.getOrDefault(task.key(), ""),
                        task.needs().stream()
                                .flatMap(key -> Optional.ofNullable(numbers.get(key)).stream())
                                .toList()))
                .toList();
        Json.Obj data = lawful(whole(DerivedTask.list(tasks, phases)));
        String text = templates.render("tasks.md", data, List.of(), "");
        return document(FeaturePlaces.TASKS, text, "T", numbering, findings);
    }
}
