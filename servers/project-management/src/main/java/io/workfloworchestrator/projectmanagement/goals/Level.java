package io.workfloworchestrator.projectmanagement.goals;

/** How much of something there is: of impact, effort, confidence, priority. */
enum Level {
    HIGH("High"),
    MEDIUM("Medium"),
    LOW("Low");

    private final String word;

    Level(String word) {
        this.word = word;
    }

    /** The word in files and answers. */
    String word() {
        return word;
    }

    /** The level that somebody writes, in whatever case. */
    static Level of(String name, String text) {
        return Choice.of(name, text, values(), Level::word);
    }

    /** The level of a field's text; MEDIUM if it is no level. */
    static Level orMedium(String text) {
        for (Level level : values()) {
            if (level.word.equalsIgnoreCase(text.strip())) {
                return level;
            }
        }
        return MEDIUM;
    }
}
