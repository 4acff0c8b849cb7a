package io.workfloworchestrator.diagram;

/** In what a picture is written. */
public enum Format {
    /** Lines of text for a terminal. */
    TEXT("txt"),
    /** An image that any browser shows: one file, without scripts. */
    SVG("svg"),
    /** Text that GitHub, GitLab and many editors show as a picture. */
    MERMAID("mmd"),
    /** A file of the editor draw.io. */
    DRAWIO("drawio");

    private final String extension;

    Format(String extension) {
        this.extension = extension;
    }

    /** How the name of such a file ends, without the dot. */
    public String extension() {
        return extension;
    }
}
