package io.workfloworchestrator.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplatesTest {
    private static final String GOAL = """
            ---
            id: {{id}}
            title: "Goal {{title}}"
            ---
            # {{title}}

            {{! why }}
            {{why}}

            ## Tasks
            {{#tasks}}
            - [ ] {{text}} ^{{id}}
            {{/tasks}}
            {{^tasks}}
            Nothing to do.
            {{/tasks}}

            | name | value |
            |---|---|
            | title | {{title}} |

            ```
            {{code}}
            ```
            """;

    @TempDir
    private Path folder;

    private final Map<String, String> own = new HashMap<>();
    private ProjectFolder project;
    private Templates templates;

    @BeforeEach
    void open() {
        project = ProjectFolder.open(folder);
        templates = Templates.of(project, name -> Optional.ofNullable(own.get(name)));
        own.put("goal.md", GOAL);
    }

    private static Json json(String text) {
        return Json.parse(text.replace('\'', '"'));
    }

    @Test
    void aTemplateIsFilledFromAValue() {
        String text = templates.render(
                "goal.md",
                json(
                        "{'id':'G-07','title':'Invoices','why':'Because.','tasks':[{'text':'One','id':'t-1'}],'code':'x'}"));

        assertThat(text)
                .startsWith(
                        "---\nid: G-07\ntitle: \"Goal Invoices\"\n---\n# Invoices\n\nBecause.\n\n## Tasks\n- [ ] One ^t-1\n");
    }

    @Test
    void noValueForgesStructureInAnyPlace() {
        List<String> hostile = List.of(
                "# heading\n- [ ] box\n---\nid: x",
                "---\nforged: yes\n---",
                "x\n```\n# out\n",
                "<!-- never closed",
                "a | b \" ' : # {{title}} {{{raw}}}",
                "x #",
                "[ ] box",
                "```",
                "~~~\n",
                "T001 number (failed) ^id",
                "\u2028\u0085\r\n\t");
        for (String text : hostile) {
            Json value = Json.object(Map.of(
                    "id", Json.of(text),
                    "title", Json.of(text),
                    "why", Json.of(text),
                    "code", Json.of(text),
                    "tasks",
                            Json.array(List.of(json("{}")
                                    .asObject()
                                    .with("text", Json.of(text))
                                    .with("id", Json.of("t-1"))))));

            Markdown document = Markdown.of(templates.render("goal.md", value));

            assertThat(document.fields().get("id")).as(text).isEqualTo(Json.of(text));
            assertThat(document.sections()).as(text).hasSize(2);
            assertThat(Headings.read(document.sections().get(0).title())).isEqualTo(text);
            assertThat(document.items()).as(text).hasSize(1);
            Json item = MarkdownFormat.checklist()
                    .build()
                    .read(document.bytes(), Optional.empty())
                    .value();
            assertThat(item.at("items", "t-1", "text")).as(text).contains(Json.of(text));
        }
    }

    @Test
    void aValueIsShownAsItWasWrittenWhateverItLooksLike() {
        own.put("t", "- {{a}}\n- **{{a}}** x\n\n{{a}}\n");
        Map<String, List<String>> shown = Map.of(
                "1. a", List.of("1\\. a", "1. a", "1. a"),
                "> b", List.of("\\> b", "> b", "> b"),
                "- [ ] c", List.of("\\- [ ] c", "- [ ] c", "- \\[ ] c"),
                "---", List.of("\\---", "---", "\\---"),
                "```", List.of("\\`\\`\\`", "\\`\\`\\`", "\\`\\`\\`"),
                "<b>x</b>", List.of("\\<b>x\\</b>", "\\<b>x\\</b>", "\\<b>x\\</b>"),
                "[a](javascript:x)", List.of("[a]\\(javascript:x)", "[a]\\(javascript:x)", "[a]\\(javascript:x)"),
                "**Bob**", List.of("\\*\\*Bob\\*\\*", "\\*\\*Bob\\*\\*", "**Bob**"),
                "`a<b>` 2 < 3 * 4", List.of("`a<b>` 2 < 3 * 4", "`a<b>` 2 < 3 * 4", "`a<b>` 2 < 3 * 4"),
                "\\\\<i>", List.of("\\\\\\<i>", "\\\\\\<i>", "\\\\\\<i>"));
        shown.forEach((value, as) -> assertThat(templates.render("t", Json.object(Map.of("a", Json.of(value)))))
                .as(value)
                .isEqualTo("- " + as.get(0) + "\n- **" + as.get(1) + "** x\n\n" + as.get(2) + "\n"));
    }

    @Test
    void marksInAValueAreText() {
        own.put("t", "{{a}}\n");

        assertThat(templates.render("t", json("{'a':'{{b}}','b':'no'}"))).isEqualTo("{{b}}\n");
    }

    @Test
    void aProjectsOwnTemplateComesFirst() {
        project.writeNew(
                ".ai-planning/templates/goal.md.mustache", "Mine: {{title}}\n".getBytes(StandardCharsets.UTF_8));

        assertThat(templates.render("goal.md", json("{'title':'x'}"))).isEqualTo("Mine: x\n");
    }

    @Test
    void theLintNamesLineAndColumnOfEachFault() {
        own.put("part", "{{name}}\n");
        own.put(
                "bad",
                "{{nmae}}\n {{#list}}{{.}}\n{{>gone}} {{list}} {{{name}}}\n{{=<% %>=}} }} {{.}}\n{{/other}}\n{{#name}}");

        List<DocumentFinding> findings = templates.lint("bad", json("{'name':'x','list':['a']}"));

        assertThat(findings)
                .extracting(finding -> finding.line() + ":" + finding.column() + " " + finding.code())
                .containsExactly(
                        "1:1 E_TEMPLATE_NAME",
                        "3:1 E_TEMPLATE_PARTIAL",
                        "3:11 E_TEMPLATE_LOOP",
                        "3:20 E_TEMPLATE_RAW",
                        "4:1 E_TEMPLATE_MARK",
                        "4:13 E_TEMPLATE_MARK",
                        "5:1 E_TEMPLATE_SECTION",
                        "6:1 E_TEMPLATE_SECTION");
        assertThat(findings.get(0).message()).isEqualTo("Nothing has the name nmae here. Did you mean name?");
        assertThat(templates.lint(
                        "goal.md", json("{'id':'','title':'','why':'','code':'','tasks':[{'text':'','id':''}]}")))
                .isEmpty();
    }

    @Test
    void aMarkThatNeverEndsIsFoundByItsPlace() {
        own.put("t", "a\nb {{name\n");

        DocumentException refusal =
                catchThrowableOfType(DocumentException.class, () -> templates.render("t", json("{}")));

        assertThat(refusal).hasMessageContaining("line 2, column 3").hasMessageContaining("In the template t");
        assertThat(refusal.code()).isEqualTo("E_TEMPLATE_MARK");
    }

    @Test
    void templatesThatIncludeEachOtherAreRefused() {
        own.put("a", "{{>b}}");
        own.put("b", "{{>a}}");

        DocumentException refusal =
                catchThrowableOfType(DocumentException.class, () -> templates.render("a", json("{}")));

        assertThat(refusal.code()).isEqualTo("E_TEMPLATE_DEPTH");
    }

    @Test
    void loopsWithinLoopsEndBeforeTheyTakeLong() {
        own.put("t", "{{#a}}".repeat(8) + "{{/a}}".repeat(8));
        Json value = Json.object(Map.of("a", Json.strings(java.util.Collections.nCopies(100, "x"))));

        DocumentException refusal = catchThrowableOfType(DocumentException.class, () -> templates.render("t", value));

        assertThat(refusal.code()).isEqualTo("E_TEMPLATE_SIZE");
    }

    @Test
    void aTemplateCannotReachWhatIsNoValue() {
        own.put("t", "[{{title.bytes}}{{title.class.name}}{{class}}]");

        assertThat(templates.render("t", json("{'title':'x'}"))).isEqualTo("[]");
    }

    @Test
    void noNameLeadsOutOfTheFolder() {
        for (String name : List.of("../secret", "a/b", "", ".hidden", "C:x", "a\nb")) {
            assertThat(catchThrowableOfType(DocumentException.class, () -> templates.find(name))
                            .code())
                    .isEqualTo("E_TEMPLATE_NAME");
        }
    }

    @Test
    void anExistingFileGetsAProposalBesideItWithTheDifference() {
        assertThat(Proposal.write(project, "docs/goal.md", "a\nb\n")).isEqualTo(new Proposal.Written("docs/goal.md"));
        assertThat(Proposal.write(project, "docs/goal.md", "a\nb\n")).isEqualTo(new Proposal.Unchanged("docs/goal.md"));

        Proposal.Proposed first = (Proposal.Proposed) Proposal.write(project, "docs/goal.md", "a\nc\n");
        Proposal.Proposed again = (Proposal.Proposed) Proposal.write(project, "docs/goal.md", "a\nc\n");
        Proposal.Proposed other = (Proposal.Proposed) Proposal.write(project, "docs/goal.md", "a\nd\n");

        assertThat(first.proposed()).isEqualTo("docs/goal.proposed.md");
        assertThat(first.difference())
                .isEqualTo("--- docs/goal.md\n+++ docs/goal.proposed.md\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n");
        assertThat(again).isEqualTo(first);
        assertThat(other.proposed()).isEqualTo("docs/goal.proposed-2.md");
        assertThat(project.readText("docs/goal.md", 100)).isEqualTo("a\nb\n");
    }
}
