package io.workfloworchestrator.specdriven.analysis;

import io.workfloworchestrator.definition.YamlText;
import io.workfloworchestrator.files.BuiltInFiles;
import io.workfloworchestrator.files.ProjectFolder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Words that nobody can test, each with the question that it leaves open. They are data: {@code vague-words.yaml} in this module, and
 * a project's own {@code .ai-planning/vague-words.yaml}, in which an empty question takes a word out. Immutable.
 */
final class VagueWords {
    static final String FILE = ".ai-planning/vague-words.yaml";

    private static final int MOST_BYTES = 256 << 10;

    private final List<Word> words;

    record Word(String word, String question, Pattern pattern) {}

    private VagueWords(Map<String, String> questions) {
        this.words = questions.entrySet().stream()
                .filter(one -> !one.getValue().isBlank())
                .map(one -> new Word(
                        one.getKey(),
                        one.getValue(),
                        Pattern.compile(
                                "(?iu)(?<![\\p{L}\\p{N}_-])" + Pattern.quote(one.getKey()) + "(?![\\p{L}\\p{N}_-])")))
                .toList();
    }

    /** @throws io.workfloworchestrator.definition.DefinitionException with line and column if the project's file has problems */
    static VagueWords of(ProjectFolder project) {
        Map<String, String> questions = new LinkedHashMap<>();
        String name = "vague-words.yaml";
        questions.putAll(read(name, BuiltInFiles.bytes(VagueWords.class, name)));
        if (project.exists(FILE)) {
            questions.putAll(read(FILE, project.read(FILE, MOST_BYTES)));
        }
        return new VagueWords(questions);
    }

    private static Map<String, String> read(String file, byte[] bytes) {
        Map<String, String> questions = new LinkedHashMap<>();
        YamlText.of(file, bytes)
                .values("the list of vague words")
                .forEach((word, question) -> questions.put(word, Objects.toString(question, "")));
        return questions;
    }

    Optional<Word> in(String text) {
        return words.stream()
                .filter(word -> word.pattern().matcher(text).find())
                .findFirst();
    }
}
