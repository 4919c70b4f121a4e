package dev.countersign.resourceserver.token;

import java.util.Optional;

/**
 * Who a dialect token acts for, as it says itself: its {@code scope}. Only such tokens carry it;
 * for all others the issuer's userinfo endpoint is asked.
 */
public record Person(String id, String email, String firstName, Optional<String> lastName) {

    /** First name and last name. */
    public String name() {
        return lastName.map(last -> firstName + " " + last).orElse(firstName);
    }

    /** Names nobody. */
    @Override
    public String toString() {
        return "Person[" + id + "]";
    }
}
