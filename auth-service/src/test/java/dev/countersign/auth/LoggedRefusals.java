package dev.countersign.auth;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

/** The lines of the log about refusals, from now until it is closed. */
public final class LoggedRefusals extends Handler implements AutoCloseable {

    private final Logger logger = Logger.getLogger("dev.countersign.refusal");
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private final ExtFormatter formatter = new PatternFormatter("%s");

    public LoggedRefusals() {
        logger.addHandler(this);
    }

    public List<String> lines() {
        return lines;
    }

    @Override
    public void publish(LogRecord record) {
        lines.add(formatter.formatMessage(ExtLogRecord.wrap(record)));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
