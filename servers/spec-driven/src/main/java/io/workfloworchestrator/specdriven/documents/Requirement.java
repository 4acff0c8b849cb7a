package io.workfloworchestrator.specdriven.documents;

import io.workfloworchestrator.json.Json;

/**
 * What a feature has to do or to keep, as its specification says it.
 *
 * @param number such as {@code FR-001}, scoped to the feature; empty before it has one
 * @param type functional, quality, constraint or scenario
 * @param story the story that it belongs to, such as {@code US1}; empty if it belongs to the feature as a whole
 * @param source the id of the answer that it came from, such as {@code Q-data_requirements}, or the article that asks for it
 * @param group the heading below which it stands, such as {@code Data}
 */
record Requirement(String number, String text, String type, String story, String source, String group) {
    Requirement numbered(String given) {
        return new Requirement(given, text, type, story, source, group);
    }

    /** Whether it holds for the feature as a whole: it is proved when all is built. */
    boolean isProof() {
        return type.equals(RequirementGroup.QUALITY) || type.equals(RequirementGroup.CONSTRAINT);
    }

    /** By what it is known when the specification is derived again. */
    String key() {
        return source + " " + GivenAnswer.oneLine(text);
    }

    Json.Obj data() {
        Json.Obj data = Json.Obj.EMPTY
                .with("digits", number.substring(number.indexOf('-') + 1))
                .with("text", ItemLines.title(text))
                .with("type", type)
                .with("source", source);
        return story.isEmpty() ? data : data.with("story", story);
    }
}
