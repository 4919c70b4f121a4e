package dev.countersign.revocation.inventory;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.revocation.rules.Order;
import dev.countersign.web.administration.WrongFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The document of a revocation of selected grants. {@code dry_run} may be written as elsewhere. */
record Selection(
        @Nullable List<@Nullable String> grants,
        @Nullable String reason,
        @JsonProperty("dry_run") @Nullable Boolean dryRun,
        @JsonProperty("dryRun") @Nullable Boolean dryRunInOneWord) {

    private static final int MOST = 200;

    Order order() {
        return new Order(reason, dryRunInOneWord, dryRun);
    }

    /** Of what was named, as much as may be named, what are ids of grants; never anything else. */
    List<GrantId> ids() {
        List<@Nullable String> named = grants == null ? List.of() : grants;
        return named.stream().limit(MOST).flatMap(it -> id(it).stream()).distinct().toList();
    }

    private static Optional<GrantId> id(@Nullable String text) {
        try {
            return Optional.ofNullable(text).map(GrantId::parse);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * The grants, each once, in the order in which they were named.
     *
     * @throws OAuthException naming every field that is wrong
     */
    List<GrantId> parse() {
        WrongFields wrong = new WrongFields();
        List<@Nullable String> named = grants == null ? List.of() : grants;
        List<GrantId> ids = new ArrayList<>();
        if (named.isEmpty() || named.size() > MOST) {
            wrong.add("grants", "are not 1 to " + MOST + " ids");
        } else {
            for (int i = 0; i < named.size(); i++) {
                // an absent one is as wrong as an empty one
                String text = Optional.ofNullable(named.get(i)).orElse("");
                wrong.read("grants[" + i + "]", text, GrantId::parse, "is no id of a grant")
                        .ifPresent(ids::add);
            }
        }
        order().check(wrong);
        wrong.check();
        return ids.stream().distinct().toList();
    }
}
