package io.workfloworchestrator.projectmanagement.migration;

import io.workfloworchestrator.projectmanagement.migration.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Whether the folders and files of the layout are there, and what lies beside them. Reads only. */
record StructureCheck(CheckedFiles files, ValidationRules rules) {
    static final String NAME = "structure";

    List<String> missingFolders() {
        return rules.folders().stream()
                .distinct()
                .filter(folder -> !files.exists(folder))
                .toList();
    }

    List<String> missingFiles() {
        return rules.files().stream()
                .distinct()
                .filter(file -> !files.exists(file))
                .toList();
    }

    /** What lies at the top and belongs to no layout; empty where the layout asks for nothing. */
    List<String> unexpected(MigrationRules.LayoutRules places) {
        if (rules.folders().isEmpty()) {
            return List.of();
        }
        TreeSet<String> top = new TreeSet<>();
        for (String file : files.scan().files()) {
            if (!places.isInPlace(file) && !isKnown(file, places)) {
                top.add(file.contains("/") ? file.substring(0, file.indexOf('/')) : file);
            }
        }
        files.scan().folders().stream()
                .filter(folder -> !folder.contains("/") && !places.isInPlace(folder))
                .filter(folder -> files.below(folder).isEmpty())
                .forEach(top::add);
        return List.copyOf(top);
    }

    /** What stays where it is, by a rule of the layout, or because it is code. */
    private boolean isKnown(String file, MigrationRules.LayoutRules places) {
        Optional<PlaceRule> rule = places.rule(file);
        return rules.files().contains(file)
                || PlaceRule.name(file).startsWith(".")
                || rule.filter(one -> one.to().isEmpty() || one.isCode()).isPresent();
    }

    private static void add(List<Finding> findings, Severity severity, List<String> paths, String message, String fix) {
        paths.forEach(path -> findings.add(new Finding(NAME, severity, path, 0, message, fix)));
    }

    List<Finding> findings(MigrationRules.LayoutRules places) {
        List<Finding> findings = new ArrayList<>();
        add(
                findings,
                Severity.CRITICAL,
                missingFolders(),
                "This folder of the layout is missing.",
                "autoFix makes it.");
        add(findings, Severity.CRITICAL, missingFiles(), "This file of the layout is missing.", "autoFix writes it.");
        add(
                findings,
                Severity.INFO,
                unexpected(places),
                "It belongs to no folder of the layout.",
                "migrate_existing_project says where it could go.");
        files.scan()
                .unreadable()
                .forEach(said -> findings.add(Finding.warning(
                        NAME, "", 0, "It cannot be looked at: " + said, "Mend its name or its permissions.")));
        return findings;
    }
}
