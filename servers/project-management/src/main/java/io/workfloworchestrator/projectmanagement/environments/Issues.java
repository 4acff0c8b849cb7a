package io.workfloworchestrator.projectmanagement.environments;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemChanges;
import io.workfloworchestrator.workflow.Workflow;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** The issues of all servers: reported, judged, linked to what fixes them. Each change is one commit. Thread-safe. */
public record Issues(StateManager states, Workflow<Json> workflow, Clock clock) {
    /** How bad an issue can be, the worst first. */
    public static final List<String> SEVERITIES = IssueText.SEVERITIES;

    public static final String USUAL_SEVERITY = "medium";

    private static final String ISSUE = "issue";
    private static final int MOST_NOTES = 4_000;

    /**
     * @param issue the new one, or the open one of the same fault, which was reported once more
     * @param isNew whether it is a new one
     * @param similar open issues of the same server with much the same title, and issues of the same fault that are over
     */
    public record Reported(IssueEntry issue, boolean isNew, List<IssueEntry> similar) {
        public Reported {
            similar = List.copyOf(similar);
        }
    }

    /** @param meanDays from the report to the release, on average; empty before the first release */
    public record Statistics(
            Map<String, Long> byStatus, Map<String, Long> bySeverity, long reports, Optional<Double> meanDays) {
        public Statistics {
            byStatus = new TreeMap<>(byStatus);
            bySeverity = new TreeMap<>(bySeverity);
        }
    }

    public List<IssueEntry> all() {
        return workflow.state().stream()
                .flatMap(state -> state.value().all(ISSUE).stream())
                .map(IssueEntry::new)
                .sorted(Comparator.comparing(IssueEntry::number))
                .toList();
    }

    /** @throws EnvironmentException {@code E_ISSUE} if there is no issue of that number or id */
    public IssueEntry named(String name) {
        Item item;
        try {
            item = workflow.items().named(name);
        } catch (CodedException e) {
            throw new EnvironmentException("E_ISSUE", String.valueOf(e.getMessage()), e);
        }
        if (!item.kind().equals(ISSUE)) {
            throw new EnvironmentException("E_ISSUE", name + " is a " + item.kind() + " and no issue.");
        }
        return new IssueEntry(item);
    }

    private <R> R change(Cause cause, String action, Function<ItemChanges, R> change) {
        workflow.initialize("Staging and production", Cause.of(cause.actor(), cause.reason()));
        return states.change(cause.doing(action), commit -> change.apply(workflow.in(commit, cause.actor())))
                .result();
    }

    /**
     * Takes a report: a new issue, or once more the open one of the same fault.
     *
     * @param report its fields by their names; {@code title} and {@code server} are needed
     * @throws EnvironmentException {@code E_ISSUE_REPORT}, {@code E_ISSUE_SEVERITY}
     */
    public Reported report(Json.Obj report, Cause cause) {
        Json.Obj fields = IssueText.fields(report, today());
        List<IssueEntry> ofServer = all().stream()
                .filter(issue -> issue.server().equals(fields.text("server").orElse("")))
                .toList();
        List<IssueEntry> same = ofServer.stream()
                .filter(issue -> issue.text("fingerprint").equals(fields.text("fingerprint")))
                .toList();
        Optional<IssueEntry> open =
                same.stream().filter(issue -> !issue.isOver()).findFirst();
        if (open.isPresent()) {
            return new Reported(again(open.get(), fields, cause), false, List.of());
        }
        List<IssueEntry> similar = new ArrayList<>(same);
        ofServer.stream()
                .filter(issue -> !issue.isOver() && !same.contains(issue))
                .filter(issue -> IssueText.isAlike(
                        issue.item().title(), fields.text("title").orElse("")))
                .forEach(similar::add);
        String related =
                String.join(", ", similar.stream().map(IssueEntry::number).toList());
        Json.Obj whole = related.isEmpty() ? fields : fields.with("related", related);
        String title = fields.text("title").orElse("");
        IssueEntry added =
                change(cause, "reported \"" + title + "\"", items -> new IssueEntry(items.add(ISSUE, whole)));
        return new Reported(added, true, similar);
    }

    private IssueEntry again(IssueEntry issue, Json.Obj fields, Cause cause) {
        String where = fields.text("release").map(release -> " in " + release).orElse("");
        String line = "- " + today() + ": reported again" + where + " by "
                + fields.text("reporter").orElse(cause.actor());
        return change(cause, "reported " + issue.number() + " again", items -> {
            Item now = items.get(issue.item().id());
            String notes = now.state().text("notes").map(text -> text + "\n").orElse("") + line;
            Json.Obj more = Json.Obj.EMPTY
                    .with("times", new IssueEntry(now).times() + 1)
                    .with("notes", notes.length() > MOST_NOTES ? notes.substring(notes.length() - MOST_NOTES) : notes);
            return new IssueEntry(items.edit(now.id(), more, Revision.NONE));
        });
    }

