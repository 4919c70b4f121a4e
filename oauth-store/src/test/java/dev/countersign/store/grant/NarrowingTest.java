package dev.countersign.store.grant;

import static dev.countersign.store.Stores.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.token.RefreshToken;
import dev.countersign.store.Stores;
import dev.countersign.store.World;
import dev.countersign.store.grant.Narrowing.Audiences;
import dev.countersign.store.grant.Refreshed.Refused;
import dev.countersign.store.grant.Refreshed.Rotated;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The grants here are for one API, whatever their scopes; what these stand for by now differs. */
class NarrowingTest {

    private static final Optional<String> NOBODY = Optional.empty();
    private static final Optional<String> SAME = Optional.of(World.API);
    private static final Optional<String> OTHER = Optional.of("urn:other");

    private final Stores stores = Stores.shared();
    private final World world = new World(stores);

    private Refreshed refresh(RefreshToken token, Audiences today) {
        return await(
                stores.grants.refresh(
                        token,
                        world.credential(),
                        new Narrowing(Optional.empty(), Optional.of(today))));
    }

    private void goesOn(String scopes, Map<String, String> ofScopes, Optional<String> withoutAny) {
        assertThat(refresh(world.grant(scopes), new Audiences(ofScopes, withoutAny)))
                .isInstanceOf(Rotated.class);
    }

    private void spendsNothing(
            String scopes, Map<String, String> ofScopes, Optional<String> withoutAny) {
        RefreshToken token = world.grant(scopes);
        stores.sql(
                "update applications set refresh_window = '0' where client_id = $1", world.client);
        for (int i = 0; i < 2; i++) {
            assertThat(refresh(token, new Audiences(ofScopes, withoutAny)))
                    .isEqualTo(new Refused(Refusal.REFRESH_TOKEN_OF_OTHER_APIS));
        }
        assertThat(await(stores.grants.refresh(token, world.credential(), Narrowing.NONE)))
                .as("nothing was spent")
                .isInstanceOf(Rotated.class);
    }

    @Test
    void aScopeThatIsOfOneOfTheGrantsApisGoesOn() {
        goesOn("accounts:read", Map.of("accounts:read", World.API), NOBODY);
        goesOn("accounts:read email", Map.of("accounts:read", World.API, "email", "x"), OTHER);
    }

    @Test
    void scopesThatAreOfOtherApisByNowSpendNothing() {
        spendsNothing("accounts:read", Map.of("accounts:read", "urn:other"), NOBODY);
        spendsNothing("accounts:read", Map.of("accounts:read", "urn:other"), SAME);
        spendsNothing("openid email", Map.of("openid", "urn:issuer", "email", "urn:other"), SAME);
    }

    @Test
    void whereNoScopeIsOfAnApiTheOneWithoutAnyDecides() {
        goesOn("offline_access", Map.of(), SAME);
        goesOn("openid", Map.of("openid", "urn:issuer"), SAME);
        goesOn("openid", Map.of("openid", World.API), OTHER);
        spendsNothing("offline_access", Map.of(), OTHER);
        spendsNothing("openid", Map.of("openid", "urn:issuer"), OTHER);
    }

    @Test
    void whereATokenIsForNobodyNothingIsAsked() {
        goesOn("offline_access", Map.of(), NOBODY);
        goesOn("openid", Map.of("accounts:read", "urn:other"), NOBODY);
    }
}
