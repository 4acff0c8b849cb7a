package io.workfloworchestrator.specdriven.imports;

import io.workfloworchestrator.specdriven.SpecDrivenException;
import io.workfloworchestrator.specdriven.delta.DeltaLine;
import io.workfloworchestrator.specdriven.documents.SourceLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a change of OpenSpec, {@code openspec/changes/add-lock/{proposal,design,tasks}.md} with its changes of living specifications in
 * {@code specs/<capability>/spec.md}. Source of the format: its schema "spec-driven" (package @fission-ai/openspec, folder schemas). The
 * proposal and the changes become spec.md, the design becomes plan.md. For one change.
 */
final class OpenSpecChange extends FeatureReader {
    private static final Pattern ARCHIVED = Pattern.compile("^\\d{4}-\\d{2}-\\d{2}-(.*)$");
    private static final Pattern MARKED = Pattern.compile("(?m)^\\s*[-*+]\\s+|\\*\\*");

    private final boolean isArchived;

    OpenSpecChange(SourceFolder folder, String path, boolean isArchived) {
        super(folder, path, isArchived);
        this.isArchived = isArchived;
    }

    @Override
    ForeignFeature read() {
        Map<String, String> changes = changes(files);
        Matcher archived = ARCHIVED.matcher(name());
        String title = titleOf(archived.matches() ? archived.group(1) : name());
        String proposal = Optional.ofNullable(files.remove("proposal.md")).orElse("");
        if (proposal.isEmpty()) {
            note("It has no proposal.md.");
        }
        files.put("spec.md", spec(title, proposal, changes));
        designIsPlan();
        tasks(false);
        return feature(Optional.empty(), title, changes, isArchived);
    }

    /** The changes by capability, which may lie in folders of their own, such as {@code identity/sign-in}. */
    private static Map<String, String> changes(Map<String, String> files) {
        Map<String, String> changes = new TreeMap<>();
        for (String file : List.copyOf(files.keySet())) {
            if (file.startsWith("specs/") && file.endsWith("/spec.md") && file.length() > "specs//spec.md".length()) {
                String capability = file.substring("specs/".length(), file.length() - "/spec.md".length());
                String text = files.remove(file);
                if (text != null) {
                    changes.put(capability, text);
                }
            }
        }
        return changes;
    }

    private String spec(String title, String proposal, Map<String, String> changes) {
        List<String> out = new ArrayList<>(List.of("# " + title, ""));
        for (SourceLine line : SourceLine.of(proposal)) {
            if (!line.isProse() || !line.text().matches("#\\s+Proposal.*")) {
                out.add(line.text());
            }
        }
        out.add("## Requirements");
        changes.forEach((capability, change) -> {
            try {
                requirements(capability, DeltaLine.of(change), out);
            } catch (SpecDrivenException e) {
                notes.add(
                        new ImportNote(path + "/specs/" + capability + "/spec.md", 0, String.valueOf(e.getMessage())));
            }
        });
        if (requirements.count() == 0) {
            note("It changes no requirement.");
        }
        return SourceLine.joined(out).replaceAll("\n{3,}", "\n\n");
    }

    private void requirements(String capability, List<DeltaLine> lines, List<String> out) {
        String name = "";
        for (DeltaLine line : lines) {
            if (!line.requirement().equals(name)) {
                name = line.requirement();
                out.addAll(List.of("", "### " + capability + ": " + name, ""));
            }
            boolean isScenario = !line.scenario().isEmpty();
            String text = plain(line);
            if (!text.isEmpty()) {
                String source = capability + "/" + line.requirement() + (isScenario ? "/" + line.scenario() : "");
                out.add(requirements.line("", text, source, "", isScenario ? "scenario" : "functional"));
            }
        }
    }

    /** What a line does, in words; empty if the text of a requirement stays. */
    private static String plain(DeltaLine line) {
        boolean isScenario = !line.scenario().isEmpty();
        String what = isScenario ? "The scenario \"" + line.scenario() + "\"" : "\"" + line.requirement() + "\"";
        String text = MARKED.matcher(line.text())
                .replaceAll("")
                .replaceAll("\\s+", " ")
                .strip();
        return switch (line.operation()) {
            case "removed" -> what + " is removed";
            case "renamed" -> what + " is called \"" + text + "\"";
            default -> isScenario ? line.scenario() + ": " + text : text;
        };
    }
}
