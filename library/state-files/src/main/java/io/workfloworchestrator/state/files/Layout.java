package io.workfloworchestrator.state.files;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.StateException;
import io.workfloworchestrator.state.StateKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Which key is kept in which file, and back. Paths are relative to the project folder, with {@code /}.
 *
 * <pre>{@code
 * Layout.standard()                                                      // .ai-planning/<type>/<id>.json
 *         .with("task-executor", "temp/workflows/<id>/state.json")       // another place for one type
 *         .withKey("release/current", "docs/release-state.json");        // and for one key
 * }</pre>
 *
 * <p>Immutable.
 */
public final class Layout {
    /** The folder of everything that belongs to us. */
    public static final String FOLDER = ".ai-planning";

    /** The folder below it that is not for people and never in git: the database, locks, quarantine. */
    public static final String STATE_FOLDER = FOLDER + "/.state";

    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

    /** Names of files beside ours, which never hold state. */
    private static final Pattern BESIDE =
            Pattern.compile(".*\\.(conflict-[0-9a-f]{8}|reference-1\\.0(-[0-9a-f]{8})?)\\.json");

    private static final Pattern CONFLICT = Pattern.compile("(.*)\\.conflict-[0-9a-f]{8}(\\.[A-Za-z0-9]{1,16})");

    private static final Pattern ENDING = Pattern.compile("\\.[A-Za-z0-9]{1,16}");

    private static final Pattern UNFIT = Pattern.compile("[<>:\\\\\\p{Cntrl}]");

    private static final int MOST_PATHS = 1_000;

    private final List<Rule> rules;

    /** Every change asks for its key's path several times. */
    private final Map<String, String> paths = new ConcurrentHashMap<>();

    private Layout(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** Each key in {@code .ai-planning/<type>/<id>.json}. */
    public static Layout standard() {
        return new Layout(List.of(new Rule("", "", FOLDER + "/<type>/<id>.json")));
    }

    /**
     * This layout, with the keys of one type elsewhere.
     *
     * @param pattern a path in which {@code <id>} (or {@code <name>}) stands for the second part of the key, such as
     *     {@code temp/workflows/<id>/state.json}
     * @throws StateException (E_LAYOUT) if the pattern leaves the project, is not a JSON file, lies in a folder that is
     *     not ours to write ({@code .git}, {@code .ai-planning/.state}), or does not have {@code <id>} exactly once
     */
    public Layout with(String type, String pattern) {
        StateKey.checkName(type + "/x");
        return plus(new Rule(type, "", pattern.replace("<name>", "<id>")));
    }

    /**
     * This layout, with one key elsewhere.
     *
     * @throws StateException (E_LAYOUT) as {@link #with}, (E_ID_SYNTAX) if {@code key} is not a key
     */
    public Layout withKey(String key, String path) {
        return plus(Rule.key(StateKey.checkName(key), path));
    }

    private Layout plus(Rule rule) {
        List<Rule> more = new ArrayList<>();
        more.add(rule);
        more.addAll(rules);
        return new Layout(more);
    }

    /**
     * @throws StateException (E_ID_SYNTAX) if it is no key, or the file would have a name that we use for another purpose
     */
    public String path(String key) {
        String known = paths.get(key);
        if (known != null) {
            return known;
        }
        String path = pathOf(key);
        if (paths.size() >= MOST_PATHS) {
            paths.clear();
        }
        paths.put(key, path);
        return path;
    }

    private String pathOf(String key) {
        StateKey<Json> named = StateKey.json(key);
        for (Rule rule : rules) {
            if (rule.isFor(named)) {
                String path = rule.pattern.replace("<type>", named.type()).replace("<id>", named.id());
                if (rule.key.isEmpty() && !key(path).equals(Optional.of(key))) {
                    throw new StateException(
                            "E_ID_SYNTAX",
                            "the key '" + key + "' cannot be kept in '" + path
                                    + "': that name is taken by another file of ours. Choose another id.");
                }
                return path;
            }
        }
        throw new IllegalStateException(key);
    }

    /** The key that is kept in this file; empty if it is not one of our files. */
    public Optional<String> key(String path) {
        if (isBeside(path)) {
            return Optional.empty();
        }
        for (Rule rule : rules) {
            Optional<String> key = rule.keyOf(path);
            if (key.isPresent() && rule.pattern.equals(ruleOf(key.get()).pattern)) {
                return key;
            }
        }
        return Optional.empty();
    }

    private Rule ruleOf(String key) {
        StateKey<Json> named = StateKey.json(key);
        return rules.stream().filter(rule -> rule.isFor(named)).findFirst().orElseThrow();
    }

    /** Whether this is the name of a file beside ours: a version in conflict, or a copy of an imported document. */
    static boolean isBeside(String path) {
        return BESIDE.matcher(path).matches();
    }

    static String stem(String path) {
        return path.substring(0, path.length() - ending(path).length());
    }

    /** The ending of a path with its dot, such as {@code .json}; empty if it has no short one. */
    static String ending(String path) {
        int dot = path.lastIndexOf('.');
        String ending = dot > path.lastIndexOf('/') + 1 ? path.substring(dot) : "";
        return ENDING.matcher(ending).matches() ? ending : "";
    }

    /** Where a version of a file is kept that is in conflict with the state. */
    static String conflict(String path, byte[] content) {
        return stem(path) + ".conflict-" + Rendered.fingerprint(content).substring(0, 8) + keptEnding(path);
    }

    static String keptEnding(String path) {
        String ending = ending(path);
        return ending.isEmpty() ? ".txt" : ending;
    }

    static boolean isConflict(String path) {
        return CONFLICT.matcher(path).matches();
    }

    /** The file that a version in conflict is a version of. */
    static String conflictOf(String path) {
        return CONFLICT.matcher(path).replaceFirst("$1$2");
    }

    /** Whether a path is one of a file inside the project, in a folder that is ours to write. */
    static boolean isInside(String path) {
        for (String segment : path.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..") || segment.equals(".git")) {
                return false;
            }
        }
        return !path.startsWith(STATE_FOLDER + "/") && !UNFIT.matcher(path).find();
    }

