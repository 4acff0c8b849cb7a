package io.workfloworchestrator.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.workfloworchestrator.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Group Y of the catalogue of bad inputs: each a named error with its place, promptly. */
class BadYamlTest {
    private static final String GOOD = "workflow: w\nphases: [{id: a, steps: [{id: s}]}]\n";
    private static final String SHORT = """
            facts: {f: {file: x}}
            rules:
              - id: r
                when: [{id: c, is: facts.f.exists}]
                suggest: {action: "a ${phase}", because: b}
            """;

    record Bad(String id, String yaml, String code, int line, int column) {
        @Override
        public String toString() {
            return id + " " + code;
        }
    }

    static List<Bad> catalogue() {
        StringBuilder laughs = new StringBuilder("a: &a [x,x,x,x,x,x,x,x,x]\n");
        for (char c = 'b'; c <= 'j'; c++) {
            String before = "*" + (char) (c - 1);
            laughs.append(c)
                    .append(": &")
                    .append(c)
                    .append(" [")
                    .append((before + ",").repeat(8))
                    .append(before)
                    .append("]\n");
        }
        StringBuilder deep = new StringBuilder();
        for (int i = 0; i < 3000; i++) {
            deep.append(" ".repeat(Math.min(i, 70))).append("a:\n");
        }
        StringBuilder merges = new StringBuilder("a: &a0 {k: 1}\n");
        for (int i = 1; i < 40; i++) {
            merges.append("b")
                    .append(i)
                    .append(": &a")
                    .append(i)
                    .append(" {<<: [*a")
                    .append(i - 1)
                    .append(", *a")
                    .append(i - 1)
                    .append("]}\n");
        }
        return List.of(
                new Bad(
                        "Y01",
                        "!!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[]]]",
                        "E_YAML_TAG",
                        1,
                        1),
                new Bad("Y02", "workflow: !!binary x", "E_YAML_TAG", 1, 11),
                new Bad("Y02", "workflow: !danger x", "E_YAML_TAG", 1, 11),
                new Bad("Y02", "workflow: !!python/object x", "E_YAML_TAG", 1, 11),
                new Bad("Y03", laughs.toString(), "E_YAML_ALIAS", 4, 14),
                new Bad("Y04", "&a [*a]", "E_YAML_RECURSIVE", 1, 5),
                new Bad("Y05", "? &a {? *a : 1}\n: 2", "E_YAML_RECURSIVE", 1, 9),
                new Bad("Y06", "[".repeat(10_000), "E_YAML_DEPTH", 1, 65),
                new Bad("Y07", deep.toString(), "E_YAML_DEPTH", 65, 65),
                new Bad("Y08", merges.toString(), "E_YAML_ALIAS", 2, 10),
                new Bad("Y09", "a: 1\na: 2\n", "E_YAML_DUPLICATE_KEY", 2, 1),
                new Bad("Y10", "workflow: " + "x".repeat(4 << 20), "E_RULE_FILE_SIZE", 0, 0),
                new Bad("Y11", "workflow: w\nphases:\n\t- id: a\n", "E_YAML_SYNTAX", 3, 1),
                new Bad("Y12", GOOD + "---\n" + GOOD, "E_YAML_DOCUMENTS", 3, 1),
                new Bad("Y13", "%YAML 9.9\n---\n" + GOOD, "E_YAML_VERSION", 1, 1),
                new Bad(
                        "Y14",
                        "workflow: w\nphases: [{id: a, steps: [{id: s, optional: no}]}]\n",
                        "E_RULE_TYPE",
                        2,
                        44),
                new Bad(
                        "Y14",
                        "workflow: w\nphases: [{id: a, steps: [{id: s, optional: on}]}]\n",
                        "E_RULE_TYPE",
                        2,
                        44),
                new Bad("Y14", "workflow: w\nversion: 12:30\nphases: [{id: a}]\n", "E_RULE_TYPE", 2, 10),
                new Bad("Y15", "workflow: !<tag:yaml.org,2002:str > x", "E_YAML_SYNTAX", 1, 34),
                new Bad(
                        "Y17",
                        "workflow: w\nphases: [{id: a}]\nrules:\n  - suggest: {action: x, because: y}\n    for-each: {f: '[1]'}\n",
                        "E_RULE_ID",
                        4,
                        5),
                new Bad(
                        "Y17",
                        "workflow: w\nphases: [{id: a}]\nrules:\n  - {id: r, suggest: {action: x, because: y}, for-each: {f: '[1]'}}\n  - {id: r, suggest: {action: x, because: y}, for-each: {f: '[1]'}}\n",
                        "E_RULE_ID",
                        4,
                        10),
                new Bad(
                        "Y18",
                        "workflow: w\nphases: [{id: a}]\nrules:\n  - id: r\n    wehn: []\n    for-each: {f: '[1]'}\n    suggest: {action: x, because: y}\n",
                        "E_RULE_FIELD",
                        5,
                        5),
                new Bad(
                        "Y19",
                        "workflow: w\nphases:\n  - id: a\n    exit:\n      - {id: g, when: \"${T(java.lang.Runtime).getRuntime().exec('x')}\", otherwise: o}\n",
                        "E_RULE_EXPR",
                        5,
                        24),
                new Bad(
                        "Y20",
                        "workflow: w\nphases:\n  - id: a\n    steps:\n      - {id: b, done: steps.c.done}\n      - {id: c, done: steps.b.done}\n",
                        "E_RULE_CYCLE",
                        5,
                        23),
                new Bad("Y22", "workflow: w\nversion: 1e309\nphases: [{id: a}]\n", "E_RULE_TYPE", 2, 10),
                new Bad("Y22", "workflow: w\nversion: .inf\nphases: [{id: a}]\n", "E_RULE_TYPE", 2, 10));
    }

