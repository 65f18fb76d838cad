package io.onefold.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Searches scopes from the command line; see the package for how to run it.
 *
 * <ul>
 *   <li>{@code full [EVERY]}: the whole catalogue, or every so manieth scope of it, and walks
 *   <li>{@code walk COUNT [FIRST]}: so many random walks through scopes too large to be searched
 *   <li>{@code one SCOPE}: one scope, with the trace of a violation
 * </ul>
 */
public final class ModelCheck {

  /** Beyond this a scope is cut: its fingerprints, graph and frontier fill some 300 MB. */
  private static final int STATES_MAX = 1_000_000;

  private static final int WALKS = 300_000;

  private ModelCheck() {}

  /** Fails if an invariant does not hold. */
  public static void main(String[] args) {
    long violated =
        switch (args[0]) {
          case "full" -> full(args.length > 1 ? Integer.parseInt(args[1]) : 1) + walk(WALKS, 1);
          case "walk" ->
              walk(Integer.parseInt(args[1]), args.length > 2 ? Long.parseLong(args[2]) : 1);
          case "one" -> one(String.join(" ", List.of(args).subList(1, args.length)));
          default -> throw new IllegalArgumentException("full, walk or one?");
        };
    if (violated > 0) {
      throw new IllegalStateException(violated + " times an invariant did not hold");
    }
  }

  private static int one(String scope) {
    Finding finding = Search.run(Notation.parse(scope), Integer.MAX_VALUE);
    IO.println(finding);
    return finding.isClean() ? 0 : 1;
  }

  private static long walk(int count, long first) {
    long violated =
        LongStream.range(first, first + count)
            .mapToObj(Walk::run)
            .flatMap(Optional::stream)
            .peek(IO::println)
            .count();
    IO.println("%,d random walks, %d violated".formatted(count, violated));
    return violated;
  }

  private static int full(int every) {
    Tally all = new Tally();
    for (Catalogue.Chapter chapter : Catalogue.full()) {
      Tally tally = new Tally();
      for (int i = 0; i < chapter.scopes().size(); i += every) {
        Finding finding = Search.run(chapter.scopes().get(i), STATES_MAX);
        tally.add(finding);
        all.add(finding);
        if (!finding.isClean()) {
          IO.println(finding);
        }
      }
      IO.println(chapter.name() + ": " + tally);
    }
    IO.println("all: " + all);
    return all.violations().size();
  }
}
