package io.onefold.search;

import io.onefold.event.ProfileId;
import io.onefold.search.Query.Term;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Leads, for the profiles of one shard, from the beginnings of the words of names and e-mail
 * addresses to the profiles.
 *
 * <p>Derived: rebuilt by calls of {@link #set} when a shard is restored, never replicated or saved.
 * A profile is found by what it is called now, not by former names.
 *
 * <pre>
 *   text     ann de vries │ ann.vries@mail.example.org
 *   words    ^   ^  ^       ^   ^     ^    ^            each sorted by the text from there on
 * </pre>
 *
 * <p><b>Threading.</b> Confined to the shard's thread; no call does more than bounded work.
 *
 * <p><b>Bounds.</b> About 100 bytes a profile: 27 and the text, some 4.4 bytes for each of its
 * words, and 6 for finding it again. At most {@link #RECORDS_PER_PROFILE_MAX} addresses a profile
 * and {@link #WORDS_PER_FIELD_MAX} words a name or address. A search examines at most {@link
 * #EXAMINED_MAX} words: when several words are typed that are all common, a profile that has all of
 * them may be missed.
 *
 * <p><b>Source.</b> The order of suffixes: Manber and Myers, "Suffix arrays: a new method for
 * on-line string searches", SIAM Journal on Computing 22 (1993), here from the beginnings of words
 * only.
 */
public final class PrefixIndex {

  /** Texts that lead to one profile: its name with each of its addresses. */
  public static final int RECORDS_PER_PROFILE_MAX = 8;

  /** Words of one name or address by which it is found. */
  public static final int WORDS_PER_FIELD_MAX = 16;

  /** Words one search looks at: 2,000 × 0.2 µs = 0.4 ms. */
  public static final int EXAMINED_MAX = 2_000;

  private static final byte[] NOTHING = new byte[0];

  private final TextArena arena = new TextArena();
  private final FirstRecords firstRecords = new FirstRecords(arena);
  private final Map<Integer, SortedTokens> accounts = new HashMap<>();

  /**
   * Makes the profile found by this name with each of these e-mail addresses, and by nothing else.
   * What it is found by already costs one comparison.
   *
   * @param name may be empty, as may {@code emails}
   */
  public void set(ProfileId profile, int accountId, String name, Collection<String> emails) {
    List<Text> texts = texts(name, emails);
    if (isFoundBy(profile, texts)) {
      return;
    }
    remove(profile, accountId);
    if (texts.isEmpty()) {
      return;
    }
    SortedTokens tokens = accounts.computeIfAbsent(accountId, id -> new SortedTokens(arena));
    int record = TextArena.NONE;
    for (Text text : texts.reversed()) {
      record = arena.add(profile, record, text.name(), text.email());
      addTokens(record, arena.name(record), tokens);
      addTokens(record, arena.email(record), tokens);
    }
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

  private static List<Text> texts(String name, Collection<String> emails) {
    byte[] folded = Folding.name(name);
    List<Text> texts = new ArrayList<>(1);
    for (String email : emails) {
      Text text = new Text(folded, Folding.email(email));
      if (text.email().length > 0 && !text.isOneOf(texts)) {
        texts.add(text);
      }
      if (texts.size() == RECORDS_PER_PROFILE_MAX) {
        return texts;
      }
    }
    if (texts.isEmpty() && folded.length > 0) {
      texts.add(new Text(folded, NOTHING));
    }
    return texts;
  }

  /** Whether the profile's records are these texts in this order. */
  private boolean isFoundBy(ProfileId profile, List<Text> texts) {
    int record = firstRecords.get(profile);
    for (Text text : texts) {
      if (record == TextArena.NONE || !text.equal(arena.name(record), arena.email(record))) {
        return false;
      }
      record = arena.next(record);
    }
    return record == TextArena.NONE;
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

  /** A name and an address, folded; one of the two may be empty. */
  private record Text(byte[] name, byte[] email) {

    boolean isOneOf(List<Text> texts) {
      return texts.stream().anyMatch(other -> Arrays.equals(email, other.email));
    }

    boolean equal(Words keptName, Words keptEmail) {
      return equal(keptName, name) && equal(keptEmail, email);
    }

    private static boolean equal(Words kept, byte[] text) {
      return Arrays.equals(kept.bytes(), kept.from(), kept.to(), text, 0, text.length);
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
