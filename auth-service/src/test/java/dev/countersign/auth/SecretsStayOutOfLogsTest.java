package dev.countersign.auth;

import static dev.countersign.auth.Visitor.answer;
import static dev.countersign.auth.Visitor.hidden;
import static dev.countersign.auth.Visitor.webRequest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.embedded.EmbeddedStackResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(EmbeddedStackResource.class)
class SecretsStayOutOfLogsTest {

    @Inject Declared declared;

    @Test
    void neitherPasswordNorCookieNorCodeIsLogged() {
        declared.await();
        Lines lines = new Lines();
        Logger root = Logger.getLogger("");
        root.addHandler(lines);
        Visitor alice = new Visitor();
        Response page = alice.signInPage(webRequest());
        Map<String, String> form = hidden(page);
        alice.signIn(page, "alice@example.com", "a-wrong-password");
        String code = answer(alice.signIn(page, "alice@example.com", Visitor.PASSWORD)).get("code");
        alice.signIn(page, "alice@example.com", Visitor.PASSWORD);
        alice.get("/login?request=" + form.get("request"));
        root.removeHandler(lines);

        String log = String.join("\n", lines.lines);
        assertThat(log)
                .contains("refusal=PASSWORD_WRONG")
                .contains("refusal=PENDING_REQUEST_UNKNOWN")
                .doesNotContain("a-wrong-password", Visitor.PASSWORD, code)
                .doesNotContain(form.values())
                .doesNotContain(alice.cookies().values());
    }

    private static final class Lines extends Handler {

        private final Queue<String> lines = new ConcurrentLinkedQueue<>();
        private final PatternFormatter formatter = new PatternFormatter("%c %s%e");

        @Override
        public void publish(LogRecord record) {
            lines.add(formatter.format(ExtLogRecord.wrap(record)));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
