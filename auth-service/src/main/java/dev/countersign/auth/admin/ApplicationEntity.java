package dev.countersign.auth.admin;

import dev.countersign.clients.Lifetimes;
import dev.countersign.clients.SecurityProfile;
import dev.countersign.protocol.ClientAuthenticationMethod;
import dev.countersign.protocol.ResponseType;
import dev.countersign.store.application.StoredSecurity;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.vertx.core.json.JsonObject;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.UpdateTimestamp;
import org.jspecify.annotations.NullUnmarked;

/** A registered application. */
@Entity
@Table(name = "applications")
@NullUnmarked
public class ApplicationEntity extends PanacheEntityBase {

    private static final String SECONDS = "make_interval(secs => ?)";

    @Id
    @Column(name = "client_id")
    public String clientId;

    public String name;

    /** {@code native}, {@code web} or {@code service}. */
    public String type;

    /** The stored form, never the secret; null for a public client of OAuth alone. */
    public byte[] secret;

    /** A public client that has a secret all the same, and may send it. */
    @Column(name = "secret_is_optional")
    public boolean secretIsOptional;

    /** The one before it, which works as well until {@link #previousSecretUntil}. */
    @Column(name = "previous_secret")
    public byte[] previousSecret;

    @Column(name = "previous_secret_until")
    public Instant previousSecretUntil;

    @Column(name = "redirect_uris", columnDefinition = "text[]")
    public String[] redirectUris;

    @Column(name = "post_logout_redirect_uris", columnDefinition = "text[]")
    public String[] postLogoutRedirectUris = {};

    @Column(columnDefinition = "text[]")
    public String[] scopes;

    @Column(name = "grant_types", columnDefinition = "text[]")
    public String[] grantTypes;

    @Column(name = "response_types", columnDefinition = "text[]")
    public String[] responseTypes = usualResponseTypes();

    @Column(name = "default_api")
    public String defaultApi;

    @Column(name = "requires_consent")
    public boolean requiresConsent;

    @Column(name = "requires_pkce")
    public boolean requiresPkce;

    @Column(name = "members_only")
    public boolean membersOnly;

    @Column(name = "cors_origins", columnDefinition = "text[]")
    public String[] corsOrigins = {};

    public boolean dialect;

    @Column(name = "dialect_issuer")
    public String dialectIssuer = "atm";

    /** As {@link StoredSecurity} reads it. */
    @Column(columnDefinition = "jsonb")
    public JsonObject security = new JsonObject();

    @Column(name = "code_lifetime")
    @ColumnTransformer(read = "date_part('epoch', code_lifetime)", write = SECONDS)
    public double codeSeconds = seconds(Lifetimes.DEFAULT.code());

    @Column(name = "access_token_lifetime")
    @ColumnTransformer(read = "date_part('epoch', access_token_lifetime)", write = SECONDS)
    public double accessTokenSeconds = seconds(Lifetimes.DEFAULT.accessToken());

    @Column(name = "grant_lifetime")
    @ColumnTransformer(read = "date_part('epoch', grant_lifetime)", write = SECONDS)
    public double grantSeconds = seconds(Lifetimes.DEFAULT.grant());

    /** Null where there is no such limit. */
    @Column(name = "grant_idle_limit")
    @ColumnTransformer(read = "date_part('epoch', grant_idle_limit)", write = SECONDS)
    public Double grantIdleSeconds;

    @Column(name = "refresh_window")
    @ColumnTransformer(read = "date_part('epoch', refresh_window)", write = SECONDS)
    public double refreshWindowSeconds = seconds(Lifetimes.DEFAULT.refreshWindow());

    public boolean enabled;

    @CreationTimestamp
    @Column(name = "created_at", updatable = false)
    public Instant createdAt;

    @UpdateTimestamp
    @Column(name = "updated_at")
    public Instant updatedAt;

    @Version public long version;

    private static String[] usualResponseTypes() {
        return ResponseType.USUAL.stream().map(ResponseType::words).sorted().toArray(String[]::new);
    }

    /** Whether it may be used without proving who it is (RFC 6749 §2.1). */
    public boolean isPublic() {
        boolean signs = security().authenticatesBy(ClientAuthenticationMethod.PRIVATE_KEY_JWT);
        return (secret == null && !signs) || secretIsOptional;
    }

    public SecurityProfile security() {
        return StoredSecurity.read(security);
    }

    public Lifetimes lifetimes() {
        return new Lifetimes(
                duration(codeSeconds),
                duration(accessTokenSeconds),
                duration(grantSeconds),
                Optional.ofNullable(grantIdleSeconds).map(ApplicationEntity::duration),
                duration(refreshWindowSeconds));
    }

    public void live(Lifetimes lifetimes) {
        codeSeconds = seconds(lifetimes.code());
        accessTokenSeconds = seconds(lifetimes.accessToken());
        grantSeconds = seconds(lifetimes.grant());
        grantIdleSeconds = lifetimes.grantIdle().map(ApplicationEntity::seconds).orElse(null);
        refreshWindowSeconds = seconds(lifetimes.refreshWindow());
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static Duration duration(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }
}
