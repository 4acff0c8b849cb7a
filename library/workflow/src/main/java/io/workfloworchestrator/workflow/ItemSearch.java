package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.FieldShape;
import io.workfloworchestrator.definition.KindDefinition;
import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.definition.Shapes;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Finds items of one kind. Not thread-safe. */
final class ItemSearch {
    private static final Set<String> SORTS = Set.of("order", "number", "title", "status", "created", "changed");

    private static final int COUNTER_DIGITS = 18;

    private final KindItems items;
    private final KindDefinition described;
    private final Optional<ItemNumbers> numbers;

    ItemSearch(KindItems items) {
        this.items = items;
        this.described = items.graph.described;
        this.numbers = Optional.ofNullable(described.number()).map(ItemNumbers::of);
    }

    /** Where an item stands in the order: by a value, and of those with the same value by the order of people and the id. */
    private record Place(Json value, String order, String id) {
        static int compare(Place one, Place other) {
            int byValue = ItemSearch.compare(one.value, other.value);
            int byOrder = byValue == 0 ? one.order.compareTo(other.order) : byValue;
            return byOrder == 0 ? one.id.compareTo(other.id) : byOrder;
        }

        String cursor() {
            String text =
                    Json.array(List.of(value, Json.of(order), Json.of(id))).toString();
            return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        }

        static Place of(String cursor) {
            try {
                Json read = Json.parse(Base64.getUrlDecoder().decode(cursor));
                return new Place(
                        read.at("0").orElse(Json.Null.VALUE),
                        read.at("1").flatMap(Json::asText).orElseThrow(),
                        read.at("2").flatMap(Json::asText).orElseThrow());
            } catch (IllegalArgumentException | JsonException | java.util.NoSuchElementException e) {
                throw new ItemException(
                        "E_ITEM_QUERY",
                        "\"" + ItemFields.shown(cursor) + "\" is no cursor of a list of items. Leave it out for the"
                                + " first page.");
            }
        }
    }

    private record Found(ItemView view, Place place) {}

    ItemPage page(ItemQuery given) {
        requireKnown(given);
        ItemQuery query = given.where(meant(given.where()));
        boolean down = query.sort().startsWith("-");
        String by = down ? query.sort().substring(1) : query.sort();
        Comparator<Place> upwards = Place::compare;
        Comparator<Place> order = down ? upwards.reversed() : upwards;
        List<Found> found = new ArrayList<>();
        for (ItemView view : items.all()) {
            if (matches(query, view)) {
                found.add(new Found(view, place(view.item(), by)));
            }
        }
        found.sort((one, other) -> order.compare(one.place(), other.place()));
        Optional<Place> after = query.after().map(Place::of);
        List<Found> rest = found.stream()
                .filter(one -> after.isEmpty() || order.compare(one.place(), after.get()) > 0)
                .limit(query.limit() + 1L)
                .toList();
        List<Found> shown = rest.subList(0, Math.min(query.limit(), rest.size()));
        Optional<String> next = rest.size() > shown.size()
                ? Optional.of(shown.get(shown.size() - 1).place().cursor())
                : Optional.empty();
        return new ItemPage(shown.stream().map(Found::view).toList(), found.size(), next);
    }

    private void requireKnown(ItemQuery query) {
        for (String status : query.statuses()) {
            require(status, described.status().values(), "status");
        }
        Set<String> fields = new TreeSet<>(described.fields().keySet());
        fields.add(Item.TITLE);
        if (!described.fields().isEmpty()) {
            query.where().keys().forEach(field -> require(field, fields, "field"));
            fields.addAll(SORTS);
            require(query.sort().startsWith("-") ? query.sort().substring(1) : query.sort(), fields, "field");
        }
    }

    private void require(String name, java.util.Collection<String> known, String what) {
        if (!known.contains(name)) {
            throw new ItemException(
                    "E_ITEM_QUERY",
                    "A " + items.graph.kind + " has no " + what + " \"" + ItemFields.shown(name) + "\"."
                            + Names.hint(name, known));
        }
    }

    /**
     * The values as an item would take them. A word that its field cannot be is refused, unless an item has it from before: a list that
     * is empty because of a typing error looks like an answer.
     */
    private Json.Obj meant(Json.Obj where) {
        Json.Obj meant = where;
        for (String name : where.keys()) {
            FieldShape declared = described.fields().get(name);
            Json value = where.get(name);
            if (declared != null && value != null) {
                meant = meant.with(name, meant(name, value, declared));
            }
        }
        return meant;
    }

