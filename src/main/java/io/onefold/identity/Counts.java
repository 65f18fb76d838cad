package io.onefold.identity;

import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import io.onefold.message.Answer;
import io.onefold.message.Refusal;
import java.util.Map;
import java.util.TreeMap;

/**
 * One shard's counts, by account. Profiles are counted where they live, their identifiers and
 * events with them; one that is on its way to another is counted by neither until it has arrived,
 * and one that is erased by nobody.
 *
 * <p>So the events of an account are the sum of what its profiles count, see {@link
 * io.onefold.profile.Profile#eventCount}, whatever was united, divided or erased.
 *
 * <p><b>Threading.</b> Confined to the shard's thread.
 */
final class Counts {

  private static final class Account {
    long known;
    long unknown;
    long identifiers;
    long events;
    long merges;
    long refusals;
    long splits;
    long quarantined;
    long suppressed;
    long giants;
  }

  private final Map<Integer, Account> accounts = new TreeMap<>();

  /** Adds a live profile, or takes it off with a sign of -1. */
  void profile(Entry.Live live, int sign) {
    Account account = account(live.facts().accountId());
    if (live.facts().known()) {
      account.known += sign;
    } else {
      account.unknown += sign;
    }
    account.identifiers += (long) sign * live.links().heldCount();
    account.events += sign * live.facts().eventCount();
  }

  /** The profile was counted as unknown and is known now, or holds more identifiers than before. */
  void changed(Entry.Live live, boolean wasKnown, int heldBefore) {
    Account account = account(live.facts().accountId());
    if (!wasKnown && live.facts().known()) {
      account.unknown--;
      account.known++;
    }
    account.identifiers += live.links().heldCount() - heldBefore;
  }

  /** A profile that is counted has taken in one event more. */
  void event(int accountId) {
    account(accountId).events++;
  }

  /** A profile came back from a checkpoint, which has counted all but the events of it. */
  void restored(Entry.Live live) {
    account(live.facts().accountId()).events += live.facts().eventCount();
  }

  void merge(int accountId) {
    account(accountId).merges++;
  }

  void refusal(int accountId, Refusal reason) {
    Account account = account(accountId);
    account.refusals++;
    account.giants += reason.giant() ? 1 : 0;
  }

  void split(int accountId) {
    account(accountId).splits++;
  }

  void quarantined(int accountId, int sign) {
    account(accountId).quarantined += sign;
  }

  void suppressed(int accountId, int sign) {
    account(accountId).suppressed += sign;
  }

  Answer.Counts of(int accountId) {
    Account a = accounts.getOrDefault(accountId, new Account());
    return new Answer.Counts(
        a.known,
        a.unknown,
        a.identifiers,
        a.events,
        a.merges,
        a.refusals,
        a.splits,
        a.quarantined,
        a.suppressed,
        a.giants,
        0);
  }

  void write(PackedWriter out) {
    accounts.forEach(
        (id, a) ->
            out.varint(id)
                .i64(a.known)
                .i64(a.unknown)
                .i64(a.identifiers)
                .i64(a.events)
                .i64(a.merges)
                .i64(a.refusals)
                .i64(a.splits)
                .i64(a.quarantined)
                .i64(a.suppressed)
                .i64(a.giants));
  }

  /**
   * All but the events, which come with their profiles: in checkpoints of old they are counted
   * where they were applied, and those of people who were erased among them.
   */
  void read(PackedReader in) {
    while (in.hasMore()) {
      Account a = account(in.count());
      a.known = in.i64();
      a.unknown = in.i64();
      a.identifiers = in.i64();
      in.i64();
      a.merges = in.i64();
      a.refusals = in.i64();
      a.splits = in.i64();
      a.quarantined = in.i64();
      a.suppressed = in.i64();
      a.giants = in.i64();
    }
  }

  private Account account(int accountId) {
    return accounts.computeIfAbsent(accountId, id -> new Account());
  }
}
