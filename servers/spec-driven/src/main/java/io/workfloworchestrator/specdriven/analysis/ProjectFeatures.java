package io.workfloworchestrator.specdriven.analysis;

import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.specdriven.SpecDrivenException;
import io.workfloworchestrator.specdriven.guide.FeatureDocumentPaths;
import io.workfloworchestrator.specdriven.guide.FeatureStatus;
import io.workfloworchestrator.specdriven.tasks.Features;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.Workflow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * All features of a project: those that the guide began, and the numbered folders that somebody else made. What it says is what stands
 * in the files and the state when it is asked first; so make one for each look. Not thread-safe.
 */
public final class ProjectFeatures {
    private final ProjectFolder folder;
    private final FeatureDocumentPaths paths;
    private final Optional<DocumentText> constitution;
    private final Map<String, Item> items = new LinkedHashMap<>();
    private final Map<String, FeatureFiles> read = new LinkedHashMap<>();

    /** @throws io.workfloworchestrator.json.CodedException if the definition of a feature has problems */
    public ProjectFeatures(OpenProject project) {
        this.folder = project.workflow().project();
        this.paths = FeatureDocumentPaths.of(folder);
        this.constitution = paths.constitution().flatMap(path -> FeatureFiles.document(folder, path));
        Workflow<Json> features =
                Workflow.of(folder, Features.ALL, project.state()).open();
        features.state()
                .ifPresent(found -> found.value().all(Features.KIND).forEach(item -> items.put(id(item), item)));
    }

    private static String id(Item item) {
        String path = item.state().text("folder").orElse("");
        return path.isEmpty() ? item.called() : path.substring(path.lastIndexOf('/') + 1);
    }

    Optional<Item> item(String id) {
        return Optional.ofNullable(items.get(id));
    }

    /** The names of all folders of features, sorted. */
    public List<String> ids() {
        TreeSet<String> ids = new TreeSet<>(paths.numbered());
        items.forEach((id, item) -> {
            if (item.state().text("folder").isPresent()) {
                ids.add(id);
            }
        });
        return List.copyOf(ids);
    }

    /**
     * The folder's name of the feature that somebody means.
     *
     * @param named its folder, the folder's name, or its number with or without zeros
     * @throws SpecDrivenException E_FEATURE with the nearest one, or with what to do first for one that has no documents yet
     */
    public String find(String named) {
        String plain = named.strip().replaceAll("/+$", "");
        String last = plain.substring(plain.lastIndexOf('/') + 1);
        List<String> ids = ids();
        return ids.stream()
                .filter(id -> id.equals(last) || isNumber(id, last))
                .findFirst()
                .orElseThrow(() -> items.keySet().stream()
                        .filter(id -> id.equals(last) || isNumber(id, last))
                        .findFirst()
                        .map(this::unwritten)
                        .orElseGet(() -> unknown(plain)));
    }

    private boolean isNumber(String id, String word) {

        return Features.isNumber(word, item(id).flatMap(Item::number).orElse(id));
    }

    private SpecDrivenException unwritten(String id) {
        return new SpecDrivenException(
                "E_FEATURE",
                "the feature " + id + ", \""
                        + shown(Objects.requireNonNull(items.get(id)).title())
                        + "\", has no documents yet: they are written from the answers to its questions. Go on with sdd_guide, action"
                        + " resume, session " + id + ".");
    }

    private SpecDrivenException unknown(String named) {
        Set<String> ids = new TreeSet<>(ids());
        ids.addAll(items.keySet());
        String shown = shown(named);
        return new SpecDrivenException(
                "E_FEATURE",
                "there is no feature \"" + shown + "\" in this project."
                        + (ids.isEmpty() ? " There is none at all yet: begin one." : Names.hint(shown, ids)));
    }

    private static String shown(String text) {
        return Words.clip(text.replaceAll("\\p{C}", "?"), 80);
    }

    FeatureFiles files(String id) {
        return read.computeIfAbsent(id, any -> FeatureFiles.read(folder, place(id), constitution));
    }

    /** Where the documents of a feature are: in the folder that its item names, which may lie in a part of a monorepo. */
    private String place(String id) {
        return item(id).flatMap(item -> item.state().text("folder"))
                .filter(path -> !path.isEmpty())
                .orElse(paths.specs() + "/" + id);
    }

    Set<String> specs() {
        Set<String> places = new TreeSet<>(List.of(paths.specs()));
        items.values()
                .forEach(item -> item.state()
                        .text("folder")
                        .filter(path -> path.contains("/"))
                        .ifPresent(path -> places.add(path.substring(0, path.lastIndexOf('/')))));
        return places;
    }

    /** All features with how far they are, those without a folder too. */
    public List<FeatureRow> rows() {
        List<FeatureRow> rows = new ArrayList<>();
        ids().forEach(id -> rows.add(row(id)));
        items.forEach((id, item) -> {
            if (item.state().text("folder").isEmpty()) {
                rows.add(new FeatureRow(id, item.title(), FeatureStatus.of(item), List.of(), 0, 0, 0, 0));
            }
        });
        return rows;
    }

    public FeatureRow row(String id) {
        FeatureFiles files = files(id);
        List<String> there = new ArrayList<>();
        files.specification().ifPresent(any -> there.add("specification"));
        files.plan().ifPresent(any -> there.add("plan"));
        files.tasks().ifPresent(any -> there.add("tasks"));
        List<ReadSpec.Statement> requirements = files.spec().living();
        List<ReadTasks.Task> tasks = files.work().living();
        return new FeatureRow(
                id,
                item(id).map(Item::title).or(() -> title(files)).orElse(id),
                item(id).map(FeatureStatus::of).orElse(FeatureRow.UNKNOWN),
                there,
                requirements.size(),
                (int) requirements.stream().filter(ReadSpec.Statement::met).count(),
                tasks.size(),
                (int) tasks.stream().filter(ReadTasks.Task::isDone).count());
    }

    public FeaturePage page(String id) {
        return FeaturePage.of(files(id));
    }

    private static Optional<String> title(FeatureFiles files) {
        return files.specification()
                .flatMap(document -> document.headings().stream().findFirst())
                .map(DocumentText.Heading::title);
    }
}
