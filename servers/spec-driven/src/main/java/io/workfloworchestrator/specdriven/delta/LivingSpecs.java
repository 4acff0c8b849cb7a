package io.workfloworchestrator.specdriven.delta;

import io.workfloworchestrator.documents.Derivation;
import io.workfloworchestrator.documents.Markdown;
import io.workfloworchestrator.documents.TextMerge;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.RecordCodec;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.specdriven.SpecDrivenException;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.StateKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Changes of living specifications as files of a project. What a change was written for is kept in the shared state, so that it can be
 * merged three-way whatever others do meanwhile.
 *
 * <pre>{@code
 * LivingSpecs specs = new LivingSpecs(project);
 * specs.begin("specs/003-lock/delta.md", "specs/living/sign-in/spec.md", cause);   // sets "base:" in the change
 * specs.check("specs/003-lock/delta.md", "specs/living/sign-in/spec.md");          // what merging would do
 * specs.merge("specs/003-lock/delta.md", "specs/living/sign-in/spec.md", cause);
 * }</pre>
 *
 * <p>Merging twice changes nothing more. Thread-safe.
 */
public final class LivingSpecs {
    /** The folder in a feature's folder where its changes are, one file for each capability. */
    public static final String CHANGES = "changes";

    private static final String TYPE = "delta";

    private final OpenProject open;
    private final ProjectFolder project;

    public LivingSpecs(OpenProject open) {
        this.open = open;
        this.project = open.workflow().project();
    }

    /**
     * What a change was written for, and what merging it replaced.
     *
     * @param base the specification's text; empty if there was none
     */
    private record Begun(
            String change, String spec, Optional<String> base, Optional<String> replaced, Optional<String> merged) {}

    private static StateKey<Begun> key(String change) {
        String id = Derivation.fingerprint(change).substring(0, 16);
        return StateKey.of(TYPE + "/" + id, RecordCodec.of(Begun.class));
    }

    private Optional<String> text(String path) {
        return project.exists(path) ? Optional.of(project.readText(path, Markdown.MAX_BYTES)) : Optional.empty();
    }

    private Optional<Begun> begun(String change) {
        return open.state().find(key(change)).map(found -> found.value());
    }

    private static String title(String spec) {
        String[] parts = spec.split("/");
        return parts.length < 2 ? spec : parts[parts.length - 2];
    }

    /**
     * Binds a change to the specification as it is now: its text is remembered, and its fingerprint written into the change. It is
     * refused if the change does not fit any more.
     *
     * @param spec the living specification; it may not be there yet
     * @return the fingerprint
     * @throws SpecDrivenException as {@link DeltaMerge#merge}
     * @throws io.workfloworchestrator.files.PathException if a path is none of the project, or cannot be read or written
     */
    public String begin(String change, String spec, Cause cause) {
        return bind(change, spec, check(change, spec), cause);
    }

    /** A change that was bound to its specification as it is now. */
    public record Rebased(String base, List<String> remarks) {
        public Rebased {
            remarks = List.copyOf(remarks);
        }
    }

    /**
     * Binds a change to the specification as it is now, also one whose base was never kept here, such as of a file that came from
     * elsewhere: then the change is only checked to fit, and a remark says so. Throws as {@link #begin}.
     */
    public Rebased rebase(String change, String spec, Cause cause) {
        if (isBaseKept(change, spec)) {
            return new Rebased(begin(change, spec, cause), List.of());
        }
        String now = text(spec).orElse("");
        String delta = DeltaSpec.rebased(project.readText(change, Markdown.MAX_BYTES), DeltaMerge.fingerprint(now));
        MergedSpec fits = DeltaMerge.merge(title(spec), Optional.of(now), text(spec), delta);
        List<String> remarks = new ArrayList<>(fits.remarks());
        remarks.add(
                "The specification that the change was written for was never kept here: the change fits, but nobody can"
                        + " tell whether the lines that it changes were changed since. Look at what merging would do.");
        return new Rebased(bind(change, spec, fits, cause), remarks);
    }

