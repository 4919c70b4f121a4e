package dev.countersign.auth.admin;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.UpdateTimestamp;
import org.jspecify.annotations.NullUnmarked;

/** One person's account, unique by its normalized email address. */
@Entity
@Table(name = "users")
@NullUnmarked
public class UserEntity extends PanacheEntityBase {

    @Id public UUID id;

    /** Lower case: the database refuses anything else. */
    public String email;

    @Column(name = "email_verified")
    public boolean emailVerified;

    @Column(name = "given_name")
    public String givenName;

    @Column(name = "family_name")
    public String familyName;

    @Column(columnDefinition = "jsonb")
    public JsonObject claims;

    @Column(name = "password_hash")
    public String passwordHash;

    /** Grows with every change of the password. */
    @Column(name = "password_version")
    public int passwordVersion;

    /** Whether the password signs in once, to be replaced. */
    @Column(name = "must_change_password")
    public boolean mustChangePassword;

    /** Whether nobody else has known the password. */
    @Column(name = "password_is_own")
    public boolean passwordIsOwn;

    @Column(columnDefinition = "text[]")
    public String[] roles;

    public boolean enabled;

    @UpdateTimestamp
    @Column(name = "updated_at")
    public Instant updatedAt;

    @Version public long version;

    /** The account of a normalized address, or null. */
    public static Uni<UserEntity> findByEmail(String email) {
        return find("email", email).firstResult();
    }
}
