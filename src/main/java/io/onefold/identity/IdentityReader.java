package io.onefold.identity;

import io.onefold.event.Hash128;
import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import io.onefold.event.ProfileId;
import io.onefold.message.Answer;
import io.onefold.message.Cause;
import io.onefold.profile.IdentityFacts;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * Reads the identity of a profile for people: who it is called, why, and what was kept out.
 *
 * <p><b>Threading.</b> Confined to the shard's thread, as the tokens it makes.
 */
public final class IdentityReader {

  private static final Comparator<Held> STRONGEST_FIRST =
      Comparator.comparing(held -> held.identifier().type());

  private final Partition partition;
  private final TrackingTokens tokens;
  private final IntUnaryOperator ruleVersion;

  /**
   * @param ruleVersion of an account, as it is in force when it is asked for
   */
  public IdentityReader(Partition partition, TrackingTokens tokens, IntUnaryOperator ruleVersion) {
    this.partition = partition;
    this.tokens = tokens;
    this.ruleVersion = ruleVersion;
  }

  /** The identity of a profile that lives here, frozen or not. */
  public Optional<IdentityFacts> read(ProfileId id) {
    Entry entry = partition.profiles().get(id);
    return Optional.ofNullable(Partition.held(entry))
        .map(live -> read(live, entry instanceof Entry.Live));
  }

  /**
   * What a profile that lives here, frozen or not, is called, and what became of a merge by hand.
   *
   * @param operation message id of its cause, empty for none
   */
  public Optional<Answer.Standing> standing(ProfileId id, String operation) {
    return Optional.ofNullable(Partition.held(partition.profiles().get(id)))
        .map(live -> standing(live, operation));
  }

  /** What a profile that lives here calls an identifier. */
  public Answer holder(ProfileId id, Hash128 identifier) {
    Entry.Live live = Partition.held(partition.profiles().get(id));
    return live == null
        ? Answer.NOT_FOUND
        : new Answer.Quarantine.Holder(id, live.links().owned(identifier));
  }

  /** Where the history of a profile lies that lives here. */
  public List<Answer.Part> parts(ProfileId id) {
    Entry.Live live = Partition.held(partition.profiles().get(id));
    return live == null ? List.of() : HistoryParts.of(id, state(live));
  }

  /** The identity of a profile that lives here, for another shard to read. */
  public Answer copy(ProfileId id) {
    Entry.Live live = Partition.held(partition.profiles().get(id));
    return live == null
        ? Answer.NOT_FOUND
        : new Answer.Trial.Copy(id, Portable.copy(live, partition.names()));
  }

  /** The e-mail addresses among the identifiers of a profile that lives here. */
  public List<String> emails(ProfileId id) {
    Entry.Live live = Partition.held(partition.profiles().get(id));
    return live == null ? List.of() : live.links().values(IdentifierType.EMAIL);
  }

  private Answer.Standing standing(Entry.Live live, String operation) {
    LinkState state = state(live);
    return new Answer.Standing(
        live.id(),
        tokens.seal(live.id(), state.nonce),
        state.held.stream()
            .filter(held -> held.pending() == null)
            .sorted(STRONGEST_FIRST)
            .map(Held::identifier)
            .toList(),
        state.refused.stream()
            .filter(r -> !operation.isEmpty() && r.cause().messageId().equals(operation))
            .map(LinkState.Refused::reason)
            .findFirst());
  }

  private IdentityFacts read(Entry.Live live, boolean atRest) {
    LinkState state = state(live);
    return new IdentityFacts(
        live.id(),
        tokens.seal(live.id(), state.nonce),
        atRest && !live.links().open(),
        state.held.stream().sorted(STRONGEST_FIRST).map(this::known).toList(),
        state.edges.stream().map(edge -> link(state, edge)).toList(),
        state.merged.stream().filter(m -> !m.birth()).map(IdentityReader::merge).toList(),
        state.refused.stream().map(IdentityReader::refused).toList(),
        PastReader.past(live.id(), state),
        ruleVersion.applyAsInt(live.facts().accountId()));
  }

  private LinkState state(Entry.Live live) {
    return live.links().unpack(partition.names());
  }

  /** Of a quarantine hears first the identifier's shard, which may be this one. */
  private IdentityFacts.Known known(Held held) {
    Identifier identifier = held.identifier();
    return new IdentityFacts.Known(
        identifier.type(),
        identifier.value(),
        held.firstMs(),
        held.lastMs(),
        held.source(),
        held.mark().barred() || partition.marks().quarantined(held.hash()),
        held.mark().shared(),
        !held.open());
  }

  private static IdentityFacts.Link link(LinkState state, LinkState.Edge edge) {
    return new IdentityFacts.Link(
        text(state, edge.from()),
        text(state, edge.to()),
        evidence(edge.cause(), rule(edge.cause(), together(edge.cause()))),
        edge.firstMs(),
        edge.lastMs(),
        edge.count());
  }

  /** What events name together, or a link in a mail that somebody came by. */
  private static String together(Cause cause) {
    return cause.type() == IdentifierType.LINK_TOKEN ? "link_token" : "same_event";
  }

  private static IdentityFacts.Merge merge(LinkState.Merged merged) {
    Cause cause = merged.cause();
    return new IdentityFacts.Merge(
        merged.profile(),
        merged.atMs(),
        kind(cause),
        evidence(cause, rule(cause, "shared_" + cause.type().wireName())));
  }

  private static String kind(Cause cause) {
    return switch (cause.kind()) {
      case EVENT, IDENTIFIED -> "event";
      case HAND -> "hand";
      case FORCED -> "forced";
    };
  }

  private static IdentityFacts.Refused refused(LinkState.Refused refused) {
    return new IdentityFacts.Refused(
        text(refused.identifier()),
        refused.reason().code(),
        refused.atMs(),
        refused.rules(),
        evidence(refused.cause(), refused.reason().code()));
  }

  private static String rule(Cause cause, String ofEvents) {
    return switch (cause.kind()) {
      case EVENT, IDENTIFIED -> ofEvents;
      case HAND -> "by_hand";
      case FORCED -> "forced";
    };
  }

  private static IdentityFacts.Evidence evidence(Cause cause, String rule) {
    return new IdentityFacts.Evidence(cause.messageId(), cause.source(), rule);
  }

  private static String text(LinkState state, Hash128 hash) {
    return state.find(hash).map(Held::identifier).map(IdentityReader::text).orElse("");
  }

  /** {@code type:value}, or the type alone where the value is not kept. */
  static String text(Identifier identifier) {
    String type = identifier.type().wireName();
    return identifier.value().isEmpty() ? type : type + ":" + identifier.value();
  }
}
