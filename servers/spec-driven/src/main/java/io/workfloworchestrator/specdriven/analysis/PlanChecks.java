package io.workfloworchestrator.specdriven.analysis;

import io.workfloworchestrator.specdriven.analysis.DocumentText.Heading;
import io.workfloworchestrator.specdriven.analysis.DocumentText.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a plan keeps to the constitution, carries what the specification asks for, and has tasks for its phases. Pure functions. */
final class PlanChecks {
    private static final Pattern PHASE = Pattern.compile("(?iu)^(phase\\s+\\d{1,3})\\b.*$");
    private static final Pattern REFERENCE = Pattern.compile("\\b(?:FR|NFR|REQ)-?\\d{1,15}\\b");
    private static final Pattern DEPARTS = Pattern.compile("(?iu)\\b(?:depart|deviat|except|violat|instead of)\\w*\\b");
    private static final Pattern NEGATED = Pattern.compile("(?iu)\\b(?:no|not|never|without|instead of|replac\\w+)\\b");
    private static final Pattern TEST = Pattern.compile("(?iu)\\b(?:tests?|prove|proves|specs?)\\b");

    private PlanChecks() {}

    static List<Finding> of(FeatureFiles files) {
        List<Finding> all = new ArrayList<>();
        Optional<ReadConstitution> law = files.constitution().map(ReadConstitution::of);
        if (files.plan().isPresent()) {
            DocumentText plan = files.plan().get();
            law.ifPresent(some -> {
                all.addAll(bans(plan, some));
                all.addAll(versions(plan, some));
                all.addAll(articles(plan, some));
            });
            all.addAll(references(files, plan));
            all.addAll(phases(files, plan));
        }
        law.flatMap(ReadConstitution::testsFirst).ifPresent(line -> all.addAll(testsFirst(files, law.get(), line)));
        return all;
    }

    private static List<Finding> bans(DocumentText plan, ReadConstitution law) {
        List<Finding> all = new ArrayList<>();
        for (ReadConstitution.Ban ban : law.bans()) {
            Pattern name =
                    Pattern.compile("(?<![\\w-])" + Pattern.quote(ban.name()) + "(?![\\w-])", Pattern.CASE_INSENSITIVE);
            for (Line line : plan.prose()) {
                boolean isUsed = name.matcher(line.text()).find()
                        && !NEGATED.matcher(line.text()).find()
                        && !DEPARTS.matcher(line.text()).find();
                if (isUsed) {
                    all.add(ban.sure() ? broken(plan, line, ban, law) : maybeBroken(plan, line, ban, law));
                }
            }
        }
        return all;
    }

    private static Finding broken(DocumentText plan, Line line, ReadConstitution.Ban ban, ReadConstitution law) {
        return plan.at(line, ban.name())
                .error(
                        "plan-breaks-article",
                        "The plan uses " + ban.name() + ", which the constitution forbids in " + ban.where() + " ("
                                + law.path() + ":" + ban.line() + ").",
                        "Plan it without " + ban.name()
                                + "; or write in this line that it departs from the article and why, or"
                                + " amend the constitution first.");
    }

    private static Finding maybeBroken(DocumentText plan, Line line, ReadConstitution.Ban ban, ReadConstitution law) {
        return plan.at(line, ban.name())
                .warning(
                        "plan-may-break-article",
                        "The plan says \"" + ban.name() + "\", which may break what the constitution forbids in "
                                + ban.where() + " (" + law.path() + ":" + ban.line() + ").",
                        "If it does, plan it otherwise, or write in this line that it departs from the article and why.");
    }

    private static List<Finding> versions(DocumentText plan, ReadConstitution law) {
        List<Finding> all = new ArrayList<>();
        law.stack().forEach((name, version) -> {
            Pattern named = Pattern.compile("(?<![\\w-])" + Pattern.quote(name) + "\\s+v?(\\d+(?:\\.\\d+)*)\\b");
            for (Line line : plan.prose()) {
                Matcher found = named.matcher(line.text());
                boolean isOther = found.find()
                        && !found.group(1).equals(version.number())
                        && !DEPARTS.matcher(line.text()).find();
                if (isOther) {
                    all.add(
                            plan.at(line, name)
                                    .error(
                                            "plan-breaks-article",
                                            "The plan says " + name + " " + found.group(1) + ", the constitution "
                                                    + name + " " + version.number() + " (" + law.path() + ":"
                                                    + version.line() + ").",
                                            "Plan with " + name + " " + version.number()
                                                    + "; or say that the plan departs from it and why, or amend the constitution first."));
                }
            }
        });
        return all;
    }

