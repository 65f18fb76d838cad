package io.onefold.message;

import io.onefold.event.Event;
import io.onefold.event.Hash128;
import io.onefold.event.Identifier;
import io.onefold.event.ProfileId;
import java.util.List;
import java.util.Optional;

/**
 * What a shard answers to the edge.
 *
 * <p><b>Threading.</b> Immutable by agreement: nobody writes to the bytes.
 */
public sealed interface Answer {

  /**
   * The event is committed, now or earlier.
   *
   * @param profile where it was applied; the edge may send the next one straight there
   * @param route the identifier that it was applied by, which leads there
   */
  record Accepted(ProfileId profile, Hash128 route, boolean duplicate) implements Answer {}

  /** The event is of somebody who was erased: nothing was kept of it. */
  record Dropped() implements Answer {}

  /**
   * What was asked for by hand is committed.
   *
   * @param profile the profile that it was done to
   * @param made the profiles that came of it
   */
  record Changed(ProfileId profile, List<ProfileId> made) implements Answer {
    public Changed {
      made = List.copyOf(made);
    }
  }

  /** The identifier may link again. */
  record Readmitted() implements Answer {}

  /** What was asked for by hand cannot be done, and nothing was. */
  record Declined(Decline why) implements Answer {}

  /**
   * A view as UTF-8 JSON.
   *
   * @param profile the profile that answered, which may have absorbed the one asked for
   */
  record Document(ProfileId profile, byte[] json) implements Answer {}

  /**
   * What a profile is called.
   *
   * @param profile the profile that answered, which may have absorbed the one asked for
   * @param identifiers those that lead to it for sure, strongest type first
   * @param refused why the operation that was asked about was turned down, if it was
   */
  record Standing(
      ProfileId profile, String trackingId, List<Identifier> identifiers, Optional<Refusal> refused)
      implements Answer {
    public Standing {
      identifiers = List.copyOf(identifiers);
    }
  }

  /** A profile, and where its history lies. */
  record Parts(ProfileId profile, List<Part> parts) implements Answer {
    public Parts {
      parts = List.copyOf(parts);
    }
  }

  /** A profile id whose history holds events of a profile, and which of them. */
  record Part(ProfileId profile, RouteFilter filter) {}

  /** A part of a profile's history, newest first. */
  record Events(List<Event> events) implements Answer {
    public Events {
      events = List.copyOf(events);
    }
  }

  /**
   * One shard's counts of an account; the account's are the sums. Exact once merges have settled.
   *
   * @param events as many as the profiles have counted for themselves
   * @param quarantined identifiers that link nobody, since too many profiles claim them
   * @param suppressed identifiers of people who were erased
   * @param giants refusals because a profile grew beyond what a person can be
   * @param drift profiles that the rules of today would not have made one, as far as the sweep that
   *     goes round them all has come
   */
  record Counts(
      long known,
      long unknown,
      long identifiers,
      long events,
      long merges,
      long refusals,
      long splits,
      long quarantined,
      long suppressed,
      long giants,
      long drift)
      implements Answer {

    /** The same with what a sweep has found. */
    public Counts withDrift(long profiles) {
      return new Counts(
          known,
          unknown,
          identifiers,
          events,
          merges,
          refusals,
          splits,
          quarantined,
          suppressed,
          giants,
          profiles);
    }
  }

  /** One shard's matches of a search, best first. */
  record Matches(List<Match> matches) implements Answer {
    public Matches {
      matches = List.copyOf(matches);
    }
  }

  /**
   * A profile found by a search.
   *
   * @param rank 0 the e-mail address is exactly what was asked for, 1 the name is, 2 a prefix fits
   */
  record Match(
      ProfileId profile, String name, String email, long lastSeenMs, boolean known, int rank) {}

  /** What is needed to try out an event, and what came of it. */
  sealed interface Trial extends Answer {

    /**
     * What an identifier's shard knows of it.
     *
     * @param owner where it leads
     * @param generation how often it was given from one profile to another
     * @param claimants who asked for it of late although it leads to another profile
     */
    record Standing(
        Optional<ProfileId> owner,
        boolean quarantined,
        boolean suppressed,
        int generation,
        List<Claimant> claimants)
        implements Trial {

      /** Of an identifier of which nobody knows anything. */
      public static final Standing NONE = leadingTo(Optional.empty());

      public Standing {
        claimants = List.copyOf(claimants);
      }

      /** Of one of which nothing else is to be said. */
      public static Standing leadingTo(Optional<ProfileId> owner) {
        return new Standing(owner, false, false, 0, List.of());
      }
    }

