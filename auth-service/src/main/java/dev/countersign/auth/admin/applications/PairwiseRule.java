package dev.countersign.auth.admin.applications;

import dev.countersign.clients.AdminApi;
import dev.countersign.clients.SecurityProfile;
import dev.countersign.protocol.RedirectUri;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.SubjectType;
import java.util.Collection;
import java.util.Optional;

/** Which applications may have pairwise subject identifiers, OpenID Connect Core 1.0 §8.1. */
public final class PairwiseRule {

    /** Of the registration: what is wrong is wrong with this. */
    public static final String FIELD = "subject_type";

    private PairwiseRule() {}

    /** Why this one may not; empty where it may, or has public ones. */
    public static Optional<String> wrong(
            SecurityProfile security,
            Collection<RedirectUri> redirectUris,
            Scopes scopes,
            boolean dialect) {
        if (security.subjectType() != SubjectType.PAIRWISE) {
            return Optional.empty();
        }
        if (dialect) {
            return Optional.of(
                    "is not pairwise for the dialect, whose tokens name the account and its address");
        }
        if (scopes.names().stream().anyMatch(AdminApi::has)) {
            return Optional.of("is not pairwise for administration, which is about accounts");
        }
        return security.sector(redirectUris).isEmpty()
                ? Optional.of(
                        "is pairwise within one sector: redirect_uris are not all https of one host,"
                                + " so sector_identifier_uri must be registered")
                : Optional.empty();
    }
}