    /** The plan has to say that it was made under each article, or why it departs from it. */
    private static List<Finding> articles(DocumentText plan, ReadConstitution law) {
        List<ReadConstitution.Article> unnamed =
                law.articles().stream().filter(article -> !names(plan, article)).toList();
        if (unnamed.isEmpty()) {
            return List.of();
        }
        boolean isAll = unnamed.size() == law.articles().size();
        List<Finding> all = new ArrayList<>();
        for (ReadConstitution.Article article : isAll ? unnamed.subList(0, 1) : unnamed) {
            String what = isAll ? "no article of the constitution" : article.id() + ", \"" + article.title() + "\"";
            all.add(Finding.at(plan.path(), 0, isAll ? "constitution" : article.id())
                    .warning(
                            "article-not-considered",
                            (isAll ? "The plan names " + what : "The plan does not name " + what) + " (" + law.path()
                                    + ":" + article.line() + "), so nobody can tell whether it was thought of.",
                            "Add to a section \"The constitution\" of the plan how it keeps to "
                                    + (isAll ? "each article" : article.id()) + ", or why it departs from it."));
        }
        return all;
    }

    private static boolean names(DocumentText plan, ReadConstitution.Article article) {
        Pattern id = Pattern.compile("(?iu)\\b" + Pattern.quote(article.id()) + "\\b");
        String title = article.title().toLowerCase(Locale.ROOT);
        return plan.lines().stream()
                .anyMatch(line -> id.matcher(line.text()).find()
                        || line.text().toLowerCase(Locale.ROOT).contains(title));
    }

    private static List<Finding> references(FeatureFiles files, DocumentText plan) {
        List<String> known =
                files.spec().requirements().stream().map(ReadSpec.Statement::id).toList();
        List<Finding> all = new ArrayList<>();
        if (known.isEmpty()) {
            return all;
        }
        for (Line line : plan.prose()) {
            REFERENCE
                    .matcher(line.text())
                    .results()
                    .map(found -> found.group())
                    .filter(id -> !known.contains(id))
                    .forEach(id -> all.add(plan.at(line, id)
                            .error(
                                    "unknown-reference",
                                    "The plan names " + id + ", which is not in " + files.specPath() + ".",
                                    "Take it out of the plan, or add it to the specification.")));
        }
        return all;
    }

    private static List<Finding> phases(FeatureFiles files, DocumentText plan) {
        List<Finding> all = new ArrayList<>();
        if (files.tasks().isEmpty()) {
            return all;
        }
        for (Heading heading : plan.headings()) {
            Matcher phase = PHASE.matcher(heading.title());
            boolean isEmpty = phase.matches()
                    && files.work().tasks().stream().noneMatch(task -> isIn(task, phase.group(1)))
                    && files.work().tasks().stream()
                            .anyMatch(task -> task.place().stream()
                                    .anyMatch(title -> PHASE.matcher(title).matches()));
            if (isEmpty) {
                all.add(Finding.at(plan.path(), heading.line(), phase.group(1))
                        .warning(
                                "phase-without-task",
                                "No task is in \"" + heading.title() + "\" of the plan.",
                                "Derive the tasks again, or take the phase out of the plan."));
            }
        }
        return all;
    }

    private static boolean isIn(ReadTasks.Task task, String phase) {
        return task.fields().find("phase").filter(phase::equalsIgnoreCase).isPresent()
                || task.place().stream().anyMatch(title -> {
                    Matcher named = PHASE.matcher(title);
                    return named.matches() && named.group(1).equalsIgnoreCase(phase);
                });
    }

    /** Tests come first: for each requirement, the first task that names it has to be one that tests it. */
    private static List<Finding> testsFirst(FeatureFiles files, ReadConstitution law, int line) {
        List<Finding> all = new ArrayList<>();
        for (ReadSpec.Statement each : files.spec().living()) {
            List<ReadTasks.Task> tasks = files.work().of(each);
            Optional<ReadTasks.Task> first = tasks.stream().findFirst();
            Optional<ReadTasks.Task> test = tasks.stream()
                    .filter(task -> TEST.matcher(task.text()).find())
                    .findFirst();
            if (first.isPresent() && !test.equals(first)) {
                all.add(Finding.at(files.tasksPath(), first.get().line(), each.id())
                        .warning(
                                "tests-not-first",
                                first.get().id() + " builds " + each.id() + " before "
                                        + test.map(task -> task.id() + " tests it")
                                                .orElse("any task tests it")
                                        + ", though the constitution asks for tests first (" + law.path() + ":" + line
                                        + ").",
                                "Put a task before it that writes the tests of " + each.id() + "."));
            }
        }
        return all;
    }
}
