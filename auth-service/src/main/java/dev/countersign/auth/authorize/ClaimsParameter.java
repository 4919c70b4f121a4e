package dev.countersign.auth.authorize;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.countersign.clients.Application;
import dev.countersign.protocol.ResponseType;
import dev.countersign.protocol.Scope;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.claim.ClaimsRequest;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.request.Parameters;
import java.util.Map;

/**
 * The step of {@code claims}, OpenID Connect Core 1.0 §5.5. A claim of the person that no scope of
 * the application would bring is not granted, which is no error (§5.5.1): by its name an
 * application gets no more than by its scopes, if it asked for them all.
 */
final class ClaimsParameter {

    private static final int LONGEST = 4_000;

    /** A value of a claim of a member, and an object in it; and what is ignored may be deeper. */
    private static final int DEEPEST = 10;

    private static final JsonMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(DEEPEST)
                                                    .build())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private ClaimsParameter() {}

    static ClaimsRequest of(
            Parameters parameters, ResponseType type, Scopes scopes, Application application) {
        ClaimsRequest asked =
                parameters
                        .get("claims", ClaimsParameter::read, Refusal.CLAIMS_MALFORMED)
                        .orElse(ClaimsRequest.NONE);
        if (!scopes.contains(Scope.OPENID)) {
            // an unknown parameter of a request that is none of OpenID Connect
            return ClaimsRequest.NONE;
        }
        if (!asked.userinfo().isEmpty() && type == ResponseType.ID_TOKEN) {
            throw new OAuthException(Refusal.CLAIMS_WITHOUT_ACCESS_TOKEN);
        }
        if (!canMeetAcr(asked)) {
            throw new OAuthException(Refusal.ACR_OUT_OF_REACH);
        }
        return asked.within(application.registeredScopes());
    }

    private static ClaimsRequest read(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("too long");
        }
        try {
            return ClaimsRequest.of(JSON.readValue(text, Map.class));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON object", e);
        }
    }

    /**
     * §5.5.1.1: where an essential one of these is out of reach, nobody is authenticated. It is
     * known before anybody is asked, for a password is all there is.
     */
    private static boolean canMeetAcr(ClaimsRequest asked) {
        return asked.idToken()
                .acr()
                .map(it -> !it.essential() || it.accepts(CodeIssuer.ACR))
                .orElse(true);
    }
}