    /** The patterns, for walking folders; segments with {@code <} stand for names. */
    List<String> patterns() {
        return rules.stream().map(rule -> rule.pattern).distinct().toList();
    }

    List<String> gitPatterns() {
        return patterns().stream()
                .map(pattern -> "/" + pattern.replaceAll("<[a-z]+>", "*"))
                .toList();
    }

    private record Rule(String type, String key, String pattern, Pattern matcher) {
        Rule(String type, String key, String pattern) {
            this(type, key, check(type, key, pattern), matcher(pattern));
        }

        static Rule key(String key, String path) {
            return new Rule(StateKey.json(key).type(), key, path);
        }

        boolean isFor(StateKey<?> wanted) {
            return key.isEmpty() ? type.isEmpty() || type.equals(wanted.type()) : key.equals(wanted.name());
        }

        Optional<String> keyOf(String path) {
            var match = matcher.matcher(path);
            if (!match.matches()) {
                return Optional.empty();
            }
            if (!key.isEmpty()) {
                return Optional.of(key);
            }
            String found = (type.isEmpty() ? match.group("type") : type) + "/" + match.group("id");
            return found.startsWith("definitions/") && type.isEmpty() ? Optional.empty() : Optional.of(found);
        }

        private static Pattern matcher(String pattern) {
            return Pattern.compile(("\\Q" + pattern + "\\E")
                    .replace("<type>", "\\E(?<type>" + NAME + ")\\Q")
                    .replace("<id>", "\\E(?<id>" + NAME + ")\\Q"));
        }

        private static String check(String type, String key, String pattern) {
            boolean fixed = !key.isEmpty();
            int ids = (pattern.length() - pattern.replace("<id>", "").length()) / "<id>".length();
            String literal = pattern.replace("<id>", "x").replace("<type>", type.isEmpty() ? "x" : "<type>");
            if (!isInside(literal) || ids != (fixed ? 0 : 1) || !literal.endsWith(".json") || isBeside(literal)) {
                throw new StateException(
                        "E_LAYOUT",
                        "'" + pattern.replaceAll("\\p{C}", "?") + "' is no place for state. Give a path to a .json file"
                                + " inside the project, relative and with '/', not in .git or " + STATE_FOLDER
                                + (fixed ? "." : ", in which <id> stands once."));
            }
            return pattern;
        }
    }
}
