package io.workfloworchestrator.specdriven.research;

import io.workfloworchestrator.json.RecordCodec;
import io.workfloworchestrator.state.StateKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was asked and found out for a feature, as the shared state keeps it under {@code research/<feature>}. Immutable.
 *
 * @param topics in the order in which they were asked about
 * @param last the highest number that a finding got
 */
record Research(List<Topic> topics, int last) {
    static final Research EMPTY = new Research(List.of(), 0);
    private static final String TYPE = "research";

    Research {
        topics = List.copyOf(topics);
    }

    record Topic(Asked asked, List<Found> found) {
        Topic {
            found = List.copyOf(found);
        }
    }

    static StateKey<Research> key(String featureId) {
        return StateKey.of(TYPE + "/" + featureId, RecordCodec.of(Research.class));
    }

    Optional<Topic> topic(String name) {
        return topics.stream().filter(topic -> topic.asked().isAbout(name)).findFirst();
    }

    /** With what was asked, and with findings, which get their numbers; one that is there word for word is not recorded twice. */
    Research with(Asked asked, List<Found> more) {
        Optional<Topic> before = topic(asked.topic());
        List<Found> found = new ArrayList<>(before.map(Topic::found).orElse(List.of()));
        int number = last;
        for (Found one : more) {
            boolean isThere = found.stream()
                    .anyMatch(known -> known.finding().equals(one.finding())
                            && known.source().equals(one.source()));
            if (!isThere) {
                number++;
                found.add(new Found(
                        String.format(Locale.ROOT, "R-%03d", number),
                        one.finding(),
                        one.source(),
                        one.question(),
                        one.confidence(),
                        one.day()));
            }
        }
        Topic now = new Topic(before.map(topic -> asked.with(topic.asked())).orElse(asked), found);
        List<Topic> all = new ArrayList<>();
        topics.forEach(topic -> all.add(topic.asked().isAbout(asked.topic()) ? now : topic));
        if (before.isEmpty()) {
            all.add(now);
        }
        return new Research(all, number);
    }

    /**
     * @param number by which documents cite it, such as {@code R-001}; never given twice in a feature
     * @param source where it was found: an address, a document, a measurement
     * @param question that it answers; empty if none was asked
     * @param confidence high, medium or low
     */
    record Found(
            String number, String finding, String source, Optional<String> question, String confidence, String day) {}

    /** What is to be found out; {@code context}, where it is for, may be empty. Immutable. */
    record Asked(String topic, String context, List<String> questions, List<String> constraints) {
        Asked {
            questions = List.copyOf(questions);
            constraints = List.copyOf(constraints);
        }

        boolean isAbout(String other) {
            return topic.equalsIgnoreCase(other);
        }

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
}
