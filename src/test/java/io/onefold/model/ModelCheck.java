package io.onefold.model;

import java.util.List;

/**
 * Searches scopes from the command line; see the package for how to run it.
 *
 * <ul>
 *   <li>{@code full [EVERY]}: the whole catalogue, or every so manieth scope of it
 *   <li>{@code one SCOPE}: one scope, with the trace of a violation
 * </ul>
 */
public final class ModelCheck {

  /** Beyond this a scope is cut: its fingerprints, graph and frontier fill some 300 MB. */
  private static final int STATES_MAX = 1_000_000;

  private ModelCheck() {}

  /** Fails if an invariant does not hold. */
  public static void main(String[] args) {
    List<Finding> violations =
        switch (args[0]) {
          case "full" -> full(args.length > 1 ? Integer.parseInt(args[1]) : 1);
          case "one" -> one(String.join(" ", List.of(args).subList(1, args.length)));
          default -> throw new IllegalArgumentException("full or one?");
        };
    if (!violations.isEmpty()) {
      throw new IllegalStateException(violations.size() + " scopes violate an invariant");
    }
  }

  private static List<Finding> one(String scope) {
    Tally tally = new Tally();
    Finding finding = Search.run(Notation.parse(scope), Integer.MAX_VALUE);
    IO.println(finding);
    tally.add(finding);
    return tally.violations();
  }

  private static List<Finding> full(int every) {
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
    return all.violations();
  }
}
