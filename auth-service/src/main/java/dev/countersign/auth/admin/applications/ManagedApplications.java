package dev.countersign.auth.admin.applications;

import dev.countersign.protocol.request.Parameters;
import dev.countersign.web.administration.Administrator;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;

/**
 * Names of the applications that somebody manages.
 *
 * @param more whether there are more than these
 */
public record ManagedApplications(List<String> names, boolean more) {

    public static final ManagedApplications NONE = new ManagedApplications(List.of(), false);

    public ManagedApplications {
        names = List.copyOf(names);
    }

    /** The first of them, by name. */
    public static Uni<ManagedApplications> of(Administrator manager) {
        return ApplicationSearch.parse(new Parameters(Map.of()))
                .find(manager)
                .map(
                        page ->
                                new ManagedApplications(
                                        page.applications().stream()
                                                .map(it -> it.document().name())
                                                .toList(),
                                        page.next().isPresent()));
    }
}
