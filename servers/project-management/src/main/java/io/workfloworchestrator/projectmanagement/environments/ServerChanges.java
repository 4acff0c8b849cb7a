package io.workfloworchestrator.projectmanagement.environments;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Done;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.workflow.Evidence;
import io.workfloworchestrator.workflow.EvidenceDraft;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemChanges;
import io.workfloworchestrator.workflow.ItemException;
import io.workfloworchestrator.workflow.Workflow;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Changes servers and releases, each change as one commit. Thread-safe. */
public record ServerChanges(StateManager states, Workflow<Json> workflow, Clock clock) {
    private static final int MOST_TEXT = 1_000;

    /** What waits for its check or its promotion. */
    private static final Set<String> OPEN = Set.of("built", "checked");

    private static final Set<String> UNPROMOTED = Set.of("built", "checked", "failed");

    public ServerBook book() {
        return ServerBook.of(workflow);
    }

    private <R> R changed(Cause cause, String action, Function<ItemChanges, R> change) {
        return change(cause, action, change).result();
    }

    private <R> Done<R> change(Cause cause, String action, Function<ItemChanges, R> change) {
        workflow.initialize("Staging and production", cause);
        return states.change(cause.doing(action), commit -> change.apply(workflow.in(commit, cause.actor())));
    }

    /** @throws EnvironmentException {@code E_SERVER_EXISTS} if there is one of that name */
    public ServerEntry add(String name, ServerCommands commands, List<ServerEntry> depends, Cause cause) {
        return changed(cause, "added the server " + name, items -> {
            items.all(ServerBook.SERVER).stream()
                    .filter(item -> item.title().equals(name))
                    .findFirst()
                    .ifPresent(item -> {
                        throw new EnvironmentException(
                                "E_SERVER_EXISTS",
                                "There is a server " + name + " already, of "
                                        + ServerEntry.of(item).commands().folder()
                                        + ". Give another name, or change that one: workflow server change "
                                        + name + ".");
                    });
            Json.Obj fields = commands.fields().with("title", name).with("depends", ids(depends));
            return ServerEntry.of(items.add(ServerBook.SERVER, fields));
        });
    }

    /** Adds servers with issues that were reported before, all in one commit. */
    public void adopt(Map<String, ServerCommands> servers, List<Json.Obj> reports, Cause cause) {

        change(cause, "took over " + String.join(", ", servers.keySet()), items -> {
            servers.forEach((name, commands) ->
                    items.add(ServerBook.SERVER, commands.fields().with("title", name)));
            reports.forEach(report -> takeOver(items, report, today()));
            return true;
        });
    }

    /** An issue of before, which may be over. */
    private static void takeOver(ItemChanges items, Json.Obj report, String today) {
        Item issue = items.add("issue", IssueText.fieldsOfBefore(report, today));
        report.text("over")
                .ifPresent(
                        end -> items.move(issue.id(), end.equals("rejected") ? "reject" : "take-over", Revision.NONE));
    }

    public ServerEntry edit(ServerEntry server, ServerCommands commands, List<ServerEntry> depends, Cause cause) {
        Json.Obj fields = commands.fields().with("depends", ids(depends));
        return changed(
                cause,
                "changed the server " + server.name(),
                items -> ServerEntry.of(items.edit(server.id(), fields, Revision.NONE)));
    }

    private static Json ids(List<ServerEntry> servers) {
        return Json.strings(servers.stream().map(ServerEntry::id).toList());
    }

    /** Writes down that a release was built; releases that were built before and never went live give way to it. */
    public ReleaseEntry built(ServerEntry server, BuiltRelease built, EvidenceDraft proof, Cause cause) {
        return changed(cause, "built " + server.name() + " " + built.serial(), items -> {
            giveWay(items, server, OPEN, "");
            Item release = items.add(ServerBook.RELEASE, built.fields(server));
            return new ReleaseEntry(
                    items.addEvidence(release.id(), workflow.items().evidence(proof, cause.actor()), Revision.NONE));
        });
    }

