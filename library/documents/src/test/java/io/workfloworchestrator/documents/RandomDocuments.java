package io.workfloworchestrator.documents;

import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Hostile values and hostile files, the same for the same seed. */
final class RandomDocuments {
    private static final String[] LINES = {
        "plain text",
        "# heading",
        "## heading",
        "### heading ###",
        "####### seven",
        "   ## indented",
        "    ## code",
        "\t# tab",
        "\\# escaped",
        "\\\\## twice",
        "===",
        "---",
        "  ---  ",
        "-",
        "\\---",
        "=======",
        "<<<<<<< HEAD",
        ">>>>>>> theirs",
        "```",
        "````java",
        "``` a`b",
        "~~~",
        "   ```",
        "\\```",
        "<!-- open",
        "-->",
        "<!-- closed -->",
        "<script>",
        "</script>",
        "<div>",
        "<?php",
        "<!DOCTYPE x",
        "<![CDATA[",
        "- [ ] box",
        "- [x] T001 ticked (depends on T002) @ana \uD83D\uDCC5 2026-08-20 ^t-7f3a9c",
        "  - [ ] nested",
        "    - [ ] deeper",
        "* [/] doing",
        "1. [-] dropped",
        "> - [ ] quoted",
        "> # quoted heading",
        "> > > deep",
        "- \\[x] escaped",
        "- [ ]near miss",
        "- [?] odd mark",
        "- item",
        "  continued",
        "- ```",
        "  ## in item",
        "| a | b |",
        "|---|---|",
        "",
        "",
        "",
        "  ",
        "\t",
        "trailing  ",
        "\u05E9\u05DC\u05D5\u05DD \u202Ertl",
        "\uD83D\uDE00 astral",
        "&#10; &amp;#10; &#8364;",
        "form\ffeed \u0085 \u2028",
        "cr\rinside",
        "crlf\r",
        "id: G-07",
        "{{mustache}} {{{raw}}}",
        "[link]: http://example.org",
        "word ^id",
        "(failed)",
        "@ana",
        "status: [doing",
        "\\",
        "*emphasis*",
        "`code`",
        "[owner:: ana]"
    };
    private static final String[] ENDINGS = {"\n", "\n", "\n", "\r\n", "\r"};
    private static final String[] STATUSES = {"open", "done", "doing", "failed", "dropped", "odd status", "x"};
    private static final String[] NAMES = {"t-7f3a9c", "t-11c0de", "a", "G-07", "i.1", "T001", "n1", "n2", "n3"};
    private static final String[] NUMBERS = {"T001", "T002", "1.2", "#7", "G-07", "seven", "1", ""};

    private final Random random;

    RandomDocuments(long seed) {
        this.random = new Random(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    private <T> T any(T[] of) {
        return of[random.nextInt(of.length)];
    }

    /** A text of some lines. */
    String text() {
        StringBuilder out = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            out.append(any(LINES)).append(i > 1 || random.nextInt(4) == 0 ? "\n" : "");
        }
        return out.toString();
    }

    /** A text of one line, mostly. */
    String words() {
        String line = any(LINES);
        return switch (random.nextInt(6)) {
            case 0 -> line + " " + any(LINES);
            case 1 -> " " + line + "\n";
            case 2 -> "Do " + random.nextInt(50) + " things";
            default -> line;
        };
    }

    /** The lines of a file with one kind of ends or several. */
    String file() {
        StringBuilder out = new StringBuilder(random.nextInt(12) == 0 ? "\uFEFF" : "");
        if (random.nextInt(3) == 0) {
            out.append("---\nid: G-07 # kept\ntags:\n  - a\n  - b\nnote: 'x'\n---\n");
        }
        boolean isMixed = random.nextInt(4) == 0;
        String ending = any(ENDINGS);
        int count = random.nextInt(25);
        for (int i = 0; i < count; i++) {
            out.append(any(LINES));
            if (i + 1 < count || random.nextBoolean()) {
                out.append(isMixed ? any(ENDINGS) : ending);
            }
        }
        return out.toString();
    }

    /** Characters without sense, many of which are marks. */
    String noise() {
        String marks = "#-*+>`~=<!|[]() \t\n\r:&;^@\\x0123.\uFEFF'\"{}?,";
        StringBuilder out = new StringBuilder();
        for (int i = random.nextInt(80); i > 0; i--) {
            int kind = random.nextInt(20);
            if (kind == 0) {
                out.append(any(LINES));
            } else if (kind == 1) {
                out.appendCodePoint(0x20 + random.nextInt(0x2000));
            } else {
                out.append(marks.charAt(random.nextInt(marks.length())));
            }
        }
        return out.toString();
    }

    /** A value of any format. */
    Json.Obj value(boolean hasTexts, int deepest) {
        Map<String, Json> value = new TreeMap<>();
        if (random.nextInt(3) > 0) {
            value.put("fields", fields());
        }
        boolean hasTitle = random.nextInt(4) > 0;
        if (hasTitle) {
            value.put("title", Json.of(words()));
        }
        if (hasTexts) {
            value.put("text", Json.of(text()));
        }
        List<String> sections = new ArrayList<>();
        Map<String, Json> parts = new TreeMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            String id = "s" + i;
            Json.Obj part = Json.Obj.EMPTY
                    .with("title", Json.of(words()))
                    .with("level", Json.of(Math.min(deepest, 2 + random.nextInt(2))))
                    .with("order", Json.of(random.nextInt(3)));
            parts.put(id, hasTexts ? part.with("text", Json.of(text())) : part);
            sections.add(id);
        }
        value.put("sections", Json.object(parts));
        if (!hasTexts) {
            value.put("items", items(sections));
        }
        return (Json.Obj) Json.object(value);
    }

