package io.workfloworchestrator.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonText;
import io.workfloworchestrator.json.RecordCodec;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A value that was written can be read; what could not be is refused before it is committed. */
@NullUnmarked
class ReadAgainTest {
    private static final Cause CAUSE = Cause.of("test", "why");

    enum Colour {
        RED,
        DARK_BLUE
    }

    enum Alike {
        A_B,
        a_b
    }

    record Owner(String name, @Nullable String mail) {}

    record Item(
            String title,
            List<Owner> owners,
            Map<String, String> labels,
            Optional<Owner> lead,
            Integer count,
            Colour colour,
            Instant when,
            Json any) {}

    /** Reads back as something that it refuses to be made of. */
    record Masked(String secret) {
        Masked {
            if (secret.equals("***")) {
                throw new IllegalArgumentException("a secret is not \"***\"");
            }
        }

        @Override
        public String secret() {
            return "***";
        }
    }

    record Numbers(double ratio, BigDecimal exact) {}

    record Limits(Instant early, Instant late, LocalDate first, LocalDate last, double tiny, double zero) {}

    record WithAlike(Alike alike) {}

    private static final StateKey<Item> KEY = StateKey.of("item/1", Item.class);
    private static final Item GOOD = new Item(
            "t",
            List.of(new Owner("ann", null)),
            Map.of("a", "b"),
            Optional.of(new Owner("bo", "bo@example.org")),
            1,
            Colour.DARK_BLUE,
            Instant.EPOCH,
            Json.Null.VALUE);

    private final StateManager state = StateManager.inMemory();

    @SuppressWarnings("NullOptional") // that is what is tried
    static Stream<Arguments> nulls() {
        return Stream.of(
                arguments("/title", item(null, GOOD.owners, GOOD.labels, GOOD.lead, 1, Colour.RED, Json.of(1))),
                arguments("/owners", item("t", null, GOOD.labels, GOOD.lead, 1, Colour.RED, Json.of(1))),
                arguments("/labels", item("t", GOOD.owners, null, GOOD.lead, 1, Colour.RED, Json.of(1))),
                arguments("/lead", item("t", GOOD.owners, GOOD.labels, null, 1, Colour.RED, Json.of(1))),
                arguments("/count", item("t", GOOD.owners, GOOD.labels, GOOD.lead, null, Colour.RED, Json.of(1))),
                arguments("/colour", item("t", GOOD.owners, GOOD.labels, GOOD.lead, 1, null, Json.of(1))),
                arguments("/any", item("t", GOOD.owners, GOOD.labels, GOOD.lead, 1, Colour.RED, null)),
                arguments(
                        "/owners/1",
                        item(
                                "t",
                                Arrays.asList(new Owner("ann", null), null),
                                GOOD.labels,
                                GOOD.lead,
                                1,
                                Colour.RED,
                                Json.of(1))),
                arguments(
                        "/owners/0/name",
                        item("t", List.of(new Owner(null, "x")), GOOD.labels, GOOD.lead, 1, Colour.RED, Json.of(1))),
                arguments(
                        "/lead/name",
                        item(
                                "t",
                                GOOD.owners,
                                GOOD.labels,
                                Optional.of(new Owner(null, "x")),
                                1,
                                Colour.RED,
                                Json.of(1))),
                arguments(
                        "/labels/a~1b",
                        item(
                                "t",
                                GOOD.owners,
                                Collections.singletonMap("a/b", null),
                                GOOD.lead,
                                1,
                                Colour.RED,
                                Json.of(1))),
                arguments(
                        "/labels",
                        item(
                                "t",
                                GOOD.owners,
                                Collections.singletonMap(null, "b"),
                                GOOD.lead,
                                1,
                                Colour.RED,
                                Json.of(1))));
    }

