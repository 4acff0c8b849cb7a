package io.workfloworchestrator.projectmanagement.goals;

/** When a goal is worth doing. */
enum Tier {
    NOW("Now"),
    NEXT("Next"),
    LATER("Later"),
    SOMEDAY("Someday");

    private final String word;

    Tier(String word) {
        this.word = word;
    }

    /** The word in files and answers. */
    String word() {
        return word;
    }

    /** The tier that somebody writes, in whatever case. */
    static Tier of(String name, String text) {
        return Choice.of(name, text, values(), Tier::word);
    }
}
