package io.workfloworchestrator.workflow;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.SharedMap;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * How one item stands, as it is kept in the state.
 *
 * <p>Made for several writers and for git: whatever two of them may change at the same time lies in a place of its own.
 * Evidence and times of edits are keyed, and there is no time of the last change, which every writer would change: it
 * follows from the others ({@link #changed}).
 *
 * <p>Immutable and thread-safe.
 *
 * @param since when it came into this status
 * @param order its place among the items of its kind: they are sorted by this text
 * @param fields what it holds, by name; fields that the kind does not declare are kept
 * @param edited when a field was last changed after the item was added, by the field's name; a list is left out, since what two
 *     writers add to it merges
 * @param claim who holds it, or held it last; empty if nobody ever did
 * @param evidence what proves it done, by the evidence's id
 * @param source the key of the element of the list that it came from; empty if somebody added it
 * @param missing since when that list no longer has it; empty while it does
 */
public record ItemState(
        String status,
        Instant since,
        Instant created,
        Optional<String> number,
        String order,
        Map<String, Json> fields,
        Map<String, Instant> edited,
        Optional<Claim> claim,
        Map<String, Evidence> evidence,
        Optional<String> source,
        Optional<Instant> missing) {
    public ItemState {
        fields = SharedMap.copyOf(fields);
        edited = SharedMap.copyOf(edited);
        evidence = SharedMap.copyOf(evidence);
    }

    /** The newest time at which something of it changed: its status, a field, its claim or its evidence. */
    public Instant changed() {
        Stream<Instant> times = Stream.of(
                        Stream.of(since, created),
                        edited.values().stream(),
                        claim.stream().map(Claim::seen),
                        evidence.values().stream().map(Evidence::at),
                        missing.stream())
                .flatMap(some -> some);
        return times.max(Instant::compareTo).orElse(created);
    }

    /** The text of a field; empty if it is absent or no text: a number is read by {@link #number(String)}. */
    public Optional<String> text(String field) {
        return Optional.ofNullable(fields.get(field)).flatMap(Json::asText);
    }

    /** The texts of a list; empty if the field is absent or no list. */
    public List<String> texts(String field) {
        return Optional.ofNullable(fields.get(field)).map(Json::texts).orElse(List.of());
    }

    /** The number in a field, whether its type is int or double; empty if the field is absent or no number. */
    public OptionalDouble number(String field) {
        return fields.get(field) instanceof Json.Num number
                ? OptionalDouble.of(number.value().doubleValue())
                : OptionalDouble.empty();
    }

    /** Whether a field is true; false if it is absent or no truth value. */
    public boolean flag(String field) {
        return fields.get(field) instanceof Json.Bool flag && flag.value();
    }

    ItemState withStatus(String newStatus, Instant now) {
        return new ItemState(newStatus, now, created, number, order, fields, edited, claim, evidence, source, missing);
    }

    ItemState withNumber(String newNumber) {
        Optional<String> its = Optional.of(newNumber);
        return new ItemState(status, since, created, its, order, fields, edited, claim, evidence, source, missing);
    }

    ItemState withOrder(String newOrder) {
        return new ItemState(
                status, since, created, number, newOrder, fields, edited, claim, evidence, source, missing);
    }

    ItemState withFields(Map<String, Json> newFields, Map<String, Instant> newEdited) {
        return new ItemState(
                status, since, created, number, order, newFields, newEdited, claim, evidence, source, missing);
    }

    ItemState withClaim(Optional<Claim> newClaim) {
        return new ItemState(
                status, since, created, number, order, fields, edited, newClaim, evidence, source, missing);
    }

    ItemState withEvidence(String id, Evidence more) {
        return withEvidence(SharedMap.<Evidence>copyOf(evidence).with(id, more));
    }

    ItemState withoutEvidence(Collection<String> ids) {
        SharedMap<Evidence> rest = SharedMap.copyOf(evidence);
        for (String id : ids) {
            rest = rest.without(id);
        }
        return withEvidence(rest);
    }

    private ItemState withEvidence(SharedMap<Evidence> all) {
        return new ItemState(status, since, created, number, order, fields, edited, claim, all, source, missing);
    }

    ItemState withMissing(Optional<Instant> newMissing) {
        return new ItemState(
                status, since, created, number, order, fields, edited, claim, evidence, source, newMissing);
    }
}
