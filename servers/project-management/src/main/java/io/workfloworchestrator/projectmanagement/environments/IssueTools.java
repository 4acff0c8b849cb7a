package io.workfloworchestrator.projectmanagement.environments;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.mcp.ToolException;
import io.workfloworchestrator.projectmanagement.OfProject;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.ToolContext;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.workflow.Workflow;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tools for issues of servers. Thread-safe. */
record IssueTools(ToolContext context, Clock clock) {
    private static final int MOST_LISTED = 50;

    List<Tool<?, ?>> all() {
        return List.of(list(), file(), triage(), link());
    }

    record ListIn(
            Optional<String> server,
            Optional<String> status,
            @Field("One issue with all of its fields.") Optional<String> issue,
            @Field(listed = false) Optional<String> projectPath)
            implements OfProject {}

    record FileIn(
            String title,
            String server,
            @Field("critical, high, medium or low.") Optional<String> severity,
            Optional<String> symptom,
            Optional<String> expected,
            Optional<String> error,
            Optional<String> tool,
            @Field("Of the call that fails, as JSON.") Optional<String> arguments,
            @Field(listed = false) Optional<String> projectPath)
            implements OfProject {}

    record TriageIn(
            String issue,
            Optional<String> severity,
            Optional<String> cause,
            @Field("Another issue of the same fault.") Optional<String> duplicateOf,
            @Field("Why nothing is done about it.") Optional<String> reject,
            @Field(listed = false) Optional<String> projectPath)
            implements OfProject {}

    record LinkIn(
            String issue,
            @Field("What fixes it, such as 0123abc.") String commit,
            @Field(listed = false) Optional<String> projectPath)
            implements OfProject {}

    record Out(
            @Field(untrusted = true, named = false) Json issues,
            @Field(listed = false) String message,

            @Field(untrusted = true, max = 400, listed = false)
            List<String> notices) {
        Out(Json issues, String message) {
            this(issues, message, List.of());
        }
    }

    private <I extends Record & OfProject> Tool.Handler<I, Out> handler(String name, ToolContext.Work<I, Out> work) {
        return context.handler(name, (project, in, cause) -> {
            ToolContext.check(project, in.projectPath());
            return work.on(project, in, cause);
        });
    }

    private Issues issues(OpenProject project) {
        Workflow<Json> workflow = Workflow.of(
                        project.workflow().project(),
                        ServerBook.WORKFLOW,
                        project.state(),
                        project.workflow().commands())
                .open();
        return new Issues(project.state(), workflow, clock);
    }

    private Tool<ListIn, Out> list() {
        return Tool.of("list_issues", ListIn.class, Out.class)
                .description("Issues of servers that are not over, or those of a status.")
                .readOnly()
                .handler(handler("list_issues", (project, in, cause) -> {
                    List<String> notices = notices(project); // what is taken in now is listed
                    Out listed = listed(issues(project), in);
                    return new Out(listed.issues(), listed.message(), notices);
                }));
    }

    /** What was taken in just now, and what is wrong with the files that people edit. */
    private static List<String> notices(OpenProject project) {
        List<String> notices = new ArrayList<>();
        EnvironmentTools.foundHost().ifPresent(host -> notices.addAll(host.notices(project)));
        project.state().notices().forEach(notice -> notices.add(notice.path() + ": " + notice.message()));
        return notices.subList(0, Math.min(MOST_LISTED, notices.size()));
    }

    private static Out listed(Issues issues, ListIn in) {
        if (in.issue().isPresent()) {
            IssueEntry one = issues.named(in.issue().get());
            return new Out(Json.array(List.of(json(one).with("fields", one.fields()))), "");
        }
        List<IssueEntry> found = issues.all().stream()
                .filter(issue -> in.server().map(issue.server()::equals).orElse(true))
                .filter(issue -> in.status().map(issue.item().status()::equals).orElse(!issue.isOver()))
                .toList();
        List<IssueEntry> shown = found.subList(Math.max(0, found.size() - MOST_LISTED), found.size());
        return new Out(
                Json.array(shown.stream().map(IssueTools::json).toList()),
                shown.size() < found.size() ? "The newest " + MOST_LISTED + " of " + found.size() + "." : "");
    }

    private static Json.Obj json(IssueEntry issue) {
        return Json.Obj.EMPTY
                .with("number", issue.number())
                .with("title", issue.item().title())
                .with("server", issue.server())
                .with("status", issue.item().status())
                .with("severity", issue.severity())
                .with("times", issue.times());
    }

    private Tool<FileIn, Out> file() {
        return Tool.of("file_issue", FileIn.class, Out.class)
                .description("Write down what is wrong with a server; what is known already counts once more.")
                .handler(handler("file_issue", this::filed));
    }

    private Out filed(OpenProject project, FileIn in, Cause cause) {
        ServerEntry server = ServerBook.of(
                        Workflow.of(project.workflow().project(), ServerBook.WORKFLOW, project.state())
                                .open())
                .named(in.server());
        Json.Obj report = Json.Obj.EMPTY
                .with("title", in.title())
                .with("server", server.name())
                .with("reporter", cause.actor())
                .with("severity", in.severity())
                .with("symptom", in.symptom())
                .with("expected", in.expected())
                .with("error", in.error())
                .with("tool", in.tool())
                .with("arguments", in.arguments());
        Issues.Reported reported = issues(project).report(report, cause);
        String like = String.join(
                ", ", reported.similar().stream().map(IssueEntry::number).toList());
        return one(
                reported.issue(),
                reported.isNew() ? like.isEmpty() ? "" : "Much like it: " + like + "." : "It was known already.");
    }

    private Tool<TriageIn, Out> triage() {
        return Tool.of("triage_issue", TriageIn.class, Out.class)
                .description("Judge an issue.")
                .handler(handler("triage_issue", (project, in, cause) -> {
                    Issues issues = issues(project);
                    Json.Obj fields =
                            Json.Obj.EMPTY.with("severity", in.severity()).with("rootCause", in.cause());
                    IssueEntry issue = issues.named(in.issue());
                    return one(
                            issues.triage(issue, fields, in.duplicateOf().map(issues::named), in.reject(), cause), "");
                }));
    }

    private Tool<LinkIn, Out> link() {
        return Tool.of("link_issue", LinkIn.class, Out.class)
                .description("Say which commit fixes an issue; the next promotion carries it.")
                .handler(handler("link_issue", (project, in, cause) -> {
                    if (!in.commit().matches("[0-9a-fA-F]{7,64}")) {
                        throw new ToolException(
                                "E_ARG_VALUE", "commit is named by 7 to 64 hexadecimal digits, as git shows them.");
                    }
                    Issues issues = issues(project);
                    IssueEntry issue = issues.named(in.issue());
                    String unseen = EnvironmentTools.foundHost()
                            .flatMap(host -> host.requireCommit(project, issue, in.commit()))
                            .orElse("");
                    IssueEntry linked = issues.link(issue, in.commit(), cause);
                    return one(linked, unseen);
                }));
    }

    private static Out one(IssueEntry issue, String message) {
        return new Out(Json.array(List.of(json(issue))), message);
    }
}
