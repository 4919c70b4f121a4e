package dev.countersign.embedded;

import dev.countersign.schema.Migrations;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * The data of a server whose databases are made and migrated already: made once a build, beside the
 * programs, and copied by each stack, which then needs neither {@code initdb} nor a migration.
 */
final class PreparedPostgres {

    private static final String PASSWORD_FILE = "password";

    private PreparedPostgres() {}

    /** Of the superuser: the same in every stack that begins with a copy. */
    static String password() {
        Path folder =
                Installation.madeOnce(
                        "postgres-superuser",
                        made -> Secrets.write(made.resolve(PASSWORD_FILE), Secrets.password()));
        try {
            return Files.readString(folder.resolve(PASSWORD_FILE));
        } catch (IOException e) {
            throw new ServerFailure("cannot read the password in " + folder, e);
        }
    }

    /**
     * @param folder of a server that was never started
     */
    static void copyTo(Path folder) {
        Path prepared = Installation.madeOnce(name(), PreparedPostgres::make);
        try {
            Files.createDirectories(folder);
            Trees.copy(prepared.resolve("data"), folder.resolve("data"));
        } catch (IOException e) {
            throw new ServerFailure("cannot copy " + prepared + " to " + folder, e);
        }
    }

    private static void make(Path folder) {
        PostgresServer server =
                new PostgresServer(
                        folder,
                        folder.resolve("postgres.log"),
                        FreePorts.next(),
                        password(),
                        Durability.PROCESS_ONLY);
        server.start();
        try {
            // whoever copies it gives both owners passwords of their own
            server.database("sample_api", Secrets.password());
            Database database = server.database("countersign", Secrets.password());
            Migrations.apply(database.jdbcUrl(), database.user(), database.password());
        } finally {
            server.stop();
        }
    }

    /**
     * Another one for other migrations, and for another week: grants have a partition for each week
     * of the year to come.
     */
    private static String name() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        return "postgres-data-%s-%d-%d"
                .formatted(
                        migrations(),
                        today.get(IsoFields.WEEK_BASED_YEAR),
                        today.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }

    private static String migrations() {
        URL folder = Migrations.class.getResource("/db/migration");
        if (folder == null) {
            throw new ServerFailure("there are no migrations on the class path");
        }
        try {
            URI uri = folder.toURI();
            if (!uri.getScheme().equals("jar")) {
                return checksum(Path.of(uri));
            }
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                return checksum(jar.getPath("/db/migration"));
            }
        } catch (IOException | URISyntaxException e) {
            throw new ServerFailure("cannot read the migrations in " + folder, e);
        }
    }

    private static String checksum(Path folder) throws IOException {
        CRC32 checksum = new CRC32();
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> inOrder = files.sorted().toList();
            for (Path file : inOrder) {
                checksum.update(Files.readAllBytes(file));
            }
        }
        return Long.toHexString(checksum.getValue());
    }
}
