package io.workfloworchestrator.definition;

import java.util.List;
import java.util.Random;

/** Definitions with a few faults, and texts of YAML's own pieces in no order, one after the other from a seed. */
final class YamlMutations {
    private static final String LETTERS = "ab:-[]{}&*!|>'\"%@`#?, \n\t~0.<\\$\u0000\uD800\u00E4\u202E";
    private static final List<String> PIECES = List.of(
            "workflow: w\n",
            "version: ",
            "phases:\n",
            "  - ",
            "- ",
            "id: a",
            "\n",
            " ",
            "    ",
            "steps: ",
            "[",
            "]",
            "{",
            "}",
            ", ",
            ": ",
            "? ",
            "&a ",
            "*a",
            "<<: ",
            "!!str ",
            "!x ",
            "| \n",
            "> \n",
            "\"",
            "'",
            "---\n",
            "...\n",
            "%YAML 1.2\n",
            "# c\n",
            "when: ",
            "is: ",
            "facts.f.exists",
            "${",
            "}",
            "1e309",
            ".nan",
            "0o7",
            "~",
            "null",
            "no",
            "1",
            "\t",
            "rules:\n",
            "facts: {f: {file: x}}\n",
            "data: {d: {type: map, of: ",
            "next: a\n",
            "items: {i: {status: {values: [a, b]}, ",
            "moves: [{id: m, from: a, to: b, hint: h}]",
            "claim: 5m",
            "items.i.ready",
            "\\x",
            "\ud83d\ude00");

    private final Random random;
    private final List<String> bases;

    YamlMutations(long seed, List<String> bases) {
        this.random = new Random(seed);
        this.bases = bases;
    }

    String next() {
        int kind = random.nextInt(10);
        return kind < 3 ? noise() : mutated(bases.get(kind < 9 ? 0 : 1 + random.nextInt(bases.size() - 1)));
    }

    private String noise() {
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(40); n > 0; n--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    private String mutated(String base) {
        StringBuilder text = new StringBuilder(base);
        for (int edits = 1 + random.nextInt(4); edits > 0 && text.length() > 0; edits--) {
            int at = random.nextInt(text.length());
            int until = Math.min(text.length(), at + random.nextInt(8));
            String letter = String.valueOf(LETTERS.charAt(random.nextInt(LETTERS.length())));
            switch (random.nextInt(5)) {
                case 0 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 1 -> text.insert(random.nextInt(text.length()), text.substring(at, until));
                case 2 -> text.replace(at, until, letter + letter);
                default -> text.replace(at, until, letter);
            }
        }
        return text.toString();
    }
}
