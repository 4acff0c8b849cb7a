package io.workfloworchestrator.specdriven.research;

import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.mcp.ToolException;
import io.workfloworchestrator.server.News;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.ToolContext;
import io.workfloworchestrator.specdriven.SpecDrivenException;
import io.workfloworchestrator.specdriven.tasks.Features;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Done;
import io.workfloworchestrator.state.Revision;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Year;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code research_best_practices}: what to look for about a topic by what is said about it, and what was found, which the feature's
 * plan cites. It searches nothing itself; the clock gives the years and the day of a finding. Thread-safe.
 */
public record ResearchTool(ToolContext context, Clock clock) {
    public static final String NAME = "research_best_practices";

    private static final int ANSWER_BYTES = 30_000;
    private static final List<String> CONFIDENCE = List.of("high", "medium", "low");

    public Tool<?, ?> tool() {
        return Tool.of(NAME, In.class, Out.class)
                .description(
                        "What to search for about a topic, and by what to judge it; record keeps findings for the plan.")
                .answerBytes(ANSWER_BYTES)
                .handler(context.handler(NAME, this::on));
    }

    record Recorded(
            @Field(max = 500) String finding,
            @Field(max = 500) String source,
            Optional<String> question,
            Optional<String> confidence) {}

    record In(
            @Field(max = 200) String topic,
            @Field(max = 500) Optional<String> context,
            @Field(max = 20) List<String> specificQuestions,
            @Field(max = 20) List<String> constraints,
            Optional<String> featureId,
            @Field(max = 50) List<Recorded> record,
            @Field(listed = false) Optional<String> projectPath) {}

    record Out(
            @Field(untrusted = true, max = 300) ResearchPlan guidance,

            @Field(untrusted = true, lines = true, max = 12_000, listed = false)
            String formatted,

            Optional<String> path,
            @Field(untrusted = true, max = 600) List<String> recorded,

            @Field(untrusted = true, max = 800, listed = false)
            String message,

            @Field(flat = true) News news) {}

    private Out on(OpenProject project, In in, Cause cause) {
        ToolContext.check(project, in.projectPath());
        Research.Asked asked = new Research.Asked(
                line("topic", in.topic()),
                in.context().map(text -> text.strip()).orElse(""),
                lines("specificQuestions", in.specificQuestions()),
                lines("constraints", in.constraints()));
        List<Research.Found> found = in.record().stream().map(this::found).toList();
        Optional<Features.Named> feature = Features.find(project, in.featureId());
        if (feature.isEmpty() && !found.isEmpty()) {
            throw new SpecDrivenException(
                    "E_RESEARCH_FEATURE",
                    "findings are kept with a feature, and no single one is open. Nothing was recorded. Say which by featureId.");
        }
        Year year = Year.now(clock);
        if (feature.isEmpty()) {
            ResearchPlan plan = ResearchPlan.of(asked, year, false);

            return new Out(
                    plan,
                    formatted(asked, plan),
                    Optional.empty(),
                    List.of(),
                    "Not kept: say featureId to keep it with a feature.",
                    new News(project.state().head().number(), List.of()));
        }
        return kept(project, feature.get(), asked, found, year, cause);
    }

    private Out kept(
            OpenProject project,
            Features.Named feature,
            Research.Asked asked,
            List<Research.Found> found,
            Year year,
            Cause cause) {
        ResearchFile file = new ResearchFile(project, feature, year);
        Research planned = project.state()
                .find(Research.key(feature.id()))
                .map(known -> known.value())
                .orElse(Research.EMPTY)
                .with(asked, found);
        List<String> said = new ArrayList<>(file.write(planned, cause));
        Done<Research> done = project.state()
                .change(
                        cause.doing(what(feature, asked, found)),
                        commit -> commit.update(
                                Research.key(feature.id()),
                                () -> Research.EMPTY,
                                research -> research.with(asked, found)));
        Research research = done.result();
        if (!research.equals(planned)) { // Somebody else recorded something at the same time.
            said = new ArrayList<>(file.write(research, cause));
        }
        List<Revision> own = new ArrayList<>(file.own);
        done.commit().map(Commit::revision).ifPresent(own::add);
        Research.Topic topic = research.topic(asked.topic()).orElseThrow();
        if (!found.isEmpty()) {
            said.add(
                    project.workflow().project().exists(feature.folder() + "/plan.md")
                            ? "plan.md was written before: edit an answer of the planning by sdd_guide, and it cites them."
                            : "The plan will cite them.");
        }
        ResearchPlan plan = ResearchPlan.of(topic.asked(), year, feature.isHealth());
        return new Out(
                plan,
                formatted(topic.asked(), plan),
                Optional.of(file.path()),
                topic.found().stream()
                        .map(one -> one.number() + " " + one.finding() + " (" + one.source() + ")")
                        .toList(),
                String.join(" ", said),
                context.told(project, project.state().now(), own));
    }

    private static String what(Features.Named feature, Research.Asked asked, List<Research.Found> found) {
        String did = found.isEmpty() ? "planned research" : "recorded " + found.size() + " findings";
        return did + " for " + feature.id() + ": " + Words.clip(asked.topic(), 60);
    }

    private Research.Found found(Recorded one) {
        String confidence = one.confidence()
                .map(word -> word.strip().toLowerCase(Locale.ROOT))
                .orElse("medium");
        if (!CONFIDENCE.contains(confidence)) {
            throw new ToolException(
                    "E_ARG_VALUE",
                    "\"confidence\" of a finding is high, medium or low. Nothing was recorded."
                            + Words.nearest(confidence, CONFIDENCE, 2)
                                    .map(near -> " Did you mean " + near + "?")
                                    .orElse(""));
        }
        return new Research.Found(
                "",
                line("finding", one.finding()),
                line("source", one.source()),
                one.question()
                        .filter(text -> !text.isBlank())
                        .map(text -> text.replaceAll("\\s+", " ").strip()),
                confidence,
                LocalDate.now(clock).toString());
    }

    private static List<String> lines(String name, List<String> texts) {
        return texts.stream()
                .filter(text -> !text.isBlank())
                .map(text -> line(name, text))
                .distinct()
                .toList();
    }

    private static String line(String name, String text) {
        String line =
                text.replaceAll("\\p{C}|\\s+", " ").replaceAll(" {2,}", " ").strip();
        if (line.isEmpty()) {
            throw new ToolException(
                    "E_ARG_VALUE", "\"" + name + "\" is empty. Nothing was recorded. Say it in a few words.");
        }
        return line;
    }

    private static String formatted(Research.Asked asked, ResearchPlan plan) {
        StringBuilder out = new StringBuilder("# Research: " + asked.topic() + "\n\n## Search for\n\n");
        int number = 0;
        for (String query : plan.searchQueries()) {
            out.append(++number).append(". ").append(query).append('\n');
        }
        part(out, "An answer covers", plan.keyTopics());
        part(out, "A source counts by", plan.evaluationCriteria());
        part(out, "Look in", plan.resourceTypes());
        part(out, "Be careful", plan.cautionaryNotes());
        return out.toString();
    }

    private static void part(StringBuilder out, String title, List<String> lines) {
        out.append("\n## ").append(title).append("\n\n");
        lines.forEach(line -> out.append("- ").append(line).append('\n'));
    }
}
