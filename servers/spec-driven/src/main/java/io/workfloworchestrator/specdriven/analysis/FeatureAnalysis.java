package io.workfloworchestrator.specdriven.analysis;

import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.specdriven.guide.FeatureStatus;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.workflow.Item;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether what is written about features fits together, and fits tests and code. One look: what it read once it does not read again.
 *
 * <pre>{@code
 * FeatureAnalysis analysis = new FeatureAnalysis(project);
 * String login = analysis.features().find("001");
 * List<Finding> findings = analysis.consistency(login);     // with file, line and a fix
 * analysis.record(login, findings, stale, cause);           // the verdict, until an input changes
 * analysis.questions(login);                                // what is still unclear
 * }</pre>
 *
 * <p>Not thread-safe.
 */
public final class FeatureAnalysis {
    private static final Comparator<Finding> ORDER = Comparator.comparing(Finding::severity)
            .thenComparing(Finding::path)
            .thenComparing(Finding::line)
            .thenComparing(Finding::check);

    private final OpenProject project;
    private final ProjectFolder folder;
    private final ProjectFeatures features;
    private final Verdicts verdicts;
    private Optional<ProjectCode> code = Optional.empty();
    private Optional<VagueWords> vague = Optional.empty();
    private Optional<Overlaps> overlaps = Optional.empty();

    /** @throws io.workfloworchestrator.json.CodedException if the definition of a feature has problems */
    public FeatureAnalysis(OpenProject project) {
        this.project = project;
        this.folder = project.workflow().project();
        this.features = new ProjectFeatures(project);
        this.verdicts = new Verdicts(project);
    }

    public ProjectFeatures features() {
        return features;
    }

    private ProjectCode code() {
        code = Optional.of(code.orElseGet(() -> new ProjectCode(folder, features.specs())));
        return code.get();
    }

    private VagueWords vague() {
        vague = Optional.of(vague.orElseGet(() -> VagueWords.of(folder)));
        return vague.get();
    }

    /** Constitution, specification, plan, tasks and tests against each other, both ways; the worst first. */
    public List<Finding> consistency(String id) {
        FeatureFiles files = features.files(id);
        List<Finding> all = new ArrayList<>(unreadable(files));
        all.addAll(TraceChecks.of(files));
        all.addAll(PlanChecks.of(files));
        all.addAll(StatusChecks.of(files, features.item(id).map(Item::status)));
        all.addAll(new TestChecks(folder, code(), code().reports()).of(files));
        all.addAll(DesignChecks.of(files, code()));
        all.addAll(Contradictions.findings(files));
        all.sort(ORDER);
        return all;
    }

    private static List<Finding> unreadable(FeatureFiles files) {
        return files.documents().stream()
                .filter(document -> !document.isReadable())
                .map(document -> Finding.at(
                                document.path(), document.findings().get(0).line(), document.path())
                        .error(
                                "unreadable",
                                document.findings().get(0).message(),
                                "Mend the file; nothing else in it was looked at."))
                .toList();
    }

    /** How the documents are worded and marked: EARS, vague words, boxes and fences that are none. It advises. */
    public List<Finding> lint(String id) {
        FeatureFiles files = features.files(id);
        List<Finding> all = new ArrayList<>();
        files.own()
                .forEach(document -> document.findings()
                        .forEach(each -> all.add(Finding.at(document.path(), each.line(), "column " + each.column())
                                .warning(
                                        each.code()
                                                .replaceFirst("^E_", "")
                                                .toLowerCase(Locale.ROOT)
                                                .replace('_', '-'),
                                        each.message(),
                                        "Mend this line."))));
        for (ReadSpec.Statement each : files.spec().living()) {
            each.wording().ifPresent(said -> all.add(each.at().note("ears", said, "Word it so that a test can tell.")));
            vague().in(each.text())
                    .ifPresent(word -> all.add(each.at()
                            .note("vague", "\"" + word.word() + "\" can be read in many ways.", word.question())));
        }
        all.sort(ORDER);
        return all;
    }

