package io.workfloworchestrator.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** None of the secrets here is one: they are put together of the form's beginning and of letters. */
class SecretsTest {
    private static final Cause ME = Cause.of("me", "a test");
    private static final StateKey<Json> KEY = StateKey.json("notes/main");
    private static final String TOKEN = "gh" + "p_" + letters(36);

    private final StateManager state = StateManager.inMemory();

    private static String letters(int count) {
        return "aB3dE5gH7jK9".repeat(10).substring(0, count);
    }

    static Stream<Arguments> secrets() {
        String web = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"HS256\"}".getBytes(StandardCharsets.UTF_8));
        return Stream.of(
                Arguments.of("an AWS access key id", "AKI" + "AIOSFODNN7EXAMPLE"),
                Arguments.of("an AWS access key id", "ASI" + "AQWERTYUIOPASDFGH"),
                Arguments.of("an AWS secret access key", "AWS_SECRET_" + "ACCESS_KEY=" + letters(38) + "/+"),
                Arguments.of("an AWS secret access key", "aws_secret_" + "access_key = " + letters(40)),
                Arguments.of("an AWS secret access key", "\"secret" + "AccessKey\": \"" + letters(40) + "\""),
                Arguments.of("the value of a setting for a secret", "export CLIENT_" + "SECRET='" + letters(32) + "'"),
                Arguments.of("the value of a setting for a secret", "DEPLOY_" + "TOKEN: " + letters(24)),
                Arguments.of("the value of a setting for a secret", "DB_PASS" + "WORD=" + letters(20)),
                Arguments.of("the value of a setting for a secret", "PRIVATE " + "KEY=" + letters(64) + "=="),
                Arguments.of("a GitHub token", TOKEN),
                Arguments.of("a GitHub token", "gh" + "s_" + letters(36)),
                Arguments.of("a GitHub token", "github" + "_pat_" + letters(22) + "_" + letters(59)),
                Arguments.of("a GitLab token", "gl" + "pat-" + letters(20)),
                Arguments.of("a Slack token", "xox" + "b-123456789012-" + letters(24)),
                Arguments.of(
                        "a Slack webhook", "https://hooks.slack" + ".com/services/T00000000/B00000000/" + letters(24)),
                Arguments.of("a Google API key", "AI" + "za" + letters(35)),
                Arguments.of("a Google client secret", "GOC" + "SPX-" + letters(28)),
                Arguments.of("a Stripe key", "sk" + "_live_" + letters(24)),
                Arguments.of("an Anthropic key", "sk-" + "ant-api03-" + letters(93) + "AA"),
                Arguments.of("an OpenAI key", "sk-" + "proj-" + letters(48)),
                Arguments.of("an OpenAI key", "sk" + "-" + letters(48)),
                Arguments.of("an npm token", "npm" + "_" + letters(36)),
                Arguments.of("a PyPI token", "pypi" + "-AgEIcHlwaS5vcmc" + letters(60)),
                Arguments.of(
                        "a Hugging Face token",
                        "hf" + "_" + "abcdefghij".repeat(4).substring(0, 34)),
                Arguments.of("a SendGrid key", "SG" + "." + letters(22) + "." + letters(43)),
                Arguments.of("a DigitalOcean token", "dop" + "_v1_" + "0123456789abcdef".repeat(4)),
                Arguments.of("a private key", "-----BEGIN " + "PRIVATE KEY-----\nMIIEvQ"),
                Arguments.of("a private key", "-----BEGIN OPENSSH " + "PRIVATE KEY-----"),
                Arguments.of("a private key", "-----BEGIN PGP " + "PRIVATE KEY BLOCK-----"),
                Arguments.of("a signed JSON web token", web + "." + web + "." + letters(43)),
                Arguments.of("a URL with a password", "postgres://app:hunter" + "2@db.example.org/shop"),
                Arguments.of("a URL with a password", "jdbc:postgresql://db/shop?user=app&pass" + "word=hunter2"));
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void aChangeThatBringsASecretIsRefusedWithPlaceAndKindAndNotTheSecret(String kind, String secret) {
        state.create(KEY, Json.parse("{\"steps\": {\"review\": {}}}"), ME);
        assertThatThrownBy(() -> state.update(KEY, with("the deploy key is " + secret + ", keep it"), ME))
                .isInstanceOfSatisfying(
                        CodedException.class, e -> assertThat(e.code()).isEqualTo("E_SECRET"))
                .hasMessageContaining("/steps/review/note looks like " + kind + ".")
                .hasMessageContaining("store a reference")
                .satisfies(e ->
                        assertThat(e.getMessage()).doesNotContain(secret.substring(0, Math.min(12, secret.length()))));
        assertThat(state.head()).isEqualTo(Revision.of(1));
    }

