package io.onefold.shard;

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
import io.onefold.search.PrefixIndex;
import io.onefold.search.Ranking;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

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
  private int pagesIndexed = ALL;

  Views(Partition partition, TrackingTokens tokens) {
    this.partition = partition;
    this.identity = new IdentityReader(partition, tokens);
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
                  facts.facts(partition.names()),
                  identity.read(id).orElseThrow(),
                  requested,
                  currency));
      case View.Identity(int account, String requested) ->
          new Answer.Document(id, IdentityJson.render(identity.read(id).orElseThrow(), requested));
      case View.Projected(int account, View.Projection projection) ->
          new Answer.Document(
              id, ProjectionJson.render(facts.facts(partition.names()), projection));
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
   * been absorbed is found no more.
   */
  void index(ProfileId id) {
    Optional<Profile> facts = partition.facts(id);
    facts.ifPresentOrElse(
        f -> index(id, f),
        () -> partition.formerAccount(id).ifPresent(account -> search.remove(id, account)));
  }

  private void index(ProfileId id, Profile facts) {
    search.set(id, facts.accountId(), name(facts), emails(id, facts));
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
    String whole = facts.text(NAME, partition.names());
    if (!whole.isEmpty()) {
      return whole;
    }
    String first = facts.text(FIRST_NAME, partition.names());
    return (first + " " + facts.text(LAST_NAME, partition.names())).strip();
  }

  /** The e-mail address that was stated, where there is one, then those that identify. */
  private List<String> emails(ProfileId id, Profile facts) {
    List<String> emails = new ArrayList<>(2);
    String stated = facts.text(EMAIL, partition.names());
    if (!stated.isEmpty()) {
      emails.add(stated);
    }
    emails.addAll(identity.emails(id));
    return emails;
  }
}
