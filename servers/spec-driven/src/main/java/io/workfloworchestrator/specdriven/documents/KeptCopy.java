package io.workfloworchestrator.specdriven.documents;

import java.util.regex.Pattern;

/** The names of copies that keep what a person wrote in a document that goes away, such as {@code spec.kept.md}. Pure functions. */
public final class KeptCopy {
    private static final Pattern NAME = Pattern.compile(".+\\.kept(-\\d+)?\\.[^.]+");

    private KeptCopy() {}

    /** The path of the copy of this number, from 1, beside a document. */
    public static String of(String path, int number) {
        int dot = path.lastIndexOf('.');
        return path.substring(0, dot) + ".kept" + (number == 1 ? "" : "-" + number) + path.substring(dot);
    }

    public static boolean isName(String file) {
        return NAME.matcher(file).matches();
    }
}