    /** A profile that asked for an identifier, and when. */
    record Claimant(ProfileId profile, long atMs) {}

    /**
     * The identity of a profile.
     *
     * @param state in a form that any shard can read
     */
    record Copy(ProfileId profile, byte[] state) implements Trial {}

    /**
     * What would become of an event.
     *
     * @param route the identifier by which it would be applied
     * @param profile that it would be applied to; empty when it would be dropped or none is there
     *     yet
     * @param born whether a profile would be born for it
     * @param rules version of the rules that say so
     * @param prospects one for each of its identifiers, in their order
     */
    record Report(
        Fate fate,
        Identifier route,
        Optional<ProfileId> profile,
        boolean born,
        int rules,
        List<Prospect> prospects)
        implements Trial {
      public Report {
        prospects = List.copyOf(prospects);
      }
    }

    /**
     * What would become of the event as a whole. The ordinal goes over the wire: constants are only
     * ever appended.
     */
    enum Fate {
      APPLIED,
      /** It was applied before. */
      DUPLICATE,
      /** It is of somebody who was erased. */
      DROPPED;

      private static final Fate[] VALUES = values();

      public static Fate of(int ordinal) {
        return VALUES[ordinal];
      }
    }

    /**
     * What an event would mean for one of its identifiers.
     *
     * @param owner the profile that it leads to now
     * @param reason why it would be refused
     * @param survivor the profile that it would be on; empty when that is not born yet
     */
    record Prospect(
        Identifier identifier,
        State state,
        Optional<ProfileId> owner,
        Outcome outcome,
        Optional<Refusal> reason,
        Optional<ProfileId> survivor) {}

    /**
     * What an identifier is to the profile of an event. The ordinal goes over the wire: constants
     * are only ever appended.
     */
    enum State {
      HELD,
      NEW,
      OWNED_BY_OTHER,
      QUARANTINED,
      SUPPRESSED;

      private static final State[] VALUES = values();

      public static State of(int ordinal) {
        return VALUES[ordinal];
      }
    }

    /**
     * What would become of it. The ordinal goes over the wire: constants are only ever appended.
     */
    enum Outcome {
      HELD,
      LINK,
      MERGE,
      REFUSE,
      NONE;

      private static final Outcome[] VALUES = values();

      public static Outcome of(int ordinal) {
        return VALUES[ordinal];
      }
    }
  }

  /** What is quarantined, and what it is called. */
  sealed interface Quarantine extends Answer {

    /** One shard's identifiers that link nobody, newest first. */
    record Marks(List<Mark> marks) implements Quarantine {
      public Marks {
        marks = List.copyOf(marks);
      }
    }

    /**
     * An identifier that links nobody.
     *
     * @param accountId whose it is, or {@link #ACCOUNT_UNKNOWN}: then only a profile can tell
     * @param owner where it leads
     */
    record Mark(QuarantinePage.Place place, int accountId, Optional<ProfileId> owner) {

      /** Of what an older form of checkpoints remembers. */
      public static final int ACCOUNT_UNKNOWN = 0;
    }

    /**
     * A profile, and the identifier that it was asked about.
     *
     * @param identifier empty when the profile does not hold it
     */
    record Holder(ProfileId profile, Optional<Identifier> identifier) implements Quarantine {}
  }

  /** There is no such profile in the account. */
  record NotFound() implements Answer {}

  /** The profile named by an {@code ApplyAt} is not here: look it up again. */
  record Stale() implements Answer {}

  /** Not now. The sender repeats the same message id; nothing is counted twice. */
  record Busy(Reason reason) implements Answer {}

  /** Why not now. The ordinal goes over the wire: constants are only ever appended. */
  enum Reason {
    /** The shard has as many unanswered messages as it may have. */
    MAILBOX_FULL("overloaded"),
    /** The journal does not answer. */
    JOURNAL_AWAY("journal_unavailable"),
    /** The shard does not serve yet, or no more. */
    NOT_SERVING("not_ready"),
    /** The shard has been restored and does not yet find everybody by name. */
    INDEXING("search_not_ready"),
    /** The profile is being united with another one and the wait became too long. */
    MERGING("merging"),
    /** No answer in time. */
    TIMEOUT("timeout");

    private static final Reason[] VALUES = values();

    private final String code;

    Reason(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }

    public static Reason of(int ordinal) {
      return VALUES[ordinal];
    }
  }

  Answer NOT_FOUND = new NotFound();
  Answer STALE = new Stale();
  Answer DROPPED = new Dropped();
  Answer READMITTED = new Readmitted();
}
