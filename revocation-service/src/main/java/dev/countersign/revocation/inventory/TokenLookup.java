package dev.countersign.revocation.inventory;

import dev.countersign.jose.AccessTokenClaims;
import dev.countersign.jose.RecognizedToken;
import dev.countersign.jose.RecognizedToken.AnAccessToken;
import dev.countersign.jose.RecognizedToken.AnIdToken;
import dev.countersign.jose.TokenRecognizer;
import dev.countersign.jose.VerifiedAccessToken;
import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.token.RefreshToken;
import dev.countersign.store.audit.AuditEvents;
import dev.countersign.store.grant.Grants;
import dev.countersign.store.grant.RefreshTokens;
import dev.countersign.store.grant.TokenStanding;
import dev.countersign.store.inventory.GrantStatus;
import dev.countersign.store.inventory.Inventory;
import dev.countersign.store.inventory.InventoryRow;
import dev.countersign.web.administration.Administrator;
import dev.countersign.web.administration.Attempts;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a pasted token is: whose, of what grant, and whether it works. It must prove itself
 * ours, by its tag or its signature; about anything else nothing is said. The pasted text goes into
 * that proof and nowhere else: not into a log, an audit record, a statement or an answer.
 */
@Singleton
final class TokenLookup {

    private final RefreshTokens refreshTokens;
    private final TokenRecognizer recognizer;
    private final Grants grants;
    private final Inventory inventory;
    private final AuditEvents audit;
    private final Attempts attempts;
    private final InstantSource clock;

    TokenLookup(
            RefreshTokens refreshTokens,
            TokenRecognizer recognizer,
            Grants grants,
            Inventory inventory,
            AuditEvents audit,
            Attempts attempts,
            InstantSource clock) {
        this.refreshTokens = refreshTokens;
        this.recognizer = recognizer;
        this.grants = grants;
        this.inventory = inventory;
        this.audit = audit;
        this.attempts = attempts;
        this.clock = clock;
    }

    /** A failed {@code Uni} carries {@link Refusal#UNKNOWN} for what is no token of ours. */
    Uni<TokenFound> find(PastedToken pasted, Administrator by) {
        return attempts.recorded(by, "token.lookup_failed", Map.of(), () -> find(pasted.text()))
                .call(it -> record(it, by))
                .map(it -> it.orElseThrow(() -> new OAuthException(Refusal.UNKNOWN)));
    }

    private Uni<Optional<TokenFound>> find(String text) {
        Optional<RefreshToken> refreshToken = RefreshToken.parse(text);
        return refreshToken.isPresent()
                ? refreshToken(refreshToken.get())
                : recognizer.recognize(text).flatMap(this::recognized);
    }

    private Uni<Optional<TokenFound>> refreshToken(RefreshToken token) {
        if (!refreshTokens.isOurs(token)) {
            return Uni.createFrom().item(Optional.empty());
        }
        return row(token.grant())
                .flatMap(
                        row ->
                                row.isPresent()
                                        ? isAnswered(token, row.get())
                                                .map(it -> Optional.of(found(token, row.get(), it)))
                                        : Uni.createFrom().item(Optional.empty()));
    }

    private Uni<Boolean> isAnswered(RefreshToken token, InventoryRow row) {
        if (row.status() != GrantStatus.LIVE) {
            return Uni.createFrom().item(false);
        }
        return grants.state(row.id())
                .map(state -> state.filter(it -> it.answers(token)).isPresent());
    }

    private Uni<Optional<TokenFound>> recognized(Optional<RecognizedToken> token) {
        if (token.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return switch (token.get()) {
            case AnAccessToken(var verified) ->
                    accessToken(verified).map(found -> Optional.of(found));
            case AnIdToken id -> Uni.createFrom().item(Optional.of(found(id)));
        };
    }

    private Uni<TokenFound> accessToken(VerifiedAccessToken token) {
        AccessTokenClaims claims = token.claims();
        return isActive(token)
                .flatMap(
                        active ->
                                claims.grant()
                                        .map(this::row)
                                        .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
                                        .map(row -> found(token, active, row.orElse(null))));
    }

    private Uni<Boolean> isActive(VerifiedAccessToken token) {
        return clock.instant().isBefore(token.claims().expiresAt())
                ? grants.standing(token).map(TokenStanding.Active.class::isInstance)
                : Uni.createFrom().item(false);
    }

    private Uni<Optional<InventoryRow>> row(GrantId grant) {
        return inventory.find(List.of(grant)).map(rows -> rows.stream().findFirst());
    }

    private static TokenFound found(RefreshToken token, InventoryRow row, boolean active) {
        return new TokenFound(
                "refresh_token",
                active,
                token.generation(),
                null,
                row.client().value(),
                row.user().toString(),
                null,
                null,
                null,
                row.expiresAt(),
                null,
                TokenRow.of(row));
    }

    private static TokenFound found(
            VerifiedAccessToken token, boolean active, @Nullable InventoryRow row) {
        AccessTokenClaims claims = token.claims();
        return new TokenFound(
                "access_token",
                active,
                null,
                claims.tokenId().value(),
                claims.clientId().value(),
                claims.subject(),
                claims.scopes().names(),
                claims.audiences(),
                claims.issuedAt(),
                claims.expiresAt(),
                token.key().value(),
                row == null ? null : TokenRow.of(row));
    }

    private static TokenFound found(AnIdToken token) {
        return new TokenFound(
                "id_token",
                false,
                null,
                null,
                token.audience().value(),
                token.subject(),
                null,
                null,
                token.issuedAt(),
                token.expiresAt(),
                token.key().value(),
                null);
    }

    private Uni<Void> record(Optional<TokenFound> found, Administrator by) {
        Optional<String> target =
                found.flatMap(
                        it ->
                                Optional.ofNullable(it.grant())
                                        .map(TokenRow::grantId)
                                        .or(() -> Optional.ofNullable(it.tokenId())));
        return audit.write(
                by.did(
                        "token.looked_up",
                        target,
                        Map.of("kind", found.map(TokenFound::kind).orElse("unknown"))));
    }
}
