package dev.countersign.auth.admin.applications;

import dev.countersign.protocol.FetchedUri;
import dev.countersign.protocol.RedirectUri;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an application says of itself by a {@code sector_identifier_uri}: that whoever publishes
 * there counts its redirection URIs among those of the sector, OpenID Connect Dynamic Client
 * Registration 1.0 §5. Else anybody could enter a sector, and learn who people are there.
 */
record SectorClaim(FetchedUri uri, Set<RedirectUri> redirectUris) {

    static final String FIELD = "sector_identifier_uri";

    SectorClaim {
        redirectUris = Set.copyOf(redirectUris);
    }

    static Optional<SectorClaim> of(Registration it) {
        return it.security()
                .sectorIdentifierUri()
                .map(uri -> new SectorClaim(uri, new HashSet<>(it.redirectUris())));
    }

    /** What is wrong with it, by what is published there; empty where all of it is true. */
    Optional<String> wrong(String published) {
        try {
            List<?> listed = new JsonArray(published).getList();
            return redirectUris.stream().allMatch(it -> listed.contains(it.value()))
                    ? Optional.empty()
                    : Optional.of("does not list each of redirect_uris");
        } catch (DecodeException e) {
            return Optional.of("is no JSON array of redirection URIs");
        }
    }
}
