package io.workfloworchestrator.taskexecutor.verify;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.workflow.Claim;
import io.workfloworchestrator.workflow.Item;
import java.util.Optional;

/** A token is good for the one who claimed by it: whoever says that he is somebody else took it from an answer to another. Pure functions. */
public final class TokenHolder {
    private TokenHolder() {}

    /**
     * Refuses a call that names an agent and has the token of another one's claim. A call that names nobody is the holder's.
     *
     * @param agent who calls, if the call says so
     * @param token the token that the call has; {@link Revision#NONE} without one
     * @throws CodedException {@code E_CLAIM_AGENT}
     */
    public static void require(Item task, Optional<String> agent, Revision token) {
        Optional<String> named = agent.map(String::strip).filter(name -> !name.isEmpty());
        Optional<Claim> claim =
                task.state().claim().filter(one -> one.released().isEmpty() && one.token() == token.number());
        if (named.isPresent() && claim.isPresent() && !claim.get().by().equals(named.get())) {
            String holder = Shown.text(claim.get().by());
            throw new CodedException(
                    "E_CLAIM_AGENT",
                    "Task " + TaskItems.number(task) + " was not changed: its token is that of " + holder
                            + ", and the call names the agent " + Shown.text(named.get()) + ". Leave it to " + holder
                            + ", who can pass it on by change_task with action hand-over, and take a task of your own by"
                            + " next_task.");
        }
    }
}
