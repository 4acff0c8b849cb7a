package io.workfloworchestrator.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FactsTest {
    private static final Facts FACTS = TestFacts.of(List.of(
            new Fact("facts.notes.size", 12L, "docs/notes.md"),
            new Fact("facts.notes", Map.of("exists", true), "docs"),
            new Fact("data.goals", List.of(Map.of("name", "one"), Map.of("name", "two")), "state p/main@41"),
            new Fact("data[\"odd key\"]", "x", "")));

    @Test
    void factsNestByTheirPathsInWhateverOrderTheyCome() {
        assertThat(FACTS.at("facts.notes")).isEqualTo(Map.of("exists", true, "size", 12L));
        assertThat(FACTS.at("data.goals[1].name")).isEqualTo("two");
        assertThat(FACTS.at("data[\"odd key\"]")).isEqualTo("x");
    }

    @Test
    void aSourceIsThatOfTheNearestOuterPath() {
        assertThat(FACTS.source("facts.notes.size")).hasValue("docs/notes.md");
        assertThat(FACTS.source("facts.notes.exists")).hasValue("docs");
        assertThat(FACTS.source("data.goals[0].name")).hasValue("state p/main@41");
        assertThat(FACTS.source("data[\"odd key\"]")).isEmpty();
        assertThat(FACTS.source("elsewhere")).isEmpty();
    }

    @Test
    void whatIsNotThereIsNamed() {
        assertThat(FACTS.contains("facts.notes.zzz")).isFalse();
        assertThat(FACTS.contains("data.goals[2]")).isFalse();
        assertThatExceptionOfType(RuleException.class)
                .isThrownBy(() -> FACTS.at("data.goals[2].name"))
                .withMessageContaining("there is no fact at data.goals[2].name");
    }

    @Test
    void withChangesOneFactAndLeavesTheOriginal() {
        Facts changed = FACTS.with(new Fact("data.goals[0].name", "new", "simulated"));
        assertThat(changed.at("data.goals")).isEqualTo(List.of(Map.of("name", "new"), Map.of("name", "two")));
        assertThat(changed.source("data.goals[0].name")).hasValue("simulated");
        assertThat(changed.source("data.goals[1].name")).hasValue("state p/main@41");
        assertThat(changed.at("facts.notes.size")).isEqualTo(12L);
        assertThat(FACTS.at("data.goals[0].name")).isEqualTo("one");
        assertThat(FACTS.with(new Fact("brand.new", null, "")).contains("brand.new"))
                .isTrue();
    }

    @Test
    void nullIsAFact() {
        Map<String, @Nullable Object> roots = new HashMap<>();
        roots.put("nil", null);
        assertThat(Facts.of(roots).contains("nil")).isTrue();
        assertThat(Facts.of(roots).at("nil")).isNull();
        assertThat(Facts.none().contains("nil")).isFalse();
    }

    @Test
    void pathsAreWrittenSoThatTheyCanBeReadAgain() {
        List<String> parts = List.of("data", "odd key", "a\"b\\c", "0", "x-y", "", "ünï");
        assertThat(Facts.path(parts)).isEqualTo("data[\"odd key\"][\"a\\\"b\\\\c\"][0].x-y[\"\"].ünï");
        assertThat(Path.parse(Facts.path(parts))).isEqualTo(parts);
    }

    @Test
    void aFactIsShownInShort() {
        assertThat(new Fact("a.b", "x".repeat(200), "f.md:3").toString())
                .isEqualTo("a.b = \"" + "x".repeat(58) + "… (f.md:3)");
        assertThat(new Fact("a", List.of(1, 2, 3, 4, 5), "").toString()).isEqualTo("a = a list of 5");
    }
}
