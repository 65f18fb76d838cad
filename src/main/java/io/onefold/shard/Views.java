package io.onefold.shard;

import io.onefold.event.Hash128;
import io.onefold.event.ProfileId;
import io.onefold.identity.IdentityReader;
import io.onefold.identity.Partition;
import io.onefold.identity.TrackingTokens;
import io.onefold.message.Answer;
import io.onefold.message.View;
import io.onefold.personalize.IdentityJson;
import io.onefold.personalize.ProfileJson;
import io.onefold.personalize.ProjectionJson;
import io.onefold.profile.Profile;
import io.onefold.profile.ProfileFacts;
import io.onefold.profile.SurvivorshipBook;
import io.onefold.search.PrefixIndex;
import io.onefold.search.Ranking;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * Answers questions about the profiles of one shard.
 *
 * <p><b>Threading.</b> Confined to the shard's thread.
 */
final class Views {

  private static final String EMAIL = "core_data.email_address";
  private static final String NAME = "core_data.name";
  private static final String FIRST_NAME = "core_data.first_name";
  private static final String LAST_NAME = "core_data.last_name";

  private static final int ALL = Integer.MAX_VALUE;
  private static final Answer NOT_INDEXED = new Answer.Busy(Answer.Reason.INDEXING);

  private final Partition partition;
  private final IdentityReader identity;
  private final PrefixIndex search = new PrefixIndex();
  private SurvivorshipBook survivorship = SurvivorshipBook.STANDARD;
  private int pagesIndexed = ALL;

  /**
   * @param ruleVersion of an account's identifier rules, asked for at each question
   */
  Views(Partition partition, TrackingTokens tokens, IntUnaryOperator ruleVersion) {
    this.partition = partition;
    this.identity = new IdentityReader(partition, tokens, ruleVersion);
  }

  /** Shows what these rules choose, from the next question on. */
  void choose(SurvivorshipBook book) {
    survivorship = book;
  }

  /** A view of a profile that lives here; not found when it is of another account. */
  Answer show(ProfileId id, View view) {
    return partition
        .facts(id)
        .filter(facts -> facts.accountId() == view.accountId())
        .map(facts -> show(id, facts, view))
        .orElse(Answer.NOT_FOUND);
  }

  private Answer show(ProfileId id, Profile facts, View view) {
    return switch (view) {
      case View.Full(int account, String requested, String currency) ->
          new Answer.Document(
              id,
              ProfileJson.render(
                  seen(facts), identity.read(id).orElseThrow(), requested, currency));
      case View.Identity(int account, String requested) ->
          new Answer.Document(id, IdentityJson.render(identity.read(id).orElseThrow(), requested));
      case View.Projected(int account, View.Projection projection) ->
          new Answer.Document(id, ProjectionJson.render(seen(facts), projection));
      case View.Standing(int account, String operation) ->
          identity.standing(id, operation).orElseThrow();
      case View.Holding(int account, Hash128 identifier) -> this.identity.holder(id, identifier);
      case View.Parts(int account) -> new Answer.Parts(id, identity.parts(id));
      case View.Copy(int account) -> identity.copy(id);
    };
  }

  /** The profiles are to be found by name again: the first page of them at once. */
  void restored() {
    pagesIndexed = 0;
    indexPage();
  }

  /** Takes the next page of profiles into the search, if not all are in it. */
  void indexPage() {
    if (pagesIndexed < partition.pages()) {
      partition.forEachLive(pagesIndexed++, this::index);
    }
    if (pagesIndexed >= partition.pages()) {
      pagesIndexed = ALL;
    }
  }

  /**
   * Makes a profile findable under the name and the e-mail addresses that it has now. One that has
   * been absorbed, or whose person is to be anonymised, is found no more.
   */
  void index(ProfileId id) {
    Optional<Profile> facts = partition.facts(id);
    facts.ifPresentOrElse(
        f -> index(id, f),
        () -> partition.formerAccount(id).ifPresent(account -> search.remove(id, account)));
  }

  private void index(ProfileId id, Profile facts) {
    if (facts.isAnonymised(partition.names())) {
      search.remove(id, facts.accountId());
    } else {
      search.set(id, facts.accountId(), name(facts), emails(id, facts));
    }
  }

  /** Profiles whose name or e-mail address fits, best first. */
  Answer search(int accountId, String text, int countMax) {
    if (pagesIndexed != ALL) {
      return NOT_INDEXED;
    }
    List<Answer.Match> matches = new ArrayList<>();
    for (ProfileId id : search.find(accountId, text, countMax)) {
      partition.facts(id).ifPresent(facts -> matches.add(match(id, facts, text)));
    }
    matches.sort(
        Comparator.comparingInt(Answer.Match::rank)
            .thenComparing(Comparator.comparingLong(Answer.Match::lastSeenMs).reversed()));
    return new Answer.Matches(matches);
  }

  private Answer.Match match(ProfileId id, Profile facts, String text) {
    String name = name(facts);
    String email = emails(id, facts).stream().findFirst().orElse("");
    int rank = Ranking.rank(text, name, email).orElse(Ranking.PREFIX);
    return new Answer.Match(id, name, email, facts.lastSeenMs(), facts.known(), rank);
  }

  private String name(Profile facts) {
    String whole = text(facts, NAME);
    if (!whole.isEmpty()) {
      return whole;
    }
    String first = text(facts, FIRST_NAME);
    return (first + " " + text(facts, LAST_NAME)).strip();
  }

  private String text(Profile facts, String key) {
    return facts.text(key, partition.names(), survivorship.of(facts.accountId()));
  }

  private ProfileFacts seen(Profile facts) {
    return facts.facts(partition.names(), survivorship.of(facts.accountId()));
  }

  /** The e-mail address that was stated, where there is one, then those that identify. */
  private List<String> emails(ProfileId id, Profile facts) {
    List<String> emails = new ArrayList<>(2);
    String stated = text(facts, EMAIL);
    if (!stated.isEmpty()) {
      emails.add(stated);
    }
    emails.addAll(identity.emails(id));
    return emails;
  }
}
