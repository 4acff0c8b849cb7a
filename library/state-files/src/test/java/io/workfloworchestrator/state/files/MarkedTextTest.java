package io.workfloworchestrator.state.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The conflict markers that git writes into files. */
class MarkedTextTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String marked(int size) {
        return "title\n" + "<".repeat(size) + " HEAD:goals/one.md\nours\n" + "|".repeat(size) + " 1234567\nbase\n"
                + "=".repeat(size) + "\ntheirs\n" + ">".repeat(size) + " 89abcde:goals/two.md\nend\n";
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 8, 9})
    void markersAreLongerInAFileThatBothSidesMoved(int size) {
        byte[] text = bytes(marked(size));

        assertThat(MarkedText.isMarked(text)).isTrue();
        assertThat(MarkedText.line(text)).isEqualTo(2);
        MarkedText sides = MarkedText.of(text).orElseThrow();
        assertThat(text(sides.ours())).isEqualTo("title\nours\nend\n");
        assertThat(text(sides.base().orElseThrow())).isEqualTo("title\nbase\nend\n");
        assertThat(text(sides.theirs())).isEqualTo("title\ntheirs\nend\n");
    }

    @Test
    void shorterMarkersInsideOfLongerOnesAreTextOfTheirSide() {
        String inner = "<<<<<<< a\n1\n=======\n2\n>>>>>>> b\n";
        byte[] text = bytes("<<<<<<<< HEAD\n" + inner + "========\ntheirs\n>>>>>>>> other\n");

        MarkedText sides = MarkedText.of(text).orElseThrow();
        assertThat(text(sides.ours())).isEqualTo(inner);
        assertThat(text(sides.theirs())).isEqualTo("theirs\n");
    }

    @Test
    void markersOfDifferentLengthsAreIncomplete() {
        assertThat(MarkedText.isMarked(bytes("<<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> other\n")))
                .isFalse();
    }
}
