package dev.countersign.clients;

import dev.countersign.protocol.RedirectUri;

/**
 * An address of an application that its registration allows for what it is used for. Only {@link
 * Application} makes one, and only to one may a browser be sent: an open redirector does not
 * compile.
 */
public sealed interface RegisteredUri permits RegisteredRedirectUri, RegisteredPostLogoutUri {

    RedirectUri uri();
}
