package io.workfloworchestrator.rules;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The answer of the rules of one phase for some facts. Immutable and thread-safe. Suggestions and explanations are written
 * when somebody asks for them, from the same facts.
 */
public final class Evaluation {
    private static final int CHUNK = 64;

    private final Map<String, Rule> rules;

    private final String phase;
    private final Plan plan;
    private final Facts facts;
    /** The results by position in the plan, in chunks, so that a small change copies little. */
    private final Result[][] results;
    /** The positions of results with suggestions or findings. */
    private final BitSet speaking;

    private final long cost;

    private Evaluation(
            Map<String, Rule> rules,
            String phase,
            Plan plan,
            Facts facts,
            Result[][] results,
            BitSet speaking,
            long cost) {
        this.rules = rules;
        this.phase = phase;
        this.plan = plan;
        this.facts = facts;
        this.results = results;
        this.speaking = speaking;
        this.cost = cost;
    }

    static Evaluation full(Map<String, Rule> rules, String phase, Plan plan, Facts facts) {
        int count = plan.rules.length;
        Result[][] results = new Result[(count + CHUNK - 1) / CHUNK][];
        BitSet speaking = new BitSet(count);
        Frame frame = new Frame(facts);
        long cost = 0;
        for (int i = 0; i < count; i++) {
            if (i % CHUNK == 0) {
                results[i / CHUNK] = new Result[Math.min(CHUNK, count - i)];
            }
            Result result = cost > Limits.PASS_COST ? Result.beyondBudget(plan.rules[i]) : plan.result(i, frame);
            cost += result.cost;
            results[i / CHUNK][i % CHUNK] = result;
            if (result.speaks()) {
                speaking.set(i);
            }
        }
        return new Evaluation(rules, phase, plan, facts, results, speaking, cost);
    }

    /**
     * The same phase over changed facts, evaluating only rules that read what changed; the answer is that of a full
     * pass.
     *
     * @param changedPaths the path of every value that differs, or of a value that holds it: {@code facts.notes} stands for
     *     everything below it too, and the empty path for everything
     */
    public Evaluation changed(Facts now, Set<String> changedPaths) {
        if (cost > Limits.PASS_COST) {
            return full(rules, phase, plan, now);
        }
        BitSet affected = plan.affected(changedPaths);
        Result[][] next = results.clone();
        BitSet speak = speaking;
        boolean own = false;
        Frame frame = new Frame(now);
        long total = cost;
        int copied = -1;
        for (int i = affected.nextSetBit(0); i >= 0; i = affected.nextSetBit(i + 1)) {
            if (i / CHUNK != copied) {
                copied = i / CHUNK;
                next[copied] = next[copied].clone();
            }
            Result result = plan.result(i, frame);
            total += result.cost - next[copied][i % CHUNK].cost;
            next[copied][i % CHUNK] = result;
            if (result.speaks() != speak.get(i)) {
                speak = own ? speak : (BitSet) speaking.clone();
                own = true;
                speak.set(i, result.speaks());
            }
        }
        return total > Limits.PASS_COST
                ? full(rules, phase, plan, now)
                : new Evaluation(rules, phase, plan, now, next, speak, total);
    }

    /** The facts it was evaluated over. */
    public Facts facts() {
        return facts;
    }

    /** All suggestions: highest salience first, then by id, then in the order of the bindings. */
    public List<Suggestion> suggestions() {
        return suggestions(Integer.MAX_VALUE);
    }

    /** The first suggestions, at most so many; cheaper than all of them. */
    public List<Suggestion> suggestions(int most) {
        List<Suggestion> first = new ArrayList<>();
        for (int i = speaking.nextSetBit(0); i >= 0 && first.size() < most; i = speaking.nextSetBit(i + 1)) {
            List<Suggestion> more = result(i).written(plan.rules[i], facts).suggestions();
            first.addAll(more.subList(0, Math.min(more.size(), most - first.size())));
        }
        return List.copyOf(first);
    }

    /** Everything that kept a rule from being decided or a suggestion from being written, in the order of the rules. */
    public List<Finding> findings() {
        List<Finding> all = new ArrayList<>();
        for (int i = speaking.nextSetBit(0); i >= 0; i = speaking.nextSetBit(i + 1)) {
            all.addAll(result(i).written(plan.rules[i], facts).findings());
        }
        return List.copyOf(all);
    }

    /**
     * Why a rule is suggested, or why not.
     *
     * @throws RuleException {@code E_RULE_UNKNOWN} if the engine has no such rule, naming the nearest
     */
    public Explanation explain(String ruleId) {
        Rule rule = rules.get(ruleId);
        if (rule == null) {
            throw new RuleException(
                    "E_RULE_UNKNOWN", "there is no rule \"" + ruleId + "\"" + Nearest.hint(ruleId, rules.keySet()));
        }
        return Explainer.explain(rule, phase, facts);
    }

    private Result result(int position) {
        return results[position / CHUNK][position % CHUNK];
    }
}
