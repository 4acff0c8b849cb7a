package io.workfloworchestrator.server;

import io.workfloworchestrator.definition.KindDefinition;
import io.workfloworchestrator.definition.MoveDefinition;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.workflow.Claim;
import io.workfloworchestrator.workflow.Evidence;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemView;
import io.workfloworchestrator.workflow.Need;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * An item as tools and commands answer it. What an item does not have is left out. Immutable and thread-safe.
 *
 * @param id its id, such as {@code t-7f3a9c}
 * @param number the number that people see
 * @param is how it stands beside that: ready, blocked, stuck, stale, overdue, claimed, verified, missing
 * @param blockedBy the needs that are not met, each with its title and status
 * @param unblocks how many items that are not final wait for it
 * @param claimedBy who holds it now
 * @param holder who holds it until when, or whose it was and when that holder was last seen, in a sentence
 * @param moves the ids of the moves that lead from its status
 * @param fields what it holds, the title left out; of long values only the beginning, unless the item is shown whole
 * @param evidence what proves it, the newest first, each in a line; only where the item is shown whole
 */
public record ItemRecord(
        String kind,
        String id,
        Optional<String> number,
        @Field(untrusted = true) String title,
        String status,
        Optional<List<String>> is,

        @Field(untrusted = true, max = 400) Optional<List<String>> blockedBy,

        Optional<Integer> unblocks,
        @Field(untrusted = true) Optional<String> claimedBy,

        @Field(untrusted = true, max = 400) Optional<String> holder,

        Optional<List<String>> moves,
        @Field(untrusted = true) Map<String, Json> fields,

        @Field(untrusted = true, max = 600) Optional<List<String>> evidence) {
    private static final int MOST_NEEDS = 5;
    private static final int MOST_EVIDENCE = 10;
    private static final int BRIEF_FIELDS = 700;
    private static final int WHOLE_FIELDS = 9_000;

    /** An item in a list. */
    public static ItemRecord brief(ItemView view, KindDefinition kind) {
        return of(view, kind, BRIEF_FIELDS, 0);
    }

    /** An item alone, with its evidence; at most about 16,000 characters of JSON. */
    public static ItemRecord whole(ItemView view, KindDefinition kind) {
        return of(view, kind, WHOLE_FIELDS, MOST_EVIDENCE);
    }

    /** An item alone, with everything that it holds, however much that is. */
    public static ItemRecord full(ItemView view, KindDefinition kind) {
        return of(view, kind, Integer.MAX_VALUE, Evidence.MOST);
    }

    private static ItemRecord of(ItemView view, KindDefinition kind, int room, int mostEvidence) {
        Item item = view.item();
        return new ItemRecord(
                item.kind(),
                item.id(),
                item.number(),
                item.title(),
                item.status(),
                present(standing(view)),
                present(blockedBy(view)),
                Optional.of(view.unblocks()).filter(count -> count > 0),
                view.claim().filter(claim -> view.isHeld()).map(Claim::by),
                Optional.of(view.holder()).filter(text -> !text.isEmpty()),
                present(kind.movesFrom(item.status()).stream()
                        .map(MoveDefinition::id)
                        .toList()),
                FieldsShown.within(item.state().fields(), room),
                mostEvidence == 0 ? Optional.empty() : present(evidence(view, mostEvidence)));
    }

    private static Optional<List<String>> present(List<String> some) {
        return Optional.of(some).filter(list -> !list.isEmpty());
    }

    private static List<String> standing(ItemView view) {
        List<String> words = new ArrayList<>();
        add(words, view.isReady(), "ready");
        add(words, view.isBlocked(), "blocked");
        add(words, view.isStuck(), "stuck");
        add(words, view.isStale(), "stale");
        add(words, view.isOverdue(), "overdue");
        add(words, view.isHeld(), "claimed");
        add(words, view.isVerified(), "verified");
        add(words, view.isMissing(), "missing");
        return words;
    }

    private static void add(List<String> words, boolean holds, String word) {
        if (holds) {
            words.add(word);
        }
    }

    private static List<String> blockedBy(ItemView view) {
        List<Need> unmet = view.isBlocked() ? view.unmet() : List.of();
        return first(unmet, MOST_NEEDS, need -> (need.toText() + " " + need.wayOut()).strip());
    }

    /** The evidence of an item, the newest first, each in a line that says whether it still counts. */
    private static List<String> evidence(ItemView view, int most) {
        List<Map.Entry<String, Evidence>> all =
                new ArrayList<>(view.item().state().evidence().entrySet());
        all.sort(Comparator.comparing(
                        (Map.Entry<String, Evidence> one) -> one.getValue().at())
                .reversed()
                .thenComparing(Map.Entry::getKey));
        return first(all, most, one -> one.getKey() + ": " + line(one.getValue(), view.changed(one.getValue())));
    }

    private static <T> List<String> first(List<T> all, int most, Function<T, String> line) {
        List<String> lines = new ArrayList<>(all.stream().limit(most).map(line).toList());
        if (all.size() > most) {
            lines.add(all.size() - most + " more");
        }
        return lines;
    }

    private static String line(Evidence evidence, List<String> changed) {
        return evidence.what().word() + " " + evidence.result()
                + evidence.exit().map(code -> " (exit " + code + ")").orElse("")
                + evidence.command().map(command -> ", " + command).orElse("")
                + ", " + evidence.level().word() + " by " + evidence.by() + " at " + evidence.at()
                + (changed.isEmpty() ? ", fresh" : ", stale: changed since are " + String.join(", ", changed));
    }
}
