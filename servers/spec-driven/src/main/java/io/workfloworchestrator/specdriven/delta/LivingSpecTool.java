package io.workfloworchestrator.specdriven.delta;

import io.workfloworchestrator.documents.Proposal;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.RecordCodec;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.mcp.ToolException;
import io.workfloworchestrator.server.News;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.ToolContext;
import io.workfloworchestrator.specdriven.SpecDrivenException;
import io.workfloworchestrator.state.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code change_living_spec}: writes, shows, validates, rebases and merges changes of living specifications. Thread-safe. */
public final class LivingSpecTool {
    public static final String NAME = "change_living_spec";

    private static final int ANSWER_BYTES = 60_000;

    private LivingSpecTool() {}

    enum Action {
        WRITE,
        SHOW,
        VALIDATE,
        REBASE,
        MERGE,
        TAKE_BACK
    }

    record In(
            Action action,
            @Field("Number or folder") String feature,
            @Field("Such as sign-in") String capability,

            @Field(value = "write: ## ADDED, MODIFIED, REMOVED, RENAMED Requirements", max = 1 << 20)
            Optional<String> text,

            @Field(listed = false) Optional<String> project_path) {}

    /**
     * @param lines what the change does, each with operation, requirement, scenario, text
     * @param proposed where the text was written, if the change was there with another one
     * @param base the fingerprint to which the change was bound
     * @param merged the specification with the change in it: as it would be, or as it is
     * @param retired whether no requirement is left in it
     */
    record Out(
            String change,
            String spec,

            @Field(untrusted = true, max = 4_000, listed = false)
            List<Json> lines,

            Optional<String> proposed,
            @Field(listed = false) Optional<String> base,

            @Field(untrusted = true, max = 40_000, listed = false)
            Optional<String> merged,

            @Field(listed = false) boolean retired,
            @Field(untrusted = true, max = 600) List<String> remarks,
            @Field(flat = true) News news) {}

    public static Tool<?, ?> of(ToolContext context) {
        return Tool.of(NAME, In.class, Out.class)
                .description("A feature's change of a living specification, specs/CAPABILITY/spec.md: write it, show,"
                        + " validate, rebase, merge, take-back.")
                .answerBytes(ANSWER_BYTES)
                .handler(context.handler(NAME, (project, in, cause) -> call(context, project, in, cause)));
    }

    private static Out call(ToolContext context, OpenProject project, In in, Cause cause) {
        ToolContext.check(project, in.project_path());
        LivingSpecs specs = new LivingSpecs(project);
        ChangePlaces places = ChangePlaces.of(project, in.feature(), in.capability());
        String change = places.change();
        String spec = places.spec();
        Optional<Written> written = Optional.empty();
        Optional<String> base = Optional.empty();
        Optional<MergedSpec> merged = Optional.empty();
        List<String> remarks = List.of();
        switch (in.action()) {
            case WRITE -> {
                written = Optional.of(write(project, specs, places, in.text()));
                base = written.get().proposed().isPresent() ? base : Optional.of(specs.begin(change, spec, cause));
            }
            case SHOW, VALIDATE -> merged = Optional.of(specs.check(change, spec));
            case REBASE -> {
                LivingSpecs.Rebased rebased = specs.rebase(change, spec, cause);
                base = Optional.of(rebased.base());
                remarks = rebased.remarks();
            }
            case MERGE -> merged = Optional.of(specs.merge(change, spec, cause));
            case TAKE_BACK -> specs.takeBack(change, cause);
        }
        return new Out(
                change,
                spec,
                in.action() == Action.SHOW ? lines(specs.lines(change)) : List.of(),
                written.flatMap(Written::proposed),
                base,
                in.action() == Action.SHOW || in.action() == Action.MERGE
                        ? merged.map(MergedSpec::text)
                        : Optional.empty(),
                merged.filter(MergedSpec::retired).isPresent(),
                merged.map(MergedSpec::remarks)
                        .orElse(written.map(Written::remarks).orElse(remarks)),
                context.told(project, project.state().now()));
    }

    private static List<Json> lines(List<DeltaLine> lines) {
        RecordCodec<DeltaLine> codec = RecordCodec.of(DeltaLine.class);
        return lines.stream().map(codec::encode).toList();
    }

    /** Where a change was written: beside the file, if one with another text is there; and what a reader should know. */
    private record Written(Optional<String> proposed, List<String> remarks) {}

    /** Writes a change that can be read and fits; one that does not is refused, and nothing is written. */
    private static Written write(OpenProject project, LivingSpecs specs, ChangePlaces places, Optional<String> text) {
        String given = text.filter(some -> !some.isBlank())
                .orElseThrow(() -> new ToolException(
                        "E_ARG_MISSING", "\"text\" is missing: the change in Markdown, as show gives it."));
        if (DeltaLine.of(given).isEmpty()) {
            throw new SpecDrivenException("E_DELTA_EMPTY", "the change changes no requirement.");
        }
        if (!project.workflow().project().exists(places.change())) {
            specs.check(places.change(), places.spec(), given);
        }
        Proposal proposal = Proposal.write(project.workflow().project(), places.change(), given);
        return proposal instanceof Proposal.Proposed beside
                ? new Written(Optional.of(beside.proposed()), besides(specs, places, beside.proposed(), given))
                : new Written(Optional.empty(), List.of());
    }

    private static List<String> besides(LivingSpecs specs, ChangePlaces places, String proposed, String given) {
        List<String> remarks = new ArrayList<>();
        remarks.add("\"" + places.change() + "\" was there with another text, and stays as it is; the new text is in \""
                + proposed + "\". To have it, put it in its place, then rebase.");
        try {
            specs.check(places.change(), places.spec(), given);
        } catch (SpecDrivenException e) {
            remarks.add("It does not fit yet: " + e.getMessage());
        }
        return remarks;
    }
}
