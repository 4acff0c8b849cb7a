package io.workfloworchestrator.specdriven.guide;

import java.text.Normalizer;
import java.util.Locale;

/** A title as it stands in the name of a folder: small letters and digits, with dashes between. Pure functions. */
final class Slug {
    private Slug() {}

    static String of(String title) {
        return Normalizer.normalize(title, Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .replace("ß", "ss")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
    }
}