    @ParameterizedTest
    @MethodSource("catalogue")
    void eachIsANamedErrorWithItsPlace(Bad bad) {
        BrokenDefinitionException refused = Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> catchThrowableOfType(
                        BrokenDefinitionException.class, () -> WorkflowDefinition.parse("bad.yaml", bad.yaml())));

        assertThat(refused.problems()).extracting(DefinitionProblem::code).contains(bad.code());
        DefinitionProblem problem = refused.problems().stream()
                .filter(p -> p.code().equals(bad.code()))
                .findFirst()
                .orElseThrow();
        assertThat(problem.line()).as(problem.render()).isEqualTo(bad.line());
        assertThat(problem.column()).as(problem.render()).isEqualTo(bad.column());
        assertThat(refused.getMessage()).hasSizeLessThan(100_000);
    }

    @Test
    void everyEntryOfTheCatalogueIsTriedAndComesOutAsItSays() throws IOException {
        Map<String, Set<String>> tried = new TreeMap<>();
        catalogue()
                .forEach(bad ->
                        tried.computeIfAbsent(bad.id(), id -> new TreeSet<>()).add(bad.code()));
        tried.put("Y16", Set.of("E_YAML_ENCODING")); // bytesThatAreNotUtf8AreRefused
        tried.put("Y21", Set.of("E_RULE_COUNT", "E_RULE_FILE_SIZE")); // tooManyRulesAreRefused, in Java and in a file

        Map<String, Set<String>> listed = new TreeMap<>();
        for (Json entry : Json.parse(Files.readString(Path.of("src/test/resources/bad-inputs.json")))
                .asList()) {
            listed.put(
                    entry.asObject().text("id").orElseThrow(),
                    new TreeSet<>(List.of(
                            entry.asObject().text("outcome").orElseThrow().split(" "))));
        }

        assertThat(tried).isEqualTo(listed);
    }

    @Test
    void theWorstOfThemFitIntoASmallHeap() throws Exception {
        Path out = Files.createTempFile("heap", ".out");
        try {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx24m",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            SmallHeap.class.getName())
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
            boolean ended = process.waitFor(60, TimeUnit.SECONDS);
            process.destroyForcibly().waitFor();
            assertThat(ended ? process.exitValue() : -1)
                    .as(Files.readString(out))
                    .isZero();
        } finally {
            Files.delete(out);
        }
    }

    /** Runs the whole catalogue in a JVM of its own; ends with 0 when each was refused. */
    static final class SmallHeap {
        private SmallHeap() {}

        public static void main(String[] args) {
            for (Bad bad : catalogue()) {
                try {
                    WorkflowDefinition.parse("bad.yaml", bad.yaml());
                    throw new IllegalStateException(bad + " was accepted");
                } catch (BrokenDefinitionException expected) {
                    System.out.println(bad.id());
                }
            }
        }
    }

    @Test
    void anOctalNumberIsWhatYamlSaysItIs() {
        assertThat(WorkflowDefinition.parse("w.yaml", "workflow: w\nversion: 0o17\nphases: [{id: a}]\n")
                        .version())
                .isEqualTo(15);
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        byte[] bytes = {(byte) 0xFF, (byte) 0xFE, 0};

        assertThatThrownBy(() -> WorkflowDefinition.parse("bad.yaml", bytes)).hasMessageContaining("E_YAML_ENCODING");
    }

    @Test
    void tooManyRulesAreRefused() {
        DefinitionBuilder builder = WorkflowDefinition.builder("w").phase("a", phase -> phase.step("s", "S"));
        for (int i = 0; i < 20_001; i++) {
            builder.rule(new RuleDefinition(
                    "r" + i,
                    1,
                    List.of(),
                    "s",
                    java.util.Map.of(),
                    java.util.Map.of(),
                    new RuleDefinition.Advice("do", "why", null, null)));
        }

        assertThatThrownBy(builder::build).hasMessageContaining("E_RULE_COUNT");
        String file = GOOD + "rules:\n" + "  - {id: r, suggest: {action: a, because: b}}\n".repeat(20_000);
        assertThatThrownBy(() -> WorkflowDefinition.parse("many.yaml", file)).hasMessageContaining("E_RULE_FILE_SIZE");
    }

    @Test
    void anEmptyFileSaysWhatADefinitionBeginsWith() {
        assertThatThrownBy(() -> WorkflowDefinition.parse("empty.yaml", "# nothing\n"))
                .hasMessage(
                        "empty.yaml:1:1: E_RULE_MISSING The file is empty; a definition begins with \"workflow: <type>\"."
                                + "\n    # nothing\n    ^");
    }

    @Test
    void randomTextIsADefinitionOrAProblemButNothingElse() {
        fuzz(1_000, 20260101);
    }

    @Test
    @Tag("nightly")
    void aMillionRandomTextsAreADefinitionOrAProblemButNothingElse() {
        long seed = System.nanoTime();
        System.out.println("seed of a million definitions: " + seed);
        fuzz(1_000_000, seed);
    }

    private static void fuzz(int runs, long seed) {
        YamlMutations mutations =
                new YamlMutations(seed, List.of(GOOD + SHORT, real("release"), real("incident"), real("tracker")));
        for (int i = 0; i < runs; i++) {
            String text = mutations.next();
            try {
                WorkflowDefinition.parse("f.yaml", text.getBytes(StandardCharsets.UTF_8));
            } catch (BrokenDefinitionException expected) {
                assertThat(expected.problems()).isNotEmpty();
            } catch (RuntimeException | Error other) {
                throw new AssertionError("seed " + seed + ", run " + i + ": " + text, other);
            }
        }
    }

    private static String real(String type) {
        try {
            return Files.readString(Path.of("../../docs/definitions/" + type + ".yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
