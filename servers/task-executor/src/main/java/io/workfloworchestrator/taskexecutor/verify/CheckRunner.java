package io.workfloworchestrator.taskexecutor.verify;

import io.workfloworchestrator.files.PathAttributes;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.files.process.ProcessResult;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.taskexecutor.command.Command;
import io.workfloworchestrator.taskexecutor.command.CommandRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the checks of a project and reads their reports. Whether a check may run, its caller has asked before. Thread-safe. */
record CheckRunner(ProjectFolder project, CommandRun commands) {
    /**
     * Runs a check to its end.
     *
     * @param named tests that must run besides those of the check's own patterns
     * @throws CodedException {@code E_CHECK_FOLDER} if the folder of the check is not there, or is not one
     */
    CheckOutcome run(Check check, List<String> named, RunControl control) {
        ReportFiles reports = ReportFiles.before(project, check);
        ProcessResult result = commands.run(
                command(check),
                control.cancelled(),
                time -> control.progress().accept(check.name() + ", " + time.toSeconds() + " s"));
        TestRun tests = check.reports().isEmpty() ? TestRun.NOTHING : reports.read();
        List<String> missing = new ArrayList<>();
        if (!tests.cases().isEmpty()) {
            missing.addAll(tests.notRun(project, check.inFolder(check.tests())));
            named.stream().filter(name -> !tests.ran(name)).forEach(missing::add);
        }
        return new CheckOutcome(check, result, tests, missing);
    }

    private Command command(Check check) {
        boolean folderThere = project.attributes(check.folder())
                .filter(found -> found.kind() == PathAttributes.Kind.DIRECTORY)
                .isPresent();
        if (!folderThere) {
            throw new CodedException(
                    "E_CHECK_FOLDER",
                    "The check \"" + check.name() + "\" was not run: there is no folder \"" + check.folder()
                            + "\". Mend \"in\" in " + VerificationRules.FILE + ".");
        }
        Path folder = project.root().resolve(check.folder()).normalize();
        List<String> words = new ArrayList<>(check.run());
        if (words.get(0).indexOf('/') > 0) {
            words.set(0, folder.resolve(words.get(0)).toString()); // some systems look from the folder of this process
        }
        return new Command(words, folder, check.timeout(), check.environment());
    }
}
