package dev.countersign.auth.admin.members;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * Users of an application, the newest first.
 *
 * @param next the cursor of the following page; absent at the end
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record MembersPage(List<MemberDocument> users, Optional<String> next) {}
