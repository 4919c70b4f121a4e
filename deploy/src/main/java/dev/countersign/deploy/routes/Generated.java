package dev.countersign.deploy.routes;

/** What stands above a file that nobody should edit. */
final class Generated {

    static final String NOTICE =
            "# Written by ./countersign generate from docs/paths.tsv: change it there.\n";

    private Generated() {}
}
