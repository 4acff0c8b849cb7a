package io.workfloworchestrator.documents;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.MustacheException;
import io.workfloworchestrator.files.BuiltInFiles;
import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Documents from templates: Mustache files, a project's own first.
 *
 * <pre>{@code
 * Templates templates = Templates.of(project, name -> Optional.ofNullable(builtIn.get(name)));
 * String goal = templates.render("goal.md", Json.parse("{\"title\": \"Invoices\"}"));
 * }</pre>
 *
 * <p>A template {@code goal.md} is the project's file {@code .ai-planning/templates/goal.md.mustache}, or else what the caller has.
 * Allowed are {@code {{name}}}, sections, inverted sections, partials and comments. A value is inserted as text for its place (front
 * matter, heading, item, table, fence, a line of its own), so that it forges no structure, and the result is parsed as a check; marks
 * in a value are text. Bounds: 256 KB of template, partials 10 deep, 200,000 steps, 4 million characters of result.
 *
 * <p>Immutable and thread-safe if the given function is; a template is read anew each time.
 */
public final class Templates {
    static final String FOLDER = ".ai-planning/templates";
    static final String ENDING = ".mustache";
    private static final int MAX_BYTES = 256 * 1024;
    private static final Pattern COMMENT_LINE =
            Pattern.compile("(?m)^[ \\t]*\\{\\{![^}]*+}}[ \\t]*+(?:\\r\\n|\\n|\\r|\\z)");

    private final ProjectFolder project;
    private final Function<String, Optional<String>> own;

    private Templates(ProjectFolder project, Function<String, Optional<String>> own) {
        this.project = project;
        this.own = own;
    }

    /**
     * Templates of a project, in which headings of any level and boxes are structure that no value may forge.
     *
     * @param own the caller's templates by name
     */
    public static Templates of(ProjectFolder project, Function<String, Optional<String>> own) {
        return new Templates(project, own);
    }

    /** Templates of a project, and those in the files {@code name.mustache} beside a class. */
    public static Templates beside(ProjectFolder project, Class<?> known) {
        return of(project, name -> builtIn(known, name));
    }

    public static Optional<String> builtIn(Class<?> beside, String name) {
        return BuiltInFiles.find(beside, name + ENDING).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /**
     * The text of a template; empty if neither the project nor the caller has it.
     *
     * @throws DocumentException E_TEMPLATE_NAME if the name has other characters than letters, digits, dots and dashes;
     *     E_TEMPLATE_SIZE
     * @throws PathException if the project's file cannot be read
     */
    public Optional<String> find(String name) {
        if (!TemplateMarks.isFile(name)) {
            throw new DocumentException(
                    "E_TEMPLATE_NAME", "A template's name has letters, digits, dots and dashes, such as goal.md.");
        }
        String path = FOLDER + "/" + name + ENDING;
        Optional<String> text = project.exists(path) ? Optional.of(project.readText(path, MAX_BYTES)) : own.apply(name);
        text.filter(found -> found.length() > MAX_BYTES).ifPresent(found -> {
            throw new DocumentException(
                    "E_TEMPLATE_SIZE", "The template " + name + " is larger than 256 KB. Split it.");
        });
        return text;
    }

    /**
     * What is wrong with a template, in the order of its text: marks that are none, sections that are not closed, partials that are
     * missing, names that nothing has, lists that are printed and texts that are looped over.
     *
     * @param example a value with every name that the template may use, and one element in each list
     * @throws DocumentException as {@link #find}; E_TEMPLATE_MISSING
     */
    public List<DocumentFinding> lint(String name, Json example) {
        return TemplateLint.of(text(name), this::find, example);
    }

    private String text(String name) {
        return find(name)
                .orElseThrow(() -> new DocumentException(
                        "E_TEMPLATE_MISSING",
                        "There is no template " + name + ". Add " + FOLDER + "/" + name + ENDING + "."));
    }

    /**
     * The document that a template makes of a value. A name that the value does not have is left out.
     *
     * @throws DocumentException as {@link #find}; E_TEMPLATE_… with line and column for what is wrong with the marks;
     *     E_TEMPLATE_SIZE; E_TEMPLATE_STRUCTURE if a value would change the document's structure
     */
    public String render(String name, Json value) {
        String text = text(name);
        List<DocumentFinding> findings = TemplateLint.of(text, this::find, null);
        if (!findings.isEmpty()) {
            DocumentFinding first = findings.get(0);
            throw new DocumentException(
                    first.code(), first.line(), first.column(), "In the template " + name + ": " + first.message());
        }
        List<String> wanted = structure(render(name, text, neutral(value), true));
        for (boolean isVerbatim : new boolean[] {true, false}) {
            String document = render(name, text, value, isVerbatim);
            if (structure(document).equals(wanted)) {
                return document;
            }
        }
        throw new DocumentException(
                "E_TEMPLATE_STRUCTURE",
                "A value would become a heading, a box or a field in the document of the template " + name
                        + ". Put the value on a line of its own in the template.");
    }

    private String render(String name, String text, Json value, boolean isVerbatim) {
        TemplateWriter writer = new TemplateWriter(isVerbatim);
        Factory factory = new Factory(this::find, writer);
        try {
            factory.compile(new StringReader(withoutComments(text)), name).execute(writer, value);
        } catch (MustacheException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof DocumentException known) {
                    throw known;
                }
            }
            throw new DocumentException(
                    "E_TEMPLATE_MARK", "The template " + name + " cannot be rendered. Check it by its lint.");
        }
        return writer.text();
    }

    /** Takes lines of comments out: Mustache would leave an empty line for each. */
    private static String withoutComments(String text) {
        return COMMENT_LINE.matcher(text).replaceAll("");
    }

    /** Mustache with our files, values and escaping; for one rendering. */
    private static final class Factory extends DefaultMustacheFactory {
        private final TemplateWriter place;

        Factory(Function<String, Optional<String>> sources, TemplateWriter place) {
            super(file -> new StringReader(withoutComments(sources.apply(file).orElse(""))));
            this.place = place;
            setObjectHandler(new TemplateValues());
        }

        @Override
        public String resolvePartialPath(String folder, String file, String extension) {
            return file;
        }

        @Override
        public void encode(String value, Writer writer) {
            try {
                writer.write(place.escaped(value));
            } catch (IOException e) {
                throw new UncheckedIOException(e); // never: the writer keeps everything in memory
            }
        }
    }

    /** The value with harmless texts: the document that it makes has the structure that the template alone gives. */
    private static Json neutral(Json value) {
        if (value instanceof Json.Str text) {
            return text.text().isEmpty() ? text : Json.of("x");
        }
        if (value instanceof Json.Arr array) {
            return Json.array(array.elements().stream().map(Templates::neutral).toList());
        }
        if (value instanceof Json.Obj object) {
            Map<String, Json> fields = new TreeMap<>();
            object.forEach((key, below) -> fields.put(key, neutral(below)));
            return Json.object(fields);
        }
        return value;
    }

    private static List<String> structure(String text) {
        Markdown document = Markdown.of(text);
        List<String> structure = new ArrayList<>(document.fields().keys());
        document.sections().forEach(section -> structure.add("#".repeat(section.level())));
        structure.add(String.valueOf(document.unclosed() >= 0));
        document.items().forEach(item -> structure.add("box"));
        return structure;
    }
}
