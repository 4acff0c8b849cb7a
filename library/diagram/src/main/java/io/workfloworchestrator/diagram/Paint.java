package io.workfloworchestrator.diagram;

/** The colours of a shape: its fill and its border, as six hexadecimal digits. All take dark text but the last two. */
enum Paint {
    PLAIN("FFFFFF", "6B7280"),
    HIGH("D5E8D4", "82B366"),
    MEDIUM("FFF2CC", "D6B656"),
    LOW("E1E1E1", "B3B3B3"),
    BLOCKED("F8CECC", "B85450"),
    PLANNED("FFFFFF", "6B7280"),
    DONE("DAE8FC", "6C8EBF"),
    /** The part of a bar that is not done yet. */
    TRACK("F3F4F6", "9CA3AF"),
    /** The part of a bar that is done. */
    FILLED("4F7CAC", "4F7CAC"),
    /** A line that only helps to compare. */
    GRID("9CA3AF", "9CA3AF"),
    HEADER("475569", "334155"),
    CURRENT("3C7A0B", "2D5C08");

    private final String fill;
    private final String border;

    Paint(String fill, String border) {
        this.fill = fill;
        this.border = border;
    }

    static Paint of(Look look) {
        return valueOf(look.name());
    }

    String fill() {
        return "#" + fill;
    }

    String border() {
        return "#" + border;
    }

    String ink() {
        return isHeader() ? "#FFFFFF" : "#1F2937";
    }

    boolean isHeader() {
        return this == HEADER || this == CURRENT;
    }

    boolean isFaint() {
        return this == GRID;
    }

    boolean isDashed() {
        return this == PLANNED;
    }
}
