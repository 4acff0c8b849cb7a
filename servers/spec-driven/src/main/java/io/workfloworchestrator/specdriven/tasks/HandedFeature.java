package io.workfloworchestrator.specdriven.tasks;

import io.workfloworchestrator.documents.Markdown;
import io.workfloworchestrator.documents.Section;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.specdriven.SpecDrivenException;
import io.workfloworchestrator.specdriven.documents.ConstitutionRules;
import io.workfloworchestrator.specdriven.guide.FeatureDocumentPaths;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemQuery;
import io.workfloworchestrator.workflow.ItemView;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A feature as it is passed on to whoever does its tasks: what is open, in which order, and what holds for all of it. Immutable.
 *
 * @param featureId the name of its folder, such as {@code 001-login}; by this name its progress comes back
 * @param folder such as {@code specs/001-login}
 * @param category bug-fix or feature
 * @param goal the goal that it serves; empty if it serves none
 * @param constraints what every task has to respect, a sentence each
 * @param tasks the open ones, by their numbers
 */
public record HandedFeature(
        String featureId,
        String title,
        String folder,
        String category,
        Optional<String> goal,
        boolean phiHandling,
        List<String> constraints,
        List<Task> tasks,
        List<String> findings) {
    private static final int MOST_CONSTRAINTS = 50;
    private static final int LONGEST_CONSTRAINT = 200;

    public HandedFeature {
        constraints = List.copyOf(constraints);
        tasks = List.copyOf(tasks);
        findings = List.copyOf(findings);
    }

    /**
     * The feature of this name as it is now.
     *
     * @param name its folder, number or title
     * @throws SpecDrivenException E_FEATURE if there is no such feature; E_TASK_FILE if its tasks are not state yet
     */
    public static HandedFeature of(OpenProject project, String name) {
        Features features = Features.of(project);
        FeatureLook look = FeatureLook.of(project, features, name);
        if (look.isOfFile()) {
            throw new SpecDrivenException(
                    "E_TASK_FILE",
                    "the tasks of " + look.path()
                            + " are not state yet: call update_task_status for one of them first, which says what is wrong"
                            + " with the file or takes them over. Nothing was passed on.");
        }
        Features.Named named =
                Features.find(project, Optional.of(look.featureId())).orElseThrow();
        Optional<Item> item = features.ofFolder(look.moment(), look.featureId());
        List<String> findings = new ArrayList<>(look.findings());
        List<Task> tasks = look.tasks().stream()
                .filter(task -> !task.isFinal())
                .map(task -> task(task, look.now().orElseThrow(), named.isHealth(), findings))
                .toList();
        return new HandedFeature(
                look.featureId(),
                named.title(),
                named.folder(),
                item.flatMap(one -> one.state().text("scenario"))
                        .filter("bug-fix"::equals)
                        .orElse("feature"),
                item.flatMap(one -> one.state().text("goal")).filter(goal -> !goal.isBlank()),
                named.isHealth(),
                constraints(project, look.now()),
                ordered(tasks),
                findings);
    }

    /**
     * What the file of a feature says of its tasks, by their numbers in the order of its lines, as far as that can be read: what proves
     * each. Tasks that it does not have are left out.
     *
     * @param name its folder, number or title
     * @throws SpecDrivenException E_FEATURE if there is none
     */
    public static Map<String, List<String>> linesOf(OpenProject project, String name) {
        Map<String, List<String>> lines = new LinkedHashMap<>();
        FeatureLook.of(project, Features.of(project), name)
                .file()
                .tasks()
                .forEach(task -> lines.putIfAbsent(task.label(), task.doneWhen()));
        return lines;
    }

    private static List<String> constraints(OpenProject project, Optional<WorkflowMoment<Json>> feature) {
        List<String> all = new ArrayList<>();
        feature.filter(now -> now.running().kinds().containsKey("requirement"))
                .ifPresent(now ->
                        now.items(ItemQuery.of("requirement").sort("number").limit(ItemQuery.MOST)).items().stream()
                                .map(ItemView::item)
                                .filter(item -> item.state().text("type").equals(Optional.of("constraint")))
                                .filter(item -> !item.status().equals("dropped"))
                                .forEach(item -> all.add(called(item))));
        FeatureDocumentPaths.of(project.workflow().project())
                .constitutionText()
                .ifPresent(text -> constitution(text, all));
        return all.stream()
                .map(line -> Words.clip(line, LONGEST_CONSTRAINT))
                .distinct()
                .limit(MOST_CONSTRAINTS)
                .toList();
    }

    private static String called(Item requirement) {
        return requirement.number().map(number -> number + ": ").orElse("") + requirement.title();
    }

    private static void constitution(String text, List<String> all) {
        for (Section section : Markdown.of(text).sections(3)) {
            if (section.title().toLowerCase(Locale.ROOT).matches("article\\s+[ivxlc\\d]+\\b.*")) {
                all.add(section.title());
            }
        }
        all.addAll(ConstitutionRules.of(text));
    }

    private static Task task(ItemView view, WorkflowMoment<Json> now, boolean isHealth, List<String> findings) {
        Item item = view.item();
        TaskTitle title = TaskTitle.of(item.title());
        List<String> needs = new ArrayList<>();
        for (String id : item.state().texts("needs")) {
            Optional<ItemView> need = now.item(id);
            if (need.isEmpty()) {
                findings.add(item.shown() + " needs \"" + id + "\", which is not there; that need is left out.");
            }
            need.filter(one -> !one.isDone())
                    .ifPresent(one -> needs.add(one.item().number().orElse(id)));
        }
        List<String> covers = item.state().texts("covers");
        List<String> files = item.state().texts("files");
        return new Task(
                item.called(),
                item.id(),
                item.title(),
                number(item, "hours"),
                needs,
                number(item, "complexity").map(Double::intValue),
                covers,
                files.isEmpty() ? title.files() : files,
                title.isParallel() || Json.of(true).equals(item.state().fields().get("parallel")),
                item.state().text("phase"),
                isHealth && (!covers.isEmpty() || title.story().isPresent()));
    }

    private static Optional<Double> number(Item item, String field) {
        return item.state().fields().get(field) instanceof Json.Num number
                ? Optional.of(number.value().doubleValue())
                : Optional.empty();
    }

    /**
     * Where no task says what it needs and some are marked as parallel, the others say the order: each waits for all before it, and those
     * that are parallel wait for the last one that is not.
     */
    private static List<Task> ordered(List<Task> tasks) {
        boolean isSaid = tasks.stream().anyMatch(task -> !task.dependsOn().isEmpty());
        if (isSaid || tasks.stream().noneMatch(Task::parallel)) {
            return tasks;
        }
        List<Task> ordered = new ArrayList<>();
        List<String> since = new ArrayList<>();
        List<String> last = List.of();
        for (Task task : tasks) {
            if (task.parallel()) {
                ordered.add(task.needing(last));
                since.add(task.id());
            } else {
                ordered.add(task.needing(since.isEmpty() ? last : since));
                last = List.of(task.id());
                since.clear();
            }
        }
        return ordered;
    }

    /**
     * A task that is passed on. The names are those that the server of tasks reads.
     *
     * @param id its number in the feature, such as {@code T003}; by this name its progress comes back
     * @param item the id of its item, which never changes
     * @param estimatedHours empty if nobody estimated it
     * @param dependsOn the numbers of the open tasks that have to be done before it
     * @param complexity 1 to 10; empty if nobody judged it
     */
    public record Task(
            String id,
            String item,
            String description,
            Optional<Double> estimatedHours,
            List<String> dependsOn,
            Optional<Integer> complexity,
            List<String> covers,
            List<String> files,
            boolean parallel,
            Optional<String> phase,
            boolean health) {
        public Task {
            dependsOn = List.copyOf(dependsOn);
            covers = List.copyOf(covers);
            files = List.copyOf(files);
        }

        Task needing(List<String> needs) {
            return new Task(
                    id, item, description, estimatedHours, needs, complexity, covers, files, parallel, phase, health);
        }
    }
}
