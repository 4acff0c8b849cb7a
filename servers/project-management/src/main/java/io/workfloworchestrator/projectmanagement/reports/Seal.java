package io.workfloworchestrator.projectmanagement.reports;

import io.workfloworchestrator.documents.Markdown;
import io.workfloworchestrator.documents.Proposal;
import io.workfloworchestrator.files.Fingerprints;
import io.workfloworchestrator.files.ProjectFolder;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A last line by which a file of ours is known again: a comment with the fingerprint of the text before it. While it fits, nobody
 * edited the file, and it may be written anew. Immutable and thread-safe.
 */
public final class Seal {
    private static final int CHARACTERS = 12;

    private final String before;
    private final String after;
    private final UnaryOperator<String> plain;
    private final Pattern pattern;

    private Seal(String before, String after, UnaryOperator<String> plain) {
        this.before = before;
        this.after = after;
        this.plain = plain;
        this.pattern = Pattern.compile(
                "\\R*" + Pattern.quote(before) + "([0-9a-f]{" + CHARACTERS + "})" + Pattern.quote(after) + "\\s*\\z");
    }

    /**
     * A seal in a comment of XML, HTML or Markdown.
     *
     * @param plain makes the text equal that counts as not edited
     */
    public static Seal ofMarkup(UnaryOperator<String> plain) {
        return new Seal("<!-- made by workflow ", " -->", plain);
    }

    static Seal ofMermaid() {
        return new Seal("%% made by workflow ", "", UnaryOperator.identity());
    }

    public String on(String text) {
        String body = text.stripTrailing();
        return body + "\n\n" + before + fingerprint(body) + after + "\n";
    }

    public boolean fits(String file) {
        Matcher seal = pattern.matcher(file);
        return seal.find() && fingerprint(file.substring(0, seal.start())).equals(seal.group(1));
    }

    /**
     * Writes a sealed file: a new one, or in the place of one of ours that nobody edited; beside any other file, a proposal.
     *
     * @throws io.workfloworchestrator.files.PathException as {@link ProjectFolder#writeNew}
     */
    public Proposal write(ProjectFolder project, String path, String text) {
        if (project.exists(path) && fits(project.readText(path, Markdown.MAX_BYTES))) {
            project.replace(path, on(text).getBytes(StandardCharsets.UTF_8));
            return new Proposal.Written(path);
        }
        return Proposal.write(project, path, on(text));
    }

    private String fingerprint(String text) {
        return Fingerprints.of(plain.apply(text.strip()).getBytes(StandardCharsets.UTF_8))
                .substring(0, CHARACTERS);
    }
}