    private static Item item(
            String title,
            List<Owner> owners,
            Map<String, String> labels,
            Optional<Owner> lead,
            Integer count,
            Colour colour,
            Json any) {
        return new Item(title, owners, labels, lead, count, colour, Instant.EPOCH, any);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nulls")
    void aNullIsRefusedBeforeTheCommitAndItsPlaceIsNamed(String path, Item item) {
        String message = "at " + path + ": this is null, which only a component that is marked @Nullable may be."
                + " Nothing was changed.";

        assertRefused(() -> state.create(KEY, item, CAUSE), message);
        assertThat(state.head()).isEqualTo(Revision.NONE);

        state.create(KEY, GOOD, CAUSE);
        assertRefused(() -> state.update(KEY, old -> item, CAUSE), message);
        assertRefused(() -> state.replace(state.get(KEY), item, CAUSE), message);
        assertRefused(
                () -> state.transact(CAUSE, commit -> {
                    commit.put(KEY, item);
                    return "";
                }),
                message);
        assertThat(state.head()).isEqualTo(Revision.of(1));
        assertThat(state.get(KEY).value()).isEqualTo(GOOD);
    }

    private static void assertRefused(Supplier<?> change, String message) {
        assertThatThrownBy(change::get)
                .isInstanceOfSatisfying(
                        CodedException.class, e -> assertThat(e.code()).isEqualTo("E_STATE_SHAPE"))
                .hasMessage(message);
    }

    @Test
    void aNullWhereTheTypeAllowsOneIsWrittenAndRead() {
        state.create(KEY, GOOD, CAUSE);

        assertThat(state.asOf(KEY, Revision.of(1)).orElseThrow().value()).isEqualTo(GOOD);
    }

    static Stream<Arguments> numbers() {
        return Stream.of(
                arguments("/ratio", new Numbers(Double.NaN, BigDecimal.ONE)),
                arguments("/ratio", new Numbers(Double.NEGATIVE_INFINITY, BigDecimal.ONE)),
                arguments("/exact", new Numbers(1, new BigDecimal("1E+400"))),
                arguments("/exact", new Numbers(1, BigDecimal.valueOf(2).pow(300))));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("numbers")
    void aNumberThatJsonCannotHoldIsRefusedAndItsPlaceIsNamed(String path, Numbers numbers) {
        assertThatThrownBy(() -> state.create(StateKey.of("numbers/1", Numbers.class), numbers, CAUSE))
                .isInstanceOfSatisfying(
                        CodedException.class, e -> assertThat(e.code()).isEqualTo("E_JSON_NUMBER"))
                .hasMessageStartingWith("at " + path + ": ");
        assertThat(state.head()).isEqualTo(Revision.NONE);
    }

    @Test
    void theLimitsOfEveryTypeAreReadAsTheyWereWritten() {
        Limits limits = new Limits(Instant.MIN, Instant.MAX, LocalDate.MIN, LocalDate.MAX, 1e-307, -0.0);
        RecordCodec<Limits> codec = RecordCodec.of(Limits.class);

        assertThat(codec.decode(Json.parse(codec.encode(limits).toString()))).isEqualTo(limits);
    }

    @Test
    void aRecordThatCouldNotBeMadeAgainIsNotCommitted() {
        StateKey<Masked> key = StateKey.of("masked/1", Masked.class);
        String message = "the state 'masked/1' was not changed, since the new value could not be read again: at /: a"
                + " secret is not \"***\"";

        assertRefused(() -> state.create(key, new Masked("a"), CAUSE), message);
        assertRefused(
                () -> state.transact(CAUSE, commit -> {
                    commit.put(KEY, GOOD);
                    commit.put(key, new Masked("a"));
                    return "";
                }),
                message);
        assertThat(state.head()).isEqualTo(Revision.NONE);
    }

    record Range(int low, int high) {
        Range {
            if (low > high) {
                throw new IllegalArgumentException("low is above high");
            }
        }
    }

    @Test
    void twoChangesThatMakeNoValueTogetherAreNotMerged() {
        StateKey<Range> key = StateKey.of("range/1", Range.class);
        Snapshot<Range> base = state.create(key, new Range(1, 9), CAUSE);
        state.update(key, range -> new Range(8, range.high()), CAUSE);

        assertRefused(
                () -> state.replace(base, new Range(1, 5), CAUSE),
                "the state 'range/1' was not changed, since the new value could not be read again: at /: low is above"
                        + " high");
        assertThat(state.get(key).value()).isEqualTo(new Range(8, 9));
    }

    @Test
    void anEnumWhoseConstantsAreWrittenAlikeIsRefusedAtOnce() {
        assertThatThrownBy(() -> RecordCodec.of(WithAlike.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("state cannot tell A_B from a_b")
                .hasMessageContaining("\"a-b\"");
    }

    @Test
    void whatWasWrittenInAnotherShapeIsRepairedByUndoOrAnotherType() {
        StateKey<Json> plain = StateKey.json("item/1");
        state.create(KEY, GOOD, CAUSE);
        Json good = state.get(plain).value();
        state.update(plain, json -> json.asObject().without("title"), CAUSE);
        assertThatThrownBy(() -> state.get(KEY)).hasMessageContaining("at /title: the field is missing.");

        assertThat(state.undo(Revision.of(2), CAUSE)).isPresent();
        assertThat(state.get(KEY).value()).isEqualTo(GOOD);

        state.update(plain, json -> json.asObject().without("title"), CAUSE);
        state.update(plain, json -> good, CAUSE);
        assertThat(state.get(KEY).value()).isEqualTo(GOOD);

        state.update(plain, json -> json.asObject().without("title"), CAUSE);
        state.delete(KEY, CAUSE);
        state.create(KEY, GOOD, CAUSE);
        assertThat(state.get(KEY).value()).isEqualTo(GOOD);
    }

    @Test
    void inOneTransactionAValueIsReadByTheTypeThatIsAskedFor() {
        String seen = state.transact(CAUSE, commit -> {
            commit.put(KEY, GOOD);
            return commit.get(StateKey.json("item/1")).at("title").orElseThrow() + " "
                    + commit.get(StateKey.of("item/1", Item.class)).count();
        });

        assertThat(seen).isEqualTo("\"t\" 1");
    }

    @Test
    void aKeyThatIsMadeAnewFindsWhatAnEqualOneHasRead() {
        state.create(KEY, GOOD, CAUSE);
        Item first = state.get(StateKey.of("item/1", Item.class)).value();

        assertThat(state.get(StateKey.of("item/1", Item.class)).value()).isSameAs(first);
        assertThat(state.get(KEY).value()).isSameAs(first);
        assertThat(RecordCodec.of(Item.class))
                .isEqualTo(RecordCodec.of(Item.class))
                .hasSameHashCodeAs(KEY.codec());
        assertThat(RecordCodec.of(Item.class)).isNotEqualTo(RecordCodec.of(Owner.class));
    }

    @Test
    void whatATransactionWroteIsNotReadAgain() {
        state.transact(CAUSE, commit -> {
            commit.put(KEY, GOOD);
            return "";
        });
        Snapshot<Item> first = state.get(KEY);

        assertThat(state.get(KEY)).isSameAs(first);
    }

    @Test
    void aReasonThatSomebodyWroteIsCutAndTellsSo() {
        String longest = "x".repeat(2_000);

        assertThat(Cause.fitting("me", longest).reason()).isEqualTo(longest);
        assertThat(Cause.fitting("me", longest + "y").reason())
                .hasSize(2_000)
                .endsWith("x… (cut: it had 2001 characters)");
        assertThat(Cause.fitting("n".repeat(201), "r").actor()).hasSize(200).endsWith("(cut: it had 201 characters)");
        assertThatThrownBy(() -> Cause.fitting("me", " ")).hasMessageContaining("1 to 2000 are needed");
        List<Cause> emoji = new ArrayList<>();
        for (int before = 0; before < 2; before++) {
            emoji.add(Cause.fitting("me", "x".repeat(before) + "\uD83D\uDE00".repeat(1_500)));
        }
        assertThat(emoji).allSatisfy(cause -> JsonText.checkText(cause.reason()));
    }
}
