package io.workfloworchestrator.specdriven.documents;

import io.workfloworchestrator.documents.Markdown;
import io.workfloworchestrator.documents.Proposal;
import io.workfloworchestrator.documents.TextMerge;
import io.workfloworchestrator.documents.UnifiedDiff;
import io.workfloworchestrator.files.ProjectFolder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Writes a derived text as a file. What people changed in the file since it was derived is kept: the text is merged three-way, and where
 * both changed the same lines, or nothing was derived before, it becomes a proposal beside the file. Immutable.
 *
 * @param base the text that was derived last; empty if the file was written by somebody else
 */
public record DocumentFile(ProjectFolder project, String path, Optional<String> base) {
    private static final String BETWEEN = "\u001f\n";
    private static final Pattern ITEM = Pattern.compile("(?m)^[-*+] \\[.] ");

    /** @param text what the file would say then; what it says now where it is left alone */
    public record Outcome(Written written, String text) {}

    /** What writing this text would do. Nothing is written. */
    public Outcome look(String text) {
        if (!project.exists(path)) {
            return new Outcome(Written.of(path, Written.NEW, List.of()), text);
        }
        String now = project.readText(path, Markdown.MAX_BYTES);
        String marked = HandMade.marked(text, base.orElse(""), now);
        if (now.equals(marked)) {
            return new Outcome(Written.of(path, Written.UNCHANGED, List.of()), now);
        }
        if (base.isEmpty()) {
            return new Outcome(proposed(now, marked, List.of()), now);
        }
        String known = HandMade.marked(base.get(), base.get(), now);
        TextMerge merge = merge(known, now, marked);
        if (!merge.isClean()) {
            List<String> findings = merge.conflicts().stream()
                    .map(
                            conflict -> "From line " + conflict.line()
                                    + " on, this file was changed by hand and derived anew: take over what you want from the proposal.")
                    .toList();
            return new Outcome(proposed(now, proposal(text, now), findings), now);
        }
        boolean isSame = merge.merged().equals(now);
        String change = isSame ? "" : UnifiedDiff.of(path, now, path, merge.merged());
        String what = isSame ? Written.UNCHANGED : Written.MERGED;
        return new Outcome(new Written(path, what, Optional.empty(), change, List.of()), merge.merged());
    }

    private Written proposed(String now, String text, List<String> findings) {
        return new Written(path, Written.PROPOSED, Optional.empty(), UnifiedDiff.of(path, now, path, text), findings);
    }

    private String proposal(String text, String now) {
        String before = base.orElse("");
        String marked = HandMade.marked(text, before, now);
        if (base.isEmpty()) {
            return marked;
        }
        String merged = TextMerge.of(apart(HandMade.marked(before, before, now)), apart(marked), apart(now))
                .merged()
                .replace(BETWEEN, "");
        return HandMade.withNotes(merged, before, now);
    }

    /** A merge by lines, in which a change of one item's line and a note below the item before it do not touch each other. */
    private static TextMerge merge(String base, String ours, String theirs) {
        TextMerge byLines = TextMerge.of(base, ours, theirs);
        if (byLines.isClean()) {
            return byLines;
        }
        TextMerge byItems = TextMerge.of(apart(base), apart(ours), apart(theirs));
        return byItems.isClean() ? new TextMerge(byItems.merged().replace(BETWEEN, ""), List.of()) : byLines;
    }

    private static String apart(String text) {
        return ITEM.matcher(text).replaceAll(BETWEEN + "$0");
    }

    /**
     * Writes it, or a proposal beside it.
     *
     * @param before is told what the file will say, before it says it
     * @throws io.workfloworchestrator.files.PathException if the path is none of the project, or cannot be read or written
     * @throws io.workfloworchestrator.documents.DocumentException E_PROPOSAL_MANY if nine proposals lie beside the file
     */
    public Outcome write(String text, Consumer<String> before) {
        Outcome seen = look(text);
        if (seen.written().what().equals(Written.MERGED)) {
            before.accept(seen.text());
            project.replace(path, seen.text().getBytes(StandardCharsets.UTF_8));
            return seen;
        }
        if (seen.written().what().equals(Written.UNCHANGED)) {
            return seen;
        }
        boolean isNew = seen.written().what().equals(Written.NEW);
        String proposed = isNew ? text : proposal(text, seen.text());
        if (isNew) {
            before.accept(text);
        }
        Proposal proposal = Proposal.write(project, path, proposed);
        if (proposal instanceof Proposal.Proposed beside) {
            List<String> findings = new ArrayList<>(seen.written().findings());
            findings.add(
                    "'" + path + "' was there and stays as it is; the new text is in '" + beside.proposed() + "'.");
            return new Outcome(
                    new Written(path, Written.PROPOSED, Optional.of(beside.proposed()), beside.difference(), findings),
                    seen.text());
        }
        return seen;
    }
}
