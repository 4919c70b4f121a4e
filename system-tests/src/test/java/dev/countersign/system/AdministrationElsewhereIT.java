package dev.countersign.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.desktop.browser.Landing;
import dev.countersign.desktop.browser.Person;
import dev.countersign.desktop.http.Answer;
import dev.countersign.desktop.http.Request;
import dev.countersign.system.client.Origin;
import dev.countersign.system.client.Visitor;
import dev.countersign.system.stack.AdminCommand;
import dev.countersign.system.stack.ChildProcess;
import dev.countersign.system.stack.StackProcess;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Administration at a host of its own, behind one gateway: a stack of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdministrationElsewhereIT {

    private static final Person ADMIN = Person.whoAllows("admin@example.com", Visitor.PASSWORD);

    private final StackProcess process =
            StackProcess.startIn(
                    ports -> Map.of("COUNTERSIGN_ADMINISTRATION_ORIGIN", at(ports.gateway())),
                    "administration-stack");

    private final Origin issuer = Origin.of(process.running());
    private final Origin administration = Origin.of(at(process.running().ports().gateway()));

    /** To a browser this is another host than the issuer's {@code localhost}. */
    private static String at(int port) {
        return "http://127.0.0.1:" + port;
    }

    @AfterAll
    void stop() {
        process.close();
    }

    @Test
    void anAdministratorSignsInAtTheIssuerAndIsSentBack() throws Exception {
        Visitor admin = new Visitor(issuer, ADMIN);

        Landing.Page landing = admin.visit(administration.at("/admin"));

        assertThat(landing.address()).isEqualTo(administration.at("/admin"));
        assertThat(administration.getWithCookies("/admin", admin.cookies()).body())
                .contains("admin@example.com", "You are an administrator");
    }

    @Test
    void theCommandIsToldWhereItIs(@TempDir Path folder) throws Exception {
        var command = new AdminCommand(process.running(), folder);
        command.signIn(ADMIN);

        String there = administration.address();
        ChildProcess search = command.run("--administration", there, "token", "search");
        assertThat(search.status()).as(search.output()).isZero();
        ChildProcess list = command.run("--administration", there, "application", "list");
        assertThat(list.output()).contains("countersign-admin-pages");
        assertThat(command.run("application", "list").status()).as("at the issuer").isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/admin", "/admin/users", "/admin/tokens", "/admin/revocations/x"})
    void atTheIssuerThereIsNoSuchPathThoughTheCallerNamesTheOtherHost(String path)
            throws Exception {
        Answer answer =
                issuer.wire()
                        .send(
                                Request.get(issuer.at(path))
                                        .with("X-Forwarded-Host", "127.0.0.1")
                                        .with("Forwarded", "host=127.0.0.1"));

        assertThat(answer.status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/login",
                "/oauth2/authorize",
                "/oauth2/jwks",
                "/oauth2/userinfo",
                "/revocations/feed"
            })
    void thereIsNothingElse(String path) throws Exception {
        assertThat(administration.get(path).status()).isEqualTo(404);
    }
}
