package io.workfloworchestrator.specdriven.research;

import java.util.List;
import java.util.stream.Stream;

/**
 * What is to be found out. Immutable.
 *
 * @param topic in one line
 * @param context where it is for; may be empty
 * @param questions to be answered
 * @param constraints that an answer has to respect
 */
record Asked(String topic, String context, List<String> questions, List<String> constraints) {
    Asked {
        questions = List.copyOf(questions);
        constraints = List.copyOf(constraints);
    }

    boolean isAbout(String other) {
        return topic.equalsIgnoreCase(other);
    }

    /** With what was asked about the same topic before. */
    Asked with(Asked before) {
        return new Asked(
                topic,
                context.isBlank() ? before.context() : context,
                joined(before.questions(), questions),
                joined(before.constraints(), constraints));
    }

    private static List<String> joined(List<String> one, List<String> other) {
        return Stream.concat(one.stream(), other.stream()).distinct().toList();
    }
}
