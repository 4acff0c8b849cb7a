package io.workfloworchestrator.projectmanagement.environments;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.state.Cause;
import java.util.List;
import java.util.Optional;

/**
 * What builds, starts and moves servers on this machine, for the tools. The program that starts the planning server provides one by
 * {@link java.util.ServiceLoader}; the answers are those of the command line. Thread-safe.
 */
public interface EnvironmentHost {
    /** Takes in the reports that wait, and sets pointers right. @return what was done, and what lies aside, one sentence each */
    List<String> notices(OpenProject project);

    /** All servers, or one: what is live of each, what is staged, what is missing for its promotion, what runs, and the notices. */
    Json.Obj servers(OpenProject project, Optional<String> server, Cause cause);

    /** Builds a release and checks it; see {@code workflow server check}. */
    Json.Obj check(OpenProject project, String server, Cause cause);

    /**
     * Makes the checked releases of these servers live, all or none.
     *
     * @param forced why, although something is missing; empty to be refused then
     * @param isOneWay whether a step is meant after which the live release cannot read the store any more
     */
    Json.Obj promote(OpenProject project, List<String> servers, Optional<String> forced, boolean isOneWay, Cause cause);

    /** Makes the last good releases of these servers live again, all or none, and opens issues. */
    Json.Obj rollBack(OpenProject project, List<String> servers, String reason, Cause cause);

    /** Makes the calls of a recorded session again, the newest one when empty, with the staged release, else the live one. */
    Json.Obj replaySession(OpenProject project, String server, Optional<String> session, Cause cause);

    /**
     * Looks whether the commit that fixes an issue is in the repository of its server's source.
     *
     * @return why nobody could look, as a sentence; empty if it is there
     * @throws EnvironmentException {@code E_ISSUE_COMMIT} if it is not there
     */
    Optional<String> requireCommit(OpenProject project, IssueEntry issue, String commit);

    /** Makes the call of an issue again, with the staged release, else the live one, on a copy of the project. */
    Json.Obj replay(OpenProject project, String issue, Cause cause);
}