    /**
     * Judges an issue.
     *
     * @param fields what is known now, such as {@code severity}, {@code rootCause} or {@code reproduction}
     * @throws EnvironmentException {@code E_ISSUE_DUPLICATE} if it would be a duplicate of itself
     */
    public IssueEntry triage(
            IssueEntry issue,
            Json.Obj fields,
            Optional<IssueEntry> duplicateOf,
            Optional<String> rejected,
            Cause cause) {
        return change(cause, "judged " + issue.number(), items -> {
            String id = issue.item().id();
            Json.Obj known = fields.with("severity", fields.text("severity").map(IssueText::severity))
                    .with("duplicateOf", duplicateOf.map(other -> original(items, issue, other)))
                    .with("resolution", rejected);
            if (known.size() > 0) {
                items.edit(id, known, Revision.NONE);
            }
            String status = items.get(id).status();
            Optional<String> move = duplicateOf.isPresent()
                    ? Optional.of("duplicate")
                    : rejected.isPresent()
                            ? Optional.of("reject")
                            : status.equals("reported") ? Optional.of("triage") : Optional.<String>empty();
            return new IssueEntry(move.isPresent() ? items.move(id, move.get(), Revision.NONE) : items.get(id));
        });
    }

    /** The number of the issue that stays when one is a duplicate of another, which may itself be a duplicate. */
    private static String original(ItemChanges items, IssueEntry issue, IssueEntry other) {
        Map<String, IssueEntry> byNumber = new TreeMap<>();
        items.all(ISSUE).stream().map(IssueEntry::new).forEach(one -> byNumber.put(one.number(), one));
        Set<String> seen = new HashSet<>(Set.of(issue.number()));
        Optional<IssueEntry> here = Optional.of(other);
        while (here.isPresent()) {
            IssueEntry one = here.get();
            if (!seen.add(one.number())) {
                throw new EnvironmentException(
                        "E_ISSUE_DUPLICATE",
                        issue.number() + " cannot be a duplicate of itself"
                                + (other.number().equals(issue.number())
                                        ? ""
                                        : ", and " + other.number() + " is one of " + issue.number() + " already")
                                + ". Name the issue that stays open.");
            }
            Optional<IssueEntry> next = one.item().status().equals("duplicate")
                    ? one.text("duplicateOf").flatMap(number -> Optional.ofNullable(byNumber.get(number)))
                    : Optional.empty();
            if (next.isEmpty()) {
                return one.number();
            }
            here = next;
        }
        return other.number();
    }

    /** Says that an issue was seen again in staging, and how. */
    public IssueEntry reproduced(IssueEntry issue, String how, Cause cause) {
        return change(cause, "reproduced " + issue.number(), items -> {
            String id = issue.item().id();
            Item seen = items.edit(id, Json.Obj.EMPTY.with("reproduction", how), Revision.NONE);
            boolean isEarly = List.of("reported", "triaged").contains(seen.status());
            return new IssueEntry(isEarly ? items.move(id, "reproduce", Revision.NONE) : seen);
        });
    }

    /** @param commit as version control names it */
    public IssueEntry link(IssueEntry issue, String commit, Cause cause) {
        return change(cause, "linked " + issue.number() + " to " + commit, items -> {
            String id = issue.item().id();
            Item linked = items.edit(id, Json.Obj.EMPTY.with("commit", commit), Revision.NONE);
            if (linked.status().equals("reported")) {
                linked = items.move(id, "triage", Revision.NONE);
            }
            boolean isOpen = List.of("triaged", "reproduced", "fixing").contains(linked.status());
            return new IssueEntry(isOpen ? items.move(id, "done", Revision.NONE) : linked);
        });
    }

    /** How many there are, and how long they take; of one server, or of all. */
    public Statistics statistics(Optional<String> server) {
        Map<String, Long> byStatus = new TreeMap<>();
        Map<String, Long> bySeverity = new TreeMap<>();
        long reports = 0;
        List<Long> days = new ArrayList<>();
        for (IssueEntry issue : all()) {
            if (server.isPresent() && !server.get().equals(issue.server())) {
                continue;
            }
            byStatus.merge(issue.item().status(), 1L, Long::sum);
            reports += issue.times();
            if (!issue.isOver()) {
                bySeverity.merge(issue.severity(), 1L, Long::sum);
            }
            if (issue.item().status().equals("released") && !wasOver(issue)) {
                days.add(Duration.between(
                                issue.item().state().created(),
                                issue.item().state().since())
                        .toMinutes());
            }
        }
        Optional<Double> mean = days.isEmpty()
                ? Optional.empty()
                : Optional.of(days.stream().mapToLong(Long::longValue).average().orElse(0)
                        / Duration.ofDays(1).toMinutes());
        return new Statistics(byStatus, bySeverity, reports, mean);
    }

    /** Whether it was over before anybody wrote it down here: how long it took is not known then. */
    private static boolean wasOver(IssueEntry issue) {
        return issue.item().state().created().equals(issue.item().state().since());
    }

    private String today() {
        return LocalDate.ofInstant(clock.instant(), clock.getZone()).toString();
    }
}
