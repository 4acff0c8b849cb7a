package io.workfloworchestrator.interview;

import java.util.List;

/**
 * How much is known about one topic: how many questions are in which state. Immutable.
 *
 * @param section of a document to which the answers go; may be empty
 */
public record TopicCoverage(
        String topic,
        String title,
        String section,
        int known,
        int assumed,
        int open,
        int skipped,
        int notAsked,
        List<Standing> questions) {
    public TopicCoverage {
        questions = List.copyOf(questions);
    }

    static TopicCoverage of(Topic topic, List<Standing> all) {
        List<Standing> questions =
                all.stream().filter(s -> s.topic().equals(topic.id())).toList();
        return new TopicCoverage(
                topic.id(),
                topic.title(),
                topic.section(),
                count(questions, Standing.Status.KNOWN),
                count(questions, Standing.Status.ASSUMED),
                count(questions, Standing.Status.OPEN),
                count(questions, Standing.Status.SKIPPED),
                count(questions, Standing.Status.NOT_ASKED),
                questions);
    }

    private static int count(List<Standing> questions, Standing.Status status) {
        return (int) questions.stream().filter(s -> s.status() == status).count();
    }
}
