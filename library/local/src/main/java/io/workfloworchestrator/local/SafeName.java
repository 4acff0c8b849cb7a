package io.workfloworchestrator.local;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Texts as names of files and folders that every file system takes: letters, digits and single marks between them, at most
 * {@value #LONGEST} characters, no name that Windows keeps for devices, and none that people expect to be something else. Pure
 * functions.
 */
final class SafeName {
    static final int LONGEST = 60;

    private static final Pattern EXACT = Pattern.compile("[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*");
    private static final Pattern DEVICE = Pattern.compile("(?:con|prn|aux|nul|com\\d|lpt\\d)(?:\\..*)?");
    private static final Set<String> EXPECTED = Set.of("readme", "index", "template", "contributing", "license");

    private SafeName() {}

    /** Whether a name in a folder of documents means something else than an item. */
    static boolean isOther(String stem) {
        return stem.startsWith("_") || stem.startsWith("TEMPLATE") || EXPECTED.contains(stem.toLowerCase(Locale.ROOT));
    }

    /** A word such as a status or a number: as it is, if every file system takes it. */
    static String exact(String text, String otherwise) {
        boolean isFit = EXACT.matcher(text).matches() && text.length() <= LONGEST && !isKept(text);
        return isFit ? text : of(text, otherwise);
    }

    /**
     * A text of people as a name in lower case: {@code Größe & Maße} becomes {@code grosse-masse}.
     *
     * @param otherwise the name of a text without any letter or digit of ASCII
     */
    static String of(String text, String otherwise) {
        String plain = Normalizer.normalize(text.toLowerCase(Locale.ROOT).replace("ß", "ss"), Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        String cut = plain.length() > LONGEST ? plain.substring(0, LONGEST).replaceAll("-$", "") : plain;
        String name = cut.isEmpty() ? otherwise : cut;
        return isKept(name) ? "x-" + name : name;
    }

    private static boolean isKept(String name) {
        return DEVICE.matcher(name.toLowerCase(Locale.ROOT)).matches() || isOther(name);
    }
}
