package io.onefold.message;

import io.onefold.event.Event;
import io.onefold.event.Hash128;
import io.onefold.event.ProfileId;
import java.util.List;

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

  /** There is no such profile in the account. */
  record NotFound() implements Answer {}

  /** The profile named by an {@code ApplyAt} is not here: look it up again. */
  record Stale() implements Answer {}

  /** Not now. The sender repeats the same message id; nothing is counted twice. */
  record Busy(Reason reason) implements Answer {}

  /** Why not now. */
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

    private final String code;

    Reason(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }
  }

  Answer NOT_FOUND = new NotFound();
  Answer STALE = new Stale();
  Answer DROPPED = new Dropped();
  Answer READMITTED = new Readmitted();
}
