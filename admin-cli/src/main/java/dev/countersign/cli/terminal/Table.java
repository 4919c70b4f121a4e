package dev.countersign.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows whose columns are as wide as they need to be. */
public final class Table {

    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    public Table row(List<String> cells) {
        rows.add(cells.stream().map(Printable::line).toList());
        return this;
    }

    @Override
    public String toString() {
        return rows.stream().map(this::padded).collect(Collectors.joining());
    }

    private String padded(List<String> row) {
        String line =
                IntStream.range(0, row.size())
                        .mapToObj(column -> row.get(column) + blanks(row, column))
                        .collect(Collectors.joining(GAP));
        return line.stripTrailing() + "\n";
    }

    private String blanks(List<String> row, int column) {
        return " ".repeat(width(column) - length(row.get(column)));
    }

    private int width(int column) {
        return rows.stream()
                .filter(row -> row.size() > column)
                .mapToInt(row -> length(row.get(column)))
                .max()
                .orElse(0);
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
