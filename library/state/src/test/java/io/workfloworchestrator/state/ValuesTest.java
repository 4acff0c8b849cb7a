package io.workfloworchestrator.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.JsonException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys, revisions and causes. */
class ValuesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "/", "a", "a/", "/a", "a/b/c", "../../x", "a/../b", "a/b~1", "a/.b", "a/ b", "a/ü", "a/b\n", "a\\b",
                "a/b\0"
            })
    void aKeyThatIsNotTypeAndIdIsRefused(String name) {
        assertThatThrownBy(() -> StateKey.json(name))
                .isInstanceOfSatisfying(
                        CodedException.class, e -> assertThat(e.code()).isEqualTo("E_ID_SYNTAX"))
                .hasMessageContaining("is not a state key. Use type/id")
                .hasMessageNotContainingAny("\n", "\0");
    }

    @Test
    void aKeyIsTypeAndId() {
        assertThat(StateKey.json("spec-driven/001-login_v1.2")).hasToString("spec-driven/001-login_v1.2");
        assertThat(StateKey.json("spec-driven/001-login_v1.2").type()).isEqualTo("spec-driven");
        assertThat(StateKey.json("spec-driven/001-login_v1.2").id()).isEqualTo("001-login_v1.2");
        assertThat(StateKey.json("a/" + "b".repeat(64)).name()).hasSize(66);
        assertThatThrownBy(() -> StateKey.json("a/" + "b".repeat(65))).isInstanceOf(CodedException.class);
        assertThatThrownBy(() -> StateKey.json("x".repeat(5_000)))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(250));
        assertThat(StateKey.json("a/b")).isEqualTo(StateKey.json("a/b")).isNotEqualTo(StateKey.json("a/c"));
    }

    @Test
    void aRevisionCountsFromZero() {
        assertThatThrownBy(() -> Revision.of(-1)).hasMessage("a revision is 0 or more, not -1");
        assertThat(List.of(Revision.of(2), Revision.NONE, Revision.of(10)).stream()
                        .sorted()
                        .toList())
                .hasToString("[0, 2, 10]");
    }

    @Test
    void aCauseSaysWhoAndWhy() {
        assertThat(Cause.of("ci", "build is green")).hasToString("ci: build is green");
        assertThatThrownBy(() -> Cause.of(" ", "x"))
                .hasMessage("the cause's actor has 1 characters; 1 to 200 are needed.");
        assertThatThrownBy(() -> Cause.of("ci", "x".repeat(2_001)))
                .hasMessage("the cause's reason has 2001 characters; 1 to 2000 are needed.");
        assertThatThrownBy(() -> Cause.of("ci", "x").withOperation(""))
                .isInstanceOfSatisfying(
                        CodedException.class, e -> assertThat(e.code()).isEqualTo("E_CAUSE"));
        assertThatThrownBy(() -> Cause.of("c\0i", "x")).isInstanceOf(JsonException.class);
    }

    @Test
    void changesAreEmptyUpToTheHead() {
        Commit one = new Commit(Revision.of(4), Instant.EPOCH, Cause.of("a", "b"), List.of("t/b", "t/a"));
        Commit two = new Commit(Revision.of(5), Instant.EPOCH, Cause.of("a", "b"), List.of("t/c"));
        Changes changes = new Changes(Revision.of(3), Revision.of(5), List.of(one, two), true);

        assertThat(changes.isEmpty()).isFalse();
        assertThat(new Changes(Revision.of(5), Revision.of(5), List.of(), true).isEmpty())
                .isTrue();
    }
}
