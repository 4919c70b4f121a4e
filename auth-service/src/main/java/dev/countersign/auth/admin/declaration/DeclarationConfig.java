package dev.countersign.auth.admin.declaration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What is declared, and where. */
@ConfigMapping(prefix = "countersign.declarations")
interface DeclarationConfig {

    /** YAML files with {@code apis}, {@code applications} and {@code users}, applied together. */
    @WithParentName
    Optional<List<Path>> files();
}
