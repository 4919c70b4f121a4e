package dev.countersign.desktop.step;

/** Changes one character of a token, as a bad copy or an attacker would. */
final class Damage {

    private Damage() {}

    static String of(String token) {
        // Not the last character: of base64url it may hold bits that mean nothing.
        int at = token.length() * 3 / 4;
        char other = token.charAt(at) == 'A' ? 'B' : 'A';
        return token.substring(0, at) + other + token.substring(at + 1);
    }
}
