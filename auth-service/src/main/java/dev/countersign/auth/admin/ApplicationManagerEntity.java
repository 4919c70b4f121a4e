package dev.countersign.auth.admin;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/** Who may change an application without being an administrator; read here, written elsewhere. */
@Entity
@Table(name = "application_managers")
@IdClass(ApplicationManagerEntity.Key.class)
@NullUnmarked
public class ApplicationManagerEntity extends PanacheEntityBase {

    @Id
    @Column(name = "client_id")
    public String clientId;

    @Id
    @Column(name = "user_id")
    public UUID userId;

    public record Key(String clientId, UUID userId) {}
}
