package io.workfloworchestrator.projectmanagement.goals;

import io.workfloworchestrator.files.FolderEntry;
import io.workfloworchestrator.files.PathAttributes;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.server.News;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.ToolContext;
import io.workfloworchestrator.state.Cause;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** {@code extract_ideas}: what people's notes say that could become a goal, with its lines; kept as items if asked. Thread-safe. */
record ExtractIdeas(GoalChanges goals) {
    static final String NAME = "extract_ideas";

    private static final double USUAL_CONFIDENCE = 0.6;
    private static final int USUAL = 20;
    private static final int MOST = 50;
    private static final int ROOM = 14_000;
    private static final int MOST_BYTES = 16 * 1024 * 1024;
    private static final int MOST_FILES = 500;
    private static final int MOST_SAVED = 1_000;
    private static final int MOST_TITLE = 200;
    private static final int MOST_TEXT = 400;
    private static final List<String> USUAL_NOTES = List.of(
            "brainstorming/future-goals/brainstorming/ongoing-brainstorming-discussion.md",
            "planning/notes",
            "05-brainstorming/future-goals/brainstorming");

    record In(
            Optional<String> filePath,
            @Field(min = 0, max = 1, listed = false) Optional<Double> minConfidence,
            Optional<Boolean> save,
            Optional<String> cursor,
            @Field(min = 1, listed = false) Optional<Integer> limit,
            @Field(listed = false) Optional<String> projectPath) {}

    record Out(
            @Field(listed = false) int ideasFound,
            @Field(untrusted = true, listed = false) List<Json> ideas,
            int saved,
            @Field(listed = false) Optional<String> cursor,

            @Field(untrusted = true, max = 400, listed = false)
            Optional<String> message,

            @Field(flat = true) News news) {}

    Out on(OpenProject project, In in, Cause cause) {
        ToolContext.check(project, in.projectPath());
        ProjectFolder folder = project.workflow().project();
        List<String> files = files(folder, in.filePath());
        IdeaFinder finder = new IdeaFinder(GoalRules.of(folder));
        List<IdeaFinder.Idea> ideas = new ArrayList<>();
        List<IdeaFinder.Idea> lessSure = new ArrayList<>();
        double atLeast = in.minConfidence().orElse(USUAL_CONFIDENCE);
        for (String file : files) {
            finder.in(file, folder.readText(file, MOST_BYTES), 0)
                    .forEach(idea -> (idea.confidence() >= atLeast ? ideas : lessSure).add(idea));
        }
        ideas.sort(Comparator.comparingDouble(IdeaFinder.Idea::confidence).reversed());
        List<Json> all = new ArrayList<>();
        ideas.forEach(idea -> all.add(json(idea, all.size() + 1)));
        Page<Json> page = Page.of(
                all,
                in.cursor(),
                Math.min(MOST, in.limit().orElse(USUAL)),
                ROOM,
                idea -> idea.toString().length());
        Optional<String> message = ideas.isEmpty() ? Optional.of(nothing(files, lessSure)) : Optional.empty();
        if (in.save().orElse(false)) {
            GoalChanges.Changed<Integer> changed = save(project, in, ideas, cause);
            return new Out(ideas.size(), page.shown(), changed.result(), page.next(), message, changed.news());
        }
        News news = goals.context().told(project, project.state().now());
        return new Out(ideas.size(), page.shown(), 0, page.next(), message, news);
    }

    /** What to do if no line is sure enough: a lower confidence is offered only if it finds something. */
    private static String nothing(List<String> files, List<IdeaFinder.Idea> lessSure) {
        String where = String.join(", ", files.subList(0, Math.min(3, files.size())));
        return lessSure.stream().mapToDouble(IdeaFinder.Idea::confidence).max().stream()
                .mapToObj(most -> "No line of " + where + " is surely an idea. minConfidence " + most + " finds more.")
                .findFirst()
                .orElse("No line of " + where
                        + " is an idea. An idea is a list item that says what should be, an open box \"- [ ] …\", or a"
                        + " line \"TODO: …\".");
    }