    private Json fields() {
        Map<String, Json> fields = new TreeMap<>();
        String[] names = {"id", "status", "yes", "a b", "created", "\u00E9t\u00E9", "x: y", "---", ""};
        for (int i = random.nextInt(5); i > 0; i--) {
            fields.put(any(names), field());
        }
        return Json.object(fields);
    }

    Json field() {
        String[] texts = {
            "2026-08-01",
            "yes",
            "12:30",
            "007",
            "null",
            "",
            " x ",
            "a\nb",
            "a\n\n b\n",
            "---",
            "# x",
            "'",
            "\"",
            "\u2028",
            "\uFEFF",
            "\uD83D\uDE00",
            "- a",
            "[a",
            "{{x}}",
            "&a",
            "*a",
            "!t",
            "%",
            "~",
            "1e3",
            "0x1f",
            "active",
            "\t",
            "a: b"
        };
        return switch (random.nextInt(8)) {
            case 0 -> Json.of(random.nextInt(1000) - 500);
            case 1 -> new Json.Num("1.50");
            case 2 -> Json.of(random.nextBoolean());
            case 3 -> Json.Null.VALUE;
            case 4 -> Json.strings(List.of(any(texts), any(texts)));
            case 5 -> Json.object(Map.of("k", Json.of(any(texts)), "l: m", Json.array(List.of())));
            default -> Json.of(any(texts));
        };
    }

    private Json items(List<String> sections) {
        Map<String, Json> items = new TreeMap<>();
        List<String> ids = new ArrayList<>();
        for (int i = random.nextInt(7); i > 0; i--) {
            String id = any(NAMES);
            if (items.containsKey(id)) {
                continue;
            }
            Json.Obj item = item(sections);
            if (!ids.isEmpty() && random.nextInt(4) == 0) {
                String parent = ids.get(random.nextInt(ids.size()));
                Json above = items.get(parent);
                item = item.with("parent", Json.of(parent)).without("section");
                if (above.at("section").isPresent()) {
                    item = item.with("section", above.at("section").get());
                }
            }
            items.put(id, item);
            ids.add(id);
        }
        return Json.object(items);
    }

    Json.Obj item(List<String> sections) {
        Json.Obj item = Json.Obj.EMPTY.with("text", Json.of(words())).with("status", Json.of(any(STATUSES)));
        if (!sections.isEmpty() && random.nextInt(4) > 0) {
            item = item.with("section", Json.of(sections.get(random.nextInt(sections.size()))));
        }
        item = random.nextBoolean() ? item.with("order", Json.of(random.nextInt(5))) : item;
        item = random.nextBoolean() ? item.with("number", Json.of(any(NUMBERS))) : item;
        item = random.nextInt(3) == 0 ? item.with("needs", Json.strings(List.of(any(NAMES), any(NUMBERS)))) : item;
        item = random.nextInt(3) == 0 ? item.with("owner", Json.of(random.nextBoolean() ? "ana" : words())) : item;
        item = random.nextInt(3) == 0 ? item.with("due", Json.of(random.nextBoolean() ? "2026-08-20" : words())) : item;
        item = random.nextInt(4) == 0 ? item.with("x_1.a", field()) : item;
        return random.nextInt(3) == 0 ? item.with("details", Json.of(text())) : item;
    }
}