    /**
     * Writes down that what was built is a release that is there already, live or staged. A staged one is checked as if it were new;
     * of the live one, new results take the place of older ones. Releases that were built since give way to it.
     *
     * @param source SHA-256 over the source that it was built of now
     */
    public ReleaseEntry builtAgain(
            ServerEntry server, ReleaseEntry release, String source, EvidenceDraft proof, Cause cause) {
        return changed(cause, "built " + release.title() + " again", items -> {
            giveWay(items, server, UNPROMOTED, release.id());
            String status = items.get(release.id()).status();
            if (!status.equals("live")) {
                items.withdrawEvidence(release.id(), ServerChanges::isOfCheck);
            }
            if (!status.equals("live") && !status.equals("built")) {
                items.move(release.id(), "rebuild", Revision.NONE);
            }
            Json.Obj fields = Json.Obj.EMPTY.with("source", source);
            items.edit(release.id(), fields, Revision.NONE);
            return proved(items, release, proof, cause);
        });
    }

    private static void giveWay(ItemChanges items, ServerEntry server, Set<String> statuses, String but) {
        items.all(ServerBook.RELEASE).stream()
                .filter(item -> item.state().text("server").equals(Optional.of(server.id())))
                .filter(item -> statuses.contains(item.status()) && !item.id().equals(but))
                .filter(item -> item.state().text("promoted").isEmpty())
                .forEach(item -> items.move(item.id(), "retire", Revision.NONE));
    }

    /** A newer result of a check takes the place of the older one; the history keeps that. */
    private ReleaseEntry proved(ItemChanges items, ReleaseEntry release, EvidenceDraft proof, Cause cause) {
        String gate = gate(proof.result());
        items.withdrawEvidence(
                release.id(), known -> isOfCheck(known) && gate(known.result()).equals(gate));
        return new ReleaseEntry(
                items.addEvidence(release.id(), workflow.items().evidence(proof, cause.actor()), Revision.NONE));
    }

    /** What people bring stays. */
    private static boolean isOfCheck(Evidence evidence) {
        return evidence.level() == Evidence.Level.VERIFIED;
    }

    private static String gate(String result) {
        return result.substring(0, Math.max(0, result.indexOf(':')));
    }

    /** Adds the result of a check to a release, with fields that the check found. */
    public ReleaseEntry proved(ReleaseEntry release, EvidenceDraft proof, Json.Obj found, Cause cause) {
        return changed(cause, "checked " + release.title() + ": " + proof.result(), items -> {
            if (found.size() > 0) {
                items.edit(release.id(), found, Revision.NONE);
            }
            return proved(items, release, proof, cause);
        });
    }

    public ReleaseEntry checked(ReleaseEntry release, Cause cause) {
        workflow.now();
        return moved(release, "check", cause);
    }

    public ReleaseEntry failed(ReleaseEntry release, Cause cause) {
        return moved(release, "fail", cause);
    }

    private ReleaseEntry moved(ReleaseEntry release, String move, Cause cause) {
        return changed(
                cause,
                release.title() + ": " + move,
                items -> new ReleaseEntry(items.move(release.id(), move, Revision.NONE)));
    }

    /**
     * Makes these releases live, all in one commit.
     *
     * @param forced why, although checks are not green; empty if they are
     */
    public Done<Boolean> promote(Map<ServerEntry, ReleaseEntry> releases, Optional<String> forced, Cause cause) {
        return change(cause, "promoted " + titles(releases), items -> {
            releases.forEach((server, release) -> {
                Optional<String> before = liveNow(items, server);
                before.filter(id -> !id.equals(release.id())).ifPresent(id -> items.move(id, "retire", Revision.NONE));
                items.edit(
                        release.id(),
                        Json.Obj.EMPTY
                                .with("promoted", clock.instant().toString())
                                .with("previous", before.filter(id -> !release.wasLive()))
                                .with("forced", forced.map(ServerChanges::clipped)),
                        Revision.NONE);
                goLive(items, server, release);
                carry(items, server, release);
            });
            return true;
        });
    }

