package dev.countersign.desktop.step;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import dev.countersign.desktop.http.Answer;
import dev.countersign.desktop.http.Request;
import dev.countersign.desktop.http.Wire;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** The administration API, as the application of an administrator calls it. */
record Administration(URI base, Wire wire, AccessToken token) {

    /** The living access of this person through this application, newest first. */
    Answer find(Access access) throws IOException, StepFailed {
        String query =
                access.asMembers().entrySet().stream()
                        .map(it -> it.getKey() + "=" + encoded(it.getValue()))
                        .collect(Collectors.joining("&"));
        URI address = URI.create(base + "/tokens?status=live&" + query);
        return Api.mustBeOk(wire.send(authorized(Request.get(address))));
    }

    /** How much access the rule would end. */
    Answer dryRun(Access access) throws IOException, StepFailed {
        var members = new java.util.TreeMap<String, Object>(access.asMembers());
        members.put("dry_run", true);
        return Api.mustBeOk(post(members));
    }

    Answer revoke(Access access) throws IOException, StepFailed {
        Answer answer = post(Map.copyOf(access.asMembers()));
        StepFailed.unless(answer.status() == 201, "201", answer.status() + " " + answer.body());
        return answer;
    }

    /** Which APIs have applied a rule, and when. */
    Answer revocation(String id) throws IOException, StepFailed {
        URI address = URI.create(base + "/revocations/" + id);
        return Api.mustBeOk(wire.send(authorized(Request.get(address))));
    }

    private Answer post(Map<String, Object> members) throws IOException {
        URI address = URI.create(base + "/revocations");
        return wire.send(authorized(Request.json(address, JSONObjectUtils.toJSONString(members))));
    }

    private Request authorized(Request request) {
        return request.with("Authorization", "Bearer " + token.getValue())
                .with("Accept", "application/json");
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
