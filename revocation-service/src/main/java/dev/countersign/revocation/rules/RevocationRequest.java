package dev.countersign.revocation.rules;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.KeyId;
import dev.countersign.protocol.SessionId;
import dev.countersign.protocol.TokenId;
import dev.countersign.protocol.UserId;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.web.administration.WrongFields;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The document of a revocation, as it was sent. {@code user} is an id or an address; {@code before}
 * is RFC 3339; {@code dryRun} may be written {@code dry_run}.
 */
record RevocationRequest(
        @Nullable String user,
        @Nullable String application,
        @Nullable String grant,
        @Nullable String session,
        @Nullable String audience,
        @Nullable String key,
        @JsonProperty("token_id") @Nullable String tokenId,
        @Nullable String before,
        @Nullable Boolean everything,
        @Nullable String reason,
        @Nullable Boolean dryRun,
        @JsonProperty("dry_run") @Nullable Boolean dryRunAsWords) {

    private static final Pattern RANDOM = Pattern.compile("[A-Za-z0-9_-]{1,32}");

    Order order() {
        return new Order(reason, dryRun, dryRunAsWords);
    }

    /** The names of what the rule is to be on, not the values, which nobody has read yet. */
    List<String> names() {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("user", user);
        members.put("application", application);
        members.put("grant", grant);
        members.put("session", session);
        members.put("audience", audience);
        members.put("key", key);
        members.put("token_id", tokenId);
        members.put("before", before);
        members.put("everything", everything);
        members.values().removeIf(Objects::isNull);
        return List.copyOf(members.keySet());
    }

    /**
     * @throws OAuthException naming every field that is wrong
     */
    RequestedRule parse() {
        WrongFields wrong = new WrongFields();
        RequestedRule rule =
                new RequestedRule(
                        wrong.read("user", isAddress() ? null : user, UserId::parse, "is no id"),
                        wrong.read(
                                "user",
                                isAddress() ? user : null,
                                it -> it.toLowerCase(Locale.ROOT),
                                "is no address"),
                        wrong.read("application", application, ClientId::new, "is no client id"),
                        wrong.read("grant", grant, GrantId::parse, "is no id of a grant"),
                        wrong.read(
                                "session",
                                session,
                                it -> new SessionId(random(it)),
                                "is no id of a session"),
                        wrong.read("audience", audience, Function.identity(), "is no audience"),
                        wrong.read("key", key, KeyId::new, "is no id of a key"),
                        wrong.read(
                                "token_id",
                                tokenId,
                                it -> new TokenId(random(it)),
                                "is no id of a token"),
                        wrong.read(
                                "before",
                                before,
                                RevocationRequest::instant,
                                "is no instant like 2026-01-31T12:00:00Z"),
                        Boolean.TRUE.equals(everything));
        order().check(wrong);
        // whatever else is said about a rule that cannot be read would be wrong
        wrong.check();
        rule.check(wrong);
        wrong.check();
        return rule;
    }

    /** RFC 3339 §1: a year has four digits; and there was no token before 1970. */
    private static Instant instant(String text) {
        OffsetDateTime instant = OffsetDateTime.parse(text);
        if (instant.getYear() < 1970 || instant.getYear() > 9999) {
            throw new IllegalArgumentException("not a year of ours");
        }
        return instant.toInstant();
    }

    /** An id of ours. What is longer may be a secret, and rules go to everybody. */
    private static String random(String id) {
        if (!RANDOM.matcher(id).matches()) {
            throw new IllegalArgumentException("not an id");
        }
        return id;
    }

    private boolean isAddress() {
        return Optional.ofNullable(user).filter(it -> it.contains("@")).isPresent();
    }
}
