package dev.countersign.auth.admin;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;

/** A registered API: its audience, its scopes, and the credential with which it introspects. */
@Entity
@Table(name = "apis")
@NullUnmarked
public class ApiEntity extends PanacheEntityBase {

    @Id public String identifier;

    public String name;

    @Column(name = "introspection_client_id")
    public String introspectionClientId;

    /** The stored form, never the secret. */
    @Column(name = "introspection_secret")
    public byte[] introspectionSecret;

    public boolean enabled;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "api_scopes", joinColumns = @JoinColumn(name = "api"))
    public Set<ApiScope> scopes = new HashSet<>();

    @Version public long version;

    /** A scope and the sentence that the consent page shows for it. */
    @Embeddable
    public record ApiScope(String name, String sentence) {}
}
