package io.workfloworchestrator.taskexecutor.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OutputTextTest {
    @Test
    void coloursAndControlCharactersAreTakenAway() {
        assertThat(OutputText.clean("\u001B[31mred\u001B[0m\u0007 \u001B]0;title\u0007text\u0000\tand tab\r\n"))
                .isEqualTo("red text\tand tab\n");
    }

    @Test
    void ofAProgressBarTheLastFormIsKept() {
        assertThat(OutputText.clean("10 %\r50 %\r100 %\ndone\r\n")).isEqualTo("100 %\ndone\n");
    }

    @Test
    void aLineWithASecretIsLeftOutAndTheOthersStay() {
        String token = "ghp_" + "a1B2".repeat(9);

        assertThat(OutputText.clean("before\ntoken " + token + "\nafter"))
                .isEqualTo("before\n(left out: it looks like a GitHub token)\nafter");
    }

    @Test
    void aPrivateKeyIsLeftOutWhole() {
        String key = "-----BEGIN RSA " + "PRIVATE KEY-----\nMIIEow\nIBAAKC\n-----END RSA " + "PRIVATE KEY-----";

        assertThat(OutputText.clean("a\n" + key + "\nb")).isEqualTo("a\n(left out: it looks like a private key)\nb");
    }

    @Test
    void plainTextStaysAsItIs() {
        assertThat(OutputText.clean("Tests run: 3, Failures: 0\n\n  ok – größer\n"))
                .isEqualTo("Tests run: 3, Failures: 0\n\n  ok – größer\n");
        assertThat(OutputText.clean("")).isEmpty();
    }
}
