package io.workfloworchestrator.specdriven.delta;

import io.workfloworchestrator.documents.TextMerge;
import io.workfloworchestrator.specdriven.SpecDrivenException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Merges a change into a living specification, three-way: what the change was written for, what the specification is now, and what the
 * change says. Checking and merging are this one function, so they never disagree. What the change does not speak of stays, also what
 * others added meanwhile. Pure functions.
 */
public final class DeltaMerge {
    private static final Pattern PLACEHOLDER = Pattern.compile("(?iu)^(?:tbd\\b.*|todo\\b.*|)$", Pattern.DOTALL);
    private static final double ALIKE = 0.6;
    private static final String AGAIN =
            "take the removal out, rebase, and put it in again if what it says now is to go";

    private final LivingSpec base;
    private final DeltaSpec delta;
    private LivingSpec spec;
    private final List<String> remarks = new ArrayList<>();
    private final List<String> conflicts = new ArrayList<>();

    private DeltaMerge(LivingSpec base, LivingSpec now, DeltaSpec delta) {
        this.base = base;
        this.spec = now;
        this.delta = delta;
    }

    /** The fingerprint that a change written for this specification has as its {@code base}. Throws as {@link #merge}. */
    public static String fingerprint(String spec) {
        return LivingSpec.of(spec).fingerprint();
    }

    /**
     * The specification with the change in it.
     *
     * @param base the specification for which the change was written; empty if that is the one of now
     * @param now the specification as it is; empty if there is none yet
     * @throws SpecDrivenException E_DELTA_UNKNOWN if it modifies or renames what is not there, with the nearest; E_DELTA_EXISTS if it adds
     *     what is there with another text; E_DELTA_BASE if it was written for another base than the given one; E_DELTA_CONFLICT if
     *     both changed the same lines; E_SPEC_… and E_DELTA_… for what cannot be read, with the line
     */
    public static MergedSpec merge(String title, Optional<String> base, Optional<String> now, String change) {
        LivingSpec current = now.map(LivingSpec::of).orElseGet(() -> LivingSpec.named(title));
        LivingSpec before = base.map(LivingSpec::of).orElse(current);
        DeltaSpec delta = DeltaSpec.of(change);
        delta.base()
                .filter(fingerprint -> !fingerprint.equals(before.fingerprint()))
                .ifPresent(fingerprint -> {
                    throw new SpecDrivenException(
                            "E_DELTA_BASE",
                            "the change was written for another state of this specification (base " + clip(fingerprint)
                                    + ", now "
                                    + clip(current.fingerprint())
                                    + "). Rebase it: look at what changed in the specification since, then bind the change to it as it"
                                    + " is now (change_living_spec (toolset living) with action rebase, or workflow spec merge --rebase).");
                });
        MergedSpec merged = new DeltaMerge(before, current, delta).merged();
        boolean isCrLf = now.filter(text -> text.contains("\r\n")).isPresent();
        return isCrLf
                ? new MergedSpec(merged.text().replace("\n", "\r\n"), merged.retired(), merged.remarks())
                : merged;
    }

    private static String clip(String fingerprint) {
        return fingerprint.substring(0, Math.min(12, fingerprint.length()));
    }

    private MergedSpec merged() {
        delta.renamed().forEach(this::rename);
        delta.removed().forEach(this::remove);
        delta.modified().forEach(this::modify);
        delta.added().forEach(this::add);
        purpose();
        if (!conflicts.isEmpty()) {
            throw new SpecDrivenException(
                    "E_DELTA_CONFLICT",
                    "the specification was changed meanwhile where this change changes it: "
                            + String.join("; ", conflicts)
                            + ". Write that into the change, then rebase it.");
        }
        boolean isRetired = spec.isEmpty() && !delta.removed().isEmpty();
        if (isRetired) {
            remarks.add("No requirement is left: the specification retires.");
        }
        return new MergedSpec(spec.written(), isRetired, remarks);
    }

    private void rename(String from, String to) {
        if (spec.find(to).isPresent() && spec.find(from).isEmpty()) {
            remarks.add("\"" + from + "\" is called \"" + to + "\" already.");
            return;
        }
        LivingRequirement found = require(from, "renames");
        if (spec.find(to).isPresent()) {
            throw new SpecDrivenException(
                    "E_DELTA_EXISTS",
                    "\"" + from + "\" cannot be called \"" + to
                            + "\": there is one of that name. Choose another name.");
        }
        spec = spec.with(from, found.named(to));
    }

    private LivingRequirement require(String name, String does) {
        return spec.find(name)
                .orElseThrow(() -> new SpecDrivenException(
                        "E_DELTA_UNKNOWN",
                        "the change " + does + " the requirement \"" + name + "\", which is not in the specification. "
                                + spec.hint(name) + " A new requirement belongs below ## ADDED Requirements."));
    }

    private void remove(String name) {
        if (spec.find(name).isEmpty()) {
            remarks.add("\"" + name + "\" is to be removed and is not there. " + spec.hint(name));
            return;
        }
        LivingRequirement now = spec.find(name).get();
        base.find(name)
                .filter(before -> !before.equals(now))
                .ifPresent(before ->
                        conflicts.add("\"" + name + "\" is to be removed, and somebody changed it: " + AGAIN));
        spec = spec.without(name);
    }

    private void add(LivingRequirement requirement) {
        Optional<LivingRequirement> there = spec.find(requirement.name());
        if (there.isEmpty()) {
            spec = spec.with(requirement.name(), requirement);
        } else if (there.get().equals(requirement)) {
            remarks.add("\"" + requirement.name() + "\" is there already.");
        } else {
            throw new SpecDrivenException(
                    "E_DELTA_EXISTS",
                    "the change adds the requirement \"" + requirement.name()
                            + "\", which is there with another text. Put it below ## MODIFIED Requirements, or give it another name.");
        }
    }

