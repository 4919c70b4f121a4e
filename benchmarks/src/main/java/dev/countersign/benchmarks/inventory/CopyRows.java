package dev.countersign.benchmarks.inventory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/** Rows on their way into a table, in the binary format of PostgreSQL's COPY. */
final class CopyRows implements AutoCloseable {

    private static final byte[] SIGNATURE =
            "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int TEXT = 25;
    private static final int TIMESTAMPTZ = 1184;
    private static final long MICROS_TO_2000 = 946_684_800_000_000L;
    private static final int DAYS_TO_2000 = 10_957;
    private static final int LONGEST_ROW = 8_192;

    private final PGCopyOutputStream out;
    private final ByteBuffer buffer = ByteBuffer.allocate(256 * 1024);

    CopyRows(Connection connection, String table, String columns) throws SQLException, IOException {
        out =
                new PGCopyOutputStream(
                        connection.unwrap(PGConnection.class),
                        "copy " + table + " (" + columns + ") from stdin (format binary)",
                        buffer.capacity());
        buffer.put(SIGNATURE).putInt(0).putInt(0);
    }

    void row(int columns) throws IOException {
        if (buffer.remaining() < LONGEST_ROW) {
            flush();
        }
        buffer.putShort((short) columns);
    }

    void nothing() {
        buffer.putInt(-1);
    }

    void uuid(UUID value) {
        buffer.putInt(16).putLong(value.getMostSignificantBits());
        buffer.putLong(value.getLeastSignificantBits());
    }

    void bytes(byte @Nullable [] value) {
        if (value == null) {
            nothing();
        } else {
            buffer.putInt(value.length).put(value);
        }
    }

    void text(@Nullable String value) {
        bytes(value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }

    void number(int value) {
        buffer.putInt(4).putInt(value);
    }

    void truth(boolean value) {
        buffer.putInt(1).put((byte) (value ? 1 : 0));
    }

    /** Microseconds since 1970. */
    void instant(long micros) {
        buffer.putInt(8).putLong(micros - MICROS_TO_2000);
    }

    /** Days since 1970. */
    void date(long day) {
        number((int) day - DAYS_TO_2000);
    }

    /** An array of text as {@link #bytes} takes it. */
    static byte[] texts(String... values) {
        ByteBuffer array = ByteBuffer.allocate(LONGEST_ROW);
        array.putInt(values.length == 0 ? 0 : 1).putInt(0).putInt(TEXT);
        if (values.length > 0) {
            array.putInt(values.length).putInt(1);
        }
        for (String value : values) {
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            array.putInt(bytes.length).put(bytes);
        }
        byte[] exact = new byte[array.position()];
        array.flip().get(exact);
        return exact;
    }

    /** An array of four instants, the first of which may be known. */
    void spent(long micros) {
        boolean known = micros > 0;
        buffer.putInt(20 + 4 * 4 + (known ? 8 : 0));
        buffer.putInt(1).putInt(1).putInt(TIMESTAMPTZ).putInt(4).putInt(1);
        if (known) {
            instant(micros);
        } else {
            nothing();
        }
        nothing();
        nothing();
        nothing();
    }

    private void flush() throws IOException {
        out.write(buffer.array(), 0, buffer.position());
        buffer.clear();
    }

    /** Ends the COPY; without this nothing of it is kept. */
    @Override
    public void close() throws IOException {
        buffer.putShort((short) -1);
        flush();
        out.close();
    }
}
