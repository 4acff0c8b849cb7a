package io.workfloworchestrator.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RecordCodecTest {
    enum Status {
        OPEN,
        IN_PROGRESS
    }

    record Task(String id, String title, Status status) {}

    record Everything(
            String text,
            boolean flag,
            @Nullable Boolean boxedFlag,
            int number,
            @Nullable Integer boxedNumber,
            long large,
            double ratio,
            BigDecimal exact,
            Instant time,
            LocalDate day,
            Status status,
            Json any,
            Optional<String> maybe,
            Optional<List<String>> maybeList,
            List<Task> tasks,
            Map<String, List<Integer>> groups) {}

    record Node(String id, List<Node> children) {}

    record Box<T>(T value, List<Box<T>> more) {}

    record Wrapper<D>(String type, D data, Map<String, D> others) {}

    record Named(String name) {
        Named {
            if (name.isBlank()) {
                throw new IllegalArgumentException("a name is needed");
            }
        }
    }

    record Silent(String name) {
        Silent {
            if (name.isBlank()) {
                throw new IllegalStateException();
            }
        }
    }

    private static final Everything FULL = new Everything(
            "text",
            true,
            false,
            -7,
            8,
            9_007_199_254_740_993L,
            0.1,
            new BigDecimal("1.50"),
            Instant.parse("2026-01-31T12:00:00Z"),
            LocalDate.parse("2026-01-31"),
            Status.IN_PROGRESS,
            Json.parse("{\"free\":[1,null]}"),
            Optional.of("yes"),
            Optional.of(List.of()),
            List.of(new Task("T1", "one", Status.OPEN)),
            Map.of("a", List.of(1, 2)));

    private final RecordCodec<Everything> codec = RecordCodec.of(Everything.class);

    @Test
    void everyTypeOfComponentIsWrittenAndReadBack() {
        Json json = codec.encode(FULL);

        assertThat(json)
                .hasToString(
                        "{\"any\":{\"free\":[1,null]},\"boxedFlag\":false,\"boxedNumber\":8,\"day\":\"2026-01-31\","
                                + "\"exact\":1.50,\"flag\":true,\"groups\":{\"a\":[1,2]},\"large\":9007199254740993,"
                                + "\"maybe\":\"yes\",\"maybeList\":[],\"number\":-7,\"ratio\":0.1,"
                                + "\"status\":\"in-progress\",\"tasks\":[{\"id\":\"T1\",\"status\":\"open\",\"title\":\"one\"}],"
                                + "\"text\":\"text\",\"time\":\"2026-01-31T12:00:00Z\"}");
        assertThat(codec.decode(Json.parse(json.toString()))).isEqualTo(FULL);
    }

    @Test
    void anAbsentFieldIsEmptyOrNullWhereTheTypeSaysSo() {
        Json.Obj json = codec.encode(FULL).asObject();
        for (String field : List.of("boxedFlag", "boxedNumber", "maybe", "maybeList", "tasks", "groups")) {
            json = json.without(field);
        }

        Everything decoded = codec.decode(json);

        assertThat(decoded.boxedFlag()).isNull();
        assertThat(decoded.boxedNumber()).isNull();
        assertThat(decoded.maybe()).isEmpty();
        assertThat(decoded.maybeList()).isEmpty();
        assertThat(decoded.tasks()).isEmpty();
        assertThat(decoded.groups()).isEmpty();
        assertThat(codec.encode(decoded).at("maybe")).isEmpty();
    }

    @Test
    void nullStandsForAbsentWhereAbsentIsAllowed() {
        Json json = codec.encode(FULL)
                .asObject()
                .with("maybe", Json.Null.VALUE)
                .with("maybeList", new Json.Null())
                .with("boxedNumber", Json.Null.VALUE);

        assertThat(codec.decode(json).maybe()).isEmpty();
        assertThat(codec.decode(json).maybeList()).isEmpty();
        assertThat(codec.decode(json).boxedNumber()).isNull();
    }

    static Stream<Arguments> misfits() {
        return Stream.of(
                arguments("text", "7", "at /text: expected a string, but it is 7."),
                arguments("text", "null", "at /text: expected a string, but it is null."),
                arguments("flag", "\"true\"", "at /flag: expected true or false, but it is \"true\"."),
                arguments("number", "1.5", "at /number: expected a whole number of at most 32 bits, but it is 1.5."),
                arguments(
                        "number",
                        "2147483648",
                        "at /number: expected a whole number of at most 32 bits, but it is 2147483648."),
                arguments(
                        "large",
                        "9223372036854775808",
                        "at /large: expected a whole number of at most 64 bits, but it is 9223372036854775808."),
                arguments("ratio", "9e308", "at /ratio: expected a number, but it is 9e308."),
                arguments("exact", "[]", "at /exact: expected a number, but it is []."),
                arguments(
                        "time",
                        "\"yesterday\"",
                        "at /time: expected a time such as 2026-01-31T12:00:00Z, but it is \"yesterday\"."),
                arguments("day", "20260131", "at /day: expected a date such as 2026-01-31, but it is 20260131."),
                arguments("status", "\"done\"", "at /status: expected one of open, in-progress, but it is \"done\"."),
                arguments("tasks", "{}", "at /tasks: expected an array, but it is {}."),
                arguments(
                        "tasks",
                        "[{\"id\":\"1\",\"title\":\"\",\"status\":\"open\"},7]",
                        "at /tasks/1: expected an object, but it is 7."),
                arguments("tasks", "[{\"id\":\"1\",\"title\":\"\"}]", "at /tasks/0/status: the field is missing."),
                arguments("groups", "[]", "at /groups: expected an object, but it is []."),
                arguments(
                        "groups",
                        "{\"a/b\":[true]}",
                        "at /groups/a~1b/0: expected a whole number of at most 32 bits, but it is true."),
                arguments(
                        "text",
                        "[" + "1,".repeat(100) + "1]",
                        "at /text: expected a string, but it is [" + "1,".repeat(39) + "1…."));
    }

    @ParameterizedTest(name = "{0} = {1}")
    @MethodSource("misfits")
    void aFieldOfTheWrongShapeIsNamed(String field, String value, String message) {
        Json json = codec.encode(FULL).asObject().with(field, Json.parse(value));

        assertThatThrownBy(() -> codec.decode(json))
                .isInstanceOfSatisfying(
                        JsonException.class, e -> assertThat(e.code()).isEqualTo("E_STATE_SHAPE"))
                .hasMessage(message);
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(strings = {"null", "[]", "\"x\"", "7", "true"})
    void whatIsNotAnObjectIsNamed(String value) {
        assertThatThrownBy(() -> codec.decode(Json.parse(value)))
                .hasMessage("at /: expected an object, but it is " + value + ".");
    }

    @Test
    void unknownFieldsSurviveAReadModifyWriteAtEveryDepth() {
        Json before = codec.encode(FULL)
                .asObject()
                .with("x-tool", Json.of("mine"))
                .with(
                        "tasks",
                        Json.parse("[{\"id\":\"T1\",\"title\":\"one\",\"status\":\"open\",\"note\":\"by hand\"},"
                                + "{\"id\":\"T2\",\"title\":\"two\",\"status\":\"open\",\"note\":\"second\"}]"));
        Everything base = codec.decode(before);
        List<Task> tasks = new ArrayList<>(base.tasks());
        tasks.set(0, new Task("T1", "one", Status.IN_PROGRESS));
        java.util.Collections.reverse(tasks);

        Json after = codec.encode(with(base, tasks), base, before);

        assertThat(after.at("x-tool")).contains(Json.of("mine"));
        assertThat(after.at("tasks").orElseThrow())
                .hasToString("[{\"id\":\"T2\",\"note\":\"second\",\"status\":\"open\",\"title\":\"two\"},"
                        + "{\"id\":\"T1\",\"note\":\"by hand\",\"status\":\"in-progress\",\"title\":\"one\"}]");
    }

    @Test
    void elementsWithOneIdDoNotTakeEachOthersUnknownFields() {
        Json before = codec.encode(FULL)
                .asObject()
                .with(
                        "tasks",
                        Json.parse("[{\"id\":\"T\",\"title\":\"one\",\"status\":\"open\",\"note\":1},"
                                + "{\"id\":\"T\",\"title\":\"two\",\"status\":\"open\",\"note\":2}]"));
        Everything base = codec.decode(before);

        Json after = codec.encode(
                with(
                        base,
                        List.of(
                                new Task("T", "first", Status.OPEN),
                                base.tasks().get(1))),
                base,
                before);

        assertThat(after.at("tasks").orElseThrow())
                .hasToString("[{\"id\":\"T\",\"status\":\"open\",\"title\":\"first\"},"
                        + "{\"id\":\"T\",\"note\":2,\"status\":\"open\",\"title\":\"two\"}]");
    }

    @Test
    void numbersAndTimesThatDidNotChangeKeepTheirText() {
        Json before = codec.encode(FULL)
                .asObject()
                .with("ratio", new Json.Num("1.0e-1"))
                .with("exact", new Json.Num("1.50"))
                .with("time", Json.of("2026-01-31T12:00:00.000Z"));
        Everything base = codec.decode(before);

        Json after = codec.encode(with(base, List.of()), base, before);

        assertThat(after.at("ratio").orElseThrow()).hasToString("1.0e-1");
        assertThat(after.at("time").orElseThrow()).hasToString("\"2026-01-31T12:00:00.000Z\"");
    }

    @Test
    void whatDidNotChangeIsTheIdenticalJson() {
        Json before = codec.encode(FULL);
        Everything base = codec.decode(before);

        assertThat(codec.encode(base, base, before)).isSameAs(before);
        Json after = codec.encode(with(base, List.of()), base, before);
        assertThat(after.at("groups").orElseThrow())
                .isSameAs(before.at("groups").orElseThrow());
    }

    @Test
    void aRecordMayHoldItself() {
        RecordCodec<Node> nodes = RecordCodec.of(Node.class);
        Node tree = new Node("a", List.of(new Node("b", List.of()), new Node("c", List.of(new Node("d", List.of())))));

        assertThat(nodes.decode(nodes.encode(tree))).isEqualTo(tree);
    }

    @Test
    void aGenericRecordIsWrittenWithItsArguments() {
        RecordCodec<Wrapper<Task>> wrappers = generic(Wrapper.class, Task.class);
        Task task = new Task("T1", "one", Status.OPEN);
        Wrapper<Task> wrapper = new Wrapper<>("x", task, Map.of("other", task));

        assertThat(wrappers.decode(wrappers.encode(wrapper))).isEqualTo(wrapper);
        assertThatThrownBy(() -> RecordCodec.of(Wrapper.class))
                .hasMessage(Wrapper.class.getName() + " has 1 type variables, not 0");
    }

    @Test
    void aGenericRecordMayHoldItself() {
        RecordCodec<Box<String>> boxes = generic(Box.class, String.class);
        Box<String> box = new Box<>("a", List.of(new Box<>("b", List.of())));

        assertThat(boxes.decode(boxes.encode(box))).isEqualTo(box);
        assertThat(RecordCodec.of(TwoBoxes.class)
                        .decode(Json.parse("{\"texts\":{\"value\":\"a\",\"more\":[]},\"numbers\":{\"value\":1}}")))
                .isEqualTo(new TwoBoxes(new Box<>("a", List.of()), new Box<>(1L, List.of())));
    }

    record TwoBoxes(Box<String> texts, Box<Long> numbers) {}

    @Test
    void aRefusalOfTheRecordItselfIsPassedOnWithItsPath() {
        assertThatThrownBy(() -> RecordCodec.of(Named.class).decode(Json.parse("{\"name\":\" \"}")))
                .hasMessage("at /: a name is needed")
                .hasCauseInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RecordCodec.of(Silent.class).decode(Json.parse("{\"name\":\" \"}")))
                .hasMessage("at /: IllegalStateException");
    }

    @Test
    void aTypeThatStateCannotHoldIsRefusedAtOnce() {
        record Bad(Thread thread) {}
        record WorseMap(Map<Integer, String> map) {}

        assertThatThrownBy(() -> RecordCodec.of(Bad.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("state cannot hold java.lang.Thread; see RecordCodec");
        assertThatThrownBy(() -> RecordCodec.of(WorseMap.class)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void collectionsThatAreReadCannotBeChanged() {
        Everything decoded = codec.decode(codec.encode(FULL));

        assertThatThrownBy(() -> decoded.tasks().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> decoded.groups().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    private static Everything with(Everything e, List<Task> tasks) {
        return new Everything(
                e.text,
                e.flag,
                e.boxedFlag,
                e.number,
                e.boxedNumber,
                e.large,
                e.ratio,
                e.exact,
                e.time,
                e.day,
                e.status,
                e.any,
                e.maybe,
                e.maybeList,
                tasks,
                e.groups);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static <T> RecordCodec<T> generic(Class type, Class<?> argument) {
        return (RecordCodec<T>) RecordCodec.of(type, argument);
    }

    record Preset(Optional<Integer> default_, String name) {}

    @Test
    void anUnderscoreAtTheEndOfAComponentIsNoPartOfTheFieldsName() {
        RecordCodec<Preset> codec = RecordCodec.of(Preset.class);
        Json json = Json.parse("{\"default\":3,\"name\":\"a\"}");

        assertThat(codec.decode(json)).isEqualTo(new Preset(Optional.of(3), "a"));
        assertThat(codec.encode(new Preset(Optional.of(3), "a"))).isEqualTo(json);
    }
}
