package io.workfloworchestrator.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Values that follow from each other are read only where they differ. */
class SuccessiveDecoderTest {
    record Thing(String title) {}

    record Box(Map<String, Thing> things) {}

    private static final RecordCodec<Box> CODEC = RecordCodec.of(Box.class);
    private static final Json FIRST =
            Json.parse("{\"things\": {\"a\": {\"title\": \"A\"}, \"b\": {\"title\": \"B\"}}}");

    private final SuccessiveDecoder<Box> boxes = new SuccessiveDecoder<>(CODEC);

    private static Json titled(Json json, String id, Json title) {
        return json.asObject().withAt(List.of("things", id, "title"), title);
    }

    @Test
    void whatTwoValuesShareIsReadOnce() {
        Box first = boxes.decode(FIRST);
        Box second = boxes.decode(titled(FIRST, "a", Json.of("C")));

        assertThat(second).isEqualTo(CODEC.decode(titled(FIRST, "a", Json.of("C"))));
        assertThat(second.things().get("b")).isSameAs(first.things().get("b"));
        assertThat(boxes.decode(titled(FIRST, "a", Json.of("C"))))
                .as("an equal value that shares other parts")
                .isEqualTo(second);
    }

    @Test
    void aValueThatCannotBeReadChangesNothing() {
        Box first = boxes.decode(FIRST);

        assertThatThrownBy(() -> boxes.decode(titled(FIRST, "a", Json.of(3))))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("/things/a/title");
        assertThat(boxes.decode(FIRST)).isSameAs(first);
        assertThatThrownBy(() -> boxes.decode(titled(FIRST, "a", Json.of(3)))).isInstanceOf(JsonException.class);
    }

    @Test
    void whatWasWrittenIsNotReadAgain() {
        Box first = boxes.decode(FIRST);
        Box changed = new Box(SharedMap.copyOf(first.things()).with("c", new Thing("C")));
        Json json = boxes.encode(changed, first, FIRST);

        assertThat(json).isEqualTo(CODEC.encode(changed));
        assertThat(boxes.decode(json)).isSameAs(changed);
    }
}
