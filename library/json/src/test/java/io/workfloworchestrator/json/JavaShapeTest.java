package io.workfloworchestrator.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.JavaShape.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JavaShapeTest {
    enum Mood {
        VERY_FINE
    }

    record Tree<T>(T value, List<Tree<T>> below) {}

    record Various(
            int count,
            Optional<Mood> mood,
            @Nullable String note,
            Map<String, ? extends Tree<Long>> trees,
            Map<Integer, String> odd,
            boolean default_) {}

    @Test
    void aRecordIsDescribedByItsComponents() {
        List<JavaShape.Component> parts = JavaShape.of(Various.class).components();

        assertThat(parts)
                .extracting(JavaShape.Component::name)
                .containsExactly("count", "mood", "note", "trees", "odd", "default");
        assertThat(parts)
                .extracting(part -> part.shape().kind())
                .containsExactly(Kind.INT, Kind.CHOICE, Kind.TEXT, Kind.MAP, Kind.OTHER, Kind.BOOL);
        assertThat(parts)
                .extracting(JavaShape.Component::required)
                .containsExactly(true, false, false, false, true, true);
        assertThat(parts.get(1).shape().words()).containsExactly("very-fine");
    }

    @Test
    void aTypeVariableStandsForItsArgumentAtEveryDepth() {
        JavaShape tree = JavaShape.of(Various.class).components().get(3).shape().element();

        JavaShape below = tree.components().get(1).shape().element();

        assertThat(tree.components().get(0).shape().kind()).isEqualTo(Kind.LONG);
        assertThat(below).as("it holds itself").isEqualTo(tree).hasSameHashCodeAs(tree);
        assertThat(JavaShape.of(Tree.class, List.of(String.class))).isNotEqualTo(tree);
        assertThat(JavaShape.of(Tree.class).components().get(0).shape().kind()).isEqualTo(Kind.OTHER);
    }

    @Test
    void aComponentNamedAsAWordOfJavaIsAFieldWithoutTheUnderscore() {
        record Choice(boolean default_) {}
        RecordCodec<Choice> codec = RecordCodec.of(Choice.class);

        assertThat(codec.encode(new Choice(true))).hasToString("{\"default\":true}");
        assertThat(codec.decode(Json.parse("{\"default\":false}"))).isEqualTo(new Choice(false));
    }
}
