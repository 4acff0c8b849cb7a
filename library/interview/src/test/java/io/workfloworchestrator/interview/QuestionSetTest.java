package io.workfloworchestrator.interview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.workfloworchestrator.definition.BrokenDefinitionException;
import io.workfloworchestrator.definition.DefinitionProblem;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What makes a question set, and every way in which it can be wrong. */
class QuestionSetTest {
    private static final Path SCHEMA = Path.of("../../docs/question-set.schema.json");

    @TempDir
    private Path folder;

    private static QuestionSet read(String yaml) {
        return QuestionSet.read("q.yaml", yaml.getBytes(StandardCharsets.UTF_8));
    }

    /** A set of one topic with these questions. */
    private static String set(String questions) {
        return "interview: trial\ntopics:\n  - id: t\n    questions:\n" + questions.indent(6);
    }

    private static List<String> faults(String yaml) {
        BrokenDefinitionException broken = catchThrowableOfType(BrokenDefinitionException.class, () -> read(yaml));
        assertThat(broken).as(yaml).isNotNull();
        return broken.problems().stream().map(DefinitionProblem::headline).toList();
    }

    @Test
    void theSetOfTheDocumentationIsReadWhole() {
        QuestionSet set = Tracker.set();

        assertThat(set.id()).isEqualTo("issue-tracker");
        assertThat(set.topics())
                .extracting(Topic::id)
                .containsExactly("project", "work", "access", "components", "component");
        Question days = set.question("open_days").orElseThrow();
        assertThat(days.type()).isEqualTo(QuestionType.INT);
        assertThat(days.defaultValue()).contains(Json.of(30));
        assertThat(days.limits()).isEqualTo(new Question.Limits(Json.of(1), Json.of(365), null));
        assertThat(set.question("release_day").orElseThrow().isRequired()).isFalse();
    }

    @Test
    void everyFaultIsNamedAtOnceWithItsPlace() {
        String yaml = set("""
                - id: a
                  text: A?
                  type: choise
                  impact: 9
                - id: a
                  text: Again?
                - id: in
                  text: In?
                - id: b
                  text: B?
                  type: choice
                  options: [x, y]
                  default: z
                  when: answers.aa == "q"
                - id: c
                  text: C?
                  type: int
                  min: 5
                  max: 1
                - id: d
                  text: D ${story}?
                  pattern: "[a"
                  colour: red
                - id: e
                  text: E?
                  type: bool
                  when: answers.b == "zz"
                  recommend: {because: nothing}
                """);
        assertThat(faults(yaml))
                .anySatisfy(f -> assertThat(f)
                        .startsWith("q.yaml:5:9: E_RULE_TYPE unknown type \"choise\". Did you mean \"choice\"?"))
                .anySatisfy(
                        f -> assertThat(f).contains("\"impact\" of question \"a\" must be a whole number from 1 to 5"))
                .anySatisfy(f -> assertThat(f).contains("E_RULE_ID There are two questions \"a\""))
                .anySatisfy(f -> assertThat(f).contains("\"in\" is no id"))
                .anySatisfy(f -> assertThat(f)
                        .contains("q.yaml:17:")
                        .contains("E_RULE_TYPE It is no answer to the question: it must be one of x, y"))
                .anySatisfy(f ->
                        assertThat(f).contains("q.yaml:18:").contains("\"aa\"").contains("a"))
                .anySatisfy(f -> assertThat(f).contains("\"min\" is above \"max\""))
                .anySatisfy(f -> assertThat(f).contains("q.yaml:25:").contains("story"))
                .anySatisfy(f -> assertThat(f).contains("q.yaml:26:").contains("no regular expression"))
                .anySatisfy(f -> assertThat(f).contains("q.yaml:27:").contains("unknown field \"colour\""))
                .anySatisfy(f -> assertThat(f).contains("q.yaml:31:").contains("zz"))
                .anySatisfy(f -> assertThat(f).contains("q.yaml:32:").contains("either a \"value\" or"));
    }

    @Test
    void aCircleIsShown() {
        assertThat(faults(set("""
                        - {id: a, text: A?, type: bool, when: answers.c}
                        - {id: b, text: B?, type: bool, when: answers.a}
                        - {id: c, text: C?, type: bool, when: answers.b}
                        """)))
                .containsExactly(
                        "q.yaml:5:45: E_RULE_CYCLE These questions wait for each other, so none of them would be"
                                + " asked: a → c → b → a.");
        assertThat(faults(set("- {id: a, text: A?, type: bool, when: answers.a}")))
                .anySatisfy(f -> assertThat(f).contains("a → a."));
    }

    @Test
    void aQuestionThatIsNeverAskedIsReported() {
        assertThat(faults(set("""
                        - {id: a, text: A?, type: int}
                        - {id: b, text: B?, type: bool, when: answers.a > 5 && answers.a < 3}
                        - {id: c, text: C?, type: bool, when: answers.b}
                        - {id: d, text: D?, type: bool}
                        - {id: e, text: E?, type: bool, when: answers.d}
                        """)))
                .hasSize(2)
                .anySatisfy(f -> assertThat(f).contains("\"b\" is never asked: its condition can never hold."))
                .anySatisfy(f -> assertThat(f).contains("\"c\" is never asked: it waits for b, which is never asked."));
    }

