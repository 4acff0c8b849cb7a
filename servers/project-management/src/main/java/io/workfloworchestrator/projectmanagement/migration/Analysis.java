package io.workfloworchestrator.projectmanagement.migration;

import java.util.List;

/**
 * What a look at a folder came to; nothing was changed.
 *
 * @param suggestions where files could go, sorted by their paths
 * @param inPlace how many files are where they belong
 * @param kept how many files a rule leaves where they are
 * @param code how many files of the code stay, since nobody asked for code
 * @param unknown files for which there is no rule
 * @param secrets files that hold a secret, and are never moved, each with the reason
 * @param taken destinations at which something lies already
 * @param structure folders of the layout that are there already
 */
record Analysis(
        FolderScan scan,
        List<Suggestion> suggestions,
        int inPlace,
        int kept,
        int code,
        List<String> unknown,
        List<String> secrets,
        List<String> taken,
        List<String> structure) {
    Analysis {
        suggestions = List.copyOf(suggestions);
        unknown = List.copyOf(unknown);
        secrets = List.copyOf(secrets);
        taken = List.copyOf(taken);
        structure = List.copyOf(structure);
    }
}