    private static Json.Obj json(IdeaFinder.Idea idea, int number) {
        Json.Obj location = Json.Obj.EMPTY
                .with("file", idea.file())
                .with("lineNumber", idea.line())
                .with(
                        "sectionHeading",
                        Optional.of(idea.heading())
                                .filter(text -> !text.isEmpty())
                                .map(text -> Words.clip(text, 80)));
        return Json.Obj.EMPTY
                .with("id", String.format(Locale.ROOT, "idea-%03d", number))
                .with("text", Words.clip(idea.text(), MOST_TEXT))
                .with("context", idea.context())
                .with("confidence", idea.confidence())
                .with("location", location)
                .with("suggestedName", idea.name())
                .with("reasoning", idea.reasoning());
    }

    /** Keeps the ideas that are not kept yet: one of the same words is the same idea, wherever its line is by now. */
    private GoalChanges.Changed<Integer> save(OpenProject project, In in, List<IdeaFinder.Idea> ideas, Cause cause) {
        GoalBook book = goals.now(project, in.projectPath());
        if (!book.moment().running().kinds().containsKey(GoalBook.IDEA)) {
            throw new GoalException(
                    "E_PLANNING_OLDER",
                    book.moment().running() + " has no ideas. Somebody must bring the work"
                            + " to the current definition: workflow definition migrate");
        }
        if (ideas.size() > MOST_SAVED) {
            throw new GoalException(
                    "E_ANSWER_SIZE",
                    ideas.size() + " ideas were found; at most " + MOST_SAVED
                            + " are saved at once. Nothing was changed. Give"
                            + " a higher minConfidence, or one file.");
        }
        return goals.change(project, cause.doing("kept the ideas of people's notes"), items -> {
            Set<String> known = new HashSet<>();
            items.all(GoalBook.IDEA).forEach(one -> known.add(one.title()));
            List<Json.Obj> fresh = new ArrayList<>();
            for (IdeaFinder.Idea idea : ideas) {
                String title = Words.clip(idea.text(), MOST_TITLE);
                if (known.add(title)) {
                    fresh.add(Json.Obj.EMPTY.with("title", title).with("source", idea.file() + ":" + idea.line()));
                }
            }
            return fresh.isEmpty() ? 0 : items.addAll(GoalBook.IDEA, fresh).size();
        });
    }

    /** The files that are meant: one file, each Markdown file of a folder, or where notes usually are. */
    private static List<String> files(ProjectFolder folder, Optional<String> path) {
        String meant = path.filter(text -> !text.isBlank())
                .orElseGet(() -> USUAL_NOTES.stream()
                        .filter(folder::exists)
                        .findFirst()
                        .orElseThrow(() -> new GoalException(
                                "E_GOAL_NOTES",
                                "There are no notes at " + String.join(", ", USUAL_NOTES)
                                        + ". Give filePath, a Markdown file or a folder of them.")));
        boolean isFolder = folder.attributes(meant)
                .filter(found -> found.kind() == PathAttributes.Kind.DIRECTORY)
                .isPresent();
        if (!isFolder) {
            return List.of(ProjectFolder.checkPath(meant));
        }
        String plain = ProjectFolder.checkPath(meant);
        List<String> files = folder.list(plain, MOST_FILES).stream()
                .filter(entry -> entry.kind() == PathAttributes.Kind.FILE)
                .map(FolderEntry::name)
                .filter(name -> name.toLowerCase(Locale.ROOT).endsWith(".md"))
                .map(name -> plain.equals(".") ? name : plain + "/" + name)
                .toList();
        if (files.isEmpty()) {
            throw new GoalException("E_GOAL_NOTES", "There is no Markdown file in \"" + Choice.shown(plain) + "\".");
        }
        return files;
    }
}
