package io.workfloworchestrator.taskexecutor.verify;

import io.workfloworchestrator.workflow.Evidence;
import io.workfloworchestrator.workflow.Evidence.Level;
import io.workfloworchestrator.workflow.Evidence.What;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Decides whether the evidence of a task proves what is asked for. Failed is what speaks against the task, and what spoke against it and
 * has not run again since its files changed: an edit alone proves nothing. Partial is what is missing or stale; passed is the rest. For one task, not thread-safe.
 */
final class Assessment {
    private static final String AGAIN = "Call verify_task again: it runs what is missing or stale.";

    private final TaskFacts facts;
    private final Collection<Evidence> evidence;
    private final Function<Evidence, List<String>> changed;
    private final List<String> proofs = new ArrayList<>();
    private final List<String> concerns = new ArrayList<>();
    private final List<String> advice = new ArrayList<>();
    private boolean failed;
    private boolean proved;

    /** @param changed the covered files of evidence that have other content by now; none while it is fresh */
    Assessment(TaskFacts facts, Collection<Evidence> evidence, Function<Evidence, List<String>> changed) {
        this.facts = facts;
        this.evidence = evidence;
        this.changed = changed;
    }

    /** @param approved whether a person approved its command as it is now */
    record Wanted(Check check, boolean approved) {}

    VerificationReport of(
            List<Wanted> checks, VerificationRules.Requirement requirement, Collection<String> filesChanged) {
        checks.forEach(this::assess);
        if (requirement.constraints()) {
            facts.constraints().forEach(this::assessConstraint);
        }
        assessReview(requirement.review() || facts.reviewer().isPresent());
        assessFiles(requirement.files(), filesChanged);
        evidence.stream().filter(this::isOther).forEach(this::assessOther);
        if (!failed && concerns.isEmpty() && !proved) {
            concerns.add("Nothing proves it yet: no check, no constraint and no review is asked for.");
            advise("Declare a check in " + VerificationRules.FILE + ", or have somebody else review it.");
        }
        String status = failed ? "failed" : concerns.isEmpty() ? "passed" : "partial";
        return new VerificationReport(status, proofs, concerns, advice);
    }

    /** What was learnt beside the evidence, such as a program that is not there. */
    void remark(String text) {
        advise(Shown.line(text));
    }

    private void assess(Wanted wanted) {
        Check check = wanted.check();
        Optional<Evidence> newest = newest(one -> isOf(one, check));
        if (newest.isPresent()) {
            judge(check.name() + " (" + Shown.text(check.line()) + ")", newest.get(), AGAIN);
        } else if (wanted.approved()) {
            concerns.add(check.name() + " has not run for this task.");
            advise(AGAIN);
        }
        if (!wanted.approved()) {
            if (newest.isEmpty()) {
                concerns.add(
                        check.name() + " has not run: nobody approved its command " + Shown.text(check.line()) + ".");
            }
            advise("A person approves the command once: workflow tasks approve " + check.name());
        }
    }

    /** Whether evidence is the outcome of a check that this program ran. */
    static boolean isOf(Evidence one, Check check) {
        return one.what() == What.COMMAND
                && one.level() == Level.VERIFIED
                && one.command().filter(subject(check.line())::equals).isPresent();
    }

    /** A command line or a constraint as evidence names it. */
    static String subject(String text) {
        return text.length() <= 1_000 ? text : text.substring(0, 1_000);
    }

    private void assessConstraint(String constraint) {
        String shown = "The constraint \"" + Shown.text(constraint) + "\"";
        Optional<Evidence> newest = newest(one -> one.what() == What.CONSTRAINT
                && one.command().filter(subject(constraint)::equals).isPresent());
        if (newest.isPresent()) {
            judge(shown, newest.get(), "Look again whether the constraint holds, and confirm it with verify_task.");
        } else {
            int place = facts.constraints().indexOf(constraint) + 1;
            concerns.add(shown + " is not confirmed.");
            advise("Confirm each constraint that holds: verify_task with holds, such as [\"" + place + "\"].");
        }
    }

    private void assessReview(boolean required) {
        Optional<Evidence> newest =
                newest(one -> one.what() == What.REVIEW && !facts.doers().contains(one.by()));
        if (newest.isPresent()) {
            judge("The review by " + Shown.text(newest.get().by()), newest.get(), "Ask for a review of what changed.");
        } else if (required) {
            String by = facts.reviewer().map(name -> " by " + Shown.text(name)).orElse("");
            boolean own = evidence.stream().anyMatch(one -> one.what() == What.REVIEW);
            concerns.add(
                    own
                            ? "The review" + by + " is missing: whoever did the task cannot review it."
                            : "The review" + by + " is missing.");
            advise("The reviewer calls verify_task with review and by. Whoever did the task cannot.");
        }
    }

    private void assessFiles(boolean required, Collection<String> filesChanged) {
        if (!filesChanged.isEmpty()) {
            int count = filesChanged.size();
            proofs.add(count + (count == 1 ? " file" : " files") + " changed since it was begun: "
                    + Shown.names(List.copyOf(filesChanged)) + ".");
        } else if (required) {
            concerns.add("No file of the project changed since the task was begun.");
            advise("Do the work that the task describes; if it needs no file, say so in \"requires\" of "
                    + VerificationRules.FILE + ".");
        }
    }

    private boolean isOther(Evidence one) {
        return one.what() == What.REPORT || one.what() == What.COMMAND && one.level() == Level.ASSERTED;
    }

    private void assessOther(Evidence one) {
        boolean outdated = evidence.stream()
                .anyMatch(other -> other.isAboutTheSameAs(one) && other.at().isAfter(one.at()));
        if (!outdated && changed.apply(one).isEmpty()) {
            judge(one.command().map(Shown::text).orElse("A " + one.what().word()), one, AGAIN);
        }
    }

    private void judge(String what, Evidence newest, String ifStale) {
        List<String> stale = changed.apply(newest);
        boolean isMerelyEdited = !newest.isPassed() && newest.what() != What.REVIEW;
        if (!stale.isEmpty() && isMerelyEdited) {
            failed = true;
            concerns.add(what + " did not pass, and was not repeated since " + Shown.names(stale)
                    + (stale.size() == 1 ? " was" : " were") + " changed.");
            advise(ifStale);
        } else if (!stale.isEmpty()) {
            concerns.add(what + " is stale: " + Shown.names(stale) + (stale.size() == 1 ? " has" : " have")
                    + " changed since.");
            advise(ifStale);
        } else if (newest.isPassed()) {
            proofs.add(told(what, newest));
            proved = true;
        } else {
            failed = true;
            concerns.add(told(what, newest));
            advise("Mend what failed, and call verify_task again.");
        }
    }

    private static String told(String what, Evidence one) {
        int files = one.files().size();
        return what + ": " + one.result() + ", " + one.level().word() + " by " + Shown.text(one.by()) + " at "
                + one.at() + (files == 0 ? "" : ", about " + files + (files == 1 ? " file" : " files")) + ".";
    }

    private Optional<Evidence> newest(Predicate<Evidence> about) {
        return evidence.stream().filter(about).max(Comparator.comparing(Evidence::at));
    }

    private void advise(String text) {
        if (!advice.contains(text)) {
            advice.add(text);
        }
    }
}