    /** Issues of which somebody said that they are fixed reach the clients with this release. */
    private void carry(ItemChanges items, ServerEntry server, ReleaseEntry release) {
        Json.Obj fields = Json.Obj.EMPTY.with("fixedIn", release.title()).with("resolved", today());
        items.all("issue").stream()
                .filter(issue -> issue.status().equals("fixed"))
                .filter(issue -> issue.state().text("server").equals(Optional.of(server.name())))
                .forEach(issue -> {
                    items.edit(issue.id(), fields, Revision.NONE);
                    items.move(issue.id(), "release", Revision.NONE);
                });
    }

    private static void goLive(ItemChanges items, ServerEntry server, ReleaseEntry release) {
        items.edit(server.id(), Json.Obj.EMPTY.with("live", release.id()), Revision.NONE);
        String status = items.get(release.id()).status();
        boolean isOpen = status.equals("built") || status.equals("failed");
        items.move(release.id(), isOpen ? "force" : "promote", Revision.NONE);
        if (items.get(server.id()).status().equals("staging")) {
            try {
                items.move(server.id(), "go-live", Revision.NONE);
            } catch (ItemException e) {
                throw new EnvironmentException(
                        "E_SERVER_NEEDS",
                        server.name() + " is not promoted: it is built with a server or library that is not in"
                                + " production. Promote them together, and name both.",
                        e);
            }
        }
    }

    private static Optional<String> liveNow(ItemChanges items, ServerEntry server) {
        return items.get(server.id()).state().text("live");
    }

    /** Takes these servers back from their live releases, all in one commit, and writes an issue for each. */
    public Done<Boolean> rollBack(Map<ServerEntry, ReleaseEntry> targets, String reason, Cause cause) {
        return change(cause, "rolled back to " + titles(targets), items -> {
            targets.forEach((server, target) -> {
                String bad = liveNow(items, server).orElseThrow();
                items.edit(bad, Json.Obj.EMPTY.with("failed", clipped(reason)), Revision.NONE);
                items.move(bad, "fail", Revision.NONE);
                goLive(items, server, target);
                reopen(items, server, items.get(bad));
                items.add("issue", issue(server, items.get(bad), target, reason, cause));
            });
            return true;
        });
    }

    private static void reopen(ItemChanges items, ServerEntry server, Item bad) {
        items.all("issue").stream()
                .filter(issue -> issue.status().equals("released"))
                .filter(issue -> issue.state().text("server").equals(Optional.of(server.name())))
                .filter(issue -> issue.state().text("fixedIn").equals(Optional.of(bad.title())))
                .forEach(issue -> {
                    String notes =
                            issue.state().text("notes").map(text -> text + "\n").orElse("");
                    String line = "- Open again: " + bad.title() + ", which fixed it, was rolled back.";
                    items.edit(issue.id(), Json.Obj.EMPTY.with("notes", notes + line), Revision.NONE);
                    items.move(issue.id(), "reopen", Revision.NONE);
                });
    }

    private Json.Obj issue(ServerEntry server, Item bad, ReleaseEntry target, String reason, Cause cause) {
        return Json.Obj.EMPTY
                .with("title", bad.title() + " was rolled back to " + target.serial())
                .with("server", server.name())
                .with("severity", "high")
                .with("reporter", cause.actor())
                .with("reported", today())
                .with("release", bad.title())
                .with("symptom", clipped(reason));
    }

    private String today() {
        return clock.instant().toString().substring(0, 10);
    }

    private static String titles(Map<ServerEntry, ReleaseEntry> releases) {
        return String.join(
                ", ", releases.values().stream().map(ReleaseEntry::title).toList());
    }

    private static String clipped(String text) {
        return Words.clip(text, MOST_TEXT);
    }

    /** Takes a commit back because what belongs to it on disk could not be done. */
    public void takeBack(Commit commit, Cause cause) {
        states.undo(commit.revision(), cause);
    }
}