    @Test
    void aLoopGoesOverAListOrANumberAndNamesAreFree() {
        String loop = """
                interview: trial
                topics:
                  - id: t
                    questions: [{id: n, text: N?, type: %s}]
                  - id: u
                    for-each: {%s: %s}
                    questions: [{id: p, text: "P of ${story}?"}]
                """;
        assertThat(read(String.format(loop, "int", "story", "answers.n")).topics())
                .hasSize(2);
        assertThat(read(String.format(loop, "list", "story", "answers.n")).topics())
                .hasSize(2);
        assertThat(faults(String.format(loop, "bool", "story", "answers.n")))
                .anySatisfy(f -> assertThat(f).contains("A loop goes over a list or a whole number"));
        assertThat(faults(String.format(loop, "list", "story", "answers.m")))
                .anySatisfy(f -> assertThat(f).contains("did you mean \"n\"?"));
        assertThat(faults(String.format(loop, "list", "answers", "answers.n")))
                .anySatisfy(f -> assertThat(f).contains("\"answers\" is no id"));
        assertThat(faults(loop.formatted("list", "story", "answers.n").replace("id: p", "id: key")))
                .anySatisfy(f -> assertThat(f).contains("names a part of each element"));
    }

    @Test
    void hostileFilesAreRefusedInTime() {
        for (String yaml : List.of(
                "",
                "[]",
                "interview: x",
                "interview: x\ntopics: 5",
                "interview: ../x\ntopics: []",
                "interview: x\ntopics: [{id: t, questions: []}]",
                "a: &a [*a]",
                "x: ".repeat(80) + "1",
                "interview: x\ntopics: [" + "[".repeat(500),
                set("- {id: a, text: A?, when: \"" + "(".repeat(200) + "\"}"),
                set("- {id: a, text: \"" + "x".repeat(3_000) + "\"}"),
                set("- {id: a, text: A?, pattern: \"" + "(".repeat(150) + "\"}"),
                set("- {id: " + "x".repeat(300) + ", text: A?}"),
                set("- {id: ../a, text: A?}"),
                "\0\1\2")) {
            assertThat(faults(yaml))
                    .as(yaml.substring(0, Math.min(40, yaml.length())))
                    .isNotEmpty();
        }
        assertThatThrownBy(() -> QuestionSet.read("q.yaml", new byte[300_000])).hasMessageContaining("256 KB");
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 501; i++) {
            many.append("- {id: q").append(i).append(", text: Q?}\n");
        }
        assertThat(faults(set(many.toString()))).anySatisfy(f -> assertThat(f).contains("at most 500"));
    }

    @Test
    void anyDamageOfAFileIsARefusalOrASet() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String text = Files.readString(Tracker.FILE);
        String marks = "{}[]:,&*!|>'\"%@`#\t\n -?$\u0000\u2028";
        for (int run = 0; run < 400; run++) {
            StringBuilder damaged = new StringBuilder(text);
            for (int i = random.nextInt(3); i >= 0; i--) {
                int at = random.nextInt(damaged.length());
                damaged.replace(
                        at,
                        Math.min(damaged.length(), at + random.nextInt(20)),
                        marks.substring(random.nextInt(marks.length())));
            }
            try {
                assertThat(read(damaged.toString()).topics()).isNotEmpty();
            } catch (BrokenDefinitionException e) {
                assertThat(e.problems()).as("seed " + seed).isNotEmpty();
            }
        }
    }

    @Test
    void aProjectPutsItsOwnSetInThePlaceOfABroughtOne() throws IOException {
        QuestionSets sets = QuestionSets.of(ProjectFolder.open(folder), Map.of("issue-tracker", Tracker::set));
        assertThat(sets.ids()).containsExactly("issue-tracker");
        Path own = Files.createDirectories(folder.resolve(QuestionSets.FOLDER)).resolve("issue-tracker.yaml");

        Files.writeString(own, set("- {id: only, text: Only this?}").replace("trial", "issue-tracker"));
        QuestionSet changed = sets.get("issue-tracker");
        assertThat(changed.question("only")).isPresent();
        assertThat(sets.get("issue-tracker")).isSameAs(changed);
        Files.writeString(own, set("- {id: other, text: This?}").replace("trial", "issue-tracker"));
        assertThat(sets.get("issue-tracker").question("other")).isPresent();
        Files.writeString(own, set("- {id: other, text: This?}"));
        assertThatThrownBy(() -> sets.get("issue-tracker")).hasMessageContaining("describes the set \"trial\"");

        Files.delete(own);
        assertThat(sets.get("issue-tracker").question("name")).isPresent();
    }

    @Test
    void theSchemaNamesTheFieldsThatAreRead() throws IOException {
        Json schema = Json.parse(Files.readString(SCHEMA));
        Map<String, String> places = Map.of(
                "properties",
                set("- {id: a, text: A?}") + "zzz: 1\n",
                "definitions/topic/properties",
                set("- {id: a, text: A?}") + "    zzz: 1\n",
                "definitions/question/properties",
                set("- {id: a, text: A?, zzz: 1}"),
                "definitions/question/properties/recommend/properties",
                set("- {id: a, text: A?, recommend: {value: x, because: y, zzz: 1}}"));
        places.forEach((place, yaml) -> {
            Matcher known = Pattern.compile("unknown field \"zzz\" .* Known here: (.*)\\.")
                    .matcher(String.join("\n", faults(yaml)));
            assertThat(known.find()).as(place).isTrue();
            assertThat(new TreeSet<>(List.of(known.group(1).split(", "))))
                    .isEqualTo(new TreeSet<>(
                            schema.at(place.split("/")).orElseThrow().asObject().keys()));
        });
        Json words = schema.at("definitions", "question", "properties", "type", "enum")
                .orElseThrow();
        assertThat(words).isEqualTo(Json.strings(QuestionType.WORDS));
    }
}