    private static java.util.function.UnaryOperator<Json> with(String note) {
        return json -> json.asObject().withAt(List.of("steps", "review", "note"), Json.of(note));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "da39a3ee5e6b4b0d3255bfef95601890afd80709",
                "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "docker://nginx:1.25@sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "https://example.org:8443/a/b?c=d@e#f",
                "git@github.com:owner/repository.git, ssh://git@example.org:22/owner/repository",
                "postgres://app:${DB_PASSWORD}@db/shop and postgres://app:<password>@db/shop and redis://:***@cache",
                "jdbc:postgresql://db/shop?user=app&password=${DB_PASSWORD}",
                "-----BEGIN CERTIFICATE----- and -----BEGIN PUBLIC KEY-----",
                "the token is in $GITHUB_TOKEN; it begins with ghp_",
                "task-da39a3ee5e6b4b0d3255bfef95601890afd80709, disk-da39a3ee5e6b4b0d3255bfef95601890afd80709",
                "/home/somebody/work/very/long/path/AKIAFOLDER/src/main/java/org/example/SomeClassWithALongName.java",
                "risk_test_plan_for_the_next_release_candidate, mask_live_traffic_of_the_old_server",
                "eyJhbGciOiJIUzI1NiJ9 is the head of a web token",
                "hf_model_card, npm_config_registry, pypi-publisher, SG.1 and xoxo-greetings-to-all-of-you",
                "DB_PASSWORD=${DB_PASSWORD_OF_2026} and API_TOKEN=<the token of 2026> and CLIENT_SECRET=changeme",
                "VAULT_TOKEN=/run/secrets/vault-token-2026-of-the-build and MAX_TOKEN=123456789012345678901234",
                "String API_TOKEN = tokenOfTheYear2026FromVault(); DEPLOY_TOKEN: ${{ secrets.DEPLOY_TOKEN_2026_OF_US }}",
                "AWS_SECRET_ACCESS_KEY=your-key-here, and the secret access key is rotated by da39a3ee5e6b4b0d3255bfef956",
                "GLPAT, glacier-2026-archive-of-everything-we-have",
            })
    void whatOnlyLooksLongIsNoSecret(String text) {
        assertThat(Secrets.kind(text)).isEmpty();
    }

    @Test
    void randomIdsAndImagesAreNoSecrets() {
        Random random = new Random(20261126);
        byte[] image = new byte[200_000];
        random.nextBytes(image);
        assertThat(Secrets.kind("data:image/png;base64," + Base64.getEncoder().encodeToString(image)))
                .isEmpty();
        for (int i = 0; i < 10_000; i++) {
            String id = new UUID(random.nextLong(), random.nextLong()).toString();
            assertThat(Secrets.kind("run " + id + " of " + Long.toHexString(random.nextLong())))
                    .isEmpty();
        }
    }

    @Test
    void onlyWhatAChangeBringsCounts() {
        InMemoryStateStore store = new InMemoryStateStore();
        StateManager open = StateManager.allowingSecrets(store, Optional.empty(), Clock.systemUTC());
        Json had = Json.parse("{\"log\": [\"first\", \"" + TOKEN + "\"], \"note\": \"\"}");
        assertThat(open.create(KEY, had, ME).value()).isEqualTo(had);
        StateManager strict = StateManager.of(store);

        strict.update(KEY, json -> json.asObject().with("note", Json.of("something else")), ME);
        strict.update(KEY, json -> json.asObject().with("log", Json.strings(List.of("new", "first", TOKEN))), ME);

        assertThatThrownBy(() -> strict.update(KEY, json -> json.asObject().with("note", Json.of(TOKEN + "!")), ME))
                .hasMessageContaining("/note looks like a GitHub token");
    }

    @Test
    void aSecretAsTheNameOfAFieldIsNotTold() {
        assertThatThrownBy(() -> state.create(KEY, Json.Obj.EMPTY.with(TOKEN, Json.of("x")), ME))
                .hasMessageContaining("/ looks like a GitHub token")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(TOKEN));
        Json below = Json.Obj.EMPTY.with(TOKEN, Json.Obj.EMPTY.with("a", Json.of(TOKEN)));
        assertThat(Secrets.added(Optional.empty(), below))
                .noneMatch(found -> found.path().contains(TOKEN));
    }

    @Test
    void theNameOfAFieldMaySayThatItsValueIsASecret() {
        assertThatThrownBy(() ->
                        state.create(KEY, Json.Obj.EMPTY.with("AWS_SECRET_" + "ACCESS_KEY", Json.of(letters(40))), ME))
                .hasMessageContaining("looks like an AWS secret access key")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(letters(40)));
        state.create(KEY, Json.Obj.EMPTY.with("claim", Json.Obj.EMPTY.with("token", Json.of(letters(40)))), ME);
    }

    @Test
    void aReasonThatTellsASecretIsRefused() {
        assertThatThrownBy(() -> state.create(KEY, Json.Obj.EMPTY, Cause.of("me", "use " + TOKEN)))
                .hasMessageContaining("the reason of this change looks like a GitHub token")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(TOKEN));
        assertThat(state.head()).isEqualTo(Revision.NONE);
    }

    @Test
    void undoDoesNotBringASecretBack() {
        InMemoryStateStore store = new InMemoryStateStore();
        StateManager open = StateManager.allowingSecrets(store, Optional.empty(), Clock.systemUTC());
        open.create(KEY, Json.Obj.EMPTY.with("note", Json.of(TOKEN)), ME);
        StateManager strict = StateManager.of(store);
        Revision removed = strict.update(KEY, json -> Json.Obj.EMPTY, ME).revision();
        assertThatThrownBy(() -> strict.undo(removed, ME)).hasMessageContaining("/note looks like a GitHub token");
        assertThat(open.undo(removed, ME)).isPresent();
    }
}
