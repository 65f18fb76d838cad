package io.onefold.search;

import io.onefold.event.ProfileId;
import io.onefold.search.Query.Term;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Leads, for the profiles of one shard, from the beginnings of the words of names and e-mail
 * addresses to the profiles.
 *
 * <p>Derived: rebuilt by calls of {@link #put} when a shard is restored, never replicated or saved.
 * A profile is found by everything that was put for it, its former names and addresses too, until
 * it is removed; whether a former one still counts is for the reader to say, by {@link Ranking}.
 *
 * <pre>
 *   text     ann de vries │ ann.vries@mail.example.org
 *   words    ^   ^  ^       ^   ^     ^    ^            each sorted by the text from there on
 * </pre>
 *
 * <p><b>Threading.</b> Confined to the shard's thread; no call does more than bounded work.
 *
 * <p><b>Bounds.</b> About 100 bytes a profile: 27 and the text, some 4.4 bytes for each of its
 * words, and 6 for finding it again. At most {@link #RECORDS_PER_PROFILE_MAX} different texts a
 * profile, of which the oldest is given up, and {@link #WORDS_PER_FIELD_MAX} words a name or
 * address. A search examines at most {@link #EXAMINED_MAX} words: when several words are typed that
 * are all common, a profile that has all of them may be missed.
 *
 * <p><b>Source.</b> The order of suffixes: Manber and Myers, "Suffix arrays: a new method for
 * on-line string searches", SIAM Journal on Computing 22 (1993), here from the beginnings of words
 * only.
 */
public final class PrefixIndex {

  /** Texts that lead to one profile: a name with a few addresses, or a few names. */
  public static final int RECORDS_PER_PROFILE_MAX = 8;

  /** Words of one name or address by which it is found. */
  public static final int WORDS_PER_FIELD_MAX = 16;

  /** Words one search looks at: 2,000 × 0.2 µs = 0.4 ms. */
  public static final int EXAMINED_MAX = 2_000;

  private final TextArena arena = new TextArena();
  private final FirstRecords firstRecords = new FirstRecords(arena);
  private final Map<Integer, SortedTokens> accounts = new HashMap<>();

  /**
   * Makes the profile found by this name and e-mail address, either of which may be empty. Again
   * with the same ones, it changes nothing.
   */
  public void put(ProfileId profile, int accountId, String name, String email) {
    Text text = new Text(Folding.name(name), Folding.email(email));
    if (text.isEmpty() || isKnown(profile, text)) {
      return;
    }
    SortedTokens tokens = accounts.computeIfAbsent(accountId, id -> new SortedTokens(arena));
    int kept = keep(firstRecords.get(profile), RECORDS_PER_PROFILE_MAX - 1, text, tokens);
    int record = arena.add(profile, kept, text.name(), text.email());
    addTokens(record, arena.name(record), tokens);
    addTokens(record, arena.email(record), tokens);
    firstRecords.put(profile, record);
  }

  /** Makes the profile, which belongs to this account, found by nothing. */
  public void remove(ProfileId profile, int accountId) {
    int record = firstRecords.get(profile);
    if (record == TextArena.NONE) {
      return;
    }
    firstRecords.remove(profile);
    SortedTokens tokens = accounts.get(accountId);
    while (record != TextArena.NONE) {
      int next = arena.next(record);
      forget(record, tokens);
      record = next;
    }
    if (tokens.isEmpty()) {
      accounts.remove(accountId);
    }
  }

  /**
   * Profiles of the account for which one name and e-mail address, put together, have a word
   * beginning with each word of {@code text}. Whole names and addresses come first, then the order
   * of the alphabet; the same profiles give the same list.
   */
  public List<ProfileId> find(int accountId, String text, int countMax) {
    SortedTokens tokens = accounts.get(accountId);
    Query query = Query.of(text);
    if (tokens == null || query.isEmpty()) {
      return List.of();
    }
    Finding finding = new Finding(query, tokens, countMax);
    prefixes(query, tokens).forEach(finding::look);
    return List.copyOf(finding.found);
  }

  /** Profiles that can be found. */
  public int size() {
    return firstRecords.size();
  }

  /** Memory of the index, but for some hundred bytes an account. */
  public long heapBytes() {
    long bytes = arena.heapBytes() + firstRecords.heapBytes();
    for (SortedTokens tokens : accounts.values()) {
      bytes += tokens.heapBytes();
    }
    return bytes;
  }

  /** Where to look: the words as one phrase, then the word that the fewest texts have. */
  private static List<byte[]> prefixes(Query query, SortedTokens tokens) {
    if (query.terms().size() == 1) {
      return query.terms().getFirst().forms();
    }
    List<byte[]> prefixes = new ArrayList<>();
    prefixes.add(query.phrase());
    prefixes.addAll(rarest(query, tokens).forms());
    return prefixes;
  }

  private static Term rarest(Query query, SortedTokens tokens) {
    Term rarest = query.terms().getFirst();
    int fewest = Integer.MAX_VALUE;
    for (Term term : query.terms()) {
      int count = term.forms().stream().mapToInt(tokens::count).sum();
      if (count < fewest) {
        rarest = term;
        fewest = count;
      }
    }
    return rarest;
  }

  private boolean isKnown(ProfileId profile, Text text) {
    for (int record = firstRecords.get(profile); record != TextArena.NONE; ) {
      if (text.isPartOf(arena.name(record), arena.email(record))) {
        return true;
      }
      record = arena.next(record);
    }
    return false;
  }

  /**
   * Forgets, of a profile's records from {@code record} on, those that are part of {@code text} and
   * those for which there is no room; returns the first of the rest.
   */
  private int keep(int record, int room, Text text, SortedTokens tokens) {
    if (record == TextArena.NONE) {
      return TextArena.NONE;
    }
    int next = arena.next(record);
    if (room == 0 || text.contains(arena.name(record), arena.email(record))) {
      forget(record, tokens);
      return keep(next, room, text, tokens);
    }
    arena.setNext(record, keep(next, room - 1, text, tokens));
    return record;
  }

  private void forget(int record, SortedTokens tokens) {
    removeTokens(record, arena.name(record), tokens);
    removeTokens(record, arena.email(record), tokens);
    arena.free(record);
  }

  private void addTokens(int record, Words words, SortedTokens tokens) {
    int left = WORDS_PER_FIELD_MAX;
    for (int at = words.next(words.from()); at != Words.NONE && left > 0; left--) {
      tokens.add(arena.address(record, at));
      at = words.next(at + 1);
    }
  }

  private void removeTokens(int record, Words words, SortedTokens tokens) {
    int left = WORDS_PER_FIELD_MAX;
    for (int at = words.next(words.from()); at != Words.NONE && left > 0; left--) {
      tokens.remove(arena.address(record, at));
      at = words.next(at + 1);
    }
  }

  /** A name and an address, folded. Where one is empty, nothing is said of it. */
  private record Text(byte[] name, byte[] email) {

    boolean isEmpty() {
      return name.length + email.length == 0;
    }

    boolean isPartOf(Words keptName, Words keptEmail) {
      return (name.length == 0 || equal(keptName, name))
          && (email.length == 0 || equal(keptEmail, email));
    }

    boolean contains(Words keptName, Words keptEmail) {
      return (keptName.isEmpty() || equal(keptName, name))
          && (keptEmail.isEmpty() || equal(keptEmail, email));
    }

    private static boolean equal(Words kept, byte[] put) {
      return Arrays.equals(kept.bytes(), kept.from(), kept.to(), put, 0, put.length);
    }
  }

  /** One search, which may look from several places on. */
  private final class Finding {

    private final Set<ProfileId> found = new LinkedHashSet<>();
    private final Query query;
    private final SortedTokens tokens;
    private final int countMax;
    private int examined;

    private Finding(Query query, SortedTokens tokens, int countMax) {
      this.query = query;
      this.tokens = tokens;
      this.countMax = countMax;
    }

    private void look(byte[] prefix) {
      for (long place = tokens.first(prefix); goesOn(place, prefix); place = tokens.next(place)) {
        int record = arena.record(tokens.at(place));
        if (query.matches(arena.name(record), arena.email(record))) {
          found.add(arena.profile(record));
        }
        examined++;
      }
    }

    private boolean goesOn(long place, byte[] prefix) {
      return place != SortedTokens.END
          && found.size() < countMax
          && examined < EXAMINED_MAX
          && arena.compareToPrefix(tokens.at(place), prefix) == 0;
    }
  }
}
