package io.workfloworchestrator.taskexecutor.command;

import io.workfloworchestrator.state.Secrets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Makes what a program printed fit for the state and for a file: without colours and other control characters, of a progress
 * bar only its last form, and without lines that look like a secret. Pure functions.
 */
final class OutputText {
    /** ECMA-48: control sequences, operating system commands, and two-character escapes. */
    private static final Pattern ESCAPES =
            Pattern.compile("\u001B(?:\\[[0-?]*[ -/]*[@-~]|\\][^\u0007\u001B]*(?:\u0007|\u001B\\\\)?|[@-Z\\\\-_])");

    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\p{Cs}&&[^\n\t]]");
    private static final String KEY_ENDS = "-----END";

    private OutputText() {}

    static String clean(String printed) {
        String text = ESCAPES.matcher(printed.replace("\r\n", "\n")).replaceAll("");
        StringBuilder kept = new StringBuilder();
        boolean inKey = false;
        for (String raw : text.split("\n", -1)) {
            String line = CONTROLS.matcher(lastForm(raw)).replaceAll("");
            if (inKey) {
                inKey = !line.contains(KEY_ENDS);
                continue;
            }
            Optional<String> secret = Secrets.kind(line);
            inKey = secret.isPresent() && secret.get().contains("private key") && !line.contains(KEY_ENDS);
            kept.append(secret.map(OutputText::leftOut).orElse(line)).append('\n');
        }
        String clean = kept.substring(0, kept.length() - (kept.isEmpty() ? 0 : 1));
        // A secret may be told over two lines: the name of a setting in one, its value in the next.
        return Secrets.kind(clean).map(OutputText::leftOut).orElse(clean);
    }

    private static String leftOut(String kind) {
        return "(left out: it looks like " + kind + ")";
    }

    private static String lastForm(String line) {
        String shown = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
        return shown.substring(shown.lastIndexOf('\r') + 1);
    }
}
