package io.workfloworchestrator.taskexecutor.verify;

import io.workfloworchestrator.definition.Durations;
import io.workfloworchestrator.definition.Fields;
import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.definition.YamlText;
import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.ProjectFolder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@link VerificationRules#FILE}; every fault is a problem with its place. Not thread-safe. */
record VerificationReader(YamlText text) {
    private static final int MOST_BYTES = 64 << 10;
    private static final int MOST_CHECKS = 50;
    private static final Duration LONGEST = Duration.ofHours(4);
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,39}");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}");
    private static final List<String> STAGES = List.of("task", "archive");

    static Optional<VerificationRules> read(ProjectFolder project) {
        if (!project.exists(VerificationRules.FILE)) {
            return Optional.empty();
        }
        YamlText text = YamlText.of(VerificationRules.FILE, project.read(VerificationRules.FILE, MOST_BYTES));
        return Optional.of(new VerificationReader(text).rules());
    }

    private VerificationRules rules() {
        Fields top = text.fields("the rules of verification");
        List<Check> checks = checks(top);
        List<VerificationRules.Requirement> requirements = new ArrayList<>();
        for (Fields one : top.list("requires", "requirement")) {
            requirements.add(new VerificationRules.Requirement(
                    one.texts("for"),
                    one.bool("constraints", VerificationRules.Requirement.USUAL.constraints()),
                    one.bool("review", VerificationRules.Requirement.USUAL.review()),
                    one.bool("files", VerificationRules.Requirement.USUAL.files())));
            one.done();
        }
        List<DocumentationRule> documentation = new ArrayList<>();
        for (Fields one : top.list("documentation", "rule of documentation")) {
            documentation.add(new DocumentationRule(
                    one.id(), one.texts("for"), one.texts("words"), required(one, "update", "name the documents")));
            one.done();
        }
        top.done();
        text.throwIfAny();
        return new VerificationRules(checks, false, requirements, documentation);
    }

    private List<Check> checks(Fields top) {
        List<Fields> entries = top.list("checks", "check");
        if (entries.size() > MOST_CHECKS) {
            text.problem("E_RULE_TYPE", "checks", entries.size() + " checks; at most " + MOST_CHECKS + " are allowed.");
        }
        List<Check> checks = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Fields entry : entries) {
            Check check = check(entry);
            if (!names.add(check.name())) {
                entry.problem("E_RULE_ID", "there are two checks \"" + check.name() + "\". Rename one.");
            }
            checks.add(check);
        }
        return checks;
    }

    private Check check(Fields entry) {
        String name = entry.id();
        if (!NAME.matcher(name).matches()) {
            entry.problem("E_RULE_ID", "the id of a check has 1 to 40 small letters, digits, dots and dashes.");
        }
        Check check = new Check(
                name,
                run(entry),
                folder(entry),
                timeout(entry),
                stages(entry),
                entry.texts("for"),
                entry.texts("covers"),
                entry.texts("reports"),
                entry.texts("tests"),
                environment(entry));
        if (!check.tests().isEmpty() && check.reports().isEmpty()) {
            text.problem(
                    "E_RULE_MISSING",
                    entry.path() + "/tests",
                    "tests can only be looked for in reports. Name the \"reports\" too.");
        }
        entry.done();
        return check;
    }

    private List<String> run(Fields entry) {
        List<String> words = required(entry, "run", "write the command as a list of words");
        if (words.size() == 1 && words.get(0).strip().contains(" ")) {
            text.problem(
                    "E_RULE_TYPE",
                    entry.path() + "/run",
                    "no shell reads \"run\". Write each word for itself: ["
                            + String.join(", ", words.get(0).strip().split("\\s+")) + "].");
        }
        return words.isEmpty() ? List.of("-") : words;
    }

    private String folder(Fields entry) {
        String folder = entry.text("in", ".");
        try {
            return ProjectFolder.checkPath(folder);
        } catch (PathException e) {
            text.problem("E_RULE_PATH", entry.path() + "/in", String.valueOf(e.getMessage()));
            return ".";
        }
    }

    private Duration timeout(Fields entry) {
        String written = entry.text("timeout", Durations.written(Check.USUAL_TIME));
        Optional<Duration> span = Durations.read(written);
        if (span.isEmpty() || span.get().isZero() || span.get().compareTo(LONGEST) > 0) {
            text.problem(
                    "E_RULE_TYPE",
                    entry.path() + "/timeout",
                    "a time-out is from 1s to " + Durations.written(LONGEST) + ", such as 90s or 10m.");
            return Check.USUAL_TIME;
        }
        return span.get();
    }

    private Set<Check.Stage> stages(Fields entry) {
        Set<Check.Stage> stages = EnumSet.noneOf(Check.Stage.class);
        for (String word : entry.texts("at")) {
            if (STAGES.contains(word)) {
                stages.add(Check.Stage.valueOf(word.toUpperCase(Locale.ROOT)));
            } else {
                text.problem(
                        "E_RULE_TYPE",
                        entry.path() + "/at",
                        "there is no stage \"" + word + "\"." + Names.hint(word, STAGES));
            }
        }
        return stages.isEmpty() ? EnumSet.of(Check.Stage.TASK) : stages;
    }

    private List<String> environment(Fields entry) {
        List<String> names = entry.texts("environment");
        names.stream()
                .filter(name -> !VARIABLE.matcher(name).matches())
                .forEach(
                        name -> text.problem(
                                "E_RULE_TYPE",
                                entry.path() + "/environment",
                                "\"environment\" has names of variables, not values; they are taken from who starts the server."));
        return names;
    }

    private List<String> required(Fields entry, String name, String advice) {
        List<String> texts = entry.texts(name);
        if (texts.isEmpty() || texts.stream().anyMatch(String::isEmpty)) {
            entry.problem("E_RULE_MISSING", "\"" + name + "\" is missing or empty: " + advice + ".");
        }
        return texts;
    }
}
