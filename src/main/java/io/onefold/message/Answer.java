package io.onefold.message;

import io.onefold.event.Event;
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
   */
  record Accepted(ProfileId profile, boolean duplicate) implements Answer {}

  /**
   * A view as UTF-8 JSON.
   *
   * @param profile the profile that answered, which may have absorbed the one asked for
   */
  record Document(ProfileId profile, byte[] json) implements Answer {}

  /** A profile and the ones it absorbed. */
  record Parts(ProfileId profile, List<ProfileId> absorbed) implements Answer {
    public Parts {
      absorbed = List.copyOf(absorbed);
    }
  }

  /** A part of a profile's history, newest first. */
  record Events(List<Event> events) implements Answer {
    public Events {
      events = List.copyOf(events);
    }
  }

  /**
   * One shard's counts of an account; the account's are the sums. Exact once merges have settled.
   */
  record Counts(long known, long unknown, long identifiers, long events, long merges, long refusals)
      implements Answer {}

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
}
