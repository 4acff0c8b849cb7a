package io.workfloworchestrator.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compiles and evaluates what would like to be large, in a JVM with a small heap; prints what each comes to. */
final class SmallHeapChild {
    private SmallHeapChild() {}

    /** What is tried, by name. */
    static Map<String, String> expressions() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("long text", "1 + ".repeat(1_000_000).concat("1"));
        all.put("long string", "'".concat("x".repeat(4_000_000)).concat("'"));
        all.put("deep", "(".repeat(4_000));
        all.put("deep lists", "[".repeat(2_000).concat("]".repeat(2_000)));
        all.put("many operands", "b || ".repeat(800).concat("b"));
        all.put("lists of lists", "l.map(x, l.map(y, l.map(z, [x, y, z])))");
        all.put("one list that grows", "l.map(x, l + l + l + l + l + l + l + l)");
        all.put("strings that grow", "l.map(x, s + s + s + s + s + s + s + s + s + s + s + s)");
        all.put("many short strings", "l.map(x, l.map(y, string(x + y)))");
        all.put("maps", "l.map(x, l.map(y, {'a': x, 'b': {'c': y}}))");
        all.put("filters", "l.filter(x, l.filter(y, l.exists(z, z == x + y)).size() > 0)");
        all.put("equal lists", "l.all(x, l.map(y, y) == l.map(y, y))");
        return all;
    }

    @SuppressWarnings("SystemOut")
    public static void main(String[] args) {
        List<Long> numbers = new ArrayList<>();
        for (long i = 0; i < 1_000; i++) {
            numbers.add(i);
        }
        Facts facts =
                Facts.of(Map.of("l", Collections.unmodifiableList(numbers), "s", "text ".repeat(1_000), "b", false));
        expressions().forEach((name, text) -> {
            String outcome;
            try {
                Object value = Expression.compile(text, Types.open()).evaluate(facts);
                outcome = value == null ? "null" : value.getClass().getSimpleName();
            } catch (ExpressionException e) {
                outcome = e.code();
            }
            System.out.println(name + ": " + outcome);
        });
        System.out.println("end");
    }
}