    private Json meant(String name, Json value, FieldShape declared) {
        FieldShape of = declared.of();
        if (of != null && !(value instanceof Json.Arr)) {
            return meant(name, value, of);
        }
        boolean asText =
                declared.type() == FieldShape.Type.STRING && (value instanceof Json.Num || value instanceof Json.Bool);
        Json meant = asText ? Json.of(value.toString()) : Shapes.meant(value, declared);
        Optional<String> strange = meant.asText().filter(word -> !declared.allows(word));
        if (strange.isPresent() && items.all().stream().noneMatch(view -> has(view.item(), name, meant))) {
            require(strange.get(), declared.oneOf(), name);
        }
        if (strange.isEmpty() && !canBe(meant, declared)) {
            Json.Obj asked = Json.Obj.EMPTY.with(name, meant);
            Shapes.fault(asked, Map.of(name, declared))
                    .filter(fault -> items.all().stream().noneMatch(view -> has(view.item(), name, meant)))
                    .ifPresent(fault -> {
                        throw new ItemException(
                                "E_ITEM_QUERY",
                                "No " + items.graph.kind + " can be found by that: " + fault.substring("data.".length())
                                        + ".");
                    });
        }
        return meant;
    }

    /** Whether a value may be asked for without a look at its type: none at all, an element of a list, a number in whatever form. */
    private static boolean canBe(Json value, FieldShape declared) {
        return value instanceof Json.Null
                || declared.type() == FieldShape.Type.LIST && !(value instanceof Json.Arr)
                || value instanceof Json.Num
                        && (declared.type() == FieldShape.Type.INT || declared.type() == FieldShape.Type.DOUBLE);
    }

    private static boolean matches(ItemQuery query, ItemView view) {
        Item item = view.item();
        return (query.statuses().isEmpty() || query.statuses().contains(item.status()))
                && query.where().keys().stream()
                        .allMatch(field ->
                                has(item, field, query.where().find(field).orElse(Json.Null.VALUE)))
                && (query.text().isEmpty() || contains(item, query.text().toLowerCase(Locale.ROOT)))
                && query.standing().map(how -> stands(view, how)).orElse(true);
    }

    /** Whether an item has this value in a field, or in the list that the field is. */
    static boolean has(Item item, String field, Json value) {
        Json is = item.state().fields().get(field);
        return is == null
                ? value instanceof Json.Null
                : isSame(is, value) || is.asList().stream().anyMatch(element -> isSame(element, value));
    }

    /** Numbers are the same by their value: 1 is 1.0. */
    private static boolean isSame(Json one, Json other) {
        return one instanceof Json.Num a && other instanceof Json.Num b
                ? a.value().compareTo(b.value()) == 0
                : one.equals(other);
    }

    private static boolean contains(Item item, String words) {
        Stream<String> own = Stream.of(item.id(), item.title(), item.number().orElse(""));
        Stream<String> texts = item.state().fields().values().stream().flatMap(value -> value.asText().stream());
        return Stream.concat(own, texts)
                .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(words));
    }

    private static boolean stands(ItemView view, ItemQuery.Standing how) {
        return switch (how) {
            case READY -> view.isReady();
            case BLOCKED -> view.isBlocked();
            case STUCK -> view.isStuck();
            case STALE -> view.isStale();
            case OVERDUE -> view.isOverdue();
            case CLAIMED -> view.isHeld();
            case OPEN -> !view.isFinal();
            case MISSING -> view.isMissing();
        };
    }

    private Place place(Item item, String by) {
        return new Place(value(item, by), item.state().order(), item.id());
    }

    private Json value(Item item, String by) {
        Json field = item.state().fields().get(by);
        return switch (by) {
            case "order" -> Json.Null.VALUE;
            case "number" -> Json.of(padded(item.number().orElse("")));
            case "title" -> Json.of(item.title().toLowerCase(Locale.ROOT));
            case "status" -> Json.of(described.status().values().indexOf(item.status()));
            case "created" -> Json.of(item.state().created().toEpochMilli());
            case "changed" -> Json.of(item.state().changed().toEpochMilli());
            default -> field == null ? Json.Null.VALUE : field;
        };
    }

    /** A number whose counter sorts as a number does. */
    private String padded(String number) {
        if (numbers.isEmpty()) {
            return number;
        }
        OptionalLong counter = numbers.get().counter(number);
        if (counter.isEmpty()) {
            return number;
        }
        String digits = Long.toString(counter.getAsLong());
        return numbers.get().beginning() + "0".repeat(COUNTER_DIGITS - digits.length()) + digits;
    }

    /** Nothing first, then truth values, numbers, texts, and all others by their text. */
    private static int compare(Json one, Json other) {
        if (one instanceof Json.Num a && other instanceof Json.Num b) {
            BigDecimal left = a.value();
            return left.compareTo(b.value());
        }
        int rank = Integer.compare(rank(one), rank(other));
        return rank == 0 ? text(one).compareTo(text(other)) : rank;
    }

    private static int rank(Json value) {
        if (value instanceof Json.Null) {
            return 0;
        }
        return value instanceof Json.Bool ? 1 : value instanceof Json.Num ? 2 : value instanceof Json.Str ? 3 : 4;
    }

    private static String text(Json value) {
        return value.asText().orElseGet(value::toString);
    }
}
