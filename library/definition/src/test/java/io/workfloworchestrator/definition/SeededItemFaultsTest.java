package io.workfloworchestrator.definition;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Faults sown into the items of the tracker of the documentation, one at a time, and all that is said of each, kept in a
 * golden file. After a change of messages: run with -Dworkflow.golden.write=true once, and read the difference.
 */
class SeededItemFaultsTest {
    private static final Path TRACKER = Path.of("../../docs/definitions/tracker.yaml");
    private static final Path GOLDEN =
            Path.of("src/test/resources/io/workfloworchestrator/definition/expected-item-problems.baseline");

    /** The condition of a gate, which faults replace. */
    private static final String PROVED = "is: item.evidence.exists(e, e.what == \"command\" && e.fresh && e.passed)";

    private static final String ISSUE_SECTIONS = "format: document, sections: [description]";

    private static final List<SownFault> FAULTS = List.of(
            new SownFault("unknown field of a kind", "    stale-after: 30d", "    stale: 30d", "E_RULE_FIELD"),
            new SownFault(
                    "unknown field of a move",
                    "      - id: send-back\n        from",
                    "      - id: send-back\n        form",
                    "E_RULE_FIELD"),
            new SownFault(
                    "kind whose name is no name", "  release:\n    title", "  re-lease:\n    title", "E_RULE_NAME"),
            new SownFault("field that every item has", "      reason: string", "      ready: string", "E_RULE_NAME"),
            new SownFault("field that is a reserved word", "      reason: string", "      for: string", "E_RULE_NAME"),
            new SownFault(
                    "title that is no string",
                    "      title: {type: string, required: true}\n      severity",
                    "      title: int\n      severity",
                    "E_RULE_TYPE"),
            new SownFault(
                    "default of another type",
                    "{type: double, default: 1}",
                    "{type: double, default: one}",
                    "E_RULE_TYPE"),
            new SownFault(
                    "default that is none of the words",
                    "high], default: normal}",
                    "high], default: nomal}",
                    "E_RULE_TYPE"),
            new SownFault(
                    "words of what is no text",
                    "{one-of: [low, normal,",
                    "{type: int, one-of: [low, normal,",
                    "E_RULE_TYPE"),
            new SownFault("word twice", "one-of: [low, normal, high]", "one-of: [low, normal, low]", "E_RULE_TYPE"),
            new SownFault(
                    "no statuses",
                    "    status: {values: [planned, shipped, cancelled], final: [shipped, cancelled]}\n",
                    "",
                    "E_RULE_MISSING"),
            new SownFault(
                    "two statuses of one name", "[open, doing, review,", "[open, doing, review, doing,", "E_RULE_ID"),
            new SownFault("status with a blank", "[planned, shipped,", "[planned, on the way, shipped,", "E_RULE_ID"),
            new SownFault("unknown first status", "first: open", "first: opne", "E_RULE_STATUS"),
            new SownFault("unknown final status", "final: [fixed, dropped]", "final: [fixd, dropped]", "E_RULE_STATUS"),
            new SownFault("no final status", "final: [shipped, cancelled]}", "final: []}", "E_RULE_MISSING"),
            new SownFault(
                    "first status that is final", "final: [shipped, cancelled]}", "final: [planned]}", "E_RULE_STATUS"),
            new SownFault("status that means done and is not final", "done: fixed", "done: review", "E_RULE_STATUS"),
            new SownFault("no status that means done", "done: fixed", "done: []", "E_RULE_MISSING"),
            new SownFault(
                    "unknown status that a move leads from",
                    "from: planned\n        to: cancelled",
                    "from: planed\n        to: cancelled",
                    "E_RULE_STATUS"),
            new SownFault("unknown status that a move leads to", "to: review", "to: reviw", "E_RULE_STATUS"),
            new SownFault("move from nowhere", "        from: [open, doing, review]\n", "", "E_RULE_MISSING"),
            new SownFault(
                    "move that leads to itself",
                    "from: [open, doing, review]",
                    "from: [open, dropped]",
                    "E_RULE_CYCLE"),
            new SownFault(
                    "status that nothing reaches",
                    "[planned, shipped, cancelled], final",
                    "[planned, frozen, shipped, cancelled], final",
                    "E_RULE_UNREACHABLE"),
            new SownFault(
                    "final status that nothing reaches",
                    "from: planned\n        to: cancelled",
                    "from: planned\n        to: shipped",
                    "E_RULE_UNREACHABLE"),
            new SownFault(
                    "status that nothing leaves",
                    "    status: {values: [planned, shipped, cancelled], final: [shipped, cancelled]}\n    moves:\n",
                    """
                        status: {values: [planned, later, shipped, cancelled], final: [shipped, cancelled]}
                        moves:
                          - {id: delay, from: planned, to: later, hint: Wait.}
                    """,
                    "E_RULE_CYCLE"),
            new SownFault(
                    "statuses that no item ever gets out of",
                    "    status: {values: [planned, shipped, cancelled], final: [shipped, cancelled]}\n    moves:\n",
                    """
                        status: {values: [planned, later, never, shipped, cancelled], final: [shipped, cancelled]}
                        moves:
                          - {id: delay, from: [planned, never], to: later, hint: Wait.}
                          - {id: forget, from: later, to: never, hint: Wait longer.}
                    """,
                    "E_RULE_CYCLE"),
            new SownFault(
                    "move without a tool or a person",
                    "        hint: Say in the file what is missing.\n",
                    "",
                    "E_RULE_MISSING"),
            new SownFault("two moves of one id", "- id: send-back", "- id: accept", "E_RULE_ID"),
            new SownFault("two gates of one id", "id: all-fixed", "id: tests-pass", "E_RULE_ID"),
            new SownFault(
                    "move with an unknown tool",
                    "tool: move_item\n        params: {id: \"${item.id}\", move: reopen}",
                    "tool: mov_item\n        params: {id: \"${item.id}\", move: reopen}",
                    "E_RULE_TOOL"),
            new SownFault(
                    "argument that a move's tool needs",
                    "params: {id: \"${item.id}\", move: reopen}",
                    "params: {move: reopen}",
                    "E_RULE_TOOL"),
            new SownFault("gate with an unknown tool", "tool: add_evidence\n", "tool: add_evidnce\n", "E_RULE_TOOL"),
            new SownFault(
                    "argument that a gate's tool does not take",
                    "params: {id: \"${item.id}\", what: command}",
                    "params: {id: \"${item.id}\", what: command, exits: 0}",
                    "E_RULE_TOOL"),
            new SownFault(
                    "argument that a gate's tool needs",
                    "params: {id: \"${item.id}\", what: command}",
                    "params: {id: \"${item.id}\"}",
                    "E_RULE_TOOL"),
            new SownFault("gate that reads an unknown field", PROVED, "is: item.verifed", "E_RULE_EXPR"),
            new SownFault(
                    "gate that reads a field that nobody declared",
                    "size(item.reason) > 0",
                    "size(item.reasons) > 0",
                    "E_RULE_EXPR"),
            new SownFault(
                    "gate that compares with an unknown status",
                    PROVED,
                    PROVED + " && item.status != \"dong\"",
                    "E_RULE_EXPR"),
            new SownFault(
                    "gate that reads unknown evidence", "e.what == \"review\"", "e.what == \"reviews\"", "E_RULE_EXPR"),
            new SownFault(
                    "gate that reads an unknown list",
                    "items.issue.byId[id].final",
                    "items.isue.byId[id].final",
                    "E_RULE_EXPR"),
            new SownFault("gate that no status opens", PROVED, "is: item.status == \"open\"", "E_RULE_NEVER"),
            new SownFault("gate that every status opens", PROVED, "is: item.status == \"doing\"", "E_RULE_ALWAYS"),
            new SownFault("gate that is no truth value", PROVED, "is: item.unblocks", "E_RULE_EXPR"),
            new SownFault(
                    "text of a gate with an unknown name",
                    "Nothing proves yet that ${item.number}",
                    "Nothing proves yet that ${item.numbr}",
                    "E_RULE_EXPR"),
            new SownFault(
                    "argument of a move with an unknown name",
                    "params: {id: \"${item.id}\"}",
                    "params: {id: \"${item.di}\"}",
                    "E_RULE_EXPR"),
            new SownFault(
                    "hint with an unknown name", "hint: Take it, so", "hint: Take ${itme.title}, so", "E_RULE_EXPR"),
            new SownFault("needs that nobody declared", "needs: item.needs", "needs: item.need", "E_RULE_ITEM"),
            new SownFault("needs that are no list", "needs: item.needs", "needs: item.severity", "E_RULE_TYPE"),
            new SownFault("effort that is no number", "effort: item.hours", "effort: item.reason", "E_RULE_TYPE"),
            new SownFault("due date that is a number", "due: item.due", "due: item.hours", "E_RULE_TYPE"),
            new SownFault("claim that is too long", "claim: {for: 15m}", "claim: {for: 31d}", "E_RULE_ITEM"),
            new SownFault("claim that is too short", "claim: {for: 15m}", "claim: 0s", "E_RULE_ITEM"),
            new SownFault("claim of no span", "claim: {for: 15m}", "claim: {for: 15 minutes}", "E_RULE_TYPE"),
            new SownFault("span of a century", "stale-after: 30d", "stale-after: 36500d", "E_RULE_ITEM"),
            new SownFault("number without digits", "number: R-00", "number: R-", "E_RULE_ITEM"),
            new SownFault("number with a digit of its own", "number: R-00", "number: R2-00", "E_RULE_ITEM"),
            new SownFault(
                    "document that leads out of the project",
                    "\"${tracker}/releases.md\"",
                    "\"${tracker}/../../releases.md\"",
                    "E_PATH_TRAVERSAL"),
            new SownFault(
                    "document in the folder of git", "\"${tracker}/releases.md\"", ".git/releases.md", "E_RULE_PATH"),
            new SownFault(
                    "document in the folder of the database",
                    "\"${tracker}/releases.md\"",
                    ".ai-planning/.state/releases.md",
                    "E_RULE_PATH"),
            new SownFault(
                    "one place for all items of a status",
                    "issues/${item.number}.md",
                    "issues/${item.status}.md",
                    "E_RULE_PATH"),
            new SownFault(
                    "document at an absolute path", "\"${tracker}/releases.md\"", "/releases.md", "E_PATH_TRAVERSAL"),
            new SownFault(
                    "document at an unknown path",
                    "\"${tracker}/releases.md\"",
                    "\"${traker}/releases.md\"",
                    "E_RULE_EXPR"),
            new SownFault(
                    "document of an unknown field",
                    "issues/${item.number}.md",
                    "issues/${item.nummer}.md",
                    "E_RULE_EXPR"),
            new SownFault("document of an unknown format", "format: checklist", "format: checklists", "E_RULE_TYPE"),
            new SownFault(
                    "two kinds in one document",
                    "\"${tracker}/issues/${item.number}.md\", format: document, sections: [description]",
                    "docs/tracker/releases.md, format: checklist",
                    "E_RULE_PATH"),
            new SownFault(
                    "one document for all items",
                    "\"${tracker}/issues/${item.number}.md\"",
                    "docs/issues.md",
                    "E_RULE_PATH"),
            new SownFault(
                    "a checklist for each item",
                    "format: document, sections: [description]",
                    "format: checklist",
                    "E_RULE_PATH"),
            new SownFault(
                    "place that does not lead back to its item",
                    "issues/${item.number}.md",
                    "issues/${item.number + 'x'}.md",
                    "E_RULE_PATH"),
            new SownFault("section that nobody declared", "[description]", "[descriptoin]", "E_RULE_ITEM"),
            new SownFault("section that is no text", "[description]", "[hours]", "E_RULE_TYPE"),
            new SownFault("two sections under one heading", "[description]", "[description, description]", "E_RULE_ID"),
            new SownFault(
                    "sections in a checklist",
                    "releases.md\", format: checklist}",
                    "releases.md\", format: checklist, sections: [title]}",
                    "E_RULE_TYPE"),
            new SownFault(
                    "place of an unknown status",
                    ISSUE_SECTIONS,
                    ISSUE_SECTIONS + ", places: {fixd: \"${tracker}/done/${item.number}.md\"}",
                    "E_RULE_STATUS"),
            new SownFault(
                    "place that is a file of two statuses",
                    ISSUE_SECTIONS,
                    ISSUE_SECTIONS + ", places: {fixed: \"${tracker}/issues/${item.title}.md\"}",
                    "E_RULE_PATH"),
            new SownFault(
                    "two places that overlap",
                    ISSUE_SECTIONS,
                    ISSUE_SECTIONS
                            + ", places: {fixed: \"${tracker}/old/${item.number}.md\", dropped: [\"${tracker}/no/${item.id}.md\", \"${tracker}/old/${item.id}.md\"]}",
                    "E_RULE_PATH"),
            new SownFault(
                    "place that is the same for all items",
                    ISSUE_SECTIONS,
                    ISSUE_SECTIONS + ", places: {fixed: docs/fixed.md}",
                    "E_RULE_PATH"),
            new SownFault(
                    "place that leads out of the project",
                    ISSUE_SECTIONS,
                    ISSUE_SECTIONS + ", places: {fixed: \"../${item.id}.md\"}",
                    "E_PATH_TRAVERSAL"),
            new SownFault(
                    "place without a path", ISSUE_SECTIONS, ISSUE_SECTIONS + ", places: {fixed: []}", "E_RULE_MISSING"),
            new SownFault(
                    "places of a checklist",
                    "releases.md\", format: checklist}",
                    "releases.md\", format: checklist, places: {shipped: docs/shipped.md}}",
                    "E_RULE_TYPE"),
            new SownFault(
                    "label of an unknown field",
                    ISSUE_SECTIONS,
                    ISSUE_SECTIONS + ", labels: {severty: Severity}",
                    "E_RULE_ITEM"),
            new SownFault(
                    "label of the title", ISSUE_SECTIONS, ISSUE_SECTIONS + ", labels: {title: Name}", "E_RULE_ITEM"),
            new SownFault(
                    "labels of a checklist",
                    "releases.md\", format: checklist}",
                    "releases.md\", format: checklist, labels: {title: Name}}",
                    "E_RULE_TYPE"),
            new SownFault(
                    "field that a document has itself", "      reason: string", "      uid: string", "E_RULE_NAME"),
            new SownFault(
                    "source that is no list",
                    "  release:\n    title: release\n",
                    "  release:\n    title: release\n    from: facts.failures.count\n",
                    "E_RULE_EXPR"),
            new SownFault(
                    "source whose elements are no mappings",
                    "  release:\n    title: release\n",
                    "  release:\n    title: release\n    from: facts.failures.names\n",
                    "E_RULE_TYPE"),
            new SownFault(
                    "source with an unknown key",
                    "  release:\n    title: release\n",
                    "  release:\n    title: release\n    from: {each: facts.failures.entries, key: mtch}\n",
                    "E_RULE_FACT"),
            new SownFault(
                    "source with unknown fields",
                    "  release:\n    title: release\n",
                    "  release:\n    title: release\n    from: {each: facts.failures.entries, fields: {titel: nam}}\n",
                    "E_RULE_FACT"),
            new SownFault(
                    "source with a field of another type",
                    "  release:\n    title: release\n",
                    "  release:\n"
                            + "    title: release\n"
                            + "    from: {each: facts.failures.entries, fields: {title: lines}}\n",
                    "E_RULE_TYPE"),
            new SownFault(
                    "rule about an unknown kind", "{i: items.issue.ready}", "{i: items.isue.ready}", "E_RULE_EXPR"),
            new SownFault(
                    "rule about an unknown list", "{i: items.issue.ready}", "{i: items.issue.redy}", "E_RULE_EXPR"),
            new SownFault("rule about an unknown status", "byStatus[\"open\"]", "byStatus[\"opn\"]", "E_RULE_EXPR"),
            new SownFault("rule that forgets items", "{i: items.issue.ready}", "{i: issue.ready}", "E_RULE_EXPR"),
            new SownFault(
                    "rule that reads a field that nobody declared",
                    "i.severity == \"high\"",
                    "i.severty == \"high\"",
                    "E_RULE_EXPR"),
            new SownFault("rule that reads one item", "is: report.mentions > 0", "is: item.ready", "E_RULE_EXPR"));

    @Test
    void everyFaultIsFoundAndSaidWithItsPlace() throws IOException {
        SownFault.assertGolden(GOLDEN, SownFault.found(TRACKER, FAULTS));
    }
}
