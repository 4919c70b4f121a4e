package dev.countersign.userinfo;

/** What the UserInfo endpoint answers with, OpenID Connect Core 1.0 §5.3.2. */
sealed interface UserinfoAnswer {

    record Json(UserinfoClaims claims) implements UserinfoAnswer {}

    /** For an application that is registered for it: a JWT. */
    record Signed(String jwt) implements UserinfoAnswer {

        @Override
        public String toString() {
            return "Signed";
        }
    }
}
