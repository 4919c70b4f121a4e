package dev.countersign.system.atrest;

import dev.countersign.desktop.browser.Person;
import dev.countersign.desktop.http.Answer;
import dev.countersign.system.client.App;
import dev.countersign.system.client.AuthorizationRequest;
import dev.countersign.system.client.Authorized;
import dev.countersign.system.client.Form;
import dev.countersign.system.client.Origin;
import dev.countersign.system.client.Visitor;
import java.io.IOException;

/** What a thief would try a value as. */
enum Use {
    ACCESS_TOKEN_AT_USERINFO {
        @Override
        boolean works(Origin origin, Authorized open, String value) throws IOException {
            return origin.get("/oauth2/userinfo", value).status() == 200;
        }
    },
    ACCESS_TOKEN_AT_THE_API {
        @Override
        boolean works(Origin origin, Authorized open, String value) throws IOException {
            return origin.get("/api/me", value).status() == 200;
        }
    },
    REFRESH_TOKEN {
        @Override
        boolean works(Origin origin, Authorized open, String value) throws IOException {
            Form form = Form.of("grant_type", "refresh_token", "refresh_token", value);
            return origin.post("/oauth2/token", open.request().app(), form).status() == 200;
        }
    },
    /** By a thief who knows the verifier, too. */
    AUTHORIZATION_CODE {
        @Override
        boolean works(Origin origin, Authorized open, String value) throws IOException {
            Form form = open.tokenRequest().with("code", value);
            return origin.post("/oauth2/token", open.request().app(), form).status() == 200;
        }
    },
    CLIENT_SECRET {
        @Override
        boolean works(Origin origin, Authorized open, String value) throws IOException {
            var thief = new App(App.SERVICE.clientId(), value, "");
            Form form = Form.of("grant_type", "client_credentials");
            return origin.post("/oauth2/token", thief, form).status() == 200;
        }
    },
    API_SECRET {
        @Override
        boolean works(Origin origin, Authorized open, String value) throws IOException {
            var thief = new App(App.ACCOUNTS_API.clientId(), value, "");
            return origin.post("/oauth2/introspect", thief, Form.of("token", "any")).status()
                    == 200;
        }
    },
    SESSION_COOKIE {
        @Override
        boolean works(Origin origin, Authorized open, String value) throws IOException {
            AuthorizationRequest silent =
                    AuthorizationRequest.of(open.request().app()).with("prompt", "none");
            Answer answer = origin.getWithCookies(silent.path(), "countersign-session=" + value);
            return answer.header("Location").orElse("").contains("code=");
        }
    },
    PASSWORD {
        @Override
        boolean works(Origin origin, Authorized open, String value) throws IOException {
            var request = AuthorizationRequest.of(App.OTHER);
            return new Visitor(origin, Person.whoAllows(OWNER, value))
                    .visit(request)
                    .address()
                    .toString()
                    .contains("code=");
        }
    };

    /** Nobody else's test signs in as this person: failed tries have consequences. */
    static final String OWNER = "frank@example.com";

    /**
     * @param open a code that was not redeemed, its application, its verifier
     */
    abstract boolean works(Origin origin, Authorized open, String value) throws IOException;
}
