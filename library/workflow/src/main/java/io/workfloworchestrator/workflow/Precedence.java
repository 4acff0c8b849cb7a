package io.workfloworchestrator.workflow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What has to be done before what, among works of which each names the ones that it needs: batches (Kahn's algorithm),
 * circles, and who waits for whom.
 *
 * <p>Works in a circle, and works that wait for one, are in no batch. A need that is not among the works does not hold up
 * the order. Built in one pass; who waits for whom is computed when asked. Immutable and thread-safe.
 */
public final class Precedence {
    /** Of a damaged state, so many circles are told at most. */
    private static final int MOST_CIRCLES = 20;

    private final List<Work> works;
    private final Map<String, Integer> places = new HashMap<>();
    private final List<List<Integer>> needs = new ArrayList<>();
    private final List<List<Integer>> dependents = new ArrayList<>();
    private final List<List<Integer>> batches = new ArrayList<>();
    private final List<Integer> circular = new ArrayList<>();
    private BitSet @Nullable [] waiting;

    /**
     * Something to be done.
     *
     * @param id its id, unique among the works
     * @param effort how much work it is, in any unit; 0 or more
     * @param needs the ids of the works that have to be done before
     */
    public record Work(String id, double effort, List<String> needs) {
        public Work {
            needs = List.copyOf(needs);
        }
    }

    private Precedence(List<Work> works) {
        this.works = List.copyOf(works);
        this.works.forEach(work -> places.putIfAbsent(work.id(), places.size()));
        for (int place = 0; place < this.works.size(); place++) {
            dependents.add(new ArrayList<>());
        }
        for (Work work : this.works) {
            List<Integer> known = work.needs().stream()
                    .distinct()
                    .filter(places::containsKey)
                    .map(places::get)
                    .toList();
            int place = needs.size();
            needs.add(known);
            known.forEach(need -> dependents.get(need).add(place));
        }
        batch();
    }

    /**
     * The order among works.
     *
     * @param works in the order in which people would do them
     * @throws IllegalArgumentException if two works have the same id
     */
    public static Precedence of(List<Work> works) {
        Set<String> ids = new HashSet<>();
        works.forEach(work -> {
            if (!ids.add(work.id())) {
                throw new IllegalArgumentException("two works have the id " + work.id());
            }
        });
        return new Precedence(works);
    }

    private void batch() {
        int[] open = new int[works.size()];
        List<Integer> batch = new ArrayList<>();
        for (int place = 0; place < open.length; place++) {
            open[place] = needs.get(place).size();
            if (open[place] == 0) {
                batch.add(place);
            }
        }
        while (!batch.isEmpty()) {
            batches.add(batch);
            List<Integer> next = new ArrayList<>();
            for (int place : batch) {
                for (int dependent : dependents.get(place)) {
                    if (--open[dependent] == 0) {
                        next.add(dependent);
                    }
                }
            }
            next.sort(null);
            batch = next;
        }
        for (int place = 0; place < open.length; place++) {
            if (open[place] > 0) {
                circular.add(place);
            }
        }
    }

    public List<Work> works() {
        return works;
    }

    /** The ids in batches; within a batch in the order of people. */
    public List<List<String>> batches() {
        return batches.stream().map(this::ids).toList();
    }

    /** The ids of all works that are in a batch, in an order in which they can be done. */
    public List<String> order() {
        return batches.stream().flatMap(List::stream).map(this::id).toList();
    }

    private List<String> ids(List<Integer> some) {
        return some.stream().map(this::id).toList();
    }

    private String id(int place) {
        return works.get(place).id();
    }

    private int place(String id) {
        return places.getOrDefault(id, -1);
    }

    /** The circles of needs, at most 20: each is a work, what it needs, what that needs, and so on, back to the work. */
    public List<List<String>> circles() {
        List<List<String>> circles = new ArrayList<>();
        Set<String> told = new HashSet<>();
        for (int place : circular) {
            String id = id(place);
            List<String> circle = told.contains(id) || circles.size() == MOST_CIRCLES
                    ? List.of()
                    : circle(id, needs(id), this::needs);
            if (!circle.isEmpty()) {
                told.addAll(circle);
                circles.add(circle);
            }
        }
        return circles;
    }

    public List<String> needs(String id) {
        int place = place(id);
        return place < 0 ? List.of() : ids(needs.get(place));
    }

    public List<String> dependents(String id) {
        int place = place(id);
        return place < 0 ? List.of() : ids(dependents.get(place));
    }

    /** The circle from a work back to itself, if it had these needs; empty if there is none. */
    static List<String> circle(String id, List<String> itsNeeds, Function<String, List<String>> needs) {
        Map<String, String> from = new HashMap<>();
        Deque<String> todo = new ArrayDeque<>();
        for (String need : itsNeeds) {
            if (from.putIfAbsent(need, id) == null) {
                todo.add(need);
            }
        }
        while (!todo.isEmpty()) {
            String at = todo.poll();
            if (at.equals(id)) {
                return path(id, from);
            }
            for (String need : needs.apply(at)) {
                if (from.putIfAbsent(need, at) == null) {
                    todo.add(need);
                }
            }
        }
        return List.of();
    }

    /** Whether nothing that these works need, directly or through others, is in a circle; in one pass. */
    static boolean isFree(Collection<String> ids, Function<String, List<String>> needs) {
        Set<String> done = new HashSet<>();
        Set<String> onTheWay = new HashSet<>();
        Deque<String> way = new ArrayDeque<>(ids);
        while (!way.isEmpty()) {
            String at = way.peek();
            if (done.contains(at) || onTheWay.contains(at)) {
                // What it needs has been walked through, or it was put on the way twice.
                way.pop();
                onTheWay.remove(at);
                done.add(at);
                continue;
            }
            onTheWay.add(at);
            for (String need : needs.apply(at)) {
                if (onTheWay.contains(need)) {
                    return false;
                }
                if (!done.contains(need)) {
                    way.push(need);
                }
            }
        }
        return true;
    }

    private static List<String> path(String id, Map<String, String> from) {
        Deque<String> path = new ArrayDeque<>(List.of(id));
        String at = from.getOrDefault(id, id);
        while (!at.equals(id)) {
            path.addFirst(at);
            at = from.getOrDefault(at, id);
        }
        path.addFirst(id);
        return List.copyOf(path);
    }

    /** For each work that is in a batch, the most work that waits behind it on one chain, without its own. */
    public Map<String, Double> behind() {
        Map<String, Double> longest = new HashMap<>();
        for (int batch = batches.size() - 1; batch >= 0; batch--) {
            for (int place : batches.get(batch)) {
                double most = 0;
                for (int next : dependents.get(place)) {
                    Work work = works.get(next);
                    most = Math.max(most, work.effort() + longest.getOrDefault(work.id(), 0.0));
                }
                longest.put(id(place), most);
            }
        }
        return longest;
    }

    public int unblocks(String id) {
        int place = place(id);
        return place < 0 ? 0 : waiting()[place].cardinality();
    }

    /** The places of the works that wait for the one at this place of {@link #works}, directly or through others. */
    public BitSet waitingFor(int place) {
        return (BitSet) waiting()[place].clone();
    }

    private BitSet[] waiting() {
        BitSet[] known = waiting;
        if (known == null) {
            known = computeWaiting();
            waiting = known;
        }
        return known;
    }

    private BitSet[] computeWaiting() {
        BitSet[] after = new BitSet[works.size()];
        circular.forEach(place -> after[place] = reached(place));
        for (int batch = batches.size() - 1; batch >= 0; batch--) {
            for (int place : batches.get(batch)) {
                BitSet all = new BitSet(after.length);
                for (int next : dependents.get(place)) {
                    all.set(next);
                    all.or(after[next]);
                }
                after[place] = all;
            }
        }
        return after;
    }

    /** Whoever waits for a work of a circle, without the work itself. */
    private BitSet reached(int place) {
        BitSet found = new BitSet(works.size());
        Deque<Integer> todo = new ArrayDeque<>(dependents.get(place));
        while (!todo.isEmpty()) {
            int next = todo.pop();
            if (next != place && !found.get(next)) {
                found.set(next);
                todo.addAll(dependents.get(next));
            }
        }
        return found;
    }
}
