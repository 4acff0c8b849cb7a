package io.workfloworchestrator.specdriven.analysis;

import java.util.List;

/** What the documents of one feature say, in short. Immutable. */
public record FeaturePage(List<String> paths, List<Story> stories, List<Statement> statements) {
    public FeaturePage {
        paths = List.copyOf(paths);
        stories = List.copyOf(stories);
        statements = List.copyOf(statements);
    }

    /** A user story, with how many acceptance criteria it has and in which line it stands. */
    public record Story(String id, String title, int criteria, int line) {}

    /**
     * @param story the story that it belongs to; may be empty
     * @param tasks the numbers of the tasks that carry it out
     */
    public record Statement(String id, String text, String story, boolean met, List<String> tasks, int line) {
        public Statement {
            tasks = List.copyOf(tasks);
        }
    }

    static FeaturePage of(FeatureFiles files) {
        return new FeaturePage(
                files.own().stream().map(DocumentText::path).toList(),
                files.spec().stories().stream()
                        .map(story -> new Story(story.id(), story.title(), story.criteria(), story.line()))
                        .toList(),
                files.spec().living().stream()
                        .map(each -> new Statement(
                                each.id(),
                                each.text(),
                                each.story(),
                                each.met(),
                                files.work().of(each).stream()
                                        .map(ReadTasks.Task::id)
                                        .toList(),
                                each.line()))
                        .toList());
    }
}
