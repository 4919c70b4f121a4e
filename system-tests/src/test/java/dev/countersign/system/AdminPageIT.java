package dev.countersign.system;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.desktop.browser.Landing;
import dev.countersign.desktop.browser.Person;
import dev.countersign.desktop.http.Answer;
import dev.countersign.system.client.Administration;
import dev.countersign.system.client.Origin;
import dev.countersign.system.client.Visitor;
import dev.countersign.system.stack.RunningStack;
import dev.countersign.system.stack.SystemTest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The page of administration, behind the gateway as a browser sees it. */
@SystemTest
class AdminPageIT {

    private static final String PAGES = "countersign-admin-pages";

    private final Origin origin;
    private final Visitor admin;

    AdminPageIT(RunningStack stack) {
        this.origin = Origin.of(stack);
        this.admin = new Visitor(origin, Person.whoAllows("admin@example.com", Visitor.PASSWORD));
    }

    /** Access of administrators is access like any other: seen, and taken back. */
    @Test
    void aSessionIsSeenInTheInventoryAndFallsWhenItIsTakenBack() throws IOException {
        Landing.Page landing = admin.visit(origin.at("/admin"));
        assertThat(landing.address()).isEqualTo(origin.at("/admin"));
        assertThat(page().body()).contains("admin@example.com", "You are an administrator");

        var administration = new Administration(origin);
        Map<String, Object> found = newest(administration);
        assertThat(found).containsEntry("status", "live");
        administration.revoke("{\"grant\":\"" + found.get("grant_id") + "\"}");

        assertThat(page().status()).isEqualTo(303);
    }

    private Answer page() throws IOException {
        return origin.getWithCookies("/admin", admin.cookies());
    }

    private static Map<String, Object> newest(Administration administration) throws IOException {
        Answer found =
                administration.call(
                        "GET", "/admin/tokens?application=" + PAGES + "&limit=1", "", 200);
        @SuppressWarnings("unchecked")
        var items = (List<Map<String, Object>>) requireNonNull(found.json().get("items"));
        return items.getFirst();
    }
}