    private boolean isBaseKept(String change, String spec) {
        String kept = base(change, spec).or(() -> text(spec)).orElse("");
        return DeltaSpec.of(project.readText(change, Markdown.MAX_BYTES)).base().stream()
                .allMatch(fingerprint -> fingerprint.equals(DeltaMerge.fingerprint(kept)));
    }

    private String bind(String change, String spec, MergedSpec fits, Cause cause) {
        Optional<String> now = text(spec);
        String fingerprint = DeltaMerge.fingerprint(now.orElse(""));
        String delta = DeltaSpec.rebased(project.readText(change, Markdown.MAX_BYTES), fingerprint);
        write(change, delta);
        open.state()
                .update(
                        key(change),
                        () -> new Begun(change, spec, now, Optional.empty(), Optional.empty()),
                        before -> new Begun(change, spec, now, before.replaced(), before.merged()),
                        cause.doing("bound " + change + " to " + spec + (fits.retired() ? ", which it retires" : "")));
        return fingerprint;
    }

    /**
     * What merging would do. Nothing is written.
     *
     * @throws SpecDrivenException as {@link DeltaMerge#merge}
     */
    public MergedSpec check(String change, String spec) {
        return check(change, spec, project.readText(change, Markdown.MAX_BYTES));
    }

    /** The same for a text that is not yet, or not so, in the file of the change. */
    MergedSpec check(String change, String spec, String text) {
        return DeltaMerge.merge(title(spec), base(change, spec), text(spec), text);
    }

    private Optional<String> base(String change, String spec) {
        return begun(change)
                .filter(known -> known.spec().equals(spec))
                .map(known -> known.base().orElse(""));
    }

    /** Whether a specification already says what merging comes to. */
    public boolean has(String spec, MergedSpec merged) {
        return text(spec).equals(Optional.of(merged.text()));
    }

    /** What a change does; throws as {@link DeltaLine#of}. */
    public List<DeltaLine> lines(String change) {
        return DeltaLine.of(project.readText(change, Markdown.MAX_BYTES));
    }

    /**
     * Merges a change into the specification's file. A specification that retires stays as a file without requirements.
     *
     * @throws SpecDrivenException as {@link DeltaMerge#merge}; then nothing is written
     */
    public MergedSpec merge(String change, String spec, Cause cause) {
        MergedSpec merged = check(change, spec);
        Optional<String> now = text(spec);
        if (now.equals(Optional.of(merged.text()))) {
            return merged;
        }
        write(spec, merged.text());
        Optional<String> base = begun(change).map(Begun::base).orElse(now);
        open.state()
                .update(
                        key(change),
                        () -> new Begun(change, spec, base, now, Optional.of(merged.text())),
                        before -> new Begun(change, spec, base, now, Optional.of(merged.text())),
                        cause.doing("merged " + change + " into " + spec));
        return merged;
    }

    /**
     * Takes a merged change back; what others changed since stays.
     *
     * @throws SpecDrivenException E_DELTA_TAKE_BACK if it was not merged, or somebody changed the same lines since
     */
    public void takeBack(String change, Cause cause) {
        Begun begun = begun(change)
                .filter(known -> known.merged().isPresent())
                .orElseThrow(() -> new SpecDrivenException(
                        "E_DELTA_TAKE_BACK",
                        "the change '" + change + "' was not merged, so there is nothing to take back."));
        String before = begun.replaced().orElse("");
        TextMerge back =
                TextMerge.of(begun.merged().orElse(""), text(begun.spec()).orElse(""), before);
        if (!back.isClean()) {
            throw new SpecDrivenException(
                    "E_DELTA_TAKE_BACK",
                    "'" + begun.spec() + "' was changed since, from line "
                            + back.conflicts().get(0).line()
                            + " on, where the change changed it too. Change these lines yourself.");
        }
        write(begun.spec(), back.merged());
        open.state()
                .update(
                        key(change),
                        known -> new Begun(change, known.spec(), known.base(), Optional.empty(), Optional.empty()),
                        cause.doing("took " + change + " out of " + begun.spec()));
    }

    private void write(String path, String text) {
        project.replace(path, text.getBytes(StandardCharsets.UTF_8));
    }
}
