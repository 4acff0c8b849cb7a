package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.KindDefinition;
import io.workfloworchestrator.definition.TimesDefinition;
import io.workfloworchestrator.state.Revision;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An item at one moment, and what follows from all beside it: what it needs, the time, the files that its evidence
 * covers. Each answer is computed when asked for. Thread-safe.
 */
public final class ItemView {
    private final ItemGraph graph;
    private final Item item;
    private final ItemSight sight;
    private @Nullable List<Need> unmet;
    private @Nullable ItemFacts facts;

    ItemView(ItemGraph graph, Item item, ItemSight sight) {
        this.graph = graph;
        this.item = item;
        this.sight = sight;
    }

    public Item item() {
        return item;
    }

    /** Whether nothing is left to do of it. */
    public boolean isFinal() {
        return kind().status().isFinal(item.status());
    }

    /** Whether it was done, and so meets the needs of others. */
    public boolean isDone() {
        return kind().status().isDone(item.status());
    }

    /** Whether it can be begun: it is in the first status, its needs are met, nobody holds it, and it is not missing. */
    public boolean isReady() {
        return isFirst() && unmet().isEmpty() && !isHeld() && !isMissing();
    }

    /** Whether items of its kind can have this status. */
    public boolean canBe(String status) {
        return kind().status().values().contains(status);
    }

    /** Whether it is not final, and some need of it is not met. */
    public boolean isBlocked() {
        return !isFinal() && !unmet().isEmpty();
    }

    /** The needs that are not met, in the order in which the item names them. */
    public List<Need> unmet() {
        List<Need> known = unmet;
        if (known == null) {
            known = List.copyOf(graph.unmet(item.id()));
            unmet = known;
        }
        return known;
    }

    /** How many items that are not final wait for it, directly or through others. */
    public int unblocks() {
        return graph.unblocks(item.id()).size();
    }

    /** Whether it is not final, and nothing about it changed for as long as its kind says. */
    public boolean isStale() {
        return !isFinal() && isIdle(times().staleAfter());
    }

    /** Whether it was begun, and is blocked, or its holder let the claim run out, or nothing changed for as long as its kind says. */
    public boolean isStuck() {
        boolean begun = !isFinal() && !isFirst();
        boolean lost = claim().filter(claim -> claim.ranOut(sight.now())).isPresent();
        return begun && (isBlocked() || lost || isIdle(times().stuckAfter()));
    }

    /** Whether it is not final, and the date by which it must be is over. */
    public boolean isOverdue() {
        return !isFinal() && due().filter(due -> due.isBefore(sight.today())).isPresent();
    }

    /** The date by which it must be final; empty if it has no date that can be read. */
    public Optional<LocalDate> due() {
        String field = times().due();
        return field == null ? Optional.empty() : item.state().text(field).flatMap(ItemFields::date);
    }

    public boolean isHeld() {
        return claim().filter(claim -> claim.isHeld(sight.now())).isPresent();
    }

    /** Who holds it, or held it last; empty if nobody ever did. */
    public Optional<Claim> claim() {
        return item.state().claim();
    }

    /** Who holds it until when, or whose it was and when that holder was last seen, in a sentence; empty if nobody does or did. */
    public String holder() {
        return Claims.holder(item, sight.now());
    }

    /**
     * Refuses whoever may not write to it now, so that nobody begins long work whose outcome is refused afterwards.
     *
     * @param token of the writer's claim; {@link Revision#NONE} without one
     * @throws ItemException {@code E_CLAIM_TOKEN}, {@code E_CLAIM_HELD} if somebody else holds it and no token is given
     */
    public void requireWritable(String by, Revision token) {
        ItemState unused = Claims.written(item, Optional.empty(), sight.now(), by, token);
    }

    /** Whether it came from a list in which it no longer is. */
    public boolean isMissing() {
        return item.state().missing().isPresent();
    }

    /** The files that this evidence of the item covers and that have other content now, or are gone; empty while it is fresh. */
    public List<String> changed(Evidence evidence) {
        return sight.changed(evidence);
    }

    /** Whether some evidence was recomputed by this program, and is fresh. */
    public boolean isVerified() {
        return item.state().evidence().values().stream()
                .anyMatch(evidence -> evidence.level() == Evidence.Level.VERIFIED
                        && sight.changed(evidence).isEmpty());
    }

    /** Whole days since it was added. */
    public long ageDays() {
        return days(item.state().created());
    }

    /** Whole days since something of it changed. */
    public long idleDays() {
        return days(item.state().changed());
    }

    private long days(Instant since) {
        return Math.max(0, Duration.between(since, sight.now()).toDays());
    }

    private boolean isIdle(@Nullable Duration after) {
        return after != null
                && Duration.between(item.state().changed(), sight.now()).compareTo(after) >= 0;
    }

    private boolean isFirst() {
        return item.status().equals(kind().status().first());
    }

    private TimesDefinition times() {
        return kind().times();
    }

    KindDefinition kind() {
        return graph.described;
    }

    ItemGraph graph() {
        return graph;
    }

    /** What speaks for doing it next: {@code it waits for nothing, is on the critical path and unblocks 7}. */
    String merits() {
        List<String> merits = new ArrayList<>(List.of("it waits for nothing"));
        if (graph.isCritical(item.id())) {
            merits.add("is on the critical path");
        }
        int unblocks = unblocks();
        if (unblocks > 0) {
            merits.add("unblocks " + unblocks);
        }
        int last = merits.size() - 1;
        return last == 0 ? merits.get(0) : String.join(", ", merits.subList(0, last)) + " and " + merits.get(last);
    }

    ItemFacts facts() {
        ItemFacts known = facts;
        if (known == null) {
            known = new ItemFacts(this);
            facts = known;
        }
        return known;
    }
}
