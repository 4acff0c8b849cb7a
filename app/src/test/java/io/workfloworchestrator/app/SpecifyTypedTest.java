package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.interview.QuestionSet;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.specdriven.guide.GuideQuestions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A person who types a whole interview, from a file of answers, and stops in the middle of it once. */
class SpecifyTypedTest {
    @TempDir
    private Path folder;

    /** Reads what is asked on the screen, and types the answer; after so many answers it stops. */
    private static final class Person extends BufferedReader {
        private final StringWriter screen;
        private final Map<String, String> questions;
        private final Map<String, Json> answers;
        private final Deque<String> typing = new ArrayDeque<>();
        private int left;
        private int seen;

        Person(StringWriter screen, Map<String, String> questions, Map<String, Json> answers, int most) {
            super(Reader.nullReader());
            this.screen = screen;
            this.questions = questions;
            this.answers = answers;
            this.left = most;
        }

        @Override
        public String readLine() {
            if (typing.isEmpty()) {
                if (left-- == 0) {
                    return ".";
                }
                typing.addAll(answer());
            }
            return typing.remove();
        }

        private List<String> answer() {
            String all = screen.toString();
            String shown = all.substring(seen);
            seen = all.length();
            String id = questions.entrySet().stream()
                    .filter(each -> shown.contains(each.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no question is on the screen: " + shown));
            Json answer = answers.containsKey(id) ? answers.get(id) : answers.get(id + ".1");
            if (answer == null) {
                return List.of("-");
            }
            boolean isChoices = answer instanceof Json.Arr && shown.contains("Several are given with commas");
            if (isChoices) {
                return List.of(String.join(
                        ", ",
                        answer.asList().stream()
                                .map(one -> one.asText().orElse(""))
                                .toList()));
            }
            List<String> lines = new ArrayList<>();
            if (answer instanceof Json.Arr list) {
                list.elements().forEach(one -> lines.add(one.asText().orElse("")));
            } else {
                lines.addAll(answer.asText().orElse(answer.toString()).lines().toList());
            }
            if (answer instanceof Json.Bool bool) {
                return List.of(bool.value() ? "yes" : "no");
            }
            if (shown.contains("(an empty line ends it)")) {
                lines.add("");
            }
            return lines;
        }
    }

    /** The texts of a scenario's questions with their ids. */
    private static Map<String, String> questions(String scenario) {
        Map<String, String> all = new HashMap<>();
        for (String stage : List.of("constitution", "specification", "planning")) {
            String set = stage + "-" + scenario;
            String name = GuideQuestions.sets().containsKey(set) ? set : stage + "-new-project";
            QuestionSet found =
                    Objects.requireNonNull(GuideQuestions.sets().get(name)).get();
            found.topics().forEach(topic -> topic.questions().forEach(one -> all.put(start(one.text()), one.id())));
        }
        return all;
    }

    /** The text up to a mark that stands for something, such as the number of a story. */
    private static String start(String text) {
        int mark = text.indexOf("${");
        return mark < 0 ? text : text.substring(0, mark);
    }

    private String typed(String scenario, int most, String... arguments) {
        StringWriter screen = new StringWriter();
        Map<String, Json> answers = AnswersFile.read("../docs/specifications/" + scenario + ".yaml");
        Console console = new Console(new PrintWriter(screen), new PrintWriter(screen), false, 1_000)
                .reading(new Person(screen, questions(scenario), answers, most));
        List<String> words = Stream.concat(Stream.of(arguments), Stream.of("--project", folder.toString()))
                .toList();
        int code = Cli.run(words.toArray(String[]::new), console);
        console.out().flush();
        assertThat(code).as(screen.toString()).isZero();
        return screen.toString();
    }

    @Test
    void aWholeInterviewIsTypedWithAPauseInTheMiddle() throws IOException {
        anInterviewIsTyped("new-project");
    }

    @ParameterizedTest
    @Tag("nightly")
    @ValueSource(strings = {"existing-project", "add-feature", "bug-fix", "design-first"})
    void anInterviewIsTyped(String scenario) throws IOException {
        if (scenario.equals("add-feature")) {
            Files.writeString(folder.resolve("constitution.md"), "# Constitution\n\nKeep it simple.\n");
        }
        String first = typed(scenario, 7, "specify", "Where is my parcel?", "--scenario", scenario);
        assertThat(first).contains("Feature 001 is begun as " + scenario);
        String second = typed(scenario, 1_000, "specify");
        assertThat(second).contains("was begun before");
        Json.Obj all = new Shell(folder).json("specify", "--list").json().asObject();
        assertThat(all.at("features", "0", "step")).as(second).contains(Json.of("complete"));
        try (Stream<Path> files = Files.walk(folder.resolve("specs"))) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())))
                    .contains("spec.md", "plan.md", "tasks.md");
        }
    }
}
