package dev.countersign.auth.admin.declaration;

import dev.countersign.auth.admin.declaration.Declarations.DeclaredApi;
import dev.countersign.auth.admin.declaration.Declarations.DeclaredScope;
import dev.countersign.clients.AdminApi;
import dev.countersign.protocol.Issuer;
import java.util.List;

/**
 * The server's own administration, declared on every deployment. Together with what the files
 * declare, no name may stand twice: so nobody declares another API of its identifier, takes one of
 * its scopes, or adds to them.
 */
final class AdministrationDeclared {

    private AdministrationDeclared() {}

    static Declarations of(Issuer issuer) {
        return new Declarations(
                List.of(
                        new DeclaredApi(
                                AdminApi.identifier(issuer),
                                "Administration",
                                null,
                                List.of(
                                        new DeclaredScope(
                                                AdminApi.TOKENS_READ,
                                                "See who has given which applications access"),
                                        new DeclaredScope(
                                                AdminApi.TOKENS_REVOKE,
                                                "Take access back, from anybody")))),
                List.of(),
                List.of());
    }
}
