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

/**
 * Reads the identity of a profile for people: who it is called, why, and what was kept out.
 *
 * <p><b>Threading.</b> Confined to the shard's thread, as the tokens it makes.
 */
public final class IdentityReader {

  private final Partition partition;
  private final TrackingTokens tokens;

  public IdentityReader(Partition partition, TrackingTokens tokens) {
    this.partition = partition;
    this.tokens = tokens;
  }

  /** The identity of a profile that lives here, frozen or not. */
  public Optional<IdentityFacts> read(ProfileId id) {
    Entry entry = partition.profiles().get(id);
    return Optional.ofNullable(Partition.held(entry))
        .map(live -> read(live, entry instanceof Entry.Live));
  }

  /** Where the history of a profile lies that lives here. */
  public List<Answer.Part> parts(ProfileId id) {
    Entry.Live live = Partition.held(partition.profiles().get(id));
    return live == null ? List.of() : HistoryParts.of(id, state(live));
  }

  /** The e-mail addresses among the identifiers of a profile that lives here. */
  public List<String> emails(ProfileId id) {
    Entry.Live live = Partition.held(partition.profiles().get(id));
    return live == null ? List.of() : live.links().values(IdentifierType.EMAIL);
  }

  private IdentityFacts read(Entry.Live live, boolean atRest) {
    LinkState state = state(live);
    return new IdentityFacts(
        live.id(),
        tokens.seal(live.id(), state.nonce),
        atRest && !live.links().open(),
        state.held.stream()
            .sorted(Comparator.comparing(held -> held.identifier().type()))
            .map(IdentityReader::known)
            .toList(),
        state.edges.stream().map(edge -> link(state, edge)).toList(),
        state.merged.stream().filter(m -> !m.birth()).map(IdentityReader::merge).toList(),
        state.refused.stream().map(IdentityReader::refused).toList());
  }

  private LinkState state(Entry.Live live) {
    return live.links().unpack(partition.names());
  }

  private static IdentityFacts.Known known(Held held) {
    Identifier identifier = held.identifier();
    return new IdentityFacts.Known(
        identifier.type(), identifier.value(), held.firstMs(), held.lastMs(), held.source());
  }

  private static IdentityFacts.Link link(LinkState state, LinkState.Edge edge) {
    return new IdentityFacts.Link(
        text(state, edge.from()),
        text(state, edge.to()),
        evidence(edge.cause(), "same_event"),
        edge.firstMs(),
        edge.lastMs(),
        edge.count());
  }

  private static IdentityFacts.Merge merge(LinkState.Merged merged) {
    Cause cause = merged.cause();
    return new IdentityFacts.Merge(
        merged.profile(), merged.atMs(), evidence(cause, "shared_" + cause.type().wireName()));
  }

  private static IdentityFacts.Refused refused(LinkState.Refused refused) {
    return new IdentityFacts.Refused(
        text(refused.identifier()),
        refused.reason().code(),
        refused.atMs(),
        evidence(refused.cause(), refused.reason().code()));
  }

  private static IdentityFacts.Evidence evidence(Cause cause, String rule) {
    return new IdentityFacts.Evidence(cause.messageId(), cause.source(), rule);
  }

  private static String text(LinkState state, Hash128 hash) {
    return state.find(hash).map(Held::identifier).map(IdentityReader::text).orElse("");
  }

  private static String text(Identifier identifier) {
    return identifier.type().wireName() + ":" + identifier.value();
  }
}
