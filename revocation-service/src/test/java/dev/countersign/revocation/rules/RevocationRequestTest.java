package dev.countersign.revocation.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countersign.protocol.error.FieldError;
import dev.countersign.protocol.error.OAuthException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract section 5: what may be said of a rule. */
class RevocationRequestTest {

    private static RevocationRequest request(String json) {
        try {
            return new ObjectMapper().readValue(json.replace('\'', '"'), RevocationRequest.class);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> wrongFields(String json) {
        OAuthException refused =
                catchThrowableOfType(OAuthException.class, () -> request(json).parse());
        return refused.fields().stream().map(FieldError::field).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'before':'2026-01-31T12:00:00Z'}", "{'everything':false}"})
    void aRuleThatNamesNothingIsNoRuleOnEverything(String json) {
        assertThat(wrongFields(json)).containsExactly("everything");
    }

    @Test
    void everythingIsSaidInSoManyWords() {
        assertThat(request("{'everything':true}").parse().everything()).isTrue();
        assertThat(
                        request("{'everything':true,'before':'2026-01-31T12:00:00+02:00'}")
                                .parse()
                                .before())
                .hasValueSatisfying(it -> assertThat(it).hasToString("2026-01-31T10:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'user':'p@example.com'",
                "'application':'a'",
                "'session':'s'",
                "'audience':'a'",
                "'key':'k'",
                "'token_id':'t'"
            })
    void everythingGoesWithNothingNarrower(String field) {
        assertThat(wrongFields("{'everything':true," + field + "}")).containsExactly("everything");
    }

    /** Whoever has the key writes the other claims as they like. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'user':'p@example.com'",
                "'application':'a'",
                "'session':'s'",
                "'audience':'a'",
                "'before':'2026-01-31T12:00:00Z'",
                "'token_id':'t'"
            })
    void aKeyStandsAlone(String field) {
        assertThat(wrongFields("{'key':'k'," + field + "}")).containsExactly("key");
    }

    @ParameterizedTest
    @CsvSource({
        "user,7b9b1a52",
        "user,two words@example.com",
        "application,two words",
        "application,''",
        "grant,7b9b1a52-6f0c-4f6e-8f0e-0c4b7f3b0001",
        "session,a\u0000b",
        "audience,''",
        "token_id,''",
        "token_id,csrt_AQ9fQ29kZXMgYXJlIGhhc2hlZCBhdCByZXN0",
        "session,csrt_AQ9fQ29kZXMgYXJlIGhhc2hlZCBhdCByZXN0",
        "before,yesterday",
        "before,2026-02-03T12:00:00",
        "before,1769860800",
        "before,+999999999-01-01T00:00:00Z",
        "before,-4713-01-01T00:00:00Z",
        "user,7b9b1a52-1-1-1-1",
        "reason,a\u0000b"
    })
    void aValueThatIsNoneIsNamedByItsFieldAndNotQuoted(String field, String value) {
        String json =
                "{'everything':true,'" + field + "':'" + value.replace("\0", "\\u0000") + "'}";
        OAuthException refused =
                catchThrowableOfType(OAuthException.class, () -> request(json).parse());
        assertThat(refused.fields()).extracting(FieldError::field).containsExactly(field);
        assertThat(value.isEmpty() || !refused.description().contains(value)).isTrue();
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        assertThat(
                        wrongFields(
                                "{'user':'x','grant':'y','dryRun':true,'dry_run':false,'reason':'"
                                        + "r".repeat(201)
                                        + "'}"))
                .containsExactlyInAnyOrder("user", "grant", "dry_run", "reason");
    }

    @Test
    void aDryRunMayBeWrittenEitherWay() {
        assertThat(request("{'dryRun':true}").order().isDryRun()).isTrue();
        assertThat(request("{'dry_run':true}").order().isDryRun()).isTrue();
        assertThat(request("{'dry_run':false}").order().isDryRun()).isFalse();
        assertThat(request("{}").order().isDryRun()).isFalse();
    }
}