    /** What is wrong in the project's own templates, sets of questions and list of vague words. */
    public List<Finding> lintOverrides() {
        return Overrides.lint(folder);
    }

    public List<OpenQuestion> questions(String id) {
        return Clarify.of(features.files(id), vague());
    }

    /** Files, names and tests that something which is done names, and that are gone or changed since; and the other way round. */
    public List<Finding> drift(String id) {
        List<Finding> all = new ArrayList<>(new Drift(code()).of(features.files(id), seen(id)));
        all.sort(ORDER);
        return all;
    }

    private Drift.Seen seen(String id) {
        return project.state()
                .find(Drift.Seen.key(id))
                .map(found -> found.value())
                .orElse(Drift.Seen.NOTHING);
    }

    /** Takes the code as it is now for what the feature's finished items name. */
    public void acceptCode(String id, Cause cause) {
        see(id, true, cause);
    }

    private void see(String id, boolean isAccepted, Cause cause) {
        Drift.Seen before = seen(id);
        Drift.Seen now = new Drift(code()).seen(features.files(id), before, isAccepted);
        if (!now.equals(before)) {
            project.state()
                    .update(
                            Drift.Seen.key(id),
                            () -> Drift.Seen.NOTHING,
                            any -> now,
                            cause.doing("saw the code that " + id + " names"));
        }
    }

    /** What the feature has in common with other open ones, the nearest first. */
    public List<Overlap> overlaps(String id) {
        return overlaps().of(id);
    }

    public List<Finding> overlapFindings(String id) {
        return overlaps().findings(id);
    }

    private Overlaps overlaps() {
        overlaps = Optional.of(overlaps.orElseGet(() -> new Overlaps(features.ids().stream()
                .filter(this::isOpen)
                .map(features::files)
                .toList())));
        return overlaps.get();
    }

    private boolean isOpen(String id) {
        List<ReadTasks.Task> tasks = features.files(id).work().living();
        return features.item(id)
                .map(FeatureStatus::isOpen)
                .orElseGet(() -> tasks.isEmpty() || !tasks.stream().allMatch(ReadTasks.Task::isDone));
    }

    /** The last verdict on a feature; empty if it was never analysed, or was not begun here. */
    public Optional<Verdict> verdict(String id) {
        return features.item(id).flatMap(item -> verdicts.last(item, inputs(id)));
    }

    /**
     * Records what an analysis found, and what code is there now of what is newly done.
     *
     * @param findings as {@link #consistency} gave them
     * @param stale the parts of its documents that are stale, as {@link DerivedDocuments#parts} names them
     * @return why the verdict could not be recorded; empty if it was
     */
    public Optional<String> record(String id, List<Finding> findings, List<String> stale, Cause cause) {
        Optional<Item> item = features.item(id);
        if (item.isEmpty()) {
            return Optional.of("The verdict was not recorded: the feature was not begun here. Begin it, or import it.");
        }
        see(id, false, cause);
        long errors = findings.stream()
                .filter(one -> one.severity() == Finding.Severity.ERROR)
                .count();
        String result = errors == 0 ? Verdict.CONSISTENT : "failed: " + errors + (errors == 1 ? " error" : " errors");
        Map<String, Json> fields = new LinkedHashMap<>();
        fields.put(
                "overlaps",
                Json.strings(overlaps(id).stream().map(Overlap::other).toList()));
        fields.put(Verdicts.OUTDATED, Json.strings(stale));
        return verdicts.record(item.get(), result, inputs(id), fields, cause);
    }

    private Set<String> inputs(String id) {
        FeatureFiles files = features.files(id);
        Stream<String> documents = files.documents().stream().map(DocumentText::path);
        Stream<String> tests = files.spec().living().stream()
                .flatMap(each -> NamedCode.of(each.text(), each.fields()).tests().stream())
                .filter(test -> test.contains("/"))
                .flatMap(test -> code().find(test).stream())
                .sorted();
        return Stream.concat(documents, tests).limit(40).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
