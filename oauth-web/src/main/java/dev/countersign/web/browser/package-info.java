/** What a browser keeps for us and hands back: cookies, and seals that show that text is ours. */
@NullMarked
package dev.countersign.web.browser;

import org.jspecify.annotations.NullMarked;
