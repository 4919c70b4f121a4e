package dev.countersign.auth.admin.users;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * The answer to a search.
 *
 * @param next the cursor of the following page; absent at the end
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record UsersPage(List<UserDocument> users, Optional<String> next) {}
