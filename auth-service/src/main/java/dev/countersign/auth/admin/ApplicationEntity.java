package dev.countersign.auth.admin;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.hibernate.annotations.UpdateTimestamp;
import org.jspecify.annotations.NullUnmarked;

/** A registered application. Its lifetimes have defaults in the database. */
@Entity
@Table(name = "applications")
@NullUnmarked
public class ApplicationEntity extends PanacheEntityBase {

    @Id
    @Column(name = "client_id")
    public String clientId;

    public String name;

    /** {@code native}, {@code web} or {@code service}. */
    public String type;

    /** The stored form, never the secret; null for a public client. */
    public byte[] secret;

    @Column(name = "redirect_uris", columnDefinition = "text[]")
    public String[] redirectUris;

    @Column(columnDefinition = "text[]")
    public String[] scopes;

    @Column(name = "grant_types", columnDefinition = "text[]")
    public String[] grantTypes;

    @Column(name = "default_api")
    public String defaultApi;

    @Column(name = "requires_consent")
    public boolean requiresConsent;

    @Column(name = "requires_pkce")
    public boolean requiresPkce;

    public boolean enabled;

    @UpdateTimestamp
    @Column(name = "updated_at")
    public Instant updatedAt;

    @Version public long version;
}
