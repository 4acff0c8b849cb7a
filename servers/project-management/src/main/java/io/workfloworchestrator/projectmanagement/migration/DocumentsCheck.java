package io.workfloworchestrator.projectmanagement.migration;

import io.workfloworchestrator.documents.DocumentFinding;
import io.workfloworchestrator.projectmanagement.migration.Finding.Severity;
import io.workfloworchestrator.state.spi.StateView.Notice;
import java.util.ArrayList;
import java.util.List;

/** What the state could not take from files that people edit, and what in Markdown was probably meant otherwise. Reads only. */
record DocumentsCheck(CheckedFiles files, List<Notice> notices, List<String> folders) {
    static final String NAME = "documents";

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        notices.forEach(notice -> findings.add(Finding.warning(
                NAME,
                notice.path(),
                0,
                notice.message(),
                "Mend the file as the message says (" + notice.code() + ").")));
        for (String folder : folders) {
            files.below(folder).stream().filter(CheckedFiles::isMarkdown).forEach(path -> inFile(path, findings));
        }
        return findings;
    }

    private void inFile(String path, List<Finding> findings) {
        CheckedFiles.Read read = files.read(path);
        if (read.document().isEmpty()) {
            findings.add(Finding.unreadable(NAME, path, 0, read.fault()));
            return;
        }
        for (DocumentFinding found : read.document().get().findings()) {
            findings.add(new Finding(NAME, Severity.INFO, path, found.line(), found.message(), "Mend that line."));
        }
    }
}
