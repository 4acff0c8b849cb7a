package io.workfloworchestrator.projectmanagement;

import java.util.Optional;

/** What each tool takes: a call may name the project that it is about, and is refused if that is another one. */
public interface OfProject {
    /** The folder of the project; empty if the call does not name it. */
    Optional<String> projectPath();
}
