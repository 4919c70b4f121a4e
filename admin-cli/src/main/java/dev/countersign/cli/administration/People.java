package dev.countersign.cli.administration;

import dev.countersign.cli.http.Address;
import dev.countersign.cli.outcome.Failed;
import java.util.List;

/** Who is meant: an id, or the address that somebody signs in with. */
public final class People {

    public static final String USER = "USER";

    public static final Address ALL = Address.of("admin", "users");

    private People() {}

    /** An address is looked up; anything else is an id. */
    public static String id(Administration administration, String user) {
        if (!user.contains("@")) {
            return user;
        }
        List<String> ids =
                administration
                        .get(ALL.with("email", user))
                        .json()
                        .path("users")
                        .valueStream()
                        .filter(it -> it.path("email").asText().equalsIgnoreCase(user.strip()))
                        .map(it -> it.path("id").asText())
                        .toList();
        if (ids.size() != 1) {
            throw Failed.refused("there is nobody with this address: " + user);
        }
        return ids.getFirst();
    }
}
