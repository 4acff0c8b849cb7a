package io.workfloworchestrator.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link WorkflowDefinition} in Java; the same objects, and the same proof, as from YAML. Not thread-safe.
 */
public final class DefinitionBuilder {
    private final DefinitionParts.Draft draft;

    DefinitionBuilder(String type) {
        this.draft = new DefinitionParts.Draft(type);
    }

    /** A phase being built. Not thread-safe. */
    public static final class PhaseDraft {
        private String title = "";
        private final List<StepDefinition> steps = new ArrayList<>();
        private final List<GateDefinition> exit = new ArrayList<>();
        private @Nullable List<String> next;

        private PhaseDraft() {}

        /** For people; the id when not given. */
        public PhaseDraft title(String newTitle) {
            this.title = newTitle;
            return this;
        }

        /** Adds a step that a person or a tool completes. */
        public PhaseDraft step(String stepId, String stepTitle) {
            return step(new StepDefinition(stepId, stepTitle, false, null, null, null));
        }

        /** Adds a step that completes itself when the condition holds. */
        public PhaseDraft step(String stepId, String stepTitle, String done) {
            return step(new StepDefinition(stepId, stepTitle, false, done, null, null));
        }

        public PhaseDraft step(StepDefinition step) {
            steps.add(step);
            return this;
        }

        /** Adds a gate: the condition must hold to leave the phase. */
        public PhaseDraft gate(String gateId, String when, String otherwise) {
            return gate(new GateDefinition(gateId, when, otherwise, null));
        }

        public PhaseDraft gate(GateDefinition gate) {
            exit.add(gate);
            return this;
        }

        /** Where the phase may lead, the usual phase first; without this call, to the one that follows. */
        public PhaseDraft next(String... phaseIds) {
            next = List.of(phaseIds);
            return this;
        }
    }

    /** The definition's version, from 1. */
    public DefinitionBuilder version(int newVersion) {
        draft.version = newVersion;
        return this;
    }

    /** For people; the type when not given. */
    public DefinitionBuilder title(String newTitle) {
        draft.title = newTitle;
        return this;
    }

    /** Names a project-relative path. */
    public DefinitionBuilder path(String name, String path) {
        draft.paths.put(name, path);
        return this;
    }

    /** Adds a second set of paths. */
    public DefinitionBuilder layout(LayoutDefinition layout) {
        draft.layouts.add(layout);
        return this;
    }

    /** Declares a fact of a kind at a path, or at globs; see {@link FactDefinition#kind}. */
    public DefinitionBuilder fact(String name, String kind, String... where) {
        return fact(name, FactDefinition.of(kind, where));
    }

    public DefinitionBuilder fact(String name, FactDefinition fact) {
        draft.facts.put(name, fact);
        return this;
    }

    /** Has the state remember the elements of a list. */
    public DefinitionBuilder track(String name, TrackDefinition tracked) {
        draft.track.put(name, tracked);
        return this;
    }

    /** Declares a field of the workflow's data. */
    public DefinitionBuilder field(String name, FieldShape shape) {
        draft.data.put(name, shape);
        return this;
    }

    /** Declares a kind of items. */
    public DefinitionBuilder items(String kind, Consumer<KindDraft> described) {
        KindDraft draftOfKind = new KindDraft(kind);
        described.accept(draftOfKind);
        draft.kinds.put(kind, draftOfKind.kind());
        return this;
    }

    /** Declares a tool and its arguments; {@code ?} after a name marks an optional one. */
    public DefinitionBuilder tool(String name, String... arguments) {
        draft.tools.put(name, List.of(arguments));
        return this;
    }

    public DefinitionBuilder phase(String id, Consumer<PhaseDraft> described) {
        PhaseDraft phase = new PhaseDraft();
        described.accept(phase);
        draft.phase(id, phase.title, phase.steps, phase.exit, phase.next);
        return this;
    }

    public DefinitionBuilder rule(RuleDefinition rule) {
        draft.rules.add(rule);
        return this;
    }

    /** Adds a condition that makes the health a warning. */
    public DefinitionBuilder warning(String id, String when, String says) {
        draft.warnings.add(new WarningDefinition(id, when, says));
        return this;
    }

    /** Adds what must hold for a workflow to count as finished although its phases were not left. */
    public DefinitionBuilder finished(GateDefinition gate) {
        draft.finished.add(gate);
        return this;
    }

    /** Names the workflow, {@code type/id}, that lists those of this type. */
    public DefinitionBuilder listedIn(String workflow) {
        draft.listedIn = workflow;
        return this;
    }

    /** The definition, proved; refused with all its problems, as {@link WorkflowDefinition} says. */
    public WorkflowDefinition build() {
        Problems problems = new Problems(draft.type, "");
        DefinitionParts parts = draft.parts();
        DefinitionVerifier.prove(parts, problems);
        return new WorkflowDefinition(new ReadDefinition(parts, problems.origin, null, null));
    }
}
