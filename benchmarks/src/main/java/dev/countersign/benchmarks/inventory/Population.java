package dev.countersign.benchmarks.inventory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Who holds what, the same at each run: a few large and many small applications, people with one
 * grant and people with thousands, scopes that nearly everyone has and scopes that a handful have,
 * APIs and scopes of other APIs that never occur together.
 */
final class Population {

    static final int APPLICATIONS = 1_000;
    static final int APIS = 40;

    /** Each application has one of these. */
    private static final List<Duration> LIFETIMES =
            List.of(
                    Duration.ofHours(12),
                    Duration.ofDays(90),
                    Duration.ofHours(8),
                    Duration.ofDays(365),
                    Duration.ofDays(30),
                    Duration.ofHours(1),
                    Duration.ofDays(180),
                    Duration.ofMinutes(10),
                    Duration.ofDays(7));

    private static final String[] GIVEN = {
        "An", "Be", "Cla", "Da", "El", "Fe", "Gre", "Ha", "I", "Ju"
    };
    private static final String[] ENDS = {
        "na", "ra", "don", "lie", "mer", "ta", "vin", "ko", "sa", "ro"
    };
    private static final String[] FAMILY = {
        "Berg", "Castel", "Dorn", "Eich", "Fair", "Gold", "Hart", "Kirch", "Lund", "Mont"
    };
    private static final String[] PLACES = {
        "mann", "lo", "feld", "wood", "strom", "son", "hof", "bach", "stein", "ley"
    };

    private final List<App> apps = new ArrayList<>();
    private final double[] upTo = new double[APPLICATIONS];
    private final int people;

    /** What grants of one kind are of; the first of an application's are the most common. */
    record Shape(List<String> scopes, List<String> apis) {

        static Shape of(String scopes, String... apis) {
            return new Shape(List.of(scopes.split(" ")), List.of(apis));
        }

        boolean isOffline() {
            return scopes.contains("offline_access");
        }

        byte[] scopeArray() {
            return CopyRows.texts(scopes.toArray(String[]::new));
        }

        byte[] apiArray() {
            return CopyRows.texts(apis.toArray(String[]::new));
        }
    }

    record App(String id, Duration lifetime, List<Shape> shapes) {

        /** Each following shape is half as common as the one before; exports are rare. */
        Shape shape(SplittableRandom random) {
            Shape last = shapes.getLast();
            boolean rare = last.scopes().getLast().endsWith(":export");
            if (rare && random.nextInt(4_000) == 0) {
                return last;
            }
            int others = rare ? shapes.size() - 1 : shapes.size();
            int halvings = Long.numberOfTrailingZeros(random.nextLong());
            return shapes.get(halvings % others);
        }
    }

    Population(int people) {
        this.people = people;
        SplittableRandom random = new SplittableRandom(1);
        double sum = 0;
        for (int rank = 0; rank < APPLICATIONS; rank++) {
            apps.add(app(rank, random));
            sum += Math.pow(rank + 1, -1.3);
            upTo[rank] = sum;
        }
    }

    int people() {
        return people;
    }

    List<App> apps() {
        return apps;
    }

    App app(int rank) {
        return apps.get(rank);
    }

    int anApp(SplittableRandom random) {
        return pick(upTo, random);
    }

    /** The first of them have thousands of grants, the last ones few. */
    int aPerson(SplittableRandom random) {
        double uniform = random.nextDouble();
        return (int) (people * uniform * uniform);
    }

    static UUID personId(int person) {
        SplittableRandom random = new SplittableRandom(person * 7L + 3);
        long high = (random.nextLong() & ~0xf000L) | 0x4000L;
        return new UUID(
                high, (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L);
    }

    static String givenName(int person) {
        int mixed = Math.floorMod(person * 2_654_435_761L, 1_000);
        return GIVEN[mixed / 100]
                + ENDS[mixed / 10 % 10]
                + (mixed % 10 == 0 ? "" : ENDS[mixed % 10]);
    }

    static String familyName(int person) {
        int mixed = Math.floorMod(person * 40_503L + 11, 10_000);
        return FAMILY[mixed % 10]
                + PLACES[mixed / 10 % 10]
                + PLACES[mixed / 100 % 10]
                + PLACES[mixed / 1_000];
    }

    static String email(int person) {
        return "person" + person + "@example.com";
    }

    static String api(int number) {
        return "https://api.example.com/" + number;
    }

    static String scope(int api, String what) {
        return "a" + api + ":" + what;
    }

    /** The scopes of an API; {@code never} is of no grant. */
    static List<String> scopes(int api) {
        return List.of("read", "write", "admin", "export", "never").stream()
                .map(what -> scope(api, what))
                .toList();
    }

    private static App app(int rank, SplittableRandom random) {
        int first = anApi(random);
        int second = anApi(random);
        int third = anApi(random);
        Set<Shape> shapes = new LinkedHashSet<>();
        String read = scope(first, "read");
        shapes.add(Shape.of("openid profile " + read, api(first)));
        shapes.add(Shape.of("openid profile email " + read, api(first)));
        shapes.add(Shape.of("openid offline_access " + read, api(first)));
        shapes.add(Shape.of("openid " + read + " " + scope(first, "write"), api(first)));
        shapes.add(both("openid " + read + " " + scope(second, "read"), first, second));
        shapes.add(
                both(
                        "openid offline_access " + read + " " + scope(second, "write"),
                        first,
                        second));
        shapes.add(Shape.of(scope(first, "admin"), api(first)));
        int many = rank < 20 ? shapes.size() : 1 + rank % shapes.size();
        List<Shape> kept = new ArrayList<>(List.copyOf(shapes).subList(0, many));
        if (rank % 25 == 0) {
            kept.add(Shape.of("openid " + scope(third, "export"), api(third)));
        }
        return new App("app-" + rank, LIFETIMES.get(rank % LIFETIMES.size()), kept);
    }

    private static Shape both(String scopes, int first, int second) {
        return first == second
                ? Shape.of(scopes, api(first))
                : Shape.of(scopes, api(first), api(second));
    }

    /** A few APIs are behind most applications. */
    private static int anApi(SplittableRandom random) {
        double uniform = random.nextDouble();
        return (int) (APIS * uniform * uniform * uniform);
    }

    /** The first whose sum of weights is past a random number. */
    private static int pick(double[] upTo, SplittableRandom random) {
        double at = random.nextDouble() * upTo[upTo.length - 1];
        int low = 0;
        int high = upTo.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (upTo[middle] > at) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
