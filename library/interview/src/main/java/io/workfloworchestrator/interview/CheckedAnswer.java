package io.workfloworchestrator.interview;

import io.workfloworchestrator.json.Json;

/** A value that was held against its question. */
sealed interface CheckedAnswer {
    record Fits(Json value) implements CheckedAnswer {}

    /** It is no answer: a stable code, and words that follow the question's id in a message. */
    record Refused(String code, String message) implements CheckedAnswer {}
}
