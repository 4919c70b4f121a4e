package dev.countersign.auth.admin.declaration;

import dev.countersign.auth.admin.declaration.Declarations.DeclaredApi;
import dev.countersign.auth.admin.declaration.Declarations.DeclaredScope;
import dev.countersign.clients.AdminAddress;
import dev.countersign.clients.AdminApi;
import dev.countersign.clients.AdminPages;
import dev.countersign.clients.ApplicationType;
import dev.countersign.protocol.GrantType;
import dev.countersign.protocol.ResponseType;
import java.util.List;

/**
 * The server's own administration and its pages, declared on every deployment. Together with what
 * the files declare, no name may stand twice: so nobody declares another API of its identifier,
 * takes one of its scopes, or adds to them.
 */
final class AdministrationDeclared {

    private AdministrationDeclared() {}

    static Declarations of(AdminAddress address) {
        return new Declarations(
                List.of(
                        new DeclaredApi(
                                AdminApi.identifier(address.issuer()),
                                "Administration",
                                null,
                                AdminApi.SENTENCES.entrySet().stream()
                                        .map(it -> new DeclaredScope(it.getKey(), it.getValue()))
                                        .toList())),
                List.of(pages(address)),
                List.of());
    }

    /** Its sessions end sooner than grants do by default; nobody is asked to consent to it. */
    private static DeclaredApplication pages(AdminAddress address) {
        return new DeclaredApplication(
                AdminPages.CLIENT.value(),
                AdminPages.NAME,
                ApplicationType.WEB.word(),
                null,
                null,
                List.of(AdminPages.redirectUri(address)),
                List.of(),
                List.copyOf(AdminApi.SENTENCES.keySet()),
                List.of(GrantType.AUTHORIZATION_CODE.word()),
                List.of(ResponseType.CODE.words()),
                false,
                true,
                null,
                false,
                false,
                List.of(),
                List.of(),
                false,
                null,
                new DeclaredLifetimes(null, null, "PT8H", null, null),
                null,
                null);
    }
}
