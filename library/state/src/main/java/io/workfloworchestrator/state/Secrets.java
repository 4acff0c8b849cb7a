package io.workfloworchestrator.state;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonDiff;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds texts that look like a secret: keys and tokens with a form that their issuers published, and long
 * values of settings whose name says that they are secret, such as {@code DB_PASSWORD=…}. The state is plain text that goes
 * into git and to every agent.
 *
 * <p>It looks only for published forms and names, never for randomness, so hashes, ids and encoded images pass. The forms are those of
 * the issuers' documentation and of the rules that gitleaks and GitHub's secret scanning publish.
 *
 * <p>It looks only at what a change brings, so the cost follows the change: parts that are the identical object in both
 * values are skipped, texts of less than {@value #SHORTEST} characters are too short for any form, and the expression of a
 * form runs only if the text has its beginning. Pure functions.
 */
public final class Secrets {
    private static final int SHORTEST = 12;
    private static final int LONGEST_NAMED = 500;
    private static final int MOST = 20;

    /**
     * @param begins every secret of this kind has one of these, which are searched first since that is quick
     * @param pattern compiled only if one was found, since every process that writes would pay for all of them
     */
    private record Form(String kind, List<String> begins, String pattern) {
        Form(String kind, String begins, String pattern) {
            this(kind, List.of(begins.split(" ")), pattern);
        }

        boolean isIn(String text) {
            for (String begin : begins) {
                if (text.contains(begin)) {
                    return Pattern.compile(pattern).matcher(text).find();
                }
            }
            return false;
        }
    }

    private static final List<Form> FORMS = List.of(
            new Form("a private key", "-----BEGIN", "-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----"),
            new Form("an AWS access key id", "AKIA ASIA", "(?<![A-Za-z0-9])A[KS]IA[A-Z0-9]{16}(?![A-Za-z0-9])"),
            // The key itself has no beginning of its own; the name of its setting says what it is.
            new Form(
                    "an AWS secret access key",
                    "ecret ECRET",
                    "(?i)secret[_-]?access[_-]?key[\"'`]?\\s{0,4}[:=]\\s{0,4}[\"'`]?[a-z0-9/+]{40}(?![a-z0-9/+=])"),
            new Form("a GitHub token", "ghp_ gho_ ghu_ ghs_ ghr_", "(?<![A-Za-z0-9])gh[pousr]_[A-Za-z0-9]{36,}"),
            new Form("a GitHub token", "github_pat_", "github_pat_[A-Za-z0-9_]{36,}"),
            new Form(
                    "a GitLab token",
                    "glpat- gldt- glrt- glcbt- glptt- glft- glimt- glagent- gloas- glsoat- glffct-",
                    "(?<![A-Za-z0-9])gl(?:pat|dt|rt|cbt|ptt|ft|imt|agent|oas|soat|ffct)-[A-Za-z0-9_-]{20,}"),
            new Form("a Slack token", "xox", "(?<![A-Za-z0-9])xox[abeoprs]-[0-9][A-Za-z0-9-]{9,}"),
            new Form("a Slack token", "xapp-", "(?<![A-Za-z0-9])xapp-[0-9]-[A-Za-z0-9-]{10,}"),
            new Form(
                    "a Slack webhook",
                    "hooks.slack.com",
                    "hooks\\.slack\\.com/(?:services|workflows)/[A-Za-z0-9+/]{30,}"),
            new Form("a Google API key", "AIza", "(?<![A-Za-z0-9])AIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])"),
            new Form("a Google client secret", "GOCSPX-", "GOCSPX-[A-Za-z0-9_-]{28}"),
            new Form(
                    "a Stripe key",
                    "k_live_ k_test_ k_prod_",
                    "(?<![A-Za-z0-9])[rs]k_(?:live|test|prod)_[A-Za-z0-9]{16,}"),
            new Form("an Anthropic key", "sk-ant-", "(?<![A-Za-z0-9])sk-ant-[A-Za-z0-9]{2,16}-[A-Za-z0-9_-]{20,}"),
            new Form(
                    "an OpenAI key",
                    "sk-",
                    "(?<![A-Za-z0-9])sk-(?:(?:proj|svcacct|admin)-[A-Za-z0-9_-]{20,}|[A-Za-z0-9]{40,})"),
            new Form("an npm token", "npm_", "(?<![A-Za-z0-9])npm_[A-Za-z0-9]{36}(?![A-Za-z0-9])"),
            new Form("a PyPI token", "pypi-AgE", "pypi-AgE[A-Za-z0-9_-]{40,}"),
            new Form("a Hugging Face token", "hf_", "(?<![A-Za-z0-9])hf_[A-Za-z]{34}(?![A-Za-z0-9])"),
            new Form("a SendGrid key", "SG.", "(?<![A-Za-z0-9])SG\\.[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}"),
            new Form("a DigitalOcean token", "dop_v1_ doo_v1_ dor_v1_", "(?<![A-Za-z0-9])do[opr]_v1_[a-f0-9]{64}"),
            new Form(
                    "a signed JSON web token",
                    "eyJ",
                    "(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{16,}"),
            // A reference in place of the password is fine: ${DB_PASSWORD}, <password>, ***, %PASSWORD%.
            new Form(
                    "a URL with a password",
                    "://",
                    "://[^\\s/:@?#\"']{0,200}:(?![$<{*%\\[])[^\\s/@\"']{1,200}@(?!sha256:)"),
            new Form(
                    "a URL with a password",
                    "assword=",
                    "://[^\\s\"']{0,500}[?&;][Pp]assword=(?![$<{*%\\[])[^&;\\s\"']+"),
            // A setting named so holds a secret if its value is long and has letters and digits. A reference, a path
            // and a call
            // have other signs.
            new Form(
                    "the value of a setting for a secret",
                    "SECRET TOKEN PASSWORD PRIVATE API_KEY",
                    "(?<![A-Za-z0-9])(?:[A-Z0-9]+_){0,8}(?:SECRET(?:_KEY)?|TOKEN|PASSWORD|PRIVATE[_ ]KEY|API_KEY)"
                            + "[\"'`]?\\s{0,4}[:=]\\s{0,4}[\"'`]?"
                            + "(?=[A-Za-z+/=_.-]{0,200}[0-9])(?=[A-Z0-9+/=_.-]{0,200}[a-z])"
                            + "[A-Za-z0-9+][A-Za-z0-9+/=_.-]{19,}(?=[\"'`\\s,;]|$)"));

    private static final List<List<String>> BEGINNINGS = beginnings();

    private Secrets() {}

    private static List<List<String>> beginnings() {
        List<List<String>> all = new ArrayList<>();
        for (int i = 0; i < 128; i++) {
            all.add(new ArrayList<>());
        }
        for (Form form : FORMS) {
            form.begins.forEach(begin -> all.get(begin.charAt(0)).add(begin));
        }
        return all;
    }

    /** Whether any form begins in this text; nearly all texts have no beginning, and one pass tells so. */
    private static boolean hasBeginning(String text) {
        for (int i = 0; i < text.length(); i++) {
            char first = text.charAt(i);
            if (first < 128) {
                for (String begin : BEGINNINGS.get(first)) {
                    if (text.startsWith(begin, i)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /**
     * One text that looks like a secret. The text itself is never shown.
     *
     * @param path the JSON pointer of the text, or of the object that has it as the name of a field
     * @param kind what it looks like, such as {@code a GitHub token}
     */
    public record Found(String path, String kind) {
        @Override
        public String toString() {
            return path + " looks like " + kind;
        }
    }

    /** The kind of secret that a text looks like; empty if it looks like none. */
    public static Optional<String> kind(String text) {
        if (text.length() < SHORTEST || !hasBeginning(text)) {
            return Optional.empty();
        }
        for (Form form : FORMS) {
            if (form.isIn(text)) {
                return Optional.of(form.kind);
            }
        }
        return Optional.empty();
    }

    /** The secrets that are in a value and were not in the value before, at most {@value #MOST}. */
    public static List<Found> added(Optional<Json> before, Json after) {
        List<Found> found = new ArrayList<>();
        for (JsonDiff difference : JsonDiff.between(before, Optional.of(after))) {
            String path = difference.path().equals("/") ? "" : difference.path();
            difference.after().ifPresent(json -> look(path, json, before, found));
        }
        return List.copyOf(found);
    }

    private static void look(String path, Json json, Optional<Json> before, List<Found> found) {
        if (found.size() >= MOST) {
            return;
        }
        if (json instanceof Json.Str text) {
            tell(path, text.text(), before, found);
        } else if (json instanceof Json.Obj object) {
            object.forEach((name, value) -> {
                tell(path, name, before, found);
                look(path + "/" + JsonDiff.escape(name), value, before, found);
            });
        } else if (json instanceof Json.Arr array) {
            for (int i = 0; i < array.elements().size(); i++) {
                look(path + "/" + i, array.elements().get(i), before, found);
            }
        }
    }

    /** Secrets that were already in the old value are ignored, even if they moved. */
    private static void tell(String path, String text, Optional<Json> before, List<Found> found) {
        kindAt(path, text)
                .filter(kind -> before.isEmpty() || !has(before.get(), text))
                .ifPresent(kind -> {
                    String place = path.isEmpty() ? "/" : path;
                    found.add(new Found(kind(path).isPresent() ? "a field" : place, kind));
                });
    }

    /** A short text may be a secret only by the name of its field. */
    private static Optional<String> kindAt(String path, String text) {
        Optional<String> kind = kind(text);
        String name = path.substring(path.lastIndexOf('/') + 1);
        return kind.isPresent() || text.length() > LONGEST_NAMED || !hasBeginning(name)
                ? kind
                : kind(name + "=" + text);
    }

    private static boolean has(Json json, String text) {
        if (json instanceof Json.Obj object) {
            return object.keys().stream()
                    .anyMatch(name -> name.equals(text) || has(object.find(name).orElse(Json.Null.VALUE), text));
        }
        return json instanceof Json.Arr array
                ? array.elements().stream().anyMatch(each -> has(each, text))
                : json instanceof Json.Str own && own.text().equals(text);
    }

    static void refuse(String key, Optional<Json> before, Json after) {
        List<Found> found = added(before, after);
        if (!found.isEmpty()) {
            throw refusal("the state '" + key + "' was not changed: " + found.get(0)
                    + (found.size() == 1 ? "" : ", and " + (found.size() - 1) + " more") + ".");
        }
    }

    static void refuse(Cause cause) {
        kind(cause.actor()).ifPresent(kind -> {
            throw refusal("nothing was changed: the actor of this change looks like " + kind + ".");
        });
        kind(cause.reason()).ifPresent(kind -> {
            throw refusal("nothing was changed: the reason of this change looks like " + kind + ".");
        });
    }

    private static StateException refusal(String what) {
        return new StateException(
                "E_SECRET",
                what
                        + " State is plain text, for git and for every agent, and its history keeps it. Keep the secret where"
                        + " secrets are kept, and store a reference to it, such as the name of an environment variable.");
    }
}