    private static String oldName(Map<String, String> renamed, String name) {
        return renamed.entrySet().stream()
                .filter(entry -> entry.getValue().equals(name))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(name);
    }

    private void modify(DeltaSpec.Modified change) {
        String name = delta.renamed()
                .getOrDefault(change.requirement().name(), change.requirement().name());
        LivingRequirement now = require(name, "modifies");
        LivingRequirement before = base.find(oldName(delta.renamed(), name)).orElse(now);
        LivingRequirement after = now;
        if (!change.requirement().text().isEmpty()) {
            after = after.withText(three(
                    "\"" + name + "\"",
                    before.text(),
                    now.text(),
                    change.requirement().text()));
        }
        Set<String> named = new HashSet<>(change.removed());
        for (Map.Entry<String, String> rename : change.renamed().entrySet()) {
            named.add(rename.getKey());
            named.add(rename.getValue());
            LivingRequirement.Scenario scenario = scenario(after, rename.getKey(), "renames");
            after = after.with(rename.getKey(), new LivingRequirement.Scenario(rename.getValue(), scenario.text()));
        }
        for (String gone : change.removed()) {
            after = removed(after, before, gone);
        }
        for (LivingRequirement.Scenario scenario : change.requirement().scenarios()) {
            named.add(scenario.name());
            after = changed(after, before, change, scenario);
        }
        spec = spec.with(name, after);
        unnamed(now, change, named);
    }

    private LivingRequirement removed(LivingRequirement now, LivingRequirement before, String gone) {
        if (now.find(gone).isEmpty()) {
            remarks.add("The scenario \"" + gone + "\" of \"" + now.name() + "\" is to be removed and is not there.");
            return now;
        }
        before.find(gone)
                .filter(old -> !old.equals(now.find(gone).get()))
                .ifPresent(old -> conflicts.add(
                        "the scenario \"" + gone + "\" is to be removed, and somebody changed it: " + AGAIN));
        return now.without(gone);
    }

    private LivingRequirement.Scenario scenario(LivingRequirement requirement, String name, String does) {
        return requirement
                .find(name)
                .orElseThrow(() -> new SpecDrivenException(
                        "E_DELTA_UNKNOWN",
                        "the change " + does + " the scenario \"" + name + "\" of \"" + requirement.name()
                                + "\", which is not there. It has "
                                + requirement.scenarios().stream()
                                        .map(each -> "\"" + each.name() + "\"")
                                        .toList() + "."));
    }

    private LivingRequirement changed(
            LivingRequirement now,
            LivingRequirement before,
            DeltaSpec.Modified change,
            LivingRequirement.Scenario scenario) {
        String old = oldName(change.renamed(), scenario.name());
        Optional<LivingRequirement.Scenario> there = now.find(scenario.name());
        if (there.isEmpty()) {
            return now.with(scenario.name(), scenario);
        }
        String was = before.find(old).map(LivingRequirement.Scenario::text).orElse("");
        String text = three(
                "the scenario \"" + scenario.name() + "\"", was, there.get().text(), scenario.text());
        return now.with(scenario.name(), new LivingRequirement.Scenario(scenario.name(), text));
    }

    /** A change that has taken over what the specification says now is taken as it is. */
    private String three(String what, String before, String now, String wanted) {
        TextMerge merge = TextMerge.of(before, now, wanted);
        List<TextMerge.Conflict> open = merge.conflicts().stream()
                .filter(conflict -> !TakenOver.is(conflict))
                .toList();
        open.stream()
                .limit(1)
                .forEach(conflict -> conflicts.add(what + " says now \""
                        + conflict.ours().strip() + "\" where it said \""
                        + conflict.base().strip() + "\", and the change \""
                        + conflict.theirs().strip() + "\": the change has to " + TakenOver.todo(conflict)));
        return open.isEmpty() && !merge.isClean()
                ? TextMerge.of(before, wanted, now).merged()
                : merge.merged();
    }

    /** Scenarios that a change leaves out stay; one that looks renamed is named, so that nobody has to find it later. */
    private void unnamed(LivingRequirement now, DeltaSpec.Modified change, Set<String> named) {
        for (LivingRequirement.Scenario there : now.scenarios()) {
            if (named.contains(there.name())) {
                continue;
            }
            change.requirement().scenarios().stream()
                    .filter(each -> now.find(each.name()).isEmpty() && alike(each, there))
                    .findFirst()
                    .ifPresent(each -> remarks.add("The scenario \"" + there.name() + "\" of \"" + now.name()
                            + "\" stays beside the new \"" + each.name()
                            + "\". If it was renamed, write \"#### Renamed scenario: "
                            + there.name() + " -> " + each.name() + "\"; if it goes, \"#### Removed scenario: "
                            + there.name() + "\"."));
        }
    }

    private static boolean alike(LivingRequirement.Scenario one, LivingRequirement.Scenario other) {
        Set<String> a = new HashSet<>(
                List.of((one.name() + " " + one.text()).toLowerCase(Locale.ROOT).split("\\W+")));
        Set<String> b = new HashSet<>(List.of(
                (other.name() + " " + other.text()).toLowerCase(Locale.ROOT).split("\\W+")));
        int all = Math.min(a.size(), b.size());
        a.retainAll(b);
        return a.size() >= ALIKE * all;
    }

    private void purpose() {
        if (delta.purpose().isEmpty()) {
            return;
        }
        boolean isPlaceholder = PLACEHOLDER.matcher(spec.purpose()).matches();
        spec = spec.withPurpose(
                isPlaceholder
                        ? delta.purpose()
                        : three("the purpose", base.purpose(), spec.purpose(), delta.purpose()));
    }
}
