package dev.countersign.auth.admin.users;

import dev.countersign.auth.admin.PageQuery;
import dev.countersign.protocol.UserId;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.request.Parameters;
import dev.countersign.store.user.UserSearch.Place;
import java.util.Optional;

/** The parameters of a search for people: by the beginning of an address or of a name. */
record UserQuery(
        Optional<String> email,
        Optional<String> name,
        Optional<Place> after,
        int limit,
        PageQuery page) {

    /**
     * @throws OAuthException naming every parameter that is wrong
     */
    static UserQuery parse(Parameters parameters) {
        PageQuery page = new PageQuery("users", parameters, "email", "name");
        Optional<String> email = page.text("email");
        Optional<String> name = page.text("name");
        if (email.isPresent() && name.isPresent()) {
            page.wrong().add("name", "does not go together with email");
        }
        UserQuery query =
                new UserQuery(
                        email,
                        name,
                        page.after(it -> new Place(it.get(0), UserId.parse(it.get(1)))),
                        page.limit(),
                        page);
        page.check();
        return query;
    }
}
