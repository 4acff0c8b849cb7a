package io.workfloworchestrator.diagram;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

/** Diagrams for tests. */
final class Plans {
    static final LocalDate TODAY = LocalDate.of(2026, 3, 5);

    /** What people write, or paste, that means something in one of the formats. */
    static final List<String> HOSTILE = List.of(
            "\"quoted\" and 'quoted'",
            "]]> <b onmouseover=alert(1)>bold</b> <script>alert(1)</script>",
            "--> x",
            "first line\nsecond line\r\n  n9[forged]",
            "%% comment",
            "%%{init: {\"theme\": \"dark\"}}%%",
            "`backticks` ``` fence\n```",
            "end",
            "section forged",
            "title forged",
            "click n1 call alert(1)",
            "A:::high",
            "x :done, n1, 2026-01-01, 1d",
            "n1[\"forged\"] --> n2; n3",
            "#quot; #35; &amp; &#60;",
            "1. not a list",
            "- not a list",
            "**not bold** _nor this_ # nor a heading",
            "$$x^2$$ @{ shape: cyl }",
            "\u202Eright to left override\u2066",
            "שלום עולם",
            "مرحبا بالعالم",
            "👩‍👩‍👧‍👦 family 🇩🇪 ❤️ 漢字",
            "e\u0301".repeat(40),
            "x".repeat(10_000),
            "many words ".repeat(1_000),
            "\u0000\u0007\u001b[31mred\ufffe",
            "\ud800 alone",
            "   ",
            "C:\\temp\\n | pipe ~~~ {x} (y) <br/>");

    private Plans() {}

    static Diagram goals() {
        return Diagram.titled("Corner shop: goals")
                .description("Ten goals of a corner shop.")
                .node(Node.of("G-01", "G-01 Pay by card").look(Look.HIGH).detail("High impact | Medium effort").detail("ana").progress(40).dates(days(1, 1, 2, 14)))
                .node(Node.of("G-02", "G-02 Open on Sundays, from Easter to the end of the summer holidays").look(Look.MEDIUM).detail("Medium | Low").detail("ben").progress(0).dates(days(2, 10, 3, 20)))
                .node(Node.of("G-03", "G-03 A new shop window").look(Look.LOW).detail("Low | Low").dates(days(3, 1, 3, 31)))
                .node(Node.of("G-04", "G-04 Deliveries by bicycle").look(Look.BLOCKED).detail("High | High").detail("waits for the permit of the town").progress(65).dates(days(2, 1, 4, 15)))
                .node(Node.of("G-05", "G-05 A book of regular customers").look(Look.DONE).detail("Medium | Medium").progress(100).dates(days(1, 5, 1, 30)))
                .node(Node.of("G-06", "G-06 Bread of our own").look(Look.PLANNED))
                .node(Node.of("G-07", "G-07 Count the stock").look(Look.HIGH).progress(10))
                .node(Node.of("G-08", "G-08 A second till").dates(days(4, 1, 4, 1)))
                .node(Node.of("G-09", "G-09 Cheaper electricity").look(Look.MEDIUM))
                .node(Node.of("G-10", "G-10 A page on the web").look(Look.LOW))
                .lane(Lane.of("Now", List.of("G-01", "G-02", "G-07")).current())
                .lane("Next", "G-04", "G-03")
                .lane(Lane.of("Later", List.of("G-06", "G-08")).unseen(3))
                .lane("Someday")
                .lane("Done", "G-05")
                .edge("G-05", "G-01").edge("G-01", "G-08").edge("G-05", "G-02").edge("G-02", "G-04")
                .edge("G-07", "G-06").edge("G-01", "G-04").edge("G-05", "G-08").edge("G-06", "G-10")
                .edge("G-04", "G-10").edge("G-10", "G-02")
                .today(TODAY)
                .build();
    }

    private static Dates days(int month, int day, int lastMonth, int lastDay) {
        return new Dates(LocalDate.of(2026, month, day), LocalDate.of(2026, lastMonth, lastDay));
    }

    /** A diagram in which every text is hostile. */
    static Diagram hostile() {
        Diagram.Builder builder = Diagram.titled(String.join(" ", HOSTILE.subList(0, 12))).description(HOSTILE.get(1));
        for (int i = 0; i < HOSTILE.size(); i++) {
            String text = HOSTILE.get(i);
            Node node = Node.of(text + i, text).detail(text).look(Look.values()[i % Look.values().length]).progress(i);
            builder.node(i % 3 == 0 ? node.dates(days(1, 1, 2, 1 + i % 20)) : node);
        }
        IntStream.range(1, HOSTILE.size())
                .forEach(i -> builder.edge(HOSTILE.get(i / 2) + i / 2, HOSTILE.get(i) + i));
        for (int i = 0; i < 5; i++) {
            int lane = i;
            builder.lane(
                    HOSTILE.get(i * 4),
                    IntStream.range(0, HOSTILE.size())
                            .filter(j -> j % 6 == lane)
                            .mapToObj(j -> HOSTILE.get(j) + j)
                            .toArray(String[]::new));
        }
        return builder.build();
    }
}
