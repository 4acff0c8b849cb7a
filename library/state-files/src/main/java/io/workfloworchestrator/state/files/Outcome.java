package io.workfloworchestrator.state.files;

import java.util.List;

/** What became of one attempt to write a file. */
enum Outcome {
    DONE,

    /** It was written, but the state is newer by now, so it must be looked at again. */
    MOVED,

    /** Another process wrote the file so lately that it must rest. */
    RESTING,
    BUSY,
    FAILED;

    /** What became of an attempt to write several files: what asks for the next one soonest. */
    Outcome and(Outcome other) {
        return URGENCY.indexOf(this) >= URGENCY.indexOf(other) ? this : other;
    }

    private static final List<Outcome> URGENCY = List.of(DONE, RESTING, MOVED, FAILED, BUSY);
}
